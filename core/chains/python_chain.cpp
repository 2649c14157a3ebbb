#include "core/base/format.h"
#include "core/chains/chain_parts.h"
#include "core/python/version.h"

#include <algorithm>

namespace pinwheel {
namespace {

std::string seriesOf(std::string_view python)
{
    const std::size_t dot = python.find('.');
    return std::string(
        python.substr(0, dot == std::string_view::npos ? dot : python.find('.', dot + 1)));
}

ChainLink torchLink(const ChainInput& input, const Environment& environment,
                    const InstalledDistribution& torch)
{
    ChainLink link = makeLink("Python " + *environment.python, nameAndVersion(torch),
                              LinkState::Unknown, "", {}, torch.askedBy);
    const TorchRelease* release =
        torch.version ? input.knowledge.torchRelease(*torch.version) : nullptr;
    if (release == nullptr) {
        link.account =
            torch.version ? "this torch is not in the knowledge base" : torch.version.reason();
        return link;
    }
    const auto python = Version::parse(seriesOf(*environment.python));
    const auto low = Version::parse(release->pythonMin);
    const auto high = Version::parse(release->pythonMax);
    link.facts.push_back(release->fact);
    const bool experimental =
        std::ranges::find(release->pythonExperimental, seriesOf(*environment.python))
        != release->pythonExperimental.end();
    link.account =
        formatted("torch {} serves Python {} to {}{}", release->version, release->pythonMin,
                  release->pythonMax.empty() ? "?" : release->pythonMax,
                  experimental ? ", this one experimentally" : "");
    if (!python || !low || !high) return link;
    link.state = (*low <= *python && *python <= *high) || experimental ? LinkState::Holds
                                                                       : LinkState::Breaks;
    return link;
}

ChainLink supportLink(const ChainInput& input, const Environment& environment)
{
    const Known<std::string> end = input.knowledge.pythonEndOfLife(*environment.python);
    // The only interpreter of an image is named by its version, which would be said twice.
    const std::string from = environment.name.starts_with("Python " + *environment.python)
        ? "base image"
        : environment.name;
    ChainLink link =
        makeLink(from, "Python " + *environment.python, end ? LinkState::Holds : LinkState::Unknown,
                 end ? formatted("gets security fixes until {}", *end) : end.reason());
    const std::string& today = input.knowledge.date();
    if (end && *end < today.substr(0, end->size()))
        link.account = formatted("works, but has had no security fixes since {}", *end);
    cite(link, input.knowledge, "python-end-of-life");
    return link;
}

} // namespace

Chain pythonChain(const ChainInput& input)
{
    Chain chain {.id = "python", .title = "Python"};
    for (const Environment* environment : input.environments) {
        if (!environment->python) {
            chain.links.push_back(makeLink(environment->name, "its Python", LinkState::Unknown,
                                           environment->python.reason()));
            continue;
        }
        if (environment->python->empty()) continue;
        ChainLink link = supportLink(input, *environment);
        if (const InstalledDistribution* torch = environment->find("torch"))
            link.links.push_back(torchLink(input, *environment, *torch));
        chain.links.push_back(std::move(link));
    }
    return chain;
}

} // namespace pinwheel
