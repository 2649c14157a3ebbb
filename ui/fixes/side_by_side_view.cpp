#include "ui/fixes/side_by_side_view.h"

#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QScrollBar>
#include <QTextBlock>

#include <algorithm>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

constexpr int numberWidth = 4; ///< digits of a line number
constexpr int headWidth = numberWidth + 3; ///< "  73 − "
/// Pixels below which two texts beside each other have no room for a command.
constexpr int narrowWidth = 520;

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
    side->setMinimumWidth(160);
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

std::vector<SideBySideView::Line> SideBySideView::linesOf(bool isLeft) const
{
    std::vector<Line> lines;
    for (auto row = m_rows.begin(); row != m_rows.end();) {
        const auto isChange = [](const SideBySideRow& each) {
            return each.kind != SideBySideRow::Kind::Same && each.kind != SideBySideRow::Kind::Gap;
        };
        if (!m_isNarrow || !isChange(*row)) {
            lines.push_back({.row = &*row++, .isLeft = isLeft});
            continue;
        }
        // All that goes of a run of changes, then all that comes.
        const auto end = std::find_if_not(row, m_rows.end(), isChange);
        for (const bool ofLeft : {true, false})
            for (auto each = row; each != end; ++each)
                if ((ofLeft ? each->leftLine : each->rightLine) > 0)
                    lines.push_back({.row = &*each, .isLeft = ofLeft});
        row = end;
    }
    return lines;
}

QString SideBySideView::lineText(const Line& line)
{
    const SideBySideRow& row = *line.row;
    if (row.kind == SideBySideRow::Kind::Gap)
        return u" "_s.repeated(headWidth) + tr("⋯ %n line(s) as before", nullptr, row.hidden);
    const int number = line.isLeft ? row.leftLine : row.rightLine;
    const bool isChanged = row.kind != SideBySideRow::Kind::Same && number > 0;
    return (number > 0 ? QString::number(number) : QString()).rightJustified(numberWidth)
        + (!isChanged        ? u"   "_s
               : line.isLeft ? u" − "_s
                             : u" + "_s)
        + (line.isLeft ? row.left : row.right);
}

void SideBySideView::fill(QPlainTextEdit* side, bool isLeft) const
{
    QStringList lines;
    for (const Line& line : linesOf(isLeft))
        lines += lineText(line);
    side->setPlainText(lines.join(u'\n'));
    tint(side, isLeft);
}

void SideBySideView::tint(QPlainTextEdit* side, bool isLeft) const
{
    const ThemeColors& colors = theme();
    QList<QTextEdit::ExtraSelection> selections;
    const auto add = [&](const QTextBlock& block, int begin, int length,
                         const QTextCharFormat& format) {
        QTextEdit::ExtraSelection selection;
        selection.cursor = QTextCursor(block);
        selection.cursor.setPosition(block.position() + std::min(begin, block.length() - 1));
        selection.cursor.setPosition(block.position()
                                         + std::min(begin + length, block.length() - 1),
                                     QTextCursor::KeepAnchor);
        selection.format = format;
        selections += selection;
    };
    QTextBlock block = side->document()->begin();
    for (const Line& each : linesOf(isLeft)) {
        if (!block.isValid()) break;
        const SideBySideRow& row = *each.row;
        const LevelColors& own = each.isLeft ? colors.removed : colors.added;
        const int number = each.isLeft ? row.leftLine : row.rightLine;
        QTextCharFormat line;
        line.setProperty(QTextFormat::FullWidthSelection, true);
        if (row.kind == SideBySideRow::Kind::Gap)
            line.setForeground(colors.muted);
        else if (number == 0)
            line.setBackground(colors.hover);
        else if (row.kind != SideBySideRow::Kind::Same) {
            line.setBackground(own.soft);
            line.setForeground(own.text);
        }
        add(block, 0, 0, line);
        QTextCharFormat head;
        head.setForeground(row.kind == SideBySideRow::Kind::Same || number == 0 ? colors.faint
                                                                                : own.text);
        add(block, 0, row.kind == SideBySideRow::Kind::Gap ? block.length() : headWidth, head);
        QTextCharFormat word;
        word.setBackground(own.solid);
        word.setForeground(colors.panel);
        for (const WordRange& range : each.isLeft ? row.leftWords : row.rightWords)
            add(block, headWidth + range.begin, range.length, word);
        block = block.next();
    }
    side->setExtraSelections(selections);
}

void SideBySideView::arrange()
{
    const bool isNarrow = width() < narrowWidth;
    if (isNarrow == m_isNarrow) return;
    m_isNarrow = isNarrow;
    m_right->setVisible(!isNarrow);
    m_left->setAccessibleName(isNarrow ? tr("Text before and after") : tr("Text before"));
    fill(m_left, true);
    fill(m_right, false);
}

void SideBySideView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void SideBySideView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange) return;
    tint(m_left, true);
    tint(m_right, false);
}

} // namespace pinwheel
