#include "core/python/project_name.h"
#include "core/requirements/project_entries.h"
#include "core/requirements/toml_text.h"

#include <algorithm>

// Lock files in TOML but uv's: poetry.lock (1.x and 2.x), pdm.lock, pylock.toml (PEP 751). One
// entry per locked package.

namespace pinwheel {
namespace {

/// "main" is the main group; of several the main one wins.
std::string groupOf(const toml::table& package)
{
    const std::vector<std::string> groups = textsAt(package, "groups");
    // Poetry before 1.5 has a category instead.
    if (const std::string category = textAt(package, "category");
        groups.empty() && !category.empty() && category != "main")
        return "group:" + category;
    if (groups.empty() || std::ranges::find(groups, "main") != groups.end()
        || std::ranges::find(groups, "default") != groups.end())
        return {};
    return "group:" + groups.front();
}

void addHashes(ProjectRequirement& entry, const toml::table& package, std::string_view key,
               std::string_view field)
{
    forEachTable(package, key, [&](const toml::table& file) {
        if (const std::string hash = textAt(file, field); !hash.empty())
            entry.hashes.push_back(hash);
    });
}

/// `hashes = {sha256 = "…"}` of PEP 751.
void addHashTable(ProjectRequirement& entry, const toml::table& file)
{
    const toml::table* const hashes = tableAt(file, "hashes");
    if (!hashes) return;
    for (const auto& [algorithm, digest] : *hashes)
        if (const auto* const text = digest.as_string())
            entry.hashes.push_back(std::string(algorithm.str()) + ":" + text->get());
}

ProjectRequirement lockedEntry(const toml::table& package, const std::string& marker,
                               const std::string& group, Span span)
{
    const std::string version = textAt(package, "version");
    ProjectRequirement entry =
        requirementFromParts({.name = textAt(package, "name"),
                              .extras = textsAt(package, "extras"),
                              .specifier = version.empty() ? "" : "==" + version,
                              .marker = marker},
                             group, span);
    entry.version = version;
    return entry;
}

/// Markers of poetry 2.x: one for all groups, or one per group.
std::string poetryMarker(const toml::table& package)
{
    if (const std::string marker = textAt(package, "markers"); !marker.empty()) return marker;
    const toml::table* const byGroup = tableAt(package, "markers");
    return byGroup ? textAt(*byGroup, "main") : std::string();
}

} // namespace

void readPoetryLock(ProjectFile& project, FileId file, std::string_view text)
{
    const TomlText toml(file, text, project.problems);
    forEachTable(toml.root(), "package", [&](const toml::table& package) {
        ProjectRequirement entry =
            lockedEntry(package, poetryMarker(package), groupOf(package), toml.spanOf(package));
        if (const auto* const name = package.get("name")) entry.span = toml.spanOf(*name);
        entry.optional = flagAt(package, "optional");
        addHashes(entry, package, "files", "hash");
        if (const toml::table* const dependencies = tableAt(package, "dependencies"))
            for (const auto& [name, node] : *dependencies)
                entry.dependsOn.push_back(normalizedName(name.str()));
        if (const toml::table* const source = tableAt(package, "source")) {
            const std::string type = textAt(*source, "type");
            const std::string url = textAt(*source, "url");
            if (type == "legacy")
                entry.index = url;
            else
                entry.url = type == "git"
                    ? "git+" + url + "@" + textAt(*source, "resolved_reference")
                    : url;
        }
        project.requirements.push_back(std::move(entry));
    });
    if (const toml::table* const metadata = tableAt(toml.root(), "metadata"))
        project.requiresPython =
            specifierFromPoetry(textAt(*metadata, "python-versions")).value_or("");
}

void readPdmLock(ProjectFile& project, FileId file, std::string_view text)
{
    const TomlText toml(file, text, project.problems);
    forEachTable(toml.root(), "package", [&](const toml::table& package) {
        ProjectRequirement entry =
            lockedEntry(package, textAt(package, "marker"), groupOf(package), toml.spanOf(package));
        if (const auto* const name = package.get("name")) entry.span = toml.spanOf(*name);
        addHashes(entry, package, "files", "hash");
        for (const std::string& dependency : textsAt(package, "dependencies")) {
            const RequirementSubject subject = readRequirementSubject(dependency);
            if (!subject.name.empty()) entry.dependsOn.push_back(subject.name);
        }
        if (const std::string git = textAt(package, "git"); !git.empty())
            entry.url = "git+" + git + "@" + textAt(package, "revision");
        if (const std::string url = textAt(package, "url"); !url.empty()) entry.url = url;
        if (const std::string path = textAt(package, "path"); !path.empty()) entry.url = path;
        project.requirements.push_back(std::move(entry));
    });
    if (const toml::table* const metadata = tableAt(toml.root(), "metadata"))
        forEachTable(*metadata, "targets", [&](const toml::table& target) {
            if (project.requiresPython.empty())
                project.requiresPython = textAt(target, "requires_python");
        });
}

void readPylockToml(ProjectFile& project, FileId file, std::string_view text)
{
    const TomlText toml(file, text, project.problems);
    project.requiresPython = textAt(toml.root(), "requires-python");
    forEachTable(toml.root(), "packages", [&](const toml::table& package) {
        ProjectRequirement entry =
            lockedEntry(package, textAt(package, "marker"), "", toml.spanOf(package));
        if (const auto* const name = package.get("name")) entry.span = toml.spanOf(*name);
        entry.index = textAt(package, "index");
        forEachTable(package, "wheels",
                     [&](const toml::table& wheel) { addHashTable(entry, wheel); });
        if (const toml::table* const sdist = tableAt(package, "sdist")) addHashTable(entry, *sdist);
        if (const toml::table* const archive = tableAt(package, "archive")) {
            addHashTable(entry, *archive);
            entry.url = textAt(*archive, "url");
            if (entry.url.empty()) entry.url = textAt(*archive, "path");
        }
        if (const toml::table* const vcs = tableAt(package, "vcs"))
            entry.url =
                textAt(*vcs, "type") + "+" + textAt(*vcs, "url") + "@" + textAt(*vcs, "commit-id");
        if (const toml::table* const directory = tableAt(package, "directory"))
            entry.url = textAt(*directory, "path");
        forEachTable(package, "dependencies", [&](const toml::table& dependency) {
            entry.dependsOn.push_back(normalizedName(textAt(dependency, "name")));
        });
        project.requirements.push_back(std::move(entry));
    });
}

} // namespace pinwheel
