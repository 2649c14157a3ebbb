// What COPY and ADD bring into the image. A folder's content is copied, not the folder; a wildcard
// may match several files, whose destination is then a folder; ADD downloads URLs and unpacks local
// archives, whose content we do not know. Not modelled: ownership, modes, links that lead out of
// the context.
#include "core/dockerfile/context_copy.h"

#include "core/base/limits.h"

#include <algorithm>
#include <array>

namespace pinwheel {

namespace {

bool hasWildcard(std::string_view path)
{
    return path.find_first_of("*?[") != std::string_view::npos;
}

std::string_view lastName(std::string_view path)
{
    while (path.ends_with('/'))
        path.remove_suffix(1);
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string joined(std::string_view folder, std::string_view name)
{
    if (folder.empty()) return std::string(name);
    if (name.empty()) return std::string(folder);
    return std::string(folder) + (folder.ends_with('/') ? "" : "/") + std::string(name);
}

bool isUrl(std::string_view source)
{
    return source.starts_with("http://") || source.starts_with("https://");
}

bool isGitSource(std::string_view source)
{
    const std::string_view withoutFragment = source.substr(0, source.find('#'));
    if (source.starts_with("git@") || source.starts_with("git://") || source.starts_with("ssh://"))
        return true;
    return isUrl(source) && withoutFragment.ends_with(".git");
}

/// By name; ADD itself looks at the content. Source: the Dockerfile reference, "Adding local tar
/// archives".
bool isArchiveName(std::string_view name)
{
    constexpr std::array endings {std::string_view(".tar"),  std::string_view(".tar.gz"),
                                  std::string_view(".tgz"),  std::string_view(".tar.bz2"),
                                  std::string_view(".tbz2"), std::string_view(".tar.xz"),
                                  std::string_view(".txz"),  std::string_view(".tar.zst")};
    return std::ranges::any_of(endings,
                               [name](std::string_view ending) { return name.ends_with(ending); });
}

class Copier
{
public:
    Copier(const CopyRequest& request, const FileProvider& files, std::string_view context,
           const DockerIgnore& ignore, bool destinationIsFolder)
        : m_request(request)
        , m_files(files)
        , m_context(context)
        , m_ignore(ignore)
        , m_destination(imagePath(request.workingFolder, request.destination))
    {
        const std::string_view written = request.destination;
        m_isFolder = destinationIsFolder || written.empty() || written.ends_with('/')
            || written == "." || written.ends_with("/.") || request.parents
            || request.sources.size() + request.heredocNames.size() > 1;
        for (const std::string& pattern : request.excludes)
            if (auto parsed =
                    PathPattern::parse(cleanPath(pattern), PathPattern::Dialect::IgnoreFile))
                m_excludes.push_back(std::move(*parsed));
    }

    [[nodiscard]] CopyResult copy();

private:
    void copySource(const std::string& source);
    void copyLocal(std::string_view source);
    void copyMatch(const std::string& path, std::string_view parentPart, bool isOnly);
    void copyFolder(const std::string& folder, const std::string& to, const std::string& below);
    void addFile(const std::string& path, std::string to,
                 CopiedFile::Kind kind = CopiedFile::Kind::File);
    /// Paths of the source tree that match a source with wildcards, name by name.
    [[nodiscard]] std::vector<std::string> matches(std::string_view source);
    [[nodiscard]] bool isVisible(const std::string& path) const { return !m_ignore.ignores(path); }
    [[nodiscard]] bool isExcluded(std::string_view path) const
    {
        return std::ranges::any_of(
            m_excludes, [path](const PathPattern& pattern) { return pattern.matches(path); });
    }
    [[nodiscard]] FileProvider::Kind kindOf(const std::string& path) const
    {
        return m_files.kindOf(path.empty() ? m_context : joined(m_context, path));
    }
    [[nodiscard]] std::vector<std::string> list(const std::string& folder) const
    {
        return m_files.list(joined(m_context, folder)).value_or(std::vector<std::string> {});
    }

    const CopyRequest& m_request;
    const FileProvider& m_files;
    std::string m_context;
    const DockerIgnore& m_ignore;
    std::string m_destination;
    bool m_isFolder = false;
    std::vector<PathPattern> m_excludes;
    CopyResult m_result;
};

CopyResult Copier::copy()
{
    for (const std::string& source : m_request.sources)
        copySource(source);
    for (const std::string& name : m_request.heredocNames)
        addFile(name, m_isFolder ? joined(m_destination, name) : m_destination,
                CopiedFile::Kind::Heredoc);
    if (m_isFolder) m_result.folders.push_back(m_destination);
    std::ranges::sort(m_result.folders);
    m_result.folders.erase(std::ranges::unique(m_result.folders).begin(), m_result.folders.end());
    return std::move(m_result);
}

void Copier::copySource(const std::string& source)
{
    if (m_request.isAdd && isGitSource(source)) {
        m_result.unknown.push_back({.imagePath = m_destination,
                                    .source = source,
                                    .reason = "is a repository that is fetched",
                                    .isTree = true});
    } else if (m_request.isAdd && isUrl(source)) {
        const std::string_view path =
            std::string_view(source).substr(0, source.find_first_of("?#"));
        m_result.unknown.push_back(
            {.imagePath = m_isFolder ? joined(m_destination, lastName(path)) : m_destination,
             .source = source,
             .reason = "is downloaded"});
    } else {
        copyLocal(source);
    }
}

void Copier::copyLocal(std::string_view source)
{
    // With --parents the path is kept from the pivot "/./" on.
    std::string pivot;
    if (m_request.parents) {
        if (const std::size_t at = source.find("/./"); at != std::string_view::npos) {
            pivot = cleanPath("/" + std::string(source.substr(0, at))).substr(1);
        }
    }
    const std::string clean = cleanPath("/" + std::string(source)).substr(1);
    if (!hasWildcard(clean)) {
        if (kindOf(clean) == FileProvider::Kind::Missing || (!clean.empty() && !isVisible(clean))) {
            m_result.missing.emplace_back(source);
            return;
        }
        copyMatch(clean, pivot, true);
        return;
    }
    const std::vector<std::string> found = matches(clean);
    for (const std::string& path : found)
        copyMatch(path, pivot, found.size() == 1);
}

std::vector<std::string> Copier::matches(std::string_view source)
{
    std::vector<std::string> found {""};
    while (!source.empty()) {
        const std::size_t slash = source.find('/');
        const std::string_view part = source.substr(0, slash);
        source.remove_prefix(slash == std::string_view::npos ? source.size() : slash + 1);
        std::vector<std::string> next;
        for (const std::string& folder : found) {
            if (!hasWildcard(part)) {
                const std::string path = joined(folder, part);
                if (kindOf(path) != FileProvider::Kind::Missing) next.push_back(path);
                continue;
            }
            const bool isDeep = part == "**" && m_request.parents;
            if (isDeep) next.push_back(folder);
            for (const std::string& name : list(folder)) {
                if (next.size() >= limits::copiedFiles) {
                    m_result.isTruncated = true;
                    break;
                }
                const std::string path = joined(folder, name);
                if (isDeep ? kindOf(path) != FileProvider::Kind::Folder
                           : !matchesFilePattern(part, name))
                    continue;
                next.push_back(path);
            }
            if (!isDeep) continue;
            // Folders below, each visited once: the list grows while it is read.
            for (std::size_t i = 0; i < next.size() && next.size() < limits::copiedFiles; ++i) {
                if (next[i] == folder) continue;
                for (const std::string& name : list(next[i]))
                    if (kindOf(joined(next[i], name)) == FileProvider::Kind::Folder)
                        next.push_back(joined(next[i], name));
            }
        }
        std::ranges::sort(next);
        next.erase(std::ranges::unique(next).begin(), next.end());
        found = std::move(next);
    }
    std::erase_if(found, [this](const std::string& path) { return !isVisible(path); });
    return found;
}

void Copier::copyMatch(const std::string& path, std::string_view parentPart, bool isOnly)
{
    if (kindOf(path) == FileProvider::Kind::Folder) {
        std::string to = m_destination;
        if (m_request.parents)
            to = joined(
                to, std::string_view(path).substr(parentPart.empty() ? 0 : parentPart.size() + 1));
        m_result.folders.push_back(to);
        copyFolder(path, to, "");
        return;
    }
    if (isExcluded(lastName(path)) || isExcluded(path)) return;
    if (m_request.isAdd && isArchiveName(path)) {
        m_result.unknown.push_back(
            {.imagePath = m_destination, .source = path, .reason = "is unpacked", .isTree = true});
        return;
    }
    if (m_request.parents) {
        const std::string_view kept =
            std::string_view(path).substr(parentPart.empty() ? 0 : parentPart.size() + 1);
        addFile(path, joined(m_destination, kept));
    } else {
        addFile(path,
                m_isFolder || !isOnly ? joined(m_destination, lastName(path)) : m_destination);
    }
}

void Copier::copyFolder(const std::string& top, const std::string& to, const std::string& below)
{
    struct Open {
        std::string from;
        std::string to;
        std::string below;
    };
    std::vector<Open> open {{.from = top, .to = to, .below = below}};
    while (!open.empty() && !m_result.isTruncated) {
        const Open folder = std::move(open.back());
        open.pop_back();
        std::vector<Open> inner;
        for (const std::string& name : list(folder.from)) {
            const std::string from = joined(folder.from, name);
            const std::string path = joined(folder.below, name);
            const bool isFolder = kindOf(from) == FileProvider::Kind::Folder;
            if (isExcluded(path)) continue;
            if (!isFolder) {
                if (isVisible(from)) addFile(from, joined(folder.to, name));
            } else if (isVisible(from) || m_ignore.hasExceptions()) {
                inner.push_back({.from = from, .to = joined(folder.to, name), .below = path});
            }
        }
        // The last one is taken first: by name in reverse.
        std::ranges::reverse(inner);
        for (Open& next : inner) {
            if (isVisible(next.from)) m_result.folders.push_back(next.to);
            open.push_back(std::move(next));
        }
        if (m_result.folders.size() > limits::copiedFiles) m_result.isTruncated = true;
    }
}

void Copier::addFile(const std::string& path, std::string to, CopiedFile::Kind kind)
{
    if (m_result.files.size() >= limits::copiedFiles) {
        m_result.isTruncated = true;
        return;
    }
    m_result.files.push_back({.imagePath = std::move(to), .sourcePath = path, .kind = kind});
}

} // namespace

CopyResult copyFromContext(const CopyRequest& request, const FileProvider& files,
                           std::string_view context, const DockerIgnore& ignore,
                           bool destinationIsFolder)
{
    return Copier(request, files, context, ignore, destinationIsFolder).copy();
}

std::string imagePath(std::string_view workingFolder, std::string_view path)
{
    if (path.starts_with('/')) return cleanPath(path);
    return cleanPath("/" + std::string(workingFolder) + "/" + std::string(path));
}

} // namespace pinwheel
