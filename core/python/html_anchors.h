#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// The attribute of a tag; names in lower case, character references in values replaced.
struct HtmlAttribute {
    std::string name;
    std::optional<std::string> value; ///< none for a bare name
};

/// One opening tag that matters on an index page: `a` or `base`.
struct HtmlTag {
    std::string name; ///< in lower case
    std::vector<HtmlAttribute> attributes;

    /// The last attribute of this name; null where there is none.
    [[nodiscard]] const HtmlAttribute* find(std::string_view attribute) const;
};

/// Every `a` and `base` tag of a page, outside comments, scripts and styles. Any bytes are read;
/// broken tags end at the end of the text.
[[nodiscard]] std::vector<HtmlTag> readAnchors(std::string_view html);

} // namespace pinwheel
