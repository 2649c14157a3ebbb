#pragma once

#include "core/installers/command_builder.h"

namespace pinwheel {

/// Options that stand before or behind every command of uv.
[[nodiscard]] std::span<const OptionSpec> uvGlobalOptions();
/// All tables of one command ("pip install", "sync", "venv"), the global options among them.
/// Source: uv's CLI reference (docs.astral.sh, "Commands"), 0.9.
[[nodiscard]] OptionTables uvOptionTables(std::string_view command);

/// Puts one option into the records, `--index NAME=URL` without its name.
void setUvOption(PipOptions& options, EnvironmentChoice& choice, std::string_view name,
                 const OptionValue* value, const OptionOrigin& origin);

} // namespace pinwheel
