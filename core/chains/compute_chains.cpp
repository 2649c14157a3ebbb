#include "core/chains/compute_chains.h"

#include "core/base/format.h"
#include "core/chains/chain_parts.h"
#include "core/python/remembered_requirement.h"

#include <algorithm>

namespace pinwheel {

std::string_view toText(LinkState state)
{
    switch (state) {
    case LinkState::Holds:
        return "holds";
    case LinkState::Breaks:
        return "breaks";
    case LinkState::Unknown:
        return "unknown";
    }
    return {};
}

ChainLink makeLink(std::string from, std::string to, LinkState state, std::string account,
                   std::vector<FactCitation> facts, std::optional<Span> span)
{
    return {.from = std::move(from),
            .to = std::move(to),
            .state = state,
            .account = std::move(account),
            .span = span,
            .facts = std::move(facts)};
}

std::string nameAndVersion(const InstalledDistribution& distribution)
{
    return formatted("{} {}", distribution.name, distribution.versionText());
}

void cite(ChainLink& link, const Knowledge& knowledge, std::string_view id)
{
    if (auto fact = knowledge.fact(id)) link.facts.push_back(std::move(*fact));
}

TorchBuild buildOf(const ChainInput& input, const InstalledDistribution& torch)
{
    if (!torch.version) return {.reason = torch.version.reason()};
    return input.knowledge.torchBuild(*torch.version, torch.index, input.platform);
}

Known<bool> admits(const InstalledDistribution& distribution, std::string_view name,
                   std::string_view version, std::string* clause)
{
    const auto parsed = Version::parse(version);
    if (!parsed) return unknown("the version is not known");
    for (const std::string& text : distribution.requiresDist) {
        const auto requirement = rememberedRequirement(text);
        // A marker may exclude the line; only those without one are certain to hold.
        if (!requirement || requirement->project != name || requirement->parsed.specifiers.isEmpty()
            || requirement->parsed.marker)
            continue;
        if (clause != nullptr) *clause = requirement->parsed.specifiers.toString();
        return requirement->parsed.specifiers.contains(*parsed, true);
    }
    return unknown(distribution.requirementsKnown
                       ? formatted("its metadata sets no bounds on {}", name)
                       : "its metadata is not in the index data");
}

ChainInput chainInputOf(const AuditModel& model, const Knowledge& knowledge)
{
    ChainInput input {.model = model, .knowledge = knowledge, .platform = targetPlatform(model)};
    const BuildTrace& trace = model.trace;
    if (trace.targetStage < trace.stages.size()) {
        input.stage = &trace.stages[trace.targetStage];
        for (const EnvironmentPtr& environment : input.stage->environments)
            if (environment && environment->kind != EnvironmentKind::Tool)
                input.environments.push_back(environment.get());
    }
    std::ranges::stable_sort(input.environments, std::ranges::greater {},
                             [](const Environment* e) { return e->distributions.size(); });
    return input;
}

std::vector<Chain> computeChains(const AuditModel& model, const Knowledge& knowledge)
{
    const ChainInput input = chainInputOf(model, knowledge);
    std::vector<Chain> chains;
    chains.push_back(cudaChain(input));
    chains.push_back(torchChain(input));
    chains.push_back(numpyChain(input));
    chains.push_back(pythonChain(input));
    chains.push_back(platformChain(input));
    return chains;
}

} // namespace pinwheel
