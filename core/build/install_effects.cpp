#include "core/build/install_effects.h"

#include "core/base/format.h"
#include "core/base/redact.h"
#include "core/build/exported_requirements.h"

#include <algorithm>
#include <ranges>

namespace pinwheel {
namespace {

InstallerWord wordOf(const ShellWord& word, const JoinedText& script)
{
    InstallerWord out;
    out.text = word.value.text();
    if (!out.text.isKnown()) {
        out.knownPrefix = word.value.bytes.substr(0, word.value.gaps.front().at);
        out.knownSuffix = word.value.bytes.substr(word.value.gaps.back().at);
    }
    out.mayBeSeveral = word.mayBeSeveral;
    // The bytes themselves where they were written as such (without quotes), else the word as a
    // whole.
    ShellRange range = word.range;
    if (word.value.isKnown() && !word.value.bytes.empty()) {
        ShellRange inside;
        if (word.value.scriptRange(0, word.value.bytes.size(), inside)) range = inside;
    }
    out.span = script.toSource(range.begin, range.end);
    return out;
}

/// Whether the word is one of several files that a pattern stands for: "/wheels/*.whl" is easier to
/// read than their names.
bool comesFromPattern(const std::vector<ShellWord>& words, std::size_t i, std::string_view written)
{
    if (written.find_first_of("*?[") == std::string_view::npos || !words[i].value.isKnown()
        || words[i].value.bytes == written)
        return false;
    const auto isSame = [&](std::size_t other) {
        return other < words.size() && words[other].range == words[i].range;
    };
    return isSame(i + 1) || (i > 0 && isSame(i - 1));
}

std::string textOf(const ShellCommand& command, const JoinedText& script)
{
    std::string text;
    for (std::size_t i = 0; i < command.argv.size(); ++i) {
        const ShellWord& word = command.argv[i];
        const std::string_view written =
            std::string_view(script.text())
                .substr(std::min<std::size_t>(word.range.begin, script.text().size()),
                        word.range.end - word.range.begin);
        if (comesFromPattern(command.argv, i, written)) {
            if (i > 0 && command.argv[i - 1].range == word.range) continue;
            if (!text.empty()) text += ' ';
            text += written;
            continue;
        }
        if (!text.empty()) text += ' ';
        const std::string shown = word.value.display();
        const bool needsQuotes = shown.find_first_of(" \t;|&<>()$*?!#") != std::string::npos;
        text += needsQuotes ? formatted("'{}'", shown) : shown;
    }
    return redactCredentials(text);
}

/// Commands that leave the environments as they are and are not shown as installs. `pip wheel` and
/// `pip download` leave them so as well, but they choose the releases that a later install takes.
bool changesNothing(const InstallCommand& command)
{
    switch (command.action) {
    case InstallAction::Download:
    case InstallAction::BuildWheel:
        return command.tool != InstallTool::Pip;
    case InstallAction::Lock:
    case InstallAction::Export:
    case InstallAction::Clean:
    case InstallAction::Query:
    case InstallAction::UpdateLists:
    case InstallAction::AddRepository:
    case InstallAction::RemoveEnvironment:
        return true;
    case InstallAction::Install:
    case InstallAction::Uninstall:
    case InstallAction::Sync:
    case InstallAction::Add:
    case InstallAction::CreateEnvironment:
    case InstallAction::InstallTool:
    case InstallAction::InstallPython:
    case InstallAction::SelectPython:
    case InstallAction::BootstrapPip:
    case InstallAction::InstallInstaller:
    case InstallAction::UpgradeAll:
    case InstallAction::Configure:
    case InstallAction::Run:
        return false;
    }
    return false;
}

/// `pip config set global.index-url X`: a line of the user's pip.conf.
void configurePip(InstallContext& context, const InstallCommand& command)
{
    if (command.configuration.size() < 2) return;
    const std::string& key = command.configuration[0];
    const std::size_t dot = key.find('.');
    if (dot == std::string::npos) return;
    const std::string path = context.home() + "/.config/pip/pip.conf";
    const auto old = context.run.texts.bytesOf(context.state.files.find(path, context.run.texts));
    std::string text = old ? std::string(*old) : std::string();
    text += formatted("[{}]\n{} = {}\n", key.substr(0, dot), key.substr(dot + 1),
                      command.configuration[1]);
    context.state.files.writeText(path, std::move(text), {}, {context.step, command.span});
}

/// `poetry config virtualenvs.create false`: installs go to the interpreter that runs poetry.
void configure(InstallContext& context, const InstallCommand& command)
{
    if (command.tool == InstallTool::Pip) configurePip(context, command);
    if (command.tool == InstallTool::Poetry && command.configuration.size() >= 2
        && command.configuration[0] == "virtualenvs.create")
        context.state.poetryInSystem = command.configuration[1] == "false";
}

TracedText printedText(const ExportedRequirements& requirements)
{
    TracedText text(requirements.text);
    // Sources of traced text: 0 is the script, others are files of the audit.
    for (const WrittenPiece& piece : requirements.pieces)
        text.origins.push_back(
            {piece.begin, piece.length, piece.origin.file.value + 1, piece.origin.begin});
    return text;
}

/// A command of an installer that leaves no step and yet matters to what the layer holds.
void recordUpkeep(InstallContext& context, const InstallCommand& command)
{
    const bool writes = command.action == InstallAction::Export
        || command.action == InstallAction::Lock || command.tool == InstallTool::PipCompile;
    if (!writes && command.action != InstallAction::UpdateLists
        && command.action != InstallAction::Clean)
        return;
    RunCommand record {.program = std::string(toText(command.tool)),
                       .words = {},
                       .wrappers = {},
                       .span = command.span,
                       .instruction = context.step - 1,
                       .stage = static_cast<std::uint32_t>(context.stage),
                       .action = command.action};
    for (const ShellWord& word : context.command.argv | std::views::drop(1))
        if (word.isKnown()) record.words.push_back(redactCredentials(word.bytes()));
    context.run.model.trace.commands.push_back(std::move(record));
}

/// What an export prints or writes. What a compilation lists is not worked out.
void writeExport(InstallContext& context, const InstallCommand& command)
{
    if (command.action != InstallAction::Export && command.action != InstallAction::Lock
        && command.tool != InstallTool::PipCompile)
        return;
    Known<ExportedRequirements> text =
        unknown("it is written from a lock file while the image is built");
    if (command.action == InstallAction::Export) text = exportedRequirements(context, command);
    if (text) context.printed = printedText(*text);
    for (const CommandOption& option : command.options) {
        if ((option.name != "--output" && option.name != "--output-file") || !option.value
            || !option.value->text)
            continue;
        const std::string path = absoluteImagePath(context.workingFolder(), *option.value->text);
        const ImageFiles::Stamp stamp {context.step, option.valueSpan.value_or(command.span)};
        if (text && context.certain)
            context.state.files.writeText(path, std::move(text->text), std::move(text->pieces),
                                          stamp);
        else
            context.state.files.writeUnknown(
                path, text ? "it is written in a branch that may not run" : text.reason(), stamp);
        return;
    }
}

Completeness completenessOf(const InstallCommand& command)
{
    if (command.isKnown()) return Completeness::Known;
    const bool knowsSomething = !command.requirementFiles.empty()
        || std::ranges::any_of(command.arguments, [](const PackageArgument& argument) {
               return !argument.name.empty();
           });
    return knowsSomething ? Completeness::Partly : Completeness::Unknown;
}

void perform(InstallContext& context, InstallStep& step)
{
    switch (step.command.tool) {
    case InstallTool::Pip:
        return performPip(context, step);
    case InstallTool::Uv:
        return performUv(context, step);
    case InstallTool::Conda:
    case InstallTool::Mamba:
    case InstallTool::Micromamba:
        return performConda(context, step);
    case InstallTool::Poetry:
    case InstallTool::Pipenv:
    case InstallTool::Pdm:
    case InstallTool::PipSync:
        return performProjectTool(context, step);
    case InstallTool::AptGet:
    case InstallTool::Apt:
    case InstallTool::Aptitude:
    case InstallTool::Apk:
    case InstallTool::Dnf:
    case InstallTool::Microdnf:
    case InstallTool::Yum:
    case InstallTool::Zypper:
        return performSystem(context, step);
    case InstallTool::AddAptRepository:
    case InstallTool::PipCompile:
        return;
    case InstallTool::Pipx:
    case InstallTool::Venv:
    case InstallTool::Virtualenv:
    case InstallTool::Ensurepip:
    case InstallTool::GetPip:
    case InstallTool::EasyInstall:
    case InstallTool::SetupPy:
    case InstallTool::Pyenv:
    case InstallTool::Script:
        return performEnvironmentTool(context, step);
    }
}

std::vector<InstallerWord> wordsOf(const InstallContext& context)
{
    std::vector<InstallerWord> words;
    for (const ShellWord& word : context.command.argv)
        words.push_back(wordOf(word, context.script));
    return words;
}

bool uses(std::string_view written, const std::string& name)
{
    const auto continues = [](char c) {
        return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')
            || (c >= 'A' && c <= 'Z');
    };
    const std::string plain = "$" + name;
    for (std::size_t at = written.find(plain); at != std::string_view::npos;
         at = written.find(plain, at + 1))
        if (at + plain.size() == written.size() || !continues(written[at + plain.size()]))
            return true;
    return written.contains("${" + name + "}");
}

/// The variables of the command that are not set, with the words that name them.
std::vector<UnsetVariable> unsetVariables(const InstallContext& context)
{
    std::vector<UnsetVariable> unset;
    const Interpretation& run = context.run;
    const Instruction& instruction = run.model.dockerfile.instructions.at(context.step - 1);
    for (const std::string& name : context.command.unsetVariables) {
        UnsetVariable variable {.name = name, .span = instruction.span};
        for (const ShellWord& word : context.command.argv) {
            const Span place = context.script.toSource(word.range.begin, word.range.end);
            if (uses(run.model.sources.slice(place), name)) variable.span = place;
        }
        if (const BuildVariable* global = run.graph.globals.find(name);
            global != nullptr && !global->origin.isEmpty())
            variable.globalArgument = global->origin;
        const Stage& stage = run.graph.stages.at(context.stage);
        for (std::size_t i = stage.begin; i + 1 < context.step; ++i)
            for (const Word& word : run.model.dockerfile.instructions[i].words)
                if (run.model.dockerfile.instructions[i].keyword == "ARG" && word.text == name)
                    variable.declared = true;
        unset.push_back(std::move(variable));
    }
    return unset;
}

/// A download of a known installer script: `curl … install.sh | sh`.
std::optional<InstallCommand> downloadedInstaller(const std::vector<InstallerWord>& words)
{
    if (!words.front().is("curl") && !words.front().is("wget")) return std::nullopt;
    for (const InstallerWord& word : words)
        if (word.isKnown() && word.text->contains("://"))
            if (auto command = recognizePipedInstaller(*word.text, word.span)) return command;
    return std::nullopt;
}

/// `bash Miniconda3-latest-Linux-x86_64.sh -b -p /opt/conda`: conda with a Python of its own.
bool runsCondaInstaller(InstallContext& context, const std::vector<InstallerWord>& words)
{
    std::string prefix;
    bool isConda = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& text = words[i].knownText();
        if (text.ends_with(".sh")
            && (text.contains("conda") || text.contains("forge") || text.contains("mamba")))
            isConda = true;
        if (text == "-p" && i + 1 < words.size()) prefix = words[i + 1].knownText();
    }
    if (!isConda || prefix.empty() || words.front().is("curl") || words.front().is("wget")
        || words.front().is("rm"))
        return false;
    prefix = absoluteImagePath(context.workingFolder(), prefix);
    Environment base;
    base.name = "conda base";
    base.prefix = prefix;
    base.kind = EnvironmentKind::Conda;
    base.python = unknown("the conda installer's Python is not known");
    base.complete = false;
    base.incompleteReason = "what the conda installer brings is not listed";
    addPythonEnvironment(context.run, context.state, std::move(base), true);
    for (const char* tool : {"conda", "mamba"})
        context.state.executables.add(prefix + "/bin/" + tool,
                                      {Executable::Kind::Conda, prefix, {}});
    return true;
}

} // namespace

