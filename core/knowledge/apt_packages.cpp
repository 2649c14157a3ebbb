#include "core/knowledge/knowledge_data.h"

#include <algorithm>

namespace pinwheel {
namespace {

/// PEP 503.
std::string normalizedName(std::string_view name)
{
    std::string normalized;
    for (const char c : name) {
        const bool separator = c == '-' || c == '_' || c == '.';
        if (separator && !normalized.empty() && normalized.back() == '-') continue;
        normalized += separator ? '-' : static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    return normalized;
}

AptMetadata metadataOf(std::string_view word)
{
    if (word == "U" || word == "distutils") return AptMetadata::Distutils;
    if (word == "E" || word == "egg-info") return AptMetadata::EggInfo;
    if (word == "I" || word == "dist-info") return AptMetadata::DistInfo;
    if (word == "R" || word == "dist-info+RECORD") return AptMetadata::DistInfoRecord;
    return AptMetadata::Unknown;
}

/// The lines of a sorted list whose first field is `package`.
std::vector<std::string_view> linesOf(std::string_view list, std::string_view package)
{
    std::size_t low = 0;
    std::size_t high = list.size();
    while (low < high) {
        std::size_t middle = low + (high - low) / 2;
        const std::size_t before = list.rfind('\n', middle == 0 ? 0 : middle - 1);
        middle = before == std::string_view::npos || before < low ? low : before + 1;
        const std::size_t end = std::min(list.find('\n', middle), list.size());
        const std::string_view field = list.substr(middle, list.find('\t', middle) - middle);
        if (field < package)
            low = std::min(end + 1, list.size());
        else
            high = middle;
    }
    std::vector<std::string_view> lines;
    while (low < list.size()) {
        const std::size_t end = std::min(list.find('\n', low), list.size());
        const std::string_view line = list.substr(low, end - low);
        if (!line.starts_with(package) || line.substr(package.size(), 1) != "\t") break;
        lines.push_back(line);
        low = end + 1;
    }
    return lines;
}

AptPythonDistribution fromLine(std::string_view line, const FactCitation& fact)
{
    const std::size_t first = line.find('\t');
    const std::size_t second = line.find('\t', first + 1);
    const std::size_t third = line.find('\t', second + 1);
    AptPythonDistribution distribution {
        .distribution = normalizedName(line.substr(first + 1, second - first - 1)),
        .metadata = metadataOf(line.substr(third + 1)),
        .fact = fact};
    const std::string version(line.substr(second + 1, third - second - 1));
    if (version != "?") distribution.version = version;
    return distribution;
}

std::string_view withoutVersion(std::string_view package)
{
    const std::size_t equals = package.find_first_of("=:");
    return package.substr(0, equals);
}

bool isPythonSeries(std::string_view text)
{
    return text.size() >= 3 && text.starts_with("3.")
        && std::ranges::all_of(text.substr(2), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

void takeAptFact(Knowledge::Data& data, const Json& fact, const FactCitation& citation)
{
    const std::string kind = fact.value("kind", "");
    if (kind == "apt-list") {
        data.aptLists.push_back({fact.at("os"), fact.at("version"), fact.at("file"),
                                 citation.id}); // the reader puts the text in
    } else if (kind == "apt-package") {
        AptPackageRow row {
            .os = fact.at("os"), .version = fact.at("version"), .package = fact.at("package")};
        row.distribution = {.distribution =
                                normalizedName(fact.at("distribution").get<std::string>()),
                            .metadata = metadataOf(fact.at("metadata").get<std::string>()),
                            .fact = citation};
        if (fact.contains("distributionVersion"))
            row.distribution.version = fact["distributionVersion"].get<std::string>();
        data.aptPackages.push_back(std::move(row));
    }
}

std::vector<AptPythonDistribution> Knowledge::aptPythonDistributions(std::string_view os,
                                                                     std::string_view osVersion,
                                                                     std::string_view package) const
{
    package = withoutVersion(package);
    std::vector<AptPythonDistribution> distributions;
    for (const AptPackageRow& row : m_data->aptPackages)
        if (row.os == os && row.version == osVersion && row.package == package)
            distributions.push_back(row.distribution);
    if (!distributions.empty()) return distributions;
    for (const AptList& list : m_data->aptLists) {
        if (list.os != os || list.version != osVersion) continue;
        for (const std::string_view line : linesOf(list.text, package))
            distributions.push_back(fromLine(line, m_data->cite(list.factId)));
        return distributions;
    }
    // No list of this release: what other releases of the family call it, without a version.
    if (os != "ubuntu" && os != "debian") return distributions;
    for (const AptList& list : m_data->aptLists) {
        for (const std::string_view line : linesOf(list.text, package)) {
            AptPythonDistribution distribution = fromLine(line, m_data->cite(list.factId));
            distribution.version = unknown(std::string(os) + " " + std::string(osVersion)
                                           + "'s package list was not read");
            distribution.metadata = AptMetadata::Unknown;
            if (std::ranges::none_of(distributions, [&](const AptPythonDistribution& d) {
                    return d.distribution == distribution.distribution;
                }))
                distributions.push_back(std::move(distribution));
        }
        if (!distributions.empty()) break;
    }
    return distributions;
}

std::optional<SystemPythonPackage> Knowledge::systemPythonPackage(std::string_view os,
                                                                  std::string_view osVersion,
                                                                  std::string_view package) const
{
    package = withoutVersion(package);
    const OsRow* system = m_data->system(os, osVersion);
    const std::string own = system != nullptr && system->python ? *system->python : "";
    if (os == "alpine") {
        if (package == "python3" || package == "python3-dev")
            return SystemPythonPackage {.python = own};
        if (package == "py3-pip") return SystemPythonPackage {.python = own, .bringsPip = true};
        return std::nullopt;
    }
    if (package == "python3-pip") return SystemPythonPackage {.python = own, .bringsPip = true};
    if (package == "python3" || package == "python3-dev" || package == "python3-venv"
        || package == "python3-minimal" || package == "python-is-python3"
        || package == "python3-full" || package == "python3-all" || package == "python3-devel"
        || package == "python3-setuptools" || package == "python3-wheel")
        return SystemPythonPackage {.python = own};
    if (!package.starts_with("python3.")) return std::nullopt;
    std::string_view series = package.substr(6);
    const std::size_t dash = series.find('-');
    const std::string_view part = dash == std::string_view::npos ? "" : series.substr(dash + 1);
    series = series.substr(0, dash);
    if (!isPythonSeries(series)) return std::nullopt;
    SystemPythonPackage answer {.python = std::string(series)};
    answer.bringsPip = part == "pip"; // Fedora's and Amazon Linux's python3.11-pip
    answer.fromDeadsnakes = os == "ubuntu" && !own.empty() && own != series;
    return answer;
}

Known<std::string> Knowledge::distributionPip(std::string_view os, std::string_view osVersion) const
{
    for (const AptPythonDistribution& distribution :
         aptPythonDistributions(os, osVersion, "python3-pip"))
        if (distribution.distribution == "pip") return distribution.version;
    return unknown("the pip that this system packages was not read");
}

} // namespace pinwheel
