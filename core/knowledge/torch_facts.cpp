#include "core/knowledge/knowledge_data.h"

#include <algorithm>
#include <ranges>

namespace pinwheel {
namespace {

std::vector<ComputeCapability> capabilities(const Json& list)
{
    std::vector<ComputeCapability> result;
    for (const Json& entry : list)
        if (const auto capability = parseComputeCapability(entry.get<std::string>()))
            result.push_back(*capability);
    return result;
}

/// "cu124" is CUDA 12.4, "cu92" was 9.2.
std::string cudaOf(std::string_view variant)
{
    if (!variant.starts_with("cu") || variant.size() < 4) return {};
    const std::string_view digits = variant.substr(2);
    if (!std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; })) return {};
    return std::string(digits.substr(0, digits.size() - 1)) + "." + digits.back();
}

std::string publicPart(std::string_view version)
{
    return std::string(version.substr(0, version.find('+')));
}

/// "linux/arm64/v8" → "linux/arm64".
std::string platformKey(std::string_view platform)
{
    const std::size_t first = platform.find('/');
    const std::size_t second =
        first == std::string_view::npos ? first : platform.find('/', first + 1);
    return std::string(platform.substr(0, second));
}

bool isVariantName(std::string_view text)
{
    return text == "cpu" || text == "xpu" || !cudaOf(text).empty() || text.starts_with("rocm");
}

TorchVariant readVariant(const Json& json)
{
    TorchVariant variant {.name = json.at("name")};
    variant.cuda = cudaOf(variant.name);
    if (json.contains("cudnn")) variant.cudnn = json["cudnn"].get<std::string>();
    if (json.contains("sass")) {
        variant.machineCode = capabilities(json["sass"]);
        variant.ptx = capabilities(json.value("ptx", Json::array()));
        variant.codeKnown = true;
    }
    return variant;
}

} // namespace

const TorchVariant* TorchRelease::variant(std::string_view name) const
{
    const auto found = std::ranges::find(variants, name, &TorchVariant::name);
    return found == variants.end() ? nullptr : &*found;
}

void takeTorchFact(Knowledge::Data& data, const Json& fact, const FactCitation& citation)
{
    if (fact.value("kind", "") != "release") return;
    TorchRelease release {.version = fact.at("version"),
                          .date = fact.value("date", ""),
                          .pythonMin = fact.value("pythonMin", ""),
                          .pythonMax = fact.value("pythonMax", "")};
    if (fact.contains("pythonExperimental"))
        release.pythonExperimental = fact["pythonExperimental"].get<std::vector<std::string>>();
    for (const Json& variant : fact.at("variants"))
        release.variants.push_back(readVariant(variant));
    for (const char* platform : {"linux/amd64", "linux/arm64"})
        release.defaultVariant.emplace(platform,
                                       unknown("which build of torch " + release.version
                                               + " the default index serves on " + platform
                                               + " was not read"));
    if (fact.contains("defaultIndex"))
        for (const auto& [platform, variant] : fact["defaultIndex"].items())
            release.defaultVariant.insert_or_assign(platform, variant.get<std::string>());
    release.torchvision = fact.value("torchvision", "");
    release.torchaudio = fact.value("torchaudio", "");
    release.torchtext = fact.value("torchtext", "");
    release.triton = fact.value("triton", "");
    if (fact.contains("numpy2")) release.numpy2 = fact["numpy2"].get<bool>();
    release.fact = citation;
    data.torch.push_back(std::move(release));
}

const std::vector<TorchRelease>& Knowledge::torchReleases() const
{
    return m_data->torch;
}

const TorchRelease* Knowledge::torchRelease(std::string_view version) const
{
    const DottedVersion asked = parseDottedVersion(publicPart(version));
    if (asked.numbers.empty() || version.find_first_of("ab") < version.find('+'))
        return nullptr; // 2.2.0a0 is no release
    const auto found = std::ranges::find_if(m_data->torch, [&](const TorchRelease& release) {
        return parseDottedVersion(release.version) == asked;
    });
    return found == m_data->torch.end() ? nullptr : &*found;
}

TorchBuild Knowledge::torchBuild(std::string_view version, std::string_view index,
                                 std::string_view platform) const
{
    TorchBuild build {.release = torchRelease(version)};
    const std::size_t plus = version.find('+');
    if (plus != std::string_view::npos) {
        const std::string_view local = version.substr(plus + 1);
        if (isVariantName(local))
            build.variantName = local;
        else
            build.reason = "the build \"" + std::string(local) + "\" is not one of PyTorch's own";
    } else if (isVariantName(index)) {
        build.variantName = index;
    } else if (build.release != nullptr) {
        const auto found = build.release->defaultVariant.find(platformKey(platform));
        if (found == build.release->defaultVariant.end())
            build.reason = "which build the default index serves on " + std::string(platform)
                + " was not read";
        else if (found->second.isKnown())
            build.variantName = *found->second;
        else
            build.reason = found->second.reason();
    }
    if (build.release == nullptr && build.reason.empty())
        build.reason = "torch " + std::string(version) + " is not in the knowledge base";
    if (build.release != nullptr && !build.variantName.empty())
        build.variant = build.release->variant(build.variantName);
    return build;
}

const TorchRelease* Knowledge::firstTorchFor(ComputeCapability gpu) const
{
    for (const TorchRelease& release : m_data->torch)
        for (const TorchVariant& variant : release.variants)
            if (variant.codeKnown && codeFor(gpu, variant.machineCode, {}) == GpuCode::MachineCode)
                return &release;
    return nullptr;
}

Known<std::string> Knowledge::torchForCompanion(std::string_view package,
                                                std::string_view version) const
{
    // torchaudio is looser from 2.10 on (fact torchvision-exact-torch, note).
    if (package == "torchaudio" && parseDottedVersion(version) >= parseDottedVersion("2.10"))
        return unknown("torchaudio " + std::string(version)
                       + " takes its torch release or a newer one");
    const DottedVersion asked = parseDottedVersion(publicPart(version));
    for (const TorchRelease& release : m_data->torch) {
        const std::string& companion = package == "torchvision" ? release.torchvision
            : package == "torchaudio"                           ? release.torchaudio
            : package == "torchtext"                            ? release.torchtext
                                                                : release.date;
        if (package.starts_with("torch") && !companion.empty()
            && parseDottedVersion(companion) == asked)
            return release.version;
    }
    return unknown(std::string(package) + " " + std::string(version)
                   + " is not in the knowledge base");
}

std::string Knowledge::variantOfIndex(std::string_view url)
{
    const std::size_t marker = url.find("/whl/");
    if (marker == std::string_view::npos) return {};
    std::string_view path = url.substr(marker + 5);
    for (const std::string_view channel : {"nightly/", "test/"})
        if (path.starts_with(channel)) path.remove_prefix(channel.size());
    path = path.substr(0, path.find_first_of("/?#"));
    return isVariantName(path) ? std::string(path) : std::string();
}

} // namespace pinwheel
