#include "core/base/format.h"
#include "core/chains/chain_parts.h"
#include "core/python/version.h"

namespace pinwheel {
namespace {

/// Declared range first, then the binary interface that the release was built for.
std::optional<ChainLink> dependentLink(const ChainInput& input, const InstalledDistribution& numpy,
                                       const InstalledDistribution& dependent)
{
    if (!dependent.version || !numpy.version) return std::nullopt;
    std::string clause;
    const Known<bool> fits = admits(dependent, "numpy", *numpy.version, &clause);
    const auto abi = input.knowledge.numpyAbi(dependent.name, *dependent.version);
    if (!fits && !abi) return std::nullopt;
    ChainLink link = makeLink(nameAndVersion(dependent), nameAndVersion(numpy), LinkState::Holds,
                              "", {}, dependent.askedBy);
    if (fits) {
        link.account = formatted("its metadata asks for numpy{}", clause);
        if (!*fits) link.state = LinkState::Breaks;
    } else if (dependent.requirementsKnown) {
        link.account = "its metadata sets no bounds on numpy";
    } else {
        link.account = "its metadata is not in the index data";
    }
    if (!abi) return link;
    const auto version = Version::parse(*numpy.version);
    const bool second = version && version->releaseNumber(0) >= 2;
    const bool works = second ? abi->worksWithNumpy2 : abi->worksWithNumpy1;
    link.account += formatted("; this release {} NumPy {}",
                              works ? "works with" : "does not work with", second ? 2 : 1);
    if (!works) link.state = LinkState::Breaks;
    link.facts.push_back(abi->fact);
    if (!works) cite(link, input.knowledge, "numpy-abi-rule");
    return link;
}

} // namespace

Chain numpyChain(const ChainInput& input)
{
    Chain chain {.id = "numpy", .title = "NumPy"};
    for (const Environment* environment : input.environments) {
        const InstalledDistribution* numpy = environment->find("numpy");
        if (numpy == nullptr) continue;
        if (!numpy->version) {
            chain.links.push_back(makeLink("numpy", "its dependents", LinkState::Unknown,
                                           numpy->version.reason(), {}, numpy->askedBy));
            continue;
        }
        for (const InstalledDistribution& dependent : environment->distributions)
            if (dependent.name != "numpy")
                if (auto link = dependentLink(input, *numpy, dependent))
                    chain.links.push_back(std::move(*link));
    }
    return chain;
}

} // namespace pinwheel
