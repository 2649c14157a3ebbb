#pragma once

#include "core/base/known.h"
#include "core/findings/finding.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace pinwheel {

/// A CUDA compute capability: 12.0 is sm_120.
struct ComputeCapability {
    int major = 0;
    int minor = 0;

    [[nodiscard]] std::string text() const; ///< "12.0"
    friend auto operator<=>(const ComputeCapability&, const ComputeCapability&) = default;
};
/// Reads "12.0", "sm_120", "compute_90".
[[nodiscard]] std::optional<ComputeCapability> parseComputeCapability(std::string_view text);

struct Gpu {
    std::string product; ///< "GeForce RTX 5090"
    std::string kind; ///< "GeForce", "data centre", "workstation", "Jetson"
    ComputeCapability capability;
    std::string architecture; ///< "Blackwell"
    FactCitation fact;

    friend bool operator==(const Gpu&, const Gpu&) = default;
};

/// One build of a torch release.
struct TorchVariant {
    std::string name; ///< "cu124", "cpu", "rocm6.2"
    std::string cuda; ///< "12.4"; empty for cpu and rocm
    Known<std::string> cudnn = unknown("not read");
    std::vector<ComputeCapability> machineCode; ///< cubins in the Linux x86_64 wheel
    std::vector<ComputeCapability> ptx; ///< PTX in it
    bool codeKnown = false;

    friend bool operator==(const TorchVariant&, const TorchVariant&) = default;
};

/// One torch release with what was released beside it.
struct TorchRelease {
    std::string version; ///< "2.5.1"
    std::string date; ///< "2024-10"
    std::string pythonMin; ///< "3.9"
    std::string pythonMax; ///< "3.12"; empty where not known
    std::vector<std::string> pythonExperimental; ///< "3.13"
    std::vector<TorchVariant> variants;
    /// What the default index serves, by platform ("linux/amd64", "linux/arm64"): a variant's name.
    std::map<std::string, Known<std::string>> defaultVariant;
    std::string torchvision; ///< empty where there is none or it is not known
    std::string torchaudio;
    std::string torchtext;
    std::string triton; ///< exact pin on Linux x86_64
    Known<bool> numpy2 = unknown("not read"); ///< works with NumPy 2
    FactCitation fact;

    [[nodiscard]] const TorchVariant* variant(std::string_view name) const;
    friend bool operator==(const TorchRelease&, const TorchRelease&) = default;
};

/// Which build of torch a distribution version is.
struct TorchBuild {
    const TorchRelease* release = nullptr; ///< null where the release is not known
    const TorchVariant* variant = nullptr; ///< null where the build is not known
    std::string variantName; ///< "cu124", also where no facts stand behind it; empty = not known
    std::string reason; ///< why something is not known
};

/// How a wheel serves a GPU.
enum class GpuCode {
    MachineCode, ///< it holds code that the GPU runs
    Ptx, ///< the driver compiles its PTX at the first start
    None, ///< "no kernel image is available"
};

} // namespace pinwheel
