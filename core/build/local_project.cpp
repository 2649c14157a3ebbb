#include "core/build/local_project.h"

#include "core/base/format.h"
#include "core/requirements/project_requirements.h"

#include <algorithm>
#include <set>

namespace pinwheel {

RequirementText ImageRequirementSource::read(const std::string& location)
{
    if (location.contains("://"))
        return RequirementText::unknown(formatted("{} is not fetched", location));
    Interpretation& run = m_context.run;
    const std::string path = m_context.state.files.followLinks(location);
    const FileLookup file = m_context.state.files.find(path, run.texts);
    if (file.kind == FileLookup::Kind::Unknown) return RequirementText::unknown(file.reason);
    if (file.kind != FileLookup::Kind::File) {
        // What no instruction brings is missing, unless the base image is one that may hold
        // anything.
        if (m_context.state.base.recognized) return RequirementText::missing();
        if (const auto text = besideCopied(location)) return *text;
        return RequirementText::unknown(
            formatted("{} is not brought by the build; the base image may hold it", location));
    }
    run.filesRead.emplace(file.layer, path);
    const auto id = run.texts.idOf(file);
    if (!id) return RequirementText::unknown(file.reason);
    return RequirementText::found(*id, run.texts.sources().share(*id));
}

/// In an image that is not known a relative path starts from a WORKDIR that is not known either:
/// where one folder that COPY brings holds such a file, that is meant.
std::optional<RequirementText> ImageRequirementSource::besideCopied(const std::string& location)
{
    Interpretation& run = m_context.run;
    if (m_context.workingFolder() != "/") return std::nullopt;
    std::set<FileId> found;
    for (const std::string& place : m_context.state.files.contextPlaces()) {
        const FileLookup file = m_context.state.files.find(place + location, run.texts);
        const auto id = file.kind == FileLookup::Kind::File ? run.texts.idOf(file) : std::nullopt;
        if (id) found.insert(*id);
    }
    if (found.size() != 1) return std::nullopt;
    return RequirementText::found(*found.begin(), run.texts.sources().share(*found.begin()));
}

std::optional<bool> ImageRequirementSource::exists(const std::string& path)
{
    const FileLookup file = m_context.state.files.find(path, m_context.run.texts);
    if (file.kind == FileLookup::Kind::File || file.kind == FileLookup::Kind::Folder) return true;
    return std::nullopt;
}

namespace {

class LocalProjectReader
{
public:
    LocalProjectReader(InstallContext& context, InstallStep& step, const std::string& folder,
                       const std::vector<std::string>& extras)
        : m_context(context)
        , m_step(step)
        , m_folder(folder)
        , m_extras(extras)
    {
    }

    std::vector<LocalRequirement> read()
    {
        // A [project] table says all, unless it leaves the list to setuptools; without one
        // setuptools reads the older files.
        const auto pyproject = take(ProjectFileKind::Pyproject, "pyproject.toml");
        if (m_step.failure) return {};
        bool isSaid = pyproject && !pyproject->projectName.empty()
            && std::ranges::find(pyproject->dynamic, "dependencies") == pyproject->dynamic.end();
        isSaid |= !m_out.empty();
        std::vector<std::string> files =
            pyproject ? pyproject->dependencyFiles : std::vector<std::string>();
        if (!isSaid && files.empty()) {
            for (const auto& [kind, name] : {std::pair(ProjectFileKind::SetupCfg, "setup.cfg"),
                                             std::pair(ProjectFileKind::SetupPy, "setup.py")}) {
                const auto project = take(kind, name);
                if (project)
                    files.insert(files.end(), project->dependencyFiles.begin(),
                                 project->dependencyFiles.end());
                if (project && kind == ProjectFileKind::SetupPy && files.empty())
                    isSaid |= project->dynamic.empty();
                isSaid |= !m_out.empty();
            }
        }
        for (const std::string& name : files)
            isSaid |= takeRequirementFile(name);
        if (isSaid) return std::move(m_out);
        // Where the program that makes the list is not among the files, the list that it most often
        // reads may be.
        const bool hasSetup = lookUp("setup.py").kind != FileLookup::Kind::Missing;
        if (!hasSetup && takeRequirementFile("requirements.txt"))
            m_step.notes.push_back(
                formatted("what the project in {} requires is taken from the requirements.txt "
                          "beside it: the setup.py that says it is not among the files",
                          m_folder));
        else
            m_step.notes.push_back(formatted(
                "what the project in {} requires is computed when it is built, so it is not known",
                m_folder));
        m_step.completeness = std::max(m_step.completeness, Completeness::ProjectMissing);
        return std::move(m_out);
    }

private:
    [[nodiscard]] FileLookup lookUp(const std::string& name) const
    {
        return m_context.state.files.find(m_folder + "/" + name, m_context.run.texts);
    }

    /// Reads one file and takes what it says plainly.
    std::optional<ProjectFile> take(ProjectFileKind kind, const std::string& name)
    {
        const FileLookup file = lookUp(name);
        const auto id =
            file.kind == FileLookup::Kind::File ? m_context.run.texts.idOf(file) : std::nullopt;
        if (!id) return std::nullopt;
        m_context.run.filesRead.emplace(file.layer, m_folder + "/" + name);
        ProjectFile project =
            readProjectFile(kind, *id, m_context.run.texts.sources().text(*id).bytes());
        m_step.requirementFiles.push_back(*id);
        if (kind == ProjectFileKind::Pyproject) noteProjectProblems(m_context, m_step, project);
        if (m_step.failure) return project;
        std::vector<std::string> groups {""};
        for (const std::string& extra : m_extras)
            groups.push_back("extra:" + extra);
        for (const std::string& group : groups)
            for (const ProjectRequirement* requirement : project.ofGroup(group))
                if (!requirement->text.empty() && !requirement->conda)
                    m_out.push_back({requirement->text, requirement->subject, requirement->span});
        return project;
    }

    /// Reads a requirement file that the project takes its list from; false where it is not known.
    bool takeRequirementFile(const std::string& name)
    {
        const FileLookup file = lookUp(name);
        if (file.kind != FileLookup::Kind::File || !m_context.run.texts.idOf(file)) return false;
        RequirementReading reading;
        reading.entries = {{m_folder + "/" + name, false, std::nullopt}};
        reading.workingFolder = m_folder;
        ImageRequirementSource source(m_context);
        const RequirementFiles files = readRequirementFiles(reading, source);
        for (const RequirementFileUse& use : files.files)
            if (use.known) m_step.requirementFiles.push_back(use.file);
        for (const RequirementLine& line : files.requirements) {
            const bool isAsked = line.subject.kind != SubjectKind::Invalid
                && line.subject.kind != SubjectKind::LocalPath;
            if (isAsked && !line.constraint && line.unknownReason.empty())
                m_out.push_back({line.text, line.subject, line.textSpan});
        }
        return true;
    }

    InstallContext& m_context;
    InstallStep& m_step;
    const std::string& m_folder;
    const std::vector<std::string>& m_extras;
    std::vector<LocalRequirement> m_out;
};

} // namespace

std::vector<LocalRequirement> readLocalProject(InstallContext& context, InstallStep& step,
                                               const std::string& folder,
                                               const std::vector<std::string>& extras)
{
    return LocalProjectReader(context, step, folder, extras).read();
}

} // namespace pinwheel
