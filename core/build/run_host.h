#pragma once

// The world that a RUN text meets: the image's files, its programs, and what installers do.
// Internal to core/build.

#include "core/build/stage_state.h"
#include "core/shell/evaluate.h"

namespace pinwheel {

/// Carries out what the commands of one RUN do to the image of a stage.
class RunHost final : public ShellHost
{
public:
    RunHost(Interpretation& run, StageState& state, const JoinedText& script, std::size_t stage,
            std::uint32_t step);

    CommandOutcome runCommand(const ShellCommand& command, ShellState& shell) override;
    [[nodiscard]] FileKind kindOf(std::string_view path) const override;
    [[nodiscard]] TracedText readFile(std::string_view path) const override;
    [[nodiscard]] Known<std::vector<std::string>> listFolder(std::string_view path) const override;
    void writeFile(const FileWrite& write) override;
    void editWithoutEffect(std::string_view path, std::string_view script,
                           ShellRange origin) override;
    void makeFolder(std::string_view path, ShellRange origin) override;
    void removePath(std::string_view path, bool recursive, ShellRange origin) override;
    void makeLink(std::string_view target, std::string_view path, ShellRange origin) override;
    void copyPath(std::string_view from, std::string_view to, bool recursive, bool move,
                  ShellRange origin) override;
    [[nodiscard]] Known<std::string> commandPath(std::string_view name,
                                                 const ShellState& shell) const override;
    void enterUncertain() override { ++m_uncertain; }
    void leaveUncertain() override { --m_uncertain; }

    /// The bytes of the Dockerfile behind a range of the script.
    [[nodiscard]] Span spanOf(ShellRange range) const
    {
        return m_script.toSource(range.begin, range.end);
    }

private:
    [[nodiscard]] ImageFiles::Stamp stampOf(ShellRange range) const
    {
        return {m_step, spanOf(range)};
    }
    /// The environment whose activation script a path is; null for other paths.
    [[nodiscard]] const Environment* activatedBy(std::string_view path) const;
    std::optional<CommandOutcome> answerQuestion(const ShellCommand& command) const;
    /// `python -c '…'` whose answer lies in the interpreter alone.
    std::optional<CommandOutcome> answerOfPython(const ShellCommand& command,
                                                 const ShellState& shell) const;
    bool changeAlternatives(const ShellCommand& command);
    bool activateConda(const ShellCommand& command, ShellState& shell);
    void recordCommand(const ShellCommand& command);

    Interpretation& m_run;
    StageState& m_state;
    const JoinedText& m_script;
    std::size_t m_stage;
    std::uint32_t m_step;
    int m_uncertain = 0;
};

/// A text of the image as the shell reads it: each byte leads back to where it was written. Sources
/// are FileId + 1.
[[nodiscard]] TracedText tracedTextOf(const FileLookup& file, const ProjectTexts& texts);

} // namespace pinwheel
