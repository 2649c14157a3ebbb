#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// One file as an index lists it. Nothing is judged here: the name may be no wheel's, the specifier
/// unreadable.
struct DistributionFile {
    std::string filename; ///< "torch-2.4.1-cp312-cp312-linux_x86_64.whl"
    std::string url; ///< absolute where the page's own address is; without fragment
    std::map<std::string, std::string> hashes; ///< "sha256" to hex digits, as written
    std::string requiresPython; ///< as written; empty when the index does not say
    bool isYanked = false; ///< PEP 592
    std::string yankReason; ///< empty when none is given
    bool hasCoreMetadata = false; ///< PEP 658, 714: METADATA stands at url + ".metadata"
    std::optional<std::uint64_t> sizeBytes; ///< PEP 700
    std::string uploadTime; ///< PEP 700, as written; empty when the index does not say

    friend bool operator==(const DistributionFile&, const DistributionFile&) = default;
};

/// A project's page of the simple repository API.
struct SimplePage {
    std::string project; ///< as the page names it; empty where it does not (HTML)
    std::string apiVersion; ///< "1.1"; empty where the page does not say
    std::vector<DistributionFile> files; ///< in the page's order

    friend bool operator==(const SimplePage&, const SimplePage&) = default;
};

/// Reads a PEP 691 page. Malformed for text that is no JSON object with "files"; entries without a
/// url are left out.
/// @param baseUrl  address of the page, to which relative addresses are joined
[[nodiscard]] Result<SimplePage> parseSimplePageJson(std::string_view text,
                                                     std::string_view baseUrl);

/// Reads a PEP 503 page: every `<a href>` in it. Any bytes give a page.
[[nodiscard]] SimplePage parseSimplePageHtml(std::string_view text, std::string_view baseUrl);

/// JSON when the content type says so or the text begins with "{", else HTML.
[[nodiscard]] Result<SimplePage> parseSimplePage(std::string_view text, std::string_view baseUrl,
                                                 std::string_view contentType = {});

/// The address that a reference on a page means (RFC 3986, 5.2). References of any form give some
/// text.
[[nodiscard]] std::string resolvedUrl(std::string_view baseUrl, std::string_view reference);

} // namespace pinwheel
