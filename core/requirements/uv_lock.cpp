#include "core/python/project_name.h"
#include "core/requirements/project_entries.h"
#include "core/requirements/toml_text.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>

// uv.lock: a graph of packages for all platforms. What a group installs is what can be reached from
// the project's own entry; an edge may carry a marker, and a package that is reached by such edges
// alone has their alternatives as its marker. Source: uv's documentation, "Locking and syncing",
// and the format's version 1. Not implemented: conflicting extras (`conflicts`).

namespace pinwheel {
namespace {

constexpr std::size_t alternativesKept =
    8; ///< markers of one package; beyond this it counts as always wanted

struct Edge {
    std::string name;
    std::string version; ///< where several versions of one name are locked
    std::vector<std::string> extras; ///< of the package that is wanted
    std::string marker;
};

struct Package {
    const toml::table* table = nullptr;
    std::string name;
    std::string version;
    std::vector<Edge> edges;
    std::map<std::string, std::vector<Edge>> extras;
    bool isReached = false;
    bool isUnconditional = false;
    std::vector<std::string> markers;
    std::string group;
};

std::vector<Edge> edgesAt(const toml::table& table, std::string_view key)
{
    std::vector<Edge> edges;
    forEachTable(table, key, [&](const toml::table& edge) {
        edges.push_back({.name = normalizedName(textAt(edge, "name")),
                         .version = textAt(edge, "version"),
                         .extras = textsAt(edge, "extra"),
                         .marker = textAt(edge, "marker")});
    });
    return edges;
}

std::string both(const std::string& a, const std::string& b)
{
    if (a.empty() || b.empty()) return a + b;
    return a == b ? a : "(" + a + ") and (" + b + ")";
}

class UvLockReader
{
public:
    UvLockReader(ProjectFile& project, FileId file, std::string_view text)
        : m_project(project)
        , m_toml(file, text, project.problems)
    {
    }

    void read()
    {
        m_project.requiresPython = textAt(m_toml.root(), "requires-python");
        forEachTable(m_toml.root(), "package",
                     [this](const toml::table& package) { addPackage(package); });
        std::vector<const Package*> roots;
        for (const Package& package : m_packages)
            if (isProject(package)) roots.push_back(&package);
        for (const Package* const root : roots)
            follow(root->edges, "");
        for (const Package* const root : roots) {
            if (m_project.projectName.empty()) m_project.projectName = root->name;
            for (const auto& [extra, edges] : root->extras)
                follow(edges, "extra:" + extra);
            const toml::table* const groups = tableAt(*root->table, "dev-dependencies");
            if (!groups) continue;
            for (const auto& [name, node] : *groups)
                follow(edgesAt(*groups, name.str()), "group:" + std::string(name.str()));
        }
        for (const Package& package : m_packages)
            if (!isProject(package)) addEntry(package, !roots.empty());
    }

private:
    static bool isProject(const Package& package)
    {
        const toml::table* const source = tableAt(*package.table, "source");
        return source && (textAt(*source, "virtual") == "." || textAt(*source, "editable") == ".");
    }

    void addPackage(const toml::table& table)
    {
        Package package {.table = &table,
                         .name = normalizedName(textAt(table, "name")),
                         .version = textAt(table, "version"),
                         .edges = edgesAt(table, "dependencies")};
        if (const toml::table* const optional = tableAt(table, "optional-dependencies"))
            for (const auto& [extra, node] : *optional)
                package.extras.emplace(std::string(extra.str()), edgesAt(*optional, extra.str()));
        m_byName[package.name].push_back(m_packages.size());
        m_packages.push_back(std::move(package));
    }

    struct Visit {
        Edge edge;
        std::string marker;
    };

