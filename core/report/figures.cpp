#include "core/report/figures.h"

#include "core/report/outline.h"

#include <algorithm>
#include <map>

namespace pinwheel {
namespace {

/// Lanes that are drawn; more would be a wall.
constexpr std::size_t laneCount = 12;

} // namespace

std::vector<const Layer*> targetLayers(const Audit& audit)
{
    std::vector<const Layer*> layers;
    for (const Layer& layer : audit.model.trace.layers)
        if (layer.inTarget) layers.push_back(&layer);
    return layers;
}

std::vector<PackageLane> packageLanes(const Audit& audit)
{
    const auto layers = targetLayers(audit);
    const auto& installs = audit.model.trace.installs;
    std::map<std::string, std::vector<LaneStop>> byName;
    for (std::size_t column = 0; column < layers.size(); ++column)
        for (const std::uint32_t index : layers[column]->installs) {
            if (index >= installs.size()) continue;
            for (const Decision& decision : installs[index].decisions)
                if (decision.kind != DecisionKind::Fail)
                    byName[decision.name].push_back({column, &decision});
        }
    std::vector<PackageLane> lanes;
    for (auto& [name, stops] : byName)
        if (stops.size() > 1) lanes.push_back({name, std::move(stops)});
    std::ranges::stable_sort(lanes, std::ranges::greater {}, [](const PackageLane& lane) {
        return std::ranges::count_if(lane.stops, [](const LaneStop& stop) {
            return stop.decision->kind != DecisionKind::Keep;
        });
    });
    if (lanes.size() > laneCount) lanes.resize(laneCount);
    return lanes;
}

RiskGrid riskGrid(const Audit& audit)
{
    RiskGrid grid;
    for (const Finding* finding : activeFindings(audit)) {
        RiskCell& cell = grid[static_cast<std::size_t>(finding->probability)]
                             [static_cast<std::size_t>(finding->impact)];
        ++cell.count;
        cell.worst = std::max(cell.worst.value_or(finding->level), finding->level);
    }
    return grid;
}

} // namespace pinwheel
