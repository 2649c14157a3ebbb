#pragma once

#include "core/base/error.h"

#include <CLI/CLI.hpp>
#include <functional>
#include <string_view>

namespace pinwheel {

/// How `pinwheel` ends.
enum class ExitStatus {
    Clean = 0, ///< nothing at or above the threshold
    Found = 1, ///< something is
    Trouble = 2, ///< bad usage, or input that cannot be read
};

/// What the chosen subcommand does, set while the arguments are read.
using CommandAction = std::function<ExitStatus()>;

// Each adds one subcommand with its options to the program; it stands in <stem>_command.cpp.
#define COMMAND(NAME, STEM) void add##NAME##Command(CLI::App& program, CommandAction& action);
#include "app/cli/commands.def"
#undef COMMAND

/// Prints "pinwheel: message" on standard error, credentials redacted, on one line.
void reportTrouble(std::string_view message);
/// The same for an error; gives ExitStatus::Trouble.
ExitStatus reportTrouble(const Error& error);

} // namespace pinwheel
