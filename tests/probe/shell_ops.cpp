#include "core/shell/evaluate.h"
#include "tests/probe/probe.h"

#include <algorithm>
#include <array>
#include <map>

namespace pinwheel::probe {
namespace {

constexpr std::string_view scriptFolder = "/the-folder-of-the-script";

/// The world of a shell whose PATH holds nothing but stand-ins that log, print nothing and exit 0.
/// The script runs in a folder that is empty at first; what redirections write can be read back. Of
/// other folders it knows that the ones that every system has are there, and nothing of what they
/// hold.
class LoggingHost final : public ShellHost
{
public:
    CommandOutcome runCommand(const ShellCommand& /*command*/, ShellState& /*state*/) override
    {
        return {};
    }

    [[nodiscard]] FileKind kindOf(std::string_view path) const override
    {
        static constexpr std::array<std::string_view, 10> folders {
            "/",    "/bin", "/dev",     "/etc",     "/lib",
            "/tmp", "/usr", "/usr/bin", "/usr/lib", scriptFolder};
        if (std::ranges::contains(folders, path)) return FileKind::Folder;
        if (m_files.contains(path)) return FileKind::File;
        return isOwn(path) ? FileKind::Missing : FileKind::Unknown;
    }
    [[nodiscard]] Known<std::vector<std::string>> listFolder(std::string_view path) const override
    {
        if (path != scriptFolder) return ShellHost::listFolder(path);
        std::vector<std::string> names;
        for (const auto& [file, content] : m_files)
            if (isOwn(file)) names.push_back(file.substr(scriptFolder.size() + 1));
        return names;
    }
    [[nodiscard]] TracedText readFile(std::string_view path) const override
    {
        const auto found = m_files.find(path);
        return found != m_files.end() ? found->second : ShellHost::readFile(path);
    }
    void writeFile(const FileWrite& write) override
    {
        if (m_uncertain > 0) {
            m_files[write.path] = unknown("it is written in a branch that could not be decided");
        } else if (!write.append) {
            m_files[write.path] = write.content;
        } else {
            const auto found = m_files.find(write.path);
            TracedText content;
            if (found != m_files.end())
                content = found->second;
            else if (!isOwn(write.path))
                content = ShellHost::readFile(write.path);
            content.append(write.content);
            m_files[write.path] = std::move(content);
        }
    }
    void unknownPathChanged(ShellRange /*origin*/) override
    {
        for (auto& [path, content] : m_files)
            content = unknown("any file may have changed");
    }
    void enterUncertain() override { ++m_uncertain; }
    void leaveUncertain() override { --m_uncertain; }

private:
    [[nodiscard]] static bool isOwn(std::string_view path)
    {
        return path.starts_with(scriptFolder) && path.size() > scriptFolder.size()
            && path[scriptFolder.size()] == '/';
    }

    std::map<std::string, TracedText, std::less<>> m_files;
    int m_uncertain = 0;
};

} // namespace

Json answerShell(const Json& request)
{
    const auto script = request.at("script").get<std::string>();
    ShellState state;
    // Where the script runs is not known; a made-up name lets it read back what it wrote there.
    state.workingFolder = std::string(scriptFolder);
    state.scriptName = unknown("the shell may have been started by any name");
    state.variables["PWD"].value = unknown("the script may run in any folder");
    if (const auto env = request.find("env"); env != request.end() && env->is_object()) {
        for (const auto& [name, value] : env->items()) {
            // dash does not take IFS from the environment, and PWD only where it names the folder.
            if (name != "IFS" && name != "PWD")
                state.setEnvironment(name, value.get<std::string>());
        }
    }
    LoggingHost host;
    const EvaluationResult result = evaluateShell(
        script, state, host, {.dialect = ShellDialect::Dash, .unwrap = false, .utilities = false});
    bool exact = result.exact;
    Json commands = Json::array();
    for (const ShellCommand& command : result.commands) {
        Json argv = Json::array();
        for (const ShellWord& word : command.argv) {
            exact = exact && !word.bytes().contains(scriptFolder);
            argv.push_back(word.bytes());
        }
        commands.push_back(std::move(argv));
    }
    Json answer = success();
    answer["commands"] = std::move(commands);
    answer["exact"] = exact;
    return answer;
}

} // namespace pinwheel::probe
