#pragma once

// The subcommands and options of the program as data, read from the same tables that read the
// command line: for shell completions and man pages, so that they cannot differ from what the
// program takes.

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace pinwheel {

struct OptionEntry {
    std::vector<std::string>
        names; ///< "-o", "--output"; one bare word for an argument such as PATH
    std::string valueName; ///< "FILE"; empty for a switch
    std::string description;
    bool isPositional = false;
};

struct CommandEntry {
    std::string name; ///< "index info"; empty for the program itself
    std::string description;
    std::string footer;
    std::vector<OptionEntry> options;
};

/// The program, then its subcommands, nested ones after their parents.
[[nodiscard]] std::vector<CommandEntry> optionTables(const CLI::App& program);

[[nodiscard]] std::string bashCompletion(const std::vector<CommandEntry>& commands);
[[nodiscard]] std::string zshCompletion(const std::vector<CommandEntry>& commands);
[[nodiscard]] std::string fishCompletion(const std::vector<CommandEntry>& commands);
/// A man page in man(7) form. @param name "" for pinwheel(1), "audit" for pinwheel-audit(1)
[[nodiscard]] std::string manPage(const std::vector<CommandEntry>& commands,
                                  const std::string& name);

} // namespace pinwheel
