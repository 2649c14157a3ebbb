#pragma once

#include <QWidget>

#include <filesystem>

class QLabel;
class QListWidget;

namespace pinwheel {

/// What is shown while nothing is open: open, drop, recent projects with their last verdict,
/// examples.
class StartPage final : public QWidget
{
    Q_OBJECT

public:
    StartPage(std::filesystem::path examples, QWidget* parent = nullptr);

    void refresh();
    /// Why something could not be opened; empty hides it.
    void showMessage(const QString& words);
    [[nodiscard]] QString message() const;
    [[nodiscard]] QListWidget* list() const { return m_list; }

signals:
    void openRequested();
    void openFileRequested();
    void pathChosen(const QString& path);

protected:
    void changeEvent(QEvent* event) override;

private:
    std::filesystem::path m_examples;
    QLabel* m_logo;
    QLabel* m_message;
    QListWidget* m_list;
};

} // namespace pinwheel
