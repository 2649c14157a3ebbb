#include "ui/editor/definitions.h"
#include "ui/editor/editor_pane.h"
#include "ui/editor/source_editor.h"
#include "ui/main_window.h"
#include "ui/qt_text.h"

#include <QActionGroup>
#include <QMenu>
#include <QSettings>

namespace pinwheel {

using namespace Qt::StringLiterals;

NotePlacement MainWindow::notePlacement() const
{
    if (!action(u"notes"_s)->isChecked()) return NotePlacement::Off;
    return action(u"notesAtLineEnd"_s)->isChecked() ? NotePlacement::LineEnd : NotePlacement::Below;
}

void MainWindow::makeEditorViewActions(QMenu* menu)
{
    const auto forEditors = [this](auto&& change) {
        for (const EditorPane* const pane : {m_left, m_right})
            for (SourceEditor* const editor : pane->editors())
                change(editor);
    };
    const auto addSwitch = [&](const QString& name, const QString& text, bool standard,
                               auto&& change) {
        QAction* const made = addAction(menu, name, text, {}, [this, forEditors, change, name] {
            QSettings().setValue(u"editor/"_s + name, action(name)->isChecked());
            forEditors([this, change, name](SourceEditor* editor) {
                change(editor, action(name)->isChecked());
            });
        });
        made->setCheckable(true);
        made->setChecked(QSettings().value(u"editor/"_s + name, standard).toBool());
    };
    const auto placeNotes = [this](SourceEditor* editor, bool) {
        editor->setNotePlacement(notePlacement());
    };
    addSwitch(u"notes"_s, tr("Inline Notes"), true, placeNotes);
    addSwitch(u"notesAtLineEnd"_s, tr("Inline Notes at Line End"), false, placeNotes);
    addSwitch(u"whitespace"_s, tr("Show Blanks"), false,
              [](SourceEditor* editor, bool shown) { editor->setWhitespaceShown(shown); });
    addSwitch(u"column"_s, tr("Mark Column 100"), false,
              [](SourceEditor* editor, bool shown) { editor->setColumnShown(shown); });
    makeFoldActions(menu);
}

void MainWindow::makeFoldActions(QMenu* menu)
{
    auto* const folding = menu->addMenu(tr("Folding"));
    addAction(folding, u"fold"_s, tr("Fold or Unfold Here"), QKeySequence(u"Ctrl+Shift+-"_s),
              [this] {
                  SourceEditor* const editor = activeEditor();
                  if (editor == nullptr) return;
                  int line = 0;
                  int index = 0;
                  editor->getCursorPosition(&line, &index);
                  editor->toggleFold(line);
              });
    const auto all = [this](bool folded) {
        if (SourceEditor* const editor = activeEditor()) editor->foldEverything(folded);
    };
    addAction(folding, u"foldAll"_s, tr("Fold Everything"), {}, [all] { all(true); });
    addAction(folding, u"unfoldAll"_s, tr("Unfold Everything"), {}, [all] { all(false); });
}

void MainWindow::goToDefinition(SourceEditor* editor, std::uint32_t offset)
{
    const AuditPtr& audit = m_controller->audit();
    const auto place = audit && !m_controller->isStale()
        ? m_controller->auditSpan(editor->document(), offset, offset)
        : std::nullopt;
    if (!place) return tell(tr("Wait for the audit of the present text."));
    const std::optional<Span> target = definitionAt(*audit, *place);
    if (!target)
        return tell(
            tr("Nothing here is defined elsewhere: a file, a stage, a variable or a package is."));
    m_selection->selectSpan(*target);
    showSpan(*target);
    const auto live = m_controller->livePlace(*target);
    if (!live) return;
    for (const EditorPane* const pane : {m_left, m_right}) {
        SourceEditor* const shown = pane->editorOf(live->document);
        if (shown == nullptr) continue;
        shown->setFocus();
        shown->selectRange(live->begin, live->end);
    }
}

} // namespace pinwheel
