#pragma once

#include "core/base/known.h"
#include "core/dockerfile/dockerignore.h"
#include "core/text/file_provider.h"
#include "core/text/source_set.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// Bytes of a text that the build wrote, and where they stand in the text that wrote them.
struct WrittenPiece {
    std::uint32_t begin = 0; ///< first byte in the written text
    std::uint32_t length = 0;
    Span origin; ///< the same bytes in the Dockerfile (or script) that wrote them
};

/// A text that the build wrote; shared by pointer to const, replaced as a whole by the next write.
struct WrittenFile {
    std::string path; ///< in the image
    std::string text;
    std::vector<WrittenPiece> pieces; ///< by place; bytes in no piece were computed
};

struct FileLookup;
struct WheelFile; ///< wheel_files.h

/// The project's texts as the build meets them: each file is read once and kept in the audit's
/// SourceSet.
class ProjectTexts
{
public:
    ProjectTexts(SourceSet& sources, FileProviderPtr files);

    /// A file of the build context by its path relative to the audited folder.
    [[nodiscard]] Result<FileId> read(const std::string& path);
    /// The text of a file in the SourceSet; a written one is added at the first call. None where it
    /// is not known.
    [[nodiscard]] std::optional<FileId> idOf(const FileLookup& file);
    /// The bytes of a file without adding it to the SourceSet; none where they are not known.
    [[nodiscard]] std::optional<std::string_view> bytesOf(const FileLookup& file) const;
    [[nodiscard]] const FileProvider& files() const { return *m_files; }
    [[nodiscard]] SourceSet& sources() { return m_sources; }
    /// Where the bytes of a written text come from; the first piece that the span touches.
    [[nodiscard]] std::optional<Span> originOf(Span span) const;

private:
    SourceSet& m_sources;
    FileProviderPtr m_files;
    std::map<std::string, Result<FileId>, std::less<>> m_read;
    std::map<const WrittenFile*, FileId> m_writtenIds;
    std::map<FileId, std::shared_ptr<const WrittenFile>> m_written;
};

/// What is known of one path of an image.
struct FileLookup {
    enum class Kind {
        Missing, ///< nothing brings it into the image, as far as the build tells
        Unknown, ///< it may be there; `reason` says why that is not known
        File,
        Folder,
    };
    Kind kind = Kind::Missing;
    std::optional<FileId> text; ///< a file of the project
    std::shared_ptr<const WrittenFile> written; ///< a file that the build wrote
    std::shared_ptr<const WheelFile>
        wheel; ///< a wheel that the build made; its content is not known
    std::string reason; ///< for Unknown, and for a file without known content
    std::uint32_t layer = 0;
    std::optional<Span> origin; ///< what brought it: the COPY source word, the writing command
};

/// The files of one stage's image as far as the build makes them known: texts that instructions
/// write, files and folders copied from the context (looked up when asked for, never listed as a
/// whole), and links. A value: FROM an earlier stage begins with a copy of it. The latest write of
/// a path wins.
class ImageFiles
{
public:
    struct Stamp {
        std::uint32_t layer = 0;
        std::optional<Span> origin;
    };

    void writeText(std::string_view path, std::string text, std::vector<WrittenPiece> pieces,
                   Stamp stamp);
    void writeUnknown(std::string_view path, std::string reason, Stamp stamp);
    void putWheel(std::string_view path, std::shared_ptr<const WheelFile> wheel, Stamp stamp);
    void makeFolder(std::string_view path, Stamp stamp);
    void makeLink(std::string_view path, std::string target, Stamp stamp);
    void remove(std::string_view path, Stamp stamp);
    /// A file or folder of the build context stands at `path`; ignored files are left out.
    void mountContext(std::string_view path, std::string contextPath,
                      std::shared_ptr<const DockerIgnore> ignore, Stamp stamp);
    /// A file or folder of another stage's image stands at `path`.
    void mountImage(std::string_view path, std::shared_ptr<const ImageFiles> image,
                    std::string imagePath, Stamp stamp);
    /// Something that is not known (an ADD of an archive, a COPY from a foreign image) stands below
    /// `path`.
    void mountUnknown(std::string_view path, std::string reason, Stamp stamp);

    [[nodiscard]] FileLookup find(std::string_view path, ProjectTexts& texts) const;
    /// The path with every link that the build made followed; bounded.
    [[nodiscard]] std::string followLinks(std::string_view path) const;
    /// The target of a link made by the build; none where the path is no link.
    [[nodiscard]] std::optional<std::string> linkTarget(std::string_view path) const;
    /// Names directly in a folder, sorted, as far as they are known; Unknown where something
    /// unknown stands there.
    [[nodiscard]] Known<std::vector<std::string>> list(std::string_view folder,
                                                       ProjectTexts& texts) const;
    /// Where folders and files of the build context were put, in their order.
    [[nodiscard]] std::vector<std::string> contextPlaces() const;
    /// Absolute paths of all files with known text that instructions wrote (not those of mounted
    /// folders).
    [[nodiscard]] std::vector<std::string> writtenPaths() const;

private:
    enum class Kind { Text, Unknown, Folder, Link, Removed };
    struct Entry {
        Kind kind = Kind::Unknown;
        std::shared_ptr<const WrittenFile> written;
        std::string detail; ///< reason of Unknown, target of Link
        Stamp stamp;
        std::uint64_t order = 0;
        std::shared_ptr<const WheelFile> wheel = {}; ///< of Unknown
    };
    struct Mount {
        std::string path;
        std::string source;
        std::shared_ptr<const DockerIgnore> ignore; ///< context mounts
        std::shared_ptr<const ImageFiles> image; ///< stage mounts
        std::string unknownReason; ///< unknown mounts
        Stamp stamp;
        std::uint64_t order = 0;
    };

    [[nodiscard]] FileLookup findFollowed(const std::string& path, ProjectTexts& texts) const;
    [[nodiscard]] static FileLookup findInMount(const Mount& mount, const std::string& rest,
                                                ProjectTexts& texts);

    std::map<std::string, Entry, std::less<>> m_entries;
    std::vector<Mount> m_mounts;
    std::uint64_t m_order = 0;
    bool m_mayHoldLinks = false;
};

/// `path` seen from `folder`, without "." and ".."; always begins with "/".
[[nodiscard]] std::string absoluteImagePath(std::string_view folder, std::string_view path);

} // namespace pinwheel
