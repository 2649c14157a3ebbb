#pragma once

#include "core/build/audit_model.h"
#include "core/chains/chain.h"

#include <span>
#include <string>
#include <vector>

namespace pinwheel {

class Knowledge;

/// Which GPUs the images of one build serve, under which drivers: what the CUDA chain says of each
/// pair.
struct GpuMatrix {
    struct Cell {
        LinkState state = LinkState::Unknown;
        std::string account; ///< why, from the links that decide the state
        std::vector<FactCitation> facts; ///< what they rest on
        std::optional<Span> span; ///< the line behind the deciding link

        friend bool operator==(const Cell&, const Cell&) = default;
    };
    struct Row {
        std::size_t stage = 0;
        std::string image; ///< "stage runtime, torch 2.5.1+cu124"
        std::string driver; ///< empty: none was asked about, the cells tell of the GPU alone
        std::vector<Cell> cells; ///< one per GPU, in their order

        friend bool operator==(const Row&, const Row&) = default;
    };
    std::vector<std::string> gpus;
    std::vector<Row>
        rows; ///< the target's image first, then the other stages that the build walks through
};

/// @param drivers NVIDIA driver versions; none asks about the GPUs alone
/// Stages without torch and without a CUDA image have no row. At most limits::gpuMatrixCells pairs
/// are judged.
[[nodiscard]] GpuMatrix computeGpuMatrix(const AuditModel& model, const Knowledge& knowledge,
                                         std::span<const std::string> gpus,
                                         std::span<const std::string> drivers);

/// The drivers that the facts name as a bound of some torch build's CUDA, oldest first: those for
/// which the answers differ.
[[nodiscard]] std::vector<std::string> telltaleDrivers(const Knowledge& knowledge);

} // namespace pinwheel
