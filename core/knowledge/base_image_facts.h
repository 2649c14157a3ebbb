#pragma once

#include "core/base/known.h"
#include "core/findings/finding.h"

#include <map>
#include <string>
#include <vector>

namespace pinwheel {

/// Why nothing is known of an image that the knowledge base does not list.
[[nodiscard]] inline const Unknown& imageIsNotKnown()
{
    static const Unknown reason = unknown("the image is not known");
    return reason;
}

/// A Python distribution that a base image brings.
struct PreinstalledDistribution {
    std::string name; ///< normalized
    Known<std::string> version = unknown("the image's version of it was not read");
    std::string index; ///< "cu124", "NVIDIA's own build", "base image"

    friend bool operator==(const PreinstalledDistribution&,
                           const PreinstalledDistribution&) = default;
};

/// What is known of a base image before the first instruction runs. A fact that was not found is
/// Unknown, never guessed.
struct BaseImageFacts {
    std::string reference; ///< as asked
    std::string summary; ///< "Ubuntu 22.04 · CUDA 12.4.1 devel · no cuDNN · no Python"
    Known<std::string> os =
        imageIsNotKnown(); ///< "ubuntu", "debian", "alpine", "rocky", "rhel", "amzn"
    Known<std::string> osVersion = imageIsNotKnown(); ///< "22.04", "12", "3.20"
    Known<std::string> codename = imageIsNotKnown(); ///< "jammy", "bookworm"
    Known<std::string> libc = imageIsNotKnown(); ///< "glibc" or "musl"
    Known<std::string> libcVersion = imageIsNotKnown(); ///< "2.35"
    Known<std::string> packageManager = imageIsNotKnown(); ///< "apt", "apk", "dnf", "none"

    /// What the distribution's own package `python3` gives, "3.10"; "" = it has none.
    Known<std::string> distributionPython = imageIsNotKnown();
    /// Whether the distribution's own Python carries the EXTERNALLY-MANAGED marker (PEP 668) once
    /// it is installed.
    Known<bool> distributionPythonManaged = imageIsNotKnown();

    /// The Python that runs as `python` in the image, "3.11" or "3.11.4"; "" = none in the image.
    Known<std::string> python = imageIsNotKnown();
    std::string pythonPrefix; ///< "/usr/local", "/opt/conda", "/usr"; empty where there is none
    /// Whether the image's own Python carries the EXTERNALLY-MANAGED marker.
    Known<bool> externallyManaged = imageIsNotKnown();
    Known<bool> hasPip = imageIsNotKnown();
    Known<std::string> pipVersion = unknown("the image's pip was not read");
    Known<bool> hasSetuptools = imageIsNotKnown(); ///< and wheel with it
    Known<bool> hasUv = false;
    std::string condaTool; ///< "conda", "mamba", "micromamba"; empty where the image has none
    bool condaBaseIsEmpty = false; ///< micromamba: an environment without Python

    Known<std::string> cudaToolkit = imageIsNotKnown(); ///< "12.4.1"; "" = none in the image
    std::string cudaFlavor; ///< "base", "runtime", "devel"; empty without a toolkit
    Known<bool> hasCudnn = imageIsNotKnown(); ///< a system cuDNN
    Known<std::string> cudnnVersion =
        unknown("the image's cuDNN was not read"); ///< "9.1.0.70"; "" = none
    Known<bool> hasNvcc = imageIsNotKnown();
    Known<bool> hasCompiler = imageIsNotKnown(); ///< a C compiler
    Known<bool> hasGit = imageIsNotKnown();

    std::vector<PreinstalledDistribution> preinstalled; ///< besides pip and setuptools
    bool preinstalledComplete = true; ///< false: the image brings more than is listed
    std::string incompleteReason;
    std::map<std::string, std::string>
        environment; ///< ENV that matters: PIP_CONSTRAINT, PIP_BREAK_SYSTEM_PACKAGES, PATH
    std::string user = "root";
    std::string endOfLife; ///< date after which the OS release gets no fixes, "2025-05-31"; empty
                           ///< where unknown
    std::vector<FactCitation> facts;

    friend bool operator==(const BaseImageFacts&, const BaseImageFacts&) = default;
};

/// How a distribution's package keeps the metadata of what it installs. Source:
/// resources/knowledge/apt.
enum class AptMetadata {
    Distutils, ///< one .egg-info file: pip refuses to uninstall it
    EggInfo, ///< an .egg-info folder
    DistInfo, ///< a .dist-info folder without RECORD
    DistInfoRecord, ///< a .dist-info folder with RECORD
    Unknown,
};

/// A Python distribution that a system package puts into the system Python.
struct AptPythonDistribution {
    std::string distribution; ///< normalized
    Known<std::string> version = unknown("the release's package list was not read");
    AptMetadata metadata = AptMetadata::Unknown;
    FactCitation fact;

    friend bool operator==(const AptPythonDistribution&, const AptPythonDistribution&) = default;
};

/// What a system package means for Python: which interpreter it installs.
struct SystemPythonPackage {
    std::string python; ///< "3.10"; empty where the package brings no interpreter
    bool bringsPip = false; ///< python3-pip, py3-pip
    bool fromDeadsnakes = false; ///< not in the release itself, but in the deadsnakes archive

    friend bool operator==(const SystemPythonPackage&, const SystemPythonPackage&) = default;
};

} // namespace pinwheel
