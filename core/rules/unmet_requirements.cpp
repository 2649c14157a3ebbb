#include "core/rules/unmet_requirements.h"

#include "core/python/remembered_requirement.h"

#include <algorithm>

namespace pinwheel {

std::vector<UnmetRequirement> unmetRequirements(const Environment& environment)
{
    std::vector<UnmetRequirement> unmet;
    for (const InstalledDistribution& distribution : environment.distributions) {
        if (!distribution.requirementsKnown) continue;
        for (const std::string& text : distribution.requiresDist) {
            const auto requirement = rememberedRequirement(text);
            if (!requirement || requirement->parsed.marker || !requirement->parsed.url.empty())
                continue;
            const std::string& name = requirement->project;
            const InstalledDistribution* present = environment.find(name);
            if (present == nullptr) {
                if (environment.complete)
                    unmet.push_back({&distribution, text, name, "", distribution.grade});
                continue;
            }
            if (!present->version) continue;
            const auto version = Version::parse(*present->version);
            if (!version || requirement->parsed.specifiers.contains(*version, true)) continue;
            unmet.push_back({&distribution, text, name, *present->version,
                             std::min(distribution.grade, present->grade)});
        }
    }
    return unmet;
}

const InstallStep* stepThatInstalled(const AuditModel& model, const Environment& environment,
                                     const InstalledDistribution& distribution)
{
    const InstallStep* last = nullptr;
    for (const InstallStep& step : model.trace.installs) {
        if (step.environment != environment.name || step.layer != distribution.layer) continue;
        const auto decision = std::ranges::find(step.decisions, distribution.name, &Decision::name);
        if (decision != step.decisions.end() && decision->kind != DecisionKind::Keep) last = &step;
    }
    return last;
}

} // namespace pinwheel
