#include "core/shell/sed.h"

#include "core/base/limits.h"
#include "core/shell/posix_regex.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace pinwheel::shell {

namespace {

struct Address {
    enum class Kind { None, Line, Last, Expression, Zero } kind = Kind::None;
    std::size_t line = 0;
    std::optional<PosixRegex> expression;
};

struct SedCommand {
    Address from;
    Address to;
    bool relative = false; ///< addr,+N
    bool negated = false;
    char name = 0;
    std::optional<PosixRegex> expression; ///< s
    std::string replacement; ///< s, as written; a, i, c: the text; y: the pairs
    bool global = false;
    bool prints = false;
    std::size_t which = 1; ///< s///N
    bool active = false; ///< inside its range
    std::size_t rangeEnd = 0;
};

class SedParser
{
public:
    SedParser(std::string_view text, bool extended)
        : m_text(text)
        , m_extended(extended)
    {
    }

    std::optional<std::vector<SedCommand>> parse()
    {
        std::vector<SedCommand> commands;
        while (true) {
            while (m_at < m_text.size() && std::string_view(" \t\n;").contains(m_text[m_at]))
                ++m_at;
            if (m_at >= m_text.size()) return commands;
            if (m_text[m_at] == '#') {
                while (m_at < m_text.size() && m_text[m_at] != '\n')
                    ++m_at;
                continue;
            }
            SedCommand command;
            if (commands.size() > 200 || !parseCommand(command)) return std::nullopt;
            commands.push_back(std::move(command));
        }
    }

private:
    [[nodiscard]] char here() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    void blanks()
    {
        while (here() == ' ' || here() == '\t')
            ++m_at;
    }
    std::size_t number()
    {
        std::size_t value = 0;
        while (here() >= '0' && here() <= '9')
            value = std::min<std::size_t>(
                value * 10 + static_cast<std::size_t>(m_text[m_at++] - '0'), 1'000'000);
        return value;
    }

    /// Text up to the next unescaped delimiter; `\delimiter` becomes the delimiter.
    std::optional<std::string> delimited(char delimiter, bool isExpression)
    {
        std::string out;
        bool bracket = false;
        std::size_t bracketBegin = 0;
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (c == '\\' && m_at + 1 < m_text.size() && !bracket) {
                const char next = m_text[m_at + 1];
                if (next == delimiter)
                    out += std::string_view("|+?(){}").contains(next) && isExpression
                        ? std::string(1, next)
                        : std::string(1, next);
                else
                    (out += c) += next;
                m_at += 2;
                continue;
            }
            if (isExpression && !bracket && c == '[') {
                bracket = true;
                bracketBegin = out.size();
            } else if (bracket && c == ']' && out.size() > bracketBegin + 1
                       && !(out.size() == bracketBegin + 2 && out.back() == '^')) {
                bracket = out.substr(bracketBegin).contains("[:") && !out.ends_with(':')
                    && out.rfind("[:") > out.rfind(":]") + 1
                    && out.rfind(":]") != std::string::npos;
            } else if (c == delimiter && !bracket) {
                ++m_at;
                return out;
            }
            out += c;
            ++m_at;
        }
        return std::nullopt;
    }

    bool parseAddress(Address& address)
    {
        if (here() >= '0' && here() <= '9') {
            address.line = number();
            address.kind = address.line == 0 ? Address::Kind::Zero : Address::Kind::Line;
            return here() != '~';
        }
        if (here() == '$') {
            ++m_at;
            address.kind = Address::Kind::Last;
            return true;
        }
        if (here() != '/' && here() != '\\') return true;
        if (here() == '\\') ++m_at;
        const char delimiter = here();
        ++m_at;
        const auto text = delimited(delimiter, true);
        if (!text || text->empty()) return false;
        const bool ignoresCase = here() == 'I';
        if (ignoresCase) ++m_at;
        address.kind = Address::Kind::Expression;
        address.expression = PosixRegex::compile(*text, m_extended, ignoresCase);
        return address.expression.has_value();
    }

