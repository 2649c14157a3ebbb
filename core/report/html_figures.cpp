#include "core/report/html_figures.h"

#include "core/base/format.h"
#include "core/report/escape.h"
#include "core/report/figures.h"
#include "core/report/outline.h"

#include <array>

namespace pinwheel {
namespace {

constexpr int cardWidth = 132;
constexpr int cardHeight = 84;
constexpr int gap = 12;
constexpr int labelWidth = 120;
constexpr int laneHeight = 26;

std::string text(double x, double y, std::string_view words, std::string_view style = {}, std::string_view anchor = "start")
{
    return formatted("<text x=\"{:.0f}\" y=\"{:.0f}\" text-anchor=\"{}\"{}>{}</text>\n", x, y, anchor,
        style.empty() ? "" : formatted(" class=\"{}\"", style), htmlText(words));
}

} // namespace

std::string timelineSvg(const Audit& audit)
{
    const auto layers = targetLayers(audit);
    if (layers.empty()) return {};
    const auto lanes = packageLanes(audit);
    const auto left = [](std::size_t column) { return labelWidth + static_cast<int>(column) * (cardWidth + gap); };
    const int width = left(layers.size());
    const int height = cardHeight + 20 + static_cast<int>(lanes.size()) * laneHeight + 10;
    std::string out = formatted("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" role=\"img\" "
                                  "aria-label=\"Timeline of {2} layers; the table below holds the same\">\n",
        width, height, layers.size());
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const Layer& layer = *layers[i];
        const LayerVerdict verdict = verdictOf(audit, layer);
        const int x = left(i);
        out += formatted("<rect class=\"card {}\" x=\"{}\" y=\"4\" width=\"{}\" height=\"{}\" rx=\"6\"/>\n", verdict.word, x, cardWidth, cardHeight);
        out += text(x + 8, 22, formatted("{} · line {}", layer.number, layer.line), "soft");
        out += text(x + 8, 40, shortened(oneLine(layer.title), 18));
        out += text(x + 8, 57, shortened(oneLine(layer.subtitle), 18), "soft");
        out += text(x + 8, 77, shortened(oneLine(formatted("{}: {}", layer.tool, verdict.word)), 18), verdict.word);
    }
    for (std::size_t i = 0; i < lanes.size(); ++i) {
        const auto& [name, stops] = lanes[i];
        const double y = cardHeight + 30 + static_cast<double>(i) * laneHeight;
        out += text(4, y + 4, shortened(oneLine(name), 17));
        const double first = left(stops.front().column) + 12;
        const double last = left(stops.back().column) + 12;
        out += formatted("<line class=\"lane\" x1=\"{:.0f}\" y1=\"{:.0f}\" x2=\"{:.0f}\" y2=\"{:.0f}\"/>\n", first, y, last, y);
        for (const auto& [column, decision] : stops) {
            const double x = left(column) + 12;
            out += formatted("<circle class=\"dot\" cx=\"{:.0f}\" cy=\"{:.0f}\" r=\"4\"><title>{}</title></circle>\n", x, y,
                htmlText(oneLine(formatted("{}: {}", toText(decision->kind), changeText(*decision)))));
            out += text(x + 8, y - 4, shortened(oneLine(decision->after), 17), "soft");
        }
    }
    return out + "</svg>\n";
}

std::string riskMatrixSvg(const Audit& audit)
{
    constexpr std::array impacts = {Impact::Low, Impact::Medium, Impact::High, Impact::Critical};
    constexpr std::array probabilities = {Probability::Certain, Probability::High, Probability::Medium, Probability::Low};
    constexpr int cell = 84;
    constexpr int row = 46;
    const RiskGrid grid = riskGrid(audit);
    std::string out = formatted("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" role=\"img\" "
                                  "aria-label=\"Risk matrix: number of findings by probability and impact\">\n",
        cell * 4 + 110, row * 4 + 50);
    for (std::size_t y = 0; y < probabilities.size(); ++y) {
        out += text(96, static_cast<double>(y) * row + 28, toText(probabilities[y]), "soft", "end");
        for (std::size_t x = 0; x < impacts.size(); ++x) {
            const RiskCell& found = grid[static_cast<std::size_t>(probabilities[y])][static_cast<std::size_t>(impacts[x])];
            const double left = 104 + static_cast<double>(x) * cell;
            const double top = static_cast<double>(y) * row + 2;
            out += formatted("<rect class=\"grid {}\" x=\"{:.0f}\" y=\"{:.0f}\" width=\"{}\" height=\"{}\" rx=\"4\"/>\n",
                found.worst ? toText(*found.worst) : "", left, top, cell - 4, row - 4);
            if (found.worst)
                out += text(left + (cell - 4) / 2.0, top + 26, formatted("{} {}", found.count, toText(*found.worst)), toText(*found.worst), "middle");
        }
    }
    for (std::size_t x = 0; x < impacts.size(); ++x)
        out += text(104 + static_cast<double>(x) * cell + (cell - 4) / 2.0, row * 4 + 18, toText(impacts[x]), "soft", "middle");
    out += text(104 + cell * 2, row * 4 + 38, "impact across, probability down", "soft", "middle");
    return out + "</svg>\n";
}

} // namespace pinwheel
