#pragma once

#include "core/base/result.h"
#include "core/knowledge/base_image_facts.h"
#include "core/knowledge/package_facts.h"
#include "core/knowledge/torch_facts.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// The facts that the program ships (resources/knowledge) with those that the user added.
/// Immutable; every answer carries the fact it rests on, with source and date. What is not recorded
/// is not known, which is not "fine".
class Knowledge
{
public:
    struct Data;
    explicit Knowledge(std::unique_ptr<const Data> data);
    ~Knowledge();
    Knowledge(const Knowledge&) = delete;
    Knowledge& operator=(const Knowledge&) = delete;

    /// The newest retrieval date of all facts, "2026-11-23".
    [[nodiscard]] const std::string& date() const;
    /// One fact by its id; none where there is no such fact.
    [[nodiscard]] std::optional<FactCitation> fact(std::string_view id) const;
    /// All facts, by id.
    [[nodiscard]] std::vector<FactCitation> allFacts() const;

    // Base images and their systems.

    /// What is known of an image; none where nothing is. `platform` as in "linux/amd64".
    [[nodiscard]] std::optional<BaseImageFacts> baseImage(std::string_view reference,
                                                          std::string_view platform) const;
    /// What a system package of an OS release puts into the system Python ("python3-blinker" on
    /// debian 11). Empty where the lists say that it brings none; for a release without a list, one
    /// answer with an unknown version where the name follows Debian's pattern python3-NAME.
    [[nodiscard]] std::vector<AptPythonDistribution>
    aptPythonDistributions(std::string_view os, std::string_view osVersion,
                           std::string_view package) const;
    /// The interpreter behind a system package: "python3", "python3.11", "python3-pip",
    /// "python3.11-venv", "python-is-python3".
    [[nodiscard]] std::optional<SystemPythonPackage>
    systemPythonPackage(std::string_view os, std::string_view osVersion,
                        std::string_view package) const;
    /// Whether a distribution's own Python is marked externally managed (PEP 668).
    [[nodiscard]] Known<bool> externallyManaged(std::string_view os,
                                                std::string_view osVersion) const;
    /// The pip that the distribution packages (python3-pip).
    [[nodiscard]] Known<std::string> distributionPip(std::string_view os,
                                                     std::string_view osVersion) const;

    // CUDA.

    /// Oldest Linux driver on which programs of this CUDA version start (minor-version
    /// compatibility), "525.60.13".
    [[nodiscard]] Known<std::string> driverFloor(std::string_view cuda) const;
    /// The Linux driver that is packaged with a toolkit: full features from here on.
    [[nodiscard]] Known<std::string> toolkitDriver(std::string_view cuda) const;
    /// Highest gcc major version that nvcc of a toolkit takes.
    [[nodiscard]] Known<int> nvccMaxGcc(std::string_view cuda) const;
    /// The GPU of a product name: "RTX 5090", "A100", "NVIDIA H100 80GB HBM3".
    [[nodiscard]] std::optional<Gpu> gpu(std::string_view product) const;
    [[nodiscard]] std::vector<Gpu> gpus() const;
    /// First CUDA toolkit that makes code for a capability, "12.8".
    [[nodiscard]] Known<std::string> firstCudaFor(ComputeCapability capability) const;
    /// How a wheel with this code serves a GPU. Source: fact cubin-rule.
    [[nodiscard]] GpuCode codeFor(ComputeCapability gpu,
                                  std::span<const ComputeCapability> machineCode,
                                  std::span<const ComputeCapability> ptx) const;

    // The torch family.

    [[nodiscard]] const std::vector<TorchRelease>& torchReleases() const; ///< oldest first
    /// By public version, "2.5.1"; a local part is ignored. Null where it is not recorded.
    [[nodiscard]] const TorchRelease* torchRelease(std::string_view version) const;
    /// Which build an installed version is: by its local part, else by what the default index
    /// serves on the platform. `index` is "cu124", "default index", … or empty.
    [[nodiscard]] TorchBuild torchBuild(std::string_view version, std::string_view index,
                                        std::string_view platform) const;
    /// The oldest release with a build that runs on a GPU; null where none is known.
    [[nodiscard]] const TorchRelease* firstTorchFor(ComputeCapability gpu) const;
    /// The torch release that a torchvision, torchaudio or torchtext release belongs to, as its
    /// exact pin; unknown otherwise.
    [[nodiscard]] Known<std::string> torchForCompanion(std::string_view package,
                                                       std::string_view version) const;
    /// The variant in an index address: "https://download.pytorch.org/whl/cu124" gives "cu124";
    /// empty for other addresses.
    [[nodiscard]] static std::string variantOfIndex(std::string_view url);

    // Packages.

    /// What a release of a package means for NumPy's binary interface; none where it is not
    /// recorded.
    [[nodiscard]] std::optional<NumpyAbi> numpyAbi(std::string_view package,
                                                   std::string_view version) const;
    /// The row of a package's table that holds a version: xformers, flash-attn, bitsandbytes, vllm,
    /// cupy, tensorflow.
    [[nodiscard]] std::optional<PackageRow> packageRow(std::string_view package,
                                                       std::string_view version) const;
    /// The oldest row of a package's table whose release holds code for a GPU.
    [[nodiscard]] std::optional<PackageRow> firstPackageRowFor(std::string_view package,
                                                               ComputeCapability capability) const;
    /// The oldest release from which on a package works with NumPy 2; empty where that was not
    /// read.
    [[nodiscard]] std::string firstWithNumpy2(std::string_view package) const;
    [[nodiscard]] const std::vector<SharedModule>& sharedModules() const;
    [[nodiscard]] std::vector<NeededLibrary> neededLibraries(std::string_view distribution) const;
    /// The neighbours whose later releases break this release.
    [[nodiscard]] std::vector<BreakingNeighbour> breakingNeighbours(std::string_view package,
                                                                    std::string_view version) const;
    /// For which architectures a package has Linux wheels; none where that was not read.
    [[nodiscard]] std::optional<WheelArchitectures>
    wheelArchitectures(std::string_view package) const;
    [[nodiscard]] std::optional<MisleadingName> misleadingName(std::string_view name) const;
    /// Date after which a Python series gets no fixes, "2025-10"; unknown for others.
    [[nodiscard]] Known<std::string> pythonEndOfLife(std::string_view series) const;

private:
    std::unique_ptr<const Data> m_data;
};

/// Reads the shipped facts and the user's files, which add facts and override those of the same id.
[[nodiscard]] Result<std::shared_ptr<const Knowledge>>
loadKnowledge(const std::filesystem::path& folder,
              std::span<const std::filesystem::path> extraFiles = {});

} // namespace pinwheel
