#include "ui/timeline/timeline_rows.h"

#include "ui/qt_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t mostLanes = 200;

std::optional<Level> worse(std::optional<Level> a, std::optional<Level> b)
{
    return std::max(a, b);
}

/// What the findings say about each package, gathered once.
class PackageFindings
{
public:
    explicit PackageFindings(const Audit& audit)
    {
        for (const Finding& finding : audit.findings) {
            if (finding.suppressedBy) continue;
            // The layer that a finding blames is the last one that takes part.
            const std::uint32_t layer =
                finding.layers.empty() ? 0 : *std::ranges::max_element(finding.layers);
            for (const std::string& package : finding.packages) {
                About& about = m_about[package];
                about.worst = worse(about.worst, finding.level);
                about.byLayer[layer] = worse(about.byLayer[layer], finding.level);
                // Each counts by its level, and less the more packages share it: a switch that
                // writes a whole environment anew says little of any one of them.
                about.weight += std::pow(4.0, static_cast<double>(finding.level))
                    / static_cast<double>(finding.packages.size());
            }
        }
    }
    [[nodiscard]] std::optional<Level> worst(const std::string& package) const
    {
        const auto found = m_about.find(package);
        return found == m_about.end() ? std::nullopt : found->second.worst;
    }
    [[nodiscard]] std::optional<Level> worst(const std::string& package, std::uint32_t layer) const
    {
        const auto found = m_about.find(package);
        if (found == m_about.end()) return std::nullopt;
        const auto here = found->second.byLayer.find(layer);
        return here == found->second.byLayer.end() ? std::nullopt : here->second;
    }
    [[nodiscard]] double weight(const std::string& package) const
    {
        const auto found = m_about.find(package);
        return found == m_about.end() ? 0 : found->second.weight;
    }

private:
    struct About {
        std::optional<Level> worst;
        std::map<std::uint32_t, std::optional<Level>> byLayer;
        double weight = 0;
    };
    std::map<std::string, About> m_about;
};

QString labelOf(const Decision& decision)
{
    const QString version = decision.versionKnown
        ? toShownText(decision.after)
        : QCoreApplication::translate("Timeline", "version not known");
    const QString index = toShownText(decision.afterIndex);
    switch (decision.kind) {
    case DecisionKind::Reinstall:
        return QCoreApplication::translate("Timeline", "%1 reinstalled").arg(version);
    case DecisionKind::ReplaceBuild:
        return index.isEmpty() ? version : version + u" · "_s + index;
    case DecisionKind::Uninstall:
        return QCoreApplication::translate("Timeline", "removed");
    case DecisionKind::Fail:
        return QCoreApplication::translate("Timeline", "fails");
    case DecisionKind::Keep:
    case DecisionKind::Install:
    case DecisionKind::Upgrade:
    case DecisionKind::Downgrade:
    case DecisionKind::Undetermined:
        break;
    }
    return version;
}

struct LaneMaker {
    const PackageFindings& findings;
    std::map<std::string, Lane> lanes;

    void add(const std::string& name, const std::string& displayName, LanePoint point)
    {
        Lane& lane = lanes[name];
        if (lane.name.isEmpty()) {
            lane.name = toQString(name);
            lane.displayName = toShownText(displayName.empty() ? name : displayName);
        }
        if (!lane.points.empty() && lane.points.back().card == point.card) {
            lane.points.back().label = point.label;
            lane.points.back().worst = worse(lane.points.back().worst, point.worst);
        } else {
            lane.points.push_back(std::move(point));
        }
    }
};

/// Distributions that a layer brings without an install command that we follow: a base image, apt.
/// `before` is the layer before it, null for the first: environments that it left as they are share
/// one object, and hold no change.
void addEnvironmentChanges(LaneMaker& maker, const Layer* before, const Layer& layer, int card,
                           const std::set<std::string>& decided,
                           std::map<std::string, std::string>& seen)
{
    for (const EnvironmentPtr& environment : layer.environments) {
        if (!environment
            || (before != nullptr && std::ranges::contains(before->environments, environment)))
            continue;
        for (const InstalledDistribution& installed : environment->distributions) {
            const std::string version = installed.versionText();
            const auto [entry, isNew] =
                seen.emplace(environment->name + '\n' + installed.name, version);
            if (!isNew && entry->second == version) continue;
            entry->second = version;
            if (decided.contains(installed.name)) continue;
            QString label = toShownText(version);
            if (!installed.installer.empty() && installed.installer != "pip")
                label += u" ("_s + toShownText(installed.installer) + u')';
            maker.add(installed.name, installed.displayName,
                      {.card = card,
                       .label = label,
                       .worst = maker.findings.worst(installed.name, layer.number)});
        }
    }
}

} // namespace

