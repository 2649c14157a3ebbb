// Word expansion (POSIX.1-2017, Shell Command Language 2.6): tilde, parameters, substitutions,
// arithmetic, then field splitting and pathname expansion.

#include "core/base/limits.h"
#include "core/shell/arithmetic.h"
#include "core/shell/evaluator.h"
#include "core/shell/file_commands.h"
#include "core/shell/lexer.h"
#include "core/shell/pattern.h"

#include <algorithm>

namespace pinwheel::shell {

namespace {

Field& openField(std::vector<Field>& fields, bool& open)
{
    if (!open) fields.emplace_back();
    open = true;
    return fields.back();
}

bool hasActivePattern(const Field& field)
{
    bool bracket = false; // `[` alone is no pattern
    for (std::size_t i = 0; i < field.value.bytes.size(); ++i) {
        const char c = field.value.bytes[i];
        if (field.guarded[i] != 0) continue;
        if (c == '*' || c == '?' || (c == ']' && bracket)) return true;
        bracket = bracket || c == '[';
    }
    return false;
}

/// `torch[extra]==1.0`, `protobuf==3.20.*`, `ffmpeg=7:*`: patterns by accident, which no file of a
/// build matches, so that the shell hands them on as they are.
bool looksLikeRequirement(std::string_view text)
{
    const std::size_t last = text.find_last_of("*?]");
    if (last == std::string_view::npos) return false;
    if (text.find_first_of("*?") == std::string_view::npos) {
        // Brackets alone: extras end the word, or a version follows them.
        const std::size_t open = text.find('[');
        const bool names = text.substr(open + 1, text.find(']') - open - 1).find_first_of("!^-:\\")
                == std::string_view::npos
            || text.contains(',');
        return names
            && (last + 1 == text.size() || std::string_view("=<>!~;@,").contains(text[last + 1]));
    }
    const std::size_t equals = text.find('=');
    return equals != std::string_view::npos && equals > 0 && !text.contains('/')
        && equals < text.find_first_of("*?") && !text.starts_with('-');
}

/// The field as a pattern: what is quoted gets a backslash.
std::string patternOf(const Field& field)
{
    std::string pattern;
    for (std::size_t i = 0; i < field.value.bytes.size(); ++i) {
        const char c = field.value.bytes[i];
        if (field.guarded[i] != 0 && std::string_view("*?[]\\!^-|()+@").contains(c))
            pattern += '\\';
        pattern += c;
    }
    return pattern;
}

} // namespace

TracedText Evaluator::literal(const WordPart& part, const Scope& scope) const
{
    if (part.isComputed) return TracedText(part.computed);
    const TracedText& text = scope.unit->text;
    const bool whole = text.origins.size() == 1 && text.origins[0].begin == 0
        && text.origins[0].length == text.bytes.size();
    if (!whole) return text.slice(part.range.begin, part.range.end);
    const std::string_view bytes =
        std::string_view(text.bytes).substr(part.range.begin, part.range.end - part.range.begin);
    return TracedText::written(bytes, text.origins[0].sourceBegin + part.range.begin,
                               text.origins[0].source);
}

void Evaluator::appendGuarded(std::vector<Field>& fields, bool& open, const TracedText& text,
                              bool guarded, const Scope& scope)
{
    Field& field = openField(fields, open);
    if (field.value.bytes.size() + text.bytes.size() > limits::shellWordBytes) {
        problem(ShellProblem::Kind::Limit, {}, "a word is longer than is followed", scope);
        if (field.value.gaps.empty()) field.value.appendGap("it is longer than is followed");
        return;
    }
    charge(text.bytes.size() / 256);
    field.value.append(text);
    field.guarded.append(text.bytes.size(), guarded ? '\1' : '\0');
    if (guarded) field.quoted = true;
}

std::string Evaluator::fieldSeparators(Scope& scope)
{
    const auto found = scope.state->variables.find("IFS");
    if (found == scope.state->variables.end() || !found->second.isSet) return " \t\n";
    if (!found->second.value.isKnown()) {
        inexact("the field separators are not known");
        return " \t\n";
    }
    return found->second.value.bytes;
}

void Evaluator::appendSplit(std::vector<Field>& fields, bool& open, const TracedText& text,
                            Scope& scope)
{
    const std::string separators = fieldSeparators(scope);
    const auto isSeparator = [&](char c) { return separators.contains(c); };
    const auto isBlank = [&](char c) {
        return (c == ' ' || c == '\t' || c == '\n') && isSeparator(c);
    };
    const std::string& bytes = text.bytes;
    std::size_t gap = 0;
    const auto takeGaps = [&](std::size_t upTo) {
        for (; gap < text.gaps.size() && text.gaps[gap].at <= upTo; ++gap) {
            Field& field = openField(fields, open);
            field.value.appendGap(text.gaps[gap].reason);
            field.several = true;
        }
    };
    std::size_t i = 0;
    while (i < bytes.size()) {
        takeGaps(i);
        std::size_t end = i;
        const std::size_t stop = gap < text.gaps.size() ? text.gaps[gap].at : bytes.size();
        while (end < bytes.size() && end < stop && !isSeparator(bytes[end]))
            ++end;
        if (end > i) {
            if (text.gaps.empty() && i == 0 && end == bytes.size()) {
                appendGuarded(fields, open, text, false, scope);
            } else {
                TracedText piece = text.slice(i, end);
                piece.gaps.clear(); // They are taken one by one.
                appendGuarded(fields, open, piece, false, scope);
            }
            i = end;
            continue;
        }
        bool delimits = false;
        while (i < bytes.size() && isBlank(bytes[i]))
            ++i;
        if (i < bytes.size() && isSeparator(bytes[i])) {
            delimits = true;
            ++i;
            while (i < bytes.size() && isBlank(bytes[i]))
                ++i;
        }
        if (open)
            open = false;
        else if (delimits)
            fields.emplace_back();
    }
    takeGaps(bytes.size());
}

void Evaluator::expandInto(const Word& word, Scope& scope, std::vector<Field>& fields, bool& open,
                           bool split)
{
    for (const WordPart& part : word.parts) {
        if (m_flow != Flow::Normal) return;
        switch (part.kind) {
        case WordPart::Kind::Literal:
            appendGuarded(fields, open, literal(part, scope), part.quoted, scope);
            break;
        case WordPart::Kind::Tilde:
            appendGuarded(fields, open, tilde(part, scope), true, scope);
            break;
        case WordPart::Kind::Parameter:
            expandParameter(part, scope, fields, open, split);
            break;
        case WordPart::Kind::CommandSubstitution:
        case WordPart::Kind::Arithmetic: {
            const bool command = part.kind == WordPart::Kind::CommandSubstitution;
            const TracedText text =
                command ? substitute(part, scope) : arithmetic(*part.word, scope);
            if (m_flow != Flow::Normal) return;
            if (part.quoted || !split)
                appendGuarded(fields, open, text, part.quoted, scope);
            else
                appendSplit(fields, open, text, scope);
            break;
        }
        case WordPart::Kind::ProcessSubstitution: {
            const std::string path = "/dev/fd/pinwheel-" + std::to_string(m_result.commands.size())
                + "-" + std::to_string(part.range.begin);
            const SinkPtr pipe = std::make_shared<Sink>(Sink {.kind = Sink::Kind::Capture});
            Scope side = scope;
            side.outputs[1] = pipe;
            executeSubshell([&](Scope& inner) { execute(*part.script, inner); }, side);
            if (part.computed == "<")
                m_host.writeFile({.path = path,
                                  .content = std::move(pipe->text),
                                  .certain = m_uncertain == 0,
                                  .origin = scriptRange(part.range, scope)});
            appendGuarded(fields, open, TracedText(path), true, scope);
            break;
        }
        case WordPart::Kind::Gap: {
            TracedText gap;
            gap.appendGap(part.computed);
            appendGuarded(fields, open, gap, part.quoted, scope);
            if (!part.quoted && split) fields.back().several = true;
            break;
        }
        }
    }
}

TracedText Evaluator::expandText(const Word& word, Scope& scope)
{
    if (word.parts.size() == 1 && word.parts[0].kind == WordPart::Kind::Literal)
        return literal(word.parts[0], scope);
    std::vector<Field> fields;
    bool open = false;
    expandInto(word, scope, fields, open, false);
    TracedText result;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (i > 0) result.append(" ");
        result.append(fields[i].value);
    }
    return result;
}

