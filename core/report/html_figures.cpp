#include "core/report/html_figures.h"

#include "core/base/format.h"
#include "core/report/escape.h"

namespace pinwheel {
namespace {

constexpr int cardWidth = 132;
constexpr int cardHeight = 84;
constexpr int gap = 12;
constexpr int labelWidth = 120;
constexpr int laneHeight = 26;

std::string text(double x, double y, std::string_view words, std::string_view style = {},
                 std::string_view anchor = "start")
{
    return formatted("<text x=\"{:.0f}\" y=\"{:.0f}\" text-anchor=\"{}\"{}>{}</text>\n", x, y,
                     anchor, style.empty() ? "" : formatted(" class=\"{}\"", style),
                     htmlText(words));
}

} // namespace

std::string timelineSvg(const TimelineFigure& timeline)
{
    const auto left = [](std::size_t column) {
        return labelWidth + static_cast<int>(column) * (cardWidth + gap);
    };
    const int width = left(timeline.cards.size());
    const int height = cardHeight + 20 + static_cast<int>(timeline.lanes.size()) * laneHeight + 10;
    std::string out =
        formatted("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" "
                  "viewBox=\"0 0 {0} {1}\" role=\"img\" "
                  "aria-label=\"Timeline of {2} layers; the table below holds the same\">\n",
                  width, height, timeline.cards.size());
    for (std::size_t i = 0; i < timeline.cards.size(); ++i) {
        const TimelineFigure::Card& card = timeline.cards[i];
        const int x = left(i);
        out += formatted(
            "<rect class=\"card {}\" x=\"{}\" y=\"4\" width=\"{}\" height=\"{}\" rx=\"6\"/>\n",
            card.tone, x, cardWidth, cardHeight);
        out += text(x + 8, 22, formatted("{} · line {}", card.layer, card.line), "soft");
        out += text(x + 8, 40, shortened(card.title, 18));
        out += text(x + 8, 57, shortened(card.subtitle, 18), "soft");
        out += text(x + 8, 77, shortened(card.verdict, 18), card.tone);
    }
    for (std::size_t i = 0; i < timeline.lanes.size(); ++i) {
        const auto& [name, stops] = timeline.lanes[i];
        const double y = cardHeight + 30 + static_cast<double>(i) * laneHeight;
        out += text(4, y + 4, shortened(name, 17));
        const double first = left(stops.front().card) + 12;
        const double last = left(stops.back().card) + 12;
        out += formatted(
            "<line class=\"lane\" x1=\"{:.0f}\" y1=\"{:.0f}\" x2=\"{:.0f}\" y2=\"{:.0f}\"/>\n",
            first, y, last, y);
        for (const TimelineFigure::Stop& stop : stops) {
            const double x = left(stop.card) + 12;
            out += formatted("<circle class=\"dot\" cx=\"{:.0f}\" cy=\"{:.0f}\" "
                             "r=\"4\"><title>{}</title></circle>\n",
                             x, y,
                             htmlText(formatted("{}: {} {}", stop.decision, name, stop.version)));
            out += text(x + 8, y - 4, shortened(stop.version, 17), "soft");
        }
    }
    return out + "</svg>\n";
}

std::string riskMatrixSvg(const RiskFigure& figure)
{
    constexpr int column = 84;
    constexpr int row = 46;
    const auto rows = static_cast<int>(figure.cells.size());
    const auto columns = rows == 0 ? 0 : static_cast<int>(figure.cells.front().size());
    std::string out =
        formatted("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" "
                  "viewBox=\"0 0 {0} {1}\" role=\"img\" "
                  "aria-label=\"Risk matrix: number of findings by probability and impact\">\n",
                  column * columns + 110, row * rows + 50);
    for (int y = 0; y < rows; ++y) {
        const int probability = rows - 1 - y; // certain on top
        out += text(96, y * row + 28, toText(static_cast<Probability>(probability)), "soft", "end");
        for (int x = 0; x < columns; ++x) {
            const RiskFigure::Cell& cell =
                figure.cells[static_cast<std::size_t>(probability)][static_cast<std::size_t>(x)];
            const double left = 104 + x * column;
            out += formatted("<rect class=\"grid {}\" x=\"{:.0f}\" y=\"{}\" width=\"{}\" "
                             "height=\"{}\" rx=\"4\"/>\n",
                             cell.tone, left, y * row + 2, column - 4, row - 4);
            if (cell.count > 0)
                out += text(left + (column - 4) / 2.0, y * row + 28,
                            formatted("{} {}", cell.count, cell.tone), cell.tone, "middle");
        }
    }
    for (int x = 0; x < columns; ++x)
        out += text(104 + x * column + (column - 4) / 2.0, row * rows + 18,
                    toText(static_cast<Impact>(x)), "soft", "middle");
    out += text(104 + column * columns / 2.0, row * rows + 38, "impact across, probability down",
                "soft", "middle");
    return out + "</svg>\n";
}

} // namespace pinwheel
