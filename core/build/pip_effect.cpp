// `pip install` and `pip uninstall`, and what uv's pip interface has in common with them: options
// from all sources, requirement files as the image holds them, the resolver's question, and what
// its answer leaves.

#include "core/base/format.h"
#include "core/base/redact.h"
#include "core/build/first_index_view.h"
#include "core/build/install_effects.h"
#include "core/build/local_project.h"
#include "core/build/wheel_files.h"
#include "core/dockerfile/platform.h"
#include "core/python/project_name.h"
#include "core/python/remembered_requirement.h"
#include "core/python/version.h"
#include "core/requirements/project_requirements.h"
#include "core/requirements/requirement_files.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <ranges>
#include <set>

namespace pinwheel {
namespace {

/// The repository of `git+https://host/path.git@revision#subdirectory=folder` and `name @ git+…`;
/// none for other texts.
std::optional<RepositoryMention> repositoryOf(std::string_view text,
                                              const RequirementSubject& subject)
{
    std::string_view address = subject.location;
    const std::size_t plus = address.find('+');
    const std::size_t scheme = address.find("://");
    if (plus == std::string_view::npos || scheme == std::string_view::npos || plus > scheme)
        return std::nullopt;
    RepositoryMention mention {.text = redactCredentials(text), .name = subject.name};
    address.remove_prefix(scheme + 3);
    std::string_view fragment;
    if (const std::size_t hash = address.find('#'); hash != std::string_view::npos) {
        fragment = address.substr(hash + 1);
        address = address.substr(0, hash);
    }
    const std::size_t path = std::min(address.find('/'), address.size());
    if (const std::size_t at = address.find('@', path); at != std::string_view::npos) {
        mention.revision = address.substr(at + 1);
        address = address.substr(0, at);
    }
    if (const std::size_t user = address.rfind('@'); user != std::string_view::npos)
        address.remove_prefix(user + 1);
    while (address.ends_with('/'))
        address.remove_suffix(1);
    if (address.ends_with(".git")) address.remove_suffix(4);
    mention.repository = address;
    std::ranges::transform(mention.repository, mention.repository.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    constexpr std::string_view folder = "subdirectory=";
    if (const std::size_t at = fragment.find(folder); at != std::string_view::npos)
        mention.repository += formatted(
            "#{}",
            fragment.substr(at + folder.size(), fragment.find('&', at) - at - folder.size()));
    return mention;
}

/// Collects what the resolver is asked, in pip's order, with the place behind each.
struct Question {
    PipInstallRequest request;
    std::vector<RootOrigin> origins;
    std::vector<Mention> mentions;
    std::vector<BuiltProject> projects; ///< folders that the command builds
    std::vector<IndexSource> wheelIndexes; ///< where wheels of the build were found
    std::map<std::string, Grade>
        madeWith; ///< wheels of the build of which it is not certain that they are of that release
    std::vector<RepositoryMention> repositories;

    /// A requirement that the command names by another thing: no mention of the package.
    void addRoot(std::string text, const RequirementSubject& subject, Span span, bool constraint)
    {
        request.requirements.push_back({.text = std::move(text),
                                        .constraint = constraint,
                                        .editable = false,
                                        .hashes = {},
                                        .origin = static_cast<std::uint32_t>(origins.size())});
        origins.push_back({span, constraint, subject.name});
    }

    void add(std::string text, const RequirementSubject& subject, Span span,
             std::optional<Span> written, bool constraint, bool editable, Mention::Role role,
             std::vector<std::string> hashes = {})
    {
        RootOrigin origin {written.value_or(span), constraint, subject.name};
        Mention mention {.name = subject.name,
                         .span = span,
                         .origin = written,
                         .role = role,
                         .extras = subject.extras};
        if (subject.requirement) mention.specifier = subject.requirement->specifiers.toString();
        if (!subject.name.empty()) mentions.push_back(std::move(mention));
        if (auto repository = repositoryOf(text, subject)) {
            repository->span = span;
            repository->origin = written;
            repositories.push_back(std::move(*repository));
        }
        request.requirements.push_back({.text = std::move(text),
                                        .constraint = constraint,
                                        .editable = editable,
                                        .hashes = std::move(hashes),
                                        .origin = static_cast<std::uint32_t>(origins.size())});
        origins.push_back(std::move(origin));
    }
};

/// Every variable that the command sees: requirement files may name any of them.
RequirementVariables allVariables(const InstallContext& context)
{
    RequirementVariables out;
    for (const auto& [name, variable] : context.shell.variables)
        if (const auto value = context.variable(name)) out.emplace(name, *value);
    return out;
}

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

void addIndexes(Question& question, const WheelFile& wheel)
{
    for (const IndexSource& index : wheel.indexes)
        if (std::ranges::find(question.wheelIndexes, index.url, &IndexSource::url)
            == question.wheelIndexes.end())
            question.wheelIndexes.push_back(index);
}

/// A wheel that the build made: its release and no other.
void addWheel(InstallStep& step, Question& question, const WheelFile& wheel)
{
    step.completeness = std::max(step.completeness, wheel.completeness);
    for (const std::string& note : wheel.notes)
        if (std::ranges::find(step.notes, note) == step.notes.end()) step.notes.push_back(note);
    addIndexes(question, wheel);
    if (wheel.isProject && step.options.noDependencies) return;
    for (const WheelRoot& root : wheel.roots) {
        question.addRoot(root.text, root.subject, root.span, false);
        if (root.grade != Grade::Certain) question.madeWith.emplace(root.subject.name, root.grade);
    }
}

/// --no-index with --find-links: of what the build put into these folders the releases are the only
/// ones there are.
void confineToFolders(InstallContext& context, Question& question, const FinderOptions& finder)
{
    if (!finder.noIndex) return;
    for (const OptionValue& place : finder.findLinks) {
        if (!place.text.isKnown() || place.text->contains("://")) continue;
        for (const auto& wheel : wheelsIn(context, *place.text)) {
            addIndexes(question, *wheel);
            for (const WheelRoot& root : wheel->roots)
                if (!wheel->isProject && root.subject.requirement && root.subject.location.empty())
                    question.addRoot(root.text, root.subject, root.span, true);
        }
    }
}

void addLocalProject(InstallContext& context, InstallStep& step, Question& question,
                     const std::string& location, const std::vector<std::string>& extras)
{
    if (const auto wheel = wheelAt(context, location)) return addWheel(step, question, *wheel);
    const std::string folder = absoluteImagePath(context.workingFolder(), location);
    step.projectFolders.push_back(folder);
    const Completeness before = step.completeness;
    const std::vector<LocalRequirement> requirements =
        readLocalProject(context, step, folder, extras);
    BuiltProject& project = question.projects.emplace_back(BuiltProject {folder, {}});
    for (const LocalRequirement& requirement : requirements)
        project.requirements.push_back({requirement.text, requirement.subject, requirement.span});
    if (step.options.noDependencies) {
        // What the project requires does not matter to this command; a wheel of it is installed by
        // another.
        if (step.command.action == InstallAction::Install) step.completeness = before;
        return;
    }
    for (const LocalRequirement& requirement : requirements)
        question.add(requirement.text, requirement.subject, requirement.span, std::nullopt, false,
                     false, Mention::Role::RequirementLine);
}

void addArguments(InstallContext& context, InstallStep& step, Question& question, bool editables)
{
    for (const PackageArgument& argument : step.command.arguments) {
        if (argument.editable != editables) continue;
        if (!argument.text.isKnown()) {
            step.completeness = std::max(step.completeness, Completeness::Partly);
            // The name may be known though its version is not: `torch==$VERSION`.
            if (!argument.name.empty()) {
                RequirementSubject subject;
                subject.kind = SubjectKind::Named;
                subject.name = argument.name;
                question.add(argument.name, subject, argument.span, std::nullopt, false, editables,
                             Mention::Role::Argument);
            }
            continue;
        }
        const RequirementSubject subject = readRequirementSubject(*argument.text, editables);
        switch (subject.kind) {
        case SubjectKind::Invalid:
            break;
        case SubjectKind::LocalPath:
            addLocalProject(context, step, question, subject.location, subject.extras);
            break;
        case SubjectKind::Archive:
            if (const auto wheel = wheelAt(context, subject.location)) {
                addWheel(step, question, *wheel);
                break;
            }
            [[fallthrough]];
        case SubjectKind::Named:
        case SubjectKind::Url:
        case SubjectKind::Vcs:
            question.add(*argument.text, subject, argument.span, std::nullopt, false, editables,
                         Mention::Role::Argument);
            break;
        }
    }
}

bool fromConstraintEntry(const RequirementFiles& files, const RequirementLine& line)
{
    std::uint32_t use = line.fileUse;
    while (files.files[use].includedBy)
        use = *files.files[use].includedBy;
    return files.files[use].constraint;
}

void addLine(InstallContext& context, InstallStep& step, Question& question,
             const RequirementLine& line)
{
    if (!line.unknownReason.empty()) {
        step.notes.push_back(
            formatted("the line `{}` is not known: {}", line.text, line.unknownReason));
        step.completeness = std::max(step.completeness, Completeness::Partly);
        return;
    }
    if (line.subject.kind == SubjectKind::Invalid) return;
    if (line.subject.kind == SubjectKind::LocalPath) {
        if (!line.constraint)
            addLocalProject(context, step, question, line.subject.location, line.subject.extras);
        return;
    }
    std::vector<std::string> hashes;
    for (const RequirementHash& hash : line.hashes)
        hashes.push_back(formatted("{}:{}", hash.algorithm, hash.digest));
    question.add(line.text, line.subject, line.textSpan, context.run.texts.originOf(line.textSpan),
                 line.constraint, line.editable,
                 line.constraint ? Mention::Role::Constraint : Mention::Role::RequirementLine,
                 std::move(hashes));
}

/// The files of -r and -c, with those that PIP_REQUIREMENT, PIP_CONSTRAINT and pip.conf add.
std::vector<RequirementEntry> entriesOf(const InstallStep& step)
{
    std::vector<RequirementEntry> entries;
    const auto add = [&](const OptionValue& path, bool constraint, std::optional<Span> span) {
        if (!path.text.isKnown()) return;
        const bool there = std::ranges::any_of(entries, [&](const RequirementEntry& e) {
            return e.constraint == constraint && e.path == *path.text;
        });
        if (!there || span) entries.push_back({*path.text, constraint, span});
    };
    for (const FileArgument& file : step.command.constraintFiles)
        add(file.path, true, file.span);
    for (const FileArgument& file : step.command.requirementFiles)
        add(file.path, false, file.span);
    for (const OptionValue& path : step.options.constraints)
        if (path.origin.kind != OptionOrigin::Kind::CommandLine) add(path, true, path.origin.span);
    for (const OptionValue& path : step.options.requirements)
        if (path.origin.kind != OptionOrigin::Kind::CommandLine) add(path, false, path.origin.span);
    return entries;
}

/// Whether a command that is not followed ran before, so that a file which no instruction brings
/// may be there. Stages that the image does not start from count as well: a little is lost for
/// certainty.
bool mayBeMadeByCommand(const InstallContext& context)
{
    static constexpr std::array harmless {
        "useradd", "adduser", "groupadd", "addgroup",   "usermod",
        "chmod",   "chown",   "ldconfig", "locale-gen", "update-ca-certificates"};
    return std::ranges::any_of(context.run.model.trace.commands, [](const RunCommand& command) {
        const bool isUpkeep =
            command.action == InstallAction::UpdateLists || command.action == InstallAction::Clean;
        return !isUpkeep && std::ranges::find(harmless, command.program) == harmless.end();
    });
}

void noteFiles(InstallContext& context, InstallStep& step, const RequirementFiles& files)
{
    for (const RequirementFileUse& use : files.files) {
        step.requirementPaths.push_back(use.location);
        if (!use.known) continue;
        auto& list = use.constraint ? step.constraintFiles : step.requirementFiles;
        if (std::ranges::find(list, use.file) == list.end()) list.push_back(use.file);
    }
    for (const RequirementProblem& problem : files.problems) {
        if (problem.kind == RequirementProblem::Kind::Limit)
            context.run.tellLimit(problem.span, problem.message);
        switch (problem.kind) {
        case RequirementProblem::Kind::Error:
            if (!step.failure) {
                step.failure = problem.message;
                step.failureKind = "bad-requirement-file";
                step.failureSpans = {problem.span};
            }
            break;
        case RequirementProblem::Kind::Refused:
            if (!step.failure) {
                step.failure = problem.message;
                step.failureKind = "refused-requirement";
            }
            // Behind another error it is told as a problem of the file.
            if (step.failureKind != "refused-requirement") break;
            step.failureSpans.push_back(problem.span);
            continue;
        case RequirementProblem::Kind::Ignored:
            break;
        case RequirementProblem::Kind::Unknown:
        case RequirementProblem::Kind::Limit:
            step.notes.push_back(problem.message);
            step.completeness = std::max(step.completeness, Completeness::Partly);
            break;
        }
        const bool isError = problem.kind == RequirementProblem::Kind::Error;
        const bool isMissing = std::ranges::any_of(files.files, [&](const RequirementFileUse& use) {
            return !use.known && use.includeSpan == problem.span;
        });
        const Grade certain = step.certainToRun ? Grade::Certain : Grade::Likely;
        const bool mayBeMade = isMissing && mayBeMadeByCommand(context);
        context.run.model.trace.problems.push_back({.kind = BuildProblem::Kind::RequirementFile,
                                                    .span = problem.span,
                                                    .message = problem.message,
                                                    .grade = isError ? certain : Grade::Unknown,
                                                    .fatal = isError && !mayBeMade,
                                                    .fileMayExist = mayBeMade,
                                                    .layer = step.layer});
    }
}

Question askedOf(InstallContext& context, InstallStep& step, FinderOptions& finder)
{
    Question question;
    RequirementReading reading;
    reading.entries = inPipsOrder(entriesOf(step));
    reading.workingFolder = context.workingFolder();
    reading.variables = allVariables(context);
    reading.finder = step.options.finder();
    ImageRequirementSource source(context);
    const RequirementFiles files = readRequirementFiles(reading, source);
    noteFiles(context, step, files);
    for (const RequirementLine& line : files.requirements)
        if (fromConstraintEntry(files, line)) addLine(context, step, question, line);
    addArguments(context, step, question, false);
    addArguments(context, step, question, true);
    for (const RequirementLine& line : files.requirements)
        if (!fromConstraintEntry(files, line)) addLine(context, step, question, line);
    finder = files.finder;
    return question;
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

bool isTorchIndex(const IndexSource& index)
{
    return index.url.contains("download.pytorch.org/");
}

/// The version that an exact pin leaves; PyTorch's own indexes serve it as their build.
std::optional<Version> versionOfPin(const InstallStep& step, const std::string& name,
                                    const SpecifierSet& set)
{
    if (!set.isPinned() || set.pin() == nullptr) return std::nullopt;
    const Version& pin = *set.pin();
    const bool isFamily = name == "torch" || name == "torchvision" || name == "torchaudio";
    if (pin.hasLocal() || !isFamily || step.indexes.empty() || !isTorchIndex(step.indexes.front()))
        return pin;
    const auto build = parseVersion(pin.toString() + "+" + step.indexes.front().label);
    return build ? *build : pin;
}

/// What a pinned version does to the one that is there.
void comparePin(Decision& decision, const InstallStep& step, const Version& pin,
                const std::optional<Version>& present)
{
    decision.after = pin.toString();
    decision.afterIndex = step.indexes.empty() ? "" : step.indexes.front().label;
    decision.versionKnown = true;
    decision.grade = Grade::Likely;
    if (!present) return;
    if (*present == pin)
        decision.kind = DecisionKind::Reinstall;
    else if (present->publicKey() == pin.publicKey())
        decision.kind = DecisionKind::ReplaceBuild;
    else
        decision.kind = pin < *present ? DecisionKind::Downgrade : DecisionKind::Upgrade;
    decision.leavesStaleMetadata = step.options.ignoreInstalled.on && *present != pin;
}

/// One requirement without index data: what is there and satisfies it is kept, an exact pin is what
/// is installed.
void decideByRange(Decision& decision, const InstallStep& step, const RootRequirement& root,
                   const InstalledDistribution* present, const std::string& why)
{
    const auto requirement = rememberedRequirement(root.text);
    const SpecifierSet* const bounds =
        requirement == nullptr ? nullptr : &requirement->parsed.specifiers;
    const std::string range = bounds == nullptr ? std::string() : bounds->toString();
    const auto before = present != nullptr && present->version.isKnown()
        ? parseVersion(*present->version)
        : std::nullopt;
    if (present != nullptr) {
        decision.before = present->versionText();
        decision.beforeIndex = present->index;
    }
    const bool satisfied = before && bounds != nullptr && bounds->contains(*before, true);
    if (satisfied && !step.options.upgrade && !step.options.ignoreInstalled
        && !step.options.forceReinstall) {
        decision.kind = DecisionKind::Keep;
        decision.after = decision.before;
        decision.reason = formatted("kept, because {} satisfies {}", decision.before,
                                    range.empty() ? "any version" : range);
        return;
    }
    decision.kind = present == nullptr ? DecisionKind::Install : DecisionKind::Undetermined;
    decision.versionKnown = false;
    decision.grade = Grade::Unknown;
    decision.reason = why;
    if (!range.empty()) decision.after += (decision.after.empty() ? "" : ",") + range;
    const auto pin = bounds == nullptr ? std::nullopt : versionOfPin(step, decision.name, *bounds);
    // What a pin leaves is known, whatever was there before.
    if (pin) comparePin(decision, step, *pin, before);
}

/// Without index data or interpreter: what is there and satisfies the range is kept, an exact pin
/// is what is installed, all else is not known.
void decideByRanges(InstallStep& step, const Question& question, const Environment& before,
                    Environment& after, const std::string& why)
{
    std::map<std::string, Decision> decisions;
    for (const RootRequirement& root : question.request.requirements) {
        const RootOrigin& origin = question.origins[root.origin];
        if (origin.constraint || origin.name.empty()) continue;
        Decision& decision = decisions[origin.name];
        decision.name = decision.displayName = origin.name;
        decision.askedBy.push_back(origin.span);
        decideByRange(decision, step, root, before.find(origin.name), why);
    }
    std::vector<InstalledDistribution> taken;
    step.decisions.reserve(step.decisions.size() + decisions.size());
    for (auto& [name, decision] : decisions) {
        if (decision.kind != DecisionKind::Keep) {
            InstalledDistribution& distribution = taken.emplace_back();
            distribution.name = distribution.displayName = name;
            if (decision.versionKnown)
                distribution.version = decision.after;
            else
                distribution.version = unknown(why);
            distribution.range = decision.after;
            distribution.installer = step.tool;
            distribution.index = step.indexes.empty() ? "" : step.indexes.front().label;
            distribution.layer = step.layer;
            distribution.askedBy = decision.askedBy.front();
            distribution.grade = decision.grade;
            if (decision.leavesStaleMetadata) distribution.staleVersions.push_back(decision.before);
        }
        step.decisions.push_back(std::move(decision));
    }
    after.put(std::move(taken));
    step.notes.push_back(why);
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
        if (services.progress) services.progress(formatted("resolving {} of {}", pinned, known));
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

void recordMentions(InstallContext& context, Question& question, const InstallStep& step)
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
void keepGrades(const Question& question, InstallStep& step, Environment& after)
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
    Question question = askedOf(context, step, finder);
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
    Question question = askedOf(context, step, finder);
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
