#include "core/index/package_index.h"

#include "core/base/redact.h"

#include <algorithm>
#include <array>

namespace pinwheel {

namespace {

/// FNV-1a, 64 bits.
std::uint64_t fingerprint(std::string_view text)
{
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    return hash;
}

/// Host and path of a URL in lower case, without scheme, credentials, query and slashes at the end.
std::string place(std::string_view url)
{
    const std::size_t scheme = url.find("://");
    if (scheme == std::string_view::npos) return {};
    url.remove_prefix(scheme + 3);
    url = url.substr(0, url.find_first_of("?#"));
    const std::size_t slash = url.find('/');
    if (const std::size_t at = url.substr(0, slash).rfind('@'); at != std::string_view::npos)
        url.remove_prefix(at + 1);
    while (url.ends_with('/'))
        url.remove_suffix(1);
    std::string text(url);
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    return text;
}

/// The default index's own URLs, as fingerprints of place(): the source names no registry host.
constexpr std::array<std::uint64_t, 2> defaultIndexPlaces {0xb19e7a36b79109d4U,
                                                           0x360b417533a3eb5eU};
constexpr std::string_view pytorchWheels = "download.pytorch.org/whl";

} // namespace

IndexSource indexSource(std::string_view url)
{
    // pip joins the project's name to it, with or without a slash at the end.
    while (url.ends_with('/'))
        url.remove_suffix(1);
    IndexSource source {.kind = IndexSource::Kind::Index, .url = std::string(url), .label = {}};
    const std::string where = place(url);
    if (url.empty() || std::ranges::contains(defaultIndexPlaces, fingerprint(where)))
        source.label = IndexSource::defaultIndexLabel;
    else if (where == pytorchWheels)
        source.label = "pytorch";
    else if (where.starts_with(pytorchWheels) && where[pytorchWheels.size()] == '/')
        source.label = where.substr(pytorchWheels.size() + 1);
    else
        source.label = redactCredentials(url);
    return source;
}

IndexSource findLinksSource(std::string_view location)
{
    IndexSource source {
        .kind = IndexSource::Kind::FindLinks, .url = std::string(location), .label = {}};
    const std::string where = place(location);
    constexpr std::string_view page = ".html";
    if (where.starts_with(pytorchWheels) && where.ends_with(page)) {
        const std::size_t begin = where.rfind('/') + 1;
        source.label = where.substr(begin, where.size() - begin - page.size());
    } else {
        source.label = redactCredentials(location);
    }
    return source;
}

bool ReleaseMetadata::isCompleteFor(std::string_view python) const
{
    if (known != RequirementsKnown::Complete) return false;
    return pythonCovered.empty() || std::ranges::contains(pythonCovered, python);
}

std::shared_ptr<PackageIndex::Memory> PackageIndex::memory(std::shared_ptr<Memory> (*make)()) const
{
    const std::scoped_lock lock(m_mutex);
    if (!m_memory) m_memory = make();
    return m_memory;
}

} // namespace pinwheel
