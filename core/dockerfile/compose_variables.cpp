#include "core/dockerfile/compose_variables.h"

#include "core/base/limits.h"

#include <algorithm>
#include <map>
#include <memory>

namespace pinwheel {

namespace {

bool isNamePart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// A name at the begin; empty where none stands there.
std::string_view takeName(std::string_view& text)
{
    if (!text.empty() && text.front() >= '0' && text.front() <= '9') return {};
    const auto end = std::ranges::find_if_not(text, isNamePart);
    const std::string_view name = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(name.size());
    return name;
}

/// The bytes up to the brace that closes `${`; the size of the text where none does.
std::size_t endOfBraces(std::string_view text)
{
    std::size_t depth = 1;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text.substr(at).starts_with("${"))
            ++depth;
        else if (text[at] == '}' && --depth == 0)
            return at;
    }
    return text.size();
}

class Interpolation
{
public:
    explicit Interpolation(const EnvironmentLookup& environment)
        : m_environment(environment)
    {
    }

    Result<std::string> run(std::string_view text, int depth = 0) const
    {
        if (depth > limits::expansionDepth)
            return fail(ErrorCode::LimitExceeded, "variables are nested too deeply");
        std::string result;
        while (!text.empty()) {
            const std::size_t sign = std::min(text.find('$'), text.size());
            result += text.substr(0, sign);
            text.remove_prefix(sign);
            if (text.empty()) break;
            text.remove_prefix(1);
            if (text.starts_with('$')) {
                result += '$';
                text.remove_prefix(1);
            } else if (text.starts_with('{')) {
                const std::size_t end = endOfBraces(text.substr(1));
                PINWHEEL_TRY(value, valueOf(text.substr(1, end), depth));
                result += value;
                text.remove_prefix(std::min(end + 2, text.size()));
            } else if (const std::string_view name = takeName(text); !name.empty()) {
                result += m_environment(std::string(name)).value_or("");
            } else {
                result += '$';
            }
        }
        return result;
    }

private:
    /// @param expression  what stands between the braces: `NAME`, `NAME:-word` …
    [[nodiscard]] Result<std::string> valueOf(std::string_view expression, int depth) const
    {
        const std::string written = "${" + std::string(expression) + "}";
        const std::string name(takeName(expression));
        const std::optional<std::string> value = m_environment(name);
        if (name.empty()) return written;
        if (expression.empty()) return value.value_or("");
        const bool emptyIsUnset = expression.starts_with(':');
        if (emptyIsUnset) expression.remove_prefix(1);
        if (expression.empty()) return written;
        const bool counts = value && !(emptyIsUnset && value->empty());
        const std::string_view word = expression.substr(1);
        switch (expression.front()) {
        case '-':
            return counts ? Result<std::string>(*value) : run(word, depth + 1);
        case '+':
            return counts ? run(word, depth + 1) : Result<std::string>("");
        case '?':
            if (counts) return *value;
            return fail(ErrorCode::Malformed,
                        "the variable " + name + " has no value"
                            + (word.empty() ? "" : ": " + std::string(word)));
        default:
            return written;
        }
    }

    const EnvironmentLookup& m_environment;
};

/// Reads `NAME=value` lines. A value in quotes may go on over line ends.
class EnvironmentFileReader
{
public:
    EnvironmentFileReader(std::string_view text, const EnvironmentLookup& outer)
        : m_text(text)
        , m_outer(outer)
    {
    }

    std::map<std::string, std::string, std::less<>> read()
    {
        while (!m_text.empty())
            readLine();
        return std::move(m_values);
    }

private:
    void skip(std::string_view bytes)
    {
        m_text.remove_prefix(std::min(m_text.find_first_not_of(bytes), m_text.size()));
    }
    void skipLine() { m_text.remove_prefix(std::min(m_text.find('\n'), m_text.size())); }

    void readLine()
    {
        skip(" \t\r\n");
        if (m_text.starts_with("export ")) {
            m_text.remove_prefix(std::string_view("export ").size());
            skip(" \t");
        }
        const std::string name(takeName(m_text));
        skip(" \t");
        if (name.empty() || (!m_text.starts_with('=') && !m_text.starts_with(':')))
            return skipLine();
        m_text.remove_prefix(1);
        skip(" \t");
        m_values.insert_or_assign(name, value());
        skipLine();
    }

    std::string value()
    {
        if (m_text.starts_with('\'')) {
            m_text.remove_prefix(1);
            const std::size_t end = std::min(m_text.find('\''), m_text.size());
            std::string literal(m_text.substr(0, end));
            m_text.remove_prefix(std::min(end + 1, m_text.size()));
            return literal;
        }
        if (m_text.starts_with('"')) return replaced(quoted());
        std::string_view line =
            m_text.substr(0, std::min(m_text.find_first_of("\r\n"), m_text.size()));
        for (std::size_t at = line.find('#'); at != std::string_view::npos;
             at = line.find('#', at + 1)) {
            if (at != 0 && line[at - 1] != ' ' && line[at - 1] != '\t') continue;
            line = line.substr(0, at);
            break;
        }
        while (line.ends_with(' ') || line.ends_with('\t'))
            line.remove_suffix(1);
        return replaced(std::string(line));
    }

    std::string quoted()
    {
        std::string out;
        m_text.remove_prefix(1);
        while (!m_text.empty() && !m_text.starts_with('"')) {
            char next = m_text.front();
            m_text.remove_prefix(1);
            if (next == '\\' && !m_text.empty()) {
                const char escaped = m_text.front();
                m_text.remove_prefix(1);
                if (escaped == '$')
                    out += '$'; // "\$" stands for a plain sign, which "$$" is to the interpolation
                next = escaped == 'n' ? '\n'
                    : escaped == 't'  ? '\t'
                    : escaped == 'r'  ? '\r'
                                      : escaped;
            }
            out += next;
        }
        if (!m_text.empty()) m_text.remove_prefix(1);
        return out;
    }

    [[nodiscard]] std::string replaced(const std::string& text) const
    {
        const EnvironmentLookup lookup = [this](const std::string& name) {
            if (auto value = m_outer(name)) return value;
            const auto found = m_values.find(name);
            return found == m_values.end() ? std::nullopt : std::optional(found->second);
        };
        return composeInterpolated(text, lookup).value_or(text);
    }

    std::string_view m_text;
    const EnvironmentLookup& m_outer;
    std::map<std::string, std::string, std::less<>> m_values;
};

} // namespace

Result<std::string> composeInterpolated(std::string_view text, const EnvironmentLookup& environment)
{
    return Interpolation(environment).run(text);
}

EnvironmentLookup withEnvironmentFile(EnvironmentLookup environment, std::string_view text)
{
    const auto values = std::make_shared<const std::map<std::string, std::string, std::less<>>>(
        EnvironmentFileReader(text, environment).read());
    return [environment = std::move(environment), values](const std::string& name) {
        if (auto value = environment(name)) return value;
        const auto found = values->find(name);
        return found == values->end() ? std::nullopt : std::optional(found->second);
    };
}

} // namespace pinwheel
