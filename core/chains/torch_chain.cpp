#include "core/base/format.h"
#include "core/chains/chain_parts.h"
#include "core/python/specifier.h"

#include <array>

namespace pinwheel {
namespace {

constexpr std::array<std::string_view, 3> companions {"torchvision", "torchaudio", "torchtext"};
constexpr std::array<std::string_view, 4> extensions {"xformers", "flash-attn", "bitsandbytes",
                                                      "torchcodec"};

std::string publicPart(std::string_view version)
{
    return std::string(version.substr(0, version.find('+')));
}

ChainLink companionLink(const ChainInput& input, const InstalledDistribution& torch,
                        const InstalledDistribution& companion)
{
    ChainLink link = makeLink(nameAndVersion(torch), nameAndVersion(companion), LinkState::Unknown,
                              "", {}, companion.askedBy);
    if (!companion.version || !torch.version) {
        link.account = !companion.version ? companion.version.reason() : torch.version.reason();
        return link;
    }
    std::string clause;
    if (const Known<bool> fits = admits(companion, "torch", *torch.version, &clause)) {
        link.state = *fits ? LinkState::Holds : LinkState::Breaks;
        link.account = formatted("its metadata asks for torch{}", clause);
        return link;
    }
    const Known<std::string> release =
        input.knowledge.torchForCompanion(companion.name, *companion.version);
    if (!release) {
        link.account = release.reason();
        return link;
    }
    link.state = *release == publicPart(*torch.version) ? LinkState::Holds : LinkState::Breaks;
    link.account = formatted("{} {} was released for torch {}", companion.name,
                             publicPart(*companion.version), *release);
    // Its wheel pins torch, so pip would not have chosen it beside another one: the recording lacks
    // the release that fits.
    if (link.state == LinkState::Breaks && companion.installer != "base image"
        && companion.installer != "conda" && !companion.requirementsKnown
        && companion.grade != Grade::Certain) {
        link.state = LinkState::Unknown;
        link.account += "; what it requires is not recorded, and pip may choose an older release";
    }
    cite(link, input.knowledge, "torchvision-exact-torch");
    if (const TorchRelease* fact = input.knowledge.torchRelease(*release))
        link.facts.push_back(fact->fact);
    return link;
}

ChainLink tritonLink(const ChainInput& input, const InstalledDistribution& torch,
                     const InstalledDistribution& triton)
{
    ChainLink link = makeLink(nameAndVersion(torch), nameAndVersion(triton), LinkState::Unknown,
                              "which triton this torch pins was not read", {}, triton.askedBy);
    const TorchRelease* release =
        torch.version ? input.knowledge.torchRelease(*torch.version) : nullptr;
    if (release == nullptr || release->triton.empty() || !triton.version) return link;
    link.state =
        publicPart(*triton.version) == release->triton ? LinkState::Holds : LinkState::Breaks;
    link.account =
        formatted("the Linux wheel of torch {} pins triton {}", release->version, release->triton);
    link.facts.push_back(release->fact);
    return link;
}

ChainLink extensionLink(const ChainInput& input, const InstalledDistribution& torch,
                        const InstalledDistribution& extension)
{
    ChainLink link = makeLink(nameAndVersion(torch), nameAndVersion(extension), LinkState::Unknown,
                              "", {}, extension.askedBy);
    if (!extension.version || !torch.version) {
        link.account = !extension.version ? extension.version.reason() : torch.version.reason();
        return link;
    }
    std::string clause;
    const Known<bool> fits = admits(extension, "torch", *torch.version, &clause);
    if (fits) {
        link.state = *fits ? LinkState::Holds : LinkState::Breaks;
        link.account = formatted("its metadata asks for torch{}", clause);
        return link;
    }
    const auto row = input.knowledge.packageRow(extension.name, *extension.version);
    link.account = row ? row->text : fits.reason();
    if (!row) return link;
    link.facts.push_back(row->fact);
    const auto set = parseSpecifierSet(row->torch);
    const auto version = Version::parse(*torch.version);
    if (row->torch.empty() || !set || set->isEmpty() || !version) return link;
    link.state = set->contains(*version, true) ? LinkState::Holds : LinkState::Breaks;
    // A row without an end tells the oldest torch alone.
    if (row->lastVersion.empty() && link.state == LinkState::Holds) link.state = LinkState::Unknown;
    return link;
}

} // namespace

Chain torchChain(const ChainInput& input)
{
    Chain chain {.id = "torch", .title = "torch family"};
    for (const Environment* environment : input.environments) {
        const InstalledDistribution* torch = environment->find("torch");
        if (torch == nullptr) continue;
        for (const std::string_view name : companions)
            if (const InstalledDistribution* companion = environment->find(name))
                chain.links.push_back(companionLink(input, *torch, *companion));
        if (const InstalledDistribution* triton = environment->find("triton"))
            chain.links.push_back(tritonLink(input, *torch, *triton));
        for (const std::string_view name : extensions)
            if (const InstalledDistribution* extension = environment->find(name))
                chain.links.push_back(extensionLink(input, *torch, *extension));
    }
    return chain;
}

} // namespace pinwheel
