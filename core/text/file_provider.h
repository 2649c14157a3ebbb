#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// The project's files, by path relative to the audited folder ("requirements.txt",
/// "docker/Dockerfile"). The only way in which the core meets a file system. Paths that leave the
/// folder are not found.
class FileProvider
{
public:
    virtual ~FileProvider() = default;

    enum class Kind { Missing, File, Folder, Other };

    [[nodiscard]] virtual Kind kindOf(std::string_view path) const = 0;
    /// The bytes of a file; at most limits::textFileBytes.
    [[nodiscard]] virtual Result<std::string> read(std::string_view path) const = 0;
    /// Names in a folder, sorted; "" is the audited folder itself.
    [[nodiscard]] virtual Result<std::vector<std::string>> list(std::string_view folder) const = 0;
};

using FileProviderPtr = std::shared_ptr<const FileProvider>;

/// "a/./b/../c" becomes "a/c"; a leading "/" or "./" is dropped. Empty when the path leaves the
/// folder.
[[nodiscard]] std::string normalizedPath(std::string_view path);

/// Files of a folder on disk.
class DiskFileProvider final : public FileProvider
{
public:
    explicit DiskFileProvider(std::filesystem::path folder);
    [[nodiscard]] Kind kindOf(std::string_view path) const override;
    [[nodiscard]] Result<std::string> read(std::string_view path) const override;
    [[nodiscard]] Result<std::vector<std::string>> list(std::string_view folder) const override;

private:
    std::filesystem::path m_folder;
};

/// Files held in memory: tests, and the window's buffers.
class MemoryFileProvider final : public FileProvider
{
public:
    explicit MemoryFileProvider(std::map<std::string, std::string> files);
    [[nodiscard]] Kind kindOf(std::string_view path) const override;
    [[nodiscard]] Result<std::string> read(std::string_view path) const override;
    [[nodiscard]] Result<std::vector<std::string>> list(std::string_view folder) const override;

private:
    std::map<std::string, std::string, std::less<>> m_files;
};

/// Some files replaced by texts in memory (edited buffers, a fix under trial), all others from
/// below.
class OverlayFileProvider final : public FileProvider
{
public:
    OverlayFileProvider(FileProviderPtr below, std::map<std::string, std::string> files);
    [[nodiscard]] Kind kindOf(std::string_view path) const override;
    [[nodiscard]] Result<std::string> read(std::string_view path) const override;
    [[nodiscard]] Result<std::vector<std::string>> list(std::string_view folder) const override;

private:
    FileProviderPtr m_below;
    MemoryFileProvider m_above;
};

/// The bytes of a file on disk, with a one-line error that names it: missing, a folder, unreadable,
/// too large.
[[nodiscard]] Result<std::string> readTextFile(const std::filesystem::path& path);

} // namespace pinwheel
