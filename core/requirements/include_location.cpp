#include "core/requirements/include_location.h"

#include "core/python/python_text.h"

#include <algorithm>
#include <vector>

namespace pinwheel {
namespace {

/// The path without ".", ".." and double slashes, absolute.
std::string normalizedAbsolute(std::string_view path)
{
    std::vector<std::string_view> parts;
    while (!path.empty()) {
        const std::size_t slash = std::min(path.find('/'), path.size());
        const std::string_view part = path.substr(0, slash);
        path.remove_prefix(std::min(slash + 1, path.size()));
        if (part.empty() || part == ".") continue;
        if (part != "..")
            parts.push_back(part);
        else if (!parts.empty())
            parts.pop_back();
    }
    std::string result;
    for (const std::string_view part : parts)
        result += "/" + std::string(part);
    return result.empty() ? "/" : result;
}

bool hasScheme(std::string_view text)
{
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || !isLetter(text.front())) return false;
    return std::ranges::all_of(text.substr(0, colon), [](char c) {
        return isLetter(c) || isDigit(c) || c == '+' || c == '-' || c == '.';
    });
}

} // namespace

bool isFileUrl(std::string_view text)
{
    return startsWithIgnoringCase(text, "http:") || startsWithIgnoringCase(text, "https:")
        || startsWithIgnoringCase(text, "file:");
}

std::string joinedPath(std::string_view folder, std::string_view path)
{
    if (path.starts_with('/')) return normalizedAbsolute(path);
    return normalizedAbsolute(std::string(folder) + "/" + std::string(path));
}

std::string folderOf(std::string_view path)
{
    const std::size_t slash = path.rfind('/');
    if (slash == std::string_view::npos || slash == 0) return "/";
    return std::string(path.substr(0, slash));
}

std::string joinedUrl(std::string_view base, std::string_view reference)
{
    if (reference.empty()) return std::string(base);
    if (hasScheme(reference)) return std::string(reference);
    const std::size_t colon = base.find(':');
    if (reference.starts_with("//"))
        return std::string(base.substr(0, colon + 1)) + std::string(reference);
    const std::size_t host = base.substr(colon + 1).starts_with("//") ? colon + 3 : colon + 1;
    const std::size_t path = std::min(base.find_first_of("/?#", host), base.size());
    const std::string_view root = base.substr(0, path);
    const std::size_t tail = std::min(reference.find_first_of("?#"), reference.size());
    std::string joined;
    if (reference.starts_with('/'))
        joined = normalizedAbsolute(reference.substr(0, tail));
    else
        joined =
            normalizedAbsolute(folderOf(base.substr(path, base.find_first_of("?#", path) - path))
                               + "/" + std::string(reference.substr(0, tail)));
    return std::string(root) + joined + std::string(reference.substr(tail));
}

std::string includedLocation(std::string_view location, std::string_view named)
{
    if (isFileUrl(location)) return joinedUrl(location, named);
    if (isFileUrl(named)) return std::string(named);
    return joinedPath(folderOf(location), named);
}

} // namespace pinwheel
