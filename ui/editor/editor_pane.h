#pragma once

#include "ui/workspace/workspace.h"

#include <QFrame>

#include <vector>

class QLabel;
class QStackedWidget;
class QTabBar;
class QToolButton;

namespace pinwheel {

class FindBar;
class SourceEditor;

/// One side of the window: tabs, the bar that tells about changes on disk, the editors, the find
/// bar, and the line of the caret as text for screen readers.
class EditorPane final : public QFrame
{
    Q_OBJECT

public:
    EditorPane(Workspace* workspace, const QString& name, const QString& emptyWords,
               QWidget* parent = nullptr);

    SourceEditor* add(Document* document, const QString& title, const QString& tip);
    void closeAll();
    [[nodiscard]] SourceEditor* current() const;
    [[nodiscard]] SourceEditor* editorOf(const Document* document) const;
    [[nodiscard]] const std::vector<SourceEditor*>& editors() const { return m_editors; }
    void showEditor(SourceEditor* editor);
    void openFind(bool replace);
    void findAgain(bool forward);
    [[nodiscard]] FindBar* findBar() const { return m_findBar; }
    [[nodiscard]] QTabBar* tabs() const { return m_tabs; }
    [[nodiscard]] QFrame* changeBar() const { return m_changeBar; }
    [[nodiscard]] QString lineAsText() const;
    [[nodiscard]] QLabel* changeWords() const { return m_changeWords; }
    [[nodiscard]] QToolButton* dismissButton() const { return m_dismiss; }
    void showChangedOnDisk(Document* document, bool exists);
    void updateTitles();

signals:
    void editorAdded(pinwheel::SourceEditor* editor);
    void currentChanged();
    void reloadRequested(pinwheel::Document* document);
    void compareRequested(pinwheel::Document* document);

private:
    void showCurrent(int index);
    void showBars();
    void updateLineText();

    Workspace* m_workspace;
    QTabBar* m_tabs;
    QStackedWidget* m_stack;
    QFrame* m_changeBar;
    QLabel* m_changeWords;
    QWidget* m_changeButtons;
    QToolButton* m_dismiss;
    FindBar* m_findBar;
    QLabel* m_lineText;
    std::vector<SourceEditor*> m_editors;
    std::vector<QString> m_titles;
    std::map<const Document*, bool> m_changedOnDisk; ///< value: whether the file still exists
};

} // namespace pinwheel
