#include "ui/risk/risk_view.h"

#include "ui/risk/heat_map.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace pinwheel {

using namespace Qt::StringLiterals;

RiskView::RiskView(FindingFilter* filter, SelectionModel* selection, QWidget* parent)
    : QWidget(parent)
    , m_table(
          new FindingTable(u"risk"_s, filter, selection,
                           {FindingModel::Sign, FindingModel::Rule, FindingModel::Subject,
                            FindingModel::InDockerfile, FindingModel::InRequirements,
                            FindingModel::Conflict, FindingModel::Risk, FindingModel::Probability_,
                            FindingModel::Priority_, FindingModel::Action},
                           this))
    , m_bar(new FindingBar(filter, m_table, this))
    , m_heatMap(new HeatMap(filter, this))
{
    m_table->setAccessibleName(tr("Risk matrix"));
    auto* const below = new QHBoxLayout;
    below->setContentsMargins(0, 0, 12, 0);
    below->setSpacing(12);
    below->addWidget(m_table, 1);
    below->addWidget(m_heatMap, 0);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 8);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addLayout(below, 1);
    m_heatMap->setFixedWidth(m_heatMap->sizeHint().width());
}

void RiskView::setAudit(const AuditPtr& audit)
{
    m_bar->setAudit(audit);
    m_heatMap->setAudit(audit);
}

void RiskView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    // The words of the table need the room more than the cells do.
    m_heatMap->setFixedWidth(
        std::clamp(width() * 2 / 9, m_heatMap->minimumSizeHint().width(), 268));
}

} // namespace pinwheel
