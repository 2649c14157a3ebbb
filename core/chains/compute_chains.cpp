#include "core/chains/compute_chains.h"

namespace pinwheel {

std::string_view toText(LinkState state)
{
    switch (state) {
    case LinkState::Holds: return "holds";
    case LinkState::Breaks: return "breaks";
    case LinkState::Unknown: return "unknown";
    }
    return {};
}

std::vector<Chain> computeChains(const AuditModel&, const Knowledge&) { return {}; }

} // namespace pinwheel
