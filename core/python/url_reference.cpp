// Relative addresses, as RFC 3986 resolves them (5.2). Only what an index page needs: no check of
// the parts.

#include "core/python/python_text.h"
#include "core/python/simple_page.h"

#include <algorithm>

namespace pinwheel {
namespace {

/// An address in its five parts; `has…` tells an empty part from an absent one.
struct UrlParts {
    std::string_view scheme;
    std::string_view authority;
    std::string_view path;
    std::string_view query;
    std::string_view fragment;
    bool hasAuthority = false;
    bool hasQuery = false;
    bool hasFragment = false;
};

bool isScheme(std::string_view text)
{
    return !text.empty() && isLetter(text.front()) && std::ranges::all_of(text, [](char c) {
        return isLetter(c) || isDigit(c) || c == '+' || c == '-' || c == '.';
    });
}

UrlParts splitUrl(std::string_view url)
{
    UrlParts parts;
    if (const std::size_t hash = url.find('#'); hash != std::string_view::npos) {
        parts.hasFragment = true;
        parts.fragment = url.substr(hash + 1);
        url = url.substr(0, hash);
    }
    if (const std::size_t question = url.find('?'); question != std::string_view::npos) {
        parts.hasQuery = true;
        parts.query = url.substr(question + 1);
        url = url.substr(0, question);
    }
    if (const std::size_t colon = url.find(':');
        colon != std::string_view::npos && isScheme(url.substr(0, colon))) {
        parts.scheme = url.substr(0, colon);
        url.remove_prefix(colon + 1);
    }
    if (url.starts_with("//")) {
        parts.hasAuthority = true;
        const std::size_t slash = std::min(url.find('/', 2), url.size());
        parts.authority = url.substr(2, slash - 2);
        url.remove_prefix(slash);
    }
    parts.path = url;
    return parts;
}

/// RFC 3986, 5.2.4.
std::string withoutDotSegments(std::string_view path)
{
    std::string clean;
    const bool isAbsolute = path.starts_with('/');
    for (std::size_t begin = isAbsolute ? 1 : 0; begin <= path.size();) {
        const std::size_t end = std::min(path.find('/', begin), path.size());
        const std::string_view segment = path.substr(begin, end - begin);
        const bool isLast = end == path.size();
        if (segment == "..") {
            if (!clean.empty()) clean.pop_back();
            clean.erase(clean.rfind('/') + 1); // Without a "/" that is everything.
        } else if (segment != ".") {
            clean += segment;
            if (!isLast) clean += '/';
        }
        begin = end + 1;
    }
    return isAbsolute ? '/' + clean : clean;
}

std::string joined(std::string_view scheme, const UrlParts& authority, std::string_view path,
                   const UrlParts& query, const UrlParts& fragment)
{
    std::string url;
    if (!scheme.empty()) url.append(scheme).append(":");
    if (authority.hasAuthority) url.append("//").append(authority.authority);
    url += path;
    if (query.hasQuery) url.append("?").append(query.query);
    if (fragment.hasFragment) url.append("#").append(fragment.fragment);
    return url;
}

} // namespace

std::string resolvedUrl(std::string_view baseUrl, std::string_view reference)
{
    const UrlParts wanted = splitUrl(reference);
    if (!wanted.scheme.empty() || baseUrl.empty()) return std::string(reference);
    const UrlParts base = splitUrl(baseUrl);
    if (wanted.hasAuthority)
        return joined(base.scheme, wanted, withoutDotSegments(wanted.path), wanted, wanted);
    if (wanted.path.empty())
        return joined(base.scheme, base, base.path, wanted.hasQuery ? wanted : base, wanted);
    if (wanted.path.starts_with('/'))
        return joined(base.scheme, base, withoutDotSegments(wanted.path), wanted, wanted);
    std::string path(base.path.substr(0, base.path.rfind('/') + 1));
    if (path.empty() && base.hasAuthority) path = "/";
    path += wanted.path;
    return joined(base.scheme, base, withoutDotSegments(path), wanted, wanted);
}

} // namespace pinwheel
