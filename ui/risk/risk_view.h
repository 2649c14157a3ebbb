#pragma once

#include "ui/findings/finding_bar.h"

namespace pinwheel {

class HeatMap;

/// The risk matrix: the table of findings and the heat map that filters it.
class RiskView final : public QWidget
{
    Q_OBJECT

public:
    RiskView(FindingFilter* filter, SelectionModel* selection, QWidget* parent = nullptr);

    void setAudit(const AuditPtr& audit);
    [[nodiscard]] FindingTable* table() const { return m_table; }
    [[nodiscard]] FindingBar* bar() const { return m_bar; }
    [[nodiscard]] HeatMap* heatMap() const { return m_heatMap; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    FindingTable* m_table;
    FindingBar* m_bar;
    HeatMap* m_heatMap;
};

} // namespace pinwheel
