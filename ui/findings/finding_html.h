#pragma once

#include "core/audit/audit.h"
#include "ui/audit_controller.h"

#include <QString>
#include <QUrl>

#include <optional>

namespace pinwheel {

/// Text from outside for rich text: escaped, `code` between backticks in the fixed-width font.
[[nodiscard]] QString richText(const QString& plain);
/// The account of a finding: risk, message, what `fix` (may be null) would change, evidence with
/// links, facts with source and date.
[[nodiscard]] QString findingHtml(const Audit& audit, const Finding& finding, const Fix* fix);
/// A unified diff as tinted lines; at most `mostLines` of them, and then how many more there are.
[[nodiscard]] QString diffHtml(const QString& unifiedDiff, int mostLines);
/// What a layer does: its decisions and findings.
[[nodiscard]] QString layerHtml(const Audit& audit, const Layer& layer);
/// What happens to a package along the build.
[[nodiscard]] QString packageHtml(const Audit& audit, const QString& name);

/// What stands at a place: its findings, and the package or variable named there. Empty where there
/// is nothing to tell.
[[nodiscard]] QString hoverHtml(const Audit& audit, Span place);

/// A link to a place: "place:0:120:133"; and back.
[[nodiscard]] QString placeLink(Span span);
[[nodiscard]] std::optional<Span> placeFromLink(const QUrl& url);

} // namespace pinwheel
