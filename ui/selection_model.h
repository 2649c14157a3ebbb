#pragma once

#include "core/audit/audit.h"

#include <QObject>
#include <QString>

#include <optional>

namespace pinwheel {

/// What the user looks at. All views show the same one.
struct Selection {
    QString findingId; ///< empty: no finding
    std::optional<Span> span; ///< the place, in the spans of the shown audit
    std::uint32_t layer = 0; ///< 0: none
    QString package; ///< normalized name; empty: none

    friend bool operator==(const Selection&, const Selection&) = default;
};

/// The one selection that editors, ribbons, timeline, tables and detail follow.
class SelectionModel final : public QObject
{
    Q_OBJECT

public:
    explicit SelectionModel(QObject* parent = nullptr);

    /// The audit whose ids and spans the selection names. A finding that is still there stays
    /// selected.
    void setAudit(const AuditPtr& audit);
    [[nodiscard]] const Selection& current() const { return m_current; }
    [[nodiscard]] const Finding* finding() const;

    void selectFinding(const QString& id);
    /// A finding at one of its places: the evidence that was clicked.
    void selectPlace(const QString& findingId, Span span);
    /// A card: its layer and the worst finding that stands in it.
    void selectLayer(std::uint32_t layer);
    /// A lane: the package and the worst finding about it; with `layer`, the layer as well.
    void selectPackage(const QString& name, std::uint32_t layer = 0);
    /// A place in a text: the worst finding that touches it, else the layer that holds it.
    void selectSpan(Span span);
    void clear();

signals:
    /// Something else is selected, or the same in another audit.
    void selectionChanged(const Selection& selection);
    /// A place was asked for: editors bring it into view. An audit alone never moves what the user
    /// looks at.
    void placeChosen(const Selection& selection);

private:
    void set(Selection selection);
    [[nodiscard]] std::uint32_t layerAt(Span span) const;

    AuditPtr m_audit;
    Selection m_current;
};

/// The finding of an id; null where there is none.
[[nodiscard]] const Finding* findFinding(const Audit& audit, const QString& id);

} // namespace pinwheel
