#include "ui/tree_with_words.h"

#include "ui/theme/theme.h"

#include <QHeaderView>
#include <QPainter>

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

void TreeWithWords::paintEvent(QPaintEvent* event)
{
    QTreeView::paintEvent(event);
    if (model() != nullptr && model()->rowCount() > 0) return;
    QPainter painter(viewport());
    painter.setPen(theme().muted);
    painter.drawText(viewport()->rect().adjusted(20, 0, -20, 0), Qt::AlignCenter | Qt::TextWordWrap, m_emptyWords);
}

} // namespace pinwheel
