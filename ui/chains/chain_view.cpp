#include "ui/chains/chain_view.h"

#include "ui/tree_with_words.h"

#include <QHeaderView>
#include <QVBoxLayout>

namespace pinwheel {

ChainView::ChainView(SelectionModel* selection, QWidget* parent)
    : QWidget(parent)
    , m_model(new ChainModel(this))
    , m_tree(new TreeWithWords(tr("No compatibility chain applies to this build."), this))
{
    m_tree->setModel(m_model);
    m_tree->setAccessibleName(tr("Compatibility chains"));
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 0, 4, 4);
    layout->addWidget(m_tree);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [selection](const QModelIndex& current) {
        if (const QVariant span = current.data(ChainModel::SpanRole); span.isValid()) selection->selectSpan(span.value<Span>());
    });
}

void ChainView::setAudit(const AuditPtr& audit)
{
    m_model->setAudit(audit);
    // Chains and their links open; the facts behind them on demand.
    m_tree->expandToDepth(0);
    for (const int column : {ChainModel::What, ChainModel::State, ChainModel::Date}) m_tree->resizeColumnToContents(column);
    m_tree->setColumnWidth(ChainModel::What, std::clamp(m_tree->columnWidth(ChainModel::What), 220, 460));
    m_tree->setColumnWidth(ChainModel::Account, 430);
    m_tree->setColumnWidth(ChainModel::Source, 230);
}

} // namespace pinwheel
