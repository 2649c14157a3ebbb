#include "ui/tree_with_words.h"

#include "ui/theme/theme.h"

#include <QHeaderView>
#include <QPainter>
#include <QResizeEvent>
#include <QScrollBar>

namespace pinwheel {

TreeWithWords::TreeWithWords(QString emptyWords, QWidget* parent)
    : QTreeView(parent)
    , m_emptyWords(std::move(emptyWords))
{
    setFrameShape(QFrame::NoFrame);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setTabKeyNavigation(false);
    setSelectionBehavior(SelectRows);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header()->setHighlightSections(false);
    header()->setAccessibleName(tr("Columns"));
}

void TreeWithWords::setEmptyWords(const QString& words)
{
    m_emptyWords = words;
    viewport()->update();
}

void TreeWithWords::keepRows()
{
    m_wasOpen.clear();
    m_current.clear();
    m_scroll = QPoint(horizontalScrollBar()->value(), verticalScrollBar()->value());
    if (model() == nullptr) return;
    keepBelow({}, {});
    for (QModelIndex index = currentIndex().siblingAtColumn(0); index.isValid();
         index = index.parent())
        m_current.prepend(index.data().toString());
}

void TreeWithWords::keepBelow(const QModelIndex& parent, const RowPath& path)
{
    for (int row = 0, rows = model()->rowCount(parent); row < rows; ++row) {
        const QModelIndex index = model()->index(row, 0, parent);
        if (!model()->hasChildren(index)) continue;
        const RowPath here = path + RowPath {index.data().toString()};
        m_wasOpen.try_emplace(here, isExpanded(index));
        keepBelow(index, here);
    }
}

void TreeWithWords::openBelow(const QModelIndex& parent, const RowPath& path,
                              const std::function<bool(const QModelIndex&)>& opensAtFirst)
{
    for (int row = 0, rows = model()->rowCount(parent); row < rows; ++row) {
        const QModelIndex index = model()->index(row, 0, parent);
        if (!model()->hasChildren(index)) continue;
        const RowPath here = path + RowPath {index.data().toString()};
        const auto known = m_wasOpen.find(here);
        setExpanded(index, known == m_wasOpen.end() ? opensAtFirst(index) : known->second);
        openBelow(index, here, opensAtFirst);
    }
}

QModelIndex TreeWithWords::rowAt(const RowPath& path) const
{
    QModelIndex found;
    for (const QString& text : path) {
        QModelIndex next;
        for (int row = 0, rows = model()->rowCount(found); row < rows && !next.isValid(); ++row)
            if (const QModelIndex index = model()->index(row, 0, found);
                index.data().toString() == text)
                next = index;
        if (!next.isValid()) return {};
        found = next;
    }
    return found;
}

bool TreeWithWords::putRowsBack(const std::function<bool(const QModelIndex&)>& opensAtFirst)
{
    if (model() == nullptr) return false;
    openBelow({}, {}, opensAtFirst);
    const QModelIndex current = rowAt(m_current);
    if (current.isValid())
        selectionModel()->setCurrentIndex(
            current, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    horizontalScrollBar()->setValue(m_scroll.x());
    verticalScrollBar()->setValue(m_scroll.y());
    return current.isValid();
}

void TreeWithWords::resizeEvent(QResizeEvent* event)
{
    QTreeView::resizeEvent(event);
    if (event->oldSize().width() != event->size().width()) emit widthChanged();
}

void TreeWithWords::paintEvent(QPaintEvent* event)
{
    QTreeView::paintEvent(event);
    if (model() != nullptr && model()->rowCount() > 0) return;
    QPainter painter(viewport());
    painter.setPen(theme().muted);
    painter.drawText(viewport()->rect().adjusted(20, 0, -20, 0), Qt::AlignCenter | Qt::TextWordWrap,
                     m_emptyWords);
}

} // namespace pinwheel
