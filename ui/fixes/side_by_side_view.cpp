#include "ui/fixes/side_by_side_view.h"

#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QScrollBar>
#include <QTextBlock>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

constexpr int numberWidth = 4; ///< digits of a line number
constexpr int headWidth = numberWidth + 3; ///< "  73 − "

QPlainTextEdit* makeSide(const QString& name, QWidget* parent)
{
    auto* const side = new QPlainTextEdit(parent);
    side->setObjectName(u"diffView"_s);
    side->setAccessibleName(name);
    side->setReadOnly(true);
    side->setLineWrapMode(QPlainTextEdit::NoWrap);
    side->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    side->setTabChangesFocus(true);
    side->setFont(codeFont(9));
    side->document()->setDocumentMargin(4);
    side->setMinimumWidth(120);
    return side;
}

void join(QScrollBar* one, QScrollBar* other)
{
    QObject::connect(one, &QScrollBar::valueChanged, other, &QScrollBar::setValue);
    QObject::connect(other, &QScrollBar::valueChanged, one, &QScrollBar::setValue);
}

} // namespace

SideBySideView::SideBySideView(QWidget* parent)
    : QWidget(parent)
    , m_left(makeSide(tr("Text before"), this))
    , m_right(makeSide(tr("Text after"), this))
{
    auto* const layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_left, 1);
    layout->addWidget(m_right, 1);
    join(m_left->verticalScrollBar(), m_right->verticalScrollBar());
    join(m_left->horizontalScrollBar(), m_right->horizontalScrollBar());
}

void SideBySideView::setTexts(std::string_view before, std::string_view after)
{
    m_rows = sideBySide(before, after);
    fill(m_left, true);
    fill(m_right, false);
}

void SideBySideView::fill(QPlainTextEdit* side, bool isLeft) const
{
    QStringList lines;
    for (const SideBySideRow& row : m_rows) {
        if (row.kind == SideBySideRow::Kind::Gap) {
            lines += u" "_s.repeated(headWidth) + tr("⋯ %n line(s) as before", nullptr, row.hidden);
            continue;
        }
        const int number = isLeft ? row.leftLine : row.rightLine;
        const bool isChanged = row.kind != SideBySideRow::Kind::Same && number > 0;
        lines += (number > 0 ? QString::number(number) : QString()).rightJustified(numberWidth) + (!isChanged ? u"   "_s : isLeft ? u" − "_s : u" + "_s)
            + (isLeft ? row.left : row.right);
    }
    side->setPlainText(lines.join(u'\n'));
    tint(side, isLeft);
}

void SideBySideView::tint(QPlainTextEdit* side, bool isLeft) const
{
    const ThemeColors& colors = theme();
    const LevelColors& own = isLeft ? colors.removed : colors.added;
    QList<QTextEdit::ExtraSelection> selections;
    const auto add = [&](const QTextBlock& block, int begin, int length, const QTextCharFormat& format) {
        QTextEdit::ExtraSelection selection;
        selection.cursor = QTextCursor(block);
        selection.cursor.setPosition(block.position() + std::min(begin, block.length() - 1));
        selection.cursor.setPosition(block.position() + std::min(begin + length, block.length() - 1), QTextCursor::KeepAnchor);
        selection.format = format;
        selections += selection;
    };
    QTextBlock block = side->document()->begin();
    for (const SideBySideRow& row : m_rows) {
        if (!block.isValid()) break;
        const int number = isLeft ? row.leftLine : row.rightLine;
        QTextCharFormat line;
        line.setProperty(QTextFormat::FullWidthSelection, true);
        if (row.kind == SideBySideRow::Kind::Gap) line.setForeground(colors.muted);
        else if (number == 0) line.setBackground(colors.hover);
        else if (row.kind != SideBySideRow::Kind::Same) {
            line.setBackground(own.soft);
            line.setForeground(own.text);
        }
        add(block, 0, 0, line);
        QTextCharFormat head;
        head.setForeground(row.kind == SideBySideRow::Kind::Same || number == 0 ? colors.faint : own.text);
        add(block, 0, row.kind == SideBySideRow::Kind::Gap ? block.length() : headWidth, head);
        QTextCharFormat word;
        word.setBackground(own.solid);
        word.setForeground(colors.panel);
        for (const WordRange& range : isLeft ? row.leftWords : row.rightWords) add(block, headWidth + range.begin, range.length, word);
        block = block.next();
    }
    side->setExtraSelections(selections);
}

void SideBySideView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange) return;
    tint(m_left, true);
    tint(m_right, false);
}

} // namespace pinwheel
