#include "core/base/format.h"
#include "core/base/redact.h"
#include "core/python/specifier.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"
#include "core/rules/suppressions.h"

#include <algorithm>
#include <map>
#include <ranges>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN606",
    .name = "unpinned-requirement",
    .summary =
        "Requirements are not pinned to one version, so two builds can install different code.",
    .family = "hygiene",
    .impact = Impact::Low,
    .aliases = {"DL3013"},
};

/// Whether the address of a repository names a commit, tag or branch behind an "@".
bool namesCommit(std::string_view text)
{
    const std::size_t scheme = text.find("://");
    const std::size_t path =
        scheme == std::string_view::npos ? text.find(':') : text.find('/', scheme + 3);
    return path != std::string_view::npos && text.find('@', path) != std::string_view::npos;
}

/// conda's `name=1.26.4` takes builds of that version alone; `name=3.11` takes any patch release.
bool isCondaPin(const AuditModel& model, const Mention& mention)
{
    const SourceText& text = model.sources.text(mention.span.file);
    if (!text.path().ends_with(".yml") && !text.path().ends_with(".yaml")) return false;
    const std::string_view rest = text.bytes().substr(mention.span.begin);
    const std::string_view line = rest.substr(0, rest.find_first_of("\r\n#"));
    const std::size_t sign = line.find('=');
    return sign != std::string_view::npos && std::ranges::count(line.substr(sign), '.') >= 2
        && line.find_first_of("<>*~!") == std::string_view::npos;
}

/// An exact pin, or the address of one file or commit.
bool isPinned(const AuditModel& model, const Mention& mention)
{
    const auto set = parseSpecifierSet(mention.specifier);
    if (set && set->isPinned()) return true;
    if (isCondaPin(model, mention)) return true;
    const std::string_view text = model.sources.slice(mention.span);
    // Pinned to the value of a variable, whatever that is.
    if (mention.role == Mention::Role::Argument && text.contains("==") && text.contains('$'))
        return true;
    if (text.find("://") == std::string_view::npos) return false;
    return text.find("git+") == std::string_view::npos || namesCommit(text);
}

bool isConstrained(const AuditModel& model, std::size_t install, std::string_view name)
{
    for (const Mention& mention : model.trace.mentions) {
        if (mention.install != install || mention.role != Mention::Role::Constraint
            || mention.name != name)
            continue;
        const auto set = parseSpecifierSet(mention.specifier);
        if (set && set->isPinned()) return true;
    }
    return false;
}

/// pip and its build tools are brought up to date on purpose; alone they say nothing about what the
/// image runs.
bool isBuildTool(const Mention* mention)
{
    return mention->name == "pip" || mention->name == "setuptools" || mention->name == "wheel";
}

void reportRepositories(const InstallStep& step, std::vector<Span>& told, FindingSink& findings)
{
    for (const PackageArgument& argument : step.command.arguments) {
        if (argument.kind != PackageArgument::Kind::Vcs || !argument.text
            || namesCommit(*argument.text))
            continue;
        if (std::ranges::find(told, argument.span) != told.end()) continue;
        told.push_back(argument.span);
        Finding& finding =
            findings.report(info, argument.name.empty() ? *argument.text : argument.name,
                            argument.span, "a repository is installed without a commit or tag");
        finding.message =
            formatted("{} is taken as its default branch stands on the day of the build. Behind an "
                      "\"@\" a tag or, better, a commit names what was tested.",
                      redactCredentials(*argument.text));
        if (!argument.name.empty()) finding.packages = {argument.name};
        addLayers(finding, {step.layer});
    }
}

void report(const AuditModel& model, FileId file, const std::vector<const Mention*>& mentions,
            FindingSink& findings)
{
    std::vector<std::string> names;
    for (const Mention* mention : mentions)
        if (std::ranges::find(names, mention->name) == names.end()) names.push_back(mention->name);
    const std::string& path = model.sources.text(file).path();
    Finding& finding = findings.report(
        info, names.size() == 1 ? names.front() : path, placeOf(*mentions.front()),
        names.size() == 1 ? formatted("{} is not pinned", names.front())
                          : formatted("{} requirements of {} are not pinned", names.size(), path));
    finding.message = formatted(
        "{} {} no exact version here: what is installed is decided on the day of the build.",
        joinNames(names), names.size() == 1 ? "has" : "have");
    finding.packages = names;
    if (finding.packages.size() > 60) finding.packages.resize(60);
    for (const Mention* mention : mentions | std::views::take(24)) {
        addEvidence(finding, placeOf(*mention),
                    mention->specifier.empty() ? formatted("{}: no version is named", mention->name)
                                               : formatted("{}: {} admits more than one version",
                                                           mention->name, mention->specifier));
        addLayers(finding, {mention->layer});
    }
}

void check(const RuleContext& context, FindingSink& findings)
{
    const AuditModel& model = context.model;
    std::vector<Span> told;
    const std::vector<Suppression> suppressions = readSuppressions(model);
    // One finding a file, whatever commands read it.
    std::map<std::pair<FileId, std::size_t>, std::vector<const Mention*>> open;
    for (std::size_t i = 0; i < model.trace.installs.size(); ++i) {
        const InstallStep& step = model.trace.installs[i];
        // With --frozen or --locked the lock file decides, whether or not it is among the files.
        if (!choosesReleases(step) || step.command.environment.frozen
            || step.command.environment.locked)
            continue;
        reportRepositories(step, told, findings);
        for (const Mention* mention : mentionsOf(model.trace, i)) {
            if (mention->role == Mention::Role::Constraint || isPinned(model, *mention)
                || isConstrained(model, i, mention->name))
                continue;
            const Span place = placeOf(*mention);
            if (std::ranges::find(told, place) != told.end()) continue;
            told.push_back(place);
            open[{place.file, suppressionAt(suppressions, model, info.id, place)}].push_back(
                mention);
        }
    }
    for (const auto& [key, mentions] : open)
        if (key.second != 0 || !std::ranges::all_of(mentions, isBuildTool))
            report(model, key.first, mentions, findings);
}

} // namespace

Rule unpinnedRequirement()
{
    return {info, check};
}

} // namespace pinwheel
