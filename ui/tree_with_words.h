#pragma once

#include <QTreeView>

namespace pinwheel {

/// A tree in the look of the window that says in words why it is empty.
class TreeWithWords : public QTreeView {
    Q_OBJECT

public:
    explicit TreeWithWords(QString emptyWords, QWidget* parent = nullptr);
    void setEmptyWords(const QString& words);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_emptyWords;
};

} // namespace pinwheel
