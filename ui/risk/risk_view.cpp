#include "ui/risk/risk_view.h"

#include "ui/risk/heat_map.h"

#include <QHBoxLayout>

namespace pinwheel {

using namespace Qt::StringLiterals;

RiskView::RiskView(FindingFilter* filter, SelectionModel* selection, QWidget* parent)
    : QWidget(parent)
    , m_table(new FindingTable(u"risk"_s, filter, selection,
                               {FindingModel::Sign, FindingModel::Rule, FindingModel::Subject, FindingModel::InDockerfile, FindingModel::InRequirements,
                                FindingModel::Conflict, FindingModel::Risk, FindingModel::Probability_, FindingModel::Priority_, FindingModel::Action},
                               this))
    , m_heatMap(new HeatMap(filter, this))
{
    m_table->setAccessibleName(tr("Risk matrix"));
    auto* const layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 12, 8);
    layout->setSpacing(12);
    layout->addWidget(m_table, 1);
    m_heatMap->setFixedWidth(268);
    layout->addWidget(m_heatMap, 0);
}

void RiskView::setAudit(const AuditPtr& audit) { m_heatMap->setAudit(audit); }

} // namespace pinwheel
