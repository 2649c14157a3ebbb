#include "core/python/requirement.h"

#include "core/python/requirement_parser.h"

namespace pinwheel {

std::string Requirement::toString() const
{
    std::string text = name;
    for (std::size_t i = 0; i < extras.size(); ++i)
        text += (i == 0 ? '[' : ',') + extras[i];
    if (!extras.empty()) text += ']';
    text += specifiers.toString();
    if (!url.empty()) text += "@ " + url + (marker ? " " : "");
    if (marker) text += "; " + marker->toString();
    return text;
}

std::expected<Requirement, SyntaxError> parseRequirement(std::string_view text)
{
    return MarkerParser(text).wholeRequirement();
}

} // namespace pinwheel