    bool parseCommand(SedCommand& command)
    {
        if (!parseAddress(command.from)) return false;
        blanks();
        if (here() == ',') {
            ++m_at;
            blanks();
            if (here() == '+') {
                ++m_at;
                command.relative = true;
                command.to = {.kind = Address::Kind::Line, .line = number()};
            } else if (!parseAddress(command.to) || command.to.kind == Address::Kind::None) {
                return false;
            }
        }
        if (command.from.kind == Address::Kind::Zero
            && command.to.kind != Address::Kind::Expression)
            return false;
        blanks();
        while (here() == '!') {
            command.negated = true;
            ++m_at;
            blanks();
        }
        command.name = here();
        ++m_at;
        switch (command.name) {
        case 'd':
        case 'p':
        case 'q':
        case '=':
            return ends();
        case 's':
            return parseSubstitution(command);
        case 'y':
            return parseTransliteration(command);
        case 'a':
        case 'i':
        case 'c':
            return parseText(command);
        default:
            return false;
        }
    }

    bool ends()
    {
        blanks();
        return m_at >= m_text.size() || here() == ';' || here() == '\n' || here() == '#';
    }

    bool parseSubstitution(SedCommand& command)
    {
        const char delimiter = here();
        if (delimiter == '\0' || delimiter == '\n' || delimiter == '\\') return false;
        ++m_at;
        const auto expression = delimited(delimiter, true);
        if (!expression || expression->empty()) return false;
        auto replacement = delimited(delimiter, false);
        if (!replacement) return false;
        command.replacement = std::move(*replacement);
        bool ignoresCase = false;
        while (m_at < m_text.size() && !std::string_view(" \t;\n}").contains(here())) {
            const char flag = here();
            if (flag == 'g')
                command.global = true;
            else if (flag == 'p')
                command.prints = true;
            else if (flag == 'i' || flag == 'I')
                ignoresCase = true;
            else if (flag >= '1' && flag <= '9') {
                command.which = number();
                continue;
            } else
                return false;
            ++m_at;
        }
        command.expression = PosixRegex::compile(*expression, m_extended, ignoresCase);
        return command.expression && ends();
    }

    bool parseTransliteration(SedCommand& command)
    {
        const char delimiter = here();
        ++m_at;
        const auto from = delimited(delimiter, false);
        const auto to = delimited(delimiter, false);
        if (!from || !to || from->size() != to->size() || from->contains('\\')
            || to->contains('\\'))
            return false;
        for (std::size_t i = 0; i < from->size(); ++i)
            (command.replacement += (*from)[i]) += (*to)[i];
        return ends();
    }

    bool parseText(SedCommand& command)
    {
        blanks();
        if (here() == '\\') {
            ++m_at;
            blanks();
            if (here() == '\n') ++m_at;
        }
        while (m_at < m_text.size() && here() != '\n') {
            if (here() == '\\' && m_at + 1 < m_text.size()) {
                const char next = m_text[m_at + 1];
                command.replacement += next == 'n' ? '\n' : next == 't' ? '\t' : next;
                m_at += 2;
                continue;
            }
            command.replacement += m_text[m_at++];
        }
        return true;
    }

    std::string_view m_text;
    bool m_extended;
    std::size_t m_at = 0;
};

void appendReplacement(TracedText& out, const std::string& replacement, const TracedText& line,
                       const PosixRegex::Match& match, bool& followed)
{
    for (std::size_t i = 0; i < replacement.size(); ++i) {
        const char c = replacement[i];
        std::size_t group = 10;
        if (c == '&') group = 0;
        if (c == '\\' && i + 1 < replacement.size()) {
            const char next = replacement[++i];
            if (next >= '0' && next <= '9')
                group = static_cast<std::size_t>(next - '0');
            else {
                if (std::string_view("LUElu").contains(next)) followed = false;
                out.append(next == 'n'       ? "\n"
                               : next == 't' ? "\t"
                                             : std::string_view(&replacement[i], 1));
                continue;
            }
        }
        if (group == 10)
            out.append(std::string_view(&replacement[i], 1));
        else if (group < match.groups.size() && match.groups[group].matched)
            out.append(line.slice(match.groups[group].begin, match.groups[group].end));
    }
}

