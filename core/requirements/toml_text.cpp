#include "core/requirements/toml_text.h"

#include <algorithm>

namespace pinwheel {

TomlText::TomlText(FileId file, std::string_view text, std::vector<ProjectFileProblem>& problems)
    : m_file(file)
    , m_text(text)
    , m_lineStarts {0}
{
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == '\n') m_lineStarts.push_back(static_cast<std::uint32_t>(i + 1));
    try {
        m_root = toml::parse(text);
    } catch (const toml::parse_error& error) {
        problems.push_back(
            {.span = spanOf(error.source()),
             .message = "the file is no valid TOML: " + std::string(error.description()),
             .isFatal = true});
    } catch (const std::exception& error) {
        problems.push_back(
            {.span = {.file = file},
             .message = "the file cannot be read as TOML: " + std::string(error.what()),
             .isFatal = true});
    }
}

std::uint32_t TomlText::offsetOf(const toml::source_position& position) const
{
    if (position.line == 0 || position.line > m_lineStarts.size()) return 0;
    // Columns count code points from 1.
    std::size_t offset = m_lineStarts[position.line - 1];
    for (toml::source_index column = 1; column < position.column && offset < m_text.size();
         ++column) {
        ++offset;
        while (offset < m_text.size()
               && (static_cast<unsigned char>(m_text[offset]) & 0xC0U) == 0x80)
            ++offset;
    }
    return static_cast<std::uint32_t>(std::min(offset, m_text.size()));
}

Span TomlText::spanOf(const toml::source_region& region) const
{
    const std::uint32_t begin = offsetOf(region.begin);
    return {.file = m_file, .begin = begin, .end = std::max(begin, offsetOf(region.end))};
}

Span TomlText::spanOf(const toml::node& node) const
{
    return spanOf(node.source());
}
Span TomlText::spanOf(const toml::key& key) const
{
    return spanOf(key.source());
}

std::string textAt(const toml::table& table, std::string_view key)
{
    const auto* const node = table.get_as<std::string>(key);
    return node ? node->get() : std::string();
}

bool flagAt(const toml::table& table, std::string_view key)
{
    const auto* const node = table.get_as<bool>(key);
    return node && node->get();
}

const toml::table* tableAt(const toml::table& table, std::string_view key)
{
    return table.get_as<toml::table>(key);
}

void forEachTable(const toml::table& table, std::string_view key,
                  const std::function<void(const toml::table&)>& use)
{
    const auto* const array = table.get_as<toml::array>(key);
    if (!array) return;
    for (const toml::node& node : *array)
        if (const toml::table* const each = node.as_table()) use(*each);
}

void forEachText(const toml::table& table, std::string_view key,
                 const std::function<void(const std::string&, const toml::node&)>& use)
{
    const auto* const array = table.get_as<toml::array>(key);
    if (!array) return;
    for (const toml::node& node : *array)
        if (const auto* const text = node.as_string()) use(text->get(), node);
}

std::vector<std::string> textsAt(const toml::table& table, std::string_view key)
{
    std::vector<std::string> texts;
    forEachText(table, key,
                [&texts](const std::string& text, const toml::node&) { texts.push_back(text); });
    return texts;
}

} // namespace pinwheel
