#include "ui/findings/finding_table.h"

#include "ui/findings/finding_delegate.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QSettings>

#include <algorithm>

namespace pinwheel {

using namespace Qt::StringLiterals;

FindingTable::FindingTable(const QString& name, FindingFilter* filter, SelectionModel* selection, const std::vector<int>& columns, QWidget* parent)
    : QTableView(parent)
    , m_name(name)
    , m_filter(filter)
    , m_selection(selection)
{
    setModel(filter);
    setItemDelegate(new FindingDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setShowGrid(false);
    setSortingEnabled(true);
    sortByColumn(-1, Qt::AscendingOrder); // As the audit gives them: worst first.
    setWordWrap(false);
    setTabKeyNavigation(false);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(FindingDelegate::rowHeight);
    verticalHeader()->setMinimumSectionSize(FindingDelegate::rowHeight);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setSortIndicatorClearable(true);
    horizontalHeader()->setMinimumSectionSize(24);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    horizontalHeader()->setAccessibleName(tr("Columns"));
    connect(horizontalHeader(), &QWidget::customContextMenuRequested, this,
            [this](const QPoint& position) { chooseColumns(horizontalHeader()->mapToGlobal(position)); });

    const QStringList kept = QSettings().value(u"columns/"_s + name).toStringList();
    for (int column = 0; column < FindingModel::ColumnCount; ++column) {
        const bool shown = kept.isEmpty() ? std::ranges::contains(columns, column) : kept.contains(QString::number(column));
        setColumnHidden(column, !shown);
    }
    connect(filter, &QAbstractItemModel::modelReset, this, [this] {
        fitColumns();
        showSelection();
    });
    connect(filter, &FindingFilter::filterChanged, this, &FindingTable::showSelection);
    connect(selection, &SelectionModel::selectionChanged, this, &FindingTable::showSelection);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& current) {
        if (!m_following && current.isValid()) m_selection->selectFinding(current.data(FindingModel::FindingIdRole).toString());
    });
    connect(this, &QTableView::clicked, this, [this](const QModelIndex& index) {
        m_selection->selectFinding(index.data(FindingModel::FindingIdRole).toString());
        if (index.column() == FindingModel::Action) emit actionRequested(index.data(FindingModel::FindingIdRole).toString());
    });
}

std::vector<int> FindingTable::shownColumns() const
{
    std::vector<int> columns;
    for (int visual = 0; visual < FindingModel::ColumnCount; ++visual) {
        const int column = horizontalHeader()->logicalIndex(visual);
        if (!isColumnHidden(column) && column != FindingModel::Sign && column != FindingModel::Action) columns.push_back(column);
    }
    return columns;
}

void FindingTable::fitColumns()
{
    resizeColumnsToContents();
    if (!isColumnHidden(FindingModel::Sign)) setColumnWidth(FindingModel::Sign, 28);
    // What is too wide is taken from the long texts, each down to a width that still tells something; what is left over
    // goes to the finding's title.
    const auto least = [](int column) {
        switch (column) {
        case FindingModel::Title: return 220;
        case FindingModel::Subject: return 110;
        case FindingModel::InDockerfile:
        case FindingModel::InRequirements: return 80;
        case FindingModel::Conflict: return 70;
        default: return 0;
        }
    };
    int used = 0;
    int givable = 0;
    for (int column = 0; column < FindingModel::ColumnCount; ++column) {
        if (isColumnHidden(column)) continue;
        if (least(column) > 0) setColumnWidth(column, std::clamp(columnWidth(column), least(column), column == FindingModel::Title ? 900 : 260));
        used += columnWidth(column);
        if (least(column) > 0) givable += columnWidth(column) - least(column);
    }
    const int excess = used - viewport()->width();
    for (int column = 0; excess > 0 && givable > 0 && column < FindingModel::ColumnCount; ++column) {
        if (isColumnHidden(column) || least(column) == 0) continue;
        const int share = (columnWidth(column) - least(column)) * std::min(excess, givable) / givable;
        setColumnWidth(column, columnWidth(column) - share - (share > 0 ? 1 : 0));
    }
    if (excess < 0 && !isColumnHidden(FindingModel::Title)) setColumnWidth(FindingModel::Title, columnWidth(FindingModel::Title) - excess);
}

void FindingTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

void FindingTable::showSelection()
{
    const QScopedValueRollback following(m_following, true);
    const QString id = m_selection->current().findingId;
    for (int row = 0; row < m_filter->rowCount(); ++row) {
        const QModelIndex index = m_filter->index(row, FindingModel::Subject);
        if (index.data(FindingModel::FindingIdRole).toString() != id) continue;
        if (currentIndex().row() != row || !selectionModel()->isRowSelected(row)) {
            // Scrolls up and down only: sideways the table stays where it was.
            const int sideways = horizontalScrollBar()->value();
            selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
            horizontalScrollBar()->setValue(sideways);
        }
        return;
    }
    selectionModel()->clear();
}

void FindingTable::chooseColumns(const QPoint& globalPosition)
{
    QMenu menu(this);
    for (int column = FindingModel::Rule; column < FindingModel::Action; ++column) {
        QAction* const action = menu.addAction(model()->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        connect(action, &QAction::toggled, this, [this, column](bool shown) {
            setColumnHidden(column, !shown);
            QStringList kept;
            for (int i = 0; i < FindingModel::ColumnCount; ++i)
                if (!isColumnHidden(i)) kept += QString::number(i);
            QSettings().setValue(u"columns/"_s + m_name, kept);
            fitColumns();
        });
    }
    menu.exec(globalPosition);
}

void FindingTable::copy(bool markdown) const { QApplication::clipboard()->setText(tableAsText(*m_filter, shownColumns(), markdown)); }

void FindingTable::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu menu(this);
    menu.addAction(tr("Copy Table as Markdown"), this, [this] { copy(true); });
    menu.addAction(tr("Copy Table as Tab-separated Text"), this, [this] { copy(false); });
    menu.addSeparator();
    menu.addAction(tr("Choose Columns…"), this, [this, position = event->globalPos()] { chooseColumns(position); });
    menu.exec(event->globalPos());
}

void FindingTable::keyPressEvent(QKeyEvent* event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        emit actionRequested(currentIndex().data(FindingModel::FindingIdRole).toString());
        return;
    }
    if (event->matches(QKeySequence::Copy)) return copy(false);
    QTableView::keyPressEvent(event);
}

void FindingTable::paintEvent(QPaintEvent* event)
{
    QTableView::paintEvent(event);
    if (m_filter->rowCount() > 0) return;
    QPainter painter(viewport());
    painter.setPen(theme().muted);
    const auto* const findings = qobject_cast<const FindingModel*>(m_filter->sourceModel());
    const QString words = findings == nullptr || !findings->audit() ? tr("Nothing audited yet.")
        : m_filter->isNarrowed() && findings->rowCount() > 0     ? tr("No finding passes the filter.")
                                                                  : tr("No finding. What the build installs agrees with what the files ask for.");
    painter.drawText(viewport()->rect(), Qt::AlignCenter | Qt::TextWordWrap, words);
}

} // namespace pinwheel
