#include "core/build/decision.h"

namespace pinwheel {

std::string_view toText(DecisionKind kind)
{
    switch (kind) {
    case DecisionKind::Keep:
        return "keep";
    case DecisionKind::Install:
        return "install";
    case DecisionKind::Upgrade:
        return "upgrade";
    case DecisionKind::Downgrade:
        return "downgrade";
    case DecisionKind::Reinstall:
        return "reinstall";
    case DecisionKind::ReplaceBuild:
        return "replace the build";
    case DecisionKind::Uninstall:
        return "uninstall";
    case DecisionKind::Fail:
        return "fail";
    case DecisionKind::Undetermined:
        return "undetermined";
    }
    return {};
}

} // namespace pinwheel
