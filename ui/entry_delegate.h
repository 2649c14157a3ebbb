#pragma once

#include <QStyledItemDelegate>

namespace pinwheel {

/// Paints a row of a list of things to choose from: an icon or a kind, the name, what more there is
/// to say, and at the right what stands apart (keys, a level); what belongs on a line of its own
/// stands below. What has no room ends in dots.
class EntryDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// Of the items, beside Qt::DisplayRole (the name) and Qt::DecorationRole.
    enum Role { KindRole = Qt::UserRole + 100, DetailRole, TrailingRole, BelowRole };

    /// @param kindWidth pixels kept for the kinds at the left; 0 where there are none
    explicit EntryDelegate(int kindWidth, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override;

private:
    int m_kindWidth;
};

} // namespace pinwheel
