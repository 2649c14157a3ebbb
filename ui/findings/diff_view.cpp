#include "ui/findings/diff_view.h"

#include "ui/theme/theme.h"

#include <QEvent>
#include <QRegularExpression>
#include <QTextBlock>

#include <utility>

namespace pinwheel {

using namespace Qt::StringLiterals;

QString readableDiff(const QString& unifiedDiff, bool changesOnly)
{
    static const QRegularExpression hunk(u"^@@ -(\\d+)"_s);
    QString path;
    QStringList lines;
    int line0 = 0;      // Of the old text, at the line at hand.
    bool named = false; // The place of the present run of changes was told.
    for (const QString& line : unifiedDiff.split(u'\n')) {
        if (line.startsWith("--- "_L1)) {
            path = line.mid(4);
            if (path.startsWith("a/"_L1)) path = path.mid(2);
        } else if (line.startsWith("+++ "_L1)) {
            continue;
        } else if (const QRegularExpressionMatch match = hunk.match(line); match.hasMatch()) {
            line0 = match.captured(1).toInt();
            named = false;
            if (!changesOnly) lines += path + u':' + match.captured(1);
        } else if (changesOnly) {
            const bool changed = line.startsWith(u'-') || line.startsWith(u'+');
            if (changed && !std::exchange(named, true)) lines += path + u':' + QString::number(line0);
            if (changed) lines += line;
            else named = false;
            if (!line.startsWith(u'+')) ++line0;
        } else {
            lines += line;
        }
    }
    while (!lines.isEmpty() && lines.last().isEmpty()) lines.removeLast();
    return lines.join(u'\n');
}

DiffView::DiffView(QWidget* parent)
    : QPlainTextEdit(parent)
{
    setObjectName(u"diffView"_s);
    setAccessibleName(tr("Changes of the fix"));
    setReadOnly(true);
    setLineWrapMode(NoWrap);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setFont(codeFont(9));
    document()->setDocumentMargin(4);
}

void DiffView::setDiff(const QString& unifiedDiff, bool changesOnly)
{
    setPlainText(readableDiff(unifiedDiff, changesOnly));
    tint();
}

int DiffView::heightFor(int most) const
{
    const int lines = std::min(blockCount(), most);
    return static_cast<int>(lines * QFontMetricsF(font()).lineSpacing()) + 12 + (blockCount() > most ? 4 : 0);
}

void DiffView::tint()
{
    const ThemeColors& colors = theme();
    QList<QTextEdit::ExtraSelection> selections;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        const QString text = block.text();
        QTextEdit::ExtraSelection selection;
        if (text.startsWith(u'+')) {
            selection.format.setBackground(colors.added.soft);
            selection.format.setForeground(colors.added.text);
        } else if (text.startsWith(u'-')) {
            selection.format.setBackground(colors.removed.soft);
            selection.format.setForeground(colors.removed.text);
        } else if (!text.startsWith(u' ') && !text.isEmpty()) {
            selection.format.setForeground(colors.muted);
        } else {
            continue;
        }
        selection.format.setProperty(QTextFormat::FullWidthSelection, true);
        selection.cursor = QTextCursor(block);
        selection.cursor.select(QTextCursor::LineUnderCursor);
        selections += selection;
        // Full width only counts for a cursor without selection; the text's own colour needs one.
        selection.cursor.clearSelection();
        selection.cursor.movePosition(QTextCursor::StartOfBlock);
        selections += selection;
    }
    setExtraSelections(selections);
}

void DiffView::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) tint();
}

} // namespace pinwheel
