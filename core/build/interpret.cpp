// The walk over the stages: each instruction changes the image state of its stage, in the order of
// the file. What is modelled: FROM, ARG, ENV, WORKDIR, USER, SHELL, COPY, ADD, RUN, CMD,
// ENTRYPOINT. The other instructions leave nothing that the Python environment depends on. ONBUILD
// triggers run in the images that build on this one, not here.

#include "core/build/interpret.h"

#include "core/base/format.h"
#include "core/build/stage_state.h"
#include "core/knowledge/image_reference.h"

#include <algorithm>
#include <array>

namespace pinwheel {
namespace {

BuildSettings settingsOf(const AuditOptions& options)
{
    BuildSettings settings;
    for (const auto& [name, value] : options.buildArguments)
        settings.arguments.emplace(name, value);
    if (const auto platform = parsePlatform(options.platform))
        settings.target = settings.build = *platform;
    settings.targetStage = options.target;
    return settings;
}

void changeWorkingFolder(StageState& state, const Instruction& instruction)
{
    if (instruction.words.empty()) return;
    const Expansion path = state.variables.expand(instruction.words.front().text);
    if (path.value.isKnown())
        state.workingFolder = absoluteImagePath(state.workingFolder, *path.value);
}

/// Whether the image sets few variables, whose names are known: other images bring more than is
/// recorded.
bool hasKnownEnvironment(const BaseImage& base)
{
    static constexpr std::array<std::string_view, 6> plain {"python", "debian",         "ubuntu",
                                                            "alpine", "buildpack-deps", "scratch"};
    const auto reference = parseImageReference(base.reference);
    return base.recognized && reference
        && std::ranges::find(plain, reference->familiarName()) != plain.end();
}

/// Variables that stand for nothing, where the base image's environment is known. A value that is
/// put before or behind its own old one is left out: NAME=x:$NAME is written for images that have
/// one and for those that have none.
void noteUnsetWords(Interpretation& run, const StageState& state, const Instruction& instruction,
                    std::uint32_t step)
{
    if (!hasKnownEnvironment(state.base)) return;
    const auto note = [&](const Word& word, std::string_view own) {
        for (const std::string& name : state.variables.expand(word.text).unmatched) {
            const bool mayBeSet = name == own || state.variables.isDeclared(name) || name == "HOME"
                || name == "HOSTNAME" || name == "LANG" || name == "GPG_KEY"
                || name.starts_with("PYTHON");
            if (!mayBeSet && usesWithoutDefault(word.text, name))
                run.model.trace.unsetWords.push_back({name, word.span, step - 1});
        }
    };
    const bool isWords = instruction.keyword == "WORKDIR" || instruction.keyword == "COPY"
        || instruction.keyword == "ADD" || instruction.keyword == "USER"
        || instruction.keyword == "EXPOSE" || instruction.keyword == "VOLUME"
        || instruction.keyword == "STOPSIGNAL";
    if (isWords && instruction.heredocs.empty())
        for (const Word& word : instruction.words)
            note(word, "");
    for (const KeyValue& pair : instruction.pairs)
        note(pair.value, pair.key.text);
}

/// Words that cannot be expanded end the build. `${NAME:?…}` is left out: it asks for a value from
/// the command line.
void noteExpansions(Interpretation& run, const StageState& state, const Instruction& instruction,
                    std::uint32_t step)
{
    static constexpr std::array<std::string_view, 10> expanded {
        "ADD", "ARG", "COPY", "ENV", "EXPOSE", "LABEL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR"};
    if (std::ranges::find(expanded, instruction.keyword) == expanded.end()) return;
    const auto note = [&](const Word& word) {
        if (word.text.find_first_of("$'\"") == std::string::npos) return;
        const Expansion expansion = state.variables.expand(word.text);
        if (expansion.reachedLimit)
            run.tellLimit(word.span, expansion.error.value_or(expansion.value.reason()));
        else if (expansion.error && !expansion.isRequired)
            run.model.trace.problems.push_back(
                {.kind = BuildProblem::Kind::Expansion,
                 .span = word.span,
                 .message = formatted("failed to process {}: {}", word.text, *expansion.error),
                 .fatal = true,
                 .layer = step});
    };
    for (const Word& word : instruction.words)
        note(word);
    for (const KeyValue& pair : instruction.pairs) {
        note(pair.key);
        note(pair.value);
    }
}

void interpretInstruction(Interpretation& run, StageState& state, const Instruction& instruction,
                          std::size_t stage, std::uint32_t step)
{
    const std::string& keyword = instruction.keyword;
    noteUnsetWords(run, state, instruction, step);
    noteExpansions(run, state, instruction, step);
    if (keyword == "ARG")
        state.variables.declare(instruction);
    else if (keyword == "ENV")
        state.variables.set(instruction);
    else if (keyword == "WORKDIR")
        changeWorkingFolder(state, instruction);
    else if (keyword == "USER" && !instruction.words.empty())
        state.user =
            state.variables.expand(instruction.words.front().text).value.valueOr(state.user);
    else if (keyword == "SHELL" && !instruction.words.empty()) {
        state.shell.clear();
        for (const Word& word : instruction.words)
            state.shell.push_back(word.text);
    } else if (keyword == "COPY" || keyword == "ADD")
        interpretCopy(run, state, instruction, step);
    else if (keyword == "RUN")
        interpretRun(run, state, instruction, stage, step);
    else if (keyword == "CMD" || keyword == "ENTRYPOINT") {
        if (const std::string name = environmentOfCommand(state, instruction); !name.empty())
            state.finalCommandPython = name;
    }
}

StageState beginStage(Interpretation& run, const Stage& stage)
{
    StageState state;
    if (stage.baseStage) {
        const StageState& below = run.finished.at(*stage.baseStage);
        state = below;
        state.variables = BuildVariables::stage(run.graph.globals, &below.variables);
        state.runVariables = {};
        state.base.span = stage.baseWord.span;
        return state;
    }
    state.variables = BuildVariables::stage(run.graph.globals, nullptr);
    state.platform =
        stage.platform.isKnown() ? stage.platform->toString() : run.model.options.platform;
    // An image of one architecture is what it is, whatever the build asks for.
    const auto reference = parseImageReference(stage.base.valueOr(""));
    if (reference && !reference->architecture.empty())
        state.platform = "linux/" + reference->architecture;
    beginFromImage(run, state, stage, stepOf(stage.begin));
    return state;
}

/// The environments of an image, the one that its commands use first.
std::vector<EnvironmentPtr> environmentsOf(const StageState& state)
{
    std::vector<EnvironmentPtr> environments;
    for (const auto& [prefix, environment] : state.environments)
        environments.push_back(environment);
    std::ranges::stable_sort(environments, std::ranges::greater {},
                             [&](const EnvironmentPtr& environment) {
                                 const bool isFinal = environment->name == state.finalCommandPython;
                                 return std::pair(isFinal, environment->distributions.size());
                             });
    return environments;
}

/// What no interpreter of the finished image sees: misplaced packages, and copied virtual
/// environments whose Python is another one or missing. In an image that is not known, it may be
/// there.
std::vector<UnseenPackages> unseenPackages(Interpretation& run, const StageState& state)
{
    if (!state.base.recognized || !state.base.python.isKnown()) return {};
    std::vector<UnseenPackages> unseen = state.misplaced;
    for (const auto& [prefix, copied] : state.copiedEnvironments) {
        const auto found = state.environments.find(prefix);
        if (found == state.environments.end() || found->second->madeBy.empty()
            || !found->second->python.isKnown())
            continue;
        const Environment& environment = *found->second;
        const auto there = state.executables.find(environment.madeBy, "", "/", state.files);
        // A program whose version is not known may be the right one, and so may a file that is
        // copied from elsewhere.
        if (!there
            && state.files.find(environment.madeBy, run.texts).kind != FileLookup::Kind::Missing)
            continue;
        if (there
            && (there->executable.pythonVersion.empty()
                || there->executable.pythonVersion == *environment.python))
            continue;
        unseen.push_back({.place = prefix,
                          .python = *environment.python,
                          .interpreter = environment.madeBy,
                          .there = there ? there->executable.pythonVersion : std::string(),
                          .span = copied.first,
                          .layer = copied.second});
    }
    return unseen;
}

Layer layerOf(const Interpretation& run, const StageState& state, std::size_t instruction,
              std::size_t stage)
{
    const Instruction& node = run.model.dockerfile.instructions[instruction];
    Layer layer;
    layer.number = stepOf(instruction);
    layer.instruction = static_cast<std::uint32_t>(instruction);
    layer.stage = static_cast<std::uint32_t>(stage);
    layer.span = node.span;
    layer.line = node.startLine;
    layer.tool = node.keyword;
    layer.environments = environmentsOf(state);
    return layer;
}

StageTrace traceOf(const Stage& stage, const StageState* state)
{
    StageTrace trace;
    trace.name = stage.name;
    trace.index = static_cast<std::uint32_t>(stage.index);
    if (stage.baseStage) trace.parent = static_cast<std::uint32_t>(*stage.baseStage);
    trace.inTarget = state != nullptr;
    if (state == nullptr) {
        trace.base.reference = stage.base.valueOr(stage.baseWord.text);
        trace.base.span = stage.baseWord.span;
        return trace;
    }
    trace.base = state->base;
    trace.platform = state->platform;
    trace.user = state->user;
    trace.workingFolder = state->workingFolder;
    for (const BuildVariable& variable : state->variables.environment())
        if (variable.value.isKnown()) trace.variables.emplace(variable.name, *variable.value);
    trace.environments = environmentsOf(*state);
    trace.systemPackages.assign(state->systemPackages.begin(), state->systemPackages.end());
    trace.finalPython = state->finalCommandPython;
    return trace;
}

void collectFiles(Interpretation& run, StageTrace& trace, const StageState& state)
{
    for (const std::string& path : state.files.writtenPaths()) {
        const FileLookup file = state.files.find(path, run.texts);
        const bool wasRead = run.filesRead.contains({file.layer, path});
        trace.files.push_back({path, wasRead ? run.texts.idOf(file) : std::nullopt, file.reason,
                               file.layer, file.origin});
    }
}

void interpretStage(Interpretation& run, const Stage& stage)
{
    StageState state = beginStage(run, stage);
    const auto& instructions = run.model.dockerfile.instructions;
    run.model.trace.layers.push_back(layerOf(run, state, stage.begin, stage.index));
    for (std::size_t i = stage.begin + 1; i < stage.end && !run.stop.stop_requested(); ++i) {
        interpretInstruction(run, state, instructions[i], stage.index, stepOf(i));
        run.model.trace.layers.push_back(layerOf(run, state, i, stage.index));
    }
    StageTrace trace = traceOf(stage, &state);
    trace.span = instructions[stage.begin].span;
    collectFiles(run, trace, state);
    trace.unseen = unseenPackages(run, state);
    run.model.trace.stages.push_back(std::move(trace));
    run.finished.emplace(stage.index, std::move(state));
}

void noteSkippedStage(Interpretation& run, const Stage& stage)
{
    const Instruction& from = run.model.dockerfile.instructions[stage.begin];
    StageTrace trace = traceOf(stage, nullptr);
    trace.span = from.span;
    run.model.trace.stages.push_back(std::move(trace));
    Layer layer;
    layer.number = stepOf(stage.begin);
    layer.instruction = static_cast<std::uint32_t>(stage.begin);
    layer.stage = static_cast<std::uint32_t>(stage.index);
    layer.span = from.span;
    layer.line = from.startLine;
    layer.tool = from.keyword;
    layer.inTarget = false;
    run.model.trace.layers.push_back(std::move(layer));
}

} // namespace

Interpretation::Interpretation(AuditModel& auditModel, const BuildServices& buildServices,
                               std::stop_token stopToken)
    : model(auditModel)
    , services(buildServices)
    , stop(std::move(stopToken))
    , texts(auditModel.sources, buildServices.files)
    , graph(buildStageGraph(auditModel.dockerfile, settingsOf(auditModel.options)))
{
    const std::string ignoreFile = findDockerIgnore(
        *services.files, model.sources.text(model.dockerfileText).path(), model.options.context);
    const auto text =
        ignoreFile.empty() ? Result<std::string>("") : services.files->read(ignoreFile);
    ignore = std::make_shared<const DockerIgnore>(DockerIgnore::parse(text.value_or("")));
}

void Interpretation::tellLimit(Span place, std::string_view message) const
{
    if (!services.limitReached) return;
    const SourceText& text = model.sources.text(place.file);
    services.limitReached(
        formatted("{}, line {}: {}", text.path(), text.lineOf(place.begin), message));
}

std::string Interpretation::contextPath(std::string_view path) const
{
    const std::string inside = normalizedPath(path);
    if (model.options.context.empty()) return inside;
    return normalizedPath(inside.empty() ? model.options.context
                                         : formatted("{}/{}", model.options.context, inside));
}

std::shared_ptr<Environment> Interpretation::copyOf(const Environment& environment)
{
    environments.push_back(std::make_shared<Environment>(environment));
    return environments.back();
}

Result<void> interpretBuild(AuditModel& model, const BuildServices& services, std::stop_token stop)
{
    if (!parsePlatform(model.options.platform))
        return fail(ErrorCode::Usage,
                    formatted("'{}' is no platform; write it as linux/amd64 or linux/arm64",
                              model.options.platform));
    Interpretation run(model, services, stop);
    for (const StageProblem& problem : run.graph.problems)
        if (problem.kind == StageProblem::Kind::TooManyStages)
            run.tellLimit(problem.span, problem.message);
    if (run.graph.stages.empty()) return {}; // The rules tell what is wrong with the file.
    PINWHEEL_TRY(target, resolveTarget(run.graph, model.options.target));
    const std::vector<std::size_t> needed = run.graph.needed(target);
    for (const Stage& stage : run.graph.stages) {
        if (std::ranges::find(needed, stage.index) != needed.end())
            interpretStage(run, stage);
        else
            noteSkippedStage(run, stage);
        if (stage.index == target)
            model.trace.targetStage = static_cast<std::uint32_t>(model.trace.stages.size() - 1);
        if (stop.stop_requested()) return fail(ErrorCode::Cancelled, "the audit was cancelled");
    }
    numberLayers(run);
    return {};
}

const Layer* BuildTrace::layer(std::uint32_t number) const
{
    const auto found = std::ranges::find(layers, number, &Layer::number);
    return found == layers.end() ? nullptr : &*found;
}

} // namespace pinwheel
