// Base images: from an image reference to what is in the image. Each family of images has its own
// tag grammar (image_families.h); the facts themselves are in resources/knowledge/base-images.json
// and cuda.json.

#include "core/knowledge/image_families.h"

#include <algorithm>
#include <array>
#include <ranges>

namespace pinwheel {
namespace {

/// `*` stands for any bytes.
bool matchesGlob(std::string_view pattern, std::string_view text)
{
    if (pattern.empty() || pattern == "*") return true;
    const std::size_t star = pattern.find('*');
    if (star == std::string_view::npos) return pattern == text;
    return text.starts_with(pattern.substr(0, star)) && text.ends_with(pattern.substr(star + 1))
        && text.size() + 1 >= pattern.size();
}

std::string summaryOf(const BaseImageFacts& image)
{
    std::vector<std::string> parts;
    if (image.os.isKnown() && !image.os->empty())
        parts.push_back(shownSystemName(*image.os)
                        + (image.osVersion.isKnown() ? " " + *image.osVersion : ""));
    if (image.cudaToolkit.isKnown() && !image.cudaToolkit->empty()) {
        parts.push_back("CUDA " + *image.cudaToolkit
                        + (image.cudaFlavor.empty() ? "" : " " + image.cudaFlavor));
        if (image.hasCudnn.isKnown()) {
            if (!*image.hasCudnn)
                parts.emplace_back("no cuDNN");
            else
                parts.push_back("cuDNN"
                                + (image.cudnnVersion.isKnown() ? " " + *image.cudnnVersion : ""));
        }
    }
    if (!image.condaTool.empty()) parts.push_back(image.condaTool);
    if (image.python.isKnown())
        parts.push_back(image.python->empty() ? "no Python" : "Python " + *image.python);
    for (const PreinstalledDistribution& distribution : image.preinstalled)
        if (distribution.name == "torch" || distribution.name.starts_with("tensorflow"))
            parts.push_back(distribution.name
                            + (distribution.version.isKnown() ? " " + *distribution.version : ""));
    std::string text;
    for (const std::string& part : parts)
        text += (text.empty() ? "" : " · ") + part;
    return text.empty() ? "nothing is known of this image" : text;
}

/// Fields that a row of the user's own file sets over what the family or its base gave.
void applyFields(BaseImageFacts& image, const Knowledge::Data& data, const Json& fields)
{
    if (fields.contains("os"))
        setSystem(image, data, fields["os"].get<std::string>(), fields.value("osVersion", ""));
    const auto text = [&](const char* name, Known<std::string>& target) {
        if (fields.contains(name) && fields[name].is_string())
            target = fields[name].get<std::string>();
    };
    const auto flag = [&](const char* name, Known<bool>& target) {
        if (fields.contains(name) && fields[name].is_boolean()) target = fields[name].get<bool>();
    };
    text("python", image.python);
    text("cuda", image.cudaToolkit);
    text("cudnn", image.cudnnVersion);
    if (image.cudnnVersion.isKnown() && fields.contains("cudnn"))
        image.hasCudnn = !image.cudnnVersion->empty();
    flag("nvcc", image.hasNvcc);
    flag("pip", image.hasPip);
    flag("pep668", image.externallyManaged);
    if (fields.contains("prefix")) image.pythonPrefix = fields["prefix"].get<std::string>();
    if (fields.contains("cudaFlavor")) image.cudaFlavor = fields["cudaFlavor"].get<std::string>();
    if (fields.contains("user")) image.user = fields["user"].get<std::string>();
    if (fields.contains("conda")) image.condaTool = fields["conda"].get<std::string>();
    if (fields.contains("preinstalled")) {
        for (const Json& entry : fields["preinstalled"]) {
            PreinstalledDistribution distribution {.name = entry.at("name"),
                                                   .index = entry.value("index", "base image")};
            if (entry.contains("version"))
                distribution.version = entry["version"].get<std::string>();
            image.preinstalled.push_back(std::move(distribution));
        }
        image.preinstalledComplete = fields.value("complete", true);
    }
    if (const std::string more = fields.value("more", ""); !more.empty()) {
        image.preinstalledComplete = false;
        image.incompleteReason = more;
    }
    if (fields.contains("environment"))
        for (const auto& [name, value] : fields["environment"].items())
            image.environment[name] = value.get<std::string>();
}

} // namespace

const OsRow* Knowledge::Data::system(std::string_view os, std::string_view version) const
{
    const auto row = std::ranges::find_if(
        systems, [&](const OsRow& r) { return r.os == os && r.version == version; });
    return row == systems.end() ? nullptr : &*row;
}

const OsRow* Knowledge::Data::systemByCodename(std::string_view codename) const
{
    if (codename.empty()) return nullptr;
    const auto row = std::ranges::find(systems, codename, &OsRow::codename);
    return row == systems.end() ? nullptr : &*row;
}

void takeBaseImageFact(Knowledge::Data& data, const Json& fact, const FactCitation& citation)
{
    const std::string kind = fact.value("kind", "");
    if (kind == "os") {
        OsRow row {.os = fact.at("os"),
                   .version = fact.at("version"),
                   .codename = fact.value("codename", ""),
                   .libc = fact.value("libc", ""),
                   .libcVersion = fact.value("libcVersion", "")};
        if (fact.contains("python")) row.python = fact["python"].get<std::string>();
        if (fact.contains("pep668")) row.pep668 = fact["pep668"].get<bool>();
        row.packageManager = fact.value("packageManager", "");
        row.endOfLife = fact.value("endOfLife", "");
        row.gcc = fact.value("gcc", "");
        row.factId = citation.id;
        data.systems.push_back(std::move(row));
    } else if (kind == "image") {
        ImageRow row {.family = fact.value("family", "fixed"),
                      .names = fact.at("images"),
                      .tags = fact.value("tags", ""),
                      .fields = fact,
                      .factId = citation.id};
        data.images.push_back(std::move(row));
    } else if (kind == "python-default-debian") {
        for (const Json& period : fact.at("periods"))
            if (period.at("to").is_null())
                data.pythonDefault = period.at("codename").get<std::string>();
    } else if (kind == "python-frozen-default") {
        for (const Json& row : fact.at("rows"))
            data.frozenPythonDefaults[row.at("minor")] = row.at("codename").get<std::string>();
    }
}

std::optional<BaseImageFacts> Knowledge::baseImage(std::string_view reference,
                                                   std::string_view platform) const
{
    const std::optional<ImageReference> parsed = parseImageReference(reference);
    if (!parsed) return std::nullopt;
    BaseImageFacts image {.reference = std::string(reference)};
    if (parsed->registry == "docker.io" && parsed->repository == "library/scratch") {
        setBare(image);
        image.os = std::string();
        image.packageManager = std::string("none");
        image.summary = "an empty image";
        return image;
    }
    const std::string name = parsed->familiarName();
    for (const ImageRow& row : m_data->images) {
        if (std::ranges::none_of(row.names, [&](const std::string& n) { return n == name; }))
            continue;
        if (!matchesGlob(row.tags, parsed->tag)) continue;
        bool known = true;
        if (row.family == "python")
            known = fillPython(image, *m_data, row, *parsed);
        else if (row.family == "debian" || row.family == "buildpack")
            known = fillSystem(image, *m_data, "debian", *parsed);
        else if (row.family == "ubuntu")
            known = fillSystem(image, *m_data, "ubuntu", *parsed);
        else if (row.family == "alpine")
            known = fillSystem(image, *m_data, "alpine", *parsed);
        else if (row.family == "rhel")
            known = fillEnterprise(image, *m_data, *parsed);
        else if (row.family == "amazon")
            known = fillSystem(image, *m_data, "amzn", *parsed);
        else if (row.family == "cuda")
            known = fillCuda(image, *m_data, *parsed);
        else if (row.family == "pytorch")
            known = fillPytorch(image, *m_data, row, *parsed);
        else if (row.family == "ngc")
            known = fillNgc(image, *m_data, row, *parsed);
        else if (row.family == "miniconda" || row.family == "micromamba"
                 || row.family == "miniforge")
            known = fillConda(image, *m_data, row, *parsed);
        else if (row.family == "uv")
            known = fillUv(image, *m_data, *parsed);
        else if (row.family == "runpod")
            known = fillRunpod(image, *m_data, row, *parsed);
        else if (row.family == "tensorflow")
            known = fillTensorflow(image, *m_data, row, *parsed);
        else if (row.fields.contains("base")) {
            const std::string base = row.fields["base"].get<std::string>();
            if (base != reference) image = baseImage(base, platform).value_or(image);
            image.reference = reference;
            image.facts.push_back(m_data->cite(row.factId));
        }
        if (!known) return std::nullopt;
        if (row.family == "buildpack") image.hasCompiler = image.hasGit = true;
        if (row.family == "fixed") applyFields(image, *m_data, row.fields);
        image.summary = summaryOf(image);
        return image;
    }
    return std::nullopt;
}

Known<bool> Knowledge::externallyManaged(std::string_view os, std::string_view osVersion) const
{
    const OsRow* row = m_data->system(os, osVersion);
    if (row == nullptr || !row->pep668)
        return unknown("whether this system's Python is marked was not read");
    return *row->pep668;
}

} // namespace pinwheel