bool substituteLine(const SedCommand& command, TracedText& line, bool& followed)
{
    TracedText out;
    std::size_t at = 0;
    std::size_t copied = 0;
    std::size_t count = 0;
    bool changed = false;
    while (at <= line.bytes.size()) {
        const auto match = command.expression->search(line.bytes, at);
        if (!match) break;
        const std::size_t begin = match->groups[0].begin;
        const std::size_t end = match->groups[0].end;
        ++count;
        if (count >= command.which) {
            out.append(line.slice(copied, begin));
            appendReplacement(out, command.replacement, line, *match, followed);
            copied = end;
            changed = true;
            if (!command.global) break;
        }
        if (end == begin) {
            at = end + 1;
        } else {
            at = end;
        }
        if (out.bytes.size() > limits::shellWordBytes) break;
    }
    if (!changed) return false;
    out.append(line.slice(copied, line.bytes.size()));
    line = std::move(out);
    return true;
}

class SedRun
{
public:
    SedRun(std::vector<SedCommand> commands, const SedCall& call)
        : m_commands(std::move(commands))
        , m_call(call)
    {
    }

    TracedText run(const TracedText& input)
    {
        std::size_t total = static_cast<std::size_t>(std::ranges::count(input.bytes, '\n'));
        if (!input.bytes.empty() && input.bytes.back() != '\n') ++total;
        std::size_t at = 0;
        for (std::size_t number = 1; number <= total && !m_quit; ++number) {
            std::size_t end = input.bytes.find('\n', at);
            const bool ended = end != std::string::npos;
            if (!ended) end = input.bytes.size();
            TracedText ending = ended ? input.slice(end, end + 1) : TracedText();
            line(input.slice(at, end), ending, number, number == total);
            at = end + 1;
        }
        if (!m_followed) return unknown("a sed script is not followed");
        return std::move(m_out);
    }

private:
    bool matches(const Address& address, const TracedText& text, std::size_t number,
                 bool last) const
    {
        switch (address.kind) {
        case Address::Kind::None:
            return true;
        case Address::Kind::Zero:
            return false;
        case Address::Kind::Line:
            return number == address.line;
        case Address::Kind::Last:
            return last;
        case Address::Kind::Expression:
            return address.expression->search(text.bytes).has_value();
        }
        return false;
    }

    bool selected(SedCommand& command, const TracedText& text, std::size_t number, bool last) const
    {
        if (command.to.kind == Address::Kind::None)
            return matches(command.from, text, number, last);
        const bool fromZero = command.from.kind == Address::Kind::Zero && number == 1;
        if (!command.active && !fromZero) {
            if (!matches(command.from, text, number, last)) return false;
            command.active = true;
            command.rangeEnd = command.relative ? number + command.to.line : command.to.line;
            if (command.to.kind == Address::Kind::Line && command.rangeEnd <= number)
                command.active = false;
            return true;
        }
        if (fromZero) command.active = true;
        if (command.to.kind == Address::Kind::Line) {
            if (number >= command.rangeEnd) command.active = false;
            return number <= command.rangeEnd;
        }
        if (matches(command.to, text, number, last)) command.active = false;
        return true;
    }

    void put(const TracedText& text, const TracedText& ending)
    {
        m_out.append(text);
        m_out.append(ending);
    }

