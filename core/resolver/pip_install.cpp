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
        bool sawIncompleteData = false;
        Ending ending = Ending::Impossible;
    };

    Attempt attempt(Workspace& workspace, const PipInstallRequest& request, const PackageIndex& index, bool assumeUnrecorded,
        std::stop_token stop, const ResolveProgress& progress)
    {
        Attempt made;
        PipProvider provider(workspace, request, index, assumeUnrecorded);
        auto roots = provider.collectRoots();
        if (!roots) {
            made.ending = Ending::Refused;
            roots.error().derivation = explainFailure(roots.error(), request);
            made.result.failure = std::move(roots).error();
            return made;
        }
        Resolution resolution(provider, request.maximumRounds > 0 ? request.maximumRounds : limits::resolverRounds);
        made.ending = resolution.run(*roots, std::move(stop), progress);
        AnswerBuilder answer(provider, resolution);
        made.sawIncompleteData = answer.sawIncompleteData();
        made.result = made.ending == Ending::Found ? answer.success() : answer.failure(made.ending);
        made.result.rounds = resolution.rounds();
        made.result.backjumps = resolution.backjumps();
        return made;
    }

} // namespace

PipInstallResult resolvePipInstall(const PipInstallRequest& request, const PackageIndex& index, std::stop_token stop,
    const ResolveProgress& progress)
{
    const WorkspaceLease lease(index);
    Workspace& workspace = *lease;
    workspace.setTarget(request.target);
    // First with what is recorded alone, as if there were nothing else: a release that is not recorded must not win
    // over recorded ones that fit. Only where that fails, releases that may exist are assumed.
    Attempt first = attempt(workspace, request, index, false, stop, progress);
    if (first.ending != Ending::Impossible || !first.sawIncompleteData) return std::move(first.result);
    Attempt second = attempt(workspace, request, index, true, stop, progress);
    return std::move(second.ending == Ending::Found ? second.result : first.result);
}

const Pin* PipInstallResult::find(std::string_view name) const
{
    const auto found = std::ranges::lower_bound(pins, name, {}, &Pin::name);
    return found != pins.end() && found->name == name ? &*found : nullptr;
}

std::string_view toText(PipFailure::Kind kind)
{
    switch (kind) {
    case PipFailure::Kind::NoMatch: return "no-match";
    case PipFailure::Kind::Conflict: return "conflict";
    case PipFailure::Kind::RequiresPython: return "requires-python";
    case PipFailure::Kind::TooDeep: return "too-deep";
    case PipFailure::Kind::Cancelled: return "cancelled";
    case PipFailure::Kind::BadRequirement: return "bad-requirement";
    case PipFailure::Kind::HashesMissing: return "hashes-missing";
    }
    return {};
}

} // namespace pinwheel
