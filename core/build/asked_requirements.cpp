#include "core/build/asked_requirements.h"

#include "core/base/format.h"
#include "core/base/redact.h"
#include "core/build/local_project.h"
#include "core/requirements/project_requirements.h"
#include "core/requirements/requirement_files.h"

#include <algorithm>
#include <array>
#include <cctype>

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

/// Every variable that the command sees: requirement files may name any of them.
RequirementVariables allVariables(const InstallContext& context)
{
    RequirementVariables out;
    for (const auto& [name, variable] : context.shell.variables)
        if (const auto value = context.variable(name)) out.emplace(name, *value);
    return out;
}

void addIndexes(AskedRequirements& question, const WheelFile& wheel)
{
    for (const IndexSource& index : wheel.indexes)
        if (std::ranges::find(question.wheelIndexes, index.url, &IndexSource::url)
            == question.wheelIndexes.end())
            question.wheelIndexes.push_back(index);
}

/// A wheel that the build made: its release and no other.
void addWheel(InstallStep& step, AskedRequirements& question, const WheelFile& wheel)
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

void addLocalProject(InstallContext& context, InstallStep& step, AskedRequirements& question,
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

void addArguments(InstallContext& context, InstallStep& step, AskedRequirements& question,
                  bool editables)
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

void addLine(InstallContext& context, InstallStep& step, AskedRequirements& question,
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

} // namespace

void AskedRequirements::addRoot(std::string text, const RequirementSubject& subject, Span span,
                                bool constraint)
{
    request.requirements.push_back({.text = std::move(text),
                                    .constraint = constraint,
                                    .editable = false,
                                    .hashes = {},
                                    .origin = static_cast<std::uint32_t>(origins.size())});
    origins.push_back({span, constraint, subject.name});
}

void AskedRequirements::add(std::string text, const RequirementSubject& subject, Span span,
                            std::optional<Span> written, bool constraint, bool editable,
                            Mention::Role role, std::vector<std::string> hashes)
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

AskedRequirements askedOf(InstallContext& context, InstallStep& step, FinderOptions& finder)
{
    AskedRequirements question;
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

void confineToFolders(InstallContext& context, AskedRequirements& question,
                      const FinderOptions& finder)
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

} // namespace pinwheel
