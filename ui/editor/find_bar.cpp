#include "ui/editor/find_bar.h"

#include "ui/editor/source_editor.h"
#include "ui/workspace/workspace.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

/// ASCII letters alone: byte offsets stay what they are.
QByteArray folded(const QByteArray& bytes, bool matchCase)
{
    if (matchCase) return bytes;
    QByteArray result = bytes;
    for (char& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return result;
}

} // namespace

FindBar::FindBar(Workspace* workspace, QWidget* parent)
    : QFrame(parent)
    , m_workspace(workspace)
    , m_find(new QLineEdit(this))
    , m_replace(new QLineEdit(this))
    , m_matchCase(new QCheckBox(tr("Match case"), this))
    , m_words(new QLabel(this))
    , m_replaceRow(new QWidget(this))
{
    setObjectName(u"findBar"_s);
    const auto button = [this](const QString& text, const QString& name, auto&& action) {
        auto* const made = new QToolButton(this);
        made->setText(text);
        made->setAccessibleName(name);
        made->setToolTip(name);
        connect(made, &QToolButton::clicked, this, action);
        return made;
    };
    m_find->setPlaceholderText(tr("Find"));
    m_find->setAccessibleName(tr("Find"));
    m_replace->setPlaceholderText(tr("Replace with"));
    m_replace->setAccessibleName(tr("Replace with"));
    m_matchCase->setAccessibleName(m_matchCase->text());
    m_words->setProperty("muted", true);
    m_words->setMinimumWidth(90);

    auto* const findRow = new QHBoxLayout;
    findRow->setSpacing(6);
    findRow->addWidget(m_find, 1);
    findRow->addWidget(m_words);
    findRow->addWidget(m_matchCase);
    findRow->addWidget(button(u"↑"_s, tr("Previous hit"), [this] { findNext(false); }));
    findRow->addWidget(button(u"↓"_s, tr("Next hit"), [this] { findNext(true); }));
    findRow->addWidget(button(u"✕"_s, tr("Close the find bar"), [this] {
        hide();
        emit closed();
    }));
    auto* const replaceLayout = new QHBoxLayout(m_replaceRow);
    replaceLayout->setContentsMargins(0, 0, 0, 0);
    replaceLayout->setSpacing(6);
    replaceLayout->addWidget(m_replace, 1);
    replaceLayout->addWidget(
        button(tr("Replace"), tr("Replace this hit"), [this] { replaceOne(); }));
    replaceLayout->addWidget(
        button(tr("Replace all"), tr("Replace all hits"), [this] { replaceAll(); }));
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->setSpacing(6);
    layout->addLayout(findRow);
    layout->addWidget(m_replaceRow);
    connect(m_find, &QLineEdit::textEdited, this, [this] { findNext(true); });
    connect(m_matchCase, &QCheckBox::toggled, this, [this] { findNext(true); });
    hide();
}

void FindBar::open(SourceEditor* editor, bool replace)
{
    m_editor = editor;
    m_replaceRow->setVisible(replace);
    const auto [begin, end] = editor->selectedRange();
    const QString selected = QString::fromUtf8(editor->document()->bytes().mid(begin, end - begin));
    if (!selected.isEmpty() && !selected.contains(u'\n')) m_find->setText(selected);
    show();
    m_find->setFocus();
    m_find->selectAll();
}

std::vector<FindBar::Hit> FindBar::hits() const
{
    std::vector<Hit> result;
    if (m_editor == nullptr || m_find->text().isEmpty()) return result;
    const QByteArray text = folded(m_editor->document()->bytes(), m_matchCase->isChecked());
    const QByteArray wanted = folded(m_find->text().toUtf8(), m_matchCase->isChecked());
    for (qsizetype at = text.indexOf(wanted); at >= 0;
         at = text.indexOf(wanted, at + wanted.size()))
        result.push_back({.begin = at, .length = wanted.size()});
    return result;
}

void FindBar::findNext(bool forward)
{
    const std::vector<Hit> all = hits();
    if (m_editor == nullptr || all.empty()) {
        m_words->setText(m_find->text().isEmpty() ? QString() : tr("no hit"));
        return;
    }
    const auto [begin, end] = m_editor->selectedRange();
    std::size_t chosen = 0;
    if (forward) {
        // While the words are typed the hit under the caret stays.
        const bool typing =
            m_find->hasFocus() && end - begin != static_cast<std::uint32_t>(all.front().length);
        while (chosen < all.size()
               && all[chosen].begin
                   < (typing ? begin : std::max(end, begin + (end > begin ? 1U : 0U))))
            ++chosen;
        if (chosen == all.size()) chosen = 0;
    } else {
        chosen = all.size() - 1;
        for (std::size_t i = all.size(); i-- > 0;) {
            if (all[i].begin < begin) {
                chosen = i;
                break;
            }
        }
    }
    const Hit hit = all[chosen];
    m_editor->selectRange(static_cast<std::uint32_t>(hit.begin),
                          static_cast<std::uint32_t>(hit.begin + hit.length));
    m_words->setText(tr("%1 of %2").arg(chosen + 1).arg(all.size()));
}

void FindBar::replaceOne()
{
    if (m_editor == nullptr || m_editor->document()->isReadOnly()) return;
    const auto [begin, end] = m_editor->selectedRange();
    for (const Hit& hit : hits()) {
        if (hit.begin != begin || hit.begin + hit.length != end) continue;
        const QByteArray replacement = m_replace->text().toUtf8();
        m_workspace->replaceText(m_editor->document(), hit.begin, hit.length, replacement,
                                 tr("Replace"));
        break;
    }
    findNext(true);
}

void FindBar::replaceAll()
{
    if (m_editor == nullptr || m_editor->document()->isReadOnly()) return;
    const std::vector<Hit> all = hits();
    if (all.empty()) return;
    QByteArray text = m_editor->document()->bytes();
    for (std::size_t i = all.size(); i-- > 0;)
        text.replace(all[i].begin, all[i].length, m_replace->text().toUtf8());
    m_workspace->replaceText(m_editor->document(), 0, m_editor->document()->bytes().size(), text,
                             tr("Replace all"));
    m_words->setText(tr("%n replaced", nullptr, static_cast<int>(all.size())));
}

void FindBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        hide();
        emit closed();
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (m_replace->hasFocus())
            replaceOne();
        else
            findNext((event->modifiers() & Qt::ShiftModifier) == 0);
        return;
    }
    QFrame::keyPressEvent(event);
}

} // namespace pinwheel
