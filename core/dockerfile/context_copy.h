#pragma once

#include "core/base/known.h"
#include "core/dockerfile/dockerignore.h"
#include "core/text/file_provider.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// COPY or ADD after expansion.
struct CopyRequest {
    bool isAdd = false;
    std::vector<std::string> sources; ///< without heredocs
    std::vector<std::string> heredocNames; ///< names of heredoc sources, each a file of that name
    std::string destination; ///< as written after expansion
    std::string workingFolder = "/"; ///< absolute
    std::vector<std::string> excludes;
    bool parents = false;
};

/// One file that comes into the image.
struct CopiedFile {
    std::string imagePath; ///< absolute
    std::string sourcePath; ///< in the source tree, relative; the heredoc's name for a heredoc
    enum class Kind { File, Heredoc } kind = Kind::File;

    friend bool operator==(const CopiedFile&, const CopiedFile&) = default;
};

/// Something that comes into the image with content that we do not know.
struct UnknownCopy {
    std::string imagePath; ///< absolute; a folder when `isTree`
    std::string source; ///< the URL, archive or pattern
    std::string reason; ///< "is downloaded", "is unpacked", "nothing in the context matches"
    bool isTree = false; ///< anything below imagePath may be there

    friend bool operator==(const UnknownCopy&, const UnknownCopy&) = default;
};

struct CopyResult {
    std::vector<CopiedFile> files; ///< by order of the sources, then by path
    std::vector<std::string> folders; ///< image folders that are made, absolute
    std::vector<UnknownCopy> unknown;
    std::vector<std::string> missing; ///< sources that match nothing: the build fails
    bool isTruncated = false; ///< the limit of copied files was reached
};

/// Which files a COPY or ADD brings where.
/// @param files    source tree: the build context, or the files of another stage
/// @param context  folder of the source tree inside `files`; "" = its top
/// @param ignore   patterns of the context; an empty one for other stages
/// @param destinationIsFolder  true when the destination is known to be a folder of the image
/// already Source: the Dockerfile reference, "COPY" and "ADD"; Go's filepath.Match.
[[nodiscard]] CopyResult copyFromContext(const CopyRequest& request, const FileProvider& files,
                                         std::string_view context, const DockerIgnore& ignore,
                                         bool destinationIsFolder);

/// Where a relative or absolute path of the image ends up: joined with the working folder, "." and
/// ".." taken out.
[[nodiscard]] std::string imagePath(std::string_view workingFolder, std::string_view path);

} // namespace pinwheel
