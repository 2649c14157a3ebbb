#pragma once

#include "core/installers/command_builder.h"

namespace pinwheel {

#define INSTALLER(IDENTIFIER, TEXT, RECOGNIZER)                                                    \
    std::optional<InstallCommand> RECOGNIZER(const ToolCall& call);
#include "core/installers/installers.def"
#undef INSTALLER

/// Takes pip's options out of `builder.command.options`: files, editables and everything in
/// PipOptions.
void readPipOptions(CommandBuilder& builder);

/// The tool whose words begin at `start`, for tools that start others (conda run, poetry run, uv
/// run).
[[nodiscard]] std::optional<InstallCommand> recognizeFrom(std::span<const InstallerWord> argv,
                                                          std::size_t start,
                                                          std::vector<CommandLauncher> launchers);

} // namespace pinwheel
