#pragma once

#include "core/installers/command_builder.h"

namespace pinwheel {

/// Options that every pip command has, and that may stand before it. Source: pip 25.1,
/// cli/cmdoptions.py (general_group).
[[nodiscard]] std::span<const OptionSpec> pipGeneralOptions();
/// All tables of one command, the general options among them; empty for a word that is no command
/// of pip. Source: pip 25.1, commands/*.py (add_options).
[[nodiscard]] OptionTables pipOptionTables(std::string_view command);
/// Options of `pip install` and its kin that other releases than 25.1 have. Source: pip's change
/// log.
[[nodiscard]] std::span<const OptionSpec> pipOptionsOfOtherReleases();
/// The commands of pip.
[[nodiscard]] std::span<const std::string_view> pipCommands();

/// How optparse treats an option whose value comes from a variable or pip.conf. Source: pip,
/// cli/parser.py.
enum class PipOptionAction { Switch, SwitchOff, Count, Store, Append, Callback };
[[nodiscard]] PipOptionAction pipOptionAction(std::string_view command, const OptionSpec& option);

/// Puts one option into the record; false where the value of --no-binary or --only-binary is
/// refused.
bool setPipOption(PipOptions& options, std::string_view name, const OptionValue* value,
                  const OptionOrigin& origin);

/// What pip's own check of a value objects to, beyond the table: --python-version, --group,
/// --config-settings, and
/// --no-binary with a value that begins with "-". Source: pip 25.1, cli/cmdoptions.py (the
/// callbacks).
[[nodiscard]] std::optional<std::string> pipValueTrouble(std::string_view name,
                                                         std::string_view value);
/// Sets the field of a switch to the opposite of what the switch sets.
void setPipSwitchOpposite(PipOptions& options, std::string_view name, const OptionOrigin& origin);
/// Empties the list that an option adds to.
void clearPipList(PipOptions& options, std::string_view name);

} // namespace pinwheel
