#pragma once

#include "core/requirements/option_value.h"

namespace pinwheel {

/// What pip (or a tool that takes pip's options) was told, from one source or from all of them
/// together; each with who said it. Unset options have the origin Default. Source: pip 25.1,
/// cli/cmdoptions.py, commands/install.py.
struct PipOptions {
    // What is installed.
    OptionFlag upgrade;
    Rare<OptionValue> upgradeStrategy; ///< "only-if-needed" (pip's default) or "eager"
    std::vector<OptionValue> upgradePackages; ///< uv --upgrade-package
    OptionFlag ignoreInstalled;
    OptionFlag forceReinstall;
    OptionFlag noDependencies;
    OptionFlag preReleases;
    OptionFlag ignoreRequiresPython;
    OptionFlag requireHashes;
    BinaryFormats formats;
    bool formatsKnown = true; ///< false where a value of --no-binary or --only-binary is not known
    OptionFlag preferBinary;
    OptionFlag onlyDependencies;
    std::vector<OptionValue> dependencyGroups; ///< --group
    std::vector<OptionValue> constraints; ///< files by PIP_CONSTRAINT and pip.conf too
    std::vector<OptionValue> requirements; ///< files by PIP_REQUIREMENT and pip.conf too
    std::vector<OptionValue> editables; ///< by PIP_EDITABLE and pip.conf too
    std::vector<OptionValue> buildConstraints;
    std::vector<OptionValue> overrides; ///< uv --override

    // Where it is taken from.
    Rare<OptionValue> indexUrl;
    std::vector<OptionValue> extraIndexUrls;
    std::vector<OptionValue> findLinks;
    OptionFlag noIndex;
    std::vector<OptionValue> trustedHosts;
    Rare<OptionValue> indexStrategy; ///< uv: "first-index" (its default),
                                     ///< "unsafe-first-match", "unsafe-best-match"
    Rare<OptionValue> resolution; ///< uv: "highest", "lowest", "lowest-direct"
    Rare<OptionValue> prerelease; ///< uv: "allow", "disallow", "if-necessary", …
    Rare<OptionValue> torchBackend; ///< uv --torch-backend
    Rare<OptionValue> excludeNewer; ///< uv

    // Where it goes.
    OptionFlag user;
    Rare<OptionValue> target;
    Rare<OptionValue> prefix;
    Rare<OptionValue> root;
    Rare<OptionValue> python; ///< --python
    OptionFlag system; ///< uv --system
    OptionFlag breakSystemPackages;
    std::vector<OptionValue> platforms;
    Rare<OptionValue> pythonVersion;
    Rare<OptionValue> implementation;
    std::vector<OptionValue> abis;
    Rare<OptionValue> destination; ///< pip download -d, pip wheel -w
    Rare<OptionValue> sourceFolder; ///< --src

    // How it runs.
    OptionFlag noCacheDir;
    Rare<OptionValue> cacheDir;
    OptionFlag dryRun;
    OptionFlag isolated;
    OptionFlag noBuildIsolation;
    OptionFlag noCompile;
    OptionFlag requireVirtualenv;
    OptionFlag noInput;
    OptionFlag yes;
    Rare<OptionValue> report;
    Rare<OptionValue> rootUserAction;
    std::vector<OptionValue> useDeprecated;
    std::vector<OptionValue> features; ///< --use-feature
    std::vector<OptionValue> configSettings;
    std::vector<OptionValue> globalOptions;
    Rare<OptionValue> timeout;
    Rare<OptionValue> retries;
    Rare<OptionValue> cert;
    Rare<OptionValue> proxy;
    int quiet = 0;
    int verbose = 0;

    /// What pip's finder begins with, before requirement files change it.
    [[nodiscard]] FinderOptions finder() const;

    friend bool operator==(const PipOptions&, const PipOptions&) = default;
};

} // namespace pinwheel
