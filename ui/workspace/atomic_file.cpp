#include "ui/workspace/atomic_file.h"

#include "core/text/file_provider.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace pinwheel {

namespace {

/// A file descriptor that is closed, and whose temporary file is removed unless it was kept.
class TemporaryFile {
public:
    explicit TemporaryFile(const std::filesystem::path& beside)
        : m_path(beside.string() + ".pinwheel-XXXXXX")
    {
        m_descriptor = ::mkostemp(m_path.data(), O_CLOEXEC);
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile()
    {
        if (m_descriptor >= 0) ::close(m_descriptor);
        if (m_descriptor >= 0 && !m_kept) ::unlink(m_path.c_str());
    }
    [[nodiscard]] bool isOpen() const { return m_descriptor >= 0; }
    [[nodiscard]] int descriptor() const { return m_descriptor; }
    [[nodiscard]] const std::string& path() const { return m_path; }
    void keep() { m_kept = true; }

private:
    std::string m_path;
    int m_descriptor = -1;
    bool m_kept = false;
};

std::unexpected<Error> failWithErrno(const std::filesystem::path& path, const char* what)
{
    const int number = errno;
    return fail(ErrorCode::NotWritable, std::string("cannot ") + what + " " + path.string() + ": " + std::strerror(number));
}

bool writeAll(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

Result<void> checkUnchanged(const std::filesystem::path& target, std::string_view expected, bool isNew)
{
    const Result<std::string> present = readTextFile(target);
    if (!present) {
        if (present.error().code == ErrorCode::NotFound) {
            if (isNew) return {};
            return fail(ErrorCode::ChangedOnDisk, target.string() + " was deleted on disk");
        }
        return std::unexpected(present.error());
    }
    if (isNew || *present != expected)
        return fail(ErrorCode::ChangedOnDisk, target.string() + " was changed on disk by another program");
    return {};
}

} // namespace

Result<void> saveAtomically(
    const std::filesystem::path& path, std::string_view bytes, std::string_view expected, bool isNew)
{
    std::error_code error;
    const std::filesystem::path canonical = std::filesystem::canonical(path, error);
    const std::filesystem::path target = error ? path : canonical;
    if (const Result<void> unchanged = checkUnchanged(target, expected, isNew); !unchanged) return unchanged;

    struct stat old {};
    const bool existed = ::stat(target.c_str(), &old) == 0;
    // A read-only file in a writable folder could be replaced by rename; that is not what its mode asks for.
    if (existed && ::access(target.c_str(), W_OK) != 0) return failWithErrno(target, "write to");

    TemporaryFile temporary(target);
    if (!temporary.isOpen()) return failWithErrno(target.parent_path(), "make a temporary file in");
    if (existed && ::fchown(temporary.descriptor(), old.st_uid, old.st_gid) != 0) {
        // Another owner's file: the content is what counts, the mode below still holds.
    }
    const mode_t mode = existed ? (old.st_mode & 07777U) : 0644U;
    if (::fchmod(temporary.descriptor(), mode) != 0) return failWithErrno(target, "set the mode of");
    if (!writeAll(temporary.descriptor(), bytes)) return failWithErrno(target, "write");
    if (::fsync(temporary.descriptor()) != 0) return failWithErrno(target, "sync");
    if (::rename(temporary.path().c_str(), target.c_str()) != 0) return failWithErrno(target, "replace");
    temporary.keep();
    if (const int folder = ::open(target.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); folder >= 0) {
        ::fsync(folder);
        ::close(folder);
    }
    return {};
}

} // namespace pinwheel
