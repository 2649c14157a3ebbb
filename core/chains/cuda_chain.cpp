// Driver → base image's toolkit → the wheel's own CUDA runtime → cuDNN → GPU architecture. A torch
// wheel brings its own CUDA, so the toolkit of the image matters to what is compiled here; driver
// and architecture matter always.

#include "core/base/format.h"
#include "core/chains/chain_parts.h"
#include "core/python/version.h"

namespace pinwheel {
namespace {

bool isOlder(std::string_view a, std::string_view b)
{
    const auto left = Version::parse(a);
    const auto right = Version::parse(b);
    return left && right && *left < *right;
}

std::string majorOf(std::string_view version)
{
    return std::string(version.substr(0, version.find('.')));
}
std::string majorMinorOf(std::string_view version)
{
    const std::size_t dot = version.find('.');
    return std::string(
        version.substr(0, dot == std::string_view::npos ? dot : version.find('.', dot + 1)));
}

/// Who uses which CUDA: the wheel, or the image where no wheel brings one.
ChainLink driverLink(const ChainInput& input, const std::string& user, const std::string& cuda,
                     std::optional<Span> span)
{
    const Known<std::string> floor = input.knowledge.driverFloor(cuda);
    const Known<std::string> full = input.knowledge.toolkitDriver(cuda);
    const std::string& driver = input.model.options.driver;
    const std::string from = driver.empty() ? "driver (not given)" : "driver " + driver;
    ChainLink link = makeLink(from, user, LinkState::Unknown, "", {}, span);
    if (!floor)
        link.account = floor.reason();
    else {
        const std::string needs =
            formatted("CUDA {} needs a Linux driver of at least {}{}", cuda, *floor,
                      full ? formatted(", and {} for all its features", *full) : "");
        if (driver.empty())
            link.account = needs + "; the driver of the hosts was not given";
        else if (!Version::parse(driver))
            link.account = needs + formatted("; \"{}\" is no driver version", driver);
        else if (isOlder(driver, *floor)) {
            link.state = LinkState::Breaks;
            link.account = needs + "; this one is too old";
        } else {
            link.state = LinkState::Holds;
            link.account = needs;
            if (full && isOlder(driver, *full))
                link.account +=
                    "; between the two, code that only exists as PTX cannot be compiled";
        }
    }
    cite(link, input.knowledge, "minor-version-compat");
    cite(link, input.knowledge, "toolkit-driver");
    return link;
}

ChainLink toolkitLink(const ChainInput& input, const std::string& cuda, const std::string& torch)
{
    const BaseImage& base = input.stage->base;
    const std::string toolkit = base.cudaToolkit.valueOr("");
    ChainLink link = makeLink(formatted("base image CUDA {} {}", toolkit, base.cudaFlavor),
                              formatted("CUDA {} of {}", cuda, torch), LinkState::Holds, "",
                              base.facts, base.span);
    if (majorMinorOf(toolkit) == cuda)
        link.account = "toolkit and wheel are of the same CUDA release";
    else if (majorOf(toolkit) == majorOf(cuda))
        link.account =
            "another minor release; the wheel brings its own CUDA, so this matters only to "
            "extensions that are compiled here, and those may use another minor release";
    else {
        const bool compiles = base.hasNvcc.valueOr(false);
        link.state = compiles ? LinkState::Breaks : LinkState::Holds;
        link.account = compiles
            ? "another major release: an extension that is compiled with this nvcc does not fit "
              "this torch; the wheel itself runs on its own CUDA"
            : "another major release, but the wheel brings its own CUDA and the image has no "
              "compiler for it";
    }
    cite(link, input.knowledge, "torch-wheels-bring-cuda");
    return link;
}

ChainLink cudnnLink(const ChainInput& input, const TorchBuild& build, const std::string& torch)
{
    const BaseImage& base = input.stage->base;
    const bool wheelHas = build.variant != nullptr && build.variant->cudnn.isKnown();
    ChainLink link = makeLink(torch, wheelHas ? "cuDNN " + *build.variant->cudnn : "cuDNN",
                              LinkState::Holds, "the wheel brings its own cuDNN", {}, std::nullopt);
    if (!wheelHas) {
        link.state = LinkState::Unknown;
        link.account = "which cuDNN this build brings was not read";
    }
    if (base.hasCudnn && !*base.hasCudnn && !base.cudaToolkit.valueOr("").empty())
        link.account += "; the base image has none, which matters only to what is compiled here or "
                        "loads the system's";
    if (build.release != nullptr) link.facts.push_back(build.release->fact);
    cite(link, input.knowledge, "cudnn-only-in-cudnn-tags");
    return link;
}

std::string listOf(std::span<const ComputeCapability> codes)
{
    std::string text;
    for (const ComputeCapability code : codes)
        text += formatted("{}{}", text.empty() ? "" : ", ", code.text());
    return text.empty() ? "none" : text;
}

ChainLink gpuLink(const ChainInput& input, const std::string& name, const TorchBuild& build,
                  const InstalledDistribution& torch)
{
    const auto gpu = input.knowledge.gpu(name);
    ChainLink link =
        makeLink(nameAndVersion(torch), name, LinkState::Unknown, "", {}, torch.askedBy);
    if (!gpu) {
        link.account = formatted("the GPU \"{}\" is not in the knowledge base", name);
        return link;
    }
    link.to = formatted("{} (compute capability {})", gpu->product, gpu->capability.text());
    link.facts.push_back(gpu->fact);
    if (!build.variantName.empty() && !build.variantName.starts_with("cu")) {
        link.state = LinkState::Breaks;
        link.account = formatted("this is a {} build: it does not use the GPU", build.variantName);
        return link;
    }
    if (build.variant == nullptr || !build.variant->codeKnown
        || !input.platform.starts_with("linux/amd64")) {
        link.account = build.reason.empty()
            ? "for which architectures this build holds code was not read"
            : build.reason;
        return link;
    }
    const TorchVariant& variant = *build.variant;
    const GpuCode code = input.knowledge.codeFor(gpu->capability, variant.machineCode, variant.ptx);
    link.state = code == GpuCode::None ? LinkState::Breaks : LinkState::Holds;
    if (code == GpuCode::MachineCode)
        link.account = formatted("the wheel holds code for it (machine code for {})",
                                 listOf(variant.machineCode));
    else if (code == GpuCode::Ptx)
        link.account = formatted("the driver compiles the wheel's PTX ({}) at the first start",
                                 listOf(variant.ptx));
    else {
        link.account =
            formatted("the wheel holds machine code for {} and PTX for {}: nothing that runs on "
                      "{}; the first kernel ends with \"no kernel image is available\"",
                      listOf(variant.machineCode), listOf(variant.ptx), gpu->capability.text());
        if (const TorchRelease* first = input.knowledge.firstTorchFor(gpu->capability);
            first != nullptr)
            link.account +=
                formatted("; the first release with code for it is torch {}", first->version);
    }
    link.facts.push_back(build.release->fact);
    cite(link, input.knowledge, "cubin-compat-rule");
    return link;
}

/// Packages with GPU code of their own.
void addExtensionLinks(const ChainInput& input, const Environment& environment,
                       const std::string& name, ChainLink& torch)
{
    const auto gpu = input.knowledge.gpu(name);
    if (!gpu) return;
    for (const char* package : {"bitsandbytes"}) {
        const InstalledDistribution* distribution = environment.find(package);
        if (distribution == nullptr || !distribution->version) continue;
        const auto row = input.knowledge.packageRow(package, *distribution->version);
        ChainLink link = makeLink(nameAndVersion(*distribution), gpu->product, LinkState::Unknown,
                                  "for which architectures it holds code was not read", {},
                                  distribution->askedBy);
        if (row && !row->gpuCode.empty()) {
            std::vector<ComputeCapability> codes;
            for (const std::string& code : row->gpuCode)
                if (const auto capability = parseComputeCapability(code))
                    codes.push_back(*capability);
            const bool serves =
                input.knowledge.codeFor(gpu->capability, codes, {}) != GpuCode::None;
            link.state = serves ? LinkState::Holds : LinkState::Breaks;
            link.account = formatted("{}; it holds code for {}", row->text, listOf(codes));
            link.facts.push_back(row->fact);
        }
        torch.links.push_back(std::move(link));
    }
}

void addTorch(const ChainInput& input, const Environment& environment,
              const InstalledDistribution& torch, Chain& chain)
{
    const TorchBuild build = buildOf(input, torch);
    const std::string cuda = build.variant != nullptr ? build.variant->cuda : std::string();
    const std::string name = nameAndVersion(torch);
    if (build.variantName.empty()) {
        chain.links.push_back(
            makeLink(name, "its CUDA runtime", LinkState::Unknown,
                     build.reason.empty() ? "which build it is, is not known" : build.reason, {},
                     torch.askedBy));
    } else if (cuda.empty()) {
        chain.links.push_back(
            makeLink(name, "its CUDA runtime", LinkState::Holds,
                     formatted("this is a {} build: it brings no CUDA", build.variantName), {},
                     torch.askedBy));
    } else {
        ChainLink link =
            driverLink(input, formatted("CUDA {} of {}", cuda, name), cuda, torch.askedBy);
        if (!input.stage->base.cudaToolkit.valueOr("").empty())
            link.links.push_back(toolkitLink(input, cuda, name));
        link.links.push_back(cudnnLink(input, build, name));
        chain.links.push_back(std::move(link));
    }
    for (const std::string& gpu : input.model.options.gpus) {
        ChainLink link = gpuLink(input, gpu, build, torch);
        addExtensionLinks(input, environment, gpu, link);
        chain.links.push_back(std::move(link));
    }
}

} // namespace

Chain cudaChain(const ChainInput& input)
{
    Chain chain {.id = "cuda", .title = "CUDA"};
    if (input.stage == nullptr) return chain;
    bool hasTorch = false;
    for (const Environment* environment : input.environments)
        if (const InstalledDistribution* torch = environment->find("torch")) {
            addTorch(input, *environment, *torch, chain);
            hasTorch = true;
        }
    const std::string toolkit = input.stage->base.cudaToolkit.valueOr("");
    if (!hasTorch && !toolkit.empty())
        chain.links.push_back(driverLink(
            input, formatted("base image CUDA {} {}", toolkit, input.stage->base.cudaFlavor),
            toolkit, input.stage->base.span));
    return chain;
}

} // namespace pinwheel
