#include "ui/findings/finding_table.h"

#include "ui/findings/finding_delegate.h"
#include "ui/theme/theme.h"

#include <QActionGroup>
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
#include <array>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

/// The width down to which a column of long texts gives way; 0 for columns that do not.
int leastWidth(int column)
{
    switch (column) {
    case FindingModel::Title:
        return 220;
    case FindingModel::Subject:
        return 120;
    case FindingModel::InDockerfile:
    case FindingModel::InRequirements:
        return 70;
    case FindingModel::Conflict:
        return 70;
    default:
        return 0;
    }
}

/// The width below which a column says nothing any more; what is asked for where the table is
/// narrow.
int tightWidth(int column)
{
    switch (column) {
    case FindingModel::Title:
        return 160;
    case FindingModel::Subject:
        return 90;
    case FindingModel::InDockerfile:
    case FindingModel::InRequirements:
        return 62;
    case FindingModel::Conflict:
        return 52;
    default:
        return 0;
    }
}

int mostWidth(int column)
{
    return column == FindingModel::Title ? 900 : 260;
}

} // namespace

FindingTable::FindingTable(const QString& name, FindingFilter* filter, SelectionModel* selection,
                           const std::vector<int>& columns, QWidget* parent)
    : QTreeView(parent)
    , m_name(name)
    , m_filter(filter)
    , m_groups(new FindingGroups(filter, this))
    , m_selection(selection)
{
    setModel(m_groups);
    setItemDelegate(new FindingDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setSortingEnabled(true);
    sortByColumn(-1, Qt::AscendingOrder); // As the audit gives them: worst first.
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setTabKeyNavigation(false);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setTreePosition(0);
    setIndentation(20);
    setRootIsDecorated(false);
    header()->setHighlightSections(false);
    header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header()->setSortIndicatorClearable(true);
    header()->setMinimumSectionSize(24);
    header()->setTextElideMode(Qt::ElideRight);
    header()->setStretchLastSection(false);
    header()->setSectionsMovable(true);
    header()->setContextMenuPolicy(Qt::CustomContextMenu);
    header()->setAccessibleName(tr("Columns"));
    const QStringList kept = QSettings().value(u"columns/"_s + name).toStringList();
    for (int column = 0; column < FindingModel::ColumnCount; ++column) {
        const bool shown = kept.isEmpty() ? std::ranges::contains(columns, column)
                                          : kept.contains(QString::number(column));
        setColumnHidden(column, !shown);
    }
    int visual = 0;
    for (const QString& word : kept)
        if (const int column = word.toInt(); column > 0 && column < FindingModel::ColumnCount)
            header()->moveSection(header()->visualIndex(column), ++visual);
    connectModels();
    setGroupBy(groupByFromWord(QSettings().value(u"groups/"_s + name).toString()));
}

void FindingTable::connectModels()
{
    connect(header(), &QWidget::customContextMenuRequested, this, [this](const QPoint& position) {
        QMenu menu(this);
        fillColumnMenu(&menu);
        menu.exec(header()->mapToGlobal(position));
    });
    connect(m_groups, &QAbstractItemModel::modelReset, this, &FindingTable::takeReset);
    connect(m_selection, &SelectionModel::selectionChanged, this, &FindingTable::showSelection);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                const QString id = current.data(FindingModel::FindingIdRole).toString();
                if (!m_following && !id.isEmpty()) m_selection->selectFinding(id);
            });
    connect(this, &QTreeView::clicked, this, [this](const QModelIndex& index) {
        const QString id = index.data(FindingModel::FindingIdRole).toString();
        if (id.isEmpty()) return;
        m_selection->selectFinding(id);
        if (index.column() == FindingModel::Action) emit actionRequested(id);
    });
    connect(header(), &QHeaderView::sectionMoved, this, &FindingTable::keepColumns);
    const auto remember = [this](bool isOpen) {
        return [this, isOpen](const QModelIndex& index) {
            const QString title = index.data(FindingGroups::GroupTitleRole).toString();
            if (isOpen)
                m_collapsed.remove(title);
            else
                m_collapsed.insert(title);
        };
    };
    connect(this, &QTreeView::expanded, this, remember(true));
    connect(this, &QTreeView::collapsed, this, remember(false));
}