    void line(TracedText text, const TracedText& ending, std::size_t number, bool last)
    {
        std::string after;
        bool deleted = false;
        for (SedCommand& command : m_commands) {
            if (selected(command, text, number, last) == command.negated) continue;
            switch (command.name) {
            case 'd':
                deleted = true;
                break;
            case 'p':
                put(text, TracedText("\n"));
                break;
            case 'q':
                m_quit = true;
                break;
            case '=':
                m_out.append(std::to_string(number) + "\n");
                break;
            case 'i':
                m_out.append(command.replacement + "\n");
                break;
            case 'a':
                after += command.replacement + "\n";
                break;
            case 'c':
                if (command.to.kind == Address::Kind::None || command.negated || !command.active)
                    m_out.append(command.replacement + "\n");
                deleted = true;
                break;
            case 'y':
                for (char& c : text.bytes)
                    for (std::size_t i = 0; i + 1 < command.replacement.size(); i += 2)
                        if (c == command.replacement[i]) {
                            c = command.replacement[i + 1];
                            break;
                        }
                break;
            default:
                if (substituteLine(command, text, m_followed) && command.prints)
                    put(text, TracedText("\n"));
                break;
            }
            if (deleted || m_quit) break;
        }
        if (!deleted && !m_call.quiet) put(text, after.empty() ? ending : TracedText("\n"));
        m_out.append(after);
    }

    std::vector<SedCommand> m_commands;
    const SedCall& m_call;
    TracedText m_out;
    bool m_quit = false;
    bool m_followed = true;
};

} // namespace

SedCall parseSedCall(std::span<const ShellWord> argv)
{
    SedCall call;
    bool hasScript = false;
    std::vector<ShellWord> operands;
    bool options = true;
    const auto addScript = [&](const TracedText& text) {
        if (hasScript) call.script.append("\n");
        call.script.append(text);
        hasScript = true;
    };
    for (std::size_t i = 1; i < argv.size(); ++i) {
        const std::string& word = argv[i].value.bytes;
        if (!options || word.size() < 2 || word[0] != '-') {
            operands.push_back(argv[i]);
            continue;
        }
        if (word == "--")
            options = false;
        else if (word == "--in-place")
            call.inPlace = true;
        else if (word.starts_with("--in-place=")) {
            call.inPlace = true;
            call.backupSuffix = word.substr(11);
        } else if (word == "--quiet" || word == "--silent")
            call.quiet = true;
        else if (word == "--regexp-extended")
            call.extended = true;
        else if (word.starts_with("--expression="))
            addScript(argv[i].value.slice(13, word.size()));
        else if (word == "--expression" && i + 1 < argv.size())
            addScript(argv[++i].value);
        else if (word.starts_with("--"))
            call.isFollowed = call.isFollowed
                && (word == "--posix" || word == "--separate" || word == "--unbuffered"
                    || word == "--follow-symlinks");
        else {
            for (std::size_t k = 1; k < word.size(); ++k) {
                const char c = word[k];
                if (c == 'n')
                    call.quiet = true;
                else if (c == 'E' || c == 'r')
                    call.extended = true;
                else if (c == 'i') {
                    call.inPlace = true;
                    call.backupSuffix = word.substr(k + 1);
                    break;
                } else if (c == 'e') {
                    if (k + 1 < word.size())
                        addScript(argv[i].value.slice(k + 1, word.size()));
                    else if (i + 1 < argv.size())
                        addScript(argv[++i].value);
                    break;
                } else if (c != 's' && c != 'u') {
                    call.isFollowed = false;
                    break;
                }
            }
        }
    }
    if (!hasScript && !operands.empty()) {
        call.script = operands.front().value;
        operands.erase(operands.begin());
    }
    call.files = std::move(operands);
    return call;
}

TracedText sedText(const SedCall& call, const TracedText& input)
{
    if (!input.isKnown()) return unknown(input.gaps.front().reason);
    if (!call.script.isKnown()) return unknown(call.script.gaps.front().reason);
    if (!call.isFollowed) return unknown("an option of sed is not followed");
    auto commands = SedParser(call.script.bytes, call.extended).parse();
    if (!commands)
        return unknown("the sed script '" + call.script.bytes.substr(0, 80) + "' is not followed");
    return SedRun(std::move(*commands), call).run(input);
}

} // namespace pinwheel::shell
