#include "core/base/format.h"
#include "core/chains/chain_parts.h"
#include "core/python/version.h"

namespace pinwheel {
namespace {

ChainLink wheelLink(const ChainInput& input)
{
    const BaseImage& base = input.stage->base;
    ChainLink link = makeLink(
        formatted("{}, {}",
                  base.recognized || base.reference.empty() ? base.summary : base.reference,
                  input.platform),
        "wheels", LinkState::Unknown, "the C library of the base image is not known", base.facts,
        base.span);
    if (base.libc == "musl") {
        link.state = LinkState::Holds;
        link.account = "musl: only musllinux wheels and pure ones install; everything else is "
                       "built from source";
        cite(link, input.knowledge, "alpine-musl");
    } else if (base.libc == "glibc" && !base.libcVersion.empty()) {
        link.state = LinkState::Holds;
        link.account = formatted("glibc {}: wheels up to manylinux_2_{} install", base.libcVersion,
                                 base.libcVersion.substr(base.libcVersion.find('.') + 1));
        cite(link, input.knowledge, "manylinux-rule");
    } else if (base.libc == "glibc") {
        link.account = "the glibc version of the base image is not known";
    }
    return link;
}

/// torch publishes no wheels for musl, and from 2.7 on needs glibc 2.28.
std::optional<ChainLink> torchLink(const ChainInput& input, const InstalledDistribution& torch)
{
    const BaseImage& base = input.stage->base;
    if (!torch.version || base.libc.empty()) return std::nullopt;
    ChainLink link = makeLink(nameAndVersion(torch),
                              base.libc + (base.libcVersion.empty() ? "" : " " + base.libcVersion),
                              LinkState::Unknown, "", {}, torch.askedBy);
    if (base.libc == "musl") {
        link.state = LinkState::Breaks;
        link.account = "torch publishes no wheels for musl";
        cite(link, input.knowledge, "alpine-musl");
        return link;
    }
    const auto version = Version::parse(*torch.version);
    const auto glibc = Version::parse(base.libcVersion);
    if (!version || !glibc) return std::nullopt;
    const bool needs228 = *version >= *Version::parse("2.7.0");
    const std::string needed = needs228 ? "2.28" : "2.17";
    link.state = *glibc >= *Version::parse(needed) ? LinkState::Holds : LinkState::Breaks;
    link.account = formatted("its Linux wheels need glibc {} or newer", needed);
    cite(link, input.knowledge, "cxx-tag-2.28");
    return link;
}

} // namespace

Chain platformChain(const ChainInput& input)
{
    Chain chain {.id = "platform", .title = "Platform"};
    if (input.stage == nullptr) return chain;
    ChainLink link = wheelLink(input);
    for (const Environment* environment : input.environments)
        if (const InstalledDistribution* torch = environment->find("torch"))
            if (auto wheel = torchLink(input, *torch)) link.links.push_back(std::move(*wheel));
    chain.links.push_back(std::move(link));
    return chain;
}

} // namespace pinwheel
