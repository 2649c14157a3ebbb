#include "core/resolver/explain.h"

#include "core/base/format.h"
#include "core/python/project_name.h"
#include "core/python/requirement.h"

#include <algorithm>

namespace pinwheel::resolver {

namespace {

std::string joined(const std::vector<std::string>& parts)
{
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) text += i + 1 == parts.size() ? " and " : ", ";
        text += parts[i];
    }
    return text;
}

/// "docstrange, runpod and 3 others"; empty where only the command asks.
std::string parentsOf(const Pin& pin)
{
    std::vector<std::string> names;
    for (const Asker& asker : pin.askedBy)
        if (!asker.parent.empty() && !std::ranges::contains(names, asker.parent))
            names.push_back(asker.parent);
    constexpr std::size_t shown = 3;
    if (names.size() > shown + 1) {
        const std::size_t others = names.size() - shown;
        names.resize(shown);
        names.push_back(formatted("{} others", others));
    }
    return joined(names);
}

bool isNamed(const Pin& pin)
{
    return std::ranges::any_of(pin.askedBy,
                               [](const Asker& asker) { return asker.origin.has_value(); });
}

bool isExact(std::string_view range)
{
    return range.starts_with("==") && !range.contains(',') && !range.ends_with(".*");
}

std::string satisfied(const Pin& pin)
{
    return pin.range.empty() ? "no version is asked for" : "it satisfies " + pin.range;
}

std::string whoAsks(const Pin& pin)
{
    const std::string parents = parentsOf(pin);
    return isNamed(pin) || parents.empty() ? std::string() : formatted(", required by {}", parents);
}

std::string chosen(const Pin& pin)
{
    const std::string from = pin.index.empty()
        ? std::string()
        : formatted(" from the {}",
                    pin.index.ends_with("index") ? pin.index : pin.index + " index");
    if (pin.version.empty()) return formatted("which version{} is taken is not known", from);
    if (isExact(pin.range))
        return formatted("{}{} is what {} asks for", pin.version, from, pin.range);
    if (pin.range.empty())
        return formatted("{}{} is the newest release that fits", pin.version, from);
    return formatted("{}{} is the newest release that satisfies {}", pin.version, from, pin.range);
}

std::string whyReplaced(const Pin& pin, const PipInstallRequest& request)
{
    if (request.ignoreInstalled) return "because --ignore-installed hides what is installed";
    if (request.forceReinstall)
        return "because --force-reinstall takes no notice of what is installed";
    const auto before = parseVersion(pin.before);
    const auto range = parseSpecifierSet(pin.range);
    if (before && range && !range->contains(*before, true))
        return formatted("because {} does not satisfy {}", pin.before, pin.range);
    if (request.strategy != UpgradeStrategy::ToSatisfyOnly)
        return "because --upgrade asks for the newest";
    return formatted("because {} does not go with the other requirements",
                     pin.before.empty() ? "what is installed" : pin.before);
}

} // namespace

std::string explainPin(const Pin& pin, const PipInstallRequest& request)
{
    switch (pin.action) {
    case PinAction::Keep:
        if (pin.before.empty())
            return "kept, because some version of it is installed and none is known not to fit";
        if (pin.range.empty())
            return formatted("kept, because {} is installed and {}", pin.before, satisfied(pin));
        return formatted("kept, because {} satisfies {}", pin.before, pin.range);
    case PinAction::Install:
        return formatted("installed{}: {}", whoAsks(pin), chosen(pin));
    case PinAction::Upgrade:
        if (pin.before.empty())
            return formatted("put in the place of what is installed, {}: {}",
                             whyReplaced(pin, request), chosen(pin));
        return formatted("upgraded from {}, {}: {}", pin.before, whyReplaced(pin, request),
                         chosen(pin));
    case PinAction::Downgrade:
        return formatted("downgraded from {}, {}: {}", pin.before, whyReplaced(pin, request),
                         chosen(pin));
    case PinAction::Reinstall:
        return formatted("{} is installed again, {}", pin.version, whyReplaced(pin, request));
    case PinAction::ReplaceBuild:
        return formatted("{} is replaced by another build, {}: {}", pin.before,
                         whyReplaced(pin, request), chosen(pin));
    }
    return {};
}

std::string explainFailure(const PipFailure& failure, const PipInstallRequest& request)
{
    std::string text;
    std::vector<std::string> asked;
    for (const PipFailure::Cause& cause : failure.causes)
        if (cause.parent.empty()) asked.push_back(cause.requirement);
    if (!asked.empty()) text = formatted("The command asks for {}.", joined(asked));
    for (const PipFailure::Cause& cause : failure.causes) {
        if (cause.parent.empty()) continue;
        if (!text.empty()) text += ' ';
        text += formatted("{} {} requires {}.", cause.parent,
                          cause.parentVersion.empty() ? "(version not known)" : cause.parentVersion,
                          cause.requirement);
    }
    for (const RootRequirement& root : request.requirements)
        if (root.constraint && std::ranges::contains(failure.constraints, root.origin))
            text += formatted("{}A constraint allows only {}.", text.empty() ? "" : " ", root.text);
    switch (failure.kind) {
    case PipFailure::Kind::Conflict:
        text += " No release fulfils all of these together.";
        break;
    case PipFailure::Kind::NoMatch:
        text += " No release that fits this Python and platform fulfils it.";
        break;
    case PipFailure::Kind::RequiresPython:
        text += " This Python does not fulfil it.";
        break;
    case PipFailure::Kind::TooDeep:
        text = "The search was given up after too many rounds, as pip gives it up.";
        break;
    case PipFailure::Kind::Cancelled:
        text = "The search was cancelled.";
        break;
    case PipFailure::Kind::PipBreaks:
        text = "pip breaks off with an internal error after going back over releases: requirements "
               "that nobody makes any more are still in its way.";
        break;
    case PipFailure::Kind::BadRequirement:
    case PipFailure::Kind::HashesMissing:
        text = failure.message + '.';
        break;
    }
    return text;
}

} // namespace pinwheel::resolver
