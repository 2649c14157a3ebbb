// Parameter expansion (POSIX.1-2017, Shell Command Language 2.6.2; Bash Reference Manual, Shell
// Parameter Expansion).

#include "core/base/limits.h"
#include "core/shell/evaluator.h"
#include "core/shell/lexer.h"
#include "core/shell/pattern.h"

#include <algorithm>
#include <array>

namespace pinwheel::shell {

using Operation = Parameter::Operation;

Evaluator::Value Evaluator::namedValue(std::string_view name, Scope& scope)
{
    Value value;
    const ShellState& state = *scope.state;
    if (const ShellVariable* variable = state.find(name)) {
        value.text = variable->value;
        return value;
    }
    if (!name.empty() && name[0] >= '0' && name[0] <= '9') {
        std::size_t index = 0;
        for (const char c : name.substr(0, 6))
            index = index * 10 + static_cast<std::size_t>(c - '0');
        if (index == 0)
            value.text = state.scriptName;
        else if (index <= state.positional.size())
            value.text = state.positional[index - 1];
        else
            value.isSet = false;
        return value;
    }
    if (name == "#")
        value.text = std::to_string(state.positional.size());
    else if (name == "?")
        value.text = state.status ? TracedText(std::to_string(*state.status))
                                  : TracedText(unknown(state.status.reason()));
    else if (name == "-" && !isBash()) { // In dash's order.
        std::string letters;
        if (state.noUnset) letters += 'u';
        if (state.allExport) letters += 'a';
        if (state.trace) letters += 'x';
        if (state.noGlob) letters += 'f';
        if (state.errorExit) letters += 'e';
        value.text = std::move(letters);
    } else if (name == "-")
        value.text = unknown("the shell's option letters are not followed");
    else if (name == "$" || name == "PPID" || name == "BASHPID")
        value.text = unknown("a process number is not known");
    else if (name == "!")
        value.text = unknown("a process number is not known");
    else if (name == "LINENO")
        value.text = unknown("line numbers are not followed");
    else if (name == "IFS")
        value.text = " \t\n";
    else if (name == "OPTIND")
        value.text = "1";
    else if (name == "PS4")
        value.text = "+ ";
    else if (name == "PWD" && !state.variables.contains("PWD")) {
        value.text = state.workingFolder ? TracedText(*state.workingFolder)
                                         : TracedText(unknown(state.workingFolder.reason()));
    } else if (isBash()
               && (name == "RANDOM" || name == "SECONDS" || name == "HOSTNAME"
                   || name == "BASH_VERSION" || name == "UID" || name == "EUID" || name == "OSTYPE"
                   || name == "HOSTTYPE" || name == "BASH_SOURCE" || name == "EPOCHSECONDS")) {
        value.text = unknown("the value of " + std::string(name) + " is not known");
    } else if (!state.environmentIsComplete && !state.variables.contains(name) && isName(name)) {
        value.text = unknown("the variable " + std::string(name) + " may be set by the base image");
    } else {
        value.isSet = false;
    }
    return value;
}

Evaluator::Value Evaluator::parameterValue(const Parameter& parameter, Scope& scope)
{
    Value value;
    if (parameter.name == "@" || parameter.name == "*") {
        value.isList = true;
        value.joins = parameter.name == "*";
        value.list = scope.state->positional;
        value.isSet = !value.list.empty() || !isBash(); // dash: ${@+x} is always x.
        return value;
    }
    if (!parameter.hasIndex) return namedValue(parameter.name, scope);
    const ShellVariable* variable = scope.state->find(parameter.name);
    const TracedText index = expandText(parameter.index, scope);
    if (index.isKnown() && (index.bytes == "@" || index.bytes == "*")) {
        value.isList = true;
        value.joins = index.bytes == "*";
        if (variable != nullptr)
            value.list = variable->isArray ? variable->elements : std::vector {variable->value};
        value.isSet = !value.list.empty();
        return value;
    }
    if (variable == nullptr) return namedValue(parameter.name, scope);
    auto at = arithmeticValue(index, scope);
    if (!at) {
        value.text = unknown("an array index is not known");
        return value;
    }
    const auto size = static_cast<std::int64_t>(variable->isArray ? variable->elements.size() : 1);
    if (*at < 0) *at += size;
    if (*at < 0 || *at >= size)
        value.isSet = false;
    else
        value.text =
            variable->isArray ? variable->elements[static_cast<std::size_t>(*at)] : variable->value;
    return value;
}

void Evaluator::appendValue(const Value& value, bool quoted, Scope& scope,
                            std::vector<Field>& fields, bool& open, bool split)
{
    if (!value.isList) {
        if (quoted || !split)
            appendGuarded(fields, open, value.text, quoted, scope);
        else
            appendSplit(fields, open, value.text, scope);
        return;
    }
    charge(value.list.size()); // Short words count for nothing by their bytes, and `set -- "$@"
                               // more` in a loop grows.
    if ((quoted && value.joins) || !split) {
        std::string separator = " ";
        if (value.joins || !isBash()) { // dash joins $@ as $* where nothing is split.
            const std::string separators = fieldSeparators(scope);
            separator = separators.empty() ? "" : separators.substr(0, 1);
        }
        TracedText joined;
        for (std::size_t i = 0; i < value.list.size(); ++i) {
            if (i > 0) joined.append(separator);
            joined.append(value.list[i]);
        }
        appendGuarded(fields, open, joined, quoted, scope);
        return;
    }
    for (std::size_t i = 0; i < value.list.size(); ++i) {
        if (i > 0) open = false;
        if (quoted) {
            appendGuarded(fields, open, value.list[i], true, scope);
            continue;
        }
        // In dash a separator at the beginning of a later parameter belongs to the end of the one
        // before.
        const std::string& bytes = value.list[i].bytes;
        const bool swallows = !isBash() && i > 0 && !fields.empty() && !bytes.empty()
            && !std::string_view(" \t\n").contains(bytes[0])
            && fieldSeparators(scope).contains(bytes[0]);
        appendSplit(fields, open, swallows ? value.list[i].slice(1, bytes.size()) : value.list[i],
                    scope);
    }
}

void Evaluator::expandParameter(const WordPart& part, Scope& scope, std::vector<Field>& fields,
                                bool& open, bool split)
{
    const Parameter& parameter = *part.parameter;
    if (parameter.operation == Operation::Unsupported) {
        if (!isBash()) fatal(scope, 2);
        TracedText gap;
        gap.appendGap("a parameter expansion is not followed");
        appendGuarded(fields, open, gap, part.quoted, scope);
        if (!part.quoted && split && !fields.empty()) fields.back().several = true;
        return;
    }
    Value value = parameterValue(parameter, scope);
    if (parameter.operation == Operation::Names) {
        value = {.isList = true};
        for (const auto& [name, variable] : scope.state->variables)
            if (name.starts_with(parameter.name) && variable.isSet) value.list.emplace_back(name);
    }
    if (parameter.operation == Operation::Indirect && !value.isList) {
        if (!value.text.isKnown())
            value.text = unknown("the name of a variable is not known");
        else
            value = namedValue(value.text.bytes, scope);
    }
    // Whether the word's alternative is taken is open where the value is unknown, or empty but for
    // a gap.
    const auto emptiness = [&]() -> std::optional<bool> { // does it count as unset?
        if (!value.isSet) return true;
        if (value.isList) {
            if (!parameter.colon) return isBash() && value.list.empty();
            if (value.list.empty()) return true;
            if (!isBash()
                && value.list.size()
                    > 1) { // Joined by blanks it is not empty, joined by nothing it may be.
                const bool isPlain = (part.quoted || !split) && fieldSeparators(scope).empty();
                return isPlain && std::ranges::all_of(value.list, &TracedText::isEmpty);
            }
            return value.list.size() == 1 && value.list[0].isEmpty();
        }
        if (!value.text.isKnown() && value.text.bytes.empty()) {
            const bool maybeUnset = !scope.state->environmentIsComplete
                && !scope.state->variables.contains(parameter.name);
            if (parameter.colon || maybeUnset) return std::nullopt;
            return false;
        }
        return parameter.colon && value.text.isEmpty();
    };
    switch (parameter.operation) {
    case Operation::Default:
    case Operation::Assign:
    case Operation::Error:
    case Operation::Alternate: {
        const auto unset = emptiness();
        if (!unset) { // Either of them.
            TracedText gap;
            gap.appendGap(value.text.gaps.front().reason);
            appendGuarded(fields, open, gap, part.quoted, scope);
            if (!part.quoted && split) fields.back().several = true;
            return;
        }
        if (parameter.operation == Operation::Alternate
                ? !*unset
                : (*unset && parameter.operation == Operation::Default)) {
            // The alternative: its own quotes count, what is not quoted is split.
            if (!split || part.quoted) {
                if (part.quoted) appendGuarded(fields, open, {}, true, scope);
                expandInto(parameter.operand, scope, fields, open, split);
                return;
            }
            for (const WordPart& piece : parameter.operand.parts) {
                if (piece.kind == WordPart::Kind::Literal && !piece.quoted)
                    appendSplit(fields, open, literal(piece, scope), scope);
                else {
                    // Only literals split differently inside an alternative.
                    if (piece.kind == WordPart::Kind::Parameter)
                        expandParameter(piece, scope, fields, open, split);
                    else if (piece.kind == WordPart::Kind::CommandSubstitution) {
                        const TracedText text = substitute(piece, scope);
                        if (piece.quoted)
                            appendGuarded(fields, open, text, true, scope);
                        else
                            appendSplit(fields, open, text, scope);
                    } else if (piece.kind == WordPart::Kind::Arithmetic) {
                        const TracedText text = arithmetic(*piece.word, scope);
                        if (piece.quoted)
                            appendGuarded(fields, open, text, true, scope);
                        else
                            appendSplit(fields, open, text, scope);
                    } else if (piece.kind == WordPart::Kind::Tilde) {
                        appendGuarded(fields, open, tilde(piece, scope), true, scope);
                    } else {
                        appendGuarded(fields, open, literal(piece, scope), piece.quoted, scope);
                    }
                }
                if (m_flow != Flow::Normal) return;
            }
            return;
        }
        if (parameter.operation == Operation::Alternate) {
            if (part.quoted) appendGuarded(fields, open, {}, true, scope);
            return;
        }
        if (*unset && parameter.operation == Operation::Error) {
            fatal(scope, 2);
            return;
        }
        if (*unset) { // Assign
            TracedText text = expandText(parameter.operand, scope);
            if (m_flow != Flow::Normal
                || !assign(scope, parameter.name, text, scriptRange(part.range, scope)))
                return;
            value = {.text = std::move(text)};
        }
        appendValue(value, part.quoted, scope, fields, open, split);
        return;
    }
    case Operation::Value:
    case Operation::Length:
    case Operation::RemoveSmallestPrefix:
    case Operation::RemoveLargestPrefix:
    case Operation::RemoveSmallestSuffix:
    case Operation::RemoveLargestSuffix:
    case Operation::Substring:
    case Operation::ReplaceFirst:
    case Operation::ReplaceAll:
    case Operation::ReplacePrefix:
    case Operation::ReplaceSuffix:
    case Operation::UpperFirst:
    case Operation::UpperAll:
    case Operation::LowerFirst:
    case Operation::LowerAll:
    case Operation::Indirect:
    case Operation::Names:
    case Operation::Unsupported:
        break;
    }
    if (!value.isSet && scope.state->noUnset && !value.isList && parameter.name != "@"
        && parameter.name != "*") {
        fatal(scope, 2);
        return;
    }
    if (parameter.operation == Operation::Value && !value.isSet && !value.isList
        && isName(parameter.name))
        m_unset.push_back(parameter.name);
    if (parameter.operation == Operation::Value || parameter.operation == Operation::Names
        || parameter.operation == Operation::Indirect) {
        appendValue(value, part.quoted, scope, fields, open, split);
        return;
    }
    if (value.isList && parameter.operation == Operation::Length) {
        value = {.text = TracedText(std::to_string(value.list.size()))};
    } else if (value.isList && parameter.operation == Operation::Substring) {
        const auto from = arithmeticValue(expandText(parameter.operand, scope), scope);
        const auto count = parameter.hasSecond
            ? arithmeticValue(expandText(parameter.second, scope), scope)
            : std::optional<std::int64_t>(limits::shellCommands);
        if (parameter.name == "@" || parameter.name == "*")
            value.list.insert(value.list.begin(), scope.state->scriptName);
        const auto size = static_cast<std::int64_t>(value.list.size());
        std::int64_t begin = from.value_or(0);
        if (begin < 0) begin = std::max<std::int64_t>(0, begin + size);
        begin = std::min(begin, size);
        const std::int64_t end =
            std::clamp(begin + std::min<std::int64_t>(count.value_or(0), size), begin, size);
        value.list = std::vector<TracedText>(value.list.begin() + begin, value.list.begin() + end);
        if (!from || !count) inexact("a part of a list is not known");
    } else if (value.isList) {
        for (TracedText& item : value.list)
            item = transform(parameter, item, scope);
    } else {
        value.text = transform(parameter, value.text, scope);
    }
    if (m_flow != Flow::Normal) return;
    appendValue(value, part.quoted, scope, fields, open, split);
}

TracedText Evaluator::transform(const Parameter& parameter, const TracedText& value, Scope& scope)
{
    if (!value.isKnown()) {
        TracedText gap = unknown(value.gaps.front().reason);
        return gap;
    }
    switch (parameter.operation) {
    case Operation::Length: {
        std::size_t points = 0;
        for (const char c : value.bytes)
            if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++points;
        // dash counts bytes.
        return TracedText(std::to_string(isBash() ? points : value.bytes.size()));
    }
    case Operation::RemoveSmallestPrefix:
    case Operation::RemoveLargestPrefix:
    case Operation::RemoveSmallestSuffix:
    case Operation::RemoveLargestSuffix:
        return removePart(parameter, value, scope);
    case Operation::Substring:
        return substring(parameter, value, scope);
    case Operation::ReplaceFirst:
    case Operation::ReplaceAll:
    case Operation::ReplacePrefix:
    case Operation::ReplaceSuffix:
        return replacePart(parameter, value, scope);
    case Operation::UpperFirst:
    case Operation::UpperAll:
    case Operation::LowerFirst:
    case Operation::LowerAll: {
        TracedText result = value;
        const bool upper = parameter.operation == Operation::UpperFirst
            || parameter.operation == Operation::UpperAll;
        const bool all = parameter.operation == Operation::UpperAll
            || parameter.operation == Operation::LowerAll;
        for (std::size_t i = 0;
             i < (all ? result.bytes.size() : std::min<std::size_t>(1, result.bytes.size())); ++i) {
            char& c = result.bytes[i];
            if (upper && c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
            if (!upper && c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        }
        return result;
    }
    case Operation::Value:
    case Operation::Default:
    case Operation::Assign:
    case Operation::Error:
    case Operation::Alternate:
    case Operation::Indirect:
    case Operation::Names:
    case Operation::Unsupported:
        break;
    }
    return value;
}

TracedText Evaluator::removePart(const Parameter& parameter, const TracedText& value, Scope& scope)
{
    const Pattern pattern = expandPattern(parameter.operand, scope);
    if (!pattern.isKnown) return unknown(pattern.reason);
    const std::string_view bytes = value.bytes;
    const std::size_t size = bytes.size();
    if (size > 1024 && hasPattern(pattern.text)) return unknown("a long value is not followed");
    charge(size * size / 1000);
    const bool prefix = parameter.operation == Operation::RemoveSmallestPrefix
        || parameter.operation == Operation::RemoveLargestPrefix;
    const bool largest = parameter.operation == Operation::RemoveLargestPrefix
        || parameter.operation == Operation::RemoveLargestSuffix;
    for (std::size_t n = 0; n <= size; ++n) {
        const std::size_t length = largest ? size - n : n;
        const std::string_view piece =
            prefix ? bytes.substr(0, length) : bytes.substr(size - length);
        if (!matchesPattern(pattern.text, piece, isBash())) continue;
        return prefix ? value.slice(length, size) : value.slice(0, size - length);
    }
    return value;
}

TracedText Evaluator::replacePart(const Parameter& parameter, const TracedText& value, Scope& scope)
{
    const Pattern pattern = expandPattern(parameter.operand, scope);
    const TracedText replacement =
        parameter.hasSecond ? expandText(parameter.second, scope) : TracedText();
    if (!pattern.isKnown) return unknown(pattern.reason);
    const std::string_view bytes = value.bytes;
    if (pattern.text.empty()) return value;
    const bool isPattern =
        hasPattern(pattern.text) || pattern.text.find_first_of("?*+@!") != std::string::npos;
    const std::string plain = unescapePattern(pattern.text);
    if (isPattern && bytes.size() > 256) return unknown("a long value is not followed");
    charge(isPattern ? bytes.size() * bytes.size() / 10 : bytes.size() / 16);
    TracedText result;
    std::size_t at = 0;
    bool done = false;
    while (at <= bytes.size()) {
        const bool mayStart = !done && (parameter.operation != Operation::ReplacePrefix || at == 0);
        std::size_t matched = std::string_view::npos;
        const bool mayMatch = mayStart && (isPattern || bytes.substr(at).starts_with(plain));
        if (mayMatch && !isPattern
            && (parameter.operation != Operation::ReplaceSuffix
                || at + plain.size() == bytes.size()))
            matched = at + plain.size();
        for (std::size_t end = bytes.size() + 1; mayMatch && isPattern && end-- > at;) {
            if (parameter.operation == Operation::ReplaceSuffix && end != bytes.size()) break;
            if (end == at && parameter.operation != Operation::ReplacePrefix
                && parameter.operation != Operation::ReplaceSuffix)
                break;
            if (!matchesPattern(pattern.text, bytes.substr(at, end - at), true)) continue;
            matched = end;
            break;
        }
        if (matched != std::string_view::npos) {
            result.append(replacement);
            done = parameter.operation != Operation::ReplaceAll;
            if (matched > at) {
                at = matched;
                continue;
            }
        }
        if (at < bytes.size()) result.append(value.slice(at, at + 1));
        ++at;
    }
    return result;
}

TracedText Evaluator::substring(const Parameter& parameter, const TracedText& value, Scope& scope)
{
    const auto offset = arithmeticValue(expandText(parameter.operand, scope), scope);
    std::optional<std::int64_t> length;
    if (parameter.hasSecond) {
        length = arithmeticValue(expandText(parameter.second, scope), scope);
        if (!length) return unknown("the length of a substring is not known");
    }
    if (!offset) return unknown("the place of a substring is not known");
    const auto size = static_cast<std::int64_t>(value.bytes.size());
    std::int64_t begin = *offset < 0 ? *offset + size : *offset;
    if (begin < 0 || begin > size) return {};
    std::int64_t end = size;
    if (length)
        end = *length < 0 ? size + *length : std::min(size, begin + std::min(*length, size));
    end = std::max(begin, end);
    return value.slice(static_cast<std::size_t>(begin), static_cast<std::size_t>(end));
}

} // namespace pinwheel::shell