std::optional<Known<std::string>> InstallContext::variable(std::string_view name) const
{
    const TracedText* value = environmentVariable(command, shell, name);
    if (value == nullptr) return std::nullopt;
    return value->text();
}

ProcessVariables InstallContext::installerVariables() const
{
    ProcessVariables variables;
    const auto isWanted = [](std::string_view name) {
        return name.starts_with("PIP_") || name.starts_with("UV_") || name.starts_with("CONDA_")
            || name.starts_with("XDG_") || name == "HOME" || name == "PATH" || name == "VIRTUAL_ENV"
            || name == "PYTHONUSERBASE";
    };
    const auto add = [&](std::string_view name) {
        if (!isWanted(name)) return;
        const TracedText* value = environmentVariable(command, shell, name);
        if (value == nullptr) return;
        ProcessVariable variable {.value = value->text()};
        if (const BuildVariable* build = state.variables.find(name);
            build != nullptr && !build->origin.isEmpty())
            variable.span = build->origin;
        variables.emplace(name, std::move(variable));
    };
    for (const auto& [name, value] : shell.variables)
        add(name);
    for (const ShellAssignment& assignment : command.assignments)
        add(assignment.name);
    return variables;
}

std::string InstallContext::home() const
{
    const auto value = variable("HOME");
    return value && value->isKnown() && !(**value).empty() ? **value : std::string("/root");
}

