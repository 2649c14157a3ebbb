#include "core/base/installation.h"

#include <cstdlib>
#include <system_error>

namespace pinwheel {

namespace {

/// The folder above that of the running program; empty where it cannot be told.
std::filesystem::path installationFolder()
{
    std::error_code error;
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
    return error ? std::filesystem::path() : program.parent_path().parent_path();
}

} // namespace

std::filesystem::path dataFolder()
{
    if (const char* folder = std::getenv("PINWHEEL_DATA"); folder != nullptr && *folder != '\0')
        return folder;
    return installationFolder() / "share" / "pinwheel";
}

std::filesystem::path libraryFolder()
{
    return installationFolder() / "lib" / "pinwheel";
}

} // namespace pinwheel
