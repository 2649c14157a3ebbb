#pragma once

#include <QTreeView>

#include <functional>
#include <map>

namespace pinwheel {

/// A tree in the look of the window that says in words why it is empty.
class TreeWithWords : public QTreeView
{
    Q_OBJECT

public:
    explicit TreeWithWords(QString emptyWords, QWidget* parent = nullptr);
    void setEmptyWords(const QString& words);

    /// Remembers which rows are open, the current one and the place of the view: to be called
    /// before the model is filled anew.
    void keepRows();
    /// Opens the rows that were open, and those that were not there before and `opensAtFirst`. Rows
    /// are known by the texts of their first column. True where the current row was found again.
    bool putRowsBack(const std::function<bool(const QModelIndex&)>& opensAtFirst);

signals:
    /// The room for the columns is another one.
    void widthChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    using RowPath = QStringList;
    void keepBelow(const QModelIndex& parent, const RowPath& path);
    void openBelow(const QModelIndex& parent, const RowPath& path,
                   const std::function<bool(const QModelIndex&)>& opensAtFirst);
    [[nodiscard]] QModelIndex rowAt(const RowPath& path) const;

    QString m_emptyWords;
    std::map<RowPath, bool> m_wasOpen; ///< rows with rows below them
    RowPath m_current;
    QPoint m_scroll;
};

} // namespace pinwheel