ShellWord Evaluator::expandSingle(const Word& word, Scope& scope)
{
    ShellWord result;
    result.value = expandText(word, scope);
    result.range = scriptRange(word.range, scope);
    result.quoted = word.quoted;
    return result;
}

Evaluator::Pattern Evaluator::expandPattern(const Word& word, Scope& scope)
{
    std::vector<Field> fields;
    bool open = false;
    expandInto(word, scope, fields, open, false);
    Pattern pattern;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (i > 0) pattern.text += ' ';
        pattern.text += patternOf(fields[i]);
        if (!fields[i].value.isKnown()) {
            pattern.isKnown = false;
            pattern.reason = fields[i].value.gaps.front().reason;
        }
    }
    return pattern;
}

std::vector<ShellWord> Evaluator::expandArguments(std::span<const Word> words, Scope& scope)
{
    std::vector<ShellWord> result;
    result.reserve(words.size());
    bool declares = false;
    for (const Word& word : words) {
        const ShellRange range = scriptRange(word.range, scope);
        if (word.parts.size() == 1 && word.parts[0].kind == WordPart::Kind::Literal
            && (word.parts[0].quoted
                || !std::ranges::any_of(
                    std::string_view(scope.unit->text.bytes)
                        .substr(word.range.begin, word.range.end - word.range.begin),
                    [](char c) { return c == '*' || c == '?' || c == '['; }))) {
            ShellWord plain;
            plain.value = literal(word.parts[0], scope);
            plain.range = range;
            plain.quoted = word.quoted;
            if (result.empty())
                declares = plain.value.bytes == "export" || plain.value.bytes == "readonly"
                    || plain.value.bytes == "local" || plain.value.bytes == "declare"
                    || plain.value.bytes == "typeset";
            result.push_back(std::move(plain));
            continue;
        }
        std::vector<Field> fields;
        bool open = false;
        // `export NAME=$value`: the parser put `NAME=` in front as one guarded literal; nothing is
        // split.
        const bool asAssignment = declares && word.parts.size() > 1 && word.parts[0].quoted
            && word.parts[0].kind == WordPart::Kind::Literal
            && word.parts[0].range.begin == word.range.begin
            && scope.unit->text.bytes[word.parts[0].range.end - 1] == '=';
        expandInto(word, scope, fields, open, !asAssignment);
        if (m_flow != Flow::Normal) return result;
        for (Field& field : fields) {
            if (!asAssignment && !scope.state->noGlob && hasActivePattern(field)) {
                expandPathnames(field, scope, range, result);
                continue;
            }
            ShellWord one;
            one.value = std::move(field.value);
            one.range = range;
            one.quoted = field.quoted;
            one.mayBeSeveral = field.several;
            result.push_back(std::move(one));
        }
        if (result.size() > static_cast<std::size_t>(limits::shellCommands)) {
            problem(ShellProblem::Kind::Limit, word.range,
                    "a command has more words than are followed", scope);
            break;
        }
    }
    return result;
}

