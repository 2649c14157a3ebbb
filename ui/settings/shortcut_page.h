#pragma once

#include <QWidget>

#include <map>
#include <vector>

class QAction;
class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QStandardItemModel;

namespace pinwheel {

class TreeWithWords;

/// Every action with its keys, which can be changed; two actions never share a key.
class ShortcutPage final : public QWidget
{
    Q_OBJECT

public:
    explicit ShortcutPage(const std::vector<QAction*>& actions, QWidget* parent = nullptr);

    /// Gives the actions their keys and keeps what differs from the defaults.
    void apply();
    [[nodiscard]] bool hasConflict() const;
    [[nodiscard]] TreeWithWords* list() const { return m_list; }
    [[nodiscard]] QKeySequenceEdit* keyField() const { return m_keys; }
    void selectAction(const QString& name);

signals:
    void changed();

private:
    void fill();
    void showCurrent();
    void setKeys(const QKeySequence& keys);
    /// The name of another action that has these keys; empty for none.
    [[nodiscard]] QString takenBy(const QString& name, const QKeySequence& keys) const;

    std::vector<QAction*> m_actions;
    std::map<QString, QKeySequence> m_chosen; ///< by name of the action
    QStandardItemModel* m_model;
    TreeWithWords* m_list;
    QLineEdit* m_filter;
    QKeySequenceEdit* m_keys;
    QPushButton* m_reset;
    QLabel* m_words;
    QString m_current;
};

} // namespace pinwheel
