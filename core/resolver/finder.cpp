// Which files fit, and which of them pip takes first. Source: pip, index/package_finder.py,
// LinkEvaluator and CandidateEvaluator; factory.py, _iter_found_candidates.
//
// pip judges and sorts every file of a project before it looks at the first. The order is by
// version above all, so we go down the versions and judge the files of one when its turn comes;
// only with hashes or --prefer-binary, where something else ranks above the version, all are judged
// at once (orderReleases).

#include "core/resolver/pip_provider.h"

#include <algorithm>
#include <charconv>

namespace pinwheel::resolver {

namespace {

/// Best first: pip takes the greatest key of (tag, build number), and the later listed of two equal
/// ones.
bool comesBefore(const FileChoice& a, const FileChoice& b)
{
    if (a.rank != b.rank) return a.rank < b.rank;
    if (a.build != b.build) return a.build > b.build; // No build number is below every number.
    return a.order > b.order;
}

constexpr std::uint32_t sdistRank = nothing;

/// Whether a wheel's interpreter tag names a newer CPython of the same major version: "cp312" for
/// Python 3.10.
bool isNewerPython(std::string_view interpreter, const PythonVersion& python)
{
    const std::string prefix = "cp" + std::to_string(python.major);
    if (!interpreter.starts_with(prefix)) return false;
    const std::string_view minor = interpreter.substr(prefix.size());
    int value = 0;
    const auto [end, error] = std::from_chars(minor.data(), minor.data() + minor.size(), value);
    return error == std::errc() && end == minor.data() + minor.size() && value > python.minor;
}

} // namespace

ProjectState& PipProvider::loadedProject(LocalId project)
{
    ProjectState& state = m_projects[project.index()];
    if (state.data == nullptr) {
        state.data = &m_workspace.project(m_sources, m_names[project.index()], m_index);
        state.choices.resize(state.data->groups.size());
    }
    return state;
}

std::optional<FileChoice> PipProvider::judge(ProjectState& project, std::uint32_t number)
{
    FileFacts& facts = project.data->files[number];
    const std::string& name = m_workspace.identifier(project.data->name).text;
    if (facts.isWheel ? !m_request.formats.allowsWheels(name)
                      : !m_request.formats.allowsSdists(name))
        return std::nullopt;
    if (!m_workspace.parseFile(*project.data, facts)) return std::nullopt;
    FileChoice choice {
        .file = number, .isWheel = facts.isWheel, .rank = sdistRank, .order = number};
    if (facts.isWheel) {
        const auto rank = m_workspace.rank(facts);
        if (!rank) return std::nullopt;
        choice.rank = *rank;
        choice.build = facts.wheel->build;
    }
    if (!m_request.ignoreRequiresPython && !m_workspace.admitsPython(facts.requiresPython))
        return std::nullopt;
    choice.isYanked = project.data->pages[facts.page].answer.page->files[facts.file].yanked;
    return choice;
}

bool PipProvider::servesNewerPythonsAlone(ProjectState& project, std::uint32_t group)
{
    // A page that is not whole may lack the Requires-Python that keeps older Pythons away. Where
    // every wheel of a release is for a newer CPython, it is taken to be there: projects give up
    // both together. Recordings list wheels for CPython 3.8 and newer alone.
    if (m_request.ignoreRequiresPython || m_workspace.target().python.version().major != 3
        || m_workspace.target().python.version().minor < 8)
        return false;
    bool hasWheel = false;
    for (const std::uint32_t number : project.data->groups[group].files) {
        FileFacts& file = project.data->files[number];
        if (file.requiresPython != nullptr
            || project.data->pages[file.page].answer.page->isComplete)
            return false;
        if (!file.isWheel || !m_workspace.parseFile(*project.data, file)) continue;
        hasWheel = true;
        for (const std::string& interpreter : file.wheel->tags.interpreters)
            if (!isNewerPython(interpreter, m_workspace.target().python.version())) return false;
    }
    return hasWheel;
}

std::optional<FileChoice> PipProvider::assumedFile(const ProjectState& project,
                                                   const ReleaseGroup& group)
{
    const auto& [page, number] = *group.partial;
    const ProjectPage::PartialRelease& partial =
        project.data->pages[page].answer.page->partial[number];
    // The snapshot lists every wheel for CPython 3.8 and newer on the two usual Linux
    // architectures: where it lists some files, what it omits is for others.
    const PipTarget& target = m_workspace.target();
    const bool usual = target.python.version().major == 3 && target.python.version().minor >= 8
        && (target.markers.platformMachine == "x86_64"
            || target.markers.platformMachine == "aarch64");
    if (partial.hasFiles && usual) return std::nullopt;
    if (!m_request.ignoreRequiresPython
        && !m_workspace.admitsPython(m_workspace.pythonRange(partial.requiresPython)))
        return std::nullopt;
    return FileChoice {.isYanked = partial.yanked, .rank = sdistRank};
}

const std::vector<FileChoice>& PipProvider::choices(ProjectState& project, std::uint32_t group)
{
    auto& known = project.choices[group];
    if (known) return *known;
    std::vector<FileChoice>& found = known.emplace();
    for (const std::uint32_t file : project.data->groups[group].files)
        if (auto choice = judge(project, file)) found.push_back(std::move(*choice));
    std::ranges::sort(found, comesBefore);
    if (!found.empty() && !found.front().isWheel && servesNewerPythonsAlone(project, group)) {
        found.clear();
        project.presumesPython = true;
        return found;
    }
    if (found.empty() && project.data->groups[group].partial)
        if (auto choice = assumedFile(project, project.data->groups[group]))
            found.push_back(std::move(*choice));
    return found;
}

bool PipProvider::passes(const Matches& matches, const Version& version)
{
    return std::ranges::all_of(
        matches.bounds, [&](const SpecifierSet* bound) { return bound->contains(version, true); });
}

bool PipProvider::fileFits(const Matches& matches, const ProjectState& project,
                           const FileChoice& choice)
{
    // `===` compares text, and files of one version may spell it in two ways.
    if (!matches.hasArbitrary || choice.file == nothing) return true;
    const auto version = parseVersion(project.data->files[choice.file].versionText);
    return version && passes(matches, *version);
}

bool PipProvider::hasFinal(ProjectState& project)
{
    if (project.hasFinal < 0) {
        project.hasFinal = 0;
        for (std::uint32_t group = 0; group < project.data->groups.size() && project.hasFinal == 0;
             ++group)
            if (!project.data->groups[group].version.isPrerelease()
                && !choices(project, group).empty())
                project.hasFinal = 1;
    }
    return project.hasFinal == 1;
}

bool PipProvider::takesPrereleases(const Matches& matches, ProjectState& project)
{
    switch (matches.prereleases) {
    case Matches::Prereleases::Always:
        return true;
    case Matches::Prereleases::Never:
        return false;
    case Matches::Prereleases::WhenNothingElse:
        return !hasFinal(project);
    }
    return false;
}

bool PipProvider::allYanked(Matches& matches, ProjectState& project)
{
    if (matches.allYanked < 0) {
        matches.allYanked = 1;
        const bool prereleases = takesPrereleases(matches, project);
        for (std::uint32_t group = 0; group < project.data->groups.size() && matches.allYanked == 1;
             ++group) {
            const Version& version = project.data->groups[group].version;
            if ((version.isPrerelease() && !prereleases)
                || (!matches.hasArbitrary && !passes(matches, version)))
                continue;
            for (const FileChoice& choice : choices(project, group))
                if (!choice.isYanked && fileFits(matches, project, choice)) matches.allYanked = 0;
        }
    }
    return matches.allYanked == 1;
}

const FileChoice* PipProvider::bestFile(Matches& matches, ProjectState& project,
                                        std::uint32_t group)
{
    const Version& version = project.data->groups[group].version;
    if (!matches.hasArbitrary && !passes(matches, version)) return nullptr;
    if (version.isPrerelease() && !takesPrereleases(matches, project)) return nullptr;
    const FileChoice* yanked = nullptr;
    for (const FileChoice& choice : choices(project, group)) {
        if (!fileFits(matches, project, choice)) continue;
        if (!choice.isYanked) return &choice;
        if (yanked == nullptr) yanked = &choice;
    }
    // PEP 592: a yanked file is taken only where a pin leaves nothing else.
    if (yanked != nullptr && matches.isPinned && allYanked(matches, project)) return yanked;
    return nullptr;
}

PipProvider::HashState PipProvider::hashState(const Matches& matches, const ProjectState& project,
                                              const FileChoice& choice) const
{
    if (choice.file == nothing || !matches.hasHashes) return HashState::None;
    const FileFacts& facts = project.data->files[choice.file];
    const auto& hashes = project.data->pages[facts.page].answer.page->files[facts.file].hashes;
    if (hashes.empty()) return HashState::None;
    const auto isAllowed = [&](const std::string& hash) {
        return std::ranges::contains(matches.hashes, hash);
    };
    return std::ranges::any_of(hashes, isAllowed) ? HashState::Allowed : HashState::Other;
}

void PipProvider::orderReleases(Matches& matches, ProjectState& project)
{
    struct Ranked {
        const FileChoice* choice;
        HashState hash;
        std::uint32_t group;
        std::uint32_t entry;
    };
    std::vector<Ranked> all;
    const bool prereleases = takesPrereleases(matches, project);
    for (std::uint32_t group = 0; group < project.data->groups.size(); ++group) {
        const Version& version = project.data->groups[group].version;
        if ((version.isPrerelease() && !prereleases)
            || (!matches.hasArbitrary && !passes(matches, version)))
            continue;
        const std::vector<FileChoice>& found = choices(project, group);
        for (std::uint32_t entry = 0; entry < found.size(); ++entry)
            if (fileFits(matches, project, found[entry]))
                all.push_back(
                    {&found[entry], hashState(matches, project, found[entry]), group, entry});
    }
    const auto isAllowed = [](const Ranked& ranked) { return ranked.hash == HashState::Allowed; };
    // Files with other hashes are left out only where one has an allowed hash.
    if (std::ranges::any_of(all, isAllowed))
        std::erase_if(all, [](const Ranked& ranked) { return ranked.hash == HashState::Other; });
    const bool allAreYanked =
        std::ranges::all_of(all, [](const Ranked& ranked) { return ranked.choice->isYanked; });
    if (!allAreYanked || !matches.isPinned)
        std::erase_if(all, [](const Ranked& ranked) { return ranked.choice->isYanked; });
    std::ranges::stable_sort(all, [&](const Ranked& a, const Ranked& b) {
        if (isAllowed(a) != isAllowed(b)) return isAllowed(a);
        return m_request.preferBinary && a.choice->isWheel && !b.choice->isWheel;
    });
    std::vector<bool> seen(project.data->groups.size());
    for (const Ranked& ranked : all) {
        if (seen[ranked.group]) continue;
        seen[ranked.group] = true;
        matches.ordered.emplace_back(ranked.group, ranked.entry);
    }
}

} // namespace pinwheel::resolver
