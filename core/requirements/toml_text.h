#pragma once

#include "core/requirements/project_requirements.h"

#include <functional>
#include <toml++/toml.hpp>

namespace pinwheel {

/// A TOML text with its tree, and the places of the tree's nodes as spans.
class TomlText
{
public:
    /// A text that is no TOML gives an empty tree and a problem.
    TomlText(FileId file, std::string_view text, std::vector<ProjectFileProblem>& problems);

    [[nodiscard]] const toml::table& root() const { return m_root; }
    /// The bytes that spell the node; of a string with its quotes.
    [[nodiscard]] Span spanOf(const toml::node& node) const;
    [[nodiscard]] Span spanOf(const toml::key& key) const;

private:
    [[nodiscard]] Span spanOf(const toml::source_region& region) const;
    [[nodiscard]] std::uint32_t offsetOf(const toml::source_position& position) const;

    FileId m_file;
    std::string_view m_text;
    std::vector<std::uint32_t> m_lineStarts;
    toml::table m_root;
};

/// The string at a key; empty where there is none.
[[nodiscard]] std::string textAt(const toml::table& table, std::string_view key);
[[nodiscard]] bool flagAt(const toml::table& table, std::string_view key);
/// The table at a key, or null.
[[nodiscard]] const toml::table* tableAt(const toml::table& table, std::string_view key);
[[nodiscard]] std::vector<std::string> textsAt(const toml::table& table, std::string_view key);
/// Calls `use` for each table of an array of tables.
void forEachTable(const toml::table& table, std::string_view key,
                  const std::function<void(const toml::table&)>& use);
/// Calls `use` for each string of an array.
void forEachText(const toml::table& table, std::string_view key,
                 const std::function<void(const std::string&, const toml::node&)>& use);

} // namespace pinwheel
