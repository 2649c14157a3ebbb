#include "core/python/python_text.h"
#include "core/requirements/project_entries.h"

#include <algorithm>
#include <yaml-cpp/yaml.h>

// conda's environment.yml: channels, match specifications, and a pip part with lines of a
// requirements file. Source: conda's user guide, "Managing environments". Not implemented:
// selectors in comments, prefixes.

namespace pinwheel {
namespace {

class EnvironmentReader
{
public:
    EnvironmentReader(ProjectFile& project, FileId file, std::string_view text)
        : m_project(project)
        , m_file(file)
        , m_text(text)
    {
    }

    void read(const YAML::Node& root)
    {
        if (!root.IsMap()) {
            m_project.problems.push_back(
                {.span = {.file = m_file}, .message = "the file holds no environment"});
            return;
        }
        m_project.environmentName = textAt(root, "name");
        if (const YAML::Node channels = root["channels"]; channels && channels.IsSequence())
            for (const YAML::Node& channel : channels)
                if (channel.IsScalar()) m_project.condaChannels.push_back(channel.Scalar());
        const YAML::Node dependencies = root["dependencies"];
        if (!dependencies || !dependencies.IsSequence()) return;
        for (const YAML::Node& entry : dependencies) {
            if (entry.IsScalar()) {
                addSpec(entry);
            } else if (entry.IsMap()) {
                const YAML::Node pip = entry["pip"];
                if (pip && pip.IsSequence())
                    for (const YAML::Node& line : pip)
                        if (line.IsScalar()) addPipLine(line);
            }
        }
    }

private:
    static std::string textAt(const YAML::Node& map, const char* key)
    {
        const YAML::Node node = map[key];
        return node && node.IsScalar() ? node.Scalar() : std::string();
    }

    /// The bytes of a scalar, without its quotes.
    Span spanOf(const YAML::Node& node) const
    {
        const auto begin = static_cast<std::size_t>(std::max(node.Mark().pos, 0));
        const std::size_t at = m_text.find(node.Scalar(), std::min(begin, m_text.size()));
        if (node.Scalar().empty() || at == std::string_view::npos)
            return {.file = m_file,
                    .begin = static_cast<std::uint32_t>(std::min(begin, m_text.size())),
                    .end = static_cast<std::uint32_t>(std::min(begin, m_text.size()))};
        return {.file = m_file,
                .begin = static_cast<std::uint32_t>(at),
                .end = static_cast<std::uint32_t>(at + node.Scalar().size())};
    }

    void addSpec(const YAML::Node& node)
    {
        ProjectRequirement entry {
            .text = node.Scalar(), .group = "conda", .conda = true, .span = spanOf(node)};
        std::string_view text = withoutOuterBlanks(entry.text);
        if (const std::size_t colons = text.find("::"); colons != std::string_view::npos) {
            entry.index = text.substr(0, colons);
            text.remove_prefix(colons + 2);
        }
        const std::size_t end = std::min(text.find_first_of("=<>!~[ "), text.size());
        entry.displayName = text.substr(0, end);
        entry.name = lowerCase(entry.displayName);
        entry.subject = {.kind = SubjectKind::Named, .name = entry.name};
        std::string_view rest = text.substr(end);
        while (rest.starts_with(' '))
            rest.remove_prefix(1);
        // "numpy==1.26.4" and "numpy=1.26.4=py310…" fix a version; "numpy=1.26" is a prefix.
        if (rest.starts_with("==") && rest.find_first_of("*,|") == std::string_view::npos) {
            entry.version = rest.substr(2);
        } else if (rest.starts_with('=') && rest.find_first_of("*,|") == std::string_view::npos) {
            const std::size_t build = rest.find('=', 1);
            if (build != std::string_view::npos) entry.version = rest.substr(1, build - 1);
        }
        m_project.requirements.push_back(std::move(entry));
    }

    void addPipLine(const YAML::Node& node)
    {
        const Span span = spanOf(node);
        const std::string_view line = withoutOuterBlanks(node.Scalar());
        if (!line.starts_with('-')) {
            addRequirementText(m_project, line.substr(0, line.find(" #")), "", span);
            return;
        }
        const std::size_t end = std::min(line.find_first_of(" ="), line.size());
        const std::string_view option = line.substr(0, end);
        const std::string_view value =
            withoutOuterBlanks(line.substr(std::min(end + 1, line.size())));
        if (option == "-i" || option == "--index-url")
            m_project.indexes.push_back(
                {.url = std::string(value), .isDefault = true, .span = span});
        else if (option == "--extra-index-url")
            m_project.indexes.push_back({.url = std::string(value), .span = span});
        else if (option == "-e" || option == "--editable" || option == "-r"
                 || option == "--requirement")
            addFile(option, value, span);
        else if (option != "--pre" && option != "-f" && option != "--find-links"
                 && option != "--trusted-host" && option != "--no-binary"
                 && option != "--only-binary")
            m_project.problems.push_back({.span = span,
                                          .message = "the option " + std::string(option)
                                              + " of the pip part is not understood"});
    }

    /// A requirements file or an editable project: the entry says where it is.
    void addFile(std::string_view option, std::string_view value, Span span)
    {
        ProjectRequirement entry {
            .text = std::string(value), .url = std::string(value), .span = span};
        if (option.starts_with("-e") || option.starts_with("--e"))
            entry.subject = readRequirementSubject(value, true);
        else
            entry.group = "requirements-file";
        m_project.requirements.push_back(std::move(entry));
    }

    ProjectFile& m_project;
    FileId m_file;
    std::string_view m_text;
};

} // namespace

void readCondaEnvironment(ProjectFile& project, FileId file, std::string_view text)
{
    try {
        EnvironmentReader(project, file, text).read(YAML::Load(std::string(text)));
    } catch (const YAML::Exception& error) {
        const auto at = static_cast<std::uint32_t>(std::clamp<std::ptrdiff_t>(
            error.mark.pos, 0, static_cast<std::ptrdiff_t>(text.size())));
        project.problems.push_back({.span = {.file = file, .begin = at, .end = at},
                                    .message = "the file is no valid YAML: " + error.msg,
                                    .isFatal = true});
    } catch (const std::exception& error) {
        project.problems.push_back(
            {.span = {.file = file},
             .message = "the file cannot be read: " + std::string(error.what()),
             .isFatal = true});
    }
}

} // namespace pinwheel
