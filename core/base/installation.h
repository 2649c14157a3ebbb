#pragma once

#include <filesystem>

namespace pinwheel {

/// The folder with what the program ships (index snapshot, knowledge, rule pages, syntax, themes,
/// examples):
/// `$PINWHEEL_DATA`, else `../share/pinwheel` beside the running program. It may not exist; readers
/// say so.
[[nodiscard]] std::filesystem::path dataFolder();

/// The folder with the libraries that the program loads at need: `../lib/pinwheel` beside the
/// running program.
[[nodiscard]] std::filesystem::path libraryFolder();

} // namespace pinwheel
