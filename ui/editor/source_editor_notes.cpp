// Inline notes of an editor: where they stand, how they are painted, what a click on them does.
// Scintilla keeps the room for them (an annotation below the line); their picture is ours.

#include "ui/editor/editor_numbers.h"
#include "ui/editor/source_editor.h"
#include "ui/theme/level_icon.h"
#include "ui/theme/theme.h"
#include "ui/words.h"

#include <QApplication>
#include <QHelpEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QToolTip>

#include <algorithm>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

constexpr int leastNoteWidth =
    120; ///< in pixels; less room at a line's end shows no words worth reading
constexpr int gapAtLineEnd = 28;

QString moreWords(const LineNote& note)
{
    return u"+%1"_s.arg(note.all.size() - 1);
}

} // namespace

void SourceEditor::showNotes()
{
    m_notesOutdated = false;
    m_notes = lineNotes(
        m_marks, [this](const FindingMark& mark) { return noteLineOf(mark); }, m_notePlacement,
        m_selectedFinding);
    // Only lines that gain or lose a row are touched: everything else would jump.
    const QScopedValueRollback applying(m_applying, true);
    auto next = m_notes.begin();
    for (int line = 0; line < lines(); ++line) {
        while (next != m_notes.end() && next->line < line)
            ++next;
        const bool wanted = next != m_notes.end() && next->line == line && next->below;
        const bool present = send(SCI_ANNOTATIONGETLINES, unsignedOf(line)) > 0;
        if (wanted == present) continue;
        // A blank keeps the room; the words are painted.
        SendScintilla(SCI_ANNOTATIONSETTEXT, unsignedOf(line), wanted ? " " : nullptr);
        if (wanted) send(SCI_ANNOTATIONSETSTYLE, unsignedOf(line), noteStyle);
    }
    emit scrolled(); // Places moved on the screen.
}

QFont SourceEditor::noteFont() const
{
    QFont font = QApplication::font();
    font.setPointSizeF(std::max(7.0, font.pointSizeF() - 0.25 + m_zoom));
    return font;
}

void SourceEditor::paintSelectedBars(QPainter& painter)
{
    for (const FindingMark& mark : m_marks) {
        const bool lit = !m_litFinding.isEmpty() && mark.findingId == m_litFinding;
        if (!lit && (m_selectedFinding.isEmpty() || mark.findingId != m_selectedFinding)) continue;
        const auto [top, bottom] = verticalRange(mark.span.begin, mark.span.end);
        if (bottom < 0 || top > viewport()->height()) continue;
        const int first = lineOfOffset(mark.span.begin);
        const int last =
            lineOfOffset(mark.span.end > mark.span.begin ? mark.span.end - 1 : mark.span.begin);
        const int shownBottom = last - first <= 3 ? bottom : top + lineHeight();
        painter.fillRect(QRect(0, top, lit ? 5 : 3, shownBottom - top),
                         theme().of(mark.level).solid);
        if (!lit) continue;
        painter.setPen(QPen(theme().of(mark.level).solid, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRect(0, top, viewport()->width() - 1, shownBottom - top - 1));
    }
}

void SourceEditor::paintNotes(QPainter& painter)
{
    m_paintedNotes.clear();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(noteFont());
    for (std::size_t i = 0; i < m_notes.size(); ++i) {
        if (m_notes[i].mark >= m_marks.size()) continue;
        if (m_notes[i].below)
            paintBelow(painter, i);
        else
            paintAtLineEnd(painter, i);
    }
}

void SourceEditor::paintBelow(QPainter& painter, std::size_t index)
{
    const LineNote& note = m_notes[index];
    const FindingMark& mark = m_marks[note.mark];
    const int height = lineHeight();
    const long shownLine = send(SCI_VISIBLEFROMDOCLINE, unsignedOf(note.line));
    const int rows = static_cast<int>(send(SCI_WRAPCOUNT, unsignedOf(note.line))) - 1;
    const int y =
        static_cast<int>((shownLine + std::max(1, rows) - send(SCI_GETFIRSTVISIBLELINE)) * height);
    if (y + height <= 0 || y >= viewport()->height()) return;
    const int left =
        marginWidth(signMargin) + marginWidth(numberMargin) + marginWidth(foldMargin) + 6;
    const QRect area(left, y + 1, viewport()->width() - left - 8, height - 2);

    const ThemeColors& colors = theme();
    const LevelColors& own = colors.of(mark.level);
    const bool stale = m_stale || mark.stale;
    painter.fillRect(QRect(0, y, viewport()->width(), height), colors.panel);
    painter.setPen(mark.findingId == m_selectedFinding ? QPen(own.solid, 1) : QPen(Qt::NoPen));
    painter.setBrush(stale ? colors.hover : own.soft);
    painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), own.solid);
    const double sign = std::min(12.0, area.height() - 4.0);
    paintLevelSign(painter,
                   QRectF(area.left() + 11, area.center().y() - sign / 2 + 0.5, sign, sign),
                   mark.level);

    const QFontMetrics metrics(painter.font());
    PaintedNote painted {
        .area = area, .fix = {}, .more = {}, .note = index, .findingId = mark.findingId};
    int right = area.right() - 6;
    if (note.all.size() > 1) {
        const int width = metrics.horizontalAdvance(moreWords(note)) + 12;
        painted.more = QRect(right - width, area.top() + 1, width, area.height() - 2);
        painter.setPen(QPen(colors.border, 1));
        painter.setBrush(colors.panel);
        painter.drawRoundedRect(QRectF(painted.more).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7);
        painter.setPen(colors.link);
        painter.drawText(painted.more, Qt::AlignCenter, moreWords(note));
        right = painted.more.left() - 6;
    }
    const int textLeft = area.left() + 11 + static_cast<int>(sign) + 6;
    const QString fix = mark.fixTitle.isEmpty()
        ? QString()
        : u"⚡ "_s + metrics.elidedText(mark.fixTitle, Qt::ElideRight, area.width() * 2 / 5);
    const int fixWidth = fix.isEmpty() ? 0 : metrics.horizontalAdvance(fix) + 8;
    const int room = std::max(0, right - textLeft - (fixWidth > 0 ? fixWidth + 10 : 0));
    const QString text = metrics.elidedText(mark.note, Qt::ElideRight, room);
    painter.setPen(stale ? colors.muted : colors.text);
    painter.drawText(QRect(textLeft, area.top(), room, area.height()),
                     Qt::AlignVCenter | Qt::AlignLeft, text);
    if (!fix.isEmpty()) {
        painted.fix = QRect(textLeft + metrics.horizontalAdvance(text) + 10, area.top(), fixWidth,
                            area.height());
        painter.setPen(colors.link);
        painter.drawText(painted.fix, Qt::AlignVCenter | Qt::AlignLeft, fix);
    }
    m_paintedNotes.push_back(painted);
}

