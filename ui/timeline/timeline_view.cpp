#include "ui/timeline/timeline_view.h"

#include "ui/qt_text.h"
#include "ui/theme/level_icon.h"
#include "ui/theme/theme.h"
#include "ui/timeline/stage_painter.h"
#include "ui/words.h"

#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

/// Pixels of a card below which its words are cut to nothing that could be read.
constexpr double leastWords = 56;

QFont fontOf(double pointDelta, QFont::Weight weight)
{
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() + pointDelta);
    font.setWeight(weight);
    return font;
}

} // namespace

CardHeading cardHeading(const TimelineCard& card, double width, const QFontMetricsF& metrics)
{
    CardHeading heading;
    const QFontMetricsF numbers(fontOf(-0.5, QFont::Bold));
    heading.signLeft = numbers.horizontalAdvance(QString::number(card.layer)) + 6;
    heading.toolLeft = heading.signLeft + (card.worst ? 16 : 0);
    const double room = width - heading.toolLeft;
    const QString line = u'L' + QString::number(card.line);
    if (metrics.horizontalAdvance(card.tool) + 4 + metrics.horizontalAdvance(line) <= room)
        heading.line = line;
    heading.tool = metrics.elidedText(card.tool, Qt::ElideRight, room);
    return heading;
}

TimelineView::TimelineView(SelectionModel* selection, QWidget* parent)
    : QAbstractScrollArea(parent)
    , m_selection(selection)
{
    setAccessibleName(tr("Build layers"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    horizontalScrollBar()->setAccessibleName(tr("Scroll the layers"));
    verticalScrollBar()->setAccessibleName(tr("Scroll the packages"));
    m_staleTimer.setSingleShot(true);
    m_staleTimer.setInterval(400);
    connect(&m_staleTimer, &QTimer::timeout, this, [this] {
        m_stale = true;
        viewport()->update();
    });
    connect(selection, &SelectionModel::selectionChanged, this, &TimelineView::showSelection);
}

void TimelineView::setAudit(const AuditPtr& audit)
{
    m_cards = audit ? timelineCards(*audit) : std::vector<TimelineCard>();
    m_lanes = audit ? timelineLanes(*audit, m_cards) : std::vector<Lane>();
    m_stages = audit ? stageLanes(*audit, m_cards) : StageLanes();
    m_scale.cardCount = static_cast<int>(m_cards.size());
    updateGeometry();
    updateScrollBars();
    showSelection();
}

void TimelineView::setStale(bool stale)
{
    // Shown once it lasts: an audit is mostly faster than a glance.
    if (stale) {
        if (!m_stale && !m_staleTimer.isActive()) m_staleTimer.start();
        return;
    }
    m_staleTimer.stop();
    if (std::exchange(m_stale, false)) viewport()->update();
}

int TimelineView::lanesTop() const
{
    return cardHeight + static_cast<int>(shownStages(m_stages).size()) * stageLaneHeight;
}

QRect TimelineView::scrubHandle() const
{
    const int card = selectedCard() >= 0 ? selectedCard() : static_cast<int>(m_cards.size()) - 1;
    if (card < 0) return {};
    return {static_cast<int>(m_scale.dotOf(card)) - 17, cardHeight - 9, 35, 9};
}

QSize TimelineView::sizeHint() const
{
    return {900, lanesTop() + laneHeight * std::clamp(static_cast<int>(m_lanes.size()), 2, 4) + 8};
}

QSize TimelineView::contentSize() const
{
    return {m_scale.labelWidth + m_scale.contentWidth(),
            lanesTop() + laneHeight * static_cast<int>(m_lanes.size()) + 8};
}

void TimelineView::updateScrollBars()
{
    m_scale.viewWidth = viewport()->width();
    const int visible = viewport()->width() - m_scale.labelWidth;
    horizontalScrollBar()->setPageStep(std::max(1, visible));
    horizontalScrollBar()->setSingleStep(40);
    horizontalScrollBar()->setRange(0, m_scale.maximumScroll());
    const int laneArea = viewport()->height() - lanesTop() - 6;
    verticalScrollBar()->setPageStep(std::max(1, laneArea));
    verticalScrollBar()->setSingleStep(laneHeight);
    // By whole lanes: half a label reads as a mistake.
    const int hiddenLanes = static_cast<int>(m_lanes.size()) - std::max(1, laneArea / laneHeight);
    verticalScrollBar()->setRange(0, std::max(0, hiddenLanes * laneHeight));
    m_scale.scroll = horizontalScrollBar()->value();
    viewport()->update();
}

void TimelineView::scrollContentsBy(int, int)
{
    m_scale.scroll = horizontalScrollBar()->value();
    if (const int rest = verticalScrollBar()->value() % laneHeight; rest != 0)
        return verticalScrollBar()->setValue(verticalScrollBar()->value()
                                             + (rest * 2 < laneHeight ? -rest : laneHeight - rest));
    viewport()->update();
}

void TimelineView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    updateScrollBars();
}

int TimelineView::selectedCard() const
{
    const std::uint32_t layer = m_selection->current().layer;
    const auto found = std::ranges::find(m_cards, layer, &TimelineCard::layer);
    return layer == 0 || found == m_cards.end() ? -1 : static_cast<int>(found - m_cards.begin());
}

int TimelineView::selectedLane() const
{
    const auto found = std::ranges::find(m_lanes, m_selection->current().package, &Lane::name);
    return found == m_lanes.end() ? -1 : static_cast<int>(found - m_lanes.begin());
}

void TimelineView::showSelection()
{
    if (const int card = selectedCard(); card >= 0) {
        horizontalScrollBar()->setValue(m_scale.scrollToShow(card));
        const TimelineCard& shown = m_cards[static_cast<std::size_t>(card)];
        setAccessibleDescription(tr("Layer %1, line %2, %3: %4. %5")
                                     .arg(QString::number(shown.layer), QString::number(shown.line),
                                          shown.tool, shown.title,
                                          shown.worst
                                              ? tr("Worst finding: %1").arg(levelWord(*shown.worst))
                                              : tr("No finding")));
    }
    if (const int lane = selectedLane(); lane >= 0) {
        const int top = lane * laneHeight;
        const int page = std::max(1, verticalScrollBar()->pageStep() / laneHeight) * laneHeight;
        if (top < verticalScrollBar()->value())
            verticalScrollBar()->setValue(top);
        else if (top + laneHeight > verticalScrollBar()->value() + page)
            verticalScrollBar()->setValue(top + laneHeight - page);
    }
    viewport()->update();
}

int TimelineView::laneAt(int y) const
{
    if (y < lanesTop()) return -1;
    const int lane = (y - lanesTop() + verticalScrollBar()->value()) / laneHeight;
    return lane < static_cast<int>(m_lanes.size()) ? lane : -1;
}

QPoint TimelineView::cardCenter(int card) const
{
    return {static_cast<int>(m_scale.dotOf(card)), cardHeight / 2};
}

QPoint TimelineView::laneCenter(int lane) const
{
    return {m_scale.labelWidth / 2,
            lanesTop() + lane * laneHeight + laneHeight / 2 - verticalScrollBar()->value()};
}

void TimelineView::selectAt(const QPoint& position)
{
    const int card = m_scale.cardAt(position.x());
    const int lane = laneAt(position.y());
    if (position.y() < cardHeight) {
        if (card >= 0) m_selection->selectLayer(m_cards[static_cast<std::size_t>(card)].layer);
    } else if (lane >= 0) {
        const Lane& chosen = m_lanes[static_cast<std::size_t>(lane)];
        const bool touches =
            card >= 0 && std::ranges::contains(chosen.points, card, &LanePoint::card);
        m_selection->selectPackage(chosen.name,
                                   touches ? m_cards[static_cast<std::size_t>(card)].layer : 0);
    }
}

void TimelineView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton) return;
    m_scrubbing = event->position().y() < cardHeight;
    if (!scrubHandle().contains(event->position().toPoint())) selectAt(event->position().toPoint());
}

