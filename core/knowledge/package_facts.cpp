#include "core/knowledge/knowledge_data.h"

#include <algorithm>

namespace pinwheel {
namespace {

/// Whether a version lies in [first, last]; a last version holds all that begin with it.
bool liesIn(std::string_view version, std::string_view first, std::string_view last)
{
    const DottedVersion asked = parseDottedVersion(version);
    if (asked.numbers.empty()) return false;
    if (!first.empty() && asked < parseDottedVersion(first)) return false;
    if (last.empty()) return true;
    const DottedVersion end = parseDottedVersion(last);
    return asked <= end || beginsWith(asked, end);
}

std::vector<std::string> names(const Json& fact, const char* key)
{
    return fact.contains(key) ? fact[key].get<std::vector<std::string>>()
                              : std::vector<std::string> {};
}

void takeNumpyRows(Knowledge::Data& data, const Json& fact, const FactCitation& citation)
{
    for (const Json& package : fact.at("packages"))
        for (const Json& row : fact.at("rows")) {
            NumpyRow entry {.firstVersion = row.value("first", ""),
                            .lastVersion = row.value("last", "")};
            entry.abi = {.worksWithNumpy1 = row.value("numpy1", true),
                         .worksWithNumpy2 = row.value("numpy2", true),
                         .declared = row.value("declared", ""),
                         .fact = citation};
            data.numpy[package.get<std::string>()].push_back(std::move(entry));
        }
}

void takePackageRows(Knowledge::Data& data, const Json& fact, const FactCitation& citation)
{
    for (const Json& row : fact.at("rows")) {
        PackageRow entry {.package = fact.at("package"),
                          .firstVersion = row.value("first", ""),
                          .lastVersion = row.value("last", ""),
                          .torch = row.value("torch", ""),
                          .cuda = row.value("cuda", ""),
                          .gpuCode = names(row, "gpuCode"),
                          .text = row.value("text", ""),
                          .fact = citation};
        data.packageRows[entry.package].push_back(std::move(entry));
    }
}

} // namespace

void takePackageFact(Knowledge::Data& data, const Json& fact, const FactCitation& citation)
{
    const std::string kind = fact.value("kind", "");
    if (kind == "numpy-abi") {
        takeNumpyRows(data, fact, citation);
    } else if (kind == "package-rows") {
        takePackageRows(data, fact, citation);
    } else if (kind == "shared-module") {
        data.sharedModules.push_back({.module = fact.at("module"),
                                      .distributions = names(fact, "distributions"),
                                      .consequence = fact.value("consequence", ""),
                                      .keep = fact.value("keep", ""),
                                      .fact = citation});
    } else if (kind == "needed-library") {
        for (const std::string& distribution : names(fact, "distributions"))
            data.neededLibraries.push_back({.distribution = distribution,
                                            .library = fact.at("library"),
                                            .debian = names(fact, "debian"),
                                            .alpine = names(fact, "alpine"),
                                            .fedora = names(fact, "fedora"),
                                            .instead = fact.value("instead", ""),
                                            .fact = citation});
    } else if (kind == "breaking-neighbour") {
        for (const std::string& package : names(fact, "packages"))
            data.breakingNeighbours.push_back({.package = package,
                                               .firstVersion = fact.value("first", ""),
                                               .lastVersion = fact.value("last", ""),
                                               .neighbour = fact.at("neighbour"),
                                               .neighbourFrom = fact.at("from"),
                                               .python = fact.value("python", ""),
                                               .symptom = fact.value("symptom", ""),
                                               .whenPresent = fact.value("whenPresent", false),
                                               .fact = citation});
    } else if (kind == "wheel-architectures") {
        data.wheelArchitectures.push_back({.package = fact.at("package"),
                                           .architectures = names(fact, "linux"),
                                           .fact = citation});
    } else if (kind == "misleading-name") {
        data.misleadingNames.push_back({.name = fact.at("name"),
                                        .instead = fact.value("instead", ""),
                                        .text = citation.text,
                                        .fails = fact.value("fails", false),
                                        .fact = citation});
    } else if (kind == "python-end-of-life") {
        for (const auto& [series, date] : fact.at("series").items())
            data.pythonEndOfLife[series] = date.get<std::string>();
    }
}

std::optional<NumpyAbi> Knowledge::numpyAbi(std::string_view package,
                                            std::string_view version) const
{
    if (package == "torch") {
        const TorchRelease* release = torchRelease(version);
        if (release == nullptr || !release->numpy2.isKnown()) return std::nullopt;
        return NumpyAbi {.worksWithNumpy2 = *release->numpy2, .fact = m_data->cite("numpy2-first")};
    }
    const auto rows = m_data->numpy.find(package);
    if (rows == m_data->numpy.end()) return std::nullopt;
    for (const NumpyRow& row : rows->second)
        if (liesIn(version, row.firstVersion, row.lastVersion)) return row.abi;
    return std::nullopt;
}

std::optional<PackageRow> Knowledge::packageRow(std::string_view package,
                                                std::string_view version) const
{
    const auto rows = m_data->packageRows.find(package);
    if (rows == m_data->packageRows.end()) return std::nullopt;
    // The row that begins latest is the closest one: 0.0.22.post4 lies in "0.0.21 - 0.0.22" as
    // well.
    const PackageRow* closest = nullptr;
    for (const PackageRow& row : rows->second)
        if (liesIn(version, row.firstVersion, row.lastVersion)
            && (closest == nullptr
                || parseDottedVersion(closest->firstVersion)
                    < parseDottedVersion(row.firstVersion)))
            closest = &row;
    return closest == nullptr ? std::nullopt : std::optional(*closest);
}

std::optional<PackageRow> Knowledge::firstPackageRowFor(std::string_view package,
                                                        ComputeCapability capability) const
{
    const auto rows = m_data->packageRows.find(package);
    if (rows == m_data->packageRows.end()) return std::nullopt;
    const PackageRow* first = nullptr;
    for (const PackageRow& row : rows->second) {
        std::vector<ComputeCapability> codes;
        for (const std::string& code : row.gpuCode)
            if (const auto parsed = parseComputeCapability(code)) codes.push_back(*parsed);
        if (row.firstVersion.empty() || codeFor(capability, codes, {}) == GpuCode::None) continue;
        if (first == nullptr
            || parseDottedVersion(row.firstVersion) < parseDottedVersion(first->firstVersion))
            first = &row;
    }
    return first == nullptr ? std::nullopt : std::optional(*first);
}

std::string Knowledge::firstWithNumpy2(std::string_view package) const
{
    const auto rows = m_data->numpy.find(package);
    if (rows == m_data->numpy.end()) return {};
    std::string first;
    for (const NumpyRow& row : rows->second)
        if (row.abi.worksWithNumpy2 && !row.firstVersion.empty()
            && (first.empty() || parseDottedVersion(row.firstVersion) < parseDottedVersion(first)))
            first = row.firstVersion;
    return first;
}

const std::vector<SharedModule>& Knowledge::sharedModules() const
{
    return m_data->sharedModules;
}

std::vector<NeededLibrary> Knowledge::neededLibraries(std::string_view distribution) const
{
    std::vector<NeededLibrary> libraries;
    for (const NeededLibrary& library : m_data->neededLibraries)
        if (library.distribution == distribution) libraries.push_back(library);
    return libraries;
}

std::vector<BreakingNeighbour> Knowledge::breakingNeighbours(std::string_view package,
                                                             std::string_view version) const
{
    std::vector<BreakingNeighbour> found;
    for (const BreakingNeighbour& fact : m_data->breakingNeighbours)
        if (fact.package == package && liesIn(version, fact.firstVersion, fact.lastVersion))
            found.push_back(fact);
    return found;
}

std::optional<WheelArchitectures> Knowledge::wheelArchitectures(std::string_view package) const
{
    const auto found =
        std::ranges::find(m_data->wheelArchitectures, package, &WheelArchitectures::package);
    return found == m_data->wheelArchitectures.end() ? std::nullopt : std::optional(*found);
}

std::optional<MisleadingName> Knowledge::misleadingName(std::string_view name) const
{
    const auto found = std::ranges::find(m_data->misleadingNames, name, &MisleadingName::name);
    return found == m_data->misleadingNames.end() ? std::nullopt : std::optional(*found);
}

Known<std::string> Knowledge::pythonEndOfLife(std::string_view series) const
{
    const auto found = m_data->pythonEndOfLife.find(majorMinor(series));
    if (found == m_data->pythonEndOfLife.end())
        return unknown("the end of Python " + std::string(series) + " was not read");
    return found->second;
}

} // namespace pinwheel
