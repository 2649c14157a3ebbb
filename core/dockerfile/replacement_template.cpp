#include "core/dockerfile/replacement_template.h"

#include "core/dockerfile/unicode.h"

namespace pinwheel {

namespace {

/// One `$…` of a replacement text.
struct TemplateName {
    std::size_t length = 0; ///< bytes behind `$`; 0 = none, the sign stands for itself
    bool isWholeMatch = false;
};

TemplateName templateName(std::string_view text)
{
    const std::size_t begin = text.starts_with('{') ? 1 : 0;
    std::size_t end = begin;
    while (true) {
        const unicode::CodePoint next = unicode::decode(text, end);
        if (next.length == 0) break;
        if (!unicode::isLetter(next.value) && !unicode::isDigit(next.value) && next.value != U'_')
            break;
        end += next.length;
    }
    if (end == begin) return {};
    const bool isWholeMatch = text.substr(begin, end - begin) == "0";
    if (begin == 0) return {.length = end, .isWholeMatch = isWholeMatch};
    if (end >= text.size() || text[end] != '}') return {};
    return {.length = end + 1, .isWholeMatch = isWholeMatch};
}

} // namespace

std::string filledTemplate(std::string_view text, std::string_view match)
{
    std::string result;
    while (true) {
        const std::size_t sign = text.find('$');
        result += text.substr(0, sign);
        if (sign == std::string_view::npos) return result;
        text.remove_prefix(sign + 1);
        if (text.starts_with('$')) {
            result += '$';
            text.remove_prefix(1);
            continue;
        }
        const TemplateName name = templateName(text);
        if (name.length == 0) result += '$';
        if (name.isWholeMatch) result += match;
        text.remove_prefix(name.length);
    }
}

} // namespace pinwheel
