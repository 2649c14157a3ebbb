#include "core/base/format.h"
#include "core/fixes/edit_builders.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"
#include "core/rules/offers.h"

#include <algorithm>
#include <map>
#include <set>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN501",
    .name = "gpu-without-kernels",
    .summary = "The installed build has no code that a chosen GPU can run.",
    .family = "compatibility",
    .impact = Impact::Critical,
};

/// The pins of the torch family as pins of one release and build; none where one of them cannot be
/// edited.
std::optional<std::vector<TextEdit>> pinFamily(const AuditModel& model, const TorchRelease& release,
                                               const std::string& variant)
{
    const std::map<std::string, std::string> versions {{"torch", release.version},
                                                       {"torchvision", release.torchvision},
                                                       {"torchaudio", release.torchaudio}};
    std::vector<TextEdit> edits;
    std::vector<Span> done;
    for (const Mention& mention : model.trace.mentions) {
        const auto version = versions.find(mention.name);
        const Span place = placeOf(mention);
        if (version == versions.end() || version->second.empty()
            || !mention.specifier.starts_with("==") || std::ranges::find(done, place) != done.end())
            continue;
        done.push_back(place);
        const auto edit = isProjectFile(model, place.file)
            ? replaceSpecifier(model, place, formatted("=={}+{}", version->second, variant))
            : std::nullopt;
        if (!edit) return std::nullopt;
        edits.push_back(*edit);
    }
    return edits;
}

/// The index addresses of a build that commands name, moved to another build.
std::vector<TextEdit> moveIndexes(const AuditModel& model, const std::string& variant,
                                  std::set<const InstallStep*>& served)
{
    std::vector<TextEdit> edits;
    std::vector<Span> done;
    for (const InstallStep& step : model.trace.installs) {
        std::vector<OptionValue> urls = step.options.extraIndexUrls;
        if (step.options.indexUrl) urls.push_back(*step.options.indexUrl);
        for (const OptionValue& url : urls) {
            if (!url.origin.span) continue;
            const std::string_view text = model.sources.slice(*url.origin.span);
            const std::string old = Knowledge::variantOfIndex(text);
            const std::size_t at = old.empty() ? std::string_view::npos : text.find("/" + old);
            if (at == std::string_view::npos) continue;
            served.insert(&step);
            if (old == variant || std::ranges::find(done, *url.origin.span) != done.end()) continue;
            done.push_back(*url.origin.span);
            const std::uint32_t begin = url.origin.span->begin + static_cast<std::uint32_t>(at) + 1;
            edits.push_back(replaceSpan(
                {url.origin.span->file, begin, begin + static_cast<std::uint32_t>(old.size())},
                variant));
        }
    }
    return edits;
}

/// A move of the torch family.
struct TorchMove {
    const TorchRelease* release = nullptr;
    std::string variant;
    std::vector<TextEdit> edits;
};

/// The oldest torch release with code for the GPU, as edits of the exact pins, of the index that
/// they name, and of the commands that ask for the family without that index: the pins name the
/// build, so each command has to find it.
std::optional<TorchMove> newerTorch(const RuleContext& context, const Gpu& gpu)
{
    const AuditModel& model = context.model;
    const TorchRelease* first = context.knowledge.firstTorchFor(gpu.capability);
    if (first == nullptr) return std::nullopt;
    const auto serves = std::ranges::find_if(first->variants, [&](const TorchVariant& variant) {
        return variant.codeKnown
            && context.knowledge.codeFor(gpu.capability, variant.machineCode, variant.ptx)
            == GpuCode::MachineCode;
    });
    if (serves == first->variants.end()) return std::nullopt;
    auto edits = pinFamily(model, *first, serves->name);
    if (!edits || edits->empty()) return std::nullopt;
    std::set<const InstallStep*> served;
    for (const TextEdit& edit : moveIndexes(model, serves->name, served))
        edits->push_back(edit);
    for (std::size_t i = 0; i < model.trace.installs.size(); ++i) {
        const InstallStep& step = model.trace.installs[i];
        const bool asks =
            std::ranges::any_of(mentionsOf(model.trace, i), [](const Mention* mention) {
                return mention->name == "torch" || mention->name == "torchvision"
                    || mention->name == "torchaudio";
            });
        if (!asks || served.contains(&step)) continue;
        const auto edit = isEditable(model, step)
            ? addSwitch(model, step,
                        "--extra-index-url https://download.pytorch.org/whl/" + serves->name)
            : std::nullopt;
        if (!edit) return std::nullopt;
        edits->push_back(*edit);
    }
    return TorchMove {first, serves->name, std::move(*edits)};
}

