#include "ui/editor/editor_pane.h"

#include "ui/editor/find_bar.h"
#include "ui/editor/source_editor.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace pinwheel {

using namespace Qt::StringLiterals;

EditorPane::EditorPane(Workspace* workspace, const QString& name, const QString& emptyWords,
                       QWidget* parent)
    : QFrame(parent)
    , m_workspace(workspace)
    , m_tabs(new QTabBar(this))
    , m_stack(new QStackedWidget(this))
    , m_changeBar(new QFrame(this))
    , m_changeWords(new QLabel(this))
    , m_changeButtons(new QWidget(this))
    , m_dismiss(new QToolButton(this))
    , m_findBar(new FindBar(workspace, this))
    , m_lineText(new QLabel(this))
{
    setProperty("panel", true);
    setAccessibleName(name);
    m_tabs->setAccessibleName(tr("Files of %1").arg(name));
    m_tabs->setExpanding(false);
    m_tabs->setDocumentMode(true);
    m_tabs->setUsesScrollButtons(true);
    m_tabs->setElideMode(Qt::ElideMiddle);
    m_tabs->setFocusPolicy(Qt::TabFocus);
    auto* const empty = new QLabel(emptyWords, this);
    empty->setAlignment(Qt::AlignCenter);
    empty->setWordWrap(true);
    empty->setProperty("muted", true);
    empty->setMargin(24);
    m_stack->addWidget(empty);

    m_changeBar->setObjectName(u"changeBar"_s);
    m_changeWords->setWordWrap(true);
    auto* const barLayout = new QHBoxLayout(m_changeBar);
    barLayout->setContentsMargins(10, 5, 8, 5);
    barLayout->addWidget(m_changeWords, 1);
    barLayout->addWidget(m_changeButtons);
    auto* const buttonLayout = new QHBoxLayout(m_changeButtons);
    buttonLayout->setContentsMargins(0, 0, 0, 0);
    buttonLayout->setSpacing(6);
    const auto button = [&](const QString& text, const QString& tip, auto&& action) {
        auto* const made = new QToolButton(m_changeButtons);
        made->setText(text);
        made->setAccessibleName(text);
        made->setToolTip(tip);
        connect(made, &QToolButton::clicked, this, action);
        buttonLayout->addWidget(made);
    };
    const auto forget = [this] {
        if (const SourceEditor* const editor = current()) m_changedOnDisk.erase(editor->document());
        showBars();
    };
    button(tr("Reload"), tr("Take the text from disk; Undo brings the present text back"),
           [this, forget] {
               if (const SourceEditor* const editor = current())
                   emit reloadRequested(editor->document());
               forget();
           });
    button(tr("Keep"), tr("Keep the text of the window; saving asks before it overwrites"), forget);
    button(tr("Compare"), tr("Show how the text on disk differs"), [this] {
        if (const SourceEditor* const editor = current()) emit compareRequested(editor->document());
    });

    m_dismiss->setText(tr("Dismiss"));
    m_dismiss->setAccessibleName(tr("Dismiss the notice"));
    barLayout->addWidget(m_dismiss);
    connect(m_dismiss, &QToolButton::clicked, this, [this] {
        if (SourceEditor* const editor = current()) editor->document()->dropEncodingNotice();
        showBars();
    });
    m_lineText->setFixedHeight(1);
    m_lineText->setAccessibleName(tr("Line as text"));
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 0, 1, 1);
    layout->setSpacing(0);
    auto* const line = new QFrame(this);
    line->setFixedHeight(1);
    line->setObjectName(u"hairline"_s);
    layout->addWidget(m_tabs);
    layout->addWidget(line);
    layout->addWidget(m_changeBar);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_findBar);
    layout->addWidget(m_lineText);
    connect(m_tabs, &QTabBar::currentChanged, this, &EditorPane::showCurrent);
    connect(m_findBar, &FindBar::closed, this, [this] {
        if (SourceEditor* const editor = current()) editor->setFocus();
    });
    showBars();
    m_tabs->hide();
}

SourceEditor* EditorPane::add(Document* document, const QString& title, const QString& tip)
{
    auto* const editor = new SourceEditor(document, this);
    m_editors.push_back(editor);
    m_titles.push_back(title);
    m_stack->addWidget(editor);
    emit editorAdded(editor);
    const int tab = m_tabs->addTab(title);
    m_tabs->setTabToolTip(tab, tip);
    m_tabs->show();
    connect(document, &Document::modifiedChanged, this, [this, document](bool modified) {
        if (!modified) m_changedOnDisk.erase(document);
        updateTitles();
        showBars();
    });
    connect(document, &Document::readOnlyChanged, this, &EditorPane::showBars);
    connect(editor, &SourceEditor::caretChanged, this, &EditorPane::updateLineText);
    if (m_tabs->count() == 1) showCurrent(0);
    return editor;
}