void FindingTable::takeReset()
{
    const bool isGrouped = groupBy() != GroupBy::Nothing;
    for (int row = 0; isGrouped && row < m_groups->rowCount(); ++row) {
        const QModelIndex index = m_groups->index(row, 0);
        setFirstColumnSpanned(row, {}, true);
        setExpanded(index,
                    !m_collapsed.contains(index.data(FindingGroups::GroupTitleRole).toString()));
    }
    // Out of sight nobody sees the widths, and measuring every cell is most of what new rows cost.
    if (isVisible())
        fitColumns();
    else
        m_unfitted = true;
    showSelection();
}

void FindingTable::setGroupBy(GroupBy groupBy)
{
    if (m_groups->groupBy() == groupBy) return;
    m_collapsed.clear();
    setRootIsDecorated(groupBy != GroupBy::Nothing);
    m_groups->setGroupBy(groupBy);
    QSettings().setValue(u"groups/"_s + m_name, groupByWord(groupBy));
    emit groupByChanged(groupBy);
}

std::vector<int> FindingTable::shownColumns() const
{
    std::vector<int> columns;
    for (int visual = 0; visual < FindingModel::ColumnCount; ++visual) {
        const int column = header()->logicalIndex(visual);
        if (isChosen(column) && column != FindingModel::Sign && column != FindingModel::Action)
            columns.push_back(column);
    }
    return columns;
}

int FindingTable::fitToContents()
{
    int used = 0;
    for (int column = 0; column < FindingModel::ColumnCount; ++column) {
        if (isColumnHidden(column)) continue;
        resizeColumnToContents(column);
        if (column == FindingModel::Sign)
            setColumnWidth(column, groupBy() == GroupBy::Nothing ? 28 : 28 + 2 * indentation());
        if (leastWidth(column) > 0)
            setColumnWidth(
                column,
                std::clamp(columnWidth(column),
                           std::max(leastWidth(column), header()->sectionSizeHint(column)),
                           mostWidth(column)));
        used += columnWidth(column);
    }
    return used;
}

void FindingTable::leaveOut(int column)
{
    m_leftOut.insert(column);
    setColumnHidden(column, true);
}

void FindingTable::fitColumns()
{
    m_unfitted = false;
    for (const int column : std::exchange(m_leftOut, {}))
        setColumnHidden(column, false);
    // What is too wide is taken from the long texts, each down to a width that still tells
    // something, the name of the thing last; what is left over goes to them in the same order.
    const auto least = [this](int column) {
        return std::max(leastWidth(column), header()->sectionSizeHint(column));
    };
    constexpr std::array giving {FindingModel::Conflict, FindingModel::InDockerfile,
                                 FindingModel::InRequirements, FindingModel::Title,
                                 FindingModel::Subject};
    int excess = fitToContents() - viewport()->width();
    const auto give = [&](auto&& downTo) {
        for (const int column : giving) {
            if (excess <= 0 || isColumnHidden(column)) continue;
            const int given = std::min(excess, std::max(0, columnWidth(column) - downTo(column)));
            setColumnWidth(column, columnWidth(column) - given);
            excess -= given;
        }
    };
    give(least);
    // The heat map and the detail tell these as well, and a few letters of a conflict tell nothing.
    for (const int column :
         {FindingModel::Priority_, FindingModel::Probability_, FindingModel::Conflict}) {
        if (excess <= 0 || isColumnHidden(column)) continue;
        excess -= columnWidth(column);
        leaveOut(column);
    }
    // Headings give way after the texts, so that the last column stays in view.
    give(tightWidth);
    const int taking =
        !isColumnHidden(FindingModel::Title) ? FindingModel::Title : FindingModel::Subject;
    if (excess < 0 && !isColumnHidden(taking))
        setColumnWidth(taking,
                       columnWidth(taking)
                           + std::min(-excess, taking == FindingModel::Title ? 900 : 160));
}

void FindingTable::resizeEvent(QResizeEvent* event)
{
    QTreeView::resizeEvent(event);
    fitColumns();
}

void FindingTable::showEvent(QShowEvent* event)
{
    QTreeView::showEvent(event);
    if (m_unfitted) fitColumns();
}

