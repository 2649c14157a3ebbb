// Commands that run other commands: what they run is evaluated, with the environment that they give
// it.

#include "core/base/limits.h"
#include "core/shell/evaluator.h"
#include "core/shell/file_commands.h"
#include "core/shell/lexer.h"

#include <algorithm>
#include <array>

namespace pinwheel::shell {

namespace {

std::string_view leafOf(std::string_view path)
{
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

/// The options of a wrapper: which take a value, and how many words stand between them and the
/// command.
struct WrapperRow {
    std::string_view name;
    std::string_view letters; ///< short options with a value
    std::array<std::string_view, 8> words {}; ///< long options with a value
    std::size_t operands = 0;
};

constexpr std::array<WrapperRow, 18> wrapperRows {{
    {"sudo",
     "ugpCcDhRTrtU",
     {"--user", "--group", "--prompt", "--chdir", "--host", "--role", "--type"}},
    {"time", "fo", {"--format", "--output"}},
    {"nice", "n", {"--adjustment"}},
    {"ionice", "cnpPu", {"--class", "--classdata"}},
    {"nohup", "", {}},
    {"setsid", "", {}},
    {"stdbuf", "ioe", {"--input", "--output", "--error"}},
    {"timeout", "sk", {"--signal", "--kill-after"}, 1},
    {"gosu", "", {}, 1},
    {"su-exec", "", {}, 1},
    {"doas", "uC", {}},
    {"runuser", "ugG", {"--user", "--group", "--supp-group"}},
    {"setpriv",
     "",
     {"--reuid", "--regid", "--groups", "--inh-caps", "--ambient-caps", "--bounding-set",
      "--securebits"}},
    {"flock", "wE", {"--timeout", "--wait", "--conflict-exit-code"}, 1},
    {"eatmydata", "", {}},
    {"chronic", "", {}},
    {"unbuffer", "", {}},
    {"catchsegv", "", {}},
}};

bool isShellName(std::string_view name)
{
    return name == "sh" || name == "bash" || name == "dash" || name == "ash" || name == "zsh"
        || name == "ksh";
}

} // namespace

bool Evaluator::unwrap(ShellCommand& command, Scope& scope)
{
    if (!command.argv.front().isKnown()) return false;
    const std::string name(leafOf(command.argv.front().value.bytes));
    if (m_depth > limits::shellDepth * 2) return false;
    if (isShellName(name)) return unwrapShell(command, name, scope);
    if (name == "env") return unwrapEnv(command, scope);
    if (name == "xargs") return unwrapXargs(command, scope);
    if (name == "su" || name == "runuser") {
        for (std::size_t i = 1; i + 1 < command.argv.size(); ++i) {
            if (!command.argv[i].is("-c") && !command.argv[i].is("--command")) continue;
            runNested(command.argv[i + 1].value, command, i + 2, scope, m_options.dialect, "");
            return true;
        }
        return false;
    }
    if (command.argv.front().value.bytes.contains('/') && runScriptFile(command, 0, scope))
        return true;
    return unwrapPrefix(command, name, scope);
}

void Evaluator::runInner(ShellCommand command, std::size_t first, std::string wrapper, Scope& scope)
{
    command.wrappers.push_back(std::move(wrapper));
    command.argv.erase(command.argv.begin(),
                       command.argv.begin() + static_cast<std::ptrdiff_t>(first));
    ++m_depth;
    // `sudo echo x`: the builtins' programs do the same; functions and the rest are not seen by a
    // wrapper.
    const bool prints = command.argv.front().is("echo") || command.argv.front().is("printf")
        || command.argv.front().is("true") || command.argv.front().is("test")
        || command.argv.front().is("[") || command.argv.front().is("pwd");
    if (prints) {
        std::vector<ShellWord> arguments = std::move(command.argv);
        dispatch(std::move(arguments), {}, scope, std::move(command), true);
    } else {
        runExternal(std::move(command), scope);
    }
    --m_depth;
}

bool Evaluator::unwrapPrefix(ShellCommand& command, std::string_view name, Scope& scope)
{
    const auto row = std::ranges::find(wrapperRows, name, &WrapperRow::name);
    if (row == wrapperRows.end()) return false;
    std::size_t i = 1;
    std::string label(name);
    for (; i < command.argv.size(); ++i) {
        const std::string& word = command.argv[i].value.bytes;
        if (!command.argv[i].isKnown() || word.size() < 2 || word[0] != '-') break;
        label += " " + word;
        if (word == "--") {
            ++i;
            break;
        }
        const bool isLong = word.starts_with("--");
        const bool takes = isLong ? std::ranges::contains(row->words, std::string_view(word))
                                  : row->letters.contains(word.back())
                && !row->letters.contains(word[1] == word.back() ? '\0' : word[1]);
        if (takes) ++i;
    }
    i += row->operands;
    if (name == "sudo" || name == "doas") {
        // VAR=value before the command.
        for (; i < command.argv.size(); ++i) {
            const std::string& word = command.argv[i].value.bytes;
            const std::size_t equals = word.find('=');
            if (equals == std::string::npos || !isName(word.substr(0, equals))) break;
            command.assignments.push_back(
                {.name = word.substr(0, equals),
                 .value = command.argv[i].value.slice(equals + 1, word.size()),
                 .range = command.argv[i].range});
        }
    }
    if (i >= command.argv.size()) return false;
    runInner(std::move(command), i, std::move(label), scope);
    return true;
}

bool Evaluator::unwrapEnv(ShellCommand& command, Scope& scope)
{
    std::size_t i = 1;
    std::string label = "env";
    for (; i < command.argv.size(); ++i) {
        const ShellWord& item = command.argv[i];
        const std::string& word = item.value.bytes;
        const std::size_t equals = word.find('=');
        const std::size_t gap =
            item.value.gaps.empty() ? word.size() + 1 : item.value.gaps.front().at;
        if (equals != std::string::npos && gap > equals && !word.starts_with('-')) {
            command.assignments.push_back({.name = word.substr(0, equals),
                                           .value = item.value.slice(equals + 1, word.size()),
                                           .range = item.range});
            continue;
        }
        if (!item.isKnown() || !word.starts_with('-')) break;
        label += " " + word;
        if (word == "-i" || word == "-" || word == "--ignore-environment") {
            command.clearedEnvironment = true;
            command.assignments.clear();
        } else if (word == "-u" || word == "--unset") {
            if (++i < command.argv.size())
                command.removedVariables.push_back(command.argv[i].value.bytes);
        } else if (word.starts_with("-u")) {
            command.removedVariables.push_back(word.substr(2));
        } else if (word.starts_with("--unset=")) {
            command.removedVariables.push_back(word.substr(8));
        } else if (word == "-C" || word == "--chdir" || word == "-S" || word == "--split-string") {
            if (word[1] == 'S' || word == "--split-string") return false;
            if (++i < command.argv.size()) {
                const auto path = pathOf(command.argv[i].value, scope);
                command.workingFolder = path
                    ? Known<std::string>(*path)
                    : Known<std::string>(unknown("the folder is not known"));
            }
        } else if (word == "--") {
            ++i;
            break;
        }
    }
    if (i >= command.argv.size()) return false;
    runInner(std::move(command), i, std::move(label), scope);
    return true;
}

void Evaluator::runNested(TracedText script, const ShellCommand& command, std::size_t firstArgument,
                          Scope& scope, ShellDialect dialect, std::string_view flags)
{
    ShellState copy = *scope.state;
    std::erase_if(copy.variables.own(), [&](const auto& entry) {
        return (!entry.second.exported || command.clearedEnvironment
                || std::ranges::contains(command.removedVariables, entry.first))
            && entry.first != "PWD";
    });
    for (const ShellAssignment& item : command.assignments)
        copy.setEnvironment(item.name, item.value);
    copy.functions.clear();
    copy.positional.clear();
    copy.scriptName = firstArgument < command.argv.size() ? command.argv[firstArgument].value
                                                          : command.argv.front().value;
    for (std::size_t i = firstArgument + 1; i < command.argv.size(); ++i)
        copy.positional.push_back(command.argv[i].value);
    copy.errorExit = flags.contains('e');
    copy.noUnset = flags.contains('u');
    copy.trace = flags.contains('x');
    copy.noGlob = flags.contains('f');
    copy.pipeFail = flags.contains('|');
    copy.status = 0;
    Scope inner = scope;
    inner.state = &copy;
    inner.loops = 0;
    inner.inFunction = inner.inSourced = false;
    inner.ignoresErrors = false;
    const auto locals = std::move(m_locals);
    m_locals.clear();
    auto trap = std::move(m_exitTrap);
    m_exitTrap.reset();
    const ShellDialect outer = m_options.dialect;
    m_options.dialect = dialect;
    const ShellRange place = m_place;
    runScript(std::move(script), inner);
    if (m_exitTrap) runExitTrap(inner);
    m_options.dialect = outer;
    m_exitTrap = std::move(trap);
    m_locals = locals;
    m_place = place;
    m_flow = Flow::Normal;
    scope.state->status = copy.status;
}

bool Evaluator::unwrapShell(ShellCommand& command, std::string_view name, Scope& scope)
{
    std::string flags;
    bool takesScript = false;
    bool readsInput = false;
    std::size_t i = 1;
    for (; i < command.argv.size(); ++i) {
        const std::string& word = command.argv[i].value.bytes;
        if (!command.argv[i].isKnown() || word.size() < 2 || (word[0] != '-' && word[0] != '+'))
            break;
        if (word == "--") {
            ++i;
            break;
        }
        if (word.starts_with("--")) {
            if (word == "--rcfile" || word == "--init-file") ++i;
            continue;
        }
        takesScript = takesScript || word.contains('c');
        readsInput = readsInput || word.contains('s');
        if (word[0] == '-') flags += word.substr(1);
        if (word.ends_with('o')) { // -o pipefail, -eo pipefail
            if (++i < command.argv.size()) {
                const std::string& option = command.argv[i].value.bytes;
                if (option == "pipefail") flags += '|';
                if (option == "errexit") flags += 'e';
                if (option == "nounset") flags += 'u';
            }
        }
    }
    const ShellDialect dialect =
        name == "bash" || name == "zsh" || name == "ksh" ? ShellDialect::Bash : ShellDialect::Dash;
    if (takesScript) {
        if (i >= command.argv.size()) return false;
        runNested(command.argv[i].value, command, i + 1, scope, dialect, flags);
        return true;
    }
    if (i < command.argv.size() && !readsInput) {
        // `bash script.sh`: only where the file is known; else the host hears of the command
        // itself.
        return runScriptFile(command, i, scope);
    }
    if (command.standardInput && command.standardInput->isKnown()) {
        TracedText script = *command.standardInput;
        scope.input = std::make_shared<Input>();
        runNested(std::move(script), command, command.argv.size(), scope, dialect, flags);
        return true;
    }
    return false;
}

bool Evaluator::runScriptFile(const ShellCommand& command, std::size_t first, Scope& scope)
{
    const auto path = pathOf(command.argv[first].value, scope);
    if (!path || m_host.kindOf(*path) != ShellHost::FileKind::File) return false;
    TracedText content = m_host.readFile(*path);
    if (!content.isKnown()) return false;
    ShellDialect dialect = ShellDialect::Dash;
    std::string flags;
    const std::string firstLine = content.bytes.substr(0, content.bytes.find('\n'));
    if (first > 0) {
        if (leafOf(command.argv.front().value.bytes) == "bash") dialect = ShellDialect::Bash;
        for (std::size_t i = 1; i < first; ++i)
            if (command.argv[i].value.bytes.starts_with('-')
                && !command.argv[i].value.bytes.starts_with("--"))
                flags += command.argv[i].value.bytes.substr(1);
    } else {
        if (!firstLine.starts_with("#!")) return false;
        const bool bash = firstLine.contains("bash");
        if (!bash && !firstLine.ends_with("/sh") && !firstLine.contains("/sh ")
            && !firstLine.contains("dash") && !firstLine.contains("env sh"))
            return false;
        if (bash) dialect = ShellDialect::Bash;
        if (const std::size_t dash = firstLine.find(" -"); dash != std::string::npos)
            flags = firstLine.substr(dash + 2);
    }
    runNested(std::move(content), command, first, scope, dialect, flags);
    return true;
}

namespace {

struct XargsOptions {
    std::size_t most = 0; ///< -n
    std::string replaced; ///< -I
    std::optional<char> delimiter;
    std::string file; ///< -a
    bool skipsEmpty = false;
    std::size_t first = 1;
};

XargsOptions xargsOptions(const std::vector<ShellWord>& argv)
{
    XargsOptions options;
    std::size_t& i = options.first;
    for (; i < argv.size(); ++i) {
        const std::string& word = argv[i].value.bytes;
        if (!argv[i].isKnown() || word.size() < 2 || word[0] != '-') break;
        if (word == "--") {
            ++i;
            break;
        }
        const auto value = [&](std::size_t prefix) -> std::string {
            if (word.size() > prefix) return word.substr(prefix);
            return ++i < argv.size() ? argv[i].value.bytes : std::string();
        };
        const auto count = [](const std::string& text) {
            std::size_t number = 0;
            for (const char c : text)
                if (c >= '0' && c <= '9')
                    number = std::min<std::size_t>(number * 10 + static_cast<std::size_t>(c - '0'),
                                                   100'000);
            return number;
        };
        if (word.starts_with("--max-args="))
            options.most = count(word.substr(11));
        else if (word == "--no-run-if-empty")
            options.skipsEmpty = true;
        else if (word == "--null")
            options.delimiter = '\0';
        else if (word.starts_with("--delimiter="))
            options.delimiter = word.ends_with("\\n") ? '\n' : word.size() > 12 ? word[12] : '\n';
        else if (word.starts_with("--arg-file="))
            options.file = word.substr(11);
        else if (word.starts_with("--"))
            continue;
        else {
            switch (word[1]) {
            case 'n':
                options.most = count(value(2));
                break;
            case 'L':
            case 'l':
                options.most = word[1] == 'L' ? count(value(2)) : 1;
                break;
            case 'I':
                options.replaced = value(2);
                break;
            case 'i':
                options.replaced = word.size() > 2 ? word.substr(2) : "{}";
                break;
            case 'd': {
                const std::string text = value(2);
                options.delimiter = text == "\\n" ? '\n'
                    : text == "\\0"               ? '\0'
                    : text.empty()                ? '\n'
                                                  : text[0];
                break;
            }
            case 'a':
                options.file = value(2);
                break;
            case 'P':
            case 's':
            case 'E':
                (void)value(2);
                break;
            default:
                for (const char c : word.substr(1)) {
                    if (c == 'r') options.skipsEmpty = true;
                    if (c == '0') options.delimiter = '\0';
                }
                if (word.size() > 2 && (word.ends_with('n') || word.ends_with('I'))) {
                    const bool counts = word.ends_with('n');
                    if (++i < argv.size())
                        (counts ? options.most = count(argv[i].value.bytes)
                                : (options.replaced = argv[i].value.bytes, std::size_t {0}));
                }
                break;
            }
        }
    }
    return options;
}

/// The items that xargs makes of its input: by blanks and quotes, or by a delimiter.
std::vector<TracedText> xargsItems(const TracedText& text, const XargsOptions& options)
{
    std::vector<TracedText> items;
    const std::string& bytes = text.bytes;
    if (options.delimiter || !options.replaced.empty()) {
        const char delimiter = options.delimiter.value_or('\n');
        for (std::size_t at = 0; at < bytes.size();) {
            std::size_t end = bytes.find(delimiter, at);
            if (end == std::string::npos) end = bytes.size();
            std::size_t begin = at;
            if (!options.delimiter)
                while (begin < end && (bytes[begin] == ' ' || bytes[begin] == '\t'))
                    ++begin;
            if (end > begin || options.delimiter) items.push_back(text.slice(begin, end));
            at = end + 1;
        }
        return items;
    }
    for (std::size_t i = 0; i < bytes.size();) {
        if (std::string_view(" \t\n\r").contains(bytes[i])) {
            ++i;
            continue;
        }
        TracedText item;
        while (i < bytes.size() && !std::string_view(" \t\n").contains(bytes[i])) {
            if (bytes[i] == '\\' && i + 1 < bytes.size()) {
                item.append(text.slice(i + 1, i + 2));
                i += 2;
            } else if (bytes[i] == '\'' || bytes[i] == '"') {
                std::size_t end = bytes.find(bytes[i], i + 1);
                if (end == std::string::npos) end = bytes.size();
                item.append(text.slice(i + 1, end));
                i = end + 1;
            } else {
                std::size_t end = bytes.find_first_of(" \t\n\\'\"", i);
                if (end == std::string::npos) end = bytes.size();
                item.append(text.slice(i, end));
                i = end;
            }
        }
        items.push_back(std::move(item));
    }
    return items;
}

} // namespace

bool Evaluator::unwrapXargs(ShellCommand& command, Scope& scope)
{
    const XargsOptions options = xargsOptions(command.argv);
    TracedText input = command.standardInput
        ? *command.standardInput
        : TracedText(unknown("the input of xargs is not known"));
    if (!options.file.empty()) {
        const auto path = absolutePath(options.file, scope.state->workingFolder);
        input =
            path ? m_host.readFile(*path) : TracedText(unknown("the input of xargs is not known"));
    }
    ShellCommand base = command;
    base.standardInput = TracedText();
    base.wrappers.emplace_back("xargs");
    base.argv.erase(base.argv.begin(),
                    base.argv.begin()
                        + static_cast<std::ptrdiff_t>(std::min(options.first, base.argv.size())));
    if (base.argv.empty()) {
        ShellWord echo;
        echo.value = "echo";
        base.argv.push_back(std::move(echo));
    }
    const auto run = [&](ShellCommand one) {
        ++m_depth;
        if (one.argv.front().is("echo")) {
            std::vector<ShellWord> arguments = std::move(one.argv);
            dispatch(std::move(arguments), {}, scope, std::move(one), true);
        } else {
            runExternal(std::move(one), scope);
        }
        --m_depth;
    };
    const ShellRange place = base.range;
    const auto wordOf = [&](const TracedText& text) {
        ShellWord word;
        word.value = text;
        if (!text.scriptRange(0, text.bytes.size(), word.range)) word.range = place;
        return word;
    };
    if (!input.isKnown()) {
        ShellWord rest;
        rest.value = unknown(input.gaps.front().reason);
        rest.mayBeSeveral = true;
        rest.range = place;
        if (options.replaced.empty()) base.argv.push_back(std::move(rest));
        inexact("the input of xargs is not known");
        if (!options.replaced.empty()) {
            for (ShellWord& word : base.argv)
                if (word.value.bytes.contains(options.replaced))
                    word.value = unknown(input.gaps.front().reason);
        }
        run(std::move(base));
        return true;
    }
    const std::vector<TracedText> items = xargsItems(input, options);
    if (!options.replaced.empty()) {
        for (const TracedText& item : items) {
            ShellCommand one = base;
            for (ShellWord& word : one.argv) {
                TracedText replaced;
                std::size_t at = 0;
                for (std::size_t found = word.value.bytes.find(options.replaced);
                     found != std::string::npos;
                     found = word.value.bytes.find(options.replaced, at)) {
                    replaced.append(word.value.slice(at, found));
                    replaced.append(item);
                    at = found + options.replaced.size();
                }
                if (at == 0) continue;
                replaced.append(word.value.slice(at, word.value.bytes.size()));
                word.value = std::move(replaced);
            }
            run(std::move(one));
        }
        return true;
    }
    if (items.empty() && options.skipsEmpty) return true;
    const std::size_t most =
        options.most == 0 ? std::max<std::size_t>(items.size(), 1) : options.most;
    std::size_t at = 0;
    do {
        ShellCommand one = base;
        for (std::size_t n = 0; n < most && at < items.size(); ++n)
            one.argv.push_back(wordOf(items[at++]));
        run(std::move(one));
    } while (at < items.size() && m_order <= limits::shellCommands);
    return true;
}

} // namespace pinwheel::shell
