#include "ui/risk/heat_map.h"

#include "ui/theme/level_icon.h"
#include "ui/theme/theme.h"
#include "ui/words.h"

#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace pinwheel {

namespace {

constexpr double titleHeight = 26;
constexpr double footHeight = 20;
constexpr double between = 5;

QFont smallFont()
{
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() - 0.75);
    return font;
}

/// What a cell's background tells where nothing was found: how bad it would be. The colours alone;
/// the counts are the facts.
Level shadeOf(FindingFilter::Cell cell)
{
    const int sum = static_cast<int>(cell.first) + static_cast<int>(cell.second);
    return sum >= 6 ? Level::Critical
        : sum >= 4  ? Level::High
        : sum >= 2  ? Level::Medium
                    : Level::Low;
}

} // namespace

RiskCells riskCells(const Audit& audit)
{
    RiskCells result;
    for (const Finding& finding : audit.findings) {
        if (finding.suppressedBy) continue;
        RiskCells::Cell& cell = result.cells[static_cast<std::size_t>(finding.impact)]
                                            [static_cast<std::size_t>(finding.probability)];
        ++cell.count;
        cell.worst = std::max(cell.worst, std::optional(finding.level));
    }
    return result;
}

HeatMap::HeatMap(FindingFilter* filter, QWidget* parent)
    : QWidget(parent)
    , m_filter(filter)
{
    setAccessibleName(tr("Impact × probability"));
    setAccessibleDescription(
        tr("Arrows move between the cells, Space filters the findings by the cell"));
    setFocusPolicy(Qt::StrongFocus);
    connect(filter, &FindingFilter::filterChanged, this, qOverload<>(&QWidget::update));
}

void HeatMap::setAudit(const AuditPtr& audit)
{
    m_cells = audit ? riskCells(*audit) : RiskCells();
    update();
}

double HeatMap::labelWidth() const
{
    const QFontMetricsF metrics(smallFont());
    double widest = 0;
    for (const Impact impact : {Impact::Critical, Impact::High, Impact::Medium, Impact::Low})
        widest = std::max(widest, metrics.horizontalAdvance(impactWord(impact)));
    return widest + 12;
}

QSize HeatMap::minimumSizeHint() const
{
    // The names of the probabilities stand beside each other below the cells.
    const QFontMetricsF metrics(smallFont());
    double widest = 0;
    for (const Probability probability :
         {Probability::Low, Probability::Medium, Probability::High, Probability::Certain})
        widest = std::max(widest, metrics.horizontalAdvance(probabilityWord(probability)));
    return {
        static_cast<int>(labelWidth() + 4 * std::max(32.0, widest + 4 - between) + 3 * between + 5),
        150};
}

QRectF HeatMap::cellArea(Impact impact, Probability probability) const
{
    const double cellWidth = std::min(64.0, (width() - labelWidth() - 3 * between - 4) / 4);
    const double cellHeight =
        std::min(36.0, (height() - titleHeight - footHeight - 3 * between - 4) / 4);
    const int row = 3 - static_cast<int>(impact);
    const int column = static_cast<int>(probability);
    return {labelWidth() + column * (cellWidth + between),
            titleHeight + row * (cellHeight + between), cellWidth, cellHeight};
}

void HeatMap::paintCell(QPainter& painter, FindingFilter::Cell cell) const
{
    const ThemeColors& colors = theme();
    const RiskCells::Cell& content = m_cells.at(cell.first, cell.second);
    const QRectF area = cellArea(cell.first, cell.second).adjusted(0.5, 0.5, -0.5, -0.5);
    const LevelColors& shade = colors.of(content.worst.value_or(shadeOf(cell)));
    const bool chosen = m_filter->cell() == cell;
    QColor fill = shade.soft;
    if (content.count == 0) fill.setAlphaF(0.55F);
    painter.setBrush(fill);
    // On black a tint alone is not seen.
    QColor faintEdge = colors.border;
    faintEdge.setAlphaF(0.35F);
    const QPen empty =
        colors.kind == ThemeKind::HighContrast ? QPen(faintEdge, 1) : QPen(Qt::NoPen);
    painter.setPen(content.count == 0 ? empty : QPen(shade.solid, chosen ? 3 : 1.6));
    painter.drawRoundedRect(area, 5, 5);
    if (content.count > 0) {
        QFont font = QApplication::font();
        font.setWeight(QFont::DemiBold);
        painter.setFont(font);
        painter.setPen(shade.text);
        painter.drawText(area, Qt::AlignCenter, QString::number(content.count));
        if (area.width() > 44)
            paintLevelSign(painter, QRectF(area.left() + 6, area.center().y() - 5, 10, 10),
                           content.worst);
    }
    if (hasFocus() && m_current == cell) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colors.accent, 1.5, Qt::DashLine));
        painter.drawRoundedRect(area.adjusted(-2, -2, 2, 2), 6, 6);
    }
}