void TimelineView::mouseReleaseEvent(QMouseEvent*)
{
    m_scrubbing = false;
}

void TimelineView::mouseMoveEvent(QMouseEvent* event)
{
    const bool overHandle = scrubHandle().contains(event->position().toPoint());
    viewport()->setCursor(m_scrubbing || overHandle                ? Qt::SizeHorCursor
                              : event->position().y() < cardHeight ? Qt::PointingHandCursor
                                                                   : Qt::ArrowCursor);
    // Dragging the handle, or over the cards, steps through the build, wherever the pointer strays
    // meanwhile.
    if ((event->buttons() & Qt::LeftButton) == 0 || !m_scrubbing || m_cards.empty()) return;
    const double inside =
        std::clamp(event->position().x(), m_scale.labelWidth + 1.0, viewport()->width() - 1.0);
    const int card =
        m_scale.cardAt(inside) < 0 ? static_cast<int>(m_cards.size()) - 1 : m_scale.cardAt(inside);
    if (card != selectedCard())
        m_selection->selectLayer(m_cards[static_cast<std::size_t>(card)].layer);
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const int card = m_scale.cardAt(event->position().x());
    if (event->position().y() < cardHeight && card >= 0)
        emit layerActivated(m_cards[static_cast<std::size_t>(card)].layer);
}

