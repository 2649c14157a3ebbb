// The one risk model. resources/rules/risk.md shows the same table to people; tst_rate_risk
// compares the two.

#include "core/risk/rate_risk.h"

#include <algorithm>
#include <array>

namespace pinwheel {
namespace {

using enum Level;

/// Rows: impact from low to critical; columns: probability from low to certain.
constexpr std::array<std::array<Level, 4>, 4> levels {{
    {Low, Low, Low, Low},
    {Low, Low, Medium, Medium},
    {Low, Medium, High, High},
    {Medium, High, Critical, Critical},
}};

} // namespace

Probability probabilityOf(Grade grade)
{
    switch (grade) {
    case Grade::Certain:
        return Probability::Certain;
    case Grade::Likely:
        return Probability::High;
    case Grade::Unknown:
        return Probability::Medium;
    }
    return Probability::Medium;
}

Level levelOf(Probability probability, Impact impact)
{
    return levels.at(static_cast<std::size_t>(impact)).at(static_cast<std::size_t>(probability));
}

Priority priorityOf(Level level, Probability probability)
{
    switch (level) {
    case Critical:
        return Priority::Immediate;
    case High:
        return probability >= Probability::High ? Priority::Immediate : Priority::Important;
    case Medium:
        return probability >= Probability::High ? Priority::Important : Priority::Optional;
    case Low:
        return probability >= Probability::High ? Priority::Optional : Priority::Monitor;
    }
    return Priority::Monitor;
}

void rateRisk(std::span<Finding> findings)
{
    for (Finding& finding : findings) {
        finding.level = levelOf(finding.probability, finding.impact);
        finding.priority = priorityOf(finding.level, finding.probability);
    }
}

Level overallLevel(std::span<const Finding> findings)
{
    Level worst = Level::Low;
    for (const Finding& finding : findings)
        if (!finding.suppressedBy) worst = std::max(worst, finding.level);
    return worst;
}

} // namespace pinwheel