void SourceEditor::paintAtLineEnd(QPainter& painter, std::size_t index)
{
    const LineNote& note = m_notes[index];
    const FindingMark& mark = m_marks[note.mark];
    const int height = lineHeight();
    const int y = static_cast<int>(
        (send(SCI_VISIBLEFROMDOCLINE, unsignedOf(note.line)) - send(SCI_GETFIRSTVISIBLELINE))
        * height);
    if (y + height <= 0 || y >= viewport()->height()) return;
    const long lineEnd = send(SCI_GETLINEENDPOSITION, unsignedOf(note.line));
    const int left = static_cast<int>(send(SCI_POINTXFROMPOSITION, 0, lineEnd)) + gapAtLineEnd;
    const int right = viewport()->width() - 10;
    if (right - left < leastNoteWidth) return;

    const ThemeColors& colors = theme();
    const QFontMetrics metrics(painter.font());
    const QString more = note.all.size() > 1 ? u"  "_s + moreWords(note) : QString();
    const double sign = std::min(11.0, height - 6.0);
    paintLevelSign(painter, QRectF(left, y + (height - sign) / 2, sign, sign), mark.level);
    const int textLeft = left + static_cast<int>(sign) + 6;
    const QString text = metrics.elidedText(mark.note, Qt::ElideRight,
                                            right - textLeft - metrics.horizontalAdvance(more));
    painter.setPen(m_stale || mark.stale || mark.level == Level::Low ? colors.muted
                                                                     : colors.of(mark.level).text);
    if (mark.findingId == m_selectedFinding) painter.setPen(colors.text);
    painter.drawText(QRect(textLeft, y, right - textLeft, height), Qt::AlignVCenter | Qt::AlignLeft,
                     text);
    PaintedNote painted {
        .area = QRect(left, y, textLeft - left + metrics.horizontalAdvance(text + more), height),
        .fix = {},
        .more = {},
        .note = index,
        .findingId = mark.findingId};
    if (!more.isEmpty()) {
        painted.more = QRect(textLeft + metrics.horizontalAdvance(text), y,
                             metrics.horizontalAdvance(more), height);
        painter.setPen(colors.link);
        painter.drawText(painted.more, Qt::AlignVCenter | Qt::AlignLeft, more);
    }
    m_paintedNotes.push_back(painted);
}

const SourceEditor::PaintedNote* SourceEditor::noteAt(const QPoint& position) const
{
    const auto found = std::ranges::find_if(
        m_paintedNotes, [&](const PaintedNote& note) { return note.area.contains(position); });
    return found == m_paintedNotes.end() ? nullptr : &*found;
}

bool SourceEditor::pressNote(const QPoint& position)
{
    const PaintedNote* const pressed = noteAt(position);
    if (pressed == nullptr || pressed->note >= m_notes.size()) return false;
    const PaintedNote kept = *pressed; // Selecting paints anew.
    if (kept.more.contains(position)) {
        const LineNote& note = m_notes[kept.note];
        const auto present = std::ranges::find(note.all, note.mark);
        const std::size_t next = present == note.all.end() || present + 1 == note.all.end()
            ? note.all.front()
            : *(present + 1);
        emit findingClicked(m_marks[next].findingId);
    } else if (kept.fix.contains(position)) {
        emit fixClicked(kept.findingId);
    } else {
        emit findingClicked(kept.findingId);
    }
    return true;
}

QString SourceEditor::noteTip(const LineNote& note) const
{
    QStringList lines;
    for (const std::size_t index : note.all)
        if (index < m_marks.size())
            lines += levelWord(m_marks[index].level) + u": "_s + m_marks[index].note;
    const QString& fix = m_marks[note.mark].fixTitle;
    if (!fix.isEmpty()) lines += u"⚡ "_s + fix;
    return lines.join(u'\n');
}

bool SourceEditor::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* const help = static_cast<QHelpEvent*>(
            event); // NOLINT(cppcoreguidelines-pro-type-static-cast-downcast): by type().
        const PaintedNote* const note = noteAt(help->pos());
        if (note != nullptr && note->note < m_notes.size()) {
            QToolTip::showText(help->globalPos(), noteTip(m_notes[note->note]), this, note->area);
            return true;
        }
    }
    return QsciScintilla::viewportEvent(event);
}

} // namespace pinwheel