std::vector<TimelineCard> timelineCards(const Audit& audit)
{
    std::vector<TimelineCard> cards;
    const BuildTrace& trace = audit.model.trace;
    for (const Layer& layer : trace.layers) {
        TimelineCard card {.layer = layer.number,
                           .line = layer.line,
                           .stage = layer.stage,
                           .stageName = {},
                           .tool = toShownText(layer.tool),
                           .title = toShownText(layer.title),
                           .subtitle = toShownText(layer.subtitle),
                           .worst = std::nullopt,
                           .inTarget = layer.inTarget};
        if (trace.stages.size() > 1 && (cards.empty() || cards.back().stage != layer.stage)
            && layer.stage < trace.stages.size()) {
            const std::string& name = trace.stages[layer.stage].name;
            card.stageName = name.empty()
                ? QCoreApplication::translate("Timeline", "stage %1").arg(layer.stage)
                : toShownText(name);
        }
        for (const Finding& finding : audit.findings) {
            if (finding.suppressedBy || !layer.span.overlaps(finding.span)) continue;
            card.worst = worse(card.worst, finding.level);
            ++card.findings;
        }
        cards.push_back(std::move(card));
    }
    return cards;
}

std::vector<Lane> timelineLanes(const Audit& audit, const std::vector<TimelineCard>& cards)
{
    const BuildTrace& trace = audit.model.trace;
    const PackageFindings findings(audit);
    LaneMaker maker {.findings = findings, .lanes = {}};
    std::map<std::string, std::string> seen;
    for (std::size_t i = 0; i < cards.size() && i < trace.layers.size(); ++i) {
        const Layer& layer = trace.layers[i];
        std::set<std::string> decided;
        for (const std::uint32_t install : layer.installs) {
            if (install >= trace.installs.size()) continue;
            for (const Decision& decision : trace.installs[install].decisions) {
                decided.insert(decision.name);
                if (decision.kind == DecisionKind::Keep) continue;
                maker.add(decision.name, decision.displayName,
                          {.card = static_cast<int>(i),
                           .label = labelOf(decision),
                           .worst = findings.worst(decision.name, layer.number),
                           .removed = decision.kind == DecisionKind::Uninstall});
            }
        }
        addEnvironmentChanges(maker, i == 0 ? nullptr : &trace.layers[i - 1], layer,
                              static_cast<int>(i), decided, seen);
    }

    std::set<std::string> pinned;
    std::set<std::string> named; // What the files ask for stands before what comes along with it.
    for (const Mention& mention : trace.mentions) {
        if (!mention.applies) continue;
        named.insert(mention.name);
        if (mention.specifier.starts_with("==")) pinned.insert(mention.name);
    }
    /// What stands higher is larger.
    using Rank = std::tuple<double, bool, std::size_t>;
    std::vector<std::pair<Rank, Lane*>> ranked;
    for (auto& [name, lane] : maker.lanes) {
        if (lane.points.size() < 2 && !pinned.contains(name)) continue;
        ranked.emplace_back(Rank(findings.weight(name), named.contains(name), lane.points.size()),
                            &lane);
    }
    std::ranges::stable_sort(ranked, std::ranges::greater {},
                             [](const auto& entry) { return entry.first; });
    if (ranked.size() > mostLanes) ranked.resize(mostLanes);
    std::vector<Lane> lanes;
    for (const auto& [rank, lane] : ranked) {
        for (const LanePoint& point : lane->points)
            lane->worst = worse(lane->worst, point.worst);
        lane->worst = worse(lane->worst, findings.worst(toStdString(lane->name)));
        lanes.push_back(std::move(*lane));
    }
    return lanes;
}

} // namespace pinwheel
