// From the command's requirements and constraints to the search's first requirements.
// Source: pip, factory.py, collect_root_requirements and _make_requirements_from_install_req.

#include "core/base/format.h"
#include "core/index/asking_index.h"
#include "core/python/project_name.h"
#include "core/resolver/pip_provider.h"

#include <algorithm>
#include <array>

namespace pinwheel::resolver {

namespace {

PipFailure refuse(PipFailure::Kind kind, std::string message)
{
    PipFailure failure;
    failure.kind = kind;
    failure.message = std::move(message);
    return failure;
}

constexpr std::array<std::string_view, 12> archiveEndings {
    ".zip", ".whl",    ".tar.gz", ".tgz", ".tar",    ".tar.bz2",
    ".tbz", ".tar.xz", ".txz",    ".tlz", ".tar.lz", ".tar.lzma"};

/// A URL, a path or a file name rather than a requirement. Source: pip, req/constructors.py,
/// parse_req_from_line.
bool looksLikeLocation(std::string_view text)
{
    const std::string_view head = text.substr(0, text.find_first_of(" ;@"));
    if (head.contains("://") || head.starts_with('.') || head.starts_with('/')
        || head.starts_with('~'))
        return true;
    if (head.contains('/')) return true;
    return std::ranges::any_of(archiveEndings,
                               [&](std::string_view ending) { return head.ends_with(ending); });
}

/// What the command asks for, with the marker apart: behind the first semicolon, for a URL behind
/// the first that a blank follows. So `name @ https://…/x.whl; marker` needs no blank before it.
/// Source: pip, parse_req_from_line.
struct RootParts {
    std::string subject;
    std::string marker;

