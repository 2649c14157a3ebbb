#include "core/python/project_name.h"
#include "core/python/python_text.h"
#include "core/requirements/project_entries.h"

#include <algorithm>
#include <map>

// setup.py: what the call of setup() says in literals. The file is a program and is not run:
// install_requires as a list of strings, or as the name of such a list, is read; anything else
// makes the dependencies dynamic, and the requirement files that the program names are told.
// Source: setuptools' reference, "Keywords". Not implemented: extras_require.

namespace pinwheel {
namespace {

struct Literal {
    std::string text;
    Span span;
};

/// A list of strings; `whole` is false where an element is no literal.
struct LiteralList {
    std::vector<Literal> elements;
    bool whole = true;
};

class SetupPyReader
{
public:
    SetupPyReader(ProjectFile& project, FileId file, std::string_view text)
        : m_project(project)
        , m_file(file)
        , m_text(text)
    {
    }

    void read()
    {
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (c == '#')
                skipComment();
            else if (c == '"' || c == '\'')
                noteFile(readString("").value_or(Literal()));
            else if (isNameStart(c))
                readName();
            else
                ++m_at;
        }
        if (!m_asked) return;
        if (!m_isDynamic)
            m_files.clear();
        else
            m_project.dynamic.emplace_back("dependencies");
        m_project.dependencyFiles = m_files;
    }

private:
    static bool isNameStart(char c)
    {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }
    static bool isNamePart(char c) { return isNameStart(c) || isDigit(c); }

    void skipComment() { m_at = std::min(m_text.find('\n', m_at), m_text.size()); }

    void skipBlanks()
    {
        while (m_at < m_text.size()) {
            if (m_text[m_at] == '#')
                skipComment();
            else if (std::string_view(" \t\r\n\\").contains(m_text[m_at]))
                ++m_at;
            else
                return;
        }
    }

    [[nodiscard]] bool take(char wanted)
    {
        skipBlanks();
        if (m_at >= m_text.size() || m_text[m_at] != wanted) return false;
        ++m_at;
        return true;
    }

    /// The string that begins here; none where its text is not simply what stands there.
    std::optional<Literal> readString(std::string_view prefix)
    {
        const std::size_t quote = m_at;
        const std::string_view rest = m_text.substr(m_at);
        const bool isLong = rest.starts_with("\"\"\"") || rest.starts_with("'''");
        const std::string_view close = rest.substr(0, isLong ? 3 : 1);
        std::size_t end = quote + close.size();
        bool escapes = false;
        while (end < m_text.size() && !m_text.substr(end).starts_with(close)) {
            if (!isLong && m_text[end] == '\n') break;
            escapes |= m_text[end] == '\\';
            end += m_text[end] == '\\' ? 2 : 1;
        }
        end = std::min(end, m_text.size());
        m_at = std::min(end + close.size(), m_text.size());
        if (escapes || isLong || prefix.find_first_of("fFbB") != std::string_view::npos)
            return std::nullopt;
        const auto begin = static_cast<std::uint32_t>(quote + 1);
        return Literal {std::string(m_text.substr(begin, end - begin)),
                        {.file = m_file, .begin = begin, .end = static_cast<std::uint32_t>(end)}};
    }

    std::string_view takeName()
    {
        const std::size_t begin = m_at;
        while (m_at < m_text.size() && isNamePart(m_text[m_at]))
            ++m_at;
        return m_text.substr(begin, m_at - begin);
    }

    void readName()
    {
        const std::string_view name = takeName();
        if (m_at < m_text.size() && (m_text[m_at] == '"' || m_text[m_at] == '\'')
            && name.size() <= 2) {
            noteFile(readString(name).value_or(Literal()));
            return;
        }
        const std::size_t behind = m_at;
        if (!take('=') || (m_at < m_text.size() && m_text[m_at] == '=')) {
            m_at = behind;
            return;
        }
        skipBlanks();
        if (name == "install_requires")
            readRequires();
        else if (name == "name" || name == "python_requires")
            readSetting(name);
        else if (m_at < m_text.size() && m_text[m_at] == '[')
            m_lists[std::string(name)] = readList();
    }

    void readSetting(std::string_view name)
    {
        if (m_at >= m_text.size() || (m_text[m_at] != '"' && m_text[m_at] != '\'')) return;
        const auto value = readString("");
        if (value && name == "name")
            m_project.projectName = normalizedName(value->text);
        else if (value)
            m_project.requiresPython = value->text;
    }

    void readRequires()
    {
        m_asked = true;
        LiteralList list {.whole = false};
        if (m_at < m_text.size() && m_text[m_at] == '[') {
            list = readList();
        } else if (m_at < m_text.size() && isNameStart(m_text[m_at])) {
            const auto known = m_lists.find(std::string(takeName()));
            skipBlanks();
            // Something done with the list, `a + b` or `a(…)`, is no list any more.
            if (known != m_lists.end() && m_at < m_text.size()
                && std::string_view(",)").contains(m_text[m_at]))
                list = known->second;
        }
        m_isDynamic = !list.whole;
        for (const Literal& element : list.elements)
            addRequirementText(m_project, element.text, "", element.span);
    }

    LiteralList readList()
    {
        LiteralList list;
        ++m_at;
        while (!take(']')) {
            if (m_at >= m_text.size()) break;
            const char c = m_text[m_at];
            if (c == '"' || c == '\'') {
                auto element = readString("");
                skipBlanks();
                const bool ends =
                    m_at < m_text.size() && std::string_view(",]").contains(m_text[m_at]);
                if (element && ends)
                    list.elements.push_back(std::move(*element));
                else
                    list.whole = false;
            } else {
                list.whole = list.whole && c == ',';
                ++m_at;
            }
        }
        return list;
    }

    void noteFile(const Literal& literal)
    {
        const std::string_view text = literal.text;
        if (!text.contains("requirements") || !text.ends_with(".txt") || text.contains("://")
            || text.find_first_of("{}%* ") != std::string_view::npos)
            return;
        if (std::ranges::find(m_files, text) == m_files.end()) m_files.emplace_back(text);
    }

    ProjectFile& m_project;
    FileId m_file;
    std::string_view m_text;
    std::size_t m_at = 0;
    std::map<std::string, LiteralList> m_lists;
    std::vector<std::string> m_files;
    bool m_asked = false;
    bool m_isDynamic = false;
};

} // namespace

void readSetupPy(ProjectFile& project, FileId file, std::string_view text)
{
    SetupPyReader(project, file, text).read();
}

} // namespace pinwheel
