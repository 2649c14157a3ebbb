#include "core/requirements/requirement_subject.h"

#include "core/python/project_name.h"
#include "core/python/python_text.h"
#include "core/python/wheel_name.h"

#include <algorithm>
#include <array>

// What pip takes one requirement for, decided by its text alone. pip also looks at the disk: text
// that looks like a path and is a folder is a local project. Here every such text counts as one.
// Reference: pip 25.1, req/constructors.py.

namespace pinwheel {
namespace {

constexpr std::array plainSchemes {"http", "https", "file", "ftp"};
// Source: pip, vcs/git.py, vcs/mercurial.py, vcs/subversion.py, vcs/bazaar.py (schemes).
constexpr std::array vcsSchemes {"git+http", "git+https", "git+ssh",   "git+git",  "git+file",
                                 "hg+file",  "hg+http",   "hg+https",  "hg+ssh",   "hg+static-http",
                                 "svn+ssh",  "svn+http",  "svn+https", "svn+svn",  "svn+file",
                                 "bzr+http", "bzr+https", "bzr+ssh",   "bzr+sftp", "bzr+ftp",
                                 "bzr+lp",   "bzr+file"};
constexpr std::array archiveSuffixes {".zip",    ".whl", ".tar.bz2", ".tbz",
                                      ".tar.gz", ".tgz", ".tar",     ".tar.xz",
                                      ".txz",    ".tlz", ".tar.lz",  ".tar.lzma"};

/// The scheme of a URL in lower case, "" where there is none. Source: Python's
/// urllib.parse.urlsplit.
std::string schemeOf(std::string_view text)
{
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || !isLetter(text.front())) return {};
    const std::string_view scheme = text.substr(0, colon);
    const bool allowed = std::ranges::all_of(scheme, [](char c) {
        return isLetter(c) || isDigit(c) || c == '+' || c == '-' || c == '.';
    });
    return allowed ? lowerCase(scheme) : std::string();
}

bool isVcsScheme(std::string_view scheme)
{
    return std::ranges::find(vcsSchemes, scheme) != vcsSchemes.end();
}

std::string lastPart(std::string_view path)
{
    while (path.ends_with('/'))
        path.remove_suffix(1);
    const std::size_t slash = path.rfind('/');
    return std::string(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

/// The path of a URL without query and fragment, percent signs decoded.
std::string pathOfUrl(std::string_view url)
{
    url = url.substr(0, url.find_first_of("?#"));
    std::size_t begin = url.find(':') + 1;
    if (url.substr(begin).starts_with("//")) begin = std::min(url.find('/', begin + 2), url.size());
    std::string path;
    const auto digit = [](char c) {
        return isDigit(c)                                ? c - '0'
            : lowerCase(c) >= 'a' && lowerCase(c) <= 'f' ? lowerCase(c) - 'a' + 10
                                                         : -1;
    };
    for (std::size_t i = begin; i < url.size(); ++i) {
        if (url[i] == '%' && i + 2 < url.size() && digit(url[i + 1]) >= 0
            && digit(url[i + 2]) >= 0) {
            path += static_cast<char>(digit(url[i + 1]) * 16 + digit(url[i + 2]));
            i += 2;
        } else {
            path += url[i];
        }
    }
    return path;
}

/// What stands behind `#egg=` or `&egg=`, up to the next "&". Source: pip, models/link.py
/// (_egg_fragment).
std::optional<std::string_view> eggOf(std::string_view url)
{
    for (std::size_t at = url.find("egg="); at != std::string_view::npos;
         at = url.find("egg=", at + 1)) {
        if (at == 0 || (url[at - 1] != '#' && url[at - 1] != '&')) continue;
        const std::string_view value = url.substr(at + 4);
        return value.substr(0, value.find('&'));
    }
    return std::nullopt;
}

struct WithoutExtras {
    std::string_view path;
    std::vector<std::string> extras;
};

WithoutExtras withoutExtras(std::string_view path)
{
    const std::size_t open = path.rfind('[');
    if (!path.ends_with(']') || open == std::string_view::npos || open == 0
        || open + 2 >= path.size())
        return {.path = path};
    WithoutExtras result {.path = path.substr(0, open)};
    std::string_view rest = path.substr(open + 1, path.size() - open - 2);
    while (!rest.empty()) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        const std::string_view extra = withoutOuterBlanks(rest.substr(0, comma));
        if (!extra.empty()) result.extras.push_back(lowerCase(extra));
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    std::ranges::sort(result.extras);
    return result;
}

RequirementSubject refused(std::string message)
{
    return {.error = std::move(message)};
}

/// Name and version from the name of a wheel or, where it follows the standard, of an sdist.
bool nameByFile(RequirementSubject& subject, const std::string& filename)
{
    if (filename.ends_with(".whl")) {
        const auto wheel = parseWheelNameAsPip(filename);
        if (!wheel) {
            subject = refused(wheel.error().message);
            return false;
        }
        subject.name = wheel->name;
        subject.version = wheel->version.toString();
    } else if (const auto sdist = parseSdistName(filename)) {
        subject.name = sdist->name;
        subject.version = sdist->version.toString();
    }
    return true;
}

/// Takes name and extras out of the fragment; it must be a requirement.
bool nameByEgg(RequirementSubject& subject, std::string_view url)
{
    const auto egg = eggOf(url);
    if (!egg || egg->empty()) return true;
    const auto requirement = parseRequirement(*egg);
    if (!requirement) {
        subject = refused("invalid requirement: '" + std::string(*egg)
                          + "': " + requirement.error().message);
        return false;
    }
    subject.name = normalizedName(requirement->name);
    subject.extras = requirement->extras;
    return true;
}

RequirementSubject readUrl(std::string_view url, const std::string& scheme)
{
    RequirementSubject subject {.location = std::string(url)};
    const std::string path = pathOfUrl(url);
    const bool archive = isArchiveName(path);
    if (isVcsScheme(scheme))
        subject.kind = SubjectKind::Vcs;
    else if (scheme == "file")
        subject.kind = archive ? SubjectKind::Archive : SubjectKind::LocalPath;
    else
        subject.kind = SubjectKind::Url;
    if (archive && subject.kind != SubjectKind::Vcs && !nameByFile(subject, lastPart(path)))
        return subject;
    if (!path.ends_with(".whl")) nameByEgg(subject, url);
    return subject;
}

bool looksLikePath(std::string_view name)
{
    return name.contains('/') || name.starts_with('.');
}

/// `name @ url`: what stands before the "@" is no path.
bool isDirectReference(std::string_view name)
{
    const std::size_t at = name.find('@');
    return at != std::string_view::npos && !looksLikePath(name.substr(0, at));
}

RequirementSubject readNamed(std::string_view name)
{
    auto requirement = parseRequirement(name);
    if (!requirement) {
        std::string hint;
        if (name.contains('=') && name.find_first_of("<>!~") == std::string_view::npos
            && !name.contains("=="))
            hint = " (= is not a valid operator; did you mean ==?)";
        return refused("invalid requirement: '" + std::string(name)
                       + "': " + requirement.error().message + hint);
    }
    RequirementSubject subject {.kind = SubjectKind::Named,
                                .name = normalizedName(requirement->name),
                                .location = requirement->url,
                                .extras = requirement->extras};
    subject.requirement = *std::move(requirement);
    return subject;
}

RequirementSubject readPath(std::string_view name, bool archive)
{
    const WithoutExtras path = withoutExtras(name);
    RequirementSubject subject {.kind = archive ? SubjectKind::Archive : SubjectKind::LocalPath,
                                .location = std::string(path.path),
                                .extras = path.extras};
    if (archive) nameByFile(subject, lastPart(path.path));
    return subject;
}

RequirementSubject readEditable(std::string_view text)
{
    const WithoutExtras path = withoutExtras(text);
    std::string url(text);
    std::string scheme = schemeOf(text);
    if (scheme == "file") {
        RequirementSubject subject {.kind = SubjectKind::LocalPath,
                                    .location = std::string(path.path)};
        if (nameByEgg(subject, path.path) && !path.extras.empty()) subject.extras = path.extras;
        return subject;
    }
    // "git:…" is short for "git+git:…".
    if (scheme == "git" || scheme == "hg" || scheme == "svn" || scheme == "bzr") {
        url = scheme + "+" + url;
        scheme = schemeOf(url);
    }
    if (scheme.empty() && !text.contains('@') && !text.contains("://"))
        return {.kind = SubjectKind::LocalPath,
                .location = std::string(path.path),
                .extras = path.extras};
    if (!isVcsScheme(scheme)) {
        if (scheme.empty() && looksLikePath(text) && !text.contains("://"))
            return {.kind = SubjectKind::LocalPath,
                    .location = std::string(path.path),
                    .extras = path.extras};
        return refused(std::string(text)
                       + " is not a valid editable requirement: it should be a path to a local "
                         "project or a VCS URL");
    }
    RequirementSubject subject {.kind = SubjectKind::Vcs, .location = url};
    const auto egg = eggOf(url);
    if (!egg || egg->empty())
        return refused("could not detect requirement name for '" + std::string(text)
                       + "', please specify one with #egg=your_package_name");
    nameByEgg(subject, url);
    return subject;
}

} // namespace

bool isArchiveName(std::string_view path)
{
    const std::string name = lowerCase(lastPart(path));
    return std::ranges::any_of(archiveSuffixes, [&name](std::string_view suffix) {
        return name.size() > suffix.size() && name.ends_with(suffix);
    });
}

bool isRequirementUrl(std::string_view text)
{
    const std::string scheme = schemeOf(text);
    return !scheme.empty()
        && (isVcsScheme(scheme) || std::ranges::find(plainSchemes, scheme) != plainSchemes.end());
}

RequirementSubject readRequirementSubject(std::string_view text, bool editable)
{
    if (editable) return readEditable(text);
    // In a URL ";" alone may be part of it.
    const bool url = isRequirementUrl(text);
    const std::size_t semicolon = url ? text.find("; ") : text.find(';');
    const std::string_view name = withoutOuterBlanks(text.substr(0, semicolon));
    std::optional<Marker> marker;
    if (semicolon != std::string_view::npos) {
        const std::string_view markerText = withoutOuterBlanks(text.substr(semicolon + 1));
        if (!markerText.empty()) {
            auto parsed = parseMarker(markerText);
            if (!parsed)
                return refused("invalid marker: '" + std::string(markerText)
                               + "': " + parsed.error().message);
            marker = *std::move(parsed);
        }
    }
    RequirementSubject subject;
    if (url) {
        subject = readUrl(name, schemeOf(name));
    } else {
        const bool archive = isArchiveName(withoutExtras(name).path);
        if ((archive || looksLikePath(name)) && !isDirectReference(name))
            subject = readPath(name, archive);
        else
            subject = readNamed(name);
    }
    if (subject.requirement) subject.requirement->marker = marker;
    subject.marker = std::move(marker);
    return subject;
}

} // namespace pinwheel
