#pragma once

// The arguments that every auditing subcommand shares, and the audit that they ask for.

#include "app/cli/services.h"
#include "core/settings/project_settings.h"

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace pinwheel {

struct AuditArguments {
    std::string path = ".";
    std::string dockerfile;
    std::string context;
    std::string target;
    std::string service; ///< of a Compose file, or the target of a bake file
    std::vector<std::string>
        buildArguments; ///< "NAME=VALUE", or "NAME" for a value of the environment
    std::string platform;
    std::vector<std::string> gpus;
    std::string driver;
    std::string profile;
    std::string index; ///< "shipped", "live" or a file
    bool noResolve = false;
    bool noFixes = false;
    bool noConfig = false; ///< neither settings file nor environment variables
};

/// Adds PATH and the options to a subcommand.
void addAuditArguments(CLI::App& command, AuditArguments& arguments);

/// The settings that hold: defaults, then the settings file of the folder, environment variables,
/// and these arguments.
[[nodiscard]] Result<ProjectSettings> settingsFor(const AuditArguments& arguments);

/// A finished audit with what it was made of.
struct AuditRun {
    ProjectSettings settings;
    Project project;
    AuditOptions options;
    AuditServices services;
    AuditPtr audit;
};

/// The options of the settings, checked: platform, GPU names, driver, profile.
[[nodiscard]] Result<AuditOptions>
auditOptionsOf(const ProjectSettings& settings, const Project& project, const Knowledge& knowledge);

/// "2026-11-23", UTC; $SOURCE_DATE_EPOCH instead of the clock where it is set. Only expiry of
/// ignores depends on it.
[[nodiscard]] std::string today();

/// Finds the project, reads its facts and audits it. `progress` is told what is being done; may be
/// empty. `wrap` may put an index around the chosen one (a recording); may be empty.
[[nodiscard]] Result<AuditRun>
runAuditOf(const AuditArguments& arguments, const ProgressListener& progress = {},
           const std::function<PackageIndexPtr(PackageIndexPtr)>& wrap = {});

} // namespace pinwheel
