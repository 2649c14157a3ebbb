#include "ui/environment/frozen_column_table.h"

#include <QHeaderView>
#include <QResizeEvent>
#include <QScrollBar>

namespace pinwheel {

FrozenColumnTable::FrozenColumnTable(QWidget* parent)
    : QTableView(parent)
    , m_frozen(new QTableView(this))
{
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    m_frozen->setProperty("frozen", true);
    m_frozen->setFocusPolicy(Qt::NoFocus);
    m_frozen->setFrameShape(QFrame::NoFrame);
    m_frozen->setShowGrid(false);
    m_frozen->setWordWrap(false);
    m_frozen->setSelectionMode(SingleSelection);
    m_frozen->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_frozen->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_frozen->setVerticalScrollMode(ScrollPerPixel);
    m_frozen->verticalHeader()->hide();
    m_frozen->horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_frozen->horizontalHeader()->setHighlightSections(false);
    m_frozen->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    viewport()->stackUnder(m_frozen);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, m_frozen->verticalScrollBar(),
            &QScrollBar::setValue);
    connect(m_frozen->verticalScrollBar(), &QScrollBar::valueChanged, verticalScrollBar(),
            &QScrollBar::setValue);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this,
            [this](int section, int, int width) {
                if (section != 0) return;
                m_frozen->setColumnWidth(0, width);
                placeFrozen();
            });
}

void FrozenColumnTable::setModel(QAbstractItemModel* model)
{
    QTableView::setModel(model);
    m_frozen->setModel(model);
    m_frozen->setSelectionModel(selectionModel());
    connect(model, &QAbstractItemModel::modelReset, this, &FrozenColumnTable::hideOtherColumns);
    connect(model, &QAbstractItemModel::columnsInserted, this,
            &FrozenColumnTable::hideOtherColumns);
    hideOtherColumns();
}

void FrozenColumnTable::hideOtherColumns()
{
    for (int column = 1; column < model()->columnCount(); ++column)
        m_frozen->setColumnHidden(column, true);
    m_frozen->verticalHeader()->setDefaultSectionSize(verticalHeader()->defaultSectionSize());
    placeFrozen();
}

void FrozenColumnTable::placeFrozen()
{
    m_frozen->setGeometry(frameWidth(), frameWidth(), columnWidth(0),
                          viewport()->height() + horizontalHeader()->height());
}

void FrozenColumnTable::scrollTo(const QModelIndex& index, ScrollHint hint)
{
    QScrollBar* const sideways = horizontalScrollBar();
    const int kept = sideways->value();
    QTableView::scrollTo(index, hint);
    if (index.column() == 0) return sideways->setValue(kept); // It is in view already.
    const int hidden = columnWidth(0) - visualRect(index).left();
    if (hidden > 0) sideways->setValue(sideways->value() - hidden);
}

void FrozenColumnTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    placeFrozen();
    if (event->oldSize().width() != event->size().width()) emit widthChanged();
}

} // namespace pinwheel
