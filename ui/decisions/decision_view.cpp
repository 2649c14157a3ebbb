#include "ui/decisions/decision_view.h"

#include "ui/tree_with_words.h"

#include <QHeaderView>
#include <QScopedValueRollback>
#include <QVBoxLayout>

namespace pinwheel {

DecisionView::DecisionView(SelectionModel* selection, QWidget* parent)
    : QWidget(parent)
    , m_selection(selection)
    , m_model(new DecisionModel(this))
    , m_tree(new TreeWithWords(tr("No instruction of this build installs Python packages."), this))
{
    m_tree->setModel(m_model);
    m_tree->header()->setStretchLastSection(false);
    m_tree->setAccessibleName(tr("Decisions of the install commands"));
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 0, 4, 4);
    layout->addWidget(m_tree);
    connect(m_tree, &TreeWithWords::widthChanged, this, &DecisionView::fitColumns);
    connect(selection, &SelectionModel::selectionChanged, this, &DecisionView::showSelection);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                if (m_following || !current.isValid()) return;
                const QScopedValueRollback following(m_following, true);
                const std::uint32_t layer = current.data(DecisionModel::LayerRole).toUInt();
                const QString package =
                    current.siblingAtColumn(0).data(DecisionModel::PackageRole).toString();
                if (package.isEmpty())
                    m_selection->selectLayer(layer);
                else
                    m_selection->selectPackage(package, layer);
            });
}

void DecisionView::setAudit(const AuditPtr& audit)
{
    bool isBack = false;
    {
        const QScopedValueRollback following(m_following, true);
        m_tree->keepRows();
        m_model->setAudit(audit);
        // Long lists open on demand.
        isBack = m_tree->putRowsBack(
            [this](const QModelIndex& index) { return m_model->rowCount(index) <= 12; });
    }
    fitColumns();
    if (!isBack) showSelection();
}

void DecisionView::fitColumns()
{
    int beside = 0;
    for (const int column : {DecisionModel::Verdict, DecisionModel::Before, DecisionModel::After,
                             DecisionModel::Index, DecisionModel::Certainty}) {
        m_tree->resizeColumnToContents(column);
        // Rows that are still closed count for nothing there, so the longest words have their room
        // from the start.
        const int least = column == DecisionModel::Verdict                      ? 150
            : column == DecisionModel::Before || column == DecisionModel::After ? 106
                                                                                : 84;
        m_tree->setColumnWidth(column, std::clamp(m_tree->columnWidth(column), least, 200));
        beside += m_tree->columnWidth(column);
    }
    // What is left is shared, so that the reasons stay in view.
    const int left = m_tree->viewport()->width() - beside;
    m_tree->setColumnWidth(DecisionModel::Package, std::clamp(left * 4 / 10, 160, 300));
    m_tree->setColumnWidth(DecisionModel::Why,
                           std::max(140, left - m_tree->columnWidth(DecisionModel::Package)));
}

void DecisionView::showSelection()
{
    if (m_following) return;
    const QScopedValueRollback following(m_following, true);
    const QModelIndex index =
        m_model->indexOf(m_selection->current().package, m_selection->current().layer);
    if (!index.isValid()) return m_tree->selectionModel()->clear();
    m_tree->selectionModel()->setCurrentIndex(
        index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_tree->scrollTo(index);
}

} // namespace pinwheel
