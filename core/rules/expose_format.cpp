#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>
#include <charconv>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN716",
    .name = "expose-format",
    .summary = "EXPOSE names something that is no container port.",
    .family = "dockerfile",
    .impact = Impact::Low,
    .profile = Profile::Strict,
    .aliases = {"ExposeInvalidFormat", "ExposeProtoCasing", "DL3011"},
};

/// Why a word of EXPOSE is none of `port`, `port-port`, each with `/tcp`, `/udp` or `/sctp`; empty
/// where it is one.
std::string complaintAbout(std::string_view word)
{
    const std::size_t slash = word.find('/');
    const std::string_view ports = word.substr(0, slash);
    if (ports.find_first_not_of("0123456789-") != std::string_view::npos)
        return "is no port: an address or a port of the host has no place in EXPOSE";
    for (std::string_view rest = ports; !rest.empty();) {
        const std::size_t dash = std::min(rest.find('-'), rest.size());
        unsigned port = 0;
        const auto [end, error] = std::from_chars(rest.data(), rest.data() + dash, port);
        if (error != std::errc() || end != rest.data() + dash || port > 65535)
            return "is no port: ports go from 0 to 65535";
        rest.remove_prefix(std::min(dash + 1, rest.size()));
    }
    if (slash == std::string_view::npos) return {};
    const std::string_view protocol = word.substr(slash + 1);
    if (protocol == "tcp" || protocol == "udp" || protocol == "sctp") return {};
    return "names the protocol in another way than tcp, udp or sctp";
}

void check(const RuleContext& context, FindingSink& findings)
{
    for (const Instruction& instruction : context.model.dockerfile.instructions) {
        if (instruction.keyword != "EXPOSE") continue;
        for (const Word& word : instruction.words) {
            if (word.text.empty() || word.text.contains('$')) continue;
            const std::string complaint = complaintAbout(word.text);
            if (complaint.empty()) continue;
            Finding& finding =
                findings.report(info, word.text, word.span,
                                formatted("EXPOSE {} is not understood by everyone", word.text));
            finding.message = formatted("{} {}.", word.text, complaint);
        }
    }
}

} // namespace

Rule exposeFormat()
{
    return {info, check};
}

} // namespace pinwheel
