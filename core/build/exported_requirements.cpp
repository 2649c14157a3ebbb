// From a lock to the requirements file that pip reads. Comments of the tools are left out. Sources:
// the documentation of poetry-plugin-export, uv ("Exporting a lockfile"), pdm ("Export locked
// packages") and pipenv ("pipenv requirements").
#include "core/build/exported_requirements.h"

#include "core/base/format.h"

#include <algorithm>

namespace pinwheel {
namespace {

constexpr std::string_view notWorkedOut = "it is written from a lock file while the image is built";

std::string_view lockNameOf(InstallTool tool)
{
    if (tool == InstallTool::Poetry) return "poetry.lock";
    if (tool == InstallTool::Uv) return "uv.lock";
    if (tool == InstallTool::Pdm) return "pdm.lock";
    return tool == InstallTool::Pipenv ? "Pipfile.lock" : std::string_view();
}

std::string valueOf(const InstallCommand& command, std::string_view option)
{
    const CommandOption* found = command.option(option);
    return found != nullptr && found->value ? found->value->text.valueOr("") : std::string();
}

bool isRequirementsFormat(const InstallCommand& command)
{
    const std::string format = valueOf(command, "--format");
    return format.empty() || format == "requirements.txt" || format == "requirements-txt"
        || format == "requirements" || format == "constraints.txt";
}

/// poetry and pipenv leave development groups out where nothing asks for them; uv and pdm put them
/// in.
bool isAsked(const InstallCommand& command, const ProjectRequirement& entry)
{
    if (entry.name.empty() || entry.conda) return false;
    if (entry.optional && !entry.group.starts_with("extra:")) return false;
    const EnvironmentChoice& choice = command.environment;
    const bool namesGroups = !choice.groups.empty() || !choice.onlyGroups.empty()
        || choice.allGroups.on || choice.withDev.on || command.option("--dev") != nullptr;
    const bool isOptIn = command.tool == InstallTool::Poetry || command.tool == InstallTool::Pipenv;
    if (isOptIn && !namesGroups && entry.group.starts_with("group:")) return false;
    return wantsGroup(entry.group, choice);
}

class ExportWriter
{
public:
    ExportWriter(const InstallCommand& command, const SourceSet& sources)
        : m_command(command)
        , m_sources(sources)
    {
    }

    void writeIndexes(const ProjectFile& lock)
    {
        if (m_command.tool != InstallTool::Poetry || m_command.option("--without-urls") != nullptr)
            return;
        std::vector<std::string> told;
        for (const ProjectRequirement& entry : lock.requirements) {
            if (entry.index.empty() || !isAsked(m_command, entry)
                || std::ranges::find(told, entry.index) != told.end())
                continue;
            told.push_back(entry.index);
            m_result.text += formatted("--extra-index-url {}\n", entry.index);
        }
    }

    /// False where the entry is none that another file can name.
    bool write(const ProjectRequirement& entry)
    {
        const bool isLocal = !entry.url.empty() && !entry.url.contains("://");
        if (isLocal || entry.text.empty()) return false;
        const std::size_t semicolon = entry.text.find(';');
        const std::string marker =
            semicolon == std::string::npos ? std::string() : entry.text.substr(semicolon + 1);
        writeName(entry);
        if (entry.url.empty())
            m_result.text += entry.text.substr(std::min(entry.name.size(), entry.text.size()),
                                               semicolon - std::min(entry.name.size(), semicolon));
        else
            m_result.text += formatted(" @ {}", entry.url);
        if (!marker.empty()) m_result.text += formatted(" ;{}", marker);
        if (writesHashes() && entry.url.empty())
            for (const std::string& hash : entry.hashes)
                m_result.text += formatted(" \\\n    --hash={}", hash);
        m_result.text += '\n';
        return true;
    }

    [[nodiscard]] ExportedRequirements take() { return std::move(m_result); }

private:
    [[nodiscard]] bool writesHashes() const
    {
        if (m_command.tool == InstallTool::Pipenv) return m_command.option("--hash") != nullptr;
        return m_command.option("--without-hashes") == nullptr
            && m_command.option("--no-hashes") == nullptr;
    }

    /// The name with its place in the lock file, so that what is said of the package is said there.
    void writeName(const ProjectRequirement& entry)
    {
        std::string name = entry.text.substr(0, entry.name.size());
        std::string_view written = m_sources.slice(entry.span);
        Span span = entry.span;
        if (written.size() >= 2 && (written.front() == '"' || written.front() == '\'')) {
            written = written.substr(1, written.size() - 2);
            span = {span.file, span.begin + 1, span.end - 1};
        }
        const auto at = static_cast<std::uint32_t>(m_result.text.size());
        if (written == name) m_result.pieces.push_back({at, span.size(), span});
        m_result.text += name;
    }

    const InstallCommand& m_command;
    const SourceSet& m_sources;
    ExportedRequirements m_result;
};

} // namespace

Known<ExportedRequirements> exportedRequirements(InstallContext& context,
                                                 const InstallCommand& command)
{
    const Unknown no = unknown(std::string(notWorkedOut));
    const std::string_view lockName = lockNameOf(command.tool);
    if (lockName.empty() || !command.isKnown() || !isRequirementsFormat(command)) return no;
    const auto& project = command.environment.project;
    const std::string folder =
        absoluteImagePath(context.workingFolder(), project ? project->text.valueOr(".") : ".");
    const std::string path = absoluteImagePath(folder, lockName);
    const FileLookup file = context.state.files.find(path, context.run.texts);
    const auto id =
        file.kind == FileLookup::Kind::File ? context.run.texts.idOf(file) : std::nullopt;
    const auto kind = projectFileKind(lockName);
    if (!id || !kind) return no;
    const ProjectFile lock =
        readProjectFile(*kind, *id, context.run.texts.sources().text(*id).bytes());
    if (std::ranges::any_of(lock.problems, &ProjectFileProblem::isFatal)) return no;
    context.run.filesRead.emplace(file.layer, path);
    ExportWriter writer(command, context.run.texts.sources());
    writer.writeIndexes(lock);
    for (const ProjectRequirement& entry : lock.requirements)
        if (isAsked(command, entry) && !writer.write(entry)) return no;
    return writer.take();
}

} // namespace pinwheel
