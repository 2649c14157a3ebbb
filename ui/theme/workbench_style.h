#pragma once

#include <QProxyStyle>

namespace pinwheel {

/// Fusion with check boxes in the theme's colours: a style sheet can give them no tick without
/// picture files.
class WorkbenchStyle final : public QProxyStyle
{
public:
    WorkbenchStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption* option,
                                  const QWidget* widget) const override;
};

} // namespace pinwheel
