#pragma once

#include "ui/findings/finding_table.h"

#include <QWidget>

#include <array>

class QLabel;
class QLineEdit;
class QToolButton;

namespace pinwheel {

/// The row above a table of findings: text filter, a switch per level with its count, grouping,
/// columns, copying, and how many findings the filter leaves.
class FindingBar final : public QWidget
{
    Q_OBJECT

public:
    FindingBar(FindingFilter* filter, FindingTable* table, QWidget* parent = nullptr);

    void setAudit(const AuditPtr& audit);
    [[nodiscard]] QLineEdit* field() const { return m_field; }
    [[nodiscard]] QToolButton* levelSwitch(Level level) const
    {
        return m_levels[static_cast<std::size_t>(level)];
    }
    [[nodiscard]] QToolButton* groupButton() const { return m_group; }
    /// "9 of 36"
    [[nodiscard]] QString countWords() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void makeLevelSwitches();
    void makeMenus();
    void showFilter();
    void showSwitches();

    FindingFilter* m_filter;
    FindingTable* m_table;
    QLineEdit* m_field;
    QLabel* m_count;
    QToolButton* m_group;
    QToolButton* m_columns;
    QToolButton* m_copy;
    QToolButton* m_clear;
    std::array<QToolButton*, 4> m_levels {};
    AuditPtr m_audit;
};

} // namespace pinwheel
