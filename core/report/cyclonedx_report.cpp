// A CycloneDX 1.6 bill of materials of the environment that the image is predicted to end with.
// Each component says by which line it came; a version that is not known is left out and its range
// is a property. No serial number and no time stamp: the same audit gives the same bytes. Hashes
// are those that the index records for the file; where it records none, a property says so.

#include "core/base/format.h"
#include "core/base/redact.h"
#include "core/report/all_formats.h"
#include "core/report/escape.h"
#include "core/report/json_facts.h"
#include "core/report/outline.h"
#include "core/report/places.h"

#include <array>
#include <map>

namespace pinwheel {
namespace {

std::string percentEncoded(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || (c >= '0' && c <= '9') || std::string_view("-._~").contains(c);
        if (plain)
            out += c;
        else
            out += formatted("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
    return out;
}

/// Package URL; empty for what does not come from a Python or conda index (an apt package has
/// another identity).
std::string packageUrl(const InstalledDistribution& distribution)
{
    if (distribution.installer == "apt" || distribution.installer == "apk"
        || distribution.installer == "dnf")
        return {};
    const std::string_view type = distribution.metadata == MetadataKind::Conda ? "conda" : "pypi";
    std::string out =
        formatted("pkg:{}/{}", type, percentEncoded(redactCredentials(distribution.name)));
    if (distribution.version) out += "@" + percentEncoded(redactCredentials(*distribution.version));
    return out;
}

std::string referenceOf(const InstalledDistribution& distribution)
{
    return dataText(distribution.name + "@" + distribution.versionText());
}

/// The hashes whose algorithm CycloneDX has a name for and whose digits have its length.
OrderedJson hashesOf(const InstalledDistribution& distribution)
{
    struct Algorithm {
        std::string_view word;
        std::string_view name;
        std::size_t digits = 0;
    };
    constexpr std::array algorithms = {
        Algorithm {"md5:", "MD5", 32}, Algorithm {"sha1:", "SHA-1", 40},
        Algorithm {"sha256:", "SHA-256", 64}, Algorithm {"sha384:", "SHA-384", 96},
        Algorithm {"sha512:", "SHA-512", 128}};
    OrderedJson out = OrderedJson::array();
    for (const std::string_view hash : distribution.hashes)
        for (const Algorithm& algorithm : algorithms) {
            if (!hash.starts_with(algorithm.word)) continue;
            const std::string_view digits = hash.substr(algorithm.word.size());
            const bool isWhole = digits.size() == algorithm.digits
                && digits.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
            if (isWhole) out.push_back({{"alg", algorithm.name}, {"content", digits}});
        }
    return out;
}

OrderedJson componentOf(const Audit& audit, const InstalledDistribution& distribution)
{
    OrderedJson out = {{"type", "library"},
                       {"bom-ref", referenceOf(distribution)},
                       {"name", dataText(distribution.name)}};
    if (distribution.version) out["version"] = dataText(*distribution.version);
    if (const std::string url = packageUrl(distribution); !url.empty()) out["purl"] = url;
    OrderedJson hashes = hashesOf(distribution);
    OrderedJson properties = OrderedJson::array();
    const auto add = [&](std::string_view name, std::string_view value) {
        if (!value.empty())
            properties.push_back(
                {{"name", formatted("pinwheel:{}", name)}, {"value", dataText(value)}});
    };
    add("grade", toText(distribution.grade));
    add("index", distribution.index);
    add("installer", distribution.installer);
    if (!distribution.version) {
        add("version-range", distribution.range.empty() ? "any" : distribution.range);
        add("version-unknown", distribution.version.reason());
    }
    if (hashes.empty() && out.contains("purl"))
        add("hashes-unknown", "the index data records no hash of its file");
    for (const std::string& stale : distribution.staleVersions)
        add("stale-metadata", stale);
    if (!hashes.empty()) out["hashes"] = std::move(hashes);
    OrderedJson occurrences = OrderedJson::array();
    if (const Layer* layer = audit.model.trace.layer(distribution.layer))
        occurrences.push_back(
            {{"location", dataText(placeOf(audit.model.sources, layer->span).file)},
             {"line", layer->line}});
    if (distribution.askedBy) {
        const Place place = placeOf(audit.model.sources, *distribution.askedBy);
        OrderedJson asked = {{"location", dataText(place.file)}, {"line", place.begin.line}};
        if (occurrences.empty() || occurrences.front() != asked)
            occurrences.push_back(std::move(asked));
    }
    if (!occurrences.empty()) out["evidence"] = {{"occurrences", std::move(occurrences)}};
    out["properties"] = std::move(properties);
    return out;
}

} // namespace

std::string renderCycloneDx(const Audit& audit, const ReportOptions& options)
{
    OrderedJson tool = {{"type", "application"}, {"name", "Pinwheel"}};
    if (!options.toolVersion.empty()) tool["version"] = options.toolVersion;
    const std::string project = options.project.empty() ? "image" : dataText(options.project);
    OrderedJson image = {{"type", "container"}, {"bom-ref", "image"}, {"name", project}};
    OrderedJson components = OrderedJson::array();
    std::map<std::string, OrderedJson> dependsOn;
    const auto environment = finalEnvironment(audit);
    OrderedJson roots = OrderedJson::array();
    if (environment) {
        std::map<std::string, std::string> references;
        for (const InstalledDistribution& distribution : environment->distributions)
            references[distribution.name] = referenceOf(distribution);
        for (const InstalledDistribution& distribution : environment->distributions) {
            components.push_back(componentOf(audit, distribution));
            dependsOn.try_emplace(references[distribution.name], OrderedJson::array());
            for (const std::string& parent : distribution.requiredBy)
                if (const auto found = references.find(parent); found != references.end())
                    dependsOn.try_emplace(found->second, OrderedJson::array())
                        .first->second.push_back(references[distribution.name]);
            if (distribution.askedBy || distribution.requiredBy.empty())
                roots.push_back(references[distribution.name]);
        }
    }
    OrderedJson dependencies =
        OrderedJson::array({{{"ref", "image"}, {"dependsOn", std::move(roots)}}});
    for (auto& [reference, children] : dependsOn)
        dependencies.push_back({{"ref", reference}, {"dependsOn", std::move(children)}});
    OrderedJson metadata = {{"tools", {{"components", OrderedJson::array({std::move(tool)})}}},
                            {"component", std::move(image)}};
    for (const std::string& limit : audit.limitsReached)
        metadata["properties"].push_back(
            {{"name", "pinwheel:limit-reached"}, {"value", dataText(limit)}});
    OrderedJson out = {{"$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json"},
                       {"bomFormat", "CycloneDX"},
                       {"specVersion", "1.6"},
                       {"version", 1},
                       {"metadata", std::move(metadata)},
                       {"components", std::move(components)},
                       {"dependencies", std::move(dependencies)}};
    if (environment && !environment->complete)
        out["compositions"] = OrderedJson::array(
            {{{"aggregate", "incomplete"}, {"assemblies", OrderedJson::array({"image"})}}});
    return jsonText(out);
}

} // namespace pinwheel
