// RUN: the text that the shell gets, the state it starts from, and what it leaves in the image.
// Also which python a CMD or ENTRYPOINT starts.

#include "core/base/format.h"
#include "core/build/install_effects.h"
#include "core/build/run_host.h"
#include "core/dockerfile/run_mount.h"

#include <algorithm>

namespace pinwheel {
namespace {

/// What runs the text of a RUN: a shell, or nothing that we know.
struct Runner {
    bool isShell = true;
    ShellDialect dialect = ShellDialect::Dash;
    std::vector<std::string> options; ///< of the shell, without -c
    std::string condaEnvironment; ///< `conda run -n NAME …` around the shell
};

Runner runnerOf(const std::vector<std::string>& shell)
{
    Runner runner;
    runner.isShell = false;
    for (std::size_t i = 0; i < shell.size(); ++i) {
        const std::string leaf = shell[i].substr(shell[i].rfind('/') + 1);
        if (leaf == "sh" || leaf == "dash" || leaf == "ash" || leaf == "bash" || leaf == "zsh") {
            runner.isShell = true;
            runner.dialect =
                leaf == "bash" || leaf == "zsh" ? ShellDialect::Bash : ShellDialect::Dash;
            runner.options.assign(shell.begin() + static_cast<std::ptrdiff_t>(i) + 1, shell.end());
            break;
        }
        if ((leaf == "-n" || leaf == "--name") && i + 1 < shell.size())
            runner.condaEnvironment = shell[++i];
    }
    return runner;
}

void applyShellOptions(ShellState& shell, const std::vector<std::string>& options)
{
    for (std::size_t i = 0; i < options.size(); ++i) {
        const std::string& option = options[i];
        if (option == "-o" && i + 1 < options.size()) {
            shell.pipeFail |= options[i + 1] == "pipefail";
            shell.errorExit |= options[i + 1] == "errexit";
            shell.noUnset |= options[i + 1] == "nounset";
            ++i;
        } else if (option.starts_with('-') && !option.starts_with("--")) {
            shell.errorExit |= option.contains('e');
            shell.noUnset |= option.contains('u');
            if (option.contains('o') && i + 1 < options.size() && options[i + 1] == "pipefail")
                shell.pipeFail = true;
        }
    }
}

/// What `==` is to the `test` of the image's sh: dash is sh in Debian and Ubuntu, bash or busybox
/// elsewhere.
std::optional<bool> doubleEqualsOf(const BaseImage& base)
{
    if (base.os.empty()) return std::nullopt;
    return base.os != "debian" && base.os != "ubuntu";
}

void tellLimits(const Interpretation& run, const JoinedText& script, const EvaluationResult& result)
{
    for (const ShellProblem& problem : result.problems)
        if (problem.kind == ShellProblem::Kind::Limit)
            run.tellLimit({run.model.dockerfile.file, script.sourceOf(problem.range.begin),
                           script.sourceOf(problem.range.end)},
                          problem.message);
}

/// Brings `runVariables` up to date: what was set since the last RUN, and HOME where nothing sets
/// it.
void updateRunVariables(StageState& state)
{
    const auto set = [&](const std::string& name, TracedText value) {
        state.runVariables[name] = {.value = std::move(value), .elements = {}, .exported = true};
    };
    for (const BuildVariable& variable : state.variables.takeChangedForRun())
        set(variable.name,
            variable.value.isKnown() ? TracedText(*variable.value)
                                     : TracedText(unknown(variable.value.reason())));
    if (state.variables.find("HOME") != nullptr) return;
    TracedText home(state.user == "root" || state.user == "0" ? "/root" : "/home/" + state.user);
    if (const auto old = state.runVariables.find("HOME");
        old == state.runVariables.end() || old->second.value != home)
        set("HOME", std::move(home));
}

ShellState shellStateOf(StageState& state, const Runner& runner)
{
    updateRunVariables(state);
    ShellState shell;
    shell.variables = state.runVariables;
    shell.workingFolder = state.workingFolder;
    shell.environmentIsComplete = !state.variables.unknownReason().has_value();
    applyShellOptions(shell, runner.options);
    if (!runner.condaEnvironment.empty()) {
        for (const auto& [prefix, environment] : state.environments) {
            if (!prefix.ends_with("/envs/" + runner.condaEnvironment)) continue;
            TracedText path(prefix + "/bin:");
            path.append(shell.valueOf("PATH"));
            shell.setEnvironment("PATH", std::move(path));
        }
    }
    return shell;
}

/// The script of a RUN with heredocs: one that is nothing but a heredoc is run itself, others read
/// theirs as a shell does.
JoinedText scriptOf(const Instruction& instruction, Runner& runner)
{
    JoinedText script = commandText(instruction);
    if (instruction.heredocs.empty()) return script;
    const Heredoc& first = instruction.heredocs.front();
    const std::string& text = script.text();
    const bool isOnlyHeredoc = instruction.heredocs.size() == 1 && text.starts_with("<<")
        && text.find_first_of(" \t;|&>") == std::string::npos;
    if (isOnlyHeredoc) {
        JoinedText content = first.effectiveContent();
        if (content.text().starts_with("#!")) {
            const std::string line = content.text().substr(0, content.text().find('\n'));
            if (line.contains("bash"))
                runner.dialect = ShellDialect::Bash;
            else if (!line.contains("sh"))
                runner.isShell = false; // A script for python, perl, …
        }
        return content;
    }
    const auto end = static_cast<std::uint32_t>(script.text().size());
    const std::uint32_t place = end > 0 ? script.sourceOf(end) : first.contentSpan.begin;
    script.append("\n", place);
    for (const Heredoc& heredoc : instruction.heredocs) {
        script.append(heredoc.content, heredoc.contentSpan.begin);
        script.append(heredoc.name + "\n", heredoc.endSpan.begin);
    }
    return script;
}

/// A command in exec form, as the shell evaluation would have given it.
ShellCommand commandOf(const Instruction& instruction, const std::string& workingFolder)
{
    ShellCommand command;
    command.workingFolder = workingFolder;
    for (const Word& word : instruction.words) {
        ShellWord shellWord;
        shellWord.value = TracedText(word.text);
        shellWord.quoted = true;
        // Exec words have no joined script; ranges are offsets in the Dockerfile itself.
        shellWord.range = {word.span.begin, word.span.end};
        command.argv.push_back(std::move(shellWord));
    }
    if (!instruction.words.empty())
        command.range = {instruction.words.front().span.begin, instruction.words.back().span.end};
    return command;
}

/// A text that maps every byte of the Dockerfile to itself: exec form words are not joined text.
JoinedText wholeFile(const Dockerfile& dockerfile)
{
    JoinedText text(dockerfile.file);
    text.append(dockerfile.text, 0);
    return text;
}

/// `["bash", "-c", "…"]`: the script inside, where the exec form starts a shell.
bool isShellCommand(const ShellCommand& command)
{
    if (command.argv.size() < 3) return false;
    const std::string leaf = command.argv[0].bytes().substr(command.argv[0].bytes().rfind('/') + 1);
    return leaf == "sh" || leaf == "bash" || leaf == "dash" || leaf == "ash";
}

void runExecForm(Interpretation& run, StageState& state, const Instruction& instruction,
                 std::size_t stage, std::uint32_t step)
{
    const ShellCommand command = commandOf(instruction, state.workingFolder);
    if (command.argv.empty()) return;
    Runner runner;
    ShellState shell = shellStateOf(state, runner);
    if (!isShellCommand(command)) {
        const JoinedText whole = wholeFile(run.model.dockerfile);
        RunHost host(run, state, whole, stage, step);
        host.runCommand(command, shell);
        return;
    }
    for (std::size_t i = 1; i + 1 < command.argv.size(); ++i) {
        const std::string& option = command.argv[i].bytes();
        if (!option.starts_with('-') || !option.ends_with('c')) continue;
        JoinedText script(run.model.dockerfile.file);
        const Word& word = instruction.words[i + 1];
        script.append(word.text, word.span.begin + 1); // Behind the opening quote.
        RunHost host(run, state, script, stage, step);
        const ShellDialect dialect =
            command.argv[0].bytes().ends_with("bash") ? ShellDialect::Bash : ShellDialect::Dash;
        tellLimits(run, script,
                   evaluateShell(script.text(), shell, host,
                                 {.dialect = dialect, .doubleEquals = doubleEqualsOf(state.base)}));
        return;
    }
}

/// Files that a RUN mounts from the context for its own time:
/// `--mount=type=bind,source=requirements.txt,target=…`.
std::vector<std::string> mountBinds(Interpretation& run, StageState& state,
                                    const Instruction& instruction, std::uint32_t step)
{
    std::vector<std::string> targets;
    const auto expand = [&state](std::string_view text) {
        const Expansion expansion = state.variables.expand(text);
        return expansion.error ? Known<std::string>(unknown(*expansion.error)) : expansion.value;
    };
    for (const auto& [flag, mount] : mountsOf(instruction, expand)) {
        if (mount.error) {
            run.model.trace.problems.push_back({.kind = BuildProblem::Kind::Refused,
                                                .span = flag->valueSpan,
                                                .message = *mount.error,
                                                .fatal = true,
                                                .layer = step});
            continue;
        }
        if (mount.type != MountType::Bind || mount.target.empty()) continue;
        const std::string path = absoluteImagePath(state.workingFolder, mount.target);
        const ImageFiles::Stamp stamp {step, flag->span};
        const auto stage = mount.from.empty() ? std::nullopt : run.graph.find(mount.from);
        if (mount.from.empty())
            state.files.mountContext(path, run.contextPath(mount.source), run.ignore, stamp);
        else if (stage && run.finished.contains(*stage))
            state.files.mountImage(
                path, std::make_shared<const ImageFiles>(run.finished.at(*stage).files),
                mount.source, stamp);
        else
            state.files.mountUnknown(path, formatted("it is mounted from the image {}", mount.from),
                                     stamp);
        targets.push_back(path);
    }
    return targets;
}

} // namespace

void interpretRun(Interpretation& run, StageState& state, const Instruction& instruction,
                  std::size_t stage, std::uint32_t step)
{
    const std::vector<std::string> mounts = mountBinds(run, state, instruction, step);
    if (instruction.isExec()) {
        runExecForm(run, state, instruction, stage, step);
    } else {
        Runner runner = runnerOf(state.shell);
        const JoinedText script = scriptOf(instruction, runner);
        if (runner.isShell) {
            ShellState shell = shellStateOf(state, runner);
            RunHost host(run, state, script, stage, step);
            tellLimits(run, script,
                       evaluateShell(script.text(), shell, host,
                                     {.dialect = runner.dialect,
                                      .doubleEquals = doubleEqualsOf(state.base)}));
        }
    }
    for (const std::string& path : mounts)
        state.files.remove(path, {step, instruction.span});
}

std::string environmentOfCommand(const StageState& state, const Instruction& command)
{
    std::string word;
    if (command.isExec()) {
        if (!command.words.empty()) word = command.words.front().text;
    } else {
        const std::string text = commandText(command).text();
        word = text.substr(0, text.find_first_of(" \t\n"));
        if (word == "exec") word = text.substr(5, text.find_first_of(" \t\n", 5) - 5);
    }
    const Known<std::string> searchPath =
        state.variables.lookup("PATH").value_or(Known<std::string>(std::string()));
    const auto found =
        state.executables.find(word, searchPath.valueOr(""), state.workingFolder, state.files);
    if (!found || found->executable.kind != Executable::Kind::Python) return {};
    const auto environment = state.environments.find(found->executable.environment);
    return environment == state.environments.end() ? std::string() : environment->second->name;
}

} // namespace pinwheel
