#pragma once

#include "core/dockerfile/dockerfile.h"
#include "core/dockerfile/expansion.h"
#include "core/dockerfile/platform.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// What the user gives to a build.
struct BuildSettings {
    std::map<std::string, std::string, std::less<>> arguments; ///< `--build-arg`
    Platform target; ///< `--platform`
    Platform build; ///< where the builder runs
    std::string targetStage; ///< `--target`; empty = the last
};

/// One variable and where its value comes from.
struct BuildVariable {
    enum class Source {
        Argument, ///< ARG with its default
        Given, ///< ARG, value from the command line
        Global, ///< ARG without default, value of the ARG before the first FROM
        Predefined, ///< platform and proxy arguments
        Environment ///< ENV, of this stage or of the stage or image below
    };
    std::string name;
    Known<std::string> value {std::string {}};
    Source source = Source::Environment;
    Span origin; ///< the key and value that set it; empty for what no line sets

    friend bool operator==(const BuildVariable&, const BuildVariable&) = default;
};

/// The variables of one stage (or of the part before the first FROM), driven instruction by
/// instruction. Source: the Dockerfile reference, "ARG" and "ENV"; BuildKit's dockerfile2llb.
class BuildVariables
{
public:
    /// The scope before the first FROM: platform arguments and the global ARGs that `declare` adds.
    [[nodiscard]] static BuildVariables global(const BuildSettings& settings, char escape);
    /// The scope of a stage. ENV and ARG of the stage below are inherited, as BuildKit does.
    /// @param below  the finished scope of the stage named by FROM; null for an image
    [[nodiscard]] static BuildVariables stage(const BuildVariables& global,
                                              const BuildVariables* below);

    /// ENV that the base image brings along.
    void inheritEnvironment(std::string name, Known<std::string> value);
    /// From now on names that nothing sets are unknown, not unset: the base image's environment is
    /// not known.
    void inheritUnknownEnvironment(std::string reason);

    /// ARG: one call for the instruction; each word is `name` or `name=default`.
    void declare(const Instruction& arg);
    /// ENV: all values are expanded with the variables as they were before the instruction.
    void set(const Instruction& env);
    /// Sets one ENV variable.
    void setEnvironment(std::string name, Known<std::string> value, Span origin);

    /// Whether an ARG names it, with or without a value.
    [[nodiscard]] bool isDeclared(std::string_view name) const;
    /// none = unset
    [[nodiscard]] const BuildVariable* find(std::string_view name) const;
    [[nodiscard]] std::optional<Known<std::string>> lookup(std::string_view name) const;
    /// Expands a word with these variables.
    [[nodiscard]] Expansion expand(std::string_view word) const;
    /// Expands, and gives the words of the result.
    [[nodiscard]] Expansion expand(std::string_view word, const ExpansionOptions& options) const;

    /// What a RUN command sees: ENV and declared ARG values (of one name the later one), and given
    /// proxy arguments.
    [[nodiscard]] std::vector<BuildVariable> forRun() const;
    /// Of what a RUN command sees, all that may differ since the last call.
    [[nodiscard]] std::vector<BuildVariable> takeChangedForRun();
    /// ENV alone: what stays in the image.
    [[nodiscard]] std::vector<BuildVariable> environment() const;
    [[nodiscard]] char escape() const { return m_escape; }
    /// Set when names that nothing sets are unknown.
    [[nodiscard]] const std::optional<std::string>& unknownReason() const
    {
        return m_unknownReason;
    }

private:
    std::map<std::string, BuildVariable, std::less<>> m_variables; ///< what expansion sees
    std::map<std::string, BuildVariable, std::less<>> m_global; ///< ARG before the first FROM
    std::map<std::string, BuildVariable, std::less<>> m_environment;
    std::map<std::string, std::string, std::less<>> m_given;
    std::set<std::string, std::less<>> m_declared; ///< by ARG without a value
    std::vector<std::string> m_changed; ///< names set since takeChangedForRun, some twice
    bool m_allChanged = true;
    std::optional<std::string> m_unknownReason;
    char m_escape = '\\';
};

} // namespace pinwheel
