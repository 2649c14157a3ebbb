#pragma once

#include "core/build/environment.h"

namespace pinwheel {

/// What an installer does with one distribution.
enum class DecisionKind {
    Keep, ///< already there and good enough
    Install, ///< was not there
    Upgrade,
    Downgrade,
    Reinstall, ///< the same version is written again
    ReplaceBuild, ///< the same public version from another build: 2.5.1+cu124 → 2.5.1
    Uninstall,
    Fail, ///< the command ends with an error because of it
    Undetermined, ///< what happens is not known; the reason says what is missing
};
[[nodiscard]] std::string_view
toText(DecisionKind kind); ///< "keep", "install", "replace the build", …

/// One decision of one install command about one project, with the reason in plain words.
struct Decision {
    std::string name; ///< normalized
    std::string displayName;
    DecisionKind kind = DecisionKind::Install;
    std::string before; ///< version that was there; empty where none
    std::string beforeIndex;
    std::string after; ///< version that is there afterwards, or the range where it is not known
    std::string afterIndex;
    bool versionKnown = true;
    Grade grade = Grade::Certain;
    std::string reason; ///< "kept, because 2.5.1+cu124 satisfies ==2.5.1"
    std::vector<Span> askedBy; ///< the requirements that name it, constraints not included
    std::vector<Span> constrainedBy; ///< the constraint lines that bound it
    std::vector<std::string> requiredBy; ///< distributions whose metadata asks for it
    bool builtFromSource = false; ///< its release has wheels, but none for this Python and platform
    bool isYanked = false; ///< its release was taken back (PEP 592)
    bool leavesStaleMetadata =
        false; ///< the old version's metadata folder stays (--ignore-installed)

    friend bool operator==(const Decision&, const Decision&) = default;
};

/// A place in the project's texts that names a package for an install.
struct Mention {
    enum class Role { Argument, RequirementLine, Constraint };
    std::string name; ///< normalized
    std::string specifier; ///< ">=1.24.0,<2.0.0", empty for none
    Span span; ///< the requirement text itself
    std::optional<Span>
        origin; ///< in a text that the build writes: the bytes of the Dockerfile that wrote it
    Role role = Role::Argument;
    std::uint32_t layer = 0; ///< number of the layer whose command reads it
    std::uint32_t install = 0; ///< index into BuildTrace::installs
    bool applies = true; ///< false where its marker excludes it on the target
    std::vector<std::string> extras;

    friend bool operator==(const Mention&, const Mention&) = default;
};

} // namespace pinwheel
