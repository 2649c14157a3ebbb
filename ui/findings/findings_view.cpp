#include "ui/findings/findings_view.h"

#include <QVBoxLayout>

namespace pinwheel {

using namespace Qt::StringLiterals;

FindingsView::FindingsView(FindingFilter* filter, SelectionModel* selection, QWidget* parent)
    : QWidget(parent)
    , m_table(new FindingTable(u"findings"_s, filter, selection,
                               {FindingModel::Sign, FindingModel::Rule, FindingModel::Title,
                                FindingModel::Place, FindingModel::LayerNumber,
                                FindingModel::Certainty, FindingModel::Action},
                               this))
    , m_bar(new FindingBar(filter, m_table, this))
{
    m_table->setAccessibleName(tr("Findings"));
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 4);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_table, 1);
}

} // namespace pinwheel