void EditorPane::closeAll()
{
    const QSignalBlocker blocker(m_tabs);
    while (m_tabs->count() > 0)
        m_tabs->removeTab(0);
    for (SourceEditor* const editor : m_editors) {
        m_stack->removeWidget(editor);
        delete editor;
    }
    m_editors.clear();
    m_titles.clear();
    m_changedOnDisk.clear();
    m_tabs->hide();
    m_findBar->hide();
    showBars();
}

SourceEditor* EditorPane::current() const
{
    const int index = m_tabs->currentIndex();
    return index < 0 || index >= static_cast<int>(m_editors.size())
        ? nullptr
        : m_editors[static_cast<std::size_t>(index)];
}

SourceEditor* EditorPane::editorOf(const Document* document) const
{
    const auto found = std::ranges::find_if(m_editors, [document](const SourceEditor* editor) {
        return editor->document() == document;
    });
    return found == m_editors.end() ? nullptr : *found;
}

void EditorPane::showEditor(SourceEditor* editor)
{
    const auto found = std::ranges::find(m_editors, editor);
    if (found != m_editors.end())
        m_tabs->setCurrentIndex(static_cast<int>(found - m_editors.begin()));
}

void EditorPane::showCurrent(int index)
{
    if (index < 0 || index >= static_cast<int>(m_editors.size())) return;
    SourceEditor* const editor = m_editors[static_cast<std::size_t>(index)];
    m_stack->setCurrentWidget(editor);
    setFocusProxy(editor);
    if (m_findBar->isVisible()) m_findBar->open(editor, m_findBar->replacement()->isVisible());
    showBars();
    updateLineText();
    emit currentChanged();
}

void EditorPane::updateTitles()
{
    for (std::size_t i = 0; i < m_editors.size(); ++i) {
        const bool modified = m_editors[i]->document()->isModified();
        m_tabs->setTabText(static_cast<int>(i), modified ? u"● "_s + m_titles[i] : m_titles[i]);
        m_tabs->setTabData(static_cast<int>(i), modified ? tr("modified") : QString());
    }
}

void EditorPane::showChangedOnDisk(Document* document, bool exists)
{
    if (editorOf(document) == nullptr) return;
    m_changedOnDisk[document] = exists;
    showBars();
}

void EditorPane::showBars()
{
    const SourceEditor* const editor = current();
    const auto changed =
        editor == nullptr ? m_changedOnDisk.end() : m_changedOnDisk.find(editor->document());
    const bool isChanged = editor != nullptr && changed != m_changedOnDisk.end();
    const bool isReadOnly = editor != nullptr && editor->document()->isReadOnly();
    const bool isGarbled =
        editor != nullptr && !isReadOnly && !editor->document()->encodingNotice().isEmpty();
    m_changeBar->setVisible(isChanged || isReadOnly || isGarbled);
    m_changeButtons->setVisible(isChanged && changed->second);
    m_dismiss->setVisible(isGarbled && !isChanged);
    if (isChanged)
        m_changeWords->setText(
            changed->second
                ? tr("%1 was changed on disk by another program.").arg(editor->document()->path())
                : tr("%1 was deleted on disk. Saving writes it again.")
                      .arg(editor->document()->path()));
    else if (isReadOnly)
        m_changeWords->setText(editor->document()->place().readOnlyReason);
    else if (isGarbled)
        m_changeWords->setText(editor->document()->encodingNotice());
}

void EditorPane::openFind(bool replace)
{
    if (SourceEditor* const editor = current())
        m_findBar->open(editor, replace && !editor->document()->isReadOnly());
}

void EditorPane::findAgain(bool forward)
{
    if (!m_findBar->isVisible())
        openFind(false);
    else
        m_findBar->findNext(forward);
}

QString EditorPane::lineAsText() const
{
    return m_lineText->accessibleDescription();
}

void EditorPane::updateLineText()
{
    const SourceEditor* const editor = current();
    if (editor == nullptr) return;
    m_lineText->setAccessibleDescription(editor->lineAsText());
    QAccessibleEvent event(m_lineText, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

} // namespace pinwheel
