#include "core/python/project_name.h"
#include "core/python/python_text.h"
#include "core/requirements/project_entries.h"

#include <algorithm>

// setup.cfg: install_requires, extras_require, setup_requires and python_requires of setuptools'
// declarative form, one requirement a line. Source: setuptools' user guide, "Configuring setuptools
// using setup.cfg files".

namespace pinwheel {
namespace {

class SetupReader
{
public:
    SetupReader(ProjectFile& project, FileId file, std::string_view text)
        : m_project(project)
        , m_file(file)
        , m_text(text)
    {
    }

    void read()
    {
        for (std::size_t begin = 0; begin < m_text.size();) {
            const std::size_t end = std::min(m_text.find('\n', begin), m_text.size());
            readLine(m_text.substr(begin, end - begin));
            begin = end + 1;
        }
    }

private:
    void readLine(std::string_view line)
    {
        const std::string_view content = withoutOuterBlanks(line);
        if (content.empty() || content.starts_with('#') || content.starts_with(';')) return;
        if (line.front() == ' ' || line.front() == '\t') {
            use(content);
            return;
        }
        if (content.starts_with('[')) {
            m_section = content.substr(1, content.find(']') - 1);
            m_key.clear();
            return;
        }
        const std::size_t delimiter = content.find_first_of("=:");
        if (delimiter == std::string_view::npos) return;
        m_key = lowerCase(withoutOuterBlanks(content.substr(0, delimiter)));
        const std::string_view value = withoutOuterBlanks(content.substr(delimiter + 1));
        if (!value.empty()) use(value);
    }

    void use(std::string_view value)
    {
        if (m_section == "metadata" && m_key == "name")
            m_project.projectName = normalizedName(value);
        if (m_section == "options" && m_key == "python_requires") m_project.requiresPython = value;
        std::string group;
        if (m_section == "options" && m_key == "setup_requires")
            group = "build-system";
        else if (m_section == "options.extras_require")
            group = "extra:" + m_key;
        else if (m_section != "options" || m_key != "install_requires")
            return;
        if (value.starts_with("file:")) {
            m_project.dynamic.emplace_back(group.empty() ? "dependencies"
                                                         : "optional-dependencies");
            if (group.empty()) takeFiles(value.substr(5));
            return;
        }
        const auto begin = static_cast<std::uint32_t>(value.data() - m_text.data());
        addRequirementText(m_project, value.substr(0, value.find(" #")), group,
                           {.file = m_file,
                            .begin = begin,
                            .end = begin + static_cast<std::uint32_t>(value.size())});
    }

    /// "requirements.txt, more.txt"
    void takeFiles(std::string_view names)
    {
        while (!names.empty()) {
            const std::string_view name = withoutOuterBlanks(names.substr(0, names.find(',')));
            if (!name.empty()) m_project.dependencyFiles.emplace_back(name);
            names.remove_prefix(std::min(names.find(','), names.size() - 1) + 1);
        }
    }

    ProjectFile& m_project;
    FileId m_file;
    std::string_view m_text;
    std::string m_section;
    std::string m_key;
};

} // namespace

void readSetupCfg(ProjectFile& project, FileId file, std::string_view text)
{
    SetupReader(project, file, text).read();
}

} // namespace pinwheel
