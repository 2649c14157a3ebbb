#include "ui/fixes/light_bulb.h"

#include "ui/editor/source_editor.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace pinwheel {

namespace {

constexpr int side = 16;
constexpr int fromLeft = 22; ///< between the sign of the finding and the line number

} // namespace

LightBulb::LightBulb(QWidget* parent)
    : QToolButton(parent)
{
    setFixedSize(side, side);
    setFocusPolicy(Qt::NoFocus); // Ctrl+. is the way of the keyboard; the bulb only shows that
                                 // there is something.
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(tr("Fixes for this line"));
    setToolTip(tr("Fixes for this line (Ctrl+.)"));
    hide();
    connect(this, &QToolButton::clicked, this, &LightBulb::menuRequested);
}

SourceEditor* LightBulb::editor() const
{
    return isHidden() ? nullptr : m_editor.data();
}

void LightBulb::watch(SourceEditor* editor)
{
    const auto follow = [this, editor] { place(editor); };
    connect(editor, &SourceEditor::caretChanged, this, follow);
    connect(editor, &SourceEditor::scrolled, this, follow);
    // The editor's own children go with it; the bulb goes on to the next one.
    connect(editor, &QObject::destroyed, this, [this] { m_editor = nullptr; });
}

void LightBulb::setStale(bool stale)
{
    m_stale = stale;
    if (m_editor) place(m_editor);
}

void LightBulb::place(SourceEditor* editor)
{
    m_editor = editor;
    int line = 0;
    int index = 0;
    editor->getCursorPosition(&line, &index);
    const std::vector<FindingMark>& marks = editor->marks();
    const std::vector<QString> here = editor->findingsAtLine(line);
    const bool hasFix = std::ranges::any_of(marks, [&](const FindingMark& mark) {
        return !mark.fixTitle.isEmpty() && std::ranges::contains(here, mark.findingId);
    });
    if (m_stale || !hasFix || !editor->hasFocus()) return hide();
    const std::uint32_t caret = editor->caretOffset();
    const auto [top, bottom] = editor->verticalRange(caret, caret);
    move(editor->viewport()->mapTo(window(),
                                   QPoint(fromLeft, top + (editor->lineHeight() - side) / 2)));
    const bool isSeen = top >= 0 && top + editor->lineHeight() <= editor->viewport()->height();
    setVisible(isSeen);
    if (isSeen) raise();
}

void LightBulb::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const LevelColors& colors = theme().of(Level::Medium);
    painter.setPen(QPen(colors.text, 1.2));
    painter.setBrush(underMouse() ? colors.solid : colors.soft);
    QPainterPath bulb;
    bulb.addEllipse(QPointF(side / 2.0, side / 2.0 - 2), 4.6, 4.6);
    painter.drawPath(bulb);
    painter.drawLine(QPointF(side / 2.0 - 2, side - 3.5), QPointF(side / 2.0 + 2, side - 3.5));
    painter.drawLine(QPointF(side / 2.0 - 1.5, side - 1.5), QPointF(side / 2.0 + 1.5, side - 1.5));
}

} // namespace pinwheel
