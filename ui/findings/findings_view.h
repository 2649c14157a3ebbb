#pragma once

#include "ui/findings/finding_table.h"

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace pinwheel {

/// All findings with a text filter and a switch per level.
class FindingsView final : public QWidget {
    Q_OBJECT

public:
    FindingsView(FindingFilter* filter, SelectionModel* selection, QWidget* parent = nullptr);

    void setAudit(const AuditPtr& audit);
    [[nodiscard]] FindingTable* table() const { return m_table; }
    [[nodiscard]] QLineEdit* filterField() const { return m_field; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void updateSwitches();

    FindingFilter* m_filter;
    FindingTable* m_table;
    QLineEdit* m_field;
    std::array<QToolButton*, 4> m_levels {};
    AuditPtr m_audit;
};

} // namespace pinwheel
