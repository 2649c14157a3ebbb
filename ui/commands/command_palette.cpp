#include "ui/commands/command_palette.h"

#include "ui/entry_delegate.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace pinwheel {

using namespace Qt::StringLiterals;

int fuzzyScore(const QString& pattern, const QString& text)
{
    int score = 0;
    qsizetype at = 0;
    qsizetype last = -2;
    for (const QChar letter : pattern) {
        if (letter.isSpace()) continue;
        const qsizetype found = text.indexOf(letter, at, Qt::CaseInsensitive);
        if (found < 0) return -1;
        const bool startsWord = found == 0 || !text[found - 1].isLetterOrNumber();
        score += (found == last + 1 ? 6 : 0) + (startsWord ? 4 : 0) + 1;
        last = found;
        at = found + 1;
    }
    return score;
}

CommandPalette::CommandPalette(std::vector<Entry> entries, QWidget* parent)
    : QDialog(parent, Qt::Popup | Qt::FramelessWindowHint)
    , m_entries(std::move(entries))
    , m_field(new QLineEdit(this))
    , m_list(new QListWidget(this))
{
    setWindowTitle(tr("Command palette"));
    setAccessibleName(windowTitle());
    m_field->setPlaceholderText(
        tr("Type an action, a finding, a layer, a package, a file or a rule"));
    m_field->setAccessibleName(tr("Command"));
    m_field->installEventFilter(this);
    m_list->setAccessibleName(tr("Matching commands"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setItemDelegate(new EntryDelegate(68, m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setUniformItemSizes(true);
    auto* const frame = new QFrame(this);
    frame->setProperty("panel", true);
    auto* const inner = new QVBoxLayout(frame);
    inner->setContentsMargins(8, 8, 8, 8);
    inner->addWidget(m_field);
    inner->addWidget(m_list, 1);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(frame);
    resize(640, 420);
    if (parent != nullptr) move(parent->mapToGlobal(QPoint((parent->width() - width()) / 2, 60)));
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::narrow);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::run);
    narrow({});
    m_field->setFocus();
}

void CommandPalette::narrow(const QString& text)
{
    std::vector<std::pair<int, std::size_t>> hits;
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const int score = fuzzyScore(text, m_entries[i].text + u' ' + m_entries[i].kind);
        if (score >= 0) hits.emplace_back(-score, i);
    }
    std::ranges::stable_sort(hits, {}, &std::pair<int, std::size_t>::first);
    constexpr std::size_t mostShown = 200;
    if (hits.size() > mostShown) hits.resize(mostShown);
    m_list->clear();
    for (const auto& [score, index] : hits) {
        const Entry& entry = m_entries[index];
        auto* const item = new QListWidgetItem(entry.text, m_list);
        item->setData(EntryDelegate::KindRole, entry.kind);
        item->setData(entry.isDetailLong ? EntryDelegate::DetailRole : EntryDelegate::TrailingRole,
                      entry.detail);
        item->setData(Qt::AccessibleTextRole,
                      QStringList({entry.kind, entry.text, entry.detail}).join(u", "_s));
        item->setData(Qt::UserRole, static_cast<qulonglong>(index));
    }
    m_list->setCurrentRow(0);
}

void CommandPalette::run()
{
    const QListWidgetItem* const item = m_list->currentItem();
    if (item == nullptr) return;
    const std::function<void()> chosen = m_entries[item->data(Qt::UserRole).toULongLong()].run;
    accept();
    chosen();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const auto* const key = static_cast<QKeyEvent*>(
        event); // NOLINT(cppcoreguidelines-pro-type-static-cast-downcast): by type().
    const int last = m_list->count() - 1;
    switch (key->key()) {
    case Qt::Key_Down:
        m_list->setCurrentRow(std::min(last, m_list->currentRow() + 1));
        return true;
    case Qt::Key_Up:
        m_list->setCurrentRow(std::max(0, m_list->currentRow() - 1));
        return true;
    case Qt::Key_PageDown:
        m_list->setCurrentRow(std::min(last, m_list->currentRow() + 10));
        return true;
    case Qt::Key_PageUp:
        m_list->setCurrentRow(std::max(0, m_list->currentRow() - 10));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        run();
        return true;
    default:
        return QDialog::eventFilter(watched, event);
    }
}

} // namespace pinwheel
