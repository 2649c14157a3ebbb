#include "core/build/image_files.h"

#include "core/base/format.h"

#include <algorithm>
#include <ranges>
#include <set>

namespace pinwheel {
namespace {

/// Links that are followed for one path. Source: Linux, MAXSYMLINKS.
constexpr int maxLinks = 40;

bool isBelow(std::string_view path, std::string_view folder)
{
    return folder == "/"
        || (path.starts_with(folder) && path.size() > folder.size() && path[folder.size()] == '/');
}

/// What stands behind `folder` in `path`; "" for the folder itself.
std::string restOf(std::string_view path, std::string_view folder)
{
    if (path.size() <= folder.size()) return {};
    return std::string(path.substr(folder == "/" ? 1 : folder.size() + 1));
}

} // namespace

std::string absoluteImagePath(std::string_view folder, std::string_view path)
{
    std::string out;
    out.reserve(folder.size() + path.size() + 2);
    const auto append = [&out](std::string_view rest) {
        while (!rest.empty()) {
            const std::size_t slash = std::min(rest.find('/'), rest.size());
            const std::string_view part = rest.substr(0, slash);
            rest.remove_prefix(std::min(slash + 1, rest.size()));
            if (part.empty() || part == ".") continue;
            if (part == "..")
                out.erase(std::min(out.rfind('/'), out.size()));
            else
                out.append("/").append(part);
        }
    };
    if (!path.starts_with('/')) append(folder);
    append(path);
    if (out.empty()) out = '/';
    return out;
}

ProjectTexts::ProjectTexts(SourceSet& sources, FileProviderPtr files)
    : m_sources(sources)
    , m_files(std::move(files))
{
}

Result<FileId> ProjectTexts::read(const std::string& path)
{
    const std::string inside = normalizedPath(path);
    if (const auto known = m_read.find(inside); known != m_read.end()) return known->second;
    const auto remember = [&](Result<FileId> result) {
        m_read.emplace(inside, result);
        return result;
    };
    if (const auto loaded = m_sources.find(inside)) return remember(*loaded);
    auto bytes = m_files->read(inside);
    if (!bytes) return remember(std::unexpected(bytes.error()));
    return remember(m_sources.add(std::make_shared<const SourceText>(inside, std::move(*bytes))));
}

std::optional<FileId> ProjectTexts::idOf(const FileLookup& file)
{
    if (file.text || !file.written) return file.text;
    if (const auto known = m_writtenIds.find(file.written.get()); known != m_writtenIds.end())
        return known->second;
    const FileId id = m_sources.add(std::make_shared<const SourceText>(
        file.written->path, file.written->text, TextOrigin::Written));
    m_writtenIds.emplace(file.written.get(), id);
    m_written.emplace(id, file.written);
    return id;
}

std::optional<std::string_view> ProjectTexts::bytesOf(const FileLookup& file) const
{
    if (file.text) return m_sources.text(*file.text).bytes();
    if (file.written) return file.written->text;
    return std::nullopt;
}

std::optional<Span> ProjectTexts::originOf(Span span) const
{
    const auto found = m_written.find(span.file);
    if (found == m_written.end()) return std::nullopt;
    std::optional<Span> origin;
    for (const WrittenPiece& piece : found->second->pieces) {
        const std::uint32_t begin = std::max(span.begin, piece.begin);
        const std::uint32_t end = std::min(span.end, piece.begin + piece.length);
        if (begin > end || (begin == end && !span.isEmpty())) continue;
        const Span part {piece.origin.file, piece.origin.begin + (begin - piece.begin),
                         piece.origin.begin + (end - piece.begin)};
        origin = origin && origin->file == part.file ? cover(*origin, part) : part;
    }
    return origin;
}

void ImageFiles::writeText(std::string_view path, std::string text,
                           std::vector<WrittenPiece> pieces, Stamp stamp)
{
    std::string followed = followLinks(path);
    auto written = std::make_shared<const WrittenFile>(
        WrittenFile {followed, std::move(text), std::move(pieces)});
    m_entries[std::move(followed)] = {Kind::Text, std::move(written), {}, stamp, ++m_order};
}

void ImageFiles::writeUnknown(std::string_view path, std::string reason, Stamp stamp)
{
    m_entries[followLinks(path)] = {Kind::Unknown, nullptr, std::move(reason), stamp, ++m_order};
}

void ImageFiles::putWheel(std::string_view path, std::shared_ptr<const WheelFile> wheel,
                          Stamp stamp)
{
    m_entries[followLinks(path)] = {Kind::Unknown, nullptr,   "it is a wheel that the build makes",
                                    stamp,         ++m_order, std::move(wheel)};
}

void ImageFiles::makeFolder(std::string_view path, Stamp stamp)
{
    const auto known = m_entries.find(path);
    if (known != m_entries.end() && known->second.kind == Kind::Folder) return;
    m_entries[followLinks(path)] = {Kind::Folder, nullptr, {}, stamp, ++m_order};
}

void ImageFiles::makeLink(std::string_view path, std::string target, Stamp stamp)
{
    m_entries[absoluteImagePath("/", path)] = {Kind::Link, nullptr, std::move(target), stamp,
                                               ++m_order};
    m_mayHoldLinks = true;
}

void ImageFiles::remove(std::string_view path, Stamp stamp)
{
    const std::string gone = absoluteImagePath("/", path);
    std::erase_if(m_entries, [&](const auto& entry) { return isBelow(entry.first, gone); });
    std::erase_if(m_mounts, [&](const Mount& mount) {
        return mount.path == gone || isBelow(mount.path, gone);
    });
    m_entries[gone] = {Kind::Removed, nullptr, {}, stamp, ++m_order};
}

void ImageFiles::mountContext(std::string_view path, std::string contextPath,
                              std::shared_ptr<const DockerIgnore> ignore, Stamp stamp)
{
    m_mounts.push_back({followLinks(path),
                        std::move(contextPath),
                        std::move(ignore),
                        nullptr,
                        {},
                        stamp,
                        ++m_order});
}

void ImageFiles::mountImage(std::string_view path, std::shared_ptr<const ImageFiles> image,
                            std::string imagePath, Stamp stamp)
{
    m_mounts.push_back({followLinks(path),
                        absoluteImagePath("/", imagePath),
                        nullptr,
                        std::move(image),
                        {},
                        stamp,
                        ++m_order});
}

void ImageFiles::mountUnknown(std::string_view path, std::string reason, Stamp stamp)
{
    m_mounts.push_back(
        {followLinks(path), {}, nullptr, nullptr, std::move(reason), stamp, ++m_order});
}

std::optional<std::string> ImageFiles::linkTarget(std::string_view path) const
{
    const auto found = m_entries.find(path);
    if (found == m_entries.end() || found->second.kind != Kind::Link) return std::nullopt;
    return found->second.detail;
}

std::string ImageFiles::followLinks(std::string_view path) const
{
    std::string now = absoluteImagePath("/", path);
    for (int turns = 0; turns < maxLinks && m_mayHoldLinks; ++turns) {
        bool followed = false;
        for (std::size_t end = now.find('/', 1);; end = now.find('/', end + 1)) {
            const std::string_view head = std::string_view(now).substr(0, end);
            if (const auto target = linkTarget(head)) {
                const std::string_view parent =
                    head.substr(0, std::max<std::size_t>(head.rfind('/'), 1));
                const std::string tail = end == std::string::npos ? "" : now.substr(end);
                now = absoluteImagePath("/", absoluteImagePath(parent, *target) + tail);
                followed = true;
                break;
            }
            if (end == std::string::npos) break;
        }
        if (!followed) return now;
    }
    return now;
}

FileLookup ImageFiles::findInMount(const Mount& mount, const std::string& rest, ProjectTexts& texts)
{
    const auto give = [&](FileLookup::Kind kind, std::optional<FileId> text, std::string reason) {
        return FileLookup {
            kind, text, nullptr, nullptr, std::move(reason), mount.stamp.layer, mount.stamp.origin};
    };
    if (mount.image) {
        FileLookup there = mount.image->find(absoluteImagePath(mount.source, rest), texts);
        if (there.kind == FileLookup::Kind::Missing && rest.empty())
            return give(FileLookup::Kind::Unknown, std::nullopt, "what is copied is not known");
        there.layer = mount.stamp.layer;
        if (!there.origin) there.origin = mount.stamp.origin;
        return there;
    }
    if (!mount.unknownReason.empty())
        return give(FileLookup::Kind::Unknown, std::nullopt, mount.unknownReason);

    const std::string inside =
        normalizedPath(rest.empty()               ? mount.source
                           : mount.source.empty() ? rest
                                                  : mount.source + '/' + rest);
    if (mount.ignore && !inside.empty() && mount.ignore->ignores(inside)) return {};
    switch (texts.files().kindOf(inside)) {
    case FileProvider::Kind::Missing:
        return {};
    case FileProvider::Kind::Folder:
        return give(FileLookup::Kind::Folder, std::nullopt, {});
    case FileProvider::Kind::Other:
        return give(FileLookup::Kind::Unknown, std::nullopt, "it is not a regular file");
    case FileProvider::Kind::File:
        break;
    }
    const auto text = texts.read(inside);
    if (!text) return give(FileLookup::Kind::File, std::nullopt, text.error().message);
    return give(FileLookup::Kind::File, *text, {});
}

FileLookup ImageFiles::findFollowed(const std::string& path, ProjectTexts& texts) const
{
    // The nearest removal above hides what was there before it.
    std::uint64_t hiddenBefore = 0;
    const Entry* exact = nullptr;
    if (const auto found = m_entries.find(path); found != m_entries.end()) exact = &found->second;
    for (std::size_t end = path.size(); end > 0 && end != std::string::npos;
         end = path.rfind('/', end - 1)) {
        const auto above = m_entries.find(std::string_view(path).substr(0, end));
        if (above != m_entries.end() && above->second.kind == Kind::Removed)
            hiddenBefore = std::max(hiddenBefore, above->second.order);
    }
    for (const Mount& mount : std::views::reverse(m_mounts)) {
        if (mount.order <= hiddenBefore || (exact != nullptr && exact->order > mount.order)) break;
        if (path != mount.path && !isBelow(path, mount.path)) continue;
        FileLookup there = findInMount(mount, restOf(path, mount.path), texts);
        if (there.kind != FileLookup::Kind::Missing) return there;
    }
    if (exact == nullptr || exact->kind == Kind::Removed) {
        const auto below = m_entries.upper_bound(path + '/');
        const bool holdsSomething = below != m_entries.end() && isBelow(below->first, path)
            && below->second.kind != Kind::Removed;
        if (holdsSomething)
            return {FileLookup::Kind::Folder,  std::nullopt, nullptr, nullptr, {},
                    below->second.stamp.layer, std::nullopt};
        return {};
    }
    const auto give = [&](FileLookup::Kind kind, std::string reason) {
        return FileLookup {kind,
                           std::nullopt,
                           exact->written,
                           exact->wheel,
                           std::move(reason),
                           exact->stamp.layer,
                           exact->stamp.origin};
    };
    switch (exact->kind) {
    case Kind::Text:
        return give(FileLookup::Kind::File, {});
    case Kind::Unknown:
        return give(FileLookup::Kind::File, exact->detail);
    case Kind::Folder:
        return give(FileLookup::Kind::Folder, {});
    case Kind::Link:
        return give(FileLookup::Kind::Unknown, "a link that leads to itself");
    case Kind::Removed:
        break;
    }
    return {};
}

FileLookup ImageFiles::find(std::string_view path, ProjectTexts& texts) const
{
    return findFollowed(followLinks(path), texts);
}

Known<std::vector<std::string>> ImageFiles::list(std::string_view folder, ProjectTexts& texts) const
{
    const std::string at = followLinks(folder);
    std::set<std::string> names;
    const auto addFirstPart = [&](const std::string& rest) {
        if (!rest.empty()) names.insert(rest.substr(0, rest.find('/')));
    };
    for (const Mount& mount : m_mounts) {
        if (isBelow(mount.path, at)) addFirstPart(restOf(mount.path, at));
        if (at != mount.path && !isBelow(at, mount.path)) continue;
        const std::string rest = restOf(at, mount.path);
        if (mount.image) {
            const auto there = mount.image->list(absoluteImagePath(mount.source, rest), texts);
            if (!there) return there;
            names.insert(there->begin(), there->end());
        } else if (!mount.unknownReason.empty()) {
            return unknown(mount.unknownReason);
        } else if (const auto there = texts.files().list(
                       mount.source.empty() ? rest : mount.source + '/' + rest)) {
            names.insert(there->begin(), there->end());
        }
    }
    for (const auto& [path, entry] : m_entries)
        if (isBelow(path, at)) addFirstPart(restOf(path, at));
    std::erase_if(names, [&](const std::string& name) {
        return find(absoluteImagePath(at, name), texts).kind == FileLookup::Kind::Missing
            && !linkTarget(absoluteImagePath(at, name));
    });
    return std::vector(names.begin(), names.end());
}

std::vector<std::string> ImageFiles::contextPlaces() const
{
    std::vector<std::string> places;
    for (const Mount& mount : m_mounts)
        if (mount.ignore) places.push_back(mount.path);
    return places;
}

std::vector<std::string> ImageFiles::writtenPaths() const
{
    std::vector<std::string> paths;
    for (const auto& [path, entry] : m_entries)
        if (entry.kind == Kind::Text) paths.push_back(path);
    return paths;
}

} // namespace pinwheel
