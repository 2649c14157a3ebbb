// Which candidates there are for a name and in which order, and what each depends on.
// Source: pip, resolution/resolvelib/{factory,candidates,found_candidates,requirements}.py.

#include "core/base/format.h"
#include "core/python/project_name.h"
#include "core/python/version_ranges.h"
#include "core/resolver/neighbours.h"
#include "core/resolver/pip_provider.h"

#include <algorithm>

namespace pinwheel::resolver {

namespace {

/// Whether no version of a range can be what is asked for.
bool isExcluded(const std::string& range, std::span<const SpecifierSet* const> bounds)
{
    const auto known = range.empty() ? std::nullopt : std::optional(parseSpecifierSet(range));
    if (!known || !*known) return false;
    const VersionRanges ranges = rangesOf(**known);
    return std::ranges::any_of(
        bounds, [&](const SpecifierSet* bound) { return !ranges.overlaps(rangesOf(*bound)); });
}

} // namespace

PipProvider::PipProvider(Workspace& workspace, const PipInstallRequest& request,
                         const PackageIndex& index,
                         const std::set<std::string, std::less<>>& assumed, bool borrows)
    : m_workspace(workspace)
    , m_request(request)
    , m_index(index)
    , m_sources(workspace.sourceList(request.indexes, request.findLinks))
    , m_assumed(assumed)
    , m_borrows(borrows)
{
    const LocalId python = localId(m_workspace.projectId("<Python from Requires-Python>"));
    m_python = addCandidate({.kind = SearchCandidate::Kind::Python,
                             .identifier = python,
                             .project = python,
                             .version = &m_workspace.pythonVersion(),
                             .hasDependencies = true});
    const auto hasHashes = [](const RootRequirement& asked) {
        return !asked.constraint && !asked.hashes.empty();
    };
    m_requireHashes = request.requireHashes || std::ranges::any_of(request.requirements, hasHashes);
    // Source: pip's NEWS of 24.1; the message is in pypa/pip issue 12793.
    const auto pip = std::ranges::find(request.installed, "pip", &PresentDistribution::name);
    const auto version = pip == request.installed.end() ? std::nullopt : parseVersion(pip->version);
    m_refusesLegacy = version
        && (version->releaseNumber(0) > 24
            || (version->releaseNumber(0) == 24 && version->releaseNumber(1) >= 1));
    if (request.ignoreInstalled) return;
    for (std::uint32_t i = 0; i < request.installed.size(); ++i) {
        const LocalId name =
            localId(m_workspace.projectId(normalizedName(request.installed[i].name)));
        m_projects[name.index()].installedEntry = i;
    }
}

LocalId PipProvider::localId(NameId name)
{
    if (m_locals.size() <= name.index()) m_locals.resize(m_workspace.identifierCount(), nothing);
    if (m_locals[name.index()] != nothing) return LocalId {m_locals[name.index()]};
    const NameId project = m_workspace.identifier(name).project;
    const LocalId base =
        project == name ? LocalId {static_cast<std::uint32_t>(m_names.size())} : localId(project);
    const LocalId id {static_cast<std::uint32_t>(m_names.size())};
    m_locals[name.index()] = id.value;
    m_names.push_back(name);
    m_bases.push_back(base);
    m_requestedOrder.push_back(nothing);
    m_projects.emplace_back();
    return id;
}

const ConstraintState* PipProvider::constraint(LocalId project) const
{
    const auto found = m_constraints.find(project);
    return found == m_constraints.end() ? nullptr : &found->second;
}

CauseId PipProvider::addCause(RequirementId requirement, CandidateId parent)
{
    m_causes.push_back({.requirement = requirement, .parent = parent});
    return CauseId {static_cast<std::uint32_t>(m_causes.size() - 1)};
}

CandidateId PipProvider::addCandidate(SearchCandidate made)
{
    m_candidates.push_back(std::move(made));
    return CandidateId {static_cast<std::uint32_t>(m_candidates.size() - 1)};
}

CandidateId PipProvider::withExtras(CandidateId base, LocalId name)
{
    const auto [entry, isNew] = m_extrasCandidates.try_emplace({base, name}, noCandidate);
    if (!isNew) return entry->second;
    const SearchCandidate& of = candidate(base);
    return entry->second = addCandidate({.kind = SearchCandidate::Kind::Extras,
                                         .identifier = name,
                                         .project = of.project,
                                         .version = of.version,
                                         .base = base,
                                         .extras = identifier(name).extras});
}

std::optional<Version> PipProvider::versionOfFile(CandidateId id) const
{
    const SearchCandidate& whole = m_candidates[id.index()];
    const SearchCandidate& of =
        whole.kind == SearchCandidate::Kind::Extras ? m_candidates[whole.base.index()] : whole;
    if (of.kind != SearchCandidate::Kind::File) return std::nullopt;
    return parseVersion(projectState(of.project).data->files[of.file].versionText);
}

bool PipProvider::isSatisfiedBy(RequirementId id, CandidateId by)
{
    const SearchRequirement& asked = requirement(id);
    switch (asked.kind) {
    case SearchRequirement::Kind::Specifier: {
        if (candidate(by).identifier != asked.identifier) m_assertionFails = true;
        const Version* version = candidate(by).version;
        if (version == nullptr) {
            const SearchCandidate& whole = candidate(by).kind == SearchCandidate::Kind::Extras
                ? candidate(candidate(by).base)
                : candidate(by);
            const SpecifierSet* bound = &asked.facts->parsed.specifiers;
            return whole.kind != SearchCandidate::Kind::Installed
                || !isExcluded(m_request.installed[whole.installed].range, std::span(&bound, 1));
        }
        if (asked.facts->hasArbitrary)
            if (const auto spelled = versionOfFile(by))
                return asked.facts->parsed.specifiers.contains(*spelled, true);
        return asked.facts->parsed.specifiers.contains(*version, true);
    }
    case SearchRequirement::Kind::Explicit:
        return asked.candidate == by;
    case SearchRequirement::Kind::Python:
        return m_workspace.admitsPython(asked.python);
    case SearchRequirement::Kind::Unsatisfiable:
        return false;
    }
    return false;
}

PipProvider::Preference PipProvider::preference(std::span<const CauseId> information) const
{
    Preference preference;
    for (const CauseId id : information) {
        const SearchRequirement& asked = requirement(cause(id).requirement);
        preference.isDirect =
            preference.isDirect || asked.kind == SearchRequirement::Kind::Explicit;
        if (asked.facts == nullptr) continue;
        preference.isPinned = preference.isPinned || asked.facts->isPinned;
        preference.isUpperBounded = preference.isUpperBounded || asked.facts->isUpperBounded;
        preference.isBounded = preference.isBounded || !asked.facts->parsed.specifiers.isEmpty();
    }
    return preference;
}

const std::vector<RequirementId>& PipProvider::dependencies(CandidateId id)
{
    SearchCandidate& of = m_candidates[id.index()];
    if (of.hasDependencies) return of.dependencies;
    of.hasDependencies = true;
    const SearchCandidate* base = &of;
    if (of.kind == SearchCandidate::Kind::Extras) {
        base = &candidate(of.base);
        of.dependencies.push_back(explicitRequirement(of.base, nothing));
    } else if (base->facts != nullptr && base->kind != SearchCandidate::Kind::Installed
               && !m_request.ignoreRequiresPython) {
        PythonRange* range = base->facts->requiresPython;
        if (range != nullptr && range->set && !range->set->isEmpty())
            of.dependencies.push_back(pythonRequirement(*range));
    }
    if (m_request.noDependencies || base->facts == nullptr) return of.dependencies;
    std::vector<std::string> extras;
    for (const std::string& extra : of.extras)
        if (std::ranges::contains(base->facts->metadata.extras, extra, normalizedName))
            extras.push_back(extra);
    for (RequirementFacts* facts : base->facts->requirements) {
        if (!facts->isParsed) {
            if (!std::ranges::contains(extras, facts->onlyExtra)) continue;
            m_workspace.parse(*facts);
        }
        if (extras.empty() ? !m_workspace.applies(*facts)
                           : !m_workspace.appliesWith(*facts, extras))
            continue;
        // Making the requirement of a URL may add candidates; `of` stays where it is, in a deque.
        for (const RequirementId made : requirementsOf(*facts, nothing))
            of.dependencies.push_back(made);
    }
    return of.dependencies;
}

void PipProvider::noteBound(Matches& matches, const SpecifierSet& set, bool isPinned,
                            bool hasArbitrary) const
{
    matches.isPinned = matches.isPinned || isPinned;
    matches.hasArbitrary = matches.hasArbitrary || hasArbitrary;
    if (!set.isEmpty() && !std::ranges::contains(matches.bounds, &set))
        matches.bounds.push_back(&set);
}

void PipProvider::noteRequirement(Matches& matches, RequirementId id)
{
    const SearchRequirement& asked = requirement(id);
    noteBound(matches, asked.facts->parsed.specifiers, asked.facts->isPinned,
              asked.facts->hasArbitrary);
    if (asked.hashes == nullptr) return;
    if (!matches.hasHashes)
        matches.hashes = *asked.hashes;
    else
        std::erase_if(matches.hashes, [&](const std::string& hash) {
            return !std::ranges::contains(*asked.hashes, hash);
        });
    matches.hasHashes = true;
}

Counted<Matches> PipProvider::findMatches(LocalId name, std::span<const RequirementId> own,
                                          std::span<const RequirementId> ofBase,
                                          std::vector<CandidateId> incompatible)
{
    Counted<Matches> matches(
        new Matches {.identifier = name, .incompatible = std::move(incompatible)});
    const LocalId base = baseOf(name);
    const ConstraintState* bound = constraint(base);
    if (bound != nullptr) {
        noteBound(*matches, bound->bounds, bound->isPinned, bound->hasArbitrary);
        matches->hashes = bound->hashes;
        matches->hasHashes = bound->hasHashes;
    }
    std::vector<CandidateId> candidates;
    bool hasSpecifiers = false;
    const auto take = [&](RequirementId id, bool isOfBase) {
        const SearchRequirement& asked = requirement(id);
        CandidateId explicitly =
            asked.kind == SearchRequirement::Kind::Explicit ? asked.candidate : noCandidate;
        if (asked.kind == SearchRequirement::Kind::Python && m_workspace.admitsPython(asked.python))
            explicitly = m_python;
        if (explicitly != noCandidate && isOfBase) explicitly = withExtras(explicitly, name);
        if (explicitly != noCandidate && !std::ranges::contains(candidates, explicitly))
            candidates.push_back(explicitly);
        if (asked.kind != SearchRequirement::Kind::Specifier) return;
        if (!hasSpecifiers) matches->templateRoot = asked.root;
        matches->hasExtras = matches->hasExtras || (!isOfBase && base != name);
        hasSpecifiers = true;
        noteRequirement(*matches, id);
    };
    for (const RequirementId id : own)
        take(id, false);
    if (base != name)
        for (const RequirementId id : ofBase)
            take(id, true);
    if (hasSpecifiers && bound != nullptr && base == name) {
        for (const std::string& link : bound->links) {
            const auto candidateOfLink =
                directCandidate(link, identifier(base).text, bound->roots.front());
            if (candidateOfLink && *candidateOfLink != noCandidate)
                candidates.push_back(*candidateOfLink);
        }
    }
    if (!candidates.empty() || !hasSpecifiers)
        setExplicit(*matches, own, std::move(candidates));
    else
        setFound(*matches);
    return matches;
}

void PipProvider::setExplicit(Matches& matches, std::span<const RequirementId> own,
                              std::vector<CandidateId> candidates)
{
    matches.isExplicit = true;
    const ConstraintState* bound = constraint(baseOf(matches.identifier));
    std::erase_if(candidates, [&](CandidateId id) {
        if (std::ranges::contains(matches.incompatible, id)) return true;
        const Version* version = candidate(id).version;
        if (bound != nullptr && version != nullptr && !bound->bounds.contains(*version, true))
            return true;
        return !std::ranges::all_of(
            own, [&](RequirementId requirement) { return isSatisfiedBy(requirement, id); });
    });
    matches.candidates = std::move(candidates);
}

void PipProvider::setFound(Matches& matches)
{
    const LocalId base = baseOf(matches.identifier);
    const bool named = m_requestedOrder[matches.identifier.index()] != nothing
        || m_requestedOrder[base.index()] != nothing;
    const bool mayUpgrade = m_request.strategy == UpgradeStrategy::Eager
        || (m_request.strategy == UpgradeStrategy::OnlyIfNeeded && named);
    matches.prefersInstalled = !mayUpgrade;
    const bool asksForPrereleases = std::ranges::any_of(
        matches.bounds, [](const SpecifierSet* set) { return set->prereleases().value_or(false); });
    if (m_request.preReleases || asksForPrereleases)
        matches.prereleases = Matches::Prereleases::Always;
    else if (matches.bounds.empty())
        matches.prereleases = Matches::Prereleases::WhenNothingElse;
    matches.installed = installedCandidate(matches);
}

CandidateId PipProvider::installedCandidate(const Matches& matches)
{
    if (m_request.forceReinstall) return noCandidate;
    const LocalId base = baseOf(matches.identifier);
    ProjectState& project = m_projects[base.index()];
    if (project.installedEntry == nothing) return noCandidate;
    const PresentDistribution& present = m_request.installed[project.installedEntry];
    if (project.installed == noCandidate) {
        SearchCandidate made {.kind = SearchCandidate::Kind::Installed,
                              .identifier = base,
                              .project = base,
                              .installed = project.installedEntry};
        if (auto version = parseVersion(present.version))
            made.version = &m_versions.emplace_back(std::move(*version));
        made.facts = &m_facts.emplace_back(m_workspace.parseMetadata(
            {.requiresPython = {},
             .requiresDist = present.requiresDist,
             .extras = present.extras,
             .known = present.requirementsKnown ? RequirementsKnown::Complete
                                                : RequirementsKnown::Unknown,
             .reason = {}}));
        project.installed = addCandidate(std::move(made));
    }
    const Version* version = candidate(project.installed).version;
    if (version != nullptr && !passes(matches, *version)) return noCandidate;
    if (version == nullptr && isExcluded(present.range, matches.bounds)) return noCandidate;
    const CandidateId found =
        matches.hasExtras ? withExtras(project.installed, matches.identifier) : project.installed;
    return std::ranges::contains(matches.incompatible, found) ? noCandidate : found;
}

CandidateId PipProvider::releaseCandidate(const Matches& matches, std::uint32_t group,
                                          const FileChoice& choice)
{
    const LocalId base = baseOf(matches.identifier);
    ProjectState& project = m_projects[base.index()];
    const bool assumed = choice.file == nothing;
    CandidateId& known = (assumed ? project.byGroup : project.byFile)
                             .try_emplace(assumed ? group : choice.file, noCandidate)
                             .first->second;
    if (known == noCandidate) {
        std::uint32_t page = 0;
        std::uint32_t record = 0;
        if (assumed) {
            page = project.data->groups[group].partial->first;
            record = project.data->pages[page]
                         .answer.page->partial[project.data->groups[group].partial->second]
                         .record;
        } else {
            page = project.data->files[choice.file].page;
            record = project.data->pages[page]
                         .answer.page->files[project.data->files[choice.file].file]
                         .record;
        }
        ReleaseFacts& recorded = m_workspace.release(*project.data, page, record, m_index);
        if (recorded.isInvalid) return noCandidate;
        if (m_refusesLegacy && !recorded.legacy.empty()) {
            m_passedOver.try_emplace(base, recorded.legacy);
            return noCandidate;
        }
        ReleaseFacts& facts = !m_borrows
            ? recorded
            : withBorrowedBounds(m_workspace, *project.data, group, recorded, m_index);
        m_hasBorrowed = m_hasBorrowed || &facts != &recorded;
        if (m_requireHashes) requireHash(matches);
        known = addCandidate(
            {.kind = assumed ? SearchCandidate::Kind::Assumed : SearchCandidate::Kind::File,
             .identifier = base,
             .project = base,
             .version = &project.data->groups[group].version,
             .file = choice.file,
             .group = group,
             .facts = &facts});
    }
    return matches.hasExtras ? withExtras(known, matches.identifier) : known;
}

void PipProvider::requireHash(const Matches& matches)
{
    // pip looks at the requirement for which it first fetches a file. Source: pip,
    // operations/prepare.py.
    const RootRequirement* asked =
        matches.templateRoot == nothing ? nullptr : &m_request.requirements[matches.templateRoot];
    if (m_refusal || (asked != nullptr && !asked->hashes.empty() && matches.isPinned)) return;
    m_refusal.emplace();
    m_refusal->kind = PipFailure::Kind::HashesMissing;
    m_refusal->message = formatted(
        "In --require-hashes mode, {} needs {}", identifier(baseOf(matches.identifier)).text,
        asked != nullptr && !asked->hashes.empty() ? "its version pinned with ==" : "a --hash");
    m_refusal->causes.push_back(
        {.requirement = identifier(baseOf(matches.identifier)).text,
         .parent = {},
         .parentVersion = {},
         .origin = asked == nullptr ? std::nullopt : std::optional(asked->origin)});
}

CandidateId PipProvider::placeholderCandidate(const Matches& matches)
{
    const LocalId base = baseOf(matches.identifier);
    ProjectState& project = m_projects[base.index()];
    const Version* pin = nullptr;
    for (const SpecifierSet* bound : matches.bounds)
        for (const Specifier& specifier : bound->specifiers())
            if (specifier.op() == Operator::Equal && !specifier.isPrefix() && specifier.version())
                pin = &*specifier.version();
    CandidateId& made = pin == nullptr
        ? project.placeholder
        : project.pinnedPlaceholders.try_emplace(pin->toString(), noCandidate).first->second;
    if (made == noCandidate) {
        ReleaseFacts* facts = pin != nullptr && m_borrows
            ? borrowedFacts(m_workspace, *project.data, *pin, m_index)
            : nullptr;
        m_hasBorrowed = m_hasBorrowed || facts != nullptr;
        made = addCandidate({.kind = SearchCandidate::Kind::Placeholder,
                             .identifier = base,
                             .project = base,
                             .facts = facts});
    }
    return matches.hasExtras ? withExtras(made, matches.identifier) : made;
}

bool PipProvider::mayExistUnrecorded(const Matches& matches, ProjectState& project)
{
    const bool isUnknownWholly = project.data->hasGap && !project.data->isFound;
    if (!isUnknownWholly && !m_assumed.contains(m_workspace.identifier(project.data->name).text))
        return false;
    VersionRanges ranges = VersionRanges::all();
    const Version* pin = nullptr;
    for (const SpecifierSet* bound : matches.bounds) {
        ranges = ranges.intersection(rangesOf(*bound));
        for (const Specifier& specifier : bound->specifiers())
            if (specifier.op() == Operator::Equal && !specifier.isPrefix())
                pin = &*specifier.version();
    }
    if (ranges.isEmpty()) return false;
    if (isUnknownWholly) return true;
    // A pinned release that is recorded and does not fit is not unrecorded.
    if (pin != nullptr && std::ranges::contains(project.data->groups, *pin, &ReleaseGroup::version))
        return false;
    if (project.data->hasGap) return true;
    // All sources list it, some not wholly: a release that is not recorded is below the newest one
    // that is listed.
    for (const PageRef& page : project.data->pages) {
        if (!page.answer.page || page.answer.page->isComplete) continue;
        const std::string& listed = page.answer.page->newestListed;
        std::optional<Version> newest = listed.empty() ? std::nullopt : parseVersion(listed);
        if (!newest && !project.data->groups.empty()) newest = project.data->groups.front().version;
        if (!newest) continue;
        const auto upTo = parseSpecifierSet("<=" + newest->toString());
        // The default index takes no local versions, so `==2.5.1+cu124` cannot be hidden there.
        const bool isLocal = page.source.isDefault() && pin != nullptr && pin->hasLocal();
        if (upTo && !isLocal && ranges.overlaps(rangesOf(*upTo))) return true;
    }
    return false;
}

PipProvider::Release PipProvider::releaseAt(Matches& matches, ProjectState& project,
                                            MatchCursor& cursor)
{
    if (m_request.preferBinary || matches.hasHashes) {
        if (!matches.isOrdered) {
            matches.isOrdered = true;
            orderReleases(matches, project);
        }
        if (cursor.position >= matches.ordered.size()) return {};
        const auto [group, entry] = matches.ordered[cursor.position];
        return {group, &choices(project, group)[entry]};
    }
    for (; cursor.position < project.data->groups.size(); ++cursor.position) {
        const auto group = static_cast<std::uint32_t>(cursor.position);
        if (const FileChoice* choice = bestFile(matches, project, group)) return {group, choice};
    }
    return {};
}

CandidateId PipProvider::lastResort(Matches& matches, MatchCursor& cursor)
{
    cursor.ended = true;
    ProjectState& project = loadedProject(baseOf(matches.identifier));
    if (!cursor.gaveRelease && mayExistUnrecorded(matches, project)) {
        // Nothing recorded fits at all; a recorded release that only conflicts is no reason to
        // assume others.
        cursor.gaveRelease = true;
        const CandidateId placeholder = placeholderCandidate(matches);
        if (!std::ranges::contains(matches.incompatible, placeholder)) return placeholder;
    }
    return noCandidate;
}

CandidateId PipProvider::nextFound(Matches& matches, MatchCursor& cursor)
{
    const CandidateId installed = matches.installed;
    const Version* present = installed == noCandidate ? nullptr : candidate(installed).version;
    if (installed != noCandidate && matches.prefersInstalled && !cursor.gaveInstalled) {
        cursor.gaveInstalled = true;
        return installed;
    }
    ProjectState& project = loadedProject(baseOf(matches.identifier));
    while (!cursor.ended) {
        const Release release = releaseAt(matches, project, cursor);
        if (release.choice == nullptr) break;
        const Version& version = project.data->groups[release.group].version;
        const bool samePresent = present != nullptr && *present == version;
        if (installed != noCandidate && matches.prefersInstalled && samePresent) {
            ++cursor.position;
            continue;
        }
        // Upgrading, pip gives the installed one before each release that is not newer.
        if (installed != noCandidate && !matches.prefersInstalled && present != nullptr
            && *present >= version && !cursor.gaveInstalledHere) {
            cursor.gaveInstalledHere = true;
            cursor.gaveInstalled = true;
            return installed;
        }
        cursor.gaveInstalledHere = false;
        ++cursor.position;
        cursor.gaveRelease = true;
        const CandidateId found = releaseCandidate(matches, release.group, *release.choice);
        if (found != noCandidate && !std::ranges::contains(matches.incompatible, found))
            return found;
    }
    if (!cursor.ended)
        if (const CandidateId placeholder = lastResort(matches, cursor); placeholder != noCandidate)
            return placeholder;
    if (installed != noCandidate && !cursor.gaveInstalled) {
        cursor.gaveInstalled = true;
        return installed;
    }
    return noCandidate;
}

CandidateId PipProvider::next(Matches& matches, MatchCursor& cursor)
{
    if (!matches.isExplicit) return nextFound(matches, cursor);
    return cursor.position < matches.candidates.size() ? matches.candidates[cursor.position++]
                                                       : noCandidate;
}

bool PipProvider::isEmpty(Matches& matches)
{
    if (matches.isExplicit) return matches.candidates.empty();
    if (matches.installed != noCandidate && matches.prefersInstalled) return false;
    MatchCursor cursor;
    return next(matches, cursor) == noCandidate;
}

} // namespace pinwheel::resolver
