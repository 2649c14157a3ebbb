#include "app/cli/command.h"
#include "app/cli/option_tables.h"
#include "app/cli/output.h"
#include "core/base/format.h"

#include <memory>

namespace pinwheel {

void addManCommand(CLI::App& program, CommandAction& action)
{
    auto name = std::make_shared<std::string>();
    CLI::App* command = program.add_subcommand("man", "Print a man page in man(7) form");
    command->add_option("COMMAND", *name, "Subcommand; without one the page of the program");
    command->callback([name, &program, &action] {
        action = [name, &program] {
            const std::string page = manPage(optionTables(program), *name);
            if (page.empty()) {
                reportTrouble(formatted("{}: no such subcommand", *name));
                return ExitStatus::Trouble;
            }
            const auto written = writeOutput({}, page);
            return written ? ExitStatus::Clean : reportTrouble(written.error());
        };
    });
}

} // namespace pinwheel
