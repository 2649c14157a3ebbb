#include "core/shell/evaluate.h"
#include "tests/probe/probe.h"

#include <map>

namespace pinwheel::probe {
namespace {

constexpr std::string_view scriptFolder = "/the-folder-of-the-script";

/// The world of a shell whose PATH holds nothing but stand-ins that log, print nothing and exit 0. It remembers the
/// files that redirections write, so that they can be read back; of other files it knows nothing.
class LoggingHost final : public ShellHost {
public:
    CommandOutcome runCommand(const ShellCommand& /*command*/, ShellState& /*state*/) override { return {}; }

    [[nodiscard]] FileKind kindOf(std::string_view path) const override
    {
        if (path == "/" || path == "/tmp" || path == "/dev" || path == "/usr" || path == "/bin") return FileKind::Folder;
        return m_files.contains(path) ? FileKind::File : FileKind::Unknown;
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
            TracedText content = found != m_files.end() ? found->second : ShellHost::readFile(write.path);
            content.append(write.content);
            m_files[write.path] = std::move(content);
        }
    }
    void unknownPathChanged(ShellRange /*origin*/) override
    {
        for (auto& [path, content] : m_files) content = unknown("any file may have changed");
    }
    void enterUncertain() override { ++m_uncertain; }
    void leaveUncertain() override { --m_uncertain; }

private:
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
    state.variables["PWD"].value = unknown("the script may run in any folder");
    if (const auto env = request.find("env"); env != request.end() && env->is_object()) {
        for (const auto& [name, value] : env->items()) {
            // dash does not take IFS from the environment, and PWD only where it names the folder.
            if (name != "IFS" && name != "PWD") state.setEnvironment(name, value.get<std::string>());
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
