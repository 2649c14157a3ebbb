#pragma once

#include "core/audit/audit.h"

#include <string>

namespace pinwheel {

/// A check that can be run in the built image.
struct VerificationScript {
    std::string python; ///< a Python program; ends with status 1 where something is not as
                        ///< expected; empty where there is nothing to compare
    std::string whyNone; ///< what is missing where there is no program: "the environment that the
                         ///< image ends with is not known"
    std::string command; ///< how it is run: "docker run --rm -i IMAGE python3 - < verify.py"
    std::string interpreter; ///< "python3", "/opt/venv/bin/python"
    std::string
        environment; ///< name of the environment that it looks at; empty where there is none
    bool afterFixes = false; ///< the expectations hold for the texts with all safe fixes applied
};

/// Which environment is expected: with all safe fixes applied where there are some, or as the texts
/// stand.
enum class Expectations { AfterSafeFixes, OfTheseTexts };

/// The check of the environment that the target stage ends with, as the audit simulated it:
/// versions of what the project names, `torch.version.cuda` where the build is known, imports, and
/// `pip check`. Versions that are not known are printed and not judged.
[[nodiscard]] VerificationScript
verificationScript(const Audit& audit, Expectations expectations = Expectations::AfterSafeFixes);

} // namespace pinwheel
