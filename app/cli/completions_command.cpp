#include "app/cli/command.h"
#include "app/cli/option_tables.h"
#include "app/cli/output.h"

#include <memory>

namespace pinwheel {

void addCompletionsCommand(CLI::App& program, CommandAction& action)
{
    auto shell = std::make_shared<std::string>();
    CLI::App* command =
        program.add_subcommand("completions", "Print the completion script of a shell");
    command->add_option("SHELL", *shell, "bash, zsh or fish")
        ->required()
        ->check(CLI::IsMember({"bash", "zsh", "fish"}));
    command->callback([shell, &program, &action] {
        action = [shell, &program] {
            const auto tables = optionTables(program);
            const auto written = writeOutput({},
                                             *shell == "bash"      ? bashCompletion(tables)
                                                 : *shell == "zsh" ? zshCompletion(tables)
                                                                   : fishCompletion(tables));
            return written ? ExitStatus::Clean : reportTrouble(written.error());
        };
    });
}

} // namespace pinwheel
