#include "core/base/installation.h"

#include <cstdlib>
#include <system_error>

namespace pinwheel {

std::filesystem::path dataFolder()
{
    if (const char* folder = std::getenv("PINWHEEL_DATA"); folder != nullptr && *folder != '\0') return folder;
    std::error_code error;
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
    if (error) return "share/pinwheel";
    return program.parent_path().parent_path() / "share" / "pinwheel";
}

} // namespace pinwheel
