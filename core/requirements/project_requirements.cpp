#include "core/requirements/project_requirements.h"

#include "core/base/limits.h"
#include "core/python/project_name.h"
#include "core/python/python_text.h"
#include "core/requirements/decoded_text.h"
#include "core/requirements/project_entries.h"

#include <algorithm>
#include <charconv>

namespace pinwheel {
namespace {

std::string joined(const std::vector<std::string>& texts)
{
    std::string all;
    for (const std::string& text : texts)
        all += (all.empty() ? "" : ",") + text;
    return all;
}

/// Release numbers of "1.2.3"; empty where the text does not begin so.
std::vector<std::uint64_t> releaseOf(std::string_view version)
{
    std::vector<std::uint64_t> numbers;
    if (version.starts_with('v')) version.remove_prefix(1);
    while (!version.empty() && isDigit(version.front()) && numbers.size() < 16) {
        std::uint64_t number = 0;
        const auto [end, error] =
            std::from_chars(version.data(), version.data() + version.size(), number);
        if (error != std::errc()) return {};
        numbers.push_back(number);
        version.remove_prefix(static_cast<std::size_t>(end - version.data()));
        if (!version.starts_with('.')) break;
        version.remove_prefix(1);
    }
    return numbers;
}

std::string versionText(const std::vector<std::uint64_t>& numbers)
{
    std::string text;
    for (const std::uint64_t number : numbers)
        text += (text.empty() ? "" : ".") + std::to_string(number);
    return text;
}

/// ">=1.2.3,<2.0.0": the number at `place` goes up by one, those behind it become zero.
std::string rangeFrom(std::string_view version, std::vector<std::uint64_t> numbers,
                      std::size_t place)
{
    ++numbers[place];
    for (std::size_t i = place + 1; i < numbers.size(); ++i)
        numbers[i] = 0;
    return ">=" + std::string(version) + ",<" + versionText(numbers);
}

std::optional<std::string> clauseFromPoetry(std::string_view clause)
{
    if (clause == "*") return std::string();
    if (clause.starts_with('^') || (clause.starts_with('~') && !clause.starts_with("~="))) {
        const std::string_view version = withoutOuterBlanks(clause.substr(1));
        const std::vector<std::uint64_t> numbers = releaseOf(version);
        if (numbers.empty()) return std::nullopt;
        if (clause.front() == '~')
            return rangeFrom(version, numbers, std::min<std::size_t>(1, numbers.size() - 1));
        std::size_t place = 0; // the first number that is not zero may not change
        while (place + 1 < numbers.size() && numbers[place] == 0)
            ++place;
        return rangeFrom(version, numbers, place);
    }
    if (clause.starts_with('=') && !clause.starts_with("==")) clause.remove_prefix(1);
    if (!clause.empty() && (isDigit(clause.front()) || clause.front() == 'v'))
        return "==" + std::string(clause);
    std::string text;
    for (const char c : clause)
        if (c != ' ') text += c;
    return text;
}

} // namespace

std::optional<std::string> specifierFromPoetry(std::string_view constraint)
{
    if (constraint.contains('|')) return std::nullopt;
    std::vector<std::string> clauses;
    std::string_view rest = withoutOuterBlanks(constraint);
    while (!rest.empty()) {
        // A blank ends a clause, but not behind an operator: ">= 1.0 <2".
        std::size_t end = rest.find_first_not_of("=<>!~^ ");
        end = std::min(rest.find_first_of(", ", std::min(end, rest.size())), rest.size());
        const auto clause = clauseFromPoetry(withoutOuterBlanks(rest.substr(0, end)));
        if (!clause) return std::nullopt;
        if (!clause->empty()) clauses.push_back(*clause);
        rest = rest.substr(end);
        while (!rest.empty() && (rest.front() == ',' || rest.front() == ' '))
            rest.remove_prefix(1);
    }
    return joined(clauses);
}

ProjectRequirement requirementFromParts(const RequirementParts& parts, std::string_view group,
                                        Span span)
{
    ProjectRequirement entry {.name = normalizedName(parts.name),
                              .displayName = parts.name,
                              .group = std::string(group),
                              .url = parts.url,
                              .span = span};
    entry.text = parts.name;
    if (!parts.extras.empty()) entry.text += "[" + joined(parts.extras) + "]";
    entry.text += parts.url.empty() ? parts.specifier : " @ " + parts.url;
    if (!parts.marker.empty()) entry.text += (parts.url.empty() ? "; " : " ; ") + parts.marker;
    entry.subject = readRequirementSubject(entry.text);
    return entry;
}

void addRequirementText(ProjectFile& project, std::string_view text, std::string_view group,
                        Span span)
{
    ProjectRequirement entry {
        .text = std::string(withoutOuterBlanks(text)), .group = std::string(group), .span = span};
    entry.subject = readRequirementSubject(entry.text);
    entry.name = entry.subject.name;
    entry.displayName = entry.subject.requirement ? entry.subject.requirement->name : entry.name;
    entry.url = entry.subject.location;
    if (entry.subject.kind == SubjectKind::Invalid)
        project.problems.push_back({.span = span, .message = entry.subject.error});
    project.requirements.push_back(std::move(entry));
}

std::string_view toText(ProjectFileKind kind)
{
    switch (kind) {
    case ProjectFileKind::Pyproject:
        return "pyproject.toml";
    case ProjectFileKind::PoetryLock:
        return "poetry.lock";
    case ProjectFileKind::UvLock:
        return "uv.lock";
    case ProjectFileKind::PylockToml:
        return "pylock.toml";
    case ProjectFileKind::PdmLock:
        return "pdm.lock";
    case ProjectFileKind::Pipfile:
        return "Pipfile";
    case ProjectFileKind::PipfileLock:
        return "Pipfile.lock";
    case ProjectFileKind::CondaEnvironment:
        return "environment.yml";
    case ProjectFileKind::SetupCfg:
        return "setup.cfg";
    case ProjectFileKind::SetupPy:
        return "setup.py";
    }
    return {};
}

std::optional<ProjectFileKind> projectFileKind(std::string_view path)
{
    const std::size_t slash = path.rfind('/');
    const std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
    if (name == "pyproject.toml") return ProjectFileKind::Pyproject;
    if (name == "poetry.lock") return ProjectFileKind::PoetryLock;
    if (name == "uv.lock") return ProjectFileKind::UvLock;
    if (name == "pdm.lock") return ProjectFileKind::PdmLock;
    if (name == "Pipfile") return ProjectFileKind::Pipfile;
    if (name == "Pipfile.lock") return ProjectFileKind::PipfileLock;
    if (name == "setup.cfg") return ProjectFileKind::SetupCfg;
    if (name == "setup.py") return ProjectFileKind::SetupPy;
    if (name == "pylock.toml" || (name.starts_with("pylock.") && name.ends_with(".toml")))
        return ProjectFileKind::PylockToml;
    const bool yaml = name.ends_with(".yml") || name.ends_with(".yaml");
    if (yaml && (name.contains("environment") || name.contains("conda") || name.starts_with("env")))
        return ProjectFileKind::CondaEnvironment;
    return std::nullopt;
}

std::vector<const ProjectRequirement*> ProjectFile::ofGroup(std::string_view group) const
{
    std::vector<const ProjectRequirement*> entries;
    for (const ProjectRequirement& entry : requirements)
        if (entry.group == group) entries.push_back(&entry);
    return entries;
}

ProjectFile readProjectFile(ProjectFileKind kind, FileId file, std::string_view text)
{
    ProjectFile project {.kind = kind};
    if (text.size() > limits::textFileBytes) {
        project.problems.push_back(
            {.span = {.file = file}, .message = "the file is too large to be read"});
        return project;
    }
    if (!isValidUtf8(text)) {
        project.problems.push_back(
            {.span = {.file = file}, .message = "the file is not valid UTF-8", .isFatal = true});
        return project;
    }
    switch (kind) {
    case ProjectFileKind::Pyproject:
        readPyproject(project, file, text);
        break;
    case ProjectFileKind::PoetryLock:
        readPoetryLock(project, file, text);
        break;
    case ProjectFileKind::UvLock:
        readUvLock(project, file, text);
        break;
    case ProjectFileKind::PylockToml:
        readPylockToml(project, file, text);
        break;
    case ProjectFileKind::PdmLock:
        readPdmLock(project, file, text);
        break;
    case ProjectFileKind::Pipfile:
        readPipfile(project, file, text);
        break;
    case ProjectFileKind::PipfileLock:
        readPipfileLock(project, file, text);
        break;
    case ProjectFileKind::CondaEnvironment:
        readCondaEnvironment(project, file, text);
        break;
    case ProjectFileKind::SetupCfg:
        readSetupCfg(project, file, text);
        break;
    case ProjectFileKind::SetupPy:
        readSetupPy(project, file, text);
        break;
    }
    // The libraries' tables are sorted by key; the file's order is that of the places.
    std::ranges::stable_sort(project.requirements, {}, [](const ProjectRequirement& requirement) {
        return requirement.span.begin;
    });
    return project;
}

} // namespace pinwheel
