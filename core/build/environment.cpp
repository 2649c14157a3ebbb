#include "core/build/environment.h"

#include <algorithm>

namespace pinwheel {

std::string_view toText(MetadataKind kind)
{
    switch (kind) {
    case MetadataKind::DistInfo:
        return "dist-info";
    case MetadataKind::DistInfoNoRecord:
        return "dist-info without RECORD";
    case MetadataKind::EggInfo:
        return "egg-info folder";
    case MetadataKind::Distutils:
        return "distutils";
    case MetadataKind::Conda:
        return "conda";
    case MetadataKind::Unknown:
        return "unknown";
    }
    return {};
}

std::string InstalledDistribution::versionText() const
{
    if (version.isKnown()) return *version;
    return range.empty() ? "?" : range;
}

const InstalledDistribution* Environment::find(std::string_view wanted) const
{
    const auto found =
        std::ranges::lower_bound(distributions, wanted, {}, &InstalledDistribution::name);
    return found != distributions.end() && found->name == wanted ? &*found : nullptr;
}

void Environment::put(InstalledDistribution distribution)
{
    const auto place = std::ranges::lower_bound(distributions, distribution.name, {},
                                                &InstalledDistribution::name);
    if (place != distributions.end() && place->name == distribution.name)
        *place = std::move(distribution);
    else
        distributions.insert(place, std::move(distribution));
}

void Environment::put(std::vector<InstalledDistribution> sorted)
{
    std::vector<InstalledDistribution> merged;
    merged.reserve(distributions.size() + sorted.size());
    auto old = distributions.begin();
    for (InstalledDistribution& each : sorted) {
        while (old != distributions.end() && old->name < each.name)
            merged.push_back(std::move(*old++));
        if (old != distributions.end() && old->name == each.name) ++old;
        merged.push_back(std::move(each));
    }
    std::move(old, distributions.end(), std::back_inserter(merged));
    distributions = std::move(merged);
}

void Environment::remove(std::string_view gone)
{
    std::erase_if(distributions, [&](const InstalledDistribution& d) { return d.name == gone; });
}

} // namespace pinwheel
