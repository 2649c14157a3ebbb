#include "core/base/limits.h"
#include "core/python/project_name.h"
#include "core/requirements/poetry_dependency.h"
#include "core/requirements/project_entries.h"
#include "core/requirements/toml_text.h"

#include <algorithm>

// pyproject.toml: [project] (PEP 621), [dependency-groups] (PEP 735), [build-system] (PEP 518), and
// the tables of poetry, uv and pdm that name dependencies or indexes, and the files of
// [tool.setuptools.dynamic]. Not implemented: hatch's environments.

namespace pinwheel {
namespace {

class PyprojectReader
{
public:
    PyprojectReader(ProjectFile& project, FileId file, std::string_view text)
        : m_project(project)
        , m_toml(file, text, project.problems)
    {
    }

    void read()
    {
        const toml::table& root = m_toml.root();
        if (const toml::table* const project = tableAt(root, "project")) readProject(*project);
        if (const toml::table* const groups = tableAt(root, "dependency-groups"))
            for (const auto& [name, node] : *groups)
                readGroup(*groups, std::string(name.str()), "group:" + std::string(name.str()), 0);
        if (const toml::table* const build = tableAt(root, "build-system"))
            addTexts(*build, "requires", "build-system");
        const toml::table* const tools = tableAt(root, "tool");
        if (!tools) return;
        if (const toml::table* const poetry = tableAt(*tools, "poetry")) readPoetry(*poetry);
        if (const toml::table* const uv = tableAt(*tools, "uv")) readUv(*uv);
        if (const toml::table* const pdm = tableAt(*tools, "pdm")) readPdm(*pdm);
        if (const toml::table* const setuptools = tableAt(*tools, "setuptools"))
            readSetuptools(*setuptools);
    }

private:
    void addTexts(const toml::table& table, std::string_view key, const std::string& group)
    {
        forEachText(table, key, [&](const std::string& text, const toml::node& node) {
            addRequirementText(m_project, text, group, m_toml.spanOf(node));
        });
    }

    /// dynamic = {dependencies = {file = "requirements.txt"}}, or a list of files.
    void readSetuptools(const toml::table& setuptools)
    {
        const toml::table* const dynamic = tableAt(setuptools, "dynamic");
        const toml::table* const dependencies =
            dynamic ? tableAt(*dynamic, "dependencies") : nullptr;
        if (!dependencies) return;
        m_project.dependencyFiles = textsAt(*dependencies, "file");
        if (const std::string one = textAt(*dependencies, "file"); !one.empty())
            m_project.dependencyFiles.push_back(one);
    }

    void readProject(const toml::table& project)
    {
        m_project.projectName = normalizedName(textAt(project, "name"));
        m_project.requiresPython = textAt(project, "requires-python");
        m_project.dynamic = textsAt(project, "dynamic");
        addTexts(project, "dependencies", "");
        if (const toml::table* const optional = tableAt(project, "optional-dependencies"))
            for (const auto& [name, node] : *optional)
                addTexts(*optional, name.str(), "extra:" + std::string(name.str()));
    }

    /// A group may include others; the entries are listed under the group that includes them.
    void readGroup(const toml::table& groups, const std::string& name, const std::string& group,
                   std::size_t depth)
    {
        const auto found = std::ranges::find_if(groups, [&](const auto& entry) {
            return normalizedName(entry.first.str()) == normalizedName(name);
        });
        const toml::array* const entries =
            found == groups.end() ? nullptr : found->second.as_array();
        if (!entries) {
            m_project.problems.push_back(
                {.span = m_toml.spanOf(groups), .message = "there is no dependency group " + name});
            return;
        }
        if (depth >= limits::includeDepth) {
            m_project.problems.push_back(
                {.span = m_toml.spanOf(*entries),
                 .message = "dependency groups include each other in a circle: " + name});
            return;
        }
        for (const toml::node& node : *entries) {
            if (const auto* const text = node.as_string())
                addRequirementText(m_project, text->get(), group, m_toml.spanOf(node));
            else if (const toml::table* const include = node.as_table())
                readGroup(groups, textAt(*include, "include-group"), group, depth + 1);
        }
    }

    void readPoetry(const toml::table& poetry)
    {
        if (m_project.projectName.empty())
            m_project.projectName = normalizedName(textAt(poetry, "name"));
        addPoetry(poetry, "dependencies", "");
        addPoetry(poetry, "dev-dependencies", "group:dev");
        if (const toml::table* const groups = tableAt(poetry, "group"))
            for (const auto& [name, node] : *groups)
                if (const toml::table* const group = node.as_table())
                    addPoetry(*group, "dependencies", "group:" + std::string(name.str()));
        markExtras(poetry);
        forEachTable(poetry, "source", [&](const toml::table& source) {
            const std::string priority = textAt(source, "priority");
            m_project.indexes.push_back({.name = textAt(source, "name"),
                                         .url = textAt(source, "url"),
                                         .isDefault = flagAt(source, "default")
                                             || priority == "default" || priority == "primary",
                                         .isExplicit = priority == "explicit",
                                         .span = m_toml.spanOf(source)});
        });
    }

