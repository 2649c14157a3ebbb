#include "core/python/project_name.h"
#include "core/requirements/poetry_dependency.h"
#include "core/requirements/project_entries.h"
#include "core/requirements/toml_text.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

// Pipfile (TOML) and Pipfile.lock (JSON) of pipenv. The JSON reader tells no places, so an entry of
// the lock is placed at the first key of its name behind the key of its section.

namespace pinwheel {
namespace {

using Json = nlohmann::json;

std::string textAt(const Json& object, const char* key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

class PipfileLockReader
{
public:
    PipfileLockReader(ProjectFile& project, FileId file, std::string_view text)
        : m_project(project)
        , m_file(file)
        , m_text(text)
    {
    }

    void read(const Json& root)
    {
        readMeta(root);
        for (const auto& [section, packages] : root.items()) {
            if (section == "_meta" || !packages.is_object()) continue;
            const std::string group = section == "default" ? ""
                : section == "develop"                     ? "group:dev"
                                                           : "group:" + section;
            std::size_t from = placeOfKey(section, 0);
            for (const auto& [name, entry] : packages.items())
                if (entry.is_object()) addEntry(name, entry, group, from);
        }
    }

private:
    void readMeta(const Json& root)
    {
        const auto meta = root.find("_meta");
        if (meta == root.end() || !meta->is_object()) return;
        if (const auto sources = meta->find("sources");
            sources != meta->end() && sources->is_array())
            for (const Json& source : *sources)
                if (source.is_object())
                    m_project.indexes.push_back({.name = textAt(source, "name"),
                                                 .url = textAt(source, "url"),
                                                 .isDefault = m_project.indexes.empty(),
                                                 .span = {.file = m_file}});
        if (const auto wanted = meta->find("requires");
            wanted != meta->end() && wanted->is_object()) {
            std::string version = textAt(*wanted, "python_full_version");
            if (version.empty()) version = textAt(*wanted, "python_version");
            if (!version.empty())
                m_project.requiresPython =
                    "==" + version + (version.find('.', 2) == std::string::npos ? ".*" : "");
        }
    }

    /// Where `"name"` stands as a key at or behind `from`; `from` itself where it does not.
    std::size_t placeOfKey(const std::string& name, std::size_t from) const
    {
        const std::string key = "\"" + name + "\"";
        for (std::size_t at = m_text.find(key, from); at != std::string_view::npos;
             at = m_text.find(key, at + 1)) {
            const std::size_t next = m_text.find_first_not_of(" \t\r\n", at + key.size());
            if (next != std::string_view::npos && m_text[next] == ':') return at;
        }
        return from;
    }

    void addEntry(const std::string& name, const Json& entry, const std::string& group,
                  std::size_t from)
    {
        const std::size_t at = placeOfKey(name, from);
        const Span span {
            .file = m_file,
            .begin = static_cast<std::uint32_t>(at),
            .end = static_cast<std::uint32_t>(std::min(at + name.size() + 2, m_text.size()))};
        RequirementParts parts {.name = name,
                                .extras = {},
                                .specifier = textAt(entry, "version"),
                                .marker = textAt(entry, "markers")};
        if (const auto extras = entry.find("extras"); extras != entry.end() && extras->is_array())
            for (const Json& extra : *extras)
                if (extra.is_string()) parts.extras.push_back(extra.get<std::string>());
        if (const std::string git = textAt(entry, "git"); !git.empty())
            parts.url = "git+" + git + "@" + textAt(entry, "ref");
        ProjectRequirement requirement = requirementFromParts(parts, group, span);
        if (parts.specifier.starts_with("==")) requirement.version = parts.specifier.substr(2);
        requirement.index = textAt(entry, "index");
        for (const char* const key : {"file", "path"})
            if (const std::string place = textAt(entry, key); !place.empty())
                requirement.url = place;
        if (const auto hashes = entry.find("hashes"); hashes != entry.end() && hashes->is_array())
            for (const Json& hash : *hashes)
                if (hash.is_string()) requirement.hashes.push_back(hash.get<std::string>());
        m_project.requirements.push_back(std::move(requirement));
    }

    ProjectFile& m_project;
    FileId m_file;
    std::string_view m_text;
};

} // namespace

void readPipfile(ProjectFile& project, FileId file, std::string_view text)
{
    const TomlText toml(file, text, project.problems);
    forEachTable(toml.root(), "source", [&](const toml::table& source) {
        project.indexes.push_back({.name = pinwheel::textAt(source, "name"),
                                   .url = pinwheel::textAt(source, "url"),
                                   .isDefault = project.indexes.empty(),
                                   .span = toml.spanOf(source)});
    });
    for (const auto& [section, node] : toml.root()) {
        const toml::table* const packages = node.as_table();
        static constexpr std::array others {"source", "requires",     "scripts",
                                            "pipenv", "build-system", "tool"};
        if (!packages || std::ranges::find(others, section.str()) != others.end()) continue;
        const std::string group = section.str() == "packages" ? ""
            : section.str() == "dev-packages"                 ? "group:dev"
                                              : "group:" + std::string(section.str());
        for (const auto& [name, value] : *packages)
            addPoetryDependency(project, std::string(name.str()), value, group,
                                cover(toml.spanOf(name), toml.spanOf(value)));
    }
    if (const toml::table* const wanted = tableAt(toml.root(), "requires")) {
        if (const std::string version = pinwheel::textAt(*wanted, "python_version");
            !version.empty())
            project.requiresPython = "==" + version + ".*";
        if (const std::string version = pinwheel::textAt(*wanted, "python_full_version");
            !version.empty())
            project.requiresPython = "==" + version;
    }
}

void readPipfileLock(ProjectFile& project, FileId file, std::string_view text)
{
    try {
        const Json root = Json::parse(text);
        if (!root.is_object()) {
            project.problems.push_back({.span = {.file = file},
                                        .message = "the file holds no JSON object",
                                        .isFatal = true});
            return;
        }
        PipfileLockReader(project, file, text).read(root);
    } catch (const Json::parse_error& error) {
        const auto at = static_cast<std::uint32_t>(std::min(error.byte, text.size()));
        project.problems.push_back({.span = {.file = file, .begin = at, .end = at},
                                    .message = "the file is no valid JSON",
                                    .isFatal = true});
    } catch (const std::exception& error) {
        project.problems.push_back(
            {.span = {.file = file},
             .message = "the file cannot be read: " + std::string(error.what()),
             .isFatal = true});
    }
}

} // namespace pinwheel
