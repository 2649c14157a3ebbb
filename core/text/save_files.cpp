#include "core/text/save_files.h"

#include "core/base/format.h"
#include "core/base/limits.h"
#include "core/text/file_provider.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <set>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace pinwheel {
namespace fs = std::filesystem;

namespace {

/// ".requirements.txt.pinwheel-Ab3dE6": hidden, and with a word that nothing else uses.
constexpr std::string_view mark = ".pinwheel-";
constexpr std::size_t randomBytes = 6;

std::unexpected<Error> failWithErrno(const fs::path& path, std::string_view what)
{
    const int number = errno;
    return fail(ErrorCode::NotWritable,
                formatted("{}: cannot be {} ({})", path.string(), what, std::strerror(number)));
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

/// The file that a path means at the end of its links; the path itself where nothing is there.
fs::path endOfLinks(const fs::path& path)
{
    std::error_code error;
    const fs::path target = fs::is_symlink(path, error) ? fs::weakly_canonical(path, error) : path;
    return error ? path : target;
}

fs::path folderOf(const fs::path& path)
{
    return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

void syncFolder(const fs::path& folder)
{
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    (void)::fsync(descriptor);
    ::close(descriptor);
}

/// New bytes beside their target. Locked as long as it is open, so that nobody takes it for a
/// leftover; removed unless it took the target's name.
class TemporaryFile
{
public:
    explicit TemporaryFile(fs::path target)
        : m_target(std::move(target))
    {
    }
    TemporaryFile(TemporaryFile&& other) noexcept
        : m_target(std::move(other.m_target))
        , m_path(std::exchange(other.m_path, {}))
        , m_descriptor(std::exchange(other.m_descriptor, -1))
    {
    }
    TemporaryFile& operator=(TemporaryFile&&) = delete;
    ~TemporaryFile()
    {
        if (!m_path.empty()) ::unlink(m_path.c_str());
        if (m_descriptor >= 0) ::close(m_descriptor);
    }

    [[nodiscard]] const fs::path& target() const { return m_target; }

    /// Makes the file, with the mode and owner of the target, and brings the bytes to the disk.
    Result<void> fill(std::string_view bytes)
    {
        if (auto made = create(); !made) return made;
        struct stat old {};
        const bool existed = ::stat(m_target.c_str(), &old) == 0;
        // Another owner's file stays readable by its mode; only root can give files away.
        if (existed && (old.st_uid != ::geteuid() || old.st_gid != ::getegid()))
            (void)!::fchown(m_descriptor, old.st_uid, old.st_gid);
        const mode_t mask = ::umask(0);
        ::umask(mask);
        if (::fchmod(m_descriptor, existed ? old.st_mode & 07777U : 0666U & ~mask) != 0)
            return failWithErrno(m_target, "given its mode");
        if (!writeAll(m_descriptor, bytes) || ::fsync(m_descriptor) != 0)
            return failWithErrno(m_target, "written");
        return {};
    }

    Result<void> takeName()
    {
        if (::rename(m_path.c_str(), m_target.c_str()) != 0)
            return failWithErrno(m_target, "replaced");
        m_path.clear();
        return {};
    }

private:
    Result<void> create()
    {
        // A cleaner may take the file between its making and its locking: then it has no name any
        // more.
        for (int attempt = 0; attempt < 100; ++attempt) {
            const std::string name = formatted(".{}{}XXXXXX", m_target.filename().string(), mark);
            m_path = (folderOf(m_target) / name).string();
            m_descriptor = ::mkostemp(m_path.data(), O_CLOEXEC);
            if (m_descriptor < 0) {
                m_path.clear();
                return failWithErrno(m_target, "written");
            }
            struct stat made {};
            if (::flock(m_descriptor, LOCK_EX) != 0 || ::fstat(m_descriptor, &made) != 0
                || made.st_nlink > 0)
                return {};
            ::close(m_descriptor);
        }
        m_descriptor = -1;
        m_path.clear();
        return fail(
            ErrorCode::NotWritable,
            formatted("{}: its temporary file was removed again and again", m_target.string()));
    }

    fs::path m_target;
    std::string m_path; ///< empty while there is none
    int m_descriptor = -1;
};

Result<void> checkUnchanged(const FileChange& change)
{
    const Result<std::string> present = readTextFile(change.path);
    if (!present && present.error().code != ErrorCode::NotFound)
        return std::unexpected(present.error());
    if (!present && change.isNew) return {};
    if (!present)
        return fail(ErrorCode::ChangedOnDisk,
                    formatted("{} was deleted on disk", change.path.string()));
    if (change.isNew || *present != change.expected)
        return fail(ErrorCode::ChangedOnDisk,
                    formatted("{} was changed on disk by another program", change.path.string()));
    // A read-only file in a writable folder could be replaced by rename; that is not what its mode
    // asks for.
    if (::access(change.path.c_str(), W_OK) != 0) return failWithErrno(change.path, "written");
    return {};
}

/// Puts back what the first `count` files held.
void restore(std::span<const FileChange> changes, std::size_t count)
{
    for (const FileChange& change : changes.first(count)) {
        if (change.isNew)
            ::unlink(endOfLinks(change.path).c_str());
        else
            (void)replaceFile(change.path, change.expected);
    }
}

bool isLeftoverName(std::string_view name)
{
    const std::size_t at = name.rfind(mark);
    return name.starts_with('.') && at != std::string_view::npos && at > 0
        && name.size() == at + mark.size() + randomBytes;
}

} // namespace

Result<void> saveFiles(std::span<const FileChange> changes)
{
    for (const FileChange& change : changes)
        if (auto unchanged = checkUnchanged(change); !unchanged) return unchanged;
    std::vector<TemporaryFile> files;
    files.reserve(changes.size());
    for (const FileChange& change : changes) {
        TemporaryFile& file = files.emplace_back(endOfLinks(change.path));
        if (auto filled = file.fill(change.bytes); !filled) return filled;
    }
    // Filling takes time; a change made meanwhile must not be lost.
    for (const FileChange& change : changes)
        if (auto unchanged = checkUnchanged(change); !unchanged) return unchanged;
    std::set<fs::path> folders;
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (auto taken = files[i].takeName(); !taken) {
            restore(changes, i);
            return taken;
        }
        folders.insert(folderOf(files[i].target()));
    }
    // The renames themselves must survive a crash too.
    for (const fs::path& folder : folders)
        syncFolder(folder);
    return {};
}

Result<void> replaceFile(const fs::path& asked, std::string_view bytes)
{
    const fs::path path = endOfLinks(asked);
    struct stat status {};
    const bool exists = ::stat(path.c_str(), &status) == 0;
    if (exists && S_ISDIR(status.st_mode))
        return fail(ErrorCode::NotWritable, formatted("{}: is a folder", asked.string()));
    if (exists && !S_ISREG(status.st_mode)) {
        const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
        if (descriptor < 0) return failWithErrno(asked, "written");
        Result<void> outcome;
        if (!writeAll(descriptor, bytes)) outcome = failWithErrno(asked, "written");
        ::close(descriptor);
        return outcome;
    }
    TemporaryFile file(path);
    if (auto filled = file.fill(bytes); !filled) return filled;
    if (auto taken = file.takeName(); !taken) return taken;
    syncFolder(folderOf(path));
    return {};
}

void removeLeftovers(const fs::path& folder)
{
    std::error_code error;
    std::size_t seen = 0;
    for (fs::directory_iterator at(folder.empty() ? fs::path(".") : folder, error), end;
         !error && at != end; at.increment(error)) {
        if (++seen > limits::copiedFiles) return;
        if (!isLeftoverName(at->path().filename().string())) continue;
        const int descriptor =
            ::open(at->path().c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
        if (descriptor < 0) continue;
        if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) ::unlink(at->path().c_str());
        ::close(descriptor);
    }
}

} // namespace pinwheel
