#include "core/requirements/poetry_dependency.h"

#include "core/requirements/project_entries.h"

#include <algorithm>

namespace pinwheel {
namespace {

/// "^3.8" → python_version clauses of a marker.
std::string pythonMarker(std::string_view constraint)
{
    const auto specifier = specifierFromPoetry(constraint);
    if (!specifier || specifier->empty()) return {};
    std::string marker;
    std::string_view rest = *specifier;
    while (!rest.empty()) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        const std::string_view clause = rest.substr(0, comma);
        const std::size_t version = clause.find_first_not_of("<>=!~");
        if (version == std::string_view::npos) return {};
        const std::string_view number = clause.substr(version);
        const bool full = std::count(number.begin(), number.end(), '.') > 1
            && !number.ends_with(".0") && !number.ends_with(".*");
        marker += (marker.empty() ? "" : " and ")
            + std::string(full ? "python_full_version " : "python_version ")
            + std::string(clause.substr(0, version)) + " \"" + std::string(number) + "\"";
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    return marker;
}

std::string conjunction(const std::string& a, const std::string& b)
{
    if (a.empty() || b.empty()) return a + b;
    return "(" + a + ") and (" + b + ")";
}

std::string gitUrl(const toml::table& table)
{
    const std::string git = textAt(table, "git");
    if (git.empty()) return {};
    std::string url = git.starts_with("git+") ? git : "git+" + git;
    for (const char* const key : {"rev", "ref", "tag", "branch"})
        if (const std::string revision = textAt(table, key); !revision.empty())
            return url + "@" + revision;
    return url;
}

void addTable(ProjectFile& project, const std::string& name, const toml::table& table,
              const std::string& group, Span span)
{
    RequirementParts parts {.name = name, .extras = textsAt(table, "extras")};
    const std::string constraint = textAt(table, "version");
    const auto specifier = specifierFromPoetry(constraint.empty() ? "*" : constraint);
    if (!specifier)
        project.problems.push_back({.span = span,
                                    .message = "the constraint '" + constraint
                                        + "' has alternatives; it is taken as any version"});
    parts.specifier = specifier.value_or("");
    parts.marker = conjunction(textAt(table, "markers"), pythonMarker(textAt(table, "python")));
    if (const std::string platform = textAt(table, "platform"); !platform.empty())
        parts.marker = conjunction(parts.marker, "sys_platform == \"" + platform + "\"");
    parts.url = gitUrl(table);
    if (parts.url.empty()) parts.url = textAt(table, "url");
    ProjectRequirement entry = requirementFromParts(parts, group, span);
    for (const char* const key : {"path", "file"})
        if (const std::string path = textAt(table, key); !path.empty() && entry.url.empty())
            entry.url = path;
    entry.index = textAt(table, "source");
    if (entry.index.empty()) entry.index = textAt(table, "index");
    entry.optional = flagAt(table, "optional");
    project.requirements.push_back(std::move(entry));
}

} // namespace

void addPoetryDependency(ProjectFile& project, const std::string& name, const toml::node& node,
                         const std::string& group, Span span)
{
    if (const auto* const text = node.as_string()) {
        const auto specifier = specifierFromPoetry(text->get());
        if (!specifier)
            project.problems.push_back({.span = span,
                                        .message = "the constraint '" + text->get()
                                            + "' has alternatives; it is taken as any version"});
        project.requirements.push_back(requirementFromParts(
            {.name = name, .extras = {}, .specifier = specifier.value_or("")}, group, span));
    } else if (const toml::table* const table = node.as_table()) {
        addTable(project, name, *table, group, span);
    } else if (const toml::array* const several = node.as_array()) {
        for (const toml::node& each : *several)
            if (const toml::table* const one = each.as_table())
                addTable(project, name, *one, group, span);
    }
}

} // namespace pinwheel
