#include "app/cli/output.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <format>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace pinwheel {
namespace fs = std::filesystem;

namespace {

Result<void> writeAll(int file, std::string_view bytes, const std::string& name)
{
    while (!bytes.empty()) {
        const ssize_t count = ::write(file, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return fail(ErrorCode::NotWritable, std::format("{}: cannot be written ({})", name, std::strerror(errno)));
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return {};
}

Result<void> writeInPlace(const fs::path& path, std::string_view bytes)
{
    const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (file < 0) return fail(ErrorCode::NotWritable, std::format("{}: cannot be written ({})", path.string(), std::strerror(errno)));
    auto written = writeAll(file, bytes, path.string());
    ::close(file);
    return written;
}

/// The file that a path means at the end of its links; the path itself where there is none.
fs::path endOfLinks(const fs::path& path)
{
    std::error_code error;
    if (!fs::is_symlink(path, error)) return path;
    const fs::path target = fs::weakly_canonical(path, error);
    return error ? path : target;
}

bool isSet(const char* name)
{
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0';
}

} // namespace

Result<void> writeFileAtomically(const fs::path& asked, std::string_view bytes)
{
    const fs::path path = endOfLinks(asked);
    const std::string name = asked.string();
    struct stat status {};
    const bool exists = ::stat(path.c_str(), &status) == 0;
    if (exists && S_ISDIR(status.st_mode)) return fail(ErrorCode::NotWritable, std::format("{}: is a folder", name));
    if (exists && !S_ISREG(status.st_mode)) return writeInPlace(path, bytes);
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    std::string pattern = (folder / ("." + path.filename().string() + ".XXXXXX")).string();
    const int file = ::mkostemp(pattern.data(), O_CLOEXEC);
    if (file < 0) return fail(ErrorCode::NotWritable, std::format("{}: cannot be written ({})", name, std::strerror(errno)));
    const mode_t mask = ::umask(0);
    ::umask(mask);
    auto written = writeAll(file, bytes, name);
    const bool kept = ::fchmod(file, exists ? status.st_mode & 07777U : 0666U & ~mask) == 0 && ::fsync(file) == 0;
    const bool closed = ::close(file) == 0;
    if (!written || !kept || !closed || ::rename(pattern.c_str(), path.c_str()) != 0) {
        const int reason = errno;
        ::unlink(pattern.c_str());
        if (!written) return written;
        return fail(ErrorCode::NotWritable, std::format("{}: cannot be written ({})", name, std::strerror(reason)));
    }
    // The rename itself must survive a crash too.
    if (const int directory = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); directory >= 0) {
        (void)::fsync(directory);
        ::close(directory);
    }
    return {};
}

Result<void> writeOutput(const std::string& path, std::string_view bytes)
{
    if (!path.empty() && path != "-") return writeFileAtomically(path, bytes);
    std::fflush(stdout);
    return writeAll(STDOUT_FILENO, bytes, "standard output");
}

bool useColor(ColorChoice choice, const std::string& outputPath)
{
    switch (choice) {
    case ColorChoice::Always: return true;
    case ColorChoice::Never: return false;
    case ColorChoice::Automatic: break;
    }
    // Source: no-color.org, and bixense.com/clicolors.
    if (isSet("NO_COLOR")) return false;
    if (isSet("CLICOLOR_FORCE")) return true;
    const char* terminal = std::getenv("TERM");
    if (terminal != nullptr && std::strcmp(terminal, "dumb") == 0) return false;
    return (outputPath.empty() || outputPath == "-") && ::isatty(STDOUT_FILENO) == 1;
}

} // namespace pinwheel