void TimelineView::zoomBy(double factor)
{
    m_scale.zoomAt(viewport()->width() / 2.0, factor);
    const int wanted = m_scale.scroll;
    updateScrollBars();
    horizontalScrollBar()->setValue(wanted);
}

void TimelineView::wheelEvent(QWheelEvent* event)
{
    if ((event->modifiers() & Qt::ControlModifier) == 0) {
        // Without a modifier the wheel pans the layers where there are more than fit, else the
        // lanes.
        QScrollBar* const bar =
            event->position().y() < cardHeight || verticalScrollBar()->maximum() == 0
            ? horizontalScrollBar()
            : verticalScrollBar();
        const int delta =
            event->angleDelta().y() != 0 ? event->angleDelta().y() : event->angleDelta().x();
        bar->setValue(bar->value() - delta / 2);
        event->accept();
        return;
    }
    m_scale.zoomAt(event->position().x(), event->angleDelta().y() > 0 ? 1.2 : 1 / 1.2);
    const int wanted = m_scale.scroll;
    updateScrollBars();
    horizontalScrollBar()->setValue(wanted);
    event->accept();
}

void TimelineView::keyPressEvent(QKeyEvent* event)
{
    const int last = static_cast<int>(m_cards.size()) - 1;
    const int card = selectedCard();
    const int lane = selectedLane();
    const auto goToCard = [&](int index) {
        if (last >= 0)
            m_selection->selectLayer(
                m_cards[static_cast<std::size_t>(std::clamp(index, 0, last))].layer);
    };
    const auto goToLane = [&](int index) {
        if (!m_lanes.empty())
            m_selection->selectPackage(m_lanes[static_cast<std::size_t>(std::clamp(
                                                   index, 0, static_cast<int>(m_lanes.size()) - 1))]
                                           .name);
    };
    switch (event->key()) {
    case Qt::Key_Left:
        goToCard(card - 1);
        break;
    case Qt::Key_Right:
        goToCard(card + 1);
        break;
    case Qt::Key_Home:
        goToCard(0);
        break;
    case Qt::Key_End:
        goToCard(last);
        break;
    case Qt::Key_Up:
        goToLane(lane - 1);
        break;
    case Qt::Key_Down:
        goToLane(lane + 1);
        break;
    case Qt::Key_Plus:
        zoomBy(1.2);
        break;
    case Qt::Key_Minus:
        zoomBy(1 / 1.2);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (card >= 0) emit layerActivated(m_cards[static_cast<std::size_t>(card)].layer);
        break;
    default:
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    event->accept();
}

void TimelineView::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void TimelineView::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

QString TimelineView::tipAt(const QPoint& position) const
{
    const int card = m_scale.cardAt(position.x());
    if (card < 0) return {};
    const TimelineCard& shown = m_cards[static_cast<std::size_t>(card)];
    if (position.y() < cardHeight) {
        QString tip =
            tr("Layer %1 · %2 · line %3")
                .arg(QString::number(shown.layer), shown.tool, QString::number(shown.line));
        for (const QString& part : {shown.title, shown.subtitle})
            if (!part.isEmpty()) tip += u'\n' + part;
        tip += u'\n';
        tip += shown.worst
            ? tr("%n finding(s), worst: %1", nullptr, shown.findings).arg(levelWord(*shown.worst))
            : tr("No finding");
        if (!shown.inTarget) tip += u'\n' + tr("Not needed for the chosen stage");
        return tip;
    }
    const int lane = laneAt(position.y());
    if (lane < 0) return {};
    const Lane& chosen = m_lanes[static_cast<std::size_t>(lane)];
    QString tip = chosen.displayName;
    for (const LanePoint& point : chosen.points)
        tip += u'\n'
            + tr("Layer %1: %2")
                  .arg(m_cards[static_cast<std::size_t>(point.card)].layer)
                  .arg(point.label);
    return tip;
}

bool TimelineView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* const help = static_cast<QHelpEvent*>(
            event); // NOLINT(cppcoreguidelines-pro-type-static-cast-downcast): by type().
        QToolTip::showText(help->globalPos(), tipAt(help->pos()), this);
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void TimelineView::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    if (m_cards.empty()) {
        painter.setPen(theme().muted);
        painter.drawText(viewport()->rect(), Qt::AlignCenter,
                         tr("The layers of the build appear here once a Dockerfile is open."));
        return;
    }
    paintAll(painter, m_scale, verticalScrollBar()->value(), viewport()->rect());
    paintHandle(painter);
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme().accent, 1));
        painter.drawRoundedRect(QRectF(viewport()->rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    }
}

