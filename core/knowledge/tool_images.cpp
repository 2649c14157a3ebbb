// Images of tools that bring a Python: the tag grammars of conda's family and of uv.

#include "core/knowledge/image_families.h"

#include <algorithm>
#include <array>
#include <ranges>

namespace pinwheel {
namespace {

void setConda(BaseImageFacts& image, const ImageRow& row)
{
    image.condaTool = row.fields.value("conda", "conda");
    image.pythonPrefix = row.fields.value("prefix", "/opt/conda");
    image.externallyManaged = false;
    image.packageManager = std::string("apt");
    image.libc = std::string("glibc");
    setNoCuda(image);
    image.hasCompiler = false;
    if (row.fields.contains("user")) image.user = row.fields["user"].get<std::string>();
}

} // namespace

bool fillConda(BaseImageFacts& image, const Knowledge::Data& data, const ImageRow& row,
               const ImageReference& reference)
{
    setConda(image, row);
    image.os = std::string("debian");
    image.facts.push_back(data.cite(row.factId));
    if (row.family == "micromamba") {
        image.python = std::string();
        image.condaBaseIsEmpty = true;
        image.hasPip = false;
        image.hasSetuptools = false;
        for (const std::string& part : partsAt(reference.tag, '-')) {
            if (const OsRow* system = data.systemByCodename(part))
                setSystem(image, data, system->os, system->version);
            else if (part.starts_with("alpine"))
                setSystem(image, data, "alpine", part.substr(6));
        }
        return true;
    }
    image.hasPip = true;
    image.hasSetuptools = true;
    if (row.family == "miniforge") image.os = std::string("ubuntu");
    image.python = unknown("the Python of this installer was not read");
    if (row.fields.contains("rows"))
        for (const Json& entry : row.fields["rows"])
            if (reference.tag.starts_with(entry.value("tag", "-")))
                image.python = entry["python"].get<std::string>();
    // continuumio tags may begin with the Python: py310_23.5.2-0
    if (reference.tag.starts_with("py3") && reference.tag.find('_') != std::string::npos)
        image.python = "3." + reference.tag.substr(3, reference.tag.find('_') - 3);
    if (const std::string more = row.fields.value("more", ""); !more.empty()) {
        image.preinstalledComplete = false;
        image.incompleteReason = more;
    }
    return true;
}

bool fillUv(BaseImageFacts& image, const Knowledge::Data& data, const ImageReference& reference)
{
    image.hasUv = true;
    image.facts.push_back(data.cite("uv-images"));
    std::string python;
    std::string codename;
    bool slim = false;
    std::optional<std::string> alpine;
    bool debian = false;
    for (const std::string& part : partsAt(reference.tag, '-')) {
        if (part.starts_with("python3"))
            python = part.substr(6);
        else if (part == "slim")
            slim = true;
        else if (part == "debian")
            debian = true;
        else if (part.starts_with("alpine"))
            alpine = part.substr(6);
        else if (data.systemByCodename(part) != nullptr)
            codename = part;
    }
    if (python.empty() && codename.empty() && !alpine && !debian) {
        setBare(image);
        image.os = std::string();
        image.libc = unknown("the image holds the uv binaries alone");
        image.packageManager = std::string("none");
        return true;
    }
    setBare(image);
    if (alpine)
        setSystem(image, data, "alpine", *alpine);
    else if (!codename.empty())
        setCodename(image, data, codename);
    else
        setSystem(image, data, "debian", "");
    image.hasCompiler = !slim && !alpine;
    if (!python.empty()) setOfficialPython(image, python, "3.11");
    return true;
}

} // namespace pinwheel
