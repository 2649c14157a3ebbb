// A reader of index pages, which are lists of anchors (PEP 503): no tree, no rules of nesting, only
// tags and their attributes, so that any bytes give some list in one pass.

#include "core/python/html_anchors.h"

#include "core/python/python_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace pinwheel {
namespace {

bool isHtmlBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/// The references that pages use; others stay as written.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> references {{
    {"amp;", "&"},
    {"lt;", "<"},
    {"gt;", ">"},
    {"quot;", "\""},
    {"apos;", "'"},
    {"nbsp;", "\u00A0"},
}};

/// Appends what a reference after "&" stands for; gives the bytes that it takes, 0 for none.
std::size_t appendReference(std::string& text, std::string_view rest)
{
    if (rest.starts_with('#')) {
        const bool isHexadecimal = rest.size() > 1 && (rest[1] == 'x' || rest[1] == 'X');
        const std::string_view digits = rest.substr(isHexadecimal ? 2 : 1);
        std::uint32_t codePoint = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(),
                                                  codePoint, isHexadecimal ? 16 : 10);
        if (error != std::errc()) return 0;
        const bool isCharacter =
            codePoint > 0 && codePoint <= 0x10FFFF && (codePoint < 0xD800 || codePoint > 0xDFFF);
        appendUtf8(text, isCharacter ? codePoint : 0xFFFD);
        std::size_t size = static_cast<std::size_t>(end - rest.data());
        if (size < rest.size() && rest[size] == ';') ++size;
        return size;
    }
    for (const auto& [name, value] : references) {
        if (!rest.starts_with(name)) continue;
        text += value;
        return name.size();
    }
    return 0;
}

std::string withoutReferences(std::string_view value)
{
    std::string text;
    for (std::size_t i = 0; i < value.size();) {
        if (value[i] == '&') {
            if (const std::size_t size = appendReference(text, value.substr(i + 1)); size > 0) {
                i += 1 + size;
                continue;
            }
        }
        text += value[i++];
    }
    return text;
}

class AnchorReader
{
public:
    explicit AnchorReader(std::string_view html)
        : m_html(html)
    {
    }

    std::vector<HtmlTag> read()
    {
        std::vector<HtmlTag> tags;
        for (;;) {
            m_position = m_html.find('<', m_position);
            if (m_position == std::string_view::npos) return tags;
            if (m_html.substr(m_position).starts_with("<!--")) {
                skipPast("-->", m_position + 4);
                continue;
            }
            ++m_position;
            if (!isLetter(peek())) continue; // A closing tag, a declaration, or a lone "<".
            HtmlTag tag {.name = takeName()};
            takeAttributes(tag);
            if (tag.name == "script" || tag.name == "style") skipPast("</" + tag.name, m_position);
            if (tag.name == "a" || tag.name == "base") tags.push_back(std::move(tag));
        }
    }

private:
    [[nodiscard]] char peek() const
    {
        return m_position < m_html.size() ? m_html[m_position] : '\0';
    }
    [[nodiscard]] bool isAtEnd() const { return m_position >= m_html.size(); }

    void skipPast(std::string_view text, std::size_t from)
    {
        const auto found = std::ranges::search(m_html.substr(std::min(from, m_html.size())), text,
                                               [](char a, char b) { return lowerCase(a) == b; });
        m_position = static_cast<std::size_t>(found.end() - m_html.begin());
    }

    void skipBlanks()
    {
        while (!isAtEnd() && (isHtmlBlank(peek()) || peek() == '/'))
            ++m_position;
    }

    std::string takeName()
    {
        const std::size_t begin = m_position;
        while (!isAtEnd() && !isHtmlBlank(peek()) && peek() != '>' && peek() != '/'
               && peek() != '=')
            ++m_position;
        return lowerCase(m_html.substr(begin, m_position - begin));
    }

    void takeAttributes(HtmlTag& tag)
    {
        for (;;) {
            skipBlanks();
            if (isAtEnd()) return;
            if (peek() == '>') {
                ++m_position;
                return;
            }
            if (peek() == '=') ++m_position; // A value without a name is a name.
            HtmlAttribute attribute {.name = takeName()};
            const std::size_t afterName = m_position;
            while (isHtmlBlank(peek()))
                ++m_position;
            if (peek() == '=') {
                ++m_position;
                attribute.value = takeValue();
            } else {
                m_position = afterName;
            }
            if (!attribute.name.empty()) tag.attributes.push_back(std::move(attribute));
        }
    }

    std::string takeValue()
    {
        while (isHtmlBlank(peek()))
            ++m_position;
        const char quote = peek();
        std::size_t begin = m_position;
        std::size_t end = 0;
        if (quote == '"' || quote == '\'') {
            ++begin;
            end = std::min(m_html.find(quote, begin), m_html.size());
            m_position = std::min(end + 1, m_html.size());
        } else {
            while (!isAtEnd() && !isHtmlBlank(peek()) && peek() != '>')
                ++m_position;
            end = m_position;
        }
        return withoutReferences(m_html.substr(begin, end - begin));
    }

    std::string_view m_html;
    std::size_t m_position = 0;
};

} // namespace

const HtmlAttribute* HtmlTag::find(std::string_view attribute) const
{
    const auto found =
        std::ranges::find(attributes.rbegin(), attributes.rend(), attribute, &HtmlAttribute::name);
    return found == attributes.rend() ? nullptr : &*found;
}

std::vector<HtmlTag> readAnchors(std::string_view html)
{
    return AnchorReader(html).read();
}

} // namespace pinwheel
