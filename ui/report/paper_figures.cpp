#include "ui/report/paper_figures.h"

#include "ui/report/laid_text.h"
#include "ui/report/paper_style.h"

#include <algorithm>
#include <array>

namespace pinwheel {

namespace {

constexpr std::size_t cardsPerRow = 5;
constexpr qreal laneLabel = 66;
constexpr qreal cardGap = 5;
constexpr qreal cardHeight = 47;
constexpr qreal laneHeight = 15;

/// Cuts to one line of a width, with an ellipsis.
RichText cut(std::string text, qreal size, qreal width, RunStyle style,
             const std::string& tone = {})
{
    QString whole = QString::fromStdString(text);
    const auto fits = [&](const QString& words) {
        return LaidText({{words.toStdString(), style, tone, {}}}, size, width,
                        LaidText::Break::Anywhere)
                   .lines()
            <= 1;
    };
    if (!fits(whole)) {
        // At most some dozens of characters fit, so the search is short.
        whole.truncate(120);
        while (whole.size() > 1 && !fits(whole + QChar(0x2026))) {
            whole.chop(1);
            if (whole.back().isHighSurrogate()) whole.chop(1);
        }
        whole += QChar(0x2026);
    }
    return {{whole.toStdString(), style, tone, {}}};
}

void write(QPainter& painter, QPointF at, const std::string& text, qreal size, qreal width,
           RunStyle style, const std::string& tone = {})
{
    LaidText(cut(text, size, width, style, tone), size, width).paint(painter, at, 0, 1);
}

void paintCard(QPainter& painter, const TimelineFigure::Card& card, const QRectF& area)
{
    painter.setPen(QPen(card.tone == "ok" ? paperLine : toneColor(card.tone), 0.8));
    painter.setBrush(card.tone == "ok" ? paperTint : toneTint(card.tone));
    painter.drawRoundedRect(area, 3, 3);
    const qreal width = area.width() - 10;
    write(painter, area.topLeft() + QPointF(5, 3),
          std::to_string(card.layer) + " · line " + std::to_string(card.line), 6.5, width,
          RunStyle::Soft);
    write(painter, area.topLeft() + QPointF(5, 13), card.title, 7.5, width, RunStyle::Strong);
    write(painter, area.topLeft() + QPointF(5, 24), card.subtitle, 6.5, width, RunStyle::Soft);
    write(painter, area.topLeft() + QPointF(5, 35), card.verdict, 6.5, width, RunStyle::Strong,
          card.tone);
}

/// Lanes with a stop in the cards [begin, end), or that pass through them.
std::vector<const TimelineFigure::Lane*> lanesIn(const TimelineFigure& timeline, std::size_t begin,
                                                 std::size_t end)
{
    std::vector<const TimelineFigure::Lane*> out;
    for (const TimelineFigure::Lane& lane : timeline.lanes)
        if (!lane.stops.empty() && lane.stops.front().card < end && lane.stops.back().card >= begin)
            out.push_back(&lane);
    return out;
}

} // namespace

std::vector<PaperPiece> timelinePieces(const TimelineFigure& timeline, qreal width)
{
    std::vector<PaperPiece> out;
    const qreal cardWidth = (width - laneLabel) / cardsPerRow - cardGap;
    const auto left = [=](std::size_t column) {
        return laneLabel + static_cast<qreal>(column) * (cardWidth + cardGap);
    };
    for (std::size_t begin = 0; begin < timeline.cards.size(); begin += cardsPerRow) {
        const std::size_t end = std::min(begin + cardsPerRow, timeline.cards.size());
        const auto lanes = lanesIn(timeline, begin, end);
        PaperPiece piece {.space = 8,
                          .height = cardHeight + 6 + laneHeight * static_cast<qreal>(lanes.size())};
        piece.paint = [&timeline, lanes, begin, end, left, cardWidth](QPainter& painter,
                                                                      const PageNumbers&) {
            for (std::size_t i = begin; i < end; ++i)
                paintCard(painter, timeline.cards[i], {left(i - begin), 0, cardWidth, cardHeight});
            qreal y = cardHeight + 6 + laneHeight / 2;
            for (const TimelineFigure::Lane* lane : lanes) {
                write(painter, {0, y - 5}, lane->name, 7, laneLabel - 6, RunStyle::Plain);
                const std::size_t first = std::max(begin, lane->stops.front().card);
                const bool goesOn = lane->stops.back().card >= end;
                const qreal from =
                    lane->stops.front().card < begin ? left(0) - 4 : left(first - begin) + 5;
                const qreal to = goesOn ? left(end - begin) - cardGap
                                        : left(lane->stops.back().card - begin) + 5;
                painter.setPen(QPen(paperLine, 1));
                painter.drawLine(QPointF(from, y), QPointF(to, y));
                for (const TimelineFigure::Stop& stop : lane->stops) {
                    if (stop.card < begin || stop.card >= end) continue;
                    const qreal x = left(stop.card - begin) + 5;
                    painter.setPen(Qt::NoPen);
                    painter.setBrush(paperLink);
                    painter.drawEllipse(QPointF(x, y), 2.2, 2.2);
                    // The words stand on the line, which ends behind them.
                    const LaidText words(cut(stop.decision + " " + stop.version, 6.5,
                                             cardWidth - 14, RunStyle::Soft),
                                         6.5, cardWidth - 14);
                    painter.fillRect(QRectF(x + 4, y - 4.5, cardWidth - 10, 9), Qt::white);
                    words.paint(painter, {x + 5, y - 4.4}, 0, 1);
                }
                y += laneHeight;
            }
        };
        out.push_back(std::move(piece));
    }
    return out;
}

PaperPiece heatMapPiece(const RiskFigure& map, qreal width)
{
    static constexpr std::array<const char*, 4> words = {"low", "medium", "high", "certain"};
    static constexpr std::array<const char*, 4> impacts = {"low", "medium", "high", "critical"};
    constexpr qreal label = 92;
    constexpr qreal row = 26;
    const qreal column = std::min(86.0, (width - label) / 4);
    PaperPiece piece {.space = 8, .height = row * 4 + 26};
    piece.paint = [map, column](QPainter& painter, const PageNumbers&) {
        write(painter, {0, 0}, "Probability", 7, label, RunStyle::Strong);
        for (std::size_t y = 0; y < map.cells.size() && y < words.size(); ++y) {
            const std::size_t probability = words.size() - 1 - y; // certain on top
            const qreal top = static_cast<qreal>(y) * row;
            write(painter, {label - 34, top + 7}, words[probability], 7.5, 34, RunStyle::Soft);
            for (std::size_t x = 0; x < map.cells[probability].size() && x < impacts.size(); ++x) {
                const RiskFigure::Cell& cell = map.cells[probability][x];
                const QRectF area(label + static_cast<qreal>(x) * column + 1, top + 1, column - 2,
                                  row - 2);
                painter.setPen(QPen(cell.count == 0 ? paperLine : toneColor(cell.tone),
                                    cell.count == 0 ? 0.5 : 1));
                painter.setBrush(cell.count == 0 ? QColor(Qt::white) : toneTint(cell.tone));
                painter.drawRoundedRect(area, 2, 2);
                if (cell.count > 0)
                    write(painter, area.topLeft() + QPointF(8, 6),
                          std::to_string(cell.count) + " " + cell.tone, 8.5, column - 10,
                          RunStyle::Strong, cell.tone);
            }
        }
        for (std::size_t x = 0; x < impacts.size(); ++x)
            write(painter, {label + static_cast<qreal>(x) * column + 8, row * 4 + 3}, impacts[x],
                  7.5, column - 8, RunStyle::Soft);
        write(painter, {label - 34, row * 4 + 14}, "Impact", 7, label, RunStyle::Strong);
    };
    return piece;
}

} // namespace pinwheel
