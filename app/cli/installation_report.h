#pragma once

#include "core/audit/audit.h"
#include "core/build/resolution_memory.h"
#include "core/report/json_facts.h"
#include "core/resolver/pip_install.h"

namespace pinwheel {

/// What one command would install, in the form of `pip install --report` (version 1), with what
/// only we know under "pinwheel". A distribution whose version is not known has no place in pip's
/// list: it stands under "undetermined". Source: pip's documentation, "Installation Report".
[[nodiscard]] OrderedJson installationReport(const PipInstallResult& result,
                                             const PipTarget& target);

/// The same for a whole build: pip's list holds what the final environment has of all commands, and
/// "pinwheel"."commands" one report for each, in build order.
/// @param memory  that the audit used: it knows the files behind the versions
[[nodiscard]] OrderedJson installationReport(const Audit& audit, const ResolutionMemory& memory);

} // namespace pinwheel
