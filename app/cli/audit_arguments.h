#pragma once

// The arguments that every auditing subcommand shares, and the audit that they ask for.

#include "app/cli/services.h"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace pinwheel {

struct AuditArguments {
    std::string path = ".";
    std::string dockerfile;
    std::string context;
    std::string target;
    std::vector<std::string> buildArguments; ///< "NAME=VALUE", or "NAME" for a value of the environment
    std::string platform;
    std::vector<std::string> gpus;
    std::string driver;
    std::string profile;
    bool noResolve = false;
    bool noFixes = false;
};

/// Adds PATH and the options to a subcommand.
void addAuditArguments(CLI::App& command, AuditArguments& arguments);

/// A finished audit with what it was made of.
struct AuditRun {
    Project project;
    AuditOptions options;
    AuditServices services;
    AuditPtr audit;
};

/// The options of the arguments, checked: platform, GPU names, driver, profile, build arguments.
[[nodiscard]] Result<AuditOptions> auditOptionsOf(
    const AuditArguments& arguments, const Project& project, const Knowledge& knowledge);

/// Finds the project, reads its facts and audits it. `progress` is told what is being done; may be empty.
[[nodiscard]] Result<AuditRun> runAuditOf(
    const AuditArguments& arguments, const std::function<void(std::string_view)>& progress = {});

} // namespace pinwheel
