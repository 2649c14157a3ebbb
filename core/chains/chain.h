#pragma once

#include "core/findings/finding.h"

namespace pinwheel {

/// Whether two neighbours of a compatibility chain go together.
enum class LinkState { Holds, Breaks, Unknown };
[[nodiscard]] std::string_view toText(LinkState state);

/// One link of a compatibility chain: "torch 2.5.1+cu124" needs "driver ≥ 550.54.14".
struct ChainLink {
    std::string from; ///< "torch 2.5.1+cu124"
    std::string to; ///< "RTX 5090 (compute capability 12.0)"
    LinkState state = LinkState::Unknown;
    std::string account; ///< why it holds or breaks, or what is not known, in a sentence
    std::optional<Span> span; ///< the line behind `from`
    std::vector<FactCitation> facts;
    std::vector<ChainLink> links; ///< what hangs on it

    friend bool operator==(const ChainLink&, const ChainLink&) = default;
};

/// One compatibility chain of the target stage: CUDA, torch family, NumPy, Python, platform.
struct Chain {
    std::string id; ///< "cuda", "torch", "numpy", "python", "platform"
    std::string title; ///< "CUDA"
    std::vector<ChainLink> links;

    friend bool operator==(const Chain&, const Chain&) = default;
};

} // namespace pinwheel
