#include "ui/timeline/stage_lanes.h"

#include "core/dockerfile/run_mount.h"
#include "ui/qt_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cctype>

namespace pinwheel {

namespace {

QString nameOf(const StageTrace& stage)
{
    return stage.name.empty() ? QCoreApplication::translate("Timeline", "stage %1").arg(stage.index)
                              : toShownText(stage.name);
}

/// The stage that `--from=` names; -1 for an image.
int laneOfName(const std::vector<StageTrace>& stages, std::string_view name)
{
    const auto sameLetter = [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a))
            == std::tolower(static_cast<unsigned char>(b));
    };
    for (std::size_t i = 0; i < stages.size(); ++i)
        if (std::to_string(stages[i].index) == name
            || (!stages[i].name.empty() && std::ranges::equal(stages[i].name, name, sameLetter)))
            return static_cast<int>(i);
    return -1;
}

/// Names of the stages or images from which an instruction takes files.
std::vector<std::string> sourcesOf(const Instruction& instruction)
{
    std::vector<std::string> names;
    for (const Flag& flag : instruction.flags)
        if (flag.name == "from" && flag.value) names.push_back(*flag.value);
    for (const MountFlag& each : mountsOf(instruction))
        if (!each.mount.from.empty()) names.push_back(each.mount.from);
    return names;
}

/// The card of an instruction, or the last one of its stage before it: not every COPY leaves a
/// layer that matters.
int cardOf(const BuildTrace& trace, std::uint32_t instruction, std::uint32_t stage)
{
    int card = -1;
    for (std::size_t i = 0; i < trace.layers.size(); ++i)
        if (trace.layers[i].stage == stage
            && (card < 0 || trace.layers[i].instruction <= instruction))
            card = static_cast<int>(i);
    return card;
}

} // namespace

StageLanes stageLanes(const Audit& audit, const std::vector<TimelineCard>& cards)
{
    StageLanes result;
    const BuildTrace& trace = audit.model.trace;
    if (trace.stages.size() < 2) return result;
    for (const StageTrace& stage : trace.stages) {
        StageLane lane {.stage = stage.index,
                        .name = nameOf(stage),
                        .base = toShownText(stage.base.reference),
                        .inTarget = stage.inTarget,
                        .worst = std::nullopt};
        if (stage.parent && *stage.parent < trace.stages.size())
            lane.base = nameOf(trace.stages[*stage.parent]);
        for (std::size_t i = 0; i < cards.size(); ++i) {
            if (cards[i].stage != stage.index) continue;
            if (lane.firstCard < 0) lane.firstCard = static_cast<int>(i);
            lane.lastCard = static_cast<int>(i);
            lane.worst = std::max(lane.worst, cards[i].worst);
        }
        if (stage.parent && *stage.parent < trace.stages.size() && lane.firstCard >= 0)
            result.arrows.push_back({.kind = StageArrow::Kind::From,
                                     .from = static_cast<int>(*stage.parent),
                                     .to = static_cast<int>(result.lanes.size()),
                                     .card = lane.firstCard,
                                     .inTarget = stage.inTarget});
        result.lanes.push_back(std::move(lane));
    }
    const std::vector<Instruction>& instructions = audit.model.dockerfile.instructions;
    for (std::size_t i = 0; i < instructions.size(); ++i) {
        int to = -1;
        for (std::size_t s = 0; s < trace.stages.size(); ++s)
            if (trace.stages[s].span.begin <= instructions[i].span.begin) to = static_cast<int>(s);
        if (to < 0) continue;
        for (const std::string& name : sourcesOf(instructions[i])) {
            const int from = laneOfName(trace.stages, name);
            const int card = cardOf(trace, static_cast<std::uint32_t>(i),
                                    trace.stages[static_cast<std::size_t>(to)].index);
            const StageArrow arrow {.kind = StageArrow::Kind::Copy,
                                    .from = from,
                                    .to = to,
                                    .card = card,
                                    .inTarget =
                                        trace.stages[static_cast<std::size_t>(to)].inTarget};
            if (from >= 0 && from != to && card >= 0
                && !std::ranges::contains(result.arrows, arrow))
                result.arrows.push_back(arrow);
        }
    }
    return result;
}

} // namespace pinwheel