void TimelineView::render(QPainter& painter, const QSize& size) const
{
    TimelineScale scale = m_scale;
    scale.viewWidth = size.width();
    scale.scroll = 0;
    paintAll(painter, scale, 0, QRect(QPoint(), size));
}

void TimelineView::paintAll(QPainter& painter, const TimelineScale& scale, int laneScroll,
                            const QRect& area) const
{
    const ThemeColors& colors = theme();
    painter.setRenderHint(QPainter::Antialiasing);
    const int selected = selectedCard();
    QColor rail = colors.border; // Behind words: where edges are white, it must not cross them out.
    if (colors.kind == ThemeKind::HighContrast) rail.setAlphaF(0.35F);
    const int lanesBottom = std::min(
        area.height(), lanesTop() + static_cast<int>(m_lanes.size()) * laneHeight + 2 - laneScroll);

    painter.save();
    painter.setClipRect(QRect(scale.labelWidth, 0, area.width() - scale.labelWidth, area.height()));
    for (int i = 0; i < scale.cardCount; ++i) {
        const QRectF card(scale.xOf(i), 0, scale.cardWidth(), cardHeight);
        if (card.right() < scale.labelWidth || card.left() > area.width()) continue;
        if (i == selected)
            painter.fillRect(QRectF(card.left(), 3, card.width(), area.height()),
                             colors.accentSoft);
        painter.setPen(QPen(rail, 1, Qt::DashLine));
        painter.drawLine(QPointF(card.left(), cardHeight), QPointF(card.left(), lanesBottom));
        paintCard(painter, card,
                  QRectF(scale.labelWidth, 0, area.width() - scale.labelWidth, cardHeight),
                  m_cards[static_cast<std::size_t>(i)], i == selected);
    }
    painter.restore();
    paintStageLanes(painter, scale, m_stages, cardHeight, area.width(), m_stale);
    paintLanes(painter, scale, laneScroll, area);
    painter.setPen(colors.muted);
    painter.setFont(fontOf(-0.75, QFont::Medium));
    painter.drawText(
        QRect(12, 8, scale.labelWidth - 18, cardHeight - 16),
        Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
        tr("Build layers\n%n package(s) tracked", nullptr, static_cast<int>(m_lanes.size()))
            + (m_stages.lanes.empty()
                   ? QString()
                   : u'\n' + tr("%n stage(s)", nullptr, static_cast<int>(m_stages.lanes.size()))));
}