void FindingTable::showSelection()
{
    const QScopedValueRollback following(m_following, true);
    const QString id = m_selection->current().findingId;
    const bool isThere = currentIndex().isValid()
        && selectionModel()->isRowSelected(currentIndex().row(), currentIndex().parent());
    if (isThere && currentIndex().data(FindingModel::FindingIdRole).toString() == id) return;
    const std::vector<QModelIndex> places =
        id.isEmpty() ? std::vector<QModelIndex>() : m_groups->placesOf(id);
    if (places.empty()) return selectionModel()->clear();
    // Scrolls up and down only: sideways the table stays where it was.
    const int sideways = horizontalScrollBar()->value();
    selectionModel()->setCurrentIndex(
        places.front(), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(places.front());
    horizontalScrollBar()->setValue(sideways);
}

void FindingTable::setColumnShown(int column, bool shown)
{
    m_leftOut.remove(column);
    setColumnHidden(column, !shown);
    keepColumns();
    fitColumns();
}

void FindingTable::keepColumns() const
{
    // In the order in which they stand.
    QStringList kept;
    for (int visual = 0; visual < FindingModel::ColumnCount; ++visual)
        if (const int column = header()->logicalIndex(visual); isChosen(column))
            kept += QString::number(column);
    QSettings().setValue(u"columns/"_s + m_name, kept);
}

void FindingTable::fillColumnMenu(QMenu* menu)
{
    for (int column = FindingModel::Rule; column < FindingModel::Action; ++column) {
        QAction* const action =
            menu->addAction(model()->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(isChosen(column));
        connect(action, &QAction::toggled, this,
                [this, column](bool shown) { setColumnShown(column, shown); });
    }
}

void FindingTable::fillGroupMenu(QMenu* menu)
{
    auto* const choice = new QActionGroup(menu);
    for (const GroupBy each :
         {GroupBy::Nothing, GroupBy::Package, GroupBy::Layer, GroupBy::Level, GroupBy::Rule}) {
        QAction* const action = menu->addAction(groupByName(each));
        action->setCheckable(true);
        action->setChecked(each == groupBy());
        choice->addAction(action);
        connect(action, &QAction::triggered, this, [this, each] { setGroupBy(each); });
    }
}

void FindingTable::copy(bool markdown) const
{
    QApplication::clipboard()->setText(tableAsText(*m_filter, shownColumns(), markdown));
}

void FindingTable::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu menu(this);
    menu.addAction(tr("Copy Table as Markdown"), this, [this] { copy(true); });
    menu.addAction(tr("Copy Table as Tab-separated Text"), this, [this] { copy(false); });
    menu.addSeparator();
    fillGroupMenu(menu.addMenu(tr("Group by")));
    fillColumnMenu(menu.addMenu(tr("Columns")));
    menu.exec(event->globalPos());
}

void FindingTable::keyPressEvent(QKeyEvent* event)
{
    const QString id = currentIndex().data(FindingModel::FindingIdRole).toString();
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && !id.isEmpty()) {
        emit actionRequested(id);
        return;
    }
    if (event->matches(QKeySequence::Copy)) return copy(false);
    QTreeView::keyPressEvent(event);
}

void FindingTable::drawBranches(QPainter* painter, const QRect& area,
                                const QModelIndex& index) const
{
    const bool isGroup = index.data(FindingGroups::IsGroupRole).toBool();
    const bool isSelected = selectionModel()->isSelected(index);
    painter->fillRect(area,
                      isSelected    ? theme().accentSoft
                          : isGroup ? theme().hover
                                    : theme().panel);
    if (!isGroup) return;
    // The arrow of the style is black on every ground.
    const QPointF center = QRectF(area).center();
    const QPolygonF arrow = isExpanded(index) ? QPolygonF {{{-4, -2}, {0, 2.5}, {4, -2}}}
                                              : QPolygonF {{{-2, -4}, {2.5, 0}, {-2, 4}}};
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(theme().muted, 1.5));
    painter->drawPolyline(arrow.translated(center));
    painter->restore();
}

void FindingTable::paintEvent(QPaintEvent* event)
{
    QTreeView::paintEvent(event);
    if (m_filter->rowCount() > 0) return;
    QPainter painter(viewport());
    painter.setPen(theme().muted);
    const auto* const findings = qobject_cast<const FindingModel*>(m_filter->sourceModel());
    const QString words = findings == nullptr || !findings->audit() ? tr("Nothing audited yet.")
        : m_filter->isNarrowed() && findings->rowCount() > 0
        ? tr("No finding passes the filter.")
        : tr("No finding. What the build installs agrees with what the files ask for.");
    painter.drawText(viewport()->rect(), Qt::AlignCenter | Qt::TextWordWrap, words);
}

} // namespace pinwheel
