#include "ui/theme/workbench_style.h"

#include "ui/theme/theme.h"

#include <QAbstractSpinBox>
#include <QPainter>
#include <QPainterPath>
#include <QStyleFactory>
#include <QStyleOption>

#include <algorithm>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

constexpr int indicatorSize = 14;
constexpr int spinButtonWidth = 22;
constexpr int fieldPadding = 8;
constexpr int linePadding = 5;
constexpr int leastFieldHeight = 28; ///< as the style sheet gives to line edits and combo boxes
constexpr int sheetMargin = 3; ///< that Qt's style of style sheets puts around a spin box
constexpr qreal cornerRadius = 5;

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

void drawArrow(QPainter& painter, const QRectF& area, bool isUp, const QColor& color)
{
    // As those of the combo boxes and menus, a little smaller: two stand above each other.
    const qreal down = isUp ? -1 : 1;
    const QPointF middle = area.center();
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPolygon(
        QPolygonF({middle + QPointF(-4, -2.25 * down), middle + QPointF(4, -2.25 * down),
                   middle + QPointF(0, 2.25 * down)}));
}

void drawSpinBox(const QStyleOptionSpinBox& option, QPainter& painter, const QRect& up,
                 const QRect& down)
{
    const ThemeColors& colors = theme();
    const bool isEnabled = (option.state & QStyle::State_Enabled) != 0;
    const bool isFocused = (option.state & QStyle::State_HasFocus) != 0;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    QPainterPath shape;
    shape.addRoundedRect(frame, cornerRadius, cornerRadius);
    painter.fillPath(shape, isEnabled ? colors.field : colors.window);
    const auto drawButton = [&](const QRect& place, QStyle::SubControl part, bool isUp,
                                QAbstractSpinBox::StepEnabledFlag step) {
        const bool canStep = isEnabled && option.stepEnabled.testFlag(step);
        const bool isHot = canStep && option.activeSubControls.testFlag(part);
        const bool isPressed = isHot && (option.state & QStyle::State_Sunken) != 0;
        if (isHot) {
            painter.save();
            painter.setClipPath(shape);
            painter.fillRect(place, isPressed ? colors.accentSoft : colors.hover);
            painter.restore();
        }
        // What cannot go further keeps its place and is paler.
        QColor color = isHot ? colors.text : colors.muted;
        if (!canStep) color.setAlphaF(0.35F);
        drawArrow(painter, place, isUp, color);
    };
    drawButton(up, QStyle::SC_SpinBoxUp, true, QAbstractSpinBox::StepUpEnabled);
    drawButton(down, QStyle::SC_SpinBoxDown, false, QAbstractSpinBox::StepDownEnabled);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colors.border, 1));
    painter.drawLine(QPointF(up.left() - 0.5, frame.top()),
                     QPointF(up.left() - 0.5, frame.bottom()));
    painter.setPen(QPen(isFocused ? colors.accent : colors.border, 1));
    painter.drawPath(shape);
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
    // The field inside a spin box stands on what the spin box paints.
    if (element == PE_PanelLineEdit && widget != nullptr
        && qobject_cast<const QAbstractSpinBox*>(widget->parentWidget()) != nullptr)
        return;
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void WorkbenchStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                                        QPainter* painter, const QWidget* widget) const
{
    if (const auto* const spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
        control == CC_SpinBox && spin != nullptr)
        return drawSpinBox(*spin, *painter, subControlRect(control, option, SC_SpinBoxUp, widget),
                           subControlRect(control, option, SC_SpinBoxDown, widget));
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect WorkbenchStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option,
                                     SubControl part, const QWidget* widget) const
{
    if (control != CC_SpinBox) return QProxyStyle::subControlRect(control, option, part, widget);
    const QRect inside = option->rect.adjusted(1, 1, -1, -1);
    const int left = inside.right() + 1 - spinButtonWidth;
    const int half = inside.height() / 2;
    QRect place = option->rect;
    if (part == SC_SpinBoxUp)
        place = QRect(left, inside.top(), spinButtonWidth, half);
    else if (part == SC_SpinBoxDown)
        place = QRect(left, inside.bottom() + 1 - half, spinButtonWidth, half);
    else if (part == SC_SpinBoxEditField)
        place = QRect(inside.left() + fieldPadding - 3, inside.top(),
                      left - inside.left() - fieldPadding, inside.height());
    return visualRect(option->direction, option->rect, place);
}

QSize WorkbenchStyle::sizeFromContents(ContentsType type, const QStyleOption* option,
                                       const QSize& contents, const QWidget* widget) const
{
    if (type != CT_SpinBox) return QProxyStyle::sizeFromContents(type, option, contents, widget);
    const int line = option == nullptr ? contents.height() : option->fontMetrics.height();
    return {contents.width() + 2 * fieldPadding + spinButtonWidth - 2 * sheetMargin,
            std::max(line + 2 * linePadding, leastFieldHeight) - 2 * sheetMargin};
}

int WorkbenchStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                              QStyleHintReturn* answer) const
{
    // The words of the buttons say what they do; pictures beside some of them would be a second
    // style.
    if (hint == SH_DialogButtonBox_ButtonsHaveIcons) return 0;
    return QProxyStyle::styleHint(hint, option, widget, answer);
}

int WorkbenchStyle::pixelMetric(PixelMetric metric, const QStyleOption* option,
                                const QWidget* widget) const
{
    if (metric == PM_IndicatorWidth || metric == PM_IndicatorHeight) return indicatorSize;
    return QProxyStyle::pixelMetric(metric, option, widget);
}

} // namespace pinwheel