void TimelineView::paintLanes(QPainter& painter, const TimelineScale& scale, int laneScroll,
                              const QRect& area) const
{
    const ThemeColors& colors = theme();
    const int lane = selectedLane();
    const int top = lanesTop();
    painter.save();
    // Whole lanes alone: half a label reads as a mistake.
    const int wholeLanes = std::max(1, (area.height() - top - 4) / laneHeight) * laneHeight;
    painter.setClipRect(QRect(scale.labelWidth, top, area.width() - scale.labelWidth, wholeLanes));
    for (std::size_t i = 0; i < m_lanes.size(); ++i) {
        const double y = top + static_cast<double>(i) * laneHeight + laneHeight * 0.66 - laneScroll;
        if (y > top - laneHeight && y < area.height() + laneHeight)
            paintLane(painter, scale, m_lanes[i], y, static_cast<int>(i) == lane);
    }
    painter.setClipRect(QRect(0, top, scale.labelWidth, wholeLanes));
    for (std::size_t i = 0; i < m_lanes.size(); ++i) {
        const int laneTop = top + static_cast<int>(i) * laneHeight - laneScroll;
        const bool isSelected = static_cast<int>(i) == lane;
        if (isSelected)
            painter.fillRect(QRect(6, laneTop + 4, scale.labelWidth - 12, laneHeight - 4),
                             colors.accentSoft);
        if (m_lanes[i].worst)
            paintLevelSign(painter, QRectF(12, laneTop + laneHeight / 2.0 - 3, 10, 10),
                           m_lanes[i].worst);
        painter.setPen(m_stale ? colors.muted : colors.text);
        painter.setFont(fontOf(0, QFont::DemiBold));
        const QFontMetrics metrics(painter.font());
        painter.drawText(
            QRect(28, laneTop + 4, scale.labelWidth - 36, laneHeight - 4),
            Qt::AlignVCenter | Qt::AlignLeft,
            metrics.elidedText(m_lanes[i].displayName, Qt::ElideRight, scale.labelWidth - 36));
    }
    painter.restore();
}

void TimelineView::paintHandle(QPainter& painter) const
{
    const QRectF handle = scrubHandle();
    if (handle.isEmpty() || handle.left() < m_scale.labelWidth) return;
    const bool chosen = selectedCard() >= 0;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().accent, 1));
    painter.setBrush(chosen ? theme().accent : theme().panel);
    painter.drawRoundedRect(handle.adjusted(0.5, 1.5, -0.5, -1.5), 3, 3);
    painter.setPen(Qt::NoPen);
    painter.setBrush(chosen ? theme().onAccent : theme().accent);
    for (const int x : {-6, 0, 6})
        painter.drawEllipse(QPointF(handle.center().x() + x, handle.center().y()), 1.2, 1.2);
}

void TimelineView::paintCard(QPainter& painter, const QRectF& area, const QRectF& view,
                             const TimelineCard& card, bool selected) const
{
    const ThemeColors& colors = theme();
    QColor bar = card.inTarget ? colors.of(card.worst).solid : colors.border;
    if (m_stale) bar.setAlphaF(0.55F);
    if (!card.inTarget)
        painter.fillRect(area.adjusted(1, 3, -1, 0), QBrush(colors.hover, Qt::BDiagPattern));
    painter.fillRect(QRectF(area.left() + 0.5, 0, area.width() - 1, selected ? 5 : 3), bar);
    painter.setPen(QPen(colors.border, 1));
    painter.drawLine(QPointF(area.left(), 3), QPointF(area.left(), area.bottom()));
    // Words stand in the part that is in view, or nowhere.
    const QRectF text = area.intersected(view).adjusted(8, 8, -8, -6);
    if (text.width() < leastWords) return;
    const QColor strong = card.inTarget && !m_stale ? colors.text : colors.muted;

    paintCardHeading(painter, text, card, strong);
    painter.setFont(fontOf(-0.75, QFont::Normal));
    painter.setPen(colors.muted);
    painter.drawText(
        QRectF(text.left(), text.top() + 34, text.width(), 16), Qt::AlignVCenter | Qt::AlignLeft,
        QFontMetrics(painter.font())
            .elidedText(card.subtitle, Qt::ElideRight, static_cast<int>(text.width())));
    painter.setFont(fontOf(-0.25, QFont::DemiBold));
    painter.setPen(strong);
    painter.drawText(QRectF(text.left(), text.top() + 17, text.width(), 17),
                     Qt::AlignVCenter | Qt::AlignLeft,
                     QFontMetrics(painter.font())
                         .elidedText(card.title, Qt::ElideRight, static_cast<int>(text.width())));
}

