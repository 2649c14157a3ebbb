#include "ui/theme/painted_icon.h"

#include <QIconEngine>
#include <QPainter>
#include <QPixmap>

#include <algorithm>

namespace pinwheel {

namespace {

using Paint = std::function<void(QPainter&, const QRectF&)>;

class PaintedIconEngine final : public QIconEngine
{
public:
    PaintedIconEngine(Paint paint, int side)
        : m_paint(std::move(paint))
        , m_side(side)
    {
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        paintSquare(*painter, rect, std::min({rect.width(), rect.height(), m_side}), mode);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paintSquare(painter, QRect(QPoint(), size), std::min(size.width(), size.height()), mode);
        return pixmap;
    }

    [[nodiscard]] QIconEngine* clone() const override
    {
        return new PaintedIconEngine(m_paint, m_side);
    }

private:
    void paintSquare(QPainter& painter, const QRectF& place, int side, QIcon::Mode mode) const
    {
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        if (mode == QIcon::Disabled) painter.setOpacity(0.4);
        painter.translate(place.center() - QPointF(side / 2.0, side / 2.0));
        m_paint(painter, QRectF(0, 0, side, side));
        painter.restore();
    }

    Paint m_paint;
    int m_side;
};

} // namespace

QIcon paintedIcon(Paint paint, int side)
{
    return QIcon(new PaintedIconEngine(std::move(paint), side));
}

} // namespace pinwheel
