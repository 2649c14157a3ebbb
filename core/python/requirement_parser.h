#pragma once

#include "core/python/requirement.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// Reads requirements and markers from left to right; the first thing that does not fit ends the
/// parse. Source: PEP 508; packaging 25, _parser.py and _tokenizer.py, whose tokens depend on where
/// they are looked for.
class MarkerParser
{
public:
    explicit MarkerParser(std::string_view text)
        : m_text(text)
    {
    }

    std::expected<Marker, SyntaxError> wholeMarker();
    std::expected<Requirement, SyntaxError> wholeRequirement();

private:
    using NodeIndex = std::uint32_t;

    // Tokens. Each stands at the position or is absent; `take…` moves past it.
    void skipBlanks();
    [[nodiscard]] bool isAtEnd() const;
    [[nodiscard]] bool sees(char c) const
    {
        return m_position < m_text.size() && m_text[m_position] == c;
    }
    bool take(char c);
    bool takeWord(std::string_view word);
    std::string_view takeIdentifier();
    std::string_view takeSpecifier();
    std::optional<Marker::Operand> takeVariable();
    std::optional<Marker::Operand> takeString();
    std::string takeMarkerOperator();

    // Rules; false means that m_error is set.
    bool extras(std::vector<std::string>& names);
    bool specifiers(SpecifierSet& set);
    bool urlAndMarker(Requirement& requirement);
    bool requirementMarker(Requirement& requirement, std::string_view after);
    bool disjunction(NodeIndex& node, int depth);
    bool atom(NodeIndex& node, int depth);
    bool comparison(NodeIndex& node);
    bool operand(Marker::Operand& side);
    static void takeLeftOfExtraAsText(Marker::Node& first);

    bool refuse(std::string message) { return refuseAt(m_position, std::move(message)); }
    bool refuseAt(std::size_t position, std::string message);
    NodeIndex addNode(Marker::Node node);
    NodeIndex addGroup(Marker::Kind kind, std::vector<NodeIndex> children);

    std::string_view m_text;
    std::size_t m_position = 0;
    SyntaxError m_error;
    Marker m_marker;
};

} // namespace pinwheel
