#include "ui/ribbons/ribbon_splitter.h"

#include "ui/editor/source_editor.h"
#include "ui/theme/theme.h"
#include "ui/words.h"

#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace pinwheel {

namespace {

constexpr int gap = 46;

/// The gap itself: paints the ribbons, lights them under the pointer, hops along them by keys.
class RibbonHandle final : public QSplitterHandle
{
public:
    explicit RibbonHandle(RibbonSplitter* splitter)
        : QSplitterHandle(Qt::Horizontal, splitter)
        , m_splitter(splitter)
    {
        setMouseTracking(true);
        setFocusPolicy(Qt::TabFocus);
        setAccessibleName(RibbonSplitter::tr("Links between the two files"));
        setAccessibleDescription(
            RibbonSplitter::tr("Up and Down go to the next link, Left and Right to its ends"));
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const std::vector<RibbonShape> shapes = m_splitter->shapes();
        // The selected and the hovered ones above the others.
        const std::vector<std::size_t> shown = distinctShapes(shapes);
        for (const bool lit : {false, true})
            for (const std::size_t i : lit ? litOnes(shapes) : shown)
                if (isLit(i) == lit) paintRibbon(painter, shapes[i], m_splitter->links()[i], lit);
        if (hasFocus()) {
            painter.setPen(QPen(theme().accent, 1));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5), 4, 4);
        }
    }

    void mouseMoveEvent(QMouseEvent* event) override
    {
        if ((event->buttons() & Qt::LeftButton) != 0 && m_pressed < 0)
            return QSplitterHandle::mouseMoveEvent(event);
        const int hovered = ribbonAt(m_splitter->shapes(), event->position());
        setCursor(hovered >= 0 ? Qt::PointingHandCursor : Qt::SplitHCursor);
        if (hovered == m_hovered) return;
        m_hovered = hovered;
        emit m_splitter->linkHovered(
            hovered >= 0 ? m_splitter->links()[static_cast<std::size_t>(hovered)].findingId
                         : QString());
        update();
    }

    void mousePressEvent(QMouseEvent* event) override
    {
        m_pressed = ribbonAt(m_splitter->shapes(), event->position());
        if (m_pressed < 0) return QSplitterHandle::mousePressEvent(event);
        const bool leftHalf = event->position().x() < width() / 2.0;
        // A click goes to the far end: that is what one wants to see.
        emit m_splitter->linkClicked(m_splitter->links()[static_cast<std::size_t>(m_pressed)],
                                     !leftHalf);
    }

    void mouseReleaseEvent(QMouseEvent* event) override
    {
        if (std::exchange(m_pressed, -1) < 0) QSplitterHandle::mouseReleaseEvent(event);
    }

    void leaveEvent(QEvent* event) override
    {
        m_hovered = -1;
        emit m_splitter->linkHovered({});
        update();
        QSplitterHandle::leaveEvent(event);
    }

    void keyPressEvent(QKeyEvent* event) override
    {
        const std::vector<Link>& links = m_splitter->links();
        if (links.empty()) return QSplitterHandle::keyPressEvent(event);
        const auto count = static_cast<int>(links.size());
        const auto present =
            std::ranges::find(links, m_splitter->selectedFinding(), &Link::findingId);
        if (m_key < 0 || m_key >= count)
            m_key = present == links.end() ? 0 : static_cast<int>(present - links.begin());
        if (event->key() == Qt::Key_Down)
            m_key = (m_key + 1) % count;
        else if (event->key() == Qt::Key_Up)
            m_key = (m_key + count - 1) % count;
        else if (event->key() != Qt::Key_Left && event->key() != Qt::Key_Right)
            return QSplitterHandle::keyPressEvent(event);
        emit m_splitter->linkClicked(links[static_cast<std::size_t>(m_key)],
                                     event->key() == Qt::Key_Left);
    }