    void addPoetry(const toml::table& table, std::string_view key, const std::string& group)
    {
        const toml::table* const dependencies = tableAt(table, key);
        if (!dependencies) return;
        for (const auto& [name, node] : *dependencies) {
            if (name.str() == "python") {
                const auto* const text = node.as_string();
                if (text && m_project.requiresPython.empty())
                    m_project.requiresPython = specifierFromPoetry(text->get()).value_or("");
                continue;
            }
            // [tool.poetry.dependencies] beside [project] only says more about what is named there.
            const bool isKnown = group.empty()
                && std::ranges::any_of(m_project.requirements,
                                       [&](const ProjectRequirement& entry) {
                                           return entry.name == normalizedName(name.str());
                                       });
            if (isKnown) continue;
            const Span span = cover(m_toml.spanOf(name), m_toml.spanOf(node));
            addPoetryDependency(m_project, std::string(name.str()), node, group, span);
        }
    }

    /// [tool.poetry.extras] names optional dependencies of the main table.
    void markExtras(const toml::table& poetry)
    {
        const toml::table* const extras = tableAt(poetry, "extras");
        if (!extras) return;
        for (const auto& [name, node] : *extras)
            for (const std::string& member : textsAt(*extras, name.str()))
                for (ProjectRequirement& entry : m_project.requirements)
                    if (entry.optional && entry.group.empty()
                        && entry.name == normalizedName(member))
                        entry.group = "extra:" + std::string(name.str());
    }

    void readUv(const toml::table& uv)
    {
        addTexts(uv, "dev-dependencies", "group:dev");
        addTexts(uv, "constraint-dependencies", "constraint");
        addTexts(uv, "override-dependencies", "override");
        forEachTable(uv, "index", [&](const toml::table& index) {
            m_project.indexes.push_back({.name = textAt(index, "name"),
                                         .url = textAt(index, "url"),
                                         .isDefault = flagAt(index, "default"),
                                         .isExplicit = flagAt(index, "explicit"),
                                         .span = m_toml.spanOf(index)});
        });
        for (const toml::table* const table : {&uv, tableAt(uv, "pip")}) {
            if (!table) continue;
            if (const auto* const url = table->get_as<std::string>("index-url"))
                m_project.indexes.push_back(
                    {.url = url->get(), .isDefault = true, .span = m_toml.spanOf(*url)});
            forEachText(*table, "extra-index-url",
                        [&](const std::string& url, const toml::node& node) {
                            m_project.indexes.push_back({.url = url, .span = m_toml.spanOf(node)});
                        });
        }
        const toml::table* const sources = tableAt(uv, "sources");
        if (!sources) return;
        for (const auto& [name, node] : *sources) {
            if (const toml::table* const source = node.as_table())
                setSource(normalizedName(name.str()), *source);
            else if (const toml::array* const several = node.as_array();
                     several && several->size() == 1 && several->front().as_table())
                setSource(normalizedName(name.str()), *several->front().as_table());
        }
    }

    void setSource(const std::string& name, const toml::table& source)
    {
        for (ProjectRequirement& entry : m_project.requirements) {
            if (entry.name != name) continue;
            if (const std::string index = textAt(source, "index"); !index.empty())
                entry.index = index;
            if (const std::string git = textAt(source, "git"); !git.empty())
                entry.url = "git+" + git;
            if (const std::string url = textAt(source, "url"); !url.empty()) entry.url = url;
            if (const std::string path = textAt(source, "path"); !path.empty()) entry.url = path;
        }
    }

    void readPdm(const toml::table& pdm)
    {
        if (const toml::table* const groups = tableAt(pdm, "dev-dependencies"))
            for (const auto& [name, node] : *groups)
                addTexts(*groups, name.str(), "group:" + std::string(name.str()));
        forEachTable(pdm, "source", [&](const toml::table& source) {
            m_project.indexes.push_back({.name = textAt(source, "name"),
                                         .url = textAt(source, "url"),
                                         .isDefault = textAt(source, "name") == "pypi",
                                         .span = m_toml.spanOf(source)});
        });
    }

    ProjectFile& m_project;
    TomlText m_toml;
};

} // namespace

void readPyproject(ProjectFile& project, FileId file, std::string_view text)
{
    PyprojectReader(project, file, text).read();
}

} // namespace pinwheel
