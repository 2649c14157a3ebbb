#include "core/resolver/pip_install.h"

#include "core/base/limits.h"
#include "core/resolver/answer.h"
#include "core/resolver/explain.h"

#include <algorithm>

namespace pinwheel {

namespace {

using namespace resolver;

struct Attempt {
    PipInstallResult result;
    std::vector<std::string> incompleteCauses;
    Ending ending = Ending::Impossible;
    bool hasBorrowed = false;
};

Attempt attempt(Workspace& workspace, const PipInstallRequest& request, const PackageIndex& index,
                const std::set<std::string, std::less<>>& assumed, bool borrows,
                std::stop_token stop, const ResolveProgress& progress)
{
    Attempt made;
    PipProvider provider(workspace, request, index, assumed, borrows);
    auto roots = provider.collectRoots();
    if (!roots) {
        made.ending = Ending::Refused;
        roots.error().derivation = explainFailure(roots.error(), request);
        made.result.failure = std::move(roots).error();
        return made;
    }
    Resolution resolution(
        provider, request.maximumRounds > 0 ? request.maximumRounds : limits::resolverRounds);
    made.ending = resolution.run(*roots, std::move(stop), progress);
    AnswerBuilder answer(provider, resolution);
    if (made.ending == Ending::Impossible) made.incompleteCauses = answer.incompleteCauses();
    made.result = made.ending == Ending::Found ? answer.success() : answer.failure(made.ending);
    made.result.rounds = resolution.rounds();
    made.result.backjumps = resolution.backjumps();
    made.hasBorrowed = provider.hasBorrowed();
    return made;
}

} // namespace

PipInstallResult resolvePipInstall(const PipInstallRequest& request, const PackageIndex& index,
                                   std::stop_token stop, const ResolveProgress& progress)
{
    const WorkspaceLease lease(index);
    Workspace& workspace = *lease;
    workspace.setTarget(request.target);
    // First with what is recorded alone, as if there were nothing else: a release that is not
    // recorded must not win over recorded ones that fit. Only where that fails, and only of the
    // projects that take part in the failure, releases that may exist are assumed. What is not
    // recorded of a release's requirements is taken from the releases next to it. Where that makes
    // the command fail, it may well require something else.
    Attempt first = attempt(workspace, request, index, {}, true, stop, progress);
    bool hasBorrowed = first.hasBorrowed;
    if (first.ending == Ending::Impossible && hasBorrowed)
        first = attempt(workspace, request, index, {}, false, stop, progress);
    if (first.ending != Ending::Impossible) return std::move(first.result);
    for (const bool borrows : {true, false}) {
        if (!borrows && !hasBorrowed) break;
        std::set<std::string, std::less<>> assumed;
        Attempt latest {
            .result = {}, .incompleteCauses = first.incompleteCauses, .ending = first.ending};
        for (std::size_t turn = 0;
             latest.ending == Ending::Impossible && turn < limits::assumptionTurns; ++turn) {
            const std::size_t before = assumed.size();
            assumed.insert(latest.incompleteCauses.begin(), latest.incompleteCauses.end());
            if (assumed.size() == before) break;
            latest = attempt(workspace, request, index, assumed, borrows, stop, progress);
            hasBorrowed = hasBorrowed || latest.hasBorrowed;
            if (latest.ending == Ending::Found) return std::move(latest.result);
        }
    }
    return std::move(first.result);
}

const Pin* PipInstallResult::find(std::string_view name) const
{
    const auto found = std::ranges::lower_bound(pins, name, {}, &Pin::name);
    return found != pins.end() && found->name == name ? &*found : nullptr;
}

std::string_view toText(PinAction action)
{
    switch (action) {
    case PinAction::Keep:
        return "keep";
    case PinAction::Install:
        return "install";
    case PinAction::Upgrade:
        return "upgrade";
    case PinAction::Downgrade:
        return "downgrade";
    case PinAction::Reinstall:
        return "reinstall";
    case PinAction::ReplaceBuild:
        return "replace the build";
    }
    return {};
}

std::string_view toText(PipFailure::Kind kind)
{
    switch (kind) {
    case PipFailure::Kind::NoMatch:
        return "no-match";
    case PipFailure::Kind::Conflict:
        return "conflict";
    case PipFailure::Kind::RequiresPython:
        return "requires-python";
    case PipFailure::Kind::TooDeep:
        return "too-deep";
    case PipFailure::Kind::Cancelled:
        return "cancelled";
    case PipFailure::Kind::BadRequirement:
        return "bad-requirement";
    case PipFailure::Kind::PipBreaks:
        return "pip-breaks";
    case PipFailure::Kind::HashesMissing:
        return "hashes-missing";
    }
    return {};
}

} // namespace pinwheel
