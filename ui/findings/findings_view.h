#pragma once

#include "ui/findings/finding_bar.h"

namespace pinwheel {

/// All findings with a text filter and a switch per level.
class FindingsView final : public QWidget
{
    Q_OBJECT

public:
    FindingsView(FindingFilter* filter, SelectionModel* selection, QWidget* parent = nullptr);

    void setAudit(const AuditPtr& audit) { m_bar->setAudit(audit); }
    [[nodiscard]] FindingTable* table() const { return m_table; }
    [[nodiscard]] FindingBar* bar() const { return m_bar; }
    [[nodiscard]] QLineEdit* filterField() const { return m_bar->field(); }

private:
    FindingTable* m_table;
    FindingBar* m_bar;
};

} // namespace pinwheel
