#pragma once

#include <QDialog>

#include <functional>
#include <vector>

class QLineEdit;
class QListWidget;

namespace pinwheel {

/// One list of everything that can be done or gone to; typing narrows it.
class CommandPalette final : public QDialog
{
    Q_OBJECT

public:
    struct Entry {
        QString kind; ///< "Action", "Rule", …
        QString text;
        QString detail; ///< keys, summary
        bool isDetailLong = false; ///< follows the text; else it stands at the right
        std::function<void()> run;
    };
    explicit CommandPalette(std::vector<Entry> entries, QWidget* parent = nullptr);

    [[nodiscard]] QLineEdit* field() const { return m_field; }
    [[nodiscard]] QListWidget* list() const { return m_list; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void narrow(const QString& text);
    void run();

    std::vector<Entry> m_entries;
    QLineEdit* m_field;
    QListWidget* m_list;
};

/// How well the letters of `pattern` stand in `text` in their order; below 0 where they do not.
/// Starts of words and letters that follow each other count more.
[[nodiscard]] int fuzzyScore(const QString& pattern, const QString& text);

} // namespace pinwheel