private:
    [[nodiscard]] bool isLit(std::size_t index) const
    {
        return static_cast<int>(index) == m_hovered
            || m_splitter->links()[index].findingId == m_splitter->selectedFinding();
    }

    [[nodiscard]] std::vector<std::size_t> litOnes(const std::vector<RibbonShape>& shapes) const
    {
        std::vector<std::size_t> lit;
        for (std::size_t i = 0; i < shapes.size(); ++i)
            if (shapes[i].visible && isLit(i)) lit.push_back(i);
        return lit;
    }

    void paintRibbon(QPainter& painter, const RibbonShape& shape, const Link& link, bool lit) const
    {
        const LevelColors& colors = theme().of(link.level);
        QColor fill = colors.solid;
        const bool whole =
            shape.leftPlace == EndPlace::Inside && shape.rightPlace == EndPlace::Inside;
        fill.setAlphaF(lit         ? 0.42F
                           : whole ? 0.18F
                                   : 0.09F); // One that leads out of view is a hint, not a picture.
        painter.setBrush(fill);
        // The pattern of the edge tells the level where colour does not: solid, dashed, dotted,
        // none.
        QColor edge = colors.solid;
        const bool isStrong = lit || theme().kind == ThemeKind::HighContrast;
        edge.setAlphaF(isStrong ? 1.0F : whole ? 0.45F : 0.25F);
        Qt::PenStyle style = Qt::NoPen;
        switch (link.level) {
        case Level::Critical:
            style = Qt::SolidLine;
            break;
        case Level::High:
            style = Qt::DashLine;
            break;
        case Level::Medium:
            style = Qt::DotLine;
            break;
        case Level::Low:
            style = lit ? Qt::DotLine : Qt::NoPen;
            break;
        }
        painter.setPen(QPen(edge, 1, style));
        painter.drawPath(shape.path);
        paintArrow(painter, shape.leftPlace, 5, shape.left, edge);
        paintArrow(painter, shape.rightPlace, width() - 5.0, shape.right, edge);
    }

    /// A small arrow where the end of a ribbon is out of view.
    static void paintArrow(QPainter& painter, EndPlace place, double x, VerticalRange range,
                           const QColor& color)
    {
        if (place == EndPlace::Inside) return;
        const double direction = place == EndPlace::Above ? -1 : 1;
        const double y = place == EndPlace::Above ? range.top + 5 : range.bottom - 5;
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawPolygon(
            QPolygonF({QPointF(x - 3.5, y - 2 * direction), QPointF(x + 3.5, y - 2 * direction),
                       QPointF(x, y + 3 * direction)}));
    }

    RibbonSplitter* m_splitter;
    int m_hovered = -1;
    int m_pressed = -1;
    int m_key = -1;
};

} // namespace

RibbonSplitter::RibbonSplitter(QWidget* parent)
    : QSplitter(Qt::Horizontal, parent)
{
    setHandleWidth(gap);
    setChildrenCollapsible(false);
    connect(this, &RibbonSplitter::linkHovered, this, [this](const QString& id) {
        for (SourceEditor* const editor : {m_left.data(), m_right.data()})
            if (editor != nullptr) editor->setLitFinding(id);
    });
}

QSplitterHandle* RibbonSplitter::createHandle()
{
    return new RibbonHandle(this);
}

void RibbonSplitter::setLinks(std::vector<Link> links)
{
    m_links = std::move(links);
    updateHandle();
}

void RibbonSplitter::setEditors(SourceEditor* left, SourceEditor* right)
{
    disconnect(m_leftScroll);
    disconnect(m_rightScroll);
    m_left = left;
    m_right = right;
    if (left != nullptr)
        m_leftScroll = connect(left, &SourceEditor::scrolled, this, &RibbonSplitter::updateHandle);
    if (right != nullptr)
        m_rightScroll =
            connect(right, &SourceEditor::scrolled, this, &RibbonSplitter::updateHandle);
    updateHandle();
}

void RibbonSplitter::setSelectedFinding(const QString& id)
{
    m_selectedFinding = id;
    updateHandle();
}

void RibbonSplitter::updateHandle()
{
    if (count() > 1) handle(1)->update();
}

std::optional<std::pair<std::uint32_t, std::uint32_t>>
RibbonSplitter::placeIn(const SourceEditor& editor, Span span, const QString& findingId) const
{
    if (const auto live = livePlace(span)) {
        if (live->document != editor.document()) return std::nullopt;
        return std::pair(live->begin, live->end);
    }
    // Its text is being edited: the mark of the finding grows with it until the next audit.
    const auto mark = std::ranges::find_if(editor.marks(), [&](const FindingMark& candidate) {
        return candidate.stale && candidate.findingId == findingId;
    });
    if (mark == editor.marks().end()) return std::nullopt;
    return std::pair(mark->span.begin, mark->span.end);
}

std::vector<RibbonShape> RibbonSplitter::shapes() const
{
    std::vector<RibbonShape> result(m_links.size());
    if (!m_left || !m_right || !livePlace || count() < 2) return result;
    const QWidget* const gapWidget = handle(1);
    const double leftTop =
        gapWidget->mapFromGlobal(m_left->viewport()->mapToGlobal(QPoint(0, 0))).y();
    const double rightTop =
        gapWidget->mapFromGlobal(m_right->viewport()->mapToGlobal(QPoint(0, 0))).y();
    const double top = std::min(leftTop, rightTop);
    const double height = std::min(m_left->viewport()->height(), m_right->viewport()->height());
    for (std::size_t i = 0; i < m_links.size(); ++i) {
        const auto left = placeIn(*m_left, m_links[i].left, m_links[i].findingId);
        const auto right = placeIn(*m_right, m_links[i].right, m_links[i].findingId);
        if (!left || !right) continue;
        const auto [leftBegin, leftEnd] = m_left->verticalRange(left->first, left->second);
        const auto [rightBegin, rightEnd] = m_right->verticalRange(right->first, right->second);
        RibbonShape& shape = result[i];
        shape = ribbonShape({leftBegin + leftTop - top, leftEnd + leftTop - top},
                            {rightBegin + rightTop - top, rightEnd + rightTop - top},
                            gapWidget->width(), height);
        shape.path.translate(0, top);
        shape.left = {shape.left.top + top, shape.left.bottom + top};
        shape.right = {shape.right.top + top, shape.right.bottom + top};
    }
    return result;
}

} // namespace pinwheel
