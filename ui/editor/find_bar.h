#pragma once

#include <QFrame>

class QCheckBox;
class QLabel;
class QLineEdit;

namespace pinwheel {

class SourceEditor;
class Workspace;

/// Find and replace below an editor. Return finds the next, Shift+Return the one before, Escape
/// closes.
class FindBar final : public QFrame
{
    Q_OBJECT

public:
    explicit FindBar(Workspace* workspace, QWidget* parent = nullptr);

    void open(SourceEditor* editor, bool replace);
    void findNext(bool forward);
    [[nodiscard]] QLineEdit* field() const { return m_find; }
    [[nodiscard]] QLineEdit* replacement() const { return m_replace; }

public slots:
    void replaceOne();
    void replaceAll();

signals:
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Hit {
        qsizetype begin = 0;
        qsizetype length = 0;
    };
    [[nodiscard]] std::vector<Hit> hits() const;

    Workspace* m_workspace;
    SourceEditor* m_editor = nullptr;
    QLineEdit* m_find;
    QLineEdit* m_replace;
    QCheckBox* m_matchCase;
    QLabel* m_words;
    QWidget* m_replaceRow;
};

} // namespace pinwheel
