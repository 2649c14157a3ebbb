// `pip install` and `pip uninstall`, and what uv's pip interface has in common with them: options
// from all sources, the resolver's question, and what its answer leaves.

#include "core/base/format.h"
#include "core/build/asked_requirements.h"
#include "core/build/first_index_view.h"
#include "core/build/range_decisions.h"
#include "core/build/wheel_files.h"
#include "core/dockerfile/platform.h"
#include "core/python/version.h"

#include <algorithm>
#include <charconv>
#include <ranges>

namespace pinwheel {
namespace {

/// "2.35".
std::optional<LibcVersion> libcVersion(const std::string& text)
{
    LibcVersion version;
    const char* end = text.data() + text.size();
    const auto [dot, majorError] = std::from_chars(text.data(), end, version.major);
    if (majorError != std::errc() || dot == end || *dot != '.') return std::nullopt;
    if (std::from_chars(dot + 1, end, version.minor).ec != std::errc()) return std::nullopt;
    return version;
}

/// What an installed version that is not known satisfies, as PEP 440 says it: conda's "=2.1" is
/// "==2.1.*".
std::string rangeOf(const InstalledDistribution& distribution)
{
    if (distribution.version.isKnown()) return {};
    if (distribution.metadata != MetadataKind::Conda || !distribution.range.starts_with('='))
        return distribution.range;
    const std::size_t begin = distribution.range.find_first_not_of('=');
    if (begin == std::string::npos) return {};
    std::string series = distribution.range.substr(begin);
    if (series.ends_with(".*")) series.resize(series.size() - 2);
    std::string bounds = formatted("=={}.*", series);
    return parseSpecifierSet(bounds) ? bounds : std::string();
}

PresentDistribution presentOf(const InstalledDistribution& distribution)
{
    return {
        .name = distribution.name,
        .version = distribution.version.valueOr(""),
        .range = rangeOf(distribution),
        .requiresDist = distribution.requiresDist,
        .extras = {},
        .requirementsKnown = distribution.requirementsKnown,
        .index = distribution.index,
        .grade = distribution.grade,
    };
}

void completeRequest(InstallContext& context, InstallStep& step, PipInstallRequest& request,
                     const FinderOptions& finder, const Environment& environment)
{
    if (!finder.noIndex) {
        request.indexes.push_back(indexSource(
            finder.indexUrl ? finder.indexUrl->text.valueOr(finder.indexUrl->knownPrefix)
                            : std::string()));
        for (const OptionValue& url : finder.extraIndexUrls)
            request.indexes.push_back(indexSource(url.text.valueOr(url.knownPrefix)));
    }
    for (const OptionValue& place : finder.findLinks)
        request.findLinks.push_back(findLinksSource(place.text.valueOr("")));
    step.indexes = request.indexes;
    for (const auto& [name, origin] : finder.formats.noBinary)
        request.formats.noBinary.insert(name);
    for (const auto& [name, origin] : finder.formats.onlyBinary)
        request.formats.onlyBinary.insert(name);
    const PipOptions& options = step.options;
    const bool eager =
        options.upgradeStrategy && options.upgradeStrategy->text.valueOr("") == "eager";
    if (options.upgrade)
        request.strategy = eager ? UpgradeStrategy::Eager : UpgradeStrategy::OnlyIfNeeded;
    request.ignoreInstalled = options.ignoreInstalled || options.target.has_value();
    request.forceReinstall = options.forceReinstall.on;
    request.noDependencies = options.noDependencies.on;
    request.preReleases = finder.preReleases.on;
    request.preferBinary = finder.preferBinary.on;
    request.requireHashes = finder.requireHashes.on;
    request.ignoreRequiresPython = options.ignoreRequiresPython.on;
    for (const InstalledDistribution& distribution : environment.distributions)
        request.installed.push_back(presentOf(distribution));
    request.target = targetOf(context, environment);
}

/// Whether nothing was found because the recording holds little of this platform: snapshots are
/// made on x86_64.
bool failsForWantOfData(InstallContext& context, const PipInstallResult& result)
{
    if (!result.failure || result.failure->kind != PipFailure::Kind::NoMatch
        || result.failure->grade == Grade::Certain)
        return false;
    const auto platform = parsePlatform(context.state.platform);
    return platform && platform->architecture != "amd64";
}

std::shared_ptr<const PipInstallResult>
resolve(InstallContext& context, const PipInstallRequest& request, bool firstIndexOnly)
{
    const BuildServices& services = context.run.services;
    const std::string key = questionKey(request) + (firstIndexOnly ? "|first" : "");
    if (services.memory)
        if (auto known = services.memory->find(key)) return known;
    const auto progress = [&](int pinned, int known) {
        services.progress(
            {.what = Progress::What::Resolving, .done = pinned, .total = known, .project = {}});
    };
    const ResolveProgress report =
        services.progress ? ResolveProgress(progress) : ResolveProgress();
    std::shared_ptr<const PipInstallResult> result;
    if (firstIndexOnly && request.indexes.size() > 1) {
        const FirstIndexView view(*services.index, request.indexes);
        result = std::make_shared<const PipInstallResult>(
            resolvePipInstall(request, view, context.run.stop, report));
    } else {
        result = std::make_shared<const PipInstallResult>(
            resolvePipInstall(request, *services.index, context.run.stop, report));
    }
    if (services.memory && !context.run.stop.stop_requested()) services.memory->keep(key, result);
    return result;
}

void recordMentions(InstallContext& context, AskedRequirements& question, const InstallStep& step)
{
    BuildTrace& trace = context.run.model.trace;
    // A requirement whose marker is false is not among those that ask, though its package may come
    // as a dependency.
    std::vector<std::pair<std::string_view, Span>> asked;
    for (const Decision& decision : step.decisions)
        for (const Span span : decision.askedBy)
            asked.emplace_back(decision.name, span);
    std::ranges::sort(asked);
    for (Mention& mention : question.mentions) {
        mention.layer = step.layer;
        mention.install = static_cast<std::uint32_t>(trace.installs.size());
        mention.applies = step.decisions.empty() || mention.role == Mention::Role::Constraint
            || std::ranges::binary_search(asked,
                                          std::pair(std::string_view(mention.name),
                                                    mention.origin.value_or(mention.span)));
        trace.mentions.push_back(std::move(mention));
    }
    for (RepositoryMention& repository : question.repositories) {
        repository.layer = step.layer;
        repository.install = static_cast<std::uint32_t>(trace.installs.size());
        trace.repositories.push_back(std::move(repository));
    }
}

/// A release is no surer where it is installed than where its wheel was made.
void keepGrades(const AskedRequirements& question, InstallStep& step, Environment& after)
{
    for (const auto& [name, grade] : question.madeWith) {
        for (Decision& decision : step.decisions)
            if (decision.name == name && decision.kind != DecisionKind::Keep)
                decision.grade = std::min(decision.grade, grade);
        for (InstalledDistribution& distribution : after.distributions)
            if (distribution.name == name && distribution.layer == step.layer)
                distribution.grade = std::min(distribution.grade, grade);
    }
}

/// PEP 668: an interpreter that the distribution manages refuses installs outside virtual
/// environments.
bool refusedAsManaged(InstallContext& context, InstallStep& step, const Environment& environment)
{
    const PipOptions& options = step.options;
    if (environment.kind != EnvironmentKind::System
        || !environment.externallyManaged.valueOr(false))
        return false;
    if (options.breakSystemPackages || options.target || options.prefix || options.root
        || options.dryRun)
        return false;
    step.failure =
        "externally-managed-environment: this Python is managed by the operating system (PEP 668)";
    step.failureKind = "externally-managed";
    step.failureSpans = {step.span};
    (void)context;
    return true;
}

/// Where the command writes: the environment itself, or a folder of its own with --target, --prefix
/// or --root.
std::string writtenPrefix(InstallContext& context, const InstallStep& step,
                          const std::string& prefix)
{
    for (const auto* option : {&step.options.target, &step.options.prefix, &step.options.root})
        if (*option && (**option).text.isKnown())
            return absoluteImagePath(context.workingFolder(), *(**option).text);
    return prefix;
}

void setPipUpgraded(InstallContext& context, const InstallStep& step, const std::string& prefix)
{
    if (!std::ranges::any_of(step.decisions, [](const Decision& d) {
            return d.name == "pip" && d.kind != DecisionKind::Keep;
        }))
        return;
    const Executable* python = context.state.executables.pythonOf(prefix);
    const std::string version = python != nullptr ? python->pythonVersion : std::string();
    const std::string bin = prefix == "/usr" ? "/usr/local/bin/" : prefix + "/bin/";
    for (const std::string& name : {std::string("pip"), std::string("pip3"), "pip" + version})
        context.state.executables.add(bin + name, {Executable::Kind::Pip, prefix, version});
    if (prefix == "/usr") context.state.pipWasUpgraded = true;
}

/// Installers that come as distributions bring their programs.
void addPrograms(InstallContext& context, const InstallStep& step, const std::string& prefix)
{
    const std::string bin = prefix == "/usr" ? "/usr/local/bin/" : prefix + "/bin/";
    for (const Decision& decision : step.decisions) {
        if (decision.kind == DecisionKind::Keep || decision.kind == DecisionKind::Fail) continue;
        if (decision.name == "uv")
            context.state.executables.add(bin + "uv", {Executable::Kind::Uv, prefix, {}});
    }
}

/// `pip wheel` and `pip download` choose as an install into an empty environment does.
void makeWheels(InstallContext& context, InstallStep& step, const Environment& environment)
{
    FinderOptions finder;
    AskedRequirements question = askedOf(context, step, finder);
    confineToFolders(context, question, finder);
    Environment empty = environment;
    empty.distributions.clear();
    completeRequest(context, step, question.request, finder, empty);
    std::shared_ptr<const PipInstallResult> result;
    const bool canResolve = context.run.services.index != nullptr && question.request.target
        && !question.request.requirements.empty();
    if (canResolve) result = resolve(context, question.request, false);
    if (result && result->failure && !failsForWantOfData(context, *result)) {
        // Its decisions are those of the install that takes the wheels; a failure ends the build
        // here.
        InstallStep outcome;
        applyPipResult(outcome, *result,
                       {question.request, question.origins, empty, step.tool, step.layer, false},
                       empty);
        step.failure = outcome.failure;
        step.failureKind = outcome.failureKind;
        step.failureGrade = outcome.failureGrade;
        step.conflictDerivation = outcome.conflictDerivation;
        step.failureSpans = outcome.failureSpans;
    }
    recordMentions(context, question, step);
    if (step.failure && step.failureGrade == Grade::Certain) return;
    putWheels(context, step, {question.request, question.origins, question.projects, result.get()});
}

PipTargetPtr linuxTargetOf(const PythonVersion& python, std::string_view platformText,
                           const BaseImage& base)
{
    using Libc = std::optional<LibcVersion>;
    const auto platform = parsePlatform(platformText);
    const std::string architecture = !platform || platform->architecture == "amd64" ? "x86_64"
        : platform->architecture == "arm64"                                         ? "aarch64"
                                            : platform->architecture;
    // Where the libc is not known, one that takes today's wheels is assumed.
    const bool isMusl = base.libc == "musl";
    const LibcVersion libc =
        libcVersion(base.libcVersion).value_or(isMusl ? LibcVersion {1, 2} : LibcVersion {2, 35});
    return linuxTarget(python, architecture, isMusl ? Libc() : Libc(libc),
                       isMusl ? Libc(libc) : Libc());
}

} // namespace

PipTargetPtr targetOf(InstallContext& context, const Environment& environment)
{
    if (!environment.python.isKnown() || environment.python->empty()) return nullptr;
    const BaseImage& base = context.state.base;
    std::string key = *environment.python;
    for (const std::string_view part :
         {std::string_view(context.state.platform), std::string_view(base.libc),
          std::string_view(base.libcVersion)})
        key.append(1, ' ').append(part);
    const auto [known, isNew] = context.run.targets.try_emplace(std::move(key));
    if (isNew)
        if (const auto python = parsePythonVersion(*environment.python))
            known->second = linuxTargetOf(*python, context.state.platform, base);
    return known->second;
}

void installByPipRules(InstallContext& context, InstallStep& step, const PipRun& run)
{
    step.options = run.options;
    const auto current = context.state.environments.find(run.prefix);
    const EnvironmentPtr held = current == context.state.environments.end()
        ? std::make_shared<const Environment>(Environment {.prefix = run.prefix})
        : current->second;
    const Environment& before = *held;
    const std::string writeTo = writtenPrefix(context, step, run.prefix);
    FinderOptions finder;
    AskedRequirements question = askedOf(context, step, finder);
    confineToFolders(context, question, finder);
    completeRequest(context, step, question.request, finder, before);
    std::ranges::copy_if(question.wheelIndexes, std::back_inserter(question.request.indexes),
                         [&](const IndexSource& index) {
                             return std::ranges::find(question.request.indexes, index.url,
                                                      &IndexSource::url)
                                 == question.request.indexes.end();
                         });
    if (current != context.state.environments.end()) step.before = held;
    step.environment = before.name;

    const bool refused = refusedAsManaged(context, step, before);
    if (!context.state.environments.contains(writeTo)) {
        Environment folder {.name = writeTo,
                            .prefix = writeTo,
                            .kind = EnvironmentKind::Target,
                            .python = before.python};
        context.state.environments.emplace(writeTo, context.run.copyOf(folder));
        step.environment = writeTo;
    }
    Environment& after = changeEnvironment(context, writeTo);
    if (question.request.requirements.empty() || refused) {
        // Nothing is decided.
    } else if (context.run.services.index == nullptr) {
        decideByRanges(step, question, before, after,
                       "no index data was asked for, so versions are ranges");
    } else if (!question.request.target) {
        decideByRanges(step, question, before, after,
                       formatted("the Python is not known ({})", before.python.reason()));
    } else {
        const auto result = resolve(context, question.request, run.firstIndexOnly);
        const PipOutcomeContext outcome {
            question.request, question.origins,
            before,           run.installer,
            step.layer,       run.prefix == "/usr" && !context.state.pipWasUpgraded};
        applyPipResult(step, *result, outcome, after);
        if (failsForWantOfData(context, *result)) {
            step.failureGrade = Grade::Unknown;
            decideByRanges(step, question, before, after,
                           formatted("the index data at hand records no file that {} could take, "
                                     "so versions are ranges",
                                     context.state.platform));
        }
    }
    if (run.exact && !step.failure)
        std::erase_if(after.distributions, [&](const InstalledDistribution& d) {
            return std::ranges::none_of(
                step.decisions, [&](const Decision& decision) { return decision.name == d.name; });
        });
    keepGrades(question, step, after);
    recordMentions(context, question, step);
    setPipUpgraded(context, step, writeTo);
    addPrograms(context, step, writeTo);
    step.after = context.state.environments.at(writeTo);
}

void performPip(InstallContext& context, InstallStep& step)
{
    const ChosenEnvironment chosen = chooseEnvironment(context, step.command);
    if (!chosen.uncertain.empty()) step.notes.push_back(chosen.uncertain);
    if (chosen.prefix.empty()) {
        // No Python at all: shown as a step whose environment is not known.
        context.state.environments.emplace(
            "/",
            context.run.copyOf({.name = "unknown Python",
                                .prefix = "/",
                                .python = unknown(chosen.uncertain),
                                .complete = false,
                                .incompleteReason = chosen.uncertain}));
    }
    const std::string prefix = chosen.prefix.empty() ? "/" : chosen.prefix;
    const Environment& environment = *context.state.environments.at(prefix);
    const ProcessVariables variables = context.installerVariables();
    std::vector<PipConfigurationText> configuration =
        pipConfigurationPaths(context.home(), environment.prefix, variables);
    std::erase_if(configuration, [&](PipConfigurationText& file) {
        const FileLookup found = context.state.files.find(file.path, context.run.texts);
        if (found.kind != FileLookup::Kind::File) return true;
        const auto id = context.run.texts.idOf(found);
        if (id) {
            file.file = *id;
            file.text = std::string(context.run.texts.sources().text(*id).bytes());
            context.run.filesRead.emplace(found.layer, file.path);
        } else {
            file.text = unknown(found.reason);
        }
        return false;
    });
    EffectiveOptions effective = combinePipOptions(step.command, variables, configuration);
    step.appliedSettings = effective.applied;
    step.notes.insert(step.notes.end(), effective.unknowns.begin(), effective.unknowns.end());
    for (const CommandProblem& problem : effective.problems) {
        if (!problem.isFatal() || step.failure) continue;
        step.failure = problem.message;
        step.failureKind = "bad-setting";
        step.failureSpans = {problem.span};
    }
    if (step.command.action == InstallAction::Uninstall) {
        step.options = effective.options;
        step.environment = environment.name;
        step.before = context.state.environments.at(prefix);
        Environment& after = changeEnvironment(context, prefix);
        for (const PackageArgument& argument : step.command.arguments) {
            const InstalledDistribution* present = after.find(argument.name);
            if (present == nullptr) continue;
            step.decisions.push_back({.name = argument.name,
                                      .displayName = argument.name,
                                      .kind = DecisionKind::Uninstall,
                                      .before = present->versionText(),
                                      .beforeIndex = present->index,
                                      .reason = "the command names it",
                                      .askedBy = {argument.span}});
            after.remove(argument.name);
        }
        step.after = context.state.environments.at(prefix);
        return;
    }
    if (step.command.action == InstallAction::BuildWheel
        || step.command.action == InstallAction::Download) {
        step.options = std::move(effective.options);
        makeWheels(context, step, environment);
        return;
    }
    installByPipRules(context, step, {.prefix = prefix, .options = std::move(effective.options)});
}

} // namespace pinwheel