void HeatMap::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ThemeColors& colors = theme();
    const QFont small = smallFont();
    painter.setFont(small);
    painter.setPen(colors.muted);
    painter.drawText(QRectF(0, 0, width(), titleHeight - 6), Qt::AlignVCenter | Qt::AlignLeft,
                     tr("Impact × probability"));
    for (const Impact impact : {Impact::Critical, Impact::High, Impact::Medium, Impact::Low}) {
        const QRectF area = cellArea(impact, Probability::Low);
        painter.setFont(small);
        painter.setPen(colors.muted);
        painter.drawText(QRectF(0, area.top(), labelWidth() - 8, area.height()),
                         Qt::AlignVCenter | Qt::AlignRight, impactWord(impact));
        for (const Probability probability :
             {Probability::Low, Probability::Medium, Probability::High, Probability::Certain})
            paintCell(painter, {impact, probability});
    }
    painter.setFont(small);
    painter.setPen(colors.muted);
    for (const Probability probability :
         {Probability::Low, Probability::Medium, Probability::High, Probability::Certain}) {
        const QRectF area = cellArea(Impact::Low, probability);
        painter.drawText(QRectF(area.left() - between, area.bottom() + 3,
                                area.width() + 2 * between, footHeight - 3),
                         Qt::AlignHCenter | Qt::AlignTop, probabilityWord(probability));
    }
}

std::optional<FindingFilter::Cell> HeatMap::cellAt(const QPointF& position) const
{
    for (int impact = 0; impact < 4; ++impact)
        for (int probability = 0; probability < 4; ++probability) {
            const FindingFilter::Cell cell {static_cast<Impact>(impact),
                                            static_cast<Probability>(probability)};
            if (cellArea(cell.first, cell.second).contains(position)) return cell;
        }
    return std::nullopt;
}

void HeatMap::toggle(FindingFilter::Cell cell)
{
    m_current = cell;
    if (m_filter->cell() == cell || m_cells.at(cell.first, cell.second).count == 0)
        m_filter->setCell(std::nullopt);
    else
        m_filter->setCell(cell);
    update();
}

void HeatMap::mousePressEvent(QMouseEvent* event)
{
    if (const auto cell = cellAt(event->position()))
        toggle(*cell);
    else
        m_filter->setCell(std::nullopt);
}

void HeatMap::keyPressEvent(QKeyEvent* event)
{
    const auto moved = [](int value, int by) { return std::clamp(value + by, 0, 3); };
    switch (event->key()) {
    case Qt::Key_Left:
        m_current.second = static_cast<Probability>(moved(static_cast<int>(m_current.second), -1));
        break;
    case Qt::Key_Right:
        m_current.second = static_cast<Probability>(moved(static_cast<int>(m_current.second), 1));
        break;
    case Qt::Key_Up:
        m_current.first = static_cast<Impact>(moved(static_cast<int>(m_current.first), 1));
        break;
    case Qt::Key_Down:
        m_current.first = static_cast<Impact>(moved(static_cast<int>(m_current.first), -1));
        break;
    case Qt::Key_Space:
    case Qt::Key_Return:
        toggle(m_current);
        return;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    setAccessibleDescription(words(m_current));
    update();
}

void HeatMap::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void HeatMap::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

QString HeatMap::words(FindingFilter::Cell cell) const
{
    return tr("Impact %1, probability %2: %n finding(s)", nullptr,
              m_cells.at(cell.first, cell.second).count)
        .arg(impactWord(cell.first).toLower(), probabilityWord(cell.second).toLower());
}

bool HeatMap::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* const help = static_cast<QHelpEvent*>(
            event); // NOLINT(cppcoreguidelines-pro-type-static-cast-downcast): by type().
        const auto cell = cellAt(help->pos());
        QToolTip::showText(help->globalPos(), cell ? words(*cell) : QString(), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace pinwheel