/// The Python of pyenv that has a program of that name: `pyenv exec python3.12`. Empty where none
/// or several have it.
static std::string pyenvPrefixOf(const StageState& state, const InstallCommand& command)
{
    std::string found;
    for (const CommandLauncher& launcher : command.launchers) {
        if (launcher.kind == CommandLauncher::Kind::PyenvExec || !launcher.word.isKnown()) continue;
        for (const auto& [prefix, environment] : state.environments) {
            if (!prefix.contains("/versions/")
                || !state.executables.all().contains(
                    formatted("{}/bin/{}", prefix, *launcher.word.text)))
                continue;
            if (!found.empty() && found != prefix) return {};
            found = prefix;
        }
    }
    return found;
}

ChosenEnvironment chooseEnvironment(InstallContext& context, const InstallCommand& command)
{
    const StageState& state = context.state;
    const Known<std::string> searchPath =
        context.variable("PATH").value_or(Known<std::string>(std::string()));
    const auto environmentOf = [&](const InstallerWord& word) -> std::optional<std::string> {
        if (!word.isKnown()) return std::nullopt;
        const auto found = state.executables.find(*word.text, searchPath.valueOr(""),
                                                  context.workingFolder(), state.files);
        if (!found || !state.environments.contains(found->executable.environment))
            return std::nullopt;
        return found->executable.environment;
    };
    for (const CommandLauncher& launcher : std::views::reverse(command.launchers)) {
        const auto& named =
            launcher.environmentName ? launcher.environmentName : launcher.environmentPrefix;
        if (named && named->text.isKnown()) {
            for (const auto& [prefix, environment] : state.environments)
                if (prefix == *named->text || prefix.ends_with("/envs/" + *named->text))
                    return {prefix, {}};
        }
        if (const auto prefix = environmentOf(launcher.word)) return {*prefix, {}};
    }
    if (std::ranges::contains(command.launchers, CommandLauncher::Kind::PyenvExec,
                              &CommandLauncher::kind))
        if (const std::string prefix = pyenvPrefixOf(state, command); !prefix.empty())
            return {prefix, {}};
    if (const auto prefix = environmentOf(command.program)) return {*prefix, {}};
    const std::string spelled = command.program.knownText();
    for (const std::string_view name : {"python3", "python"}) {
        InstallerWord word;
        word.text = std::string(name);
        if (const auto prefix = environmentOf(word))
            return {*prefix, formatted("which Python `{}` belongs to is not certain", spelled)};
    }
    if (!state.environments.empty())
        return {state.environments.begin()->first,
                formatted("which Python `{}` belongs to is not known", spelled)};
    return {{}, formatted("no Python is known that `{}` could belong to", spelled)};
}

