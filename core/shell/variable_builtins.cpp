// The builtins that set variables, options and positional parameters.

#include "core/base/limits.h"
#include "core/shell/evaluator.h"
#include "core/shell/lexer.h"

#include <algorithm>

namespace pinwheel::shell {

void Evaluator::saveLocal(Scope& scope, const std::string& name)
{
    if (m_locals.empty()) return;
    const auto old = scope.state->variables.find(name);
    m_locals.back().try_emplace(
        name, old == scope.state->variables.end() ? std::nullopt : std::optional(old->second));
}

void Evaluator::builtinExport(Call& call)
{
    const bool readOnly = call.arguments.front().is("readonly");
    bool removes = false;
    setStatus(call.scope, 0);
    for (std::size_t i = 1; i < call.arguments.size(); ++i) {
        const ShellWord& word = call.arguments[i];
        const std::string& text = word.value.bytes;
        if (text.starts_with('-') && word.isKnown()) {
            if (text.contains('n')) removes = true;
            if (text.contains('p'))
                print(call.scope, 1, unknown("the list of variables is not followed"));
            continue;
        }
        const std::size_t equals = text.find('=');
        const std::size_t gap =
            word.value.gaps.empty() ? std::string::npos : word.value.gaps.front().at;
        if (gap <= std::min(equals, text.size())) {
            inexact("the name of an exported variable is not known");
            continue;
        }
        std::string name = text.substr(0, equals);
        const bool appends = name.ends_with('+') && isBash();
        if (appends) name.pop_back();
        if (!isName(name)) {
            fatal(call.scope, 2);
            return;
        }
        if (equals != std::string::npos) {
            TracedText value = word.value.slice(equals + 1, text.size());
            if (appends) {
                TracedText whole = namedValue(name, call.scope).text;
                whole.append(value);
                value = std::move(whole);
            }
            if (!assign(call.scope, name, std::move(value), word.range)) return;
        }
        const bool isNew = !call.scope.state->variables.contains(name);
        if (isNew && !call.scope.state->environmentIsComplete) continue;
        ShellVariable& variable = call.scope.state->variables[name];
        if (isNew) variable.isSet = false;
        if (readOnly)
            variable.readOnly = true;
        else
            variable.exported = !removes;
    }
}

void Evaluator::builtinLocal(Call& call)
{
    const bool isLocal = call.arguments.front().is("local");
    bool exports = false;
    bool readOnly = false;
    bool array = false;
    bool global = false;
    setStatus(call.scope, 0);
    if (!isBash() && m_locals.empty()) { // "local: not in a function"
        fatal(call.scope, 2);
        return;
    }
    for (std::size_t i = 1; i < call.arguments.size(); ++i) {
        const ShellWord& word = call.arguments[i];
        const std::string& text = word.value.bytes;
        if (text.starts_with('-') && word.isKnown()) {
            exports = exports || text.contains('x');
            readOnly = readOnly || text.contains('r');
            array = array || text.contains('a') || text.contains('A');
            global = global || text.contains('g');
            if (text.contains('p'))
                print(call.scope, 1, unknown("the list of variables is not followed"));
            continue;
        }
        const std::size_t equals = text.find('=');
        const std::string name = text.substr(0, equals);
        if (!isName(name)) {
            if (!isBash()) fatal(call.scope, 2);
            inexact("the name of a variable is not known");
            return;
        }
        // `local` keeps the value in dash and unsets it in bash.
        const bool hadArray =
            call.scope.state->variables.contains(name) && call.scope.state->variables[name].isArray;
        if ((isLocal || !global) && !(hadArray && equals == std::string::npos && !isLocal)) {
            saveLocal(call.scope, name);
            if (isBash() && isLocal && equals == std::string::npos && !hadArray
                && !m_locals.empty()) {
                call.scope.state->variables[name] = {.isSet = false};
            }
        }
        if (equals != std::string::npos
            && !assign(call.scope, name, word.value.slice(equals + 1, text.size()), word.range))
            return;
        const bool isNew = !call.scope.state->variables.contains(name);
        if (isNew && !(exports || readOnly || array)) continue;
        ShellVariable& variable = call.scope.state->variables[name];
        if (isNew) variable.isSet = false;
        if (array) variable.isArray = true;
        variable.exported = variable.exported || exports;
        variable.readOnly = variable.readOnly || readOnly;
    }
}

void Evaluator::builtinUnset(Call& call)
{
    bool functions = false;
    bool variables = false;
    setStatus(call.scope, 0);
    for (std::size_t i = 1; i < call.arguments.size(); ++i) {
        const ShellWord& word = call.arguments[i];
        if (!word.isKnown()) {
            inexact("the name of a variable that is unset is not known");
            continue;
        }
        const std::string& name = word.value.bytes;
        if (name == "-f")
            functions = true;
        else if (name == "-v")
            variables = true;
        else if (functions)
            call.scope.state->functions.erase(name);
        else {
            const auto found = call.scope.state->variables.find(name);
            if (found != call.scope.state->variables.end() && found->second.readOnly) {
                fatal(call.scope, 2);
                return;
            }
            ShellVariable& variable = call.scope.state->variables[name];
            variable = {};
            variable.isSet = false;
            if (isBash() && !variables && found == call.scope.state->variables.end())
                call.scope.state->functions.erase(name);
        }
    }
}

bool Evaluator::setOptions(std::span<const ShellWord> words, std::size_t& at, Scope& scope)
{
    ShellState& state = *scope.state;
    const auto named = [&](std::string_view name, bool on) {
        if (name == "errexit")
            state.errorExit = on;
        else if (name == "nounset")
            state.noUnset = on;
        else if (name == "xtrace")
            state.trace = on;
        else if (name == "noglob")
            state.noGlob = on;
        else if (name == "allexport")
            state.allExport = on;
        else if (name == "pipefail")
            state.pipeFail = on;
    };
    while (at < words.size()) {
        const std::string& word = words[at].value.bytes;
        if (!words[at].isKnown() || word.size() < 2 || (word[0] != '-' && word[0] != '+')
            || word == "--")
            break;
        const bool on = word[0] == '-';
        bool takesName = false;
        for (const char c : word.substr(1)) {
            switch (c) {
            case 'e':
                state.errorExit = on;
                break;
            case 'u':
                state.noUnset = on;
                break;
            case 'x':
                state.trace = on;
                break;
            case 'f':
                state.noGlob = on;
                break;
            case 'a':
                state.allExport = on;
                break;
            case 'n':
                if (on) inexact("set -n is not followed");
                break;
            case 'o':
                takesName = true;
                break;
            default:
                break;
            }
        }
        ++at;
        if (!takesName) continue;
        if (at >= words.size()) break;
        const std::string& name = words[at].value.bytes;
        if (name == "pipefail" && !isBash()) {
            // dash before 0.5.13 ends the script here ("Illegal option -o pipefail"); a build that
            // works has a newer one.
            state.pipeFail = on;
        }
        named(name, on);
        ++at;
    }
    return true;
}

void Evaluator::builtinSet(Call& call)
{
    setStatus(call.scope, 0);
    std::size_t at = 1;
    setOptions(call.arguments, at, call.scope);
    if (call.arguments.size() == 1)
        print(call.scope, 1, unknown("the list of variables is not followed"));
    if (at >= call.arguments.size()) return;
    if (call.arguments[at].is("--") || call.arguments[at].is("-")) ++at;
    std::vector<TracedText> positional;
    for (; at < call.arguments.size(); ++at) {
        TracedText value = call.arguments[at].value;
        if (call.arguments[at].mayBeSeveral) {
            inexact("the positional parameters are not known");
            if (value.isKnown()) value.appendGap("it is not known how many words there are");
        }
        positional.push_back(std::move(value));
    }
    call.scope.state->positional = std::move(positional);
    if (!isBash()) m_getopts = {};
}

void Evaluator::builtinShopt(Call& call)
{
    setStatus(call.scope, 0);
    bool on = false;
    for (const ShellWord& word : call.arguments) {
        if (word.is("-s"))
            on = true;
        else if (word.is("nullglob"))
            call.scope.state->nullGlob = on;
    }
}

namespace {

struct ReadOptions {
    bool raw = false;
    bool array = false;
    char delimiter = '\n';
    std::vector<std::string> names;
    bool isFollowed = true;
};

ReadOptions readOptions(std::span<const ShellWord> words)
{
    ReadOptions options;
    std::size_t i = 1;
    for (; i < words.size() && words[i].value.bytes.starts_with('-')
         && words[i].value.bytes.size() > 1;
         ++i) {
        const std::string& word = words[i].value.bytes;
        if (word == "--") {
            ++i;
            break;
        }
        for (std::size_t k = 1; k < word.size(); ++k) {
            const char c = word[k];
            if (c == 'r')
                options.raw = true;
            else if (c == 'a')
                options.array = true;
            else if (c == 's' || c == 'e')
                continue;
            else if (std::string_view("dpntuNi").contains(c)) {
                std::string value = word.substr(k + 1);
                if (value.empty() && i + 1 < words.size() && k + 1 >= word.size())
                    value = words[++i].value.bytes;
                if (c == 'd')
                    options.delimiter = value.empty() ? '\0' : value[0];
                else if (c != 'p' && c != 't')
                    options.isFollowed = false;
                break;
            }
        }
    }
    for (; i < words.size(); ++i)
        options.names.push_back(words[i].value.bytes);
    return options;
}

/// One line of input with its backslashes taken off; `guarded` marks bytes that a backslash
/// protected.
struct Line {
    TracedText text;
    std::string guarded;
    bool ended = false;
};

Line readLine(Input& input, const ReadOptions& options)
{
    Line line;
    const std::string& bytes = input.text.bytes;
    std::size_t begin = input.at;
    std::size_t i = begin;
    const auto flush = [&](std::size_t to) {
        line.text.append(input.text.slice(begin, to));
        line.guarded.resize(line.text.bytes.size(), '\0');
    };
    while (i < bytes.size()) {
        if (bytes[i] == options.delimiter) {
            flush(i);
            input.at = i + 1;
            line.ended = true;
            return line;
        }
        if (bytes[i] == '\\' && !options.raw) {
            flush(i);
            if (i + 1 < bytes.size() && bytes[i + 1] != '\n') {
                line.text.append(input.text.slice(i + 1, i + 2));
                line.guarded.resize(line.text.bytes.size(), '\1');
            }
            i = begin = std::min(i + 2, bytes.size());
            continue;
        }
        ++i;
    }
    flush(bytes.size());
    input.at = bytes.size();
    return line;
}

/// Neither the line nor a variable holds NUL bytes: a shell drops them.
void dropNul(Line& line)
{
    if (!line.text.bytes.contains('\0')) return;
    std::string guarded;
    for (std::size_t i = 0; i < line.guarded.size(); ++i)
        if (line.text.bytes[i] != '\0') guarded += line.guarded[i];
    line.guarded = std::move(guarded);
    line.text = withoutNul(line.text);
}

} // namespace

void Evaluator::builtinRead(Call& call)
{
    Scope& scope = call.scope;
    ReadOptions options = readOptions(call.arguments);
    if (options.names.empty()) options.names.emplace_back("REPLY");
    const auto open = [&](const std::string& reason) {
        for (const std::string& name : options.names)
            assign(scope, name, unknown(reason), call.base.range);
        scope.state->status = unknown(reason);
    };
    if (!scope.input) {
        open("what is read from the standard input is not known");
        return;
    }
    Input& input = *scope.input;
    const std::size_t nextGap =
        input.text.gaps.empty() ? std::string::npos : input.text.gaps.back().at;
    if (!options.isFollowed || (nextGap != std::string::npos && nextGap >= input.at)) {
        // A gap may hold any number of lines; a line that ends before it is known still.
        const std::size_t lineEnd = input.text.bytes.find(options.delimiter, input.at);
        const std::size_t firstGap = [&] {
            for (const TracedText::Gap& gap : input.text.gaps)
                if (gap.at >= input.at) return static_cast<std::size_t>(gap.at);
            return std::string::npos;
        }();
        if (!options.isFollowed || lineEnd == std::string::npos || lineEnd >= firstGap) {
            open("what is read is not known");
            return;
        }
    }
    Line line = readLine(input, options);
    dropNul(line);
    const std::string separators = fieldSeparators(scope);
    const auto isBlank = [&](std::size_t i) {
        const char c = line.text.bytes[i];
        return line.guarded[i] == 0 && (c == ' ' || c == '\t' || c == '\n')
            && separators.contains(c);
    };
    const auto isSeparator = [&](std::size_t i) {
        return line.guarded[i] == 0 && separators.contains(line.text.bytes[i]);
    };
    std::vector<TracedText> values;
    std::size_t i = 0;
    std::size_t end = line.text.bytes.size();
    while (i < end && isBlank(i))
        ++i;
    const std::size_t wanted =
        options.array ? static_cast<std::size_t>(limits::shellCommands) : options.names.size();
    while (i < end && values.size() + 1 < wanted) {
        const std::size_t begin = i;
        while (i < end && !isSeparator(i))
            ++i;
        values.push_back(line.text.slice(begin, i));
        while (i < end && isBlank(i))
            ++i;
        if (i < end && isSeparator(i)) {
            ++i;
            while (i < end && isBlank(i))
                ++i;
        }
    }
    if (!options.array) {
        // The last name takes the rest, without blanks at its end; a single other separator there
        // goes too.
        while (end > i && isBlank(end - 1))
            --end;
        if (end > i && isSeparator(end - 1) && !isBlank(end - 1)) {
            std::size_t others = 0;
            for (std::size_t k = i; k + 1 < end; ++k)
                others += isSeparator(k) && !isBlank(k) ? 1U : 0U;
            bool blankInside = false;
            for (std::size_t k = i; k + 1 < end; ++k)
                blankInside = blankInside || isBlank(k);
            if (others == 0 && !blankInside) --end;
        }
        while (end > i && isBlank(end - 1))
            --end;
        if (!isBash()) {
            // dash looks for the blanks at the end among the bytes without backslash alone, and
            // cuts before them.
            std::size_t cut = end;
            for (std::size_t k = end; k > i && (line.guarded[k - 1] != 0 || isBlank(k - 1)); --k)
                if (line.guarded[k - 1] == 0) cut = k - 1;
            end = cut;
        }
        values.push_back(line.text.slice(i, end));
        for (std::size_t k = 0; k < options.names.size(); ++k)
            if (!assign(scope, options.names[k],
                        k < values.size() ? std::move(values[k]) : TracedText(), call.base.range))
                return;
    } else {
        if (i < end) values.push_back(line.text.slice(i, end));
        ShellVariable& variable = scope.state->variables[options.names.front()];
        variable = {.value = values.empty() ? TracedText() : values.front(),
                    .elements = values,
                    .isArray = true};
    }
    setStatus(scope, line.ended ? 0 : 1);
}

void Evaluator::builtinMapfile(Call& call)
{
    bool trims = false;
    std::string name = "MAPFILE";
    for (std::size_t i = 1; i < call.arguments.size(); ++i) {
        const std::string& word = call.arguments[i].value.bytes;
        if (word == "-t")
            trims = true;
        else if (!word.starts_with('-'))
            name = word;
    }
    setStatus(call.scope, 0);
    ShellVariable variable {.isArray = true};
    if (!call.scope.input || !call.scope.input->rest().isKnown()) {
        variable.value = unknown("what is read is not known");
        variable.elements.push_back(variable.value);
        inexact("what is read is not known");
    } else {
        Input& input = *call.scope.input;
        while (input.at < input.text.bytes.size()
               && variable.elements.size() < static_cast<std::size_t>(limits::shellCommands)) {
            std::size_t end = input.text.bytes.find('\n', input.at);
            const std::size_t next = end == std::string::npos ? input.text.bytes.size() : end + 1;
            if (end == std::string::npos) end = next;
            variable.elements.push_back(input.text.slice(input.at, trims ? end : next));
            input.at = next;
        }
        if (!variable.elements.empty()) variable.value = variable.elements.front();
    }
    call.scope.state->variables[name] = std::move(variable);
}

void Evaluator::builtinGetopts(Call& call)
{
    Scope& scope = call.scope;
    if (call.arguments.size() < 3) {
        setStatus(scope, 2);
        return;
    }
    const std::string options = call.arguments[1].value.bytes;
    const std::string name = call.arguments[2].value.bytes;
    std::vector<TracedText> words = scope.state->positional;
    if (call.arguments.size() > 3) {
        words.clear();
        for (std::size_t i = 3; i < call.arguments.size(); ++i)
            words.push_back(call.arguments[i].value);
    }
    const std::size_t keptOffset = m_getopts.offset;
    auto index = static_cast<std::size_t>(
        std::clamp<std::int64_t>(m_getopts.index, 1, limits::shellCommands));
    const auto put = [&](std::string_view variable, TracedText value) {
        assign(scope, variable, std::move(value), call.base.range);
    };
    const auto finish = [&](const std::string& option, TracedText argument, bool hasArgument,
                            std::size_t offset) {
        put(name, TracedText(option));
        if (hasArgument)
            put("OPTARG", std::move(argument));
        else
            scope.state->variables["OPTARG"] = {.isSet = false};
        put("OPTIND", TracedText(std::to_string(index)));
        m_getopts.offset = offset;
        setStatus(scope, 0);
    };
    std::size_t offset = keptOffset;
    if (offset == 0) {
        const bool ends = index > words.size() || words[index - 1].bytes.size() < 2
            || words[index - 1].bytes[0] != '-';
        if (ends || words[index - 1].bytes == "--") {
            if (!ends) ++index;
            put(name, TracedText("?"));
            put("OPTIND", TracedText(std::to_string(index)));
            setStatus(scope, 1);
            return;
        }
        offset = 1;
    }
    if (index > words.size() || offset >= words[index - 1].bytes.size()) {
        setStatus(scope, 1);
        return;
    }
    const TracedText& word = words[index - 1];
    if (!word.isKnown()) inexact("an option is not known");
    const char letter = word.bytes[offset++];
    const bool silent = options.starts_with(':');
    const std::size_t at = letter == ':' ? std::string::npos : options.find(letter);
    const bool wordEnds = offset >= word.bytes.size();
    if (at == std::string::npos) {
        if (wordEnds) ++index;
        finish("?", silent ? TracedText(std::string(1, letter)) : TracedText(), silent,
               wordEnds ? 0 : offset);
        return;
    }
    const bool takes = at + 1 < options.size() && options[at + 1] == ':';
    if (!takes) {
        if (wordEnds) ++index;
        finish(std::string(1, letter), {}, !isBash(),
               wordEnds ? 0 : offset); // In dash OPTARG is then set and empty.
        return;
    }
    ++index;
    if (!wordEnds) {
        finish(std::string(1, letter), word.slice(offset, word.bytes.size()), true, 0);
    } else if (index <= words.size()) {
        TracedText argument = words[index - 1];
        ++index;
        finish(std::string(1, letter), std::move(argument), true, 0);
    } else {
        finish(silent ? ":" : "?", silent ? TracedText(std::string(1, letter)) : TracedText(),
               silent, 0);
    }
}

} // namespace pinwheel::shell
