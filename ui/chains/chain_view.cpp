#include "ui/chains/chain_view.h"

#include "ui/chains/gpu_matrix_view.h"
#include "ui/tree_with_words.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace pinwheel {

ChainView::ChainView(GpuServices gpu, SelectionModel* selection, QWidget* parent)
    : QWidget(parent)
    , m_model(new ChainModel(this))
    , m_tree(new TreeWithWords(tr("No compatibility chain applies to this build."), this))
    , m_gpus(new GpuMatrixView(std::move(gpu), selection, this))
{
    m_tree->setModel(m_model);
    m_tree->setAccessibleName(tr("Compatibility chains"));
    m_tree->header()->setStretchLastSection(false); // All columns share the room, by their meaning.
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 0, 4, 4);
    auto* const bar = new QHBoxLayout;
    bar->setContentsMargins(6, 6, 6, 4);
    bar->setSpacing(6);
    auto* const pages = new QStackedWidget(this);
    auto* const choice = new QButtonGroup(this);
    for (const auto& [page, title] : std::initializer_list<std::pair<QWidget*, QString>> {
             {m_tree, tr("Chains of this target")}, {m_gpus, tr("Images × GPUs")}}) {
        auto* const button = new QToolButton(this);
        button->setText(title);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::TabFocus);
        choice->addButton(button, pages->addWidget(page));
        bar->addWidget(button);
    }
    choice->button(0)->setChecked(true);
    bar->addStretch(1);
    connect(choice, &QButtonGroup::idClicked, pages, &QStackedWidget::setCurrentIndex);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(pages, 1);
    connect(m_tree, &TreeWithWords::widthChanged, this, &ChainView::fitColumns);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this, selection](const QModelIndex& current) {
                if (m_following) return;
                if (const QVariant span = current.data(ChainModel::SpanRole); span.isValid())
                    selection->selectSpan(span.value<Span>());
            });
}

void ChainView::setAudit(const AuditPtr& audit)
{
    // The shared selection is the user's: it does not move because the tree was filled anew.
    const QScopedValueRollback following(m_following, true);
    m_gpus->setAudit(audit);
    m_tree->keepRows();
    m_model->setAudit(audit);
    // Chains open; the facts behind their links on demand.
    m_tree->putRowsBack([](const QModelIndex& index) { return !index.parent().isValid(); });
    fitColumns();
}

void ChainView::fitColumns()
{
    for (const int column : {ChainModel::What, ChainModel::State, ChainModel::Date}) {
        m_tree->resizeColumnToContents(column);
        m_tree->setColumnWidth(column,
                               m_tree->columnWidth(column)
                                   + 8); // The style sheet's padding is not in the hint.
    }
    m_tree->setColumnWidth(
        ChainModel::What,
        std::clamp(m_tree->columnWidth(ChainModel::What), 180, std::max(220, width() * 3 / 10)));
    // What is left is shared: the account says more than the address of its source.
    const int left = m_tree->viewport()->width() - m_tree->columnWidth(ChainModel::What)
        - m_tree->columnWidth(ChainModel::State) - m_tree->columnWidth(ChainModel::Date);
    m_tree->setColumnWidth(ChainModel::Source, std::max(90, left * 2 / 10));
    m_tree->setColumnWidth(ChainModel::Account,
                           std::max(160, left - m_tree->columnWidth(ChainModel::Source)));
}

} // namespace pinwheel