void TimelineView::paintCardHeading(QPainter& painter, const QRectF& text, const TimelineCard& card,
                                    const QColor& strong) const
{
    const QRectF row(text.left(), text.top(), text.width(), 16);
    painter.setFont(fontOf(-0.75, QFont::Normal));
    const CardHeading heading = cardHeading(card, row.width(), QFontMetricsF(painter.font()));
    painter.setPen(theme().muted);
    painter.drawText(row.adjusted(heading.toolLeft, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                     heading.tool);
    painter.drawText(row, Qt::AlignVCenter | Qt::AlignRight, heading.line);
    if (card.worst)
        paintLevelSign(painter, QRectF(row.left() + heading.signLeft, row.top() + 2.5, 11, 11),
                       card.worst);
    painter.setFont(fontOf(-0.5, QFont::Bold));
    painter.setPen(strong);
    painter.drawText(row, Qt::AlignVCenter | Qt::AlignLeft, QString::number(card.layer));
}

void TimelineView::paintLane(QPainter& painter, const TimelineScale& scale, const Lane& lane,
                             double y, bool selected) const
{
    const ThemeColors& colors = theme();
    const double end = scale.xOf(scale.cardCount) - 8;
    for (std::size_t i = 0; i < lane.points.size(); ++i) {
        const LanePoint& point = lane.points[i];
        QColor color = colors.of(point.worst).solid;
        if (m_stale) color.setAlphaF(0.55F);
        const double x = scale.dotOf(point.card);
        const double next = i + 1 < lane.points.size() ? scale.dotOf(lane.points[i + 1].card) : end;
        if (!point.removed) {
            QColor line = color;
            line.setAlphaF(selected ? 0.9F : 0.55F);
            painter.setPen(QPen(line, selected ? 5 : 4, Qt::SolidLine, Qt::FlatCap));
            painter.drawLine(QPointF(x + 7, y), QPointF(next - 7, y));
        }
    }
    for (const LanePoint& point : lane.points) {
        const QPointF dot(scale.dotOf(point.card), y);
        if (point.worst) {
            paintLevelSign(painter, QRectF(dot.x() - 6, dot.y() - 6, 12, 12), point.worst);
        } else {
            painter.setPen(Qt::NoPen);
            painter.setBrush(colors.good.solid);
            painter.drawEllipse(dot, 5, 5);
        }
    }
    paintLaneLabels(painter, scale, lane, y);
}

void TimelineView::paintLaneLabels(QPainter& painter, const TimelineScale& scale, const Lane& lane,
                                   double y) const
{
    const ThemeColors& colors = theme();
    painter.setFont(fontOf(-1, QFont::Normal));
    const QFontMetrics metrics(painter.font());
    for (std::size_t i = 0; i < lane.points.size(); ++i) {
        const double left = scale.dotOf(lane.points[i].card) + 10;
        const double right = i + 1 < lane.points.size() ? scale.dotOf(lane.points[i + 1].card) - 10
                                                        : scale.xOf(scale.cardCount) - 4;
        const auto room = static_cast<int>(std::min(right, scale.viewWidth - 4.0) - left);
        if (room < 12) continue;
        painter.setPen(lane.points[i].worst ? colors.of(lane.points[i].worst).text : colors.muted);
        painter.drawText(QRectF(left, y - 17, room, 14), Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(lane.points[i].label, Qt::ElideRight, room));
    }
}

} // namespace pinwheel
