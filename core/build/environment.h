#pragma once

#include "core/base/known.h"
#include "core/findings/finding.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// How an installed distribution keeps its metadata; decides what pip can uninstall.
/// Source: pip, uninstall (UninstallPathSet.from_dist).
enum class MetadataKind {
    DistInfo, ///< a .dist-info folder with RECORD: pip can remove it
    DistInfoNoRecord, ///< a .dist-info folder without RECORD (Debian): "no RECORD file was found"
    EggInfo, ///< an .egg-info folder
    Distutils, ///< one .egg-info file: "It is a distutils installed project"
    Conda,
    Unknown,
};
[[nodiscard]] std::string_view toText(MetadataKind kind);

[[nodiscard]] inline const Unknown& notLookedUp()
{
    static const Unknown reason = unknown("not looked up");
    return reason;
}

/// One distribution as it stands in an environment at one moment of the build.
struct InstalledDistribution {
    std::string name; ///< normalized project name (PEP 503)
    std::string displayName; ///< as written by who asked, or as the index spells it
    Known<std::string> version = notLookedUp(); ///< "2.5.1+cu124"
    std::string
        range; ///< where the version is not known: the specifiers that it satisfies, ">=1.0"
    std::string index; ///< "cu124", "default index", "apt", "base image", …
    std::string installer; ///< "pip", "uv", "conda", "apt", "base image"
    MetadataKind metadata = MetadataKind::DistInfo;
    std::uint32_t layer = 0; ///< number of the layer that put it there
    std::optional<Span> askedBy; ///< the requirement that names it; none for a dependency
    std::vector<std::string>
        requiredBy; ///< normalized names of the distributions that asked for it
    std::vector<std::string> requiresDist; ///< its own requirements (PEP 508), where known
    std::vector<std::string> extras; ///< extras it was asked with
    std::vector<std::string>
        hashes; ///< of the file it comes from, "sha256:…"; empty where the index records none
    bool requirementsKnown = false; ///< whether requiresDist is the whole list
    Grade grade = Grade::Certain; ///< how sure it is that this version is there
    std::vector<std::string>
        staleVersions; ///< versions whose metadata folders stayed beside this one

    /// "2.5.1+cu124", or the range, or "?".
    [[nodiscard]] std::string versionText() const;
    friend bool operator==(const InstalledDistribution&, const InstalledDistribution&) = default;
};

enum class EnvironmentKind { System, Virtual, Conda, User, Target, Tool };

/// One set of installed distributions: system site-packages, a venv, a conda environment.
struct Environment {
    std::string name; ///< "system Python 3.10", "/opt/venv", "conda base"
    std::string prefix; ///< "/usr", "/opt/venv"
    EnvironmentKind kind = EnvironmentKind::System;
    Known<std::string> python = unknown("no interpreter is known"); ///< "3.10"
    Known<bool> externallyManaged = false; ///< PEP 668 marker present
    bool complete = true; ///< false where more may be installed than is listed (unknown base image)
    std::string incompleteReason;
    std::vector<InstalledDistribution> distributions; ///< sorted by name
    std::string madeBy = {}; ///< of a virtual environment: the interpreter that made it,
                             ///< "/usr/local/bin/python"; empty where not known

    [[nodiscard]] const InstalledDistribution* find(std::string_view name) const;
    void put(InstalledDistribution distribution);
    /// Puts them all. @param sorted  by name, each once
    void put(std::vector<InstalledDistribution> sorted);
    void remove(std::string_view name);
};

using EnvironmentPtr = std::shared_ptr<const Environment>;

} // namespace pinwheel
