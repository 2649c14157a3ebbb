#include "core/shell/evaluate.h"
#include "tests/fuzz/fuzz.h"

#include <map>

using namespace pinwheel;
using fuzz::require;

namespace {

class FuzzHost final : public ShellHost
{
public:
    CommandOutcome runCommand(const ShellCommand& command, ShellState& /*state*/) override
    {
        CommandOutcome outcome;
        outcome.handled = false;
        require(!command.argv.empty(), "a command has a name");
        return outcome;
    }
    [[nodiscard]] FileKind kindOf(std::string_view path) const override
    {
        if (m_files.contains(path)) return FileKind::File;
        return path.starts_with("/missing") ? FileKind::Missing : FileKind::Unknown;
    }
    [[nodiscard]] TracedText readFile(std::string_view path) const override
    {
        const auto found = m_files.find(path);
        return found != m_files.end() ? found->second : ShellHost::readFile(path);
    }
    void writeFile(const FileWrite& write) override
    {
        require(write.path.starts_with('/'), "a written path is absolute");
        TracedText& file = m_files[write.path];
        if (!write.append) file = {};
        if (file.bytes.size() < 4096) file.append(write.content);
    }

private:
    std::map<std::string, TracedText, std::less<>> m_files {{"/w/f", TracedText("a==1\nb\n")}};
};

void checkText(const TracedText& text, std::size_t size)
{
    for (const TracedText::Origin& origin : text.origins) {
        require(origin.begin + origin.length <= text.bytes.size(), "an origin lies in its text");
        if (origin.source == 0)
            require(origin.sourceBegin + origin.length <= size, "an origin lies in the script");
    }
    for (const TracedText::Gap& gap : text.gaps)
        require(gap.at <= text.bytes.size(), "a gap lies in its text");
}

} // namespace

/// Evaluation never ends badly, its ranges lie in the script, and what is exact is known.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size > 4096) return 0;
    const std::string_view script = fuzz::textOf(data, size);
    for (const ShellDialect dialect : {ShellDialect::Dash, ShellDialect::Bash}) {
        ShellState state;
        state.workingFolder = std::string("/w");
        state.setEnvironment("HOME", "/root");
        state.setEnvironment("A", "x  y:z");
        state.setEnvironment("U", unknown("not known"));
        state.positional = {TracedText("1"), TracedText("2 3")};
        FuzzHost host;
        const EvaluationResult result = evaluateShell(script, state, host, {.dialect = dialect});
        const auto inside = [&](ShellRange range) {
            return range.begin <= range.end && range.end <= size;
        };
        for (const ShellProblem& problem : result.problems)
            require(inside(problem.range), "a problem lies in the script");
        require(result.problems.empty() || !result.exact, "what is bad is not exact");
        for (const ShellCommand& command : result.commands) {
            require(inside(command.range), "a command lies in the script");
            require(command.certain || !result.exact, "what is exact is certain");
            for (const ShellWord& word : command.argv) {
                require(inside(word.range), "a word lies in the script");
                require(word.isKnown() || !result.exact, "what is exact is known");
                checkText(word.value, size);
            }
        }
    }
    return 0;
}
