#pragma once

// How pip's options really come together: command line over PIP_* variables over configuration
// files; and uv's over its UV_* variables. Source: pip 25.1, configuration.py and cli/parser.py;
// uv's reference, "Environment variables".

#include "core/installers/install_command.h"

#include <map>
#include <string>
#include <vector>

namespace pinwheel {

/// One variable of the process that installs.
struct ProcessVariable {
    Known<std::string> value = std::string();
    std::optional<Span> span; ///< where it is set: ENV, ARG, an assignment before the command

    friend bool operator==(const ProcessVariable&, const ProcessVariable&) = default;
};
using ProcessVariables = std::map<std::string, ProcessVariable, std::less<>>;

/// One pip.conf that is (or may be) there.
struct PipConfigurationText {
    enum class Level {
        Global, ///< /etc/pip.conf, /etc/xdg/pip/pip.conf
        User, ///< ~/.pip/pip.conf, then ~/.config/pip/pip.conf
        Site, ///< pip.conf in the environment's prefix
        Variable, ///< the file that PIP_CONFIG_FILE names
    };
    Level level = Level::Global;
    std::string path;
    FileId file;
    Known<std::string> text = std::string();

    friend bool operator==(const PipConfigurationText&, const PipConfigurationText&) = default;
};

/// Paths where pip looks, lowest precedence first.
/// @param home    of the user; @param prefix  sys.prefix of the interpreter
[[nodiscard]] std::vector<PipConfigurationText>
pipConfigurationPaths(std::string_view home, std::string_view prefix,
                      const ProcessVariables& variables);

/// One key of a pip.conf.
struct PipConfigurationItem {
    std::string section; ///< "global", "install"
    std::string key; ///< normalized: lower case, "-" for "_"
    std::string value;
    Span span; ///< of the value's first line

    friend bool operator==(const PipConfigurationItem&, const PipConfigurationItem&) = default;
};

struct PipConfigurationFile {
    std::vector<PipConfigurationItem>
        items; ///< in order; a key that is set twice is an error for pip
    std::optional<CommandProblem> error; ///< pip ends with it
};
/// Reads a pip.conf as Python's RawConfigParser does.
[[nodiscard]] PipConfigurationFile readPipConfiguration(FileId file, std::string_view text);

/// What the command is told by everyone together.
struct EffectiveOptions {
    PipOptions options;
    std::vector<CommandProblem> problems; ///< values that the tool refuses: it ends with an error
    std::vector<std::string> unknowns; ///< settings that are not known, in sentences
    /// Variables and keys that took effect: "PIP_NO_CACHE_DIR".
    std::vector<OptionOrigin> applied;
};

/// For pip and everything that runs pip: command line, then PIP_*, then the files, as pip weighs
/// them.
[[nodiscard]] EffectiveOptions
combinePipOptions(const InstallCommand& command, const ProcessVariables& variables,
                  const std::vector<PipConfigurationText>& configuration);

/// For uv: command line, then UV_* variables. uv reads neither pip.conf nor PIP_*.
[[nodiscard]] EffectiveOptions combineUvOptions(const InstallCommand& command,
                                                const ProcessVariables& variables);

} // namespace pinwheel
