#include "core/python/simple_page.h"

#include "core/python/html_anchors.h"
#include "core/python/python_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

namespace pinwheel {
namespace {

using Json = nlohmann::json;

/// The text of a member; empty where it is absent or no text.
std::string textOf(const Json& object, const char* member)
{
    const auto found = object.find(member);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// "%2B" becomes "+".
std::string percentDecoded(std::string_view text)
{
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned value = 0;
        const bool isEscape = text[i] == '%' && i + 2 < text.size()
            && std::from_chars(&text[i + 1], &text[i + 1] + 2, value, 16).ptr == &text[i + 1] + 2;
        decoded += isEscape ? static_cast<char>(value) : text[i];
        if (isEscape) i += 2;
    }
    return decoded;
}

/// The last part of the address's path. Source: pip, models/link.py, Link.filename.
std::string filenameOf(std::string_view url)
{
    url = url.substr(0, url.find_first_of("?#"));
    while (url.ends_with('/'))
        url.remove_suffix(1);
    return percentDecoded(url.substr(url.rfind('/') + 1));
}

/// Moves `#sha256=…` from the address to the hashes. Source: pip, models/link.py, LinkHash.
void takeFragment(DistributionFile& file)
{
    const std::size_t hash = file.url.find('#');
    if (hash == std::string::npos) return;
    std::string_view rest = std::string_view(file.url).substr(hash + 1);
    constexpr std::array<std::string_view, 6> algorithms {"sha512", "sha384", "sha256",
                                                          "sha224", "sha1",   "md5"};
    while (!rest.empty()) {
        const std::string_view part = rest.substr(0, rest.find('&'));
        const std::size_t equals = std::min(part.find('='), part.size());
        if (equals < part.size() && std::ranges::contains(algorithms, part.substr(0, equals)))
            file.hashes.try_emplace(std::string(part.substr(0, equals)), part.substr(equals + 1));
        rest.remove_prefix(std::min(part.size() + 1, rest.size()));
    }
    file.url.resize(hash);
}

DistributionFile fileOf(const Json& entry, std::string_view baseUrl)
{
    DistributionFile file;
    file.url = resolvedUrl(baseUrl, textOf(entry, "url"));
    takeFragment(file);
    file.filename = textOf(entry, "filename");
    if (file.filename.empty()) file.filename = filenameOf(file.url);
    if (const auto hashes = entry.find("hashes"); hashes != entry.end() && hashes->is_object())
        for (const auto& [algorithm, digits] : hashes->items())
            if (digits.is_string())
                file.hashes.insert_or_assign(algorithm, digits.get<std::string>());
    file.requiresPython = textOf(entry, "requires-python");
    file.uploadTime = textOf(entry, "upload-time");
    if (const auto yanked = entry.find("yanked"); yanked != entry.end()) {
        if (yanked->is_boolean()) file.isYanked = yanked->get<bool>();
        file.yankReason = textOf(entry, "yanked");
        file.isYanked = file.isYanked
            || !file.yankReason.empty(); // An empty reason is none. Source: pip, Link.from_json.
    }
    for (const char* member :
         {"core-metadata", "dist-info-metadata"}) { // The second is PEP 714's older name.
        const auto metadata = entry.find(member);
        if (metadata == entry.end()) continue;
        file.hasCoreMetadata =
            metadata->is_object() || (metadata->is_boolean() && metadata->get<bool>());
        break;
    }
    if (const auto size = entry.find("size"); size != entry.end() && size->is_number_unsigned())
        file.sizeBytes = size->get<std::uint64_t>();
    return file;
}

/// "true" or "sha256=…". Source: PEP 658, 714; pip, Link.from_element.
bool announcesMetadata(const HtmlTag& anchor)
{
    const HtmlAttribute* attribute = anchor.find("data-core-metadata");
    if (!attribute) attribute = anchor.find("data-dist-info-metadata");
    return attribute && attribute->value
        && (*attribute->value == "true" || attribute->value->contains('='));
}

} // namespace

Result<SimplePage> parseSimplePageJson(std::string_view text, std::string_view baseUrl)
{
    const Json page = Json::parse(text, nullptr, /*allow_exceptions=*/false);
    if (!page.is_object()) return fail(ErrorCode::Malformed, "the index page is no JSON object");
    const auto files = page.find("files");
    if (files == page.end() || !files->is_array())
        return fail(ErrorCode::Malformed, "the index page has no list of files");

    SimplePage result;
    result.project = textOf(page, "name");
    if (const auto meta = page.find("meta"); meta != page.end() && meta->is_object())
        result.apiVersion = textOf(*meta, "api-version");
    for (const Json& entry : *files)
        if (entry.is_object() && !textOf(entry, "url").empty())
            result.files.push_back(fileOf(entry, baseUrl));
    return result;
}

SimplePage parseSimplePageHtml(std::string_view text, std::string_view baseUrl)
{
    SimplePage page;
    std::string base(baseUrl);
    bool hasBase = false;
    for (const HtmlTag& tag : readAnchors(text)) {
        const HtmlAttribute* href = tag.find("href");
        if (!href || !href->value || href->value->empty()) continue;
        const std::string_view target = withoutOuterBlanks(*href->value);
        if (tag.name == "base") {
            if (!hasBase) base = resolvedUrl(baseUrl, target);
            hasBase = true;
            continue;
        }
        DistributionFile file;
        file.url = resolvedUrl(base, target);
        takeFragment(file);
        file.filename = filenameOf(file.url);
        if (const HtmlAttribute* python = tag.find("data-requires-python"); python && python->value)
            file.requiresPython = *python->value;
        // A bare `data-yanked` yanks nothing, for pip takes it for absent.
        if (const HtmlAttribute* yanked = tag.find("data-yanked"); yanked && yanked->value) {
            file.isYanked = true;
            file.yankReason = *yanked->value;
        }
        file.hasCoreMetadata = announcesMetadata(tag);
        page.files.push_back(std::move(file));
    }
    return page;
}

Result<SimplePage> parseSimplePage(std::string_view text, std::string_view baseUrl,
                                   std::string_view contentType)
{
    const bool saysJson = contentType.contains("json");
    const bool looksLikeJson = contentType.empty() && withoutOuterBlanks(text).starts_with('{');
    if (saysJson || looksLikeJson) return parseSimplePageJson(text, baseUrl);
    return parseSimplePageHtml(text, baseUrl);
}

} // namespace pinwheel
