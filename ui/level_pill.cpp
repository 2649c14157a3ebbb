#include "ui/level_pill.h"

#include "ui/theme/level_icon.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace pinwheel {

LevelPill::LevelPill(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QFont LevelPill::pillFont() const
{
    QFont pill = font();
    pill.setPointSizeF(pill.pointSizeF() - 0.5);
    pill.setWeight(QFont::DemiBold);
    return pill;
}

void LevelPill::show(const QString& words, std::optional<Level> level, bool stale)
{
    m_words = words;
    m_level = level;
    m_stale = stale;
    setAccessibleName(words);
    updateGeometry();
    update();
}

QSize LevelPill::sizeHint() const
{
    return {QFontMetrics(pillFont()).horizontalAdvance(m_words) + 38, 24};
}

void LevelPill::paintEvent(QPaintEvent*)
{
    if (m_words.isEmpty()) return;
    const LevelColors& colors = theme().of(m_level);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(m_stale ? theme().hover : colors.soft);
    // A dashed edge while the verdict is not of the present text.
    painter.setPen(m_stale ? QPen(colors.solid, 1, Qt::DashLine) : QPen(Qt::NoPen));
    const QRectF area = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.drawRoundedRect(area, area.height() / 2, area.height() / 2);
    paintLevelSign(painter, QRectF(11, height() / 2.0 - 6, 12, 12), m_level);
    painter.setFont(pillFont());
    painter.setPen(colors.text);
    painter.drawText(rect().adjusted(28, 0, -8, 0), Qt::AlignVCenter | Qt::AlignLeft, m_words);
}

} // namespace pinwheel
