#include "core/resolver/workspace.h"

#include "core/python/project_name.h"

#include <algorithm>
#include <mutex>

namespace pinwheel::resolver {

namespace {

/// Workspaces that no resolution uses at the moment.
struct SpareWorkspaces final : PackageIndex::Memory {
    std::mutex mutex;
    std::vector<std::unique_ptr<Workspace>> spare;
};

std::shared_ptr<PackageIndex::Memory> makeMemory()
{
    return std::make_shared<SpareWorkspaces>();
}

void noteOperators(RequirementFacts& facts)
{
    for (const Specifier& specifier : facts.parsed.specifiers.specifiers()) {
        switch (specifier.op()) {
        case Operator::Arbitrary:
            facts.hasArbitrary = true;
            facts.isPinned = true;
            break;
        case Operator::Equal:
            (specifier.isPrefix() ? facts.isUpperBounded : facts.isPinned) = true;
            break;
        case Operator::Less:
        case Operator::LessEqual:
        case Operator::Compatible:
            facts.isUpperBounded = true;
            break;
        case Operator::NotEqual:
        case Operator::Greater:
        case Operator::GreaterEqual:
            break;
        }
    }
}

/// The version part of "name-1.0-…": between the first two dashes. Good enough to group files; who
/// chooses parses.
std::string_view wheelVersionPart(std::string_view filename)
{
    const std::size_t begin = filename.find('-');
    if (begin == std::string_view::npos) return {};
    const std::size_t end = filename.find('-', begin + 1);
    return end == std::string_view::npos ? std::string_view()
                                         : filename.substr(begin + 1, end - begin - 1);
}

/// "pytz" of "pytz>dev" and "pytz (>dev)": what is left of a requirement whose bound is no version
/// of PEP 440, where every such version lies above it. pip before 24.1 compared these as words,
/// which stand before all digits. Source: packaging 21 (of pip 24.0), version.py, _legacy_cmpkey;
/// pypa/pip issues 12063 and 12793.
std::optional<std::string> withoutLegacyBound(std::string_view text)
{
    const std::size_t at = text.find('>');
    const std::size_t marker = std::min(text.find(';'), text.size());
    if (at == std::string_view::npos || at > marker) return std::nullopt;
    const auto isOneOf = [](std::string_view set) {
        return [set](char c) { return set.contains(c); };
    };
    std::string_view name = text.substr(0, at);
    while (!name.empty() && (name.back() == ' ' || name.back() == '('))
        name.remove_suffix(1);
    std::string_view bound = text.substr(at + 1, marker - at - 1);
    while (!bound.empty() && isOneOf("= ")(bound.front()))
        bound.remove_prefix(1);
    while (!bound.empty() && isOneOf(") ")(bound.back()))
        bound.remove_suffix(1);
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    if (bound.empty() || !std::ranges::all_of(bound, isLetter)) return std::nullopt;
    return std::string(name) + std::string(text.substr(marker));
}

} // namespace

NameId Workspace::projectId(std::string_view normalizedProject)
{
    if (const auto found = m_ids.find(normalizedProject); found != m_ids.end())
        return found->second;
    const NameId id {static_cast<std::uint32_t>(m_identifiers.size())};
    m_identifiers.push_back({.text = std::string(normalizedProject), .project = id, .extras = {}});
    m_ids.emplace(std::string(normalizedProject), id);
    return id;
}

NameId Workspace::identifierId(NameId project, std::span<const std::string> normalizedExtras)
{
    if (normalizedExtras.empty()) return project;
    std::vector<std::string> extras(normalizedExtras.begin(), normalizedExtras.end());
    std::ranges::sort(extras);
    extras.erase(std::ranges::unique(extras).begin(), extras.end());
    std::string text = identifier(project).text + '[';
    for (const std::string& extra : extras)
        (text += text.back() == '[' ? "" : ",") += extra;
    text += ']';
    if (const auto found = m_ids.find(text); found != m_ids.end()) return found->second;
    const NameId id {static_cast<std::uint32_t>(m_identifiers.size())};
    m_ids.emplace(text, id);
    m_identifiers.push_back(
        {.text = std::move(text), .project = project, .extras = std::move(extras)});
    return id;
}

RequirementFacts* Workspace::requirement(std::string_view text)
{
    if (const auto found = m_requirementsByText.find(text); found != m_requirementsByText.end()) {
        if (found->second != nullptr && !found->second->isParsed) parse(*found->second);
        return found->second;
    }
    RequirementFacts*& entry =
        m_requirementsByText.emplace(std::string(text), nullptr).first->second;
    auto parsed = parseRequirement(text);
    if (!parsed) return nullptr;
    RequirementFacts& facts = m_requirements.emplace_back();
    facts.text = text;
    facts.parsed = std::move(*parsed);
    note(facts);
    return entry = &facts;
}

RequirementFacts* Workspace::deferred(std::string_view text)
{
    if (const auto found = m_requirementsByText.find(text); found != m_requirementsByText.end())
        return found->second;
    constexpr std::string_view key = " extra == \"";
    const std::size_t at = text.rfind(key);
    const bool counts = at != std::string_view::npos && text.ends_with('"')
        && !text.contains(" or ") && text.find('"', at + key.size()) == text.size() - 1;
    if (!counts) return requirement(text);
    RequirementFacts& facts = m_requirements.emplace_back();
    facts.text = text;
    facts.isParsed = false;
    facts.onlyExtra =
        normalizedName(text.substr(at + key.size(), text.size() - at - key.size() - 1));
    return m_requirementsByText.emplace(std::string(text), &facts).first->second;
}

void Workspace::parse(RequirementFacts& facts)
{
    facts.isParsed = true;
    if (auto parsed = parseRequirement(facts.text)) facts.parsed = std::move(*parsed);
    note(facts);
}

void Workspace::note(RequirementFacts& facts)
{
    facts.base = projectId(normalizedName(facts.parsed.name));
    std::vector<std::string> extras;
    for (const std::string& extra : facts.parsed.extras)
        extras.push_back(normalizedName(extra));
    facts.full = identifierId(facts.base, extras);
    noteOperators(facts);
}

bool Workspace::applies(RequirementFacts& requirement)
{
    if (!requirement.parsed.marker) return true;
    if (requirement.appliesWithoutExtra < 0 || requirement.evaluatedFor != m_targetNumber) {
        m_environment.extra.clear();
        requirement.appliesWithoutExtra =
            requirement.parsed.marker->evaluate(m_environment).value_or(false) ? 1 : 0;
        requirement.evaluatedFor = m_targetNumber;
    }
    return requirement.appliesWithoutExtra == 1;
}

bool Workspace::applies(std::string_view marker)
{
    const auto parsed = parseMarker(marker);
    m_environment.extra.clear();
    return !parsed || parsed->evaluate(m_environment).value_or(false);
}

bool Workspace::appliesWith(const RequirementFacts& requirement,
                            std::span<const std::string> extras)
{
    if (!requirement.parsed.marker) return true;
    return std::ranges::any_of(extras, [&](const std::string& extra) {
        m_environment.extra = extra;
        return requirement.parsed.marker->evaluate(m_environment).value_or(false);
    });
}

PythonRange* Workspace::pythonRange(std::string_view text)
{
    if (text.empty()) return nullptr;
    if (const auto found = m_pythonRanges.find(text); found != m_pythonRanges.end())
        return found->second.get();
    auto range = std::make_unique<PythonRange>();
    range->text = text;
    if (auto set = parseSpecifierSet(text)) range->set = std::move(*set);
    return m_pythonRanges.emplace(std::string(text), std::move(range)).first->second.get();
}

bool Workspace::admitsPython(PythonRange* range)
{
    if (range == nullptr || !range->set) return true;
    if (range->evaluatedFor != m_targetNumber) {
        range->evaluatedFor = m_targetNumber;
        range->admits = range->set->contains(m_pythonVersion, true);
    }
    return range->admits;
}

void Workspace::setTarget(PipTargetPtr target)
{
    m_target = std::move(target);
    const auto next = static_cast<std::uint32_t>(m_targetNumbers.size() + 1);
    m_targetNumber = m_targetNumbers.emplace(m_target->key, next).first->second;
    m_environment = m_target->markers;
    m_pythonVersion = parseVersion(m_target->python.version().fullText()).value_or(Version());
}

SourceList& Workspace::sourceList(std::span<const IndexSource> indexes,
                                  std::span<const IndexSource> findLinks)
{
    // pip lists the candidates of --find-links before those of the indexes, and looks into each
    // place once.
    std::vector<IndexSource> sources;
    std::string key;
    for (const std::span<const IndexSource> part : {findLinks, indexes}) {
        for (const IndexSource& source : part) {
            const bool known = std::ranges::any_of(sources, [&](const IndexSource& other) {
                return other.kind == source.kind && other.label == source.label;
            });
            if (known) continue;
            key += (source.kind == IndexSource::Kind::Index ? "i " : "f ") + source.label + '\n';
            sources.push_back(source);
        }
    }
    std::unique_ptr<SourceList>& list = m_sourceLists[key];
    if (!list) list = std::make_unique<SourceList>();
    list->sources = std::move(sources); // Credentials may have changed.
    return *list;
}

ProjectData& Workspace::project(SourceList& list, NameId name, const PackageIndex& index)
{
    std::unique_ptr<ProjectData>& entry = list.projects[name];
    if (entry) return *entry;
    entry = std::make_unique<ProjectData>();
    ProjectData& project = *entry;
    project.name = name;
    for (const IndexSource& source : list.sources) {
        ProjectAnswer answer = index.project(source, identifier(name).text);
        project.isFound = project.isFound || answer.status == ProjectAnswer::Status::Found;
        project.hasGap = project.hasGap || answer.status == ProjectAnswer::Status::NotRecorded
            || answer.status == ProjectAnswer::Status::Offline;
        project.pages.push_back({.source = source, .answer = std::move(answer), .releases = {}});
        if (project.pages.back().answer.page)
            addFiles(project, static_cast<std::uint32_t>(project.pages.size() - 1));
    }
    sortGroups(project);
    addPartial(project);
    return project;
}

std::optional<Version> Workspace::versionOf(const ProjectData& project, FileFacts& facts,
                                            const std::string& filename)
{
    if (!facts.isWheel) {
        auto sdist = parseSdistNameOf(identifier(project.name).text, filename);
        facts.isParsed = true;
        return sdist ? std::optional(std::move(sdist->version)) : std::nullopt;
    }
    if (auto version = parseVersion(wheelVersionPart(filename))) return version;
    // An older, looser name, or none at all.
    return parseFile(project, facts) ? std::optional(facts.wheel->version) : std::nullopt;
}

void Workspace::addFiles(ProjectData& project, std::uint32_t page)
{
    const std::vector<IndexedFile>& files = project.pages[page].answer.page->files;
    project.files.reserve(project.files.size() + files.size());
    std::string_view lastPart; // Files of one release mostly stand together.
    const std::string* lastPython = nullptr;
    PythonRange* lastRange = nullptr;
    for (std::uint32_t number = 0; number < files.size(); ++number) {
        const std::string& filename = files[number].filename;
        FileFacts facts {.page = page, .file = number, .isWheel = filename.ends_with(".whl")};
        const std::string_view part =
            facts.isWheel ? wheelVersionPart(filename) : std::string_view();
        const auto place = static_cast<std::uint32_t>(project.files.size());
        if (!part.empty() && part == lastPart) {
            project.groups.back().files.push_back(place);
            facts.versionText = project.files.back().versionText;
        } else {
            auto version = versionOf(project, facts, filename);
            if (!version) continue;
            facts.versionText = version->toString();
            project.groups.push_back(
                {.version = std::move(*version), .files = {place}, .partial = {}});
            lastPart = facts.isParsed ? std::string_view() : part;
        }
        if (lastPython == nullptr || *lastPython != files[number].requiresPython) {
            lastPython = &files[number].requiresPython;
            lastRange = pythonRange(*lastPython);
        }
        facts.requiresPython = lastRange;
        project.files.push_back(std::move(facts));
    }
}

void Workspace::sortGroups(ProjectData& project)
{
    std::ranges::stable_sort(project.groups, std::ranges::greater {}, &ReleaseGroup::version);
    std::vector<ReleaseGroup> merged;
    merged.reserve(project.groups.size());
    for (ReleaseGroup& group : project.groups) {
        if (merged.empty() || merged.back().version != group.version)
            merged.push_back(std::move(group));
        else
            merged.back().files.insert(merged.back().files.end(), group.files.begin(),
                                       group.files.end());
    }
    project.groups = std::move(merged);
}

void Workspace::addPartial(ProjectData& project)
{
    for (std::uint32_t page = 0; page < project.pages.size(); ++page) {
        if (!project.pages[page].answer.page) continue;
        const auto& partial = project.pages[page].answer.page->partial;
        for (std::uint32_t number = 0; number < partial.size(); ++number) {
            auto version = parseVersion(partial[number].version);
            if (!version) continue;
            auto group = std::ranges::lower_bound(project.groups, *version, std::ranges::greater {},
                                                  &ReleaseGroup::version);
            if (group == project.groups.end() || group->version != *version)
                group = project.groups.insert(
                    group, {.version = std::move(*version), .files = {}, .partial = {}});
            if (!group->partial) group->partial = {page, number};
        }
    }
}

ReleaseFacts& Workspace::release(ProjectData& project, std::uint32_t page, std::uint32_t record,
                                 const PackageIndex& index)
{
    PageRef& place = project.pages[page];
    std::unique_ptr<ReleaseFacts>& entry = place.releases[record];
    if (!entry)
        entry = std::make_unique<ReleaseFacts>(
            parseMetadata(index.metadata(place.source, *place.answer.page, record)));
    return *entry;
}

ReleaseFacts Workspace::parseMetadata(ReleaseMetadata metadata)
{
    ReleaseFacts facts;
    facts.requiresPython = pythonRange(metadata.requiresPython);
    facts.requirements.reserve(metadata.requiresDist.size());
    for (const std::string& text : metadata.requiresDist) {
        RequirementFacts* parsed = metadata.isReadable ? deferred(text) : requirement(text);
        if (parsed == nullptr) {
            const auto unbounded = withoutLegacyBound(text);
            parsed = unbounded ? requirement(*unbounded) : nullptr;
            if (parsed != nullptr) facts.legacy = text;
        }
        if (parsed == nullptr)
            facts.isInvalid = true;
        else
            facts.requirements.push_back(parsed);
    }
    facts.metadata = std::move(metadata);
    return facts;
}

bool Workspace::parseFile(const ProjectData& project, FileFacts& facts)
{
    if (facts.isParsed) return !facts.isWheel || facts.wheel.has_value();
    facts.isParsed = true;
    const std::string& filename = project.pages[facts.page].answer.page->files[facts.file].filename;
    auto wheel = parseWheelNameAsPip(filename);
    if (!wheel || wheel->name != identifier(project.name).text) return false;
    facts.versionText = wheel->version.toString();
    facts.wheel = std::move(*wheel);
    return true;
}

std::optional<std::uint32_t> Workspace::rank(FileFacts& facts)
{
    if (facts.rankedFor != m_targetNumber) {
        facts.rankedFor = m_targetNumber;
        facts.rank = m_target->python.rankOf(facts.wheel->tags);
    }
    return facts.rank;
}

bool Workspace::isBloated() const
{
    constexpr std::size_t manyRequirements = 300'000; // A whole snapshot's are some 45,000.
    constexpr std::size_t manyTargets = 1'000;
    return m_requirementsByText.size() > manyRequirements || m_targetNumbers.size() > manyTargets
        || m_sourceLists.size() > manyTargets;
}

WorkspaceLease::WorkspaceLease(const PackageIndex& index)
    : m_memory(index.memory(makeMemory))
{
    auto& memory = static_cast<SpareWorkspaces&>(*m_memory);
    const std::scoped_lock lock(memory.mutex);
    if (memory.spare.empty()) {
        m_workspace = std::make_unique<Workspace>();
    } else {
        m_workspace = std::move(memory.spare.back());
        memory.spare.pop_back();
    }
}

WorkspaceLease::~WorkspaceLease()
{
    if (m_workspace->isBloated()) return;
    auto& memory = static_cast<SpareWorkspaces&>(*m_memory);
    const std::scoped_lock lock(memory.mutex);
    memory.spare.push_back(std::move(m_workspace));
}

} // namespace pinwheel::resolver