TracedText Evaluator::tilde(const WordPart& part, Scope& scope)
{
    if (part.computed.empty()) {
        const auto home = scope.state->variables.find("HOME");
        if (home != scope.state->variables.end() && home->second.isSet) return home->second.value;
        if (!scope.state->environmentIsComplete) return unknown("HOME is not known");
        return literal(part, scope).bytes.empty() ? TracedText("~") : TracedText("~");
    }
    if (part.computed == "root") return TracedText("/root");
    // No user has a name of digits alone or with a `+`; the word stays as it is.
    const bool names = isNameStart(part.computed[0]) && !part.computed.contains('+');
    if (!names && !isBash()) return TracedText("~" + part.computed);
    if (isBash() && part.computed == "+") return namedValue("PWD", scope).text;
    if (isBash() && part.computed == "-") return namedValue("OLDPWD", scope).text;
    return unknown("the home folder of " + part.computed + " is not known");
}

TracedText Evaluator::substitute(const WordPart& part, Scope& scope)
{
    if (m_steps > limits::shellSteps)
        return unknown("the script takes more steps than are followed");
    if (m_depth >= limits::shellDepth * 4) {
        problem(ShellProblem::Kind::Limit, part.range, "substitutions are nested too deeply",
                scope);
        return unknown("substitutions are nested too deeply");
    }
    Scope inner = scope;
    const SinkPtr pipe = std::make_shared<Sink>(Sink {.kind = Sink::Kind::Capture});
    inner.outputs[1] = pipe;
    const Command* script = part.script.get();
    if (part.unit) {
        inner.unit = part.unit;
        script = part.unit->root.get();
        for (const ShellProblem& found : part.unit->problems)
            problem(found.kind, part.range, found.message, scope);
    }
    // $(< file)
    const Command* only = script != nullptr && script->children.size() == 1
        ? script->children.front().get()
        : nullptr;
    const bool readsFile = isBash() && only != nullptr && only->kind == Command::Kind::Simple
        && only->words.empty() && only->assignments.empty() && only->redirects.size() == 1
        && only->redirects[0].kind == ShellRedirection::Kind::Read;
    const Known<int> before = scope.state->status;
    if (readsFile) {
        std::vector<ShellRedirection> written;
        if (redirect(only->redirects, inner, written) && inner.input)
            pipe->text = inner.input->text;
    } else if (script != nullptr) {
        // $? is still that of the command before, and stays so for later words of this command.
        executeSubshell(
            [&](Scope& sub) {
                execute(*script, sub);
                if (script->children.empty()) sub.state->status = 0;
            },
            inner);
        m_substitutionStatus = scope.state->status;
        scope.state->status = before;
    }
    TracedText text =
        pipe->text.bytes.contains('\0') ? withoutNul(pipe->text) : std::move(pipe->text);
    std::size_t size = text.bytes.size();
    const std::size_t lastGap = text.gaps.empty() ? 0 : text.gaps.back().at;
    while (size > lastGap && text.bytes[size - 1] == '\n')
        --size;
    if (size < text.bytes.size()) text = text.slice(0, size);
    return text;
}

