#pragma once

#include "app/cli/command.h"

namespace pinwheel {

/// The whole command line: reads the arguments and does what they say.
[[nodiscard]] ExitStatus runProgram(int argc, char** argv);

} // namespace pinwheel
