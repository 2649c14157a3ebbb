#include "core/installers/pip_configuration.h"
#include "core/python/python_text.h"

#include <algorithm>
#include <set>

// pip.conf as Python's RawConfigParser reads it (configparser.py, _read, 3.13): sections in
// brackets, "key = value" or "key: value", values that go on in deeper indented lines, whole-line
// comments with "#" or ";". The same section or key twice is an error. Keys lose their case, and
// "_" is "-" (pip, configuration.py, _normalize_name).

namespace pinwheel {
namespace {

std::string normalizedKey(std::string_view key)
{
    std::string name;
    for (const char c : key)
        name += c == '_' ? '-' : lowerCase(c);
    if (name.starts_with("--")) name.erase(0, 2);
    return name;
}

class ConfigurationReader
{
public:
    ConfigurationReader(FileId file, std::string_view text)
        : m_file(file)
        , m_text(text)
    {
    }

    PipConfigurationFile read()
    {
        std::size_t begin = 0;
        while (begin < m_text.size() && !m_result.error) {
            const std::size_t end = std::min(m_text.find_first_of("\r\n", begin), m_text.size());
            readLine(m_text.substr(begin, end - begin), begin);
            begin = end + (m_text.substr(end).starts_with("\r\n") ? 2 : 1);
        }
        if (!m_result.error && m_malformed) m_result.error = m_malformed;
        finish();
        return std::move(m_result);
    }

private:
    CommandProblem problemAt(std::string_view line, std::size_t begin, std::string message) const
    {
        const auto from = static_cast<std::uint32_t>(begin);
        return {.kind = CommandProblem::Kind::BadValue,
                .span = {.file = m_file,
                         .begin = from,
                         .end = from + static_cast<std::uint32_t>(line.size())},
                .message = std::move(message)};
    }

    void readLine(std::string_view line, std::size_t begin)
    {
        const std::string_view content = withoutOuterBlanks(line);
        const bool comment = content.starts_with('#') || content.starts_with(';');
        if (content.empty() || comment) {
            // An empty line belongs to the value that may go on behind it.
            if (!comment && m_open) m_items.back().value += '\n';
            return;
        }
        std::size_t indent = 0;
        while (const std::size_t size = blankAt(line, indent))
            indent += size;
        if (m_open && indent > m_indent) {
            PipConfigurationItem& item = m_items.back();
            if (item.span.isEmpty()) item.span = spanOf(content);
            item.value += '\n' + std::string(content);
            return;
        }
        m_indent = indent;
        const std::size_t close = content.rfind(']');
        if (content.starts_with('[') && close != std::string_view::npos && close > 1) {
            m_section = content.substr(1, close - 1);
            m_open = false;
            if (m_section != "DEFAULT" && !m_sections.insert(m_section).second)
                m_result.error =
                    problemAt(line, begin, "section '" + m_section + "' already exists");
            m_inSection = true;
            return;
        }
        if (!m_inSection) {
            m_result.error = problemAt(line, begin, "file contains no section headers");
            return;
        }
        readKey(line, content, begin);
    }

    void readKey(std::string_view line, std::string_view content, std::size_t begin)
    {
        const std::size_t delimiter = content.find_first_of("=:");
        const std::string_view key = withoutOuterBlanks(content.substr(0, delimiter));
        if (delimiter == std::string_view::npos || key.empty()) {
            if (!m_malformed)
                m_malformed =
                    problemAt(line, begin, "the line is neither a section nor a key with a value");
            return;
        }
        // Case is all that the reader itself takes away, so `a_b` and `a-b` are two keys here.
        if (!m_keys.insert(m_section + '\0' + lowerCase(key)).second) {
            m_result.error = problemAt(line, begin,
                                       "option '" + std::string(key) + "' in section '" + m_section
                                           + "' already exists");
            return;
        }
        const std::string_view value = withoutOuterBlanks(content.substr(delimiter + 1));
        m_items.push_back({.section = m_section,
                           .key = normalizedKey(key),
                           .value = std::string(value),
                           .span = spanOf(value)});
        m_open = true;
    }

    Span spanOf(std::string_view part) const
    {
        const auto from = part.empty() ? std::uint32_t {0}
                                       : static_cast<std::uint32_t>(part.data() - m_text.data());
        return {
            .file = m_file, .begin = from, .end = from + static_cast<std::uint32_t>(part.size())};
    }

    /// Values lose their end; the items of [DEFAULT] stand in every section that has no such key.
    void finish()
    {
        for (PipConfigurationItem& item : m_items)
            while (!item.value.empty()
                   && (item.value.back() == '\n' || item.value.back() == ' '
                       || item.value.back() == '\t'))
                item.value.pop_back();
        for (const std::string& section : m_sections) {
            for (const PipConfigurationItem& item : m_items)
                if (item.section == "DEFAULT" && !hasKey(section, item.key)) {
                    m_result.items.push_back(item);
                    m_result.items.back().section = section;
                }
            for (const PipConfigurationItem& item : m_items)
                if (item.section == section) m_result.items.push_back(item);
        }
    }

    bool hasKey(std::string_view section, std::string_view key) const
    {
        return std::ranges::any_of(m_items, [&](const PipConfigurationItem& item) {
            return item.section == section && item.key == key;
        });
    }

    FileId m_file;
    std::string_view m_text;
    PipConfigurationFile m_result;
    std::optional<CommandProblem>
        m_malformed; ///< the first line that is nothing; reported when all is read
    std::vector<PipConfigurationItem> m_items;
    std::set<std::string> m_sections;
    std::set<std::string> m_keys;
    std::string m_section;
    bool m_inSection = false;
    bool m_open = false; ///< the last item's value may go on
    std::size_t m_indent = 0;
};

} // namespace

PipConfigurationFile readPipConfiguration(FileId file, std::string_view text)
{
    return ConfigurationReader(file, text).read();
}

std::vector<PipConfigurationText> pipConfigurationPaths(std::string_view home,
                                                        std::string_view prefix,
                                                        const ProcessVariables& variables)
{
    using Level = PipConfigurationText::Level;
    const auto valueOf = [&variables](std::string_view name) -> std::string {
        const auto found = variables.find(name);
        return found == variables.end() ? std::string() : found->second.value.valueOr("");
    };
    std::vector<PipConfigurationText> paths;
    const auto add = [&paths](Level level, std::string path) {
        paths.push_back(
            {.level = level, .path = std::move(path), .text = unknown("not looked at")});
    };
    std::string folders = valueOf("XDG_CONFIG_DIRS");
    if (folders.empty()) folders = "/etc/xdg";
    for (std::size_t begin = 0; begin <= folders.size();) {
        const std::size_t end = std::min(folders.find(':', begin), folders.size());
        add(Level::Global, folders.substr(begin, end - begin) + "/pip/pip.conf");
        begin = end + 1;
    }
    add(Level::Global, "/etc/pip.conf");
    add(Level::User, std::string(home) + "/.pip/pip.conf");
    const std::string own = valueOf("XDG_CONFIG_HOME");
    add(Level::User, (own.empty() ? std::string(home) + "/.config" : own) + "/pip/pip.conf");
    add(Level::Site, std::string(prefix) + "/pip.conf");
    if (const std::string named = valueOf("PIP_CONFIG_FILE"); !named.empty())
        add(Level::Variable, named);
    return paths;
}

} // namespace pinwheel