void offerNewerTorch(const RuleContext& context, const Gpu& gpu, Finding& finding)
{
    if (const auto move = newerTorch(context, gpu))
        offer(finding,
              formatted("Move to torch {} of the {} index", move->release->version, move->variant),
              formatted("It is the first release with code for compute capability {}; torchvision "
                        "and torchaudio go with it, and the pins name the build.",
                        gpu.capability.text()),
              Applicability::Review, move->edits);
}

/// The first release of an extension with code for the GPU. Its wheel holds one library for each
/// CUDA version and takes the one of torch, so torch moves with it where its own build does not run
/// there.
void offerNewerExtension(const RuleContext& context, const std::string& name, const Gpu& gpu,
                         bool torchBreaks, Finding& finding)
{
    const auto row = context.knowledge.firstPackageRowFor(name, gpu.capability);
    auto edits =
        row ? specifierEdits(context, name, ">=" + row->firstVersion) : std::vector<TextEdit>();
    if (edits.empty()) return;
    std::string title = formatted("Ask for {}>={}", name, row->firstVersion);
    if (torchBreaks) {
        const auto move = newerTorch(context, gpu);
        if (!move) return;
        edits.insert(edits.end(), move->edits.begin(), move->edits.end());
        title += formatted(" and move to torch {} of the {} index", move->release->version,
                           move->variant);
    }
    offer(finding, std::move(title),
          formatted("Its wheels hold code for compute capability {} from that release on.",
                    gpu.capability.text()),
          Applicability::Review, edits);
}

void reportLink(const RuleContext& context, const ChainLink& link, const Gpu& gpu, bool torchBreaks,
                FindingSink& findings)
{
    const StageTrace* stage = targetStage(context.model);
    const std::string name = link.from.substr(0, link.from.find(' '));
    Finding& finding = findings.report(info, formatted("{} on {}", name, gpu.product),
                                       link.span.value_or(stage->span),
                                       formatted("{} has no code for {} (compute capability {})",
                                                 link.from, gpu.product, gpu.capability.text()));
    if (name != "torch") finding.impact = Impact::High;
    finding.message = formatted("{}: {}.", link.from, link.account);
    if (name == "torch") {
        if (const TorchRelease* first = context.knowledge.firstTorchFor(gpu.capability)) {
            std::string variants;
            for (const TorchVariant& variant : first->variants)
                if (variant.codeKnown
                    && context.knowledge.codeFor(gpu.capability, variant.machineCode, variant.ptx)
                        == GpuCode::MachineCode)
                    variants += (variants.empty() ? "" : ", ") + variant.name;
            finding.message += formatted(
                " What helps first: torch {} from {} with torchvision {} and torchaudio {}.",
                first->version, variants, first->torchvision, first->torchaudio);
        }
        offerNewerTorch(context, gpu, finding);
    } else {
        offerNewerExtension(context, name, gpu, torchBreaks, finding);
    }
    finding.facts = link.facts;
    finding.packages = {name};
    addEvidence(finding, link.span, link.from);
}

void check(const RuleContext& context, FindingSink& findings)
{
    for (const std::string& product : context.model.options.gpus) {
        const auto gpu = context.knowledge.gpu(product);
        if (!gpu) continue;
        for (const Chain& chain : context.chains) {
            if (chain.id != "cuda") continue;
            for (const ChainLink& link : chain.links) {
                if (link.to.starts_with(gpu->product) && link.state == LinkState::Breaks)
                    reportLink(context, link, *gpu, true, findings);
                for (const ChainLink& part : link.links)
                    if (part.to.starts_with(gpu->product) && part.state == LinkState::Breaks)
                        reportLink(context, part, *gpu, link.state == LinkState::Breaks, findings);
            }
        }
    }
}

} // namespace

Rule gpuWithoutKernels()
{
    return {info, check};
}

} // namespace pinwheel
