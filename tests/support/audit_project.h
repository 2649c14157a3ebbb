#pragma once

// Audits for tests: texts in memory or a folder on disk, with the shipped index and knowledge.

#include "core/audit/audit.h"

#include <map>
#include <string>

namespace pinwheel::test {

/// Services over files in memory with what the program ships; aborts the test program when the
/// build lacks the data.
[[nodiscard]] AuditServices servicesFor(std::map<std::string, std::string> files);
/// The same over a folder on disk.
[[nodiscard]] AuditServices servicesForFolder(const std::string& folder);

/// Audits files in memory; aborts with the error when the audit fails.
[[nodiscard]] AuditPtr auditOf(std::map<std::string, std::string> files,
                               const AuditOptions& options = {});
/// Audits `resources/examples/cuda-worker`.
[[nodiscard]] AuditPtr auditOfSeed(const AuditOptions& options = {});
/// The same with its files changed by `edit(path, text)`.
[[nodiscard]] std::map<std::string, std::string> seedFiles();

[[nodiscard]] const InstalledDistribution* finalDistribution(const Audit& audit,
                                                             std::string_view name);
[[nodiscard]] const Decision* decisionIn(const InstallStep& step, std::string_view name);
/// The findings of a rule, or about a subject where `rule` is empty.
[[nodiscard]] std::vector<const Finding*> findingsOf(const Audit& audit, std::string_view rule,
                                                     std::string_view subject = {});

} // namespace pinwheel::test
