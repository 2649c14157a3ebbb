#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// A requirement file's bytes as UTF-8, and where each byte stood in the file.
struct DecodedText {
    std::string text;
    std::uint32_t shift =
        0; ///< bytes before the text in the file (a BOM), where `origins` is empty
    std::vector<std::uint32_t> origins; ///< per byte of the text and for its end; empty for UTF-8

    [[nodiscard]] std::uint32_t originOf(std::uint32_t offset) const
    {
        if (origins.empty()) return offset + shift;
        return origins[offset < origins.size() ? offset : origins.size() - 1];
    }
};

/// Decodes as pip does: by the byte order mark, else by a `coding:` comment in the first two lines,
/// else UTF-8. Knows UTF-8, UTF-16, UTF-32, ASCII, Latin-1, Latin-9 and Windows-1252 under Python's
/// names for them.
/// @return the text, or why pip cannot read it
/// Source: pip, req/req_file.py (_decode_req_file); a build container's locale is UTF-8, so there
/// is no fall-back.
[[nodiscard]] std::expected<DecodedText, std::string> decodeRequirementText(std::string_view bytes);

/// True for well-formed UTF-8 as Python's strict decoder takes it.
[[nodiscard]] bool isValidUtf8(std::string_view bytes);

} // namespace pinwheel
