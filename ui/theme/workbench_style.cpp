#include "ui/theme/workbench_style.h"

#include "ui/theme/theme.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

constexpr int indicatorSize = 14;

void drawCheckBox(const QStyleOption& option, QPainter& painter)
{
    const ThemeColors& colors = theme();
    const bool isOn = (option.state & QStyle::State_On) != 0;
    const bool isPartly = (option.state & QStyle::State_NoChange) != 0;
    const bool isEnabled = (option.state & QStyle::State_Enabled) != 0;
    QRectF box(0, 0, indicatorSize, indicatorSize);
    box.moveCenter(QRectF(option.rect).center());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor fill =
        isOn || isPartly ? (isEnabled ? colors.accent : colors.faint) : colors.field;
    const bool isFocused = (option.state & QStyle::State_HasFocus) != 0
        || (option.state & QStyle::State_MouseOver) != 0;
    painter.setPen(QPen(isOn || isPartly             ? fill
                            : isFocused && isEnabled ? colors.accent
                                                     : colors.muted,
                        1.2));
    painter.setBrush(fill);
    painter.drawRoundedRect(box.adjusted(0.6, 0.6, -0.6, -0.6), 3, 3);
    painter.setPen(QPen(colors.onAccent, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF at = box.topLeft();
    if (isOn)
        painter.drawPolyline(
            QPolygonF {at + QPointF(3.6, 7.3), at + QPointF(6, 9.8), at + QPointF(10.4, 4.6)});
    else if (isPartly)
        painter.drawLine(at + QPointF(4, 7), at + QPointF(10, 7));
    painter.restore();
}

} // namespace

WorkbenchStyle::WorkbenchStyle()
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
{
}

void WorkbenchStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option,
                                   QPainter* painter, const QWidget* widget) const
{
    if (element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck)
        return drawCheckBox(*option, *painter);
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

int WorkbenchStyle::pixelMetric(PixelMetric metric, const QStyleOption* option,
                                const QWidget* widget) const
{
    if (metric == PM_IndicatorWidth || metric == PM_IndicatorHeight) return indicatorSize;
    return QProxyStyle::pixelMetric(metric, option, widget);
}

} // namespace pinwheel
