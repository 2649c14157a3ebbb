#pragma once

// What `python -c '…'` prints where the answer lies in the interpreter alone. Internal to
// core/build.

#include "core/build/stage_state.h"

namespace pinwheel {

/// An interpreter that a command starts.
struct StartedPython {
    std::string path; ///< "/opt/venv/bin/python"
    std::string prefix; ///< "/opt/venv"
    std::string version; ///< "3.11" or longer
    std::string machine; ///< "x86_64"
};

/// The printed text of a script of `import …` and one `print(…)` of something that is known:
/// sys.prefix, sys.version_info, site.getsitepackages()[0] …; none for every other script.
[[nodiscard]] std::optional<std::string> pythonAnswer(std::string_view script,
                                                      const StartedPython& python);

} // namespace pinwheel