    void follow(const std::vector<Edge>& from, const std::string& group)
    {
        std::deque<Visit> visits;
        for (const Edge& edge : from)
            visits.push_back({edge, edge.marker});
        std::size_t turns = 0;
        while (!visits.empty() && ++turns < 1'000'000) {
            const Visit visit = std::move(visits.front());
            visits.pop_front();
            const auto found = m_byName.find(visit.edge.name);
            if (found == m_byName.end()) continue;
            for (const std::size_t index : found->second) {
                Package& package = m_packages[index];
                if (!visit.edge.version.empty() && package.version != visit.edge.version) continue;
                const bool changed = reach(package, visit.marker, group);
                const bool newExtras =
                    std::ranges::any_of(visit.edge.extras, [&](const std::string& extra) {
                        return m_extrasSeen
                            .insert(std::to_string(index) + "/" + extra + "/" + visit.marker)
                            .second;
                    });
                if (!changed && !newExtras) continue;
                for (const Edge& edge : package.edges)
                    visits.push_back({edge, both(visit.marker, edge.marker)});
                for (const std::string& extra : visit.edge.extras)
                    if (const auto edges = package.extras.find(extra);
                        edges != package.extras.end())
                        for (const Edge& edge : edges->second)
                            visits.push_back({edge, both(visit.marker, edge.marker)});
            }
        }
    }

    /// True where the package is now wanted in more cases than before.
    static bool reach(Package& package, const std::string& marker, const std::string& group)
    {
        if (!package.isReached) {
            package.isReached = true;
            package.group = group;
        }
        // What a later group wants on more platforms is told by the first group that wants it at
        // all.
        if (package.isUnconditional || package.group != group) return false;
        if (marker.empty() || package.markers.size() >= alternativesKept || marker.size() > 600) {
            package.isUnconditional = true;
            return true;
        }
        if (std::ranges::find(package.markers, marker) != package.markers.end()) return false;
        package.markers.push_back(marker);
        return true;
    }

    static std::string markerOf(const Package& package)
    {
        std::vector<std::string> alternatives =
            package.isUnconditional ? std::vector<std::string>() : package.markers;
        std::string marker;
        for (const std::string& alternative : alternatives)
            marker += (marker.empty() ? "" : " or ")
                + (alternatives.size() > 1 ? "(" + alternative + ")" : alternative);
        std::string fork;
        const std::vector<std::string> forks = textsAt(*package.table, "resolution-markers");
        for (const std::string& each : forks)
            fork += (fork.empty() ? "" : " or ") + (forks.size() > 1 ? "(" + each + ")" : each);
        return both(marker, fork);
    }

    void addEntry(const Package& package, bool hasProject)
    {
        const toml::node* const name = package.table->get("name");
        const Span span =
            m_toml.spanOf(name ? *name : static_cast<const toml::node&>(*package.table));
        RequirementParts parts {.name = textAt(*package.table, "name"),
                                .extras = {},
                                .specifier = package.version.empty() ? "" : "==" + package.version,
                                .marker = markerOf(package)};
        ProjectRequirement entry = requirementFromParts(parts, package.group, span);
        entry.version = package.version;
        entry.optional = hasProject && (!package.isReached || !package.group.empty());
        if (hasProject && !package.isReached) entry.group = "unreached";
        for (const Edge& edge : package.edges)
            entry.dependsOn.push_back(edge.name);
        if (const toml::table* const source = tableAt(*package.table, "source")) {
            entry.index = textAt(*source, "registry");
            for (const char* const key : {"git", "url", "path", "directory", "editable"})
                if (const std::string place = textAt(*source, key); !place.empty())
                    entry.url = std::string(key) == "git" ? "git+" + place : place;
        }
        forEachTable(*package.table, "wheels", [&](const toml::table& wheel) {
            if (const std::string hash = textAt(wheel, "hash"); !hash.empty())
                entry.hashes.push_back(hash);
        });
        if (const toml::table* const sdist = tableAt(*package.table, "sdist"))
            if (const std::string hash = textAt(*sdist, "hash"); !hash.empty())
                entry.hashes.push_back(hash);
        m_project.requirements.push_back(std::move(entry));
    }

    ProjectFile& m_project;
    TomlText m_toml;
    std::vector<Package> m_packages;
    std::map<std::string, std::vector<std::size_t>, std::less<>> m_byName;
    std::set<std::string> m_extrasSeen;
};

} // namespace

void readUvLock(ProjectFile& project, FileId file, std::string_view text)
{
    UvLockReader(project, file, text).read();
}

} // namespace pinwheel
