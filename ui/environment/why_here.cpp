#include "ui/environment/why_here.h"

#include "ui/qt_text.h"
#include "ui/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <deque>
#include <map>

namespace pinwheel {

namespace {

QString nameAndVersion(const InstalledDistribution& installed)
{
    return toShownText((installed.displayName.empty() ? installed.name : installed.displayName)
                       + ' ' + installed.versionText());
}

WhyStep originOf(const Audit& audit, const InstalledDistribution& installed)
{
    if (installed.askedBy)
        return {.words = placeText(audit.model.sources, *installed.askedBy),
                .span = installed.askedBy};
    const QString who =
        toShownText(installed.installer.empty() ? std::string("?") : installed.installer);
    const Layer* const layer = audit.model.trace.layer(installed.layer);
    if (layer == nullptr) return {.words = who, .span = std::nullopt};
    return {
        .words =
            QCoreApplication::translate("Environment", "%1, layer %2").arg(who).arg(layer->number),
        .span = layer->span};
}

} // namespace

EnvironmentPtr environmentAfter(const Audit& audit, const QString& name, std::uint32_t layer)
{
    EnvironmentPtr last;
    for (const Layer& candidate : audit.model.trace.layers) {
        if (layer != 0 && candidate.number > layer) break;
        for (const EnvironmentPtr& environment : candidate.environments)
            if (environment && toShownText(environment->name) == name) last = environment;
    }
    return last;
}

std::vector<WhyStep> whyHere(const Audit& audit, const Environment& environment,
                             const std::string& package)
{
    if (environment.find(package) == nullptr) return {};
    // Breadth first, so that the way is the shortest; each package once, so that circles end.
    std::map<std::string, std::string> cameFrom {{package, {}}};
    std::deque<std::string> open {package};
    std::string reached = package;
    while (!open.empty()) {
        const std::string name = open.front();
        open.pop_front();
        const InstalledDistribution* const installed = environment.find(name);
        if (installed == nullptr) continue;
        if (installed->askedBy || installed->requiredBy.empty()) {
            reached = name;
            break;
        }
        for (const std::string& parent : installed->requiredBy)
            if (environment.find(parent) != nullptr && cameFrom.emplace(parent, name).second)
                open.push_back(parent);
    }
    std::vector<WhyStep> steps {originOf(audit, *environment.find(reached))};
    for (std::string name = reached; !name.empty(); name = cameFrom[name])
        steps.push_back({.words = nameAndVersion(*environment.find(name)), .span = std::nullopt});
    std::ranges::reverse(steps);
    return steps;
}

} // namespace pinwheel
