#include "core/resolver/answer.h"

#include "core/base/format.h"
#include "core/python/project_name.h"
#include "core/resolver/explain.h"

#include <algorithm>

namespace pinwheel::resolver {

namespace {

void addClauses(const SpecifierSet& set, std::vector<Specifier>& clauses)
{
    clauses.insert(clauses.end(), set.specifiers().begin(), set.specifiers().end());
}

} // namespace

std::string AnswerBuilder::requirementText(const SearchRequirement& requirement) const
{
    switch (requirement.kind) {
    case SearchRequirement::Kind::Specifier:
        if (requirement.root != nothing) return m_request.requirements[requirement.root].text;
        return m_provider.identifier(requirement.identifier).text
            + requirement.facts->parsed.specifiers.toString();
    case SearchRequirement::Kind::Explicit: {
        if (requirement.root != nothing) return m_request.requirements[requirement.root].text;
        const SearchCandidate& candidate = m_provider.candidate(requirement.candidate);
        const std::string& name = m_provider.identifier(requirement.identifier).text;
        return candidate.version == nullptr ? name : name + "==" + candidate.version->toString();
    }
    case SearchRequirement::Kind::Python:
        return "Python " + requirement.python->text;
    case SearchRequirement::Kind::Unsatisfiable:
        return m_provider.identifier(requirement.identifier).text + " (unavailable)";
    }
    return {};
}

void AnswerBuilder::addMissing(MissingFact::Kind kind, const Pin& pin, std::string text)
{
    MissingFact fact {
        .kind = kind, .project = pin.name, .version = pin.version, .text = std::move(text)};
    if (!std::ranges::contains(m_result.missing, fact)) m_result.missing.push_back(std::move(fact));
}

void AnswerBuilder::setAskers(Pin& pin, LocalId name, std::vector<Specifier>& clauses)
{
    const State& state = m_resolution.state();
    if (name.index() >= state.criteria.size() || !state.criteria[name.index()]) return;
    for (const CauseId id : state.criteria[name.index()]->information) {
        const Cause& cause = m_provider.cause(id);
        const SearchRequirement& requirement = m_provider.requirement(cause.requirement);
        Asker asker {.origin = std::nullopt,
                     .parent = {},
                     .parentVersion = {},
                     .requirement = requirementText(requirement)};
        if (cause.parent != noCandidate) {
            const SearchCandidate& parent = m_provider.candidate(cause.parent);
            if (state.pins[parent.identifier.index()] != cause.parent)
                continue; // Was pinned once and is no more.
            if (m_provider.identifier(parent.project).text == pin.name)
                continue; // A project with its own extras.
            asker.parent = m_provider.identifier(parent.project).text;
            const SearchCandidate& release = parent.kind == SearchCandidate::Kind::Extras
                ? m_provider.candidate(parent.base)
                : parent;
            if (release.kind == SearchCandidate::Kind::Placeholder) {
                pin.grade = std::min(pin.grade, Grade::Likely);
                pin.unknowns.push_back(formatted(
                    "{} is taken to require it, as its recorded releases do", asker.parent));
            }
            if (parent.version != nullptr) asker.parentVersion = parent.version->toString();
        } else {
            asker.origin = m_request.requirements[requirement.root].origin;
        }
        if (requirement.facts != nullptr) addClauses(requirement.facts->parsed.specifiers, clauses);
        if (std::ranges::contains(pin.askedBy, asker)) continue;
        pin.askedBy.insert(asker.origin ? std::ranges::find_if(
                                              pin.askedBy, [](const Asker& a) { return !a.origin; })
                                        : pin.askedBy.end(),
                           std::move(asker));
    }
}

std::string AnswerBuilder::placeholderVersion(const Pin& pin, const ProjectState& project) const
{
    const auto range = parseSpecifierSet(pin.range);
    if (!range) return {};
    for (const Specifier& specifier : range->specifiers())
        if (specifier.op() == Operator::Equal && !specifier.isPrefix() && specifier.version())
            return specifier.version()->toString();
    for (const PageRef& page : project.data->pages) {
        const std::string& listed =
            page.answer.page ? page.answer.page->newestListed : page.answer.newestListed;
        const auto version = parseVersion(listed);
        if (page.source.isDefault() && version && range->contains(*version, true))
            return version->toString();
    }
    return {};
}

void AnswerBuilder::setRelease(Pin& pin, const SearchCandidate& chosen)
{
    if (chosen.version != nullptr) pin.version = chosen.version->toString();
    if (chosen.facts != nullptr) {
        pin.requiresDist = chosen.facts->metadata.requiresDist;
        pin.providedExtras = chosen.facts->metadata.extras;
    }
    const ProjectState& project = m_provider.projectState(chosen.project);
    switch (chosen.kind) {
    case SearchCandidate::Kind::File: {
        const FileFacts& file = project.data->files[chosen.file];
        const PageRef& page = project.data->pages[file.page];
        const IndexedFile& listed = page.answer.page->files[file.file];
        pin.version = file.versionText; // "1.0.0" and "1.0" are one version, spelled by the file.
        pin.index = page.source.label;
        pin.filename = listed.filename;
        pin.url = listed.url;
        pin.hashes = listed.hashes;
        pin.yanked = listed.yanked;
        pin.isSdist = !file.isWheel;
        pin.hasOtherWheels =
            pin.isSdist && std::ranges::any_of(project.data->files, [&](const FileFacts& other) {
                return other.isWheel && other.versionText == file.versionText;
            });
        break;
    }
    case SearchCandidate::Kind::Assumed:
        pin.index =
            project.data->pages[project.data->groups[chosen.group].partial->first].source.label;
        break;
    case SearchCandidate::Kind::Placeholder:
        pin.version = placeholderVersion(pin, project);
        if (project.data->pages.size() == 1) pin.index = project.data->pages.front().source.label;
        break;
    case SearchCandidate::Kind::Installed:
        pin.index = m_request.installed[chosen.installed].index;
        break;
    case SearchCandidate::Kind::Direct:
        pin.url = m_request.requirements[chosen.root].text;
        break;
    case SearchCandidate::Kind::Extras:
    case SearchCandidate::Kind::Python:
        break;
    }
}

void AnswerBuilder::setAction(Pin& pin, const SearchCandidate& chosen)
{
    const auto found = m_installed.find(pin.name);
    if (found == m_installed.end()) {
        pin.action = PinAction::Install;
        return;
    }
    const PresentDistribution* present = found->second;
    pin.before = present->version;
    pin.beforeIndex = present->index;
    const auto before = parseVersion(present->version);
    const auto after = parseVersion(pin.version);
    const bool isSame = before && after && *before == *after;
    pin.leavesStaleMetadata = m_request.ignoreInstalled && !isSame;
    if (chosen.kind == SearchCandidate::Kind::Installed) {
        pin.action = PinAction::Keep;
    } else if (isSame) {
        // The same version is left alone, whichever build it would be, unless told otherwise.
        const bool rewritten =
            chosen.kind == SearchCandidate::Kind::Direct && !pin.url.contains(".whl");
        pin.action = m_request.ignoreInstalled || m_request.forceReinstall || rewritten
            ? PinAction::Reinstall
            : PinAction::Keep;
        if (pin.action == PinAction::Keep) pin.index = present->index;
    } else if (before && after && before->publicKey() == after->publicKey()) {
        pin.action = PinAction::ReplaceBuild;
    } else {
        pin.action =
            before && after && *after < *before ? PinAction::Downgrade : PinAction::Upgrade;
    }
}

void AnswerBuilder::missPages(const Pin& pin, const ProjectState& project)
{
    for (const PageRef& page : project.data->pages) {
        const bool isGap = page.answer.status == ProjectAnswer::Status::NotRecorded
            || page.answer.status == ProjectAnswer::Status::Offline;
        if (isGap) addMissing(MissingFact::Kind::Project, pin, page.answer.reason);
    }
}

void AnswerBuilder::setGrade(Pin& pin, const SearchCandidate& chosen, LocalId name)
{
    const auto doubt = [&](Grade grade, MissingFact::Kind kind, std::string text) {
        pin.grade = std::min(pin.grade, grade);
        pin.unknowns.push_back(text);
        addMissing(kind, pin, std::move(text));
    };
    const ProjectState& project = m_provider.projectState(name);
    const auto range = parseSpecifierSet(pin.range);
    if (chosen.kind == SearchCandidate::Kind::Placeholder) {
        missPages(pin, project);
        const bool isPage = project.data->isFound;
        doubt(Grade::Unknown, isPage ? MissingFact::Kind::Release : MissingFact::Kind::Project,
              isPage ? formatted("no recorded release of {} satisfies {}; what is not recorded may",
                                 pin.name, pin.range)
                  : project.data->pages.empty() ? std::string("no index is asked")
                                                : project.data->pages.front().answer.reason);
        pin.requirementsKnown = false;
        return;
    }
    if (chosen.kind == SearchCandidate::Kind::Installed) {
        const PresentDistribution& present = m_request.installed[chosen.installed];
        pin.grade = std::min(pin.grade, present.grade);
        pin.requirementsKnown = present.requirementsKnown;
        if (chosen.version == nullptr)
            doubt(Grade::Unknown, MissingFact::Kind::Installed,
                  formatted("which version of {} is installed is not known", pin.name));
        return;
    }
    if (chosen.kind == SearchCandidate::Kind::Direct) {
        if (chosen.facts == nullptr) {
            pin.requirementsKnown = false;
            doubt(Grade::Likely, MissingFact::Kind::Requirements,
                  formatted("what {} requires is known only after its download", pin.name));
        }
        return;
    }
    if (chosen.kind == SearchCandidate::Kind::Assumed)
        doubt(Grade::Likely, MissingFact::Kind::Release,
              formatted("{} {} exists, but which files it has is not recorded", pin.name,
                        pin.version));
    if (project.presumesPython)
        doubt(Grade::Likely, MissingFact::Kind::Release,
              formatted("a newer {} has wheels for newer Pythons alone, and which Pythons its "
                        "source serves is not recorded",
                        pin.name));
    if (chosen.facts != nullptr
        && !chosen.facts->metadata.isCompleteFor(m_request.target->python.version().shortText())) {
        pin.requirementsKnown = false;
        const std::string& reason = chosen.facts->metadata.reason;
        doubt(Grade::Likely, MissingFact::Kind::Requirements,
              formatted("{} {}: {}", pin.name, pin.version, reason));
    }
    for (const PageRef& page : project.data->pages) {
        if (!page.answer.page || page.answer.page->newestListed.empty()) continue;
        const auto newest = parseVersion(page.answer.page->newestListed);
        const bool wanted = newest && range
            && range->contains(*newest, m_request.preReleases || newest->isPrerelease() == false);
        const auto taken = parseVersion(pin.version);
        if (wanted && taken && *taken < *newest)
            doubt(Grade::Likely, MissingFact::Kind::NewerRelease,
                  formatted("{} {} ({}) is newer than every recorded release and would fit",
                            pin.name, newest->toString(), page.answer.page->newestMonth));
    }
    for (const PageRef& page : project.data->pages) {
        const bool isGap = page.answer.status == ProjectAnswer::Status::NotRecorded
            || page.answer.status == ProjectAnswer::Status::Offline;
        // The PyTorch indexes hold the torch family and copies of what it needs; the rest of the
        // world is not there.
        const bool isTorchIndex = page.source.url.contains("download.pytorch.org/");
        if (isGap && !isTorchIndex)
            doubt(Grade::Likely, MissingFact::Kind::Index, page.answer.reason);
    }
}

Pin AnswerBuilder::makePin(LocalId name, const SearchCandidate& chosen)
{
    Pin pin;
    const State& state = m_resolution.state();
    pin.name = m_provider.identifier(name).text;
    std::vector<Specifier> clauses;
    setAskers(pin, name, clauses);
    for (const LocalId other : state.order) {
        if (other == name || m_provider.baseOf(other) != name
            || state.pins[other.index()] == noCandidate)
            continue;
        for (const std::string& extra : m_provider.identifier(other).extras)
            if (!std::ranges::contains(pin.extras, extra)) pin.extras.push_back(extra);
        setAskers(pin, other, clauses);
    }
    std::ranges::sort(pin.extras);
    if (const ConstraintState* constraint = m_provider.constraint(name)) {
        for (const std::uint32_t root : constraint->roots)
            pin.constrainedBy.push_back(m_request.requirements[root].origin);
        addClauses(constraint->bounds, clauses);
    }
    pin.range = tightened(SpecifierSet(std::move(clauses))).toString();
    setRelease(pin, chosen);
    setAction(pin, chosen);
    setGrade(pin, chosen, name);
    pin.reason = explainPin(pin, m_request);
    return pin;
}

PipInstallResult AnswerBuilder::success()
{
    const State& state = m_resolution.state();
    const std::vector<bool>& connected = m_resolution.connected();
    std::vector<LocalId> made;
    for (const auto& [name, id] : state.mapping) {
        const SearchCandidate& chosen = m_provider.candidate(id);
        if (!connected[name.index()] || chosen.kind == SearchCandidate::Kind::Extras) continue;
        if (chosen.kind == SearchCandidate::Kind::Python
            || std::ranges::contains(made, chosen.project))
            continue;
        made.push_back(chosen.project);
        m_result.pins.push_back(makePin(chosen.project, chosen));
    }
    std::ranges::sort(m_result.pins, {}, &Pin::name);
    // What is not known of one project may bear on every other whose version is free.
    const bool anyGap =
        std::ranges::any_of(m_result.pins, [](const Pin& pin) { return !pin.requirementsKnown; });
    for (Pin& pin : m_result.pins) {
        const bool isFree = pin.action != PinAction::Keep && !pin.range.contains("==");
        if (anyGap && isFree && pin.grade == Grade::Certain) {
            pin.grade = Grade::Likely;
            pin.unknowns.emplace_back("requirements that are not recorded may bound it");
        }
    }
    return std::move(m_result);
}

bool AnswerBuilder::sawIncompleteData() const
{
    for (std::uint32_t i = 0; i < m_provider.identifierCount(); ++i) {
        const ProjectState& project = m_provider.projectState(LocalId {i});
        if (project.data == nullptr) continue;
        if (project.data->hasGap) return true;
        for (const PageRef& page : project.data->pages)
            if (page.answer.page && !page.answer.page->isComplete) return true;
    }
    return false;
}

std::vector<std::string> AnswerBuilder::incompleteCauses() const
{
    std::vector<std::string> names;
    for (const CauseId id : m_resolution.causes()) {
        const LocalId name =
            m_provider.baseOf(m_provider.requirement(m_provider.cause(id).requirement).identifier);
        const ProjectState& project = m_provider.projectState(name);
        if (project.data == nullptr) continue;
        const bool isIncomplete = project.data->hasGap
            || std::ranges::any_of(project.data->pages, [](const PageRef& page) {
                                      return page.answer.page && !page.answer.page->isComplete;
                                  });
        if (isIncomplete) names.push_back(m_provider.identifier(name).text);
    }
    return names;
}

PipFailure::Kind AnswerBuilder::kindOf(std::span<const CauseId> causes) const
{
    for (const CauseId id : causes) {
        const SearchRequirement& requirement =
            m_provider.requirement(m_provider.cause(id).requirement);
        if (requirement.kind == SearchRequirement::Kind::Python
            && !m_provider.workspace().admitsPython(requirement.python))
            return PipFailure::Kind::RequiresPython;
    }
    if (causes.size() != 1) return PipFailure::Kind::Conflict;
    const LocalId name =
        m_provider.requirement(m_provider.cause(causes.front()).requirement).identifier;
    // A constraint on the very name (never one with extras) makes it a conflict.
    return m_provider.constraint(name) != nullptr ? PipFailure::Kind::Conflict
                                                  : PipFailure::Kind::NoMatch;
}

std::string AnswerBuilder::messageOf(const PipFailure& failure) const
{
    const std::string first =
        failure.causes.empty() ? std::string() : failure.causes.front().requirement;
    switch (failure.kind) {
    case PipFailure::Kind::NoMatch:
        return "No matching distribution found for " + first;
    case PipFailure::Kind::Conflict:
        return "ResolutionImpossible";
    case PipFailure::Kind::RequiresPython:
        return formatted("Package requires a different Python: {} not in '{}'",
                         m_request.target->python.version().fullText(), first);
    case PipFailure::Kind::TooDeep:
        return "Dependency resolution exceeded maximum depth";
    case PipFailure::Kind::Cancelled:
        return "cancelled";
    case PipFailure::Kind::PipBreaks:
        return "pip ends with an internal error";
    case PipFailure::Kind::BadRequirement:
    case PipFailure::Kind::HashesMissing:
        return failure.message;
    }
    return {};
}

PipInstallResult AnswerBuilder::failure(Ending ending)
{
    PipFailure failure;
    if (m_provider.refusal())
        failure = *m_provider.refusal();
    else if (ending == Ending::Cancelled)
        failure.kind = PipFailure::Kind::Cancelled;
    else if (ending == Ending::PipBreaks)
        failure.kind = PipFailure::Kind::PipBreaks;
    else if (ending == Ending::TooDeep)
        failure.kind = PipFailure::Kind::TooDeep;
    else
        failure.kind = kindOf(m_resolution.causes());
    if (ending == Ending::Impossible) {
        for (const CauseId id : m_resolution.causes()) {
            const Cause& cause = m_provider.cause(id);
            const SearchRequirement& requirement = m_provider.requirement(cause.requirement);
            PipFailure::Cause told {.requirement = requirementText(requirement),
                                    .parent = {},
                                    .parentVersion = {},
                                    .origin = std::nullopt};
            if (cause.parent != noCandidate) {
                const SearchCandidate& parent = m_provider.candidate(cause.parent);
                told.parent = m_provider.identifier(parent.project).text;
                if (parent.version != nullptr) told.parentVersion = parent.version->toString();
            } else {
                told.origin = m_request.requirements[requirement.root].origin;
            }
            if (!std::ranges::contains(failure.causes, told))
                failure.causes.push_back(std::move(told));
            if (const ConstraintState* constraint =
                    m_provider.constraint(m_provider.baseOf(requirement.identifier)))
                for (const std::uint32_t root : constraint->roots)
                    if (!std::ranges::contains(failure.constraints,
                                               m_request.requirements[root].origin))
                        failure.constraints.push_back(m_request.requirements[root].origin);
        }
        if (sawIncompleteData() && failure.kind != PipFailure::Kind::RequiresPython)
            failure.grade = Grade::Likely;
    }
    failure.message = messageOf(failure);
    failure.derivation = explainFailure(failure, m_request);
    if (failure.kind == PipFailure::Kind::NoMatch) {
        const LocalId name = m_provider.baseOf(
            m_provider.requirement(m_provider.cause(m_resolution.causes().front()).requirement)
                .identifier);
        const std::string legacy = m_provider.legacyRequirement(name);
        if (!legacy.empty())
            failure.derivation +=
                formatted(" A release has invalid metadata (\"{}\" is no requirement): pip 24.1 "
                          "and newer pass over it, pip<24.1 takes it.",
                          legacy);
    }
    m_result.failure = std::move(failure);
    return std::move(m_result);
}

} // namespace pinwheel::resolver