Environment& changeEnvironment(InstallContext& context, const std::string& prefix)
{
    auto& current = context.state.environments[prefix];
    current = current ? context.run.copyOf(*current)
                      : context.run.copyOf(Environment {.name = prefix, .prefix = prefix});
    return *current;
}

bool performInstall(InstallContext& context)
{
    const std::vector<InstallerWord> words = wordsOf(context);
    if (runsCondaInstaller(context, words)) return true;
    std::optional<InstallCommand> command = recognizeInstall(words);
    if (!command) command = downloadedInstaller(words);
    if (!command) return false;
    if (command->action == InstallAction::Configure) configure(context, *command);
    recordUpkeep(context, *command);
    writeExport(context, *command);
    if (changesNothing(*command) || command->action == InstallAction::Configure) return true;

    InstallStep step;
    step.tool = std::string(toText(command->tool));
    step.layer = context.step;
    step.instruction = context.step - 1;
    step.stage = static_cast<std::uint32_t>(context.stage);
    step.span = command->span;
    step.text = textOf(context.command, context.script);
    step.certainToRun = context.certain;
    step.hasInput = context.command.standardInput.has_value();
    step.completeness = completenessOf(*command);
    step.unset = unsetVariables(context);
    step.options = command->pip;
    for (const CommandProblem& problem : command->problems)
        if (problem.isFatal() && !step.failure) {
            step.failure = problem.message;
            step.failureKind = "bad-command";
            step.failureSpans = {problem.span};
        }
    for (const InstallerWord& word : command->unknownWords)
        step.notes.push_back(
            formatted("the word {}… is not known: {}", word.knownText(), word.text.reason()));
    step.command = std::move(*command);
    perform(context, step);
    if (!std::ranges::is_sorted(step.decisions, {}, &Decision::name))
        std::ranges::stable_sort(step.decisions, {}, &Decision::name);
    context.run.model.trace.installs.push_back(std::move(step));
    return true;
}

} // namespace pinwheel
