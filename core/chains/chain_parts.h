#pragma once

// What the chains have in common: which environments they look at and how a link is made. Internal
// to core/chains.

#include "core/build/audit_model.h"
#include "core/chains/chain.h"
#include "core/knowledge/knowledge.h"

#include <vector>

namespace pinwheel {

struct ChainInput {
    const AuditModel& model;
    const Knowledge& knowledge;
    const StageTrace* stage = nullptr; ///< the target; null where there is none
    std::vector<const Environment*>
        environments; ///< of the target, those with Python packages first
    std::string platform;
};

/// What the chains look at in the target stage of a model.
[[nodiscard]] ChainInput chainInputOf(const AuditModel& model, const Knowledge& knowledge);

[[nodiscard]] ChainLink makeLink(std::string from, std::string to, LinkState state,
                                 std::string account, std::vector<FactCitation> facts = {},
                                 std::optional<Span> span = std::nullopt);
/// "torch 2.5.1+cu124".
[[nodiscard]] std::string nameAndVersion(const InstalledDistribution& distribution);
/// Cites a fact by its id where the knowledge base has it.
void cite(ChainLink& link, const Knowledge& knowledge, std::string_view id);
/// The build of an installed torch.
[[nodiscard]] TorchBuild buildOf(const ChainInput& input, const InstalledDistribution& torch);
/// Whether one distribution's own metadata admits a version of another: unknown where it does not
/// speak of it.
[[nodiscard]] Known<bool> admits(const InstalledDistribution& distribution, std::string_view name,
                                 std::string_view version, std::string* clause = nullptr);

[[nodiscard]] Chain cudaChain(const ChainInput& input);
[[nodiscard]] Chain torchChain(const ChainInput& input);
[[nodiscard]] Chain numpyChain(const ChainInput& input);
[[nodiscard]] Chain pythonChain(const ChainInput& input);
[[nodiscard]] Chain platformChain(const ChainInput& input);

} // namespace pinwheel