    [[nodiscard]] std::string whole() const
    {
        return marker.empty() ? subject : subject + " ; " + marker;
    }
};
std::string trimmed(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return {};
    return std::string(text.substr(begin, text.find_last_not_of(" \t") - begin + 1));
}
RootParts partsOf(std::string_view text)
{
    const std::string_view separator =
        text.substr(0, text.find_first_of(" ;@")).contains("://") ? "; " : ";";
    const std::size_t at = text.find(separator);
    if (at == std::string_view::npos) return {std::string(text), {}};
    return {trimmed(text.substr(0, at)), trimmed(text.substr(at + separator.size()))};
}

std::string_view withoutFragment(std::string_view url)
{
    return url.substr(0, url.find('#'));
}

std::string_view lastPart(std::string_view url)
{
    url = withoutFragment(url);
    url = url.substr(0, url.find('?'));
    const std::size_t slash = url.rfind('/');
    return slash == std::string_view::npos ? url : url.substr(slash + 1);
}

std::string decodePercent(std::string_view text)
{
    const auto digit = [](char c) -> int {
        if (c >= '0' && c <= '9') return c - '0';
        if (c >= 'a' && c <= 'f') return c - 'a' + 10;
        return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    };
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0
            && digit(text[i + 2]) >= 0) {
            out += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

/// The project that "#egg=name" names; empty where there is none.
std::string eggName(std::string_view url)
{
    const std::size_t at = url.find("egg=");
    if (at == std::string_view::npos || !url.substr(0, at).contains('#')) return {};
    std::string_view name = url.substr(at + 4);
    name = name.substr(0, name.find_first_of("&[ ;"));
    return isValidName(name) ? normalizedName(name) : std::string();
}

} // namespace

std::expected<std::vector<RequirementId>, PipFailure> PipProvider::collectRoots()
{
    expectRoots();
    std::vector<RequirementId> roots;
    for (std::uint32_t root = 0; root < m_request.requirements.size(); ++root) {
        if (m_request.requirements[root].constraint) {
            if (auto failure = addConstraint(root)) return std::unexpected(std::move(*failure));
            continue;
        }
        auto made = rootRequirements(root);
        if (!made) return std::unexpected(std::move(made).error());
        if (made->empty()) continue;
        std::uint32_t& order = m_requestedOrder[requirement(made->front()).identifier.index()];
        if (order == nothing) order = root;
        roots.insert(roots.end(), made->begin(), made->end());
    }
    // Requirements with extras come last, so that their candidates are already bounded by those of
    // the base.
    std::ranges::stable_sort(roots, {}, [&](RequirementId id) {
        const LocalId name = requirement(id).identifier;
        return baseOf(name) != name;
    });
    return roots;
}

void PipProvider::expectRoots()
{
    const auto* index = dynamic_cast<const AskingIndex*>(&m_index);
    if (index == nullptr) return;
    std::vector<std::string> names;
    for (const RootRequirement& asked : m_request.requirements) {
        if (asked.constraint || asked.editable || looksLikeLocation(asked.text)) continue;
        const RequirementFacts* facts = m_workspace.requirement(partsOf(asked.text).whole());
        if (facts != nullptr && facts->parsed.url.empty())
            names.push_back(m_workspace.identifier(facts->base).text);
    }
    index->expect(m_sources.sources, names);
}

std::optional<PipFailure> PipProvider::addConstraint(std::uint32_t root)
{
    const RootRequirement& asked = m_request.requirements[root];
    RequirementFacts* facts = looksLikeLocation(asked.text)
        ? nullptr
        : m_workspace.requirement(partsOf(asked.text).whole());
    std::string problem;
    if (asked.editable)
        problem = "Editable requirements are not allowed as constraints";
    else if (facts == nullptr && looksLikeLocation(asked.text))
        problem = "Unnamed requirements are not allowed as constraints";
    else if (facts == nullptr)
        return refuse(PipFailure::Kind::BadRequirement,
                      formatted("Invalid requirement: '{}'", asked.text));
    else if (!facts->parsed.extras.empty())
        problem = "Constraints cannot have extras";
    if (!problem.empty()) return refuse(PipFailure::Kind::BadRequirement, problem);
    if (!m_workspace.applies(*facts)) return std::nullopt;

    ConstraintState& constraint = m_constraints[localId(facts->base)];
    constraint.bounds = conjunction(constraint.bounds, facts->parsed.specifiers);
    constraint.isPinned = constraint.isPinned || facts->isPinned;
    constraint.hasArbitrary = constraint.hasArbitrary || facts->hasArbitrary;
    constraint.roots.push_back(root);
    if (!facts->parsed.url.empty() && !std::ranges::contains(constraint.links, facts->parsed.url))
        constraint.links.push_back(facts->parsed.url);
    if (asked.hashes.empty()) return std::nullopt;
    if (!constraint.hasHashes)
        constraint.hashes = asked.hashes;
    else
        std::erase_if(constraint.hashes, [&](const std::string& hash) {
            return !std::ranges::contains(asked.hashes, hash);
        });
    constraint.hasHashes = true;
    return std::nullopt;
}

std::expected<std::vector<RequirementId>, PipFailure>
PipProvider::rootRequirements(std::uint32_t root)
{
    const RootRequirement& asked = m_request.requirements[root];
    const RootParts parts = partsOf(asked.text);
    const bool isLocation = asked.editable || looksLikeLocation(asked.text);
    if (isLocation && !parts.marker.empty() && !m_workspace.applies(parts.marker))
        return std::vector<RequirementId> {};
    if (!isLocation) {
        RequirementFacts* facts = m_workspace.requirement(parts.whole());
        if (facts == nullptr)
            return std::unexpected(refuse(PipFailure::Kind::BadRequirement,
                                          formatted("Invalid requirement: '{}'", asked.text)));
        if (!m_workspace.applies(*facts)) return std::vector<RequirementId> {};
        if (facts->parsed.url.empty()) return requirementsOf(*facts, root);
    }
    RequirementFacts* named = isLocation ? nullptr : m_workspace.requirement(parts.whole());
    const std::string url = named != nullptr ? named->parsed.url : parts.subject;
    auto candidate =
        directCandidate(url, named != nullptr ? identifier(localId(named->base)).text : "", root);
    if (!candidate) return std::unexpected(std::move(candidate).error());
    std::vector<RequirementId> made;
    if (*candidate == noCandidate) { // A file of another name, or one whose project is not known.
        if (named == nullptr) return made;
        m_requirements.push_back({.kind = SearchRequirement::Kind::Unsatisfiable,
                                  .identifier = localId(named->base),
                                  .root = root});
        made.push_back(RequirementId {static_cast<std::uint32_t>(m_requirements.size() - 1)});
        return made;
    }
    made.push_back(explicitRequirement(*candidate, root));
    if (named != nullptr && named->full != named->base)
        made.push_back(explicitRequirement(withExtras(*candidate, localId(named->full)), root));
    return made;
}

std::vector<RequirementId> PipProvider::requirementsOf(RequirementFacts& facts, std::uint32_t root)
{
    std::vector<RequirementId> made;
    if (!facts.parsed.url.empty()) {
        const auto candidate =
            directCandidate(facts.parsed.url, m_workspace.identifier(facts.base).text, root);
        if (!candidate || *candidate == noCandidate) {
            m_requirements.push_back({.kind = SearchRequirement::Kind::Unsatisfiable,
                                      .identifier = localId(facts.base),
                                      .root = root});
            made.push_back(RequirementId {static_cast<std::uint32_t>(m_requirements.size() - 1)});
            return made;
        }
        made.push_back(explicitRequirement(*candidate, root));
        if (facts.full != facts.base)
            made.push_back(explicitRequirement(withExtras(*candidate, localId(facts.full)), root));
        return made;
    }
    if (facts.full != facts.base && !facts.parsed.specifiers.isEmpty())
        made.push_back(specifierRequirement(facts, false, root));
    made.push_back(specifierRequirement(facts, true, root));
    return made;
}

RequirementId PipProvider::specifierRequirement(RequirementFacts& facts, bool withItsExtras,
                                                std::uint32_t root)
{
    auto& shared = withItsExtras ? m_fullRequirements : m_baseRequirements;
    if (root == nothing)
        if (const auto found = shared.find(&facts); found != shared.end()) return found->second;
    const RequirementId id {static_cast<std::uint32_t>(m_requirements.size())};
    SearchRequirement made {.identifier = localId(withItsExtras ? facts.full : facts.base),
                            .facts = &facts,
                            .root = root};
    if (root != nothing && !m_request.requirements[root].hashes.empty())
        made.hashes = &m_request.requirements[root].hashes;
    m_requirements.push_back(made);
    if (root == nothing) shared.emplace(&facts, id);
    return id;
}

RequirementId PipProvider::explicitRequirement(CandidateId of, std::uint32_t root)
{
    if (root == nothing)
        if (const auto found = m_explicitRequirements.find(of);
            found != m_explicitRequirements.end())
            return found->second;
    const RequirementId id {static_cast<std::uint32_t>(m_requirements.size())};
    m_requirements.push_back({.kind = SearchRequirement::Kind::Explicit,
                              .identifier = candidate(of).identifier,
                              .candidate = of,
                              .root = root});
    if (root == nothing) m_explicitRequirements.emplace(of, id);
    return id;
}

RequirementId PipProvider::pythonRequirement(PythonRange& range)
{
    if (const auto found = m_pythonRequirements.find(&range); found != m_pythonRequirements.end())
        return found->second;
    const RequirementId id {static_cast<std::uint32_t>(m_requirements.size())};
    m_requirements.push_back({.kind = SearchRequirement::Kind::Python,
                              .identifier = pythonIdentifier(),
                              .python = &range});
    m_pythonRequirements.emplace(&range, id);
    return id;
}

std::expected<CandidateId, PipFailure>
PipProvider::directCandidate(std::string_view url, std::string_view projectName, std::uint32_t root)
{
    const std::string key(withoutFragment(url));
    if (const auto found = m_directCandidates.find(key); found != m_directCandidates.end())
        return found->second;
    const std::string filename = decodePercent(lastPart(url));
    std::string name(projectName);
    if (name.empty()) name = eggName(url);
    SearchCandidate made {.kind = SearchCandidate::Kind::Direct, .root = root};
    if (filename.ends_with(".whl")) {
        const auto wheel = parseWheelNameAsPip(filename);
        if (!wheel)
            return std::unexpected(refuse(PipFailure::Kind::BadRequirement, wheel.error().message));
        if (!m_workspace.target().python.rankOf(wheel->tags))
            return std::unexpected(
                refuse(PipFailure::Kind::BadRequirement,
                       formatted("{} is not a supported wheel on this platform.", filename)));
        if (name.empty()) name = wheel->name;
        if (wheel->name != name) return noCandidate;
        made.version = &m_versions.emplace_back(wheel->version);
    } else if (!name.empty()) {
        if (const auto sdist = parseSdistNameOf(name, filename))
            made.version = &m_versions.emplace_back(sdist->version);
    }
    if (name.empty()) return noCandidate;
    made.identifier = made.project = localId(m_workspace.projectId(name));
    // The file may be one that a known index lists: then its metadata is known.
    const ProjectState& project = loadedProject(made.project);
    for (const FileFacts& file : project.data->files) {
        PageRef& page = project.data->pages[file.page];
        const IndexedFile& listed = page.answer.page->files[file.file];
        if (listed.filename == filename && !page.source.url.empty()
            && key.starts_with(page.source.url))
            made.facts = &m_workspace.release(*project.data, file.page, listed.record, m_index);
    }
    const CandidateId id = addCandidate(std::move(made));
    m_directCandidates.emplace(key, id);
    return id;
}

} // namespace pinwheel::resolver