std::optional<std::int64_t> Evaluator::arithmeticValue(const TracedText& expression, Scope& scope)
{
    if (!expression.isKnown()) return std::nullopt;
    ArithmeticVariables variables;
    variables.read = [&](std::string_view name) { return namedValue(name, scope).text.text(); };
    variables.write = [&](std::string_view name, std::int64_t value) {
        assign(scope, name, TracedText(std::to_string(value)), m_place);
    };
    const ArithmeticResult result = evaluateArithmetic(expression.bytes, variables, isBash());
    if (result.isError) {
        fatal(scope, 2);
        return std::nullopt;
    }
    if (!result.value) return std::nullopt;
    return *result.value;
}

TracedText Evaluator::arithmetic(const Word& word, Scope& scope)
{
    const TracedText expression = expandText(word, scope);
    if (m_flow != Flow::Normal) return {};
    const auto value = arithmeticValue(expression, scope);
    if (value) return TracedText(std::to_string(*value));
    return unknown(expression.isKnown() ? "a number is computed from what is not known"
                                        : expression.gaps.front().reason);
}

void Evaluator::expandPathnames(Field& field, Scope& scope, ShellRange range,
                                std::vector<ShellWord>& into)
{
    ShellWord word;
    word.range = range;
    word.quoted = field.quoted;
    if (!field.value.isKnown()) {
        word.value = std::move(field.value);
        word.mayBeSeveral = true;
        into.push_back(std::move(word));
        return;
    }
    settle(scope);
    std::vector<std::string> found;
    std::string unknownFolder;
    const bool isKnown = globPath(patternOf(field), scope, found, unknownFolder);
    if (!isKnown) {
        inexact("the files that '" + field.value.bytes + "' may match are not known");
        word.mayBeSeveral = !looksLikeRequirement(field.value.bytes);
        word.value = std::move(field.value);
        into.push_back(std::move(word));
        return;
    }
    if (found.empty()) {
        if (scope.state->nullGlob) return;
        word.value = std::move(field.value);
        into.push_back(std::move(word));
        return;
    }
    for (std::string& path : found) {
        ShellWord one;
        one.range = range;
        one.value = TracedText(std::move(path));
        into.push_back(std::move(one));
    }
}

bool Evaluator::globPath(const std::string& pattern, Scope& scope, std::vector<std::string>& found,
                         std::string& unknownFolder)
{
    // One path component after the other; `found` holds what the components so far stand for.
    found.assign(1, "");
    std::size_t at = 0;
    while (at < pattern.size()) {
        if (pattern[at] == '/') {
            for (std::string& path : found)
                path += '/';
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < pattern.size() && pattern[end] != '/')
            end += pattern[end] == '\\' ? 2U : 1U;
        end = std::min(end, pattern.size());
        const std::string component = pattern.substr(at, end - at);
        const bool last = end >= pattern.size();
        at = end;
        std::vector<std::string> next;
        for (const std::string& path : found) {
            if (!hasPattern(component)) {
                const std::string candidate = path + unescapePattern(component);
                const auto absolute = absolutePath(candidate, scope.state->workingFolder);
                const auto kind =
                    absolute ? m_host.kindOf(*absolute) : ShellHost::FileKind::Unknown;
                // Before the first pattern nothing is looked up: a missing folder shows when it is
                // listed.
                if (last && kind == ShellHost::FileKind::Missing) continue;
                next.push_back(candidate);
                continue;
            }
            const auto folder = absolutePath(path.empty() ? "." : path, scope.state->workingFolder);
            if (!folder) {
                unknownFolder = path;
                return false;
            }
            const auto kind = m_host.kindOf(*folder);
            if (kind == ShellHost::FileKind::Missing || kind == ShellHost::FileKind::File) continue;
            const Known<std::vector<std::string>> names = m_host.listFolder(*folder);
            if (!names) {
                unknownFolder = *folder;
                return false;
            }
            for (const std::string& name : *names) {
                if (name.starts_with('.') && !component.starts_with('.')
                    && !component.starts_with("\\."))
                    continue;
                if (!matchesPattern(component, name, isBash())) continue;
                if (!last) {
                    const auto absolute = absolutePath(path + name, scope.state->workingFolder);
                    if (absolute && m_host.kindOf(*absolute) == ShellHost::FileKind::File) continue;
                }
                next.push_back(path + name);
            }
        }
        found = std::move(next);
        if (found.empty()) return true;
        if (found.size() > static_cast<std::size_t>(limits::shellCommands)) return false;
    }
    std::ranges::sort(found);
    return true;
}

} // namespace pinwheel::shell
