#include "core/text/file_provider.h"

#include "core/base/format.h"
#include "core/base/limits.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

namespace pinwheel {
namespace fs = std::filesystem;

std::string normalizedPath(std::string_view path)
{
    std::vector<std::string_view> parts;
    while (!path.empty()) {
        const std::size_t slash = std::min(path.find('/'), path.size());
        const std::string_view part = path.substr(0, slash);
        path.remove_prefix(std::min(slash + 1, path.size()));
        if (part.empty() || part == ".") continue;
        if (part != "..") {
            parts.push_back(part);
            continue;
        }
        if (parts.empty()) return {};
        parts.pop_back();
    }
    std::string out;
    for (const std::string_view part : parts) {
        if (!out.empty()) out += '/';
        out += part;
    }
    return out;
}

namespace {

/// A file that is open for reading; closed at the end.
class OpenFile
{
public:
    explicit OpenFile(const char* path)
        // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
        : m_descriptor(::open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK))
    {
    }
    ~OpenFile()
    {
        if (m_descriptor >= 0) ::close(m_descriptor);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    [[nodiscard]] int descriptor() const { return m_descriptor; }

private:
    int m_descriptor;
};

FileProvider::Kind kindOf(const struct stat& status)
{
    if (S_ISDIR(status.st_mode)) return FileProvider::Kind::Folder;
    return S_ISREG(status.st_mode) ? FileProvider::Kind::File : FileProvider::Kind::Other;
}

std::unexpected<Error> notReadable(const std::string& name)
{
    const int why = errno;
    return fail(ErrorCode::NotReadable,
                formatted("{}: cannot be read ({})", name, std::strerror(why)));
}

/// Fills `bytes`; shortens them where the file has become shorter. False where it cannot be read.
bool readAll(int descriptor, std::string& bytes)
{
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t count = ::read(descriptor, bytes.data() + done, bytes.size() - done);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return false;
        if (count == 0) bytes.resize(done);
        done += static_cast<std::size_t>(count);
    }
    return true;
}

} // namespace

Result<std::string> readTextFile(const fs::path& path)
{
    const std::string& name = path.native();
    const OpenFile file(name.c_str());
    if (file.descriptor() < 0) {
        // What cannot be opened may still be no file at all: a socket, a device without a driver.
        struct stat status {};
        if (::stat(name.c_str(), &status) == 0 && kindOf(status) == FileProvider::Kind::Other)
            return fail(ErrorCode::NotReadable, formatted("{}: is not a regular file", name));
        if (errno == ENOENT || errno == ENOTDIR)
            return fail(ErrorCode::NotFound, formatted("{}: no such file", name));
        return notReadable(name);
    }
    struct stat status {};
    if (::fstat(file.descriptor(), &status) != 0) return notReadable(name);
    if (kindOf(status) == FileProvider::Kind::Folder)
        return fail(ErrorCode::NotReadable, formatted("{}: is a folder, not a file", name));
    if (kindOf(status) == FileProvider::Kind::Other)
        return fail(ErrorCode::NotReadable, formatted("{}: is not a regular file", name));
    const auto size = static_cast<std::uintmax_t>(status.st_size);
    if (size > limits::textFileBytes)
        return fail(ErrorCode::LimitExceeded,
                    formatted("{}: {} MB is more than the {} MB that are read of one file", name,
                              size >> 20, limits::textFileBytes >> 20));
    std::string bytes(static_cast<std::size_t>(size), '\0');
    if (!readAll(file.descriptor(), bytes)) return notReadable(name);
    return bytes;
}

DiskFileProvider::DiskFileProvider(fs::path folder)
    : m_folder(std::move(folder))
{
}

FileProvider::Kind DiskFileProvider::kindOf(std::string_view path) const
{
    const std::string inside = normalizedPath(path);
    if (inside.empty() && !path.empty() && path != "." && path != "/" && path != "./")
        return Kind::Missing;
    struct stat status {};
    if (::stat((m_folder / inside).c_str(), &status) != 0) return Kind::Missing;
    return pinwheel::kindOf(status);
}

Result<std::string> DiskFileProvider::read(std::string_view path) const
{
    const std::string inside = normalizedPath(path);
    if (inside.empty())
        return fail(ErrorCode::NotFound, formatted("{}: is not inside the audited folder", path));
    return readTextFile(m_folder / inside);
}

Result<std::vector<std::string>> DiskFileProvider::list(std::string_view folder) const
{
    std::error_code error;
    std::vector<std::string> names;
    for (fs::directory_iterator entry(m_folder / normalizedPath(folder), error), end;
         !error && entry != end; entry.increment(error))
        names.push_back(entry->path().filename().string());
    if (error) return fail(ErrorCode::NotReadable, formatted("{}: {}", folder, error.message()));
    std::ranges::sort(names);
    return names;
}

MemoryFileProvider::MemoryFileProvider(std::map<std::string, std::string> files)
{
    for (auto& [path, bytes] : files)
        m_files.emplace(normalizedPath(path), std::move(bytes));
}

FileProvider::Kind MemoryFileProvider::kindOf(std::string_view path) const
{
    const std::string inside = normalizedPath(path);
    if (inside.empty())
        return path.find("..") == std::string_view::npos ? Kind::Folder : Kind::Missing;
    if (m_files.contains(inside)) return Kind::File;
    const auto below = m_files.lower_bound(inside + '/');
    return below != m_files.end() && below->first.starts_with(inside + '/') ? Kind::Folder
                                                                            : Kind::Missing;
}

Result<std::string> MemoryFileProvider::read(std::string_view path) const
{
    const auto found = m_files.find(normalizedPath(path));
    if (found == m_files.end())
        return fail(ErrorCode::NotFound, formatted("{}: no such file", path));
    if (found->second.size() > limits::textFileBytes)
        return fail(ErrorCode::LimitExceeded,
                    formatted("{}: is larger than {} MB", path, limits::textFileBytes >> 20));
    return found->second;
}

Result<std::vector<std::string>> MemoryFileProvider::list(std::string_view folder) const
{
    const std::string inside = normalizedPath(folder);
    const std::string prefix = inside.empty() ? "" : inside + '/';
    std::set<std::string> names;
    for (const auto& [path, bytes] : m_files) {
        if (!path.starts_with(prefix)) continue;
        const std::string_view rest = std::string_view(path).substr(prefix.size());
        names.emplace(rest.substr(0, rest.find('/')));
    }
    return std::vector(names.begin(), names.end());
}

OverlayFileProvider::OverlayFileProvider(FileProviderPtr below,
                                         std::map<std::string, std::string> files)
    : m_below(std::move(below))
    , m_above(std::move(files))
{
}

FileProvider::Kind OverlayFileProvider::kindOf(std::string_view path) const
{
    const Kind above = m_above.kindOf(path);
    return above == Kind::File ? above : m_below->kindOf(path);
}

Result<std::string> OverlayFileProvider::read(std::string_view path) const
{
    return m_above.kindOf(path) == Kind::File ? m_above.read(path) : m_below->read(path);
}

Result<std::vector<std::string>> OverlayFileProvider::list(std::string_view folder) const
{
    auto names = m_below->list(folder);
    const auto above = m_above.list(folder);
    if (!names) return above && !above->empty() ? above : names;
    names->insert(names->end(), above->begin(), above->end());
    std::ranges::sort(*names);
    const auto repeated = std::ranges::unique(*names);
    names->erase(repeated.begin(), repeated.end());
    return names;
}

} // namespace pinwheel
