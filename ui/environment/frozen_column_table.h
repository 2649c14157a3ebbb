#pragma once

#include <QTableView>

namespace pinwheel {

/// A table whose first column stays in place while the others scroll sideways.
class FrozenColumnTable final : public QTableView
{
    Q_OBJECT

public:
    explicit FrozenColumnTable(QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
    /// What is painted over the first column; it takes no focus, and shares model and selection.
    [[nodiscard]] QTableView* frozen() const { return m_frozen; }

signals:
    /// The room for the columns is another one.
    void widthChanged();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void hideOtherColumns();
    void placeFrozen();

    QTableView* m_frozen;
};

} // namespace pinwheel
