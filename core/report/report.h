#pragma once

#include "core/audit/audit.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace pinwheel {

/// One enumerator per line of formats.def.
enum class ReportFormat {
#define FORMAT(NAME, WORD, EXTENSION, TITLE) NAME,
#include "core/report/formats.def"
#undef FORMAT
};

/// What is fixed about a format.
struct ReportFormatInfo {
    ReportFormat format = ReportFormat::Text;
    std::string_view word; ///< on the command line: "sarif"
    std::string_view extension; ///< of a file, without dot: "sarif"
    std::string_view title; ///< for lists: "SARIF 2.1.0, for code scanning"
};

/// All formats, in the order of formats.def.
[[nodiscard]] std::span<const ReportFormatInfo> allReportFormats();
/// The format of a word ("sarif") or of a file's extension ("md", "cdx.json"); none for others.
[[nodiscard]] std::optional<ReportFormat> formatFromName(std::string_view name);

/// What the reader chose; nothing in it changes what is true.
struct ReportOptions {
    std::string project; ///< title of the report: name of the audited folder; empty for none
    std::string toolVersion; ///< "0.1.0"; empty is left out, so that golden files hold no version
    bool color = false; ///< text: with terminal colours
    bool summary =
        false; ///< Markdown: short enough for a comment on a pull request (60,000 characters)
    bool fixes = true; ///< text: with the diffs of fixes
    /// The page of a rule as Markdown, for formats that carry help; may be empty (the summary
    /// stands instead).
    std::function<std::string(std::string_view rule)> rulePage;
};

/// The bytes of one report. Every one is computed from the audit: the same audit and options give
/// the same bytes. Text from outside is escaped for the format, credentials are redacted, invalid
/// UTF-8 becomes U+FFFD.
[[nodiscard]] std::string renderReport(ReportFormat format, const Audit& audit,
                                       const ReportOptions& options = {});

} // namespace pinwheel
