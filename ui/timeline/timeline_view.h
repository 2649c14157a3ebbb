#pragma once

#include "ui/selection_model.h"
#include "ui/timeline/stage_lanes.h"
#include "ui/timeline/timeline_rows.h"
#include "ui/timeline/timeline_scale.h"

#include <QAbstractScrollArea>
#include <QFontMetricsF>
#include <QTimer>

namespace pinwheel {

/// The first row of a card, laid out in pixels from its left.
struct CardHeading {
    double signLeft = 0; ///< behind the number of the layer
    double toolLeft = 0;
    QString tool; ///< ends in dots where it has no room
    QString line; ///< "L78"; empty where it would take the room of the tool
};
/// @param width  of the row
/// @param metrics  of the words beside the number
[[nodiscard]] CardHeading cardHeading(const TimelineCard& card, double width,
                                      const QFontMetricsF& metrics);

/// The build as a row of cards, one per layer, above one lane per stage where there are several,
/// and one lane per package that more than one layer touches. The wheel with Ctrl zooms, without it
/// pans; arrows step layers and lanes; dragging the handle or over the cards scrubs through the
/// build.
class TimelineView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit TimelineView(SelectionModel* selection, QWidget* parent = nullptr);

    void setAudit(const AuditPtr& audit);
    void setStale(bool stale);
    [[nodiscard]] const std::vector<TimelineCard>& cards() const { return m_cards; }
    [[nodiscard]] const std::vector<Lane>& lanes() const { return m_lanes; }
    [[nodiscard]] const StageLanes& stages() const { return m_stages; }
    /// Where the handle can be dragged along the build: below the chosen card, or below the last
    /// one.
    [[nodiscard]] QRect scrubHandle() const;
    /// The whole timeline at its present zoom, cards and all lanes, for SVG and PNG export.
    void render(QPainter& painter, const QSize& size) const;
    [[nodiscard]] QSize contentSize() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override
    {
        return {300, lanesTop() + 2 * laneHeight};
    }
    /// Middle of a card in viewport pixels; for tests and for key help.
    [[nodiscard]] QPoint cardCenter(int card) const;
    [[nodiscard]] QPoint laneCenter(int lane) const;
    void zoomBy(double factor);

    static constexpr int cardHeight = 66;
    static constexpr int laneHeight = 26;

signals:
    void layerActivated(std::uint32_t layer);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    [[nodiscard]] int laneAt(int y) const;
    [[nodiscard]] int selectedCard() const;
    [[nodiscard]] int selectedLane() const;
    [[nodiscard]] QString tipAt(const QPoint& position) const;
    void selectAt(const QPoint& position);
    void showSelection();
    void updateScrollBars();
    void paintAll(QPainter& painter, const TimelineScale& scale, int laneScroll,
                  const QRect& area) const;
    void paintCard(QPainter& painter, const QRectF& area, const QRectF& view,
                   const TimelineCard& card, bool selected) const;
    void paintCardHeading(QPainter& painter, const QRectF& text, const TimelineCard& card,
                          const QColor& strong) const;
    void paintLane(QPainter& painter, const TimelineScale& scale, const Lane& lane, double y,
                   bool selected) const;
    void paintLanes(QPainter& painter, const TimelineScale& scale, int laneScroll,
                    const QRect& area) const;
    void paintHandle(QPainter& painter) const;
    [[nodiscard]] int lanesTop() const; ///< below cards and stages
    void paintLaneLabels(QPainter& painter, const TimelineScale& scale, const Lane& lane,
                         double y) const;

    SelectionModel* m_selection;
    std::vector<TimelineCard> m_cards;
    std::vector<Lane> m_lanes;
    StageLanes m_stages;
    bool m_scrubbing = false;
    QTimer m_staleTimer;
    TimelineScale m_scale;
    bool m_stale = false;
};

} // namespace pinwheel
