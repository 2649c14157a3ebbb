// Images of operating systems and of Python itself: the tag grammars of debian, ubuntu, alpine, the
// enterprise distributions, and python.

#include "core/knowledge/image_families.h"

#include <algorithm>
#include <array>
#include <ranges>

namespace pinwheel {
namespace {

std::string packageManagerOf(std::string_view os)
{
    if (os == "ubuntu" || os == "debian") return "apt";
    if (os == "alpine") return "apk";
    return "dnf";
}

/// The parts of a python tag: 3.11.4-slim-bookworm.
struct PythonTag {
    std::string version;
    bool slim = false;
    std::string codename;
    std::optional<std::string> alpine; ///< "" for -alpine without a release
    bool windows = false;
};

PythonTag parsePythonTag(std::string_view tag, const Knowledge::Data& data)
{
    PythonTag result;
    for (const std::string& part : partsAt(tag, '-')) {
        if (result.version.empty() && beginsWithDigit(part))
            result.version = part;
        else if (part == "slim")
            result.slim = true;
        else if (part.starts_with("alpine"))
            result.alpine = part.substr(6);
        else if (part.starts_with("windowsservercore") || part == "nanoserver")
            result.windows = true;
        else if (data.systemByCodename(part) != nullptr)
            result.codename = part;
    }
    return result;
}

std::string defaultCodename(const Knowledge::Data& data, std::string_view version)
{
    const DottedVersion dotted = parseDottedVersion(version);
    if (dotted.numbers.size() == 1) return data.pythonDefault;
    const auto frozen = data.frozenPythonDefaults.find(majorMinor(version));
    if (dotted.numbers.size() > 2) {
        // A patch release keeps the Debian of the days when it was built; only its minor version's
        // first default and last default are known, and they are equal for the newest ones.
        return parseDottedVersion(majorMinor(version)) >= parseDottedVersion("3.14")
            ? data.pythonDefault
            : "";
    }
    return frozen != data.frozenPythonDefaults.end() ? frozen->second : data.pythonDefault;
}

} // namespace

std::vector<std::string> partsAt(std::string_view text, char separator)
{
    std::vector<std::string> parts;
    for (const auto part : text | std::views::split(separator))
        parts.emplace_back(std::string_view(part));
    return parts;
}

bool beginsWithDigit(std::string_view text)
{
    return !text.empty() && text.front() >= '0' && text.front() <= '9';
}

std::string shownSystemName(std::string_view os)
{
    if (os == "ubuntu") return "Ubuntu";
    if (os == "debian") return "Debian";
    if (os == "alpine") return "Alpine";
    if (os == "amzn") return "Amazon Linux";
    if (os == "rhel") return "Enterprise Linux";
    return std::string(os);
}

void setSystem(BaseImageFacts& image, const Knowledge::Data& data, std::string_view os,
               std::string_view version)
{
    image.os = std::string(os);
    image.libc = std::string(os == "alpine" ? "musl" : "glibc");
    image.packageManager = packageManagerOf(os);
    if (version.empty()) {
        const std::string why = "the tag does not tell the release of " + shownSystemName(os);
        image.osVersion = unknown(why);
        image.codename = unknown(why);
        image.libcVersion = unknown(why);
        image.distributionPython = unknown(why);
        image.distributionPythonManaged = unknown(why);
        return;
    }
    image.osVersion = std::string(version);
    const OsRow* row = data.system(os, version);
    const std::string why =
        shownSystemName(os) + " " + std::string(version) + " is not in the knowledge base";
    image.codename = unknown(why);
    image.libcVersion = unknown(why);
    image.distributionPython = unknown(why);
    image.distributionPythonManaged = unknown(why);
    if (row == nullptr) return;
    image.codename = row->codename;
    if (!row->libcVersion.empty()) image.libcVersion = row->libcVersion;
    if (row->python) image.distributionPython = *row->python;
    if (row->pep668) image.distributionPythonManaged = *row->pep668;
    if (!row->packageManager.empty()) image.packageManager = row->packageManager;
    image.endOfLife = row->endOfLife;
    image.facts.push_back(data.cite(row->factId));
}

void setCodename(BaseImageFacts& image, const Knowledge::Data& data, std::string_view codename)
{
    if (const OsRow* row = data.systemByCodename(codename))
        setSystem(image, data, row->os, row->version);
    else
        setSystem(image, data, "debian", "");
}

void setBare(BaseImageFacts& image)
{
    image.python = std::string();
    image.externallyManaged = false;
    image.hasPip = false;
    image.hasSetuptools = false;
    image.cudaToolkit = std::string();
    image.hasCudnn = false;
    image.cudnnVersion = std::string();
    image.hasNvcc = false;
    image.hasCompiler = false;
    image.hasGit = false;
}

void setNoCuda(BaseImageFacts& image)
{
    image.cudaToolkit = std::string();
    image.hasCudnn = false;
    image.cudnnVersion = std::string();
    image.hasNvcc = false;
}

void setOfficialPython(BaseImageFacts& image, const std::string& version,
                       std::string_view setuptoolsUpTo)
{
    image.python = version;
    image.pythonPrefix = "/usr/local";
    image.externallyManaged = false;
    image.hasPip = true;
    image.hasSetuptools =
        parseDottedVersion(majorMinor(version)) <= parseDottedVersion(setuptoolsUpTo);
}

bool fillPython(BaseImageFacts& image, const Knowledge::Data& data, const ImageRow& row,
                const ImageReference& reference)
{
    const PythonTag tag = parsePythonTag(reference.tag, data);
    if (tag.windows) return false;
    setNoCuda(image);
    image.hasCompiler = !tag.slim && !tag.alpine;
    image.hasGit = !tag.slim && !tag.alpine;
    if (tag.alpine)
        setSystem(image, data, "alpine", *tag.alpine);
    else if (!tag.codename.empty())
        setCodename(image, data, tag.codename);
    else if (!tag.version.empty() && !defaultCodename(data, tag.version).empty())
        setCodename(image, data, defaultCodename(data, tag.version));
    else
        setSystem(image, data, "debian", "");
    if (tag.version.empty()) {
        image.python = unknown("the tag names no Python version: it is the newest of the day");
        image.pythonPrefix = "/usr/local";
        image.externallyManaged = false;
        image.hasPip = true;
        image.hasSetuptools = unknown("the tag names no Python version");
    } else {
        setOfficialPython(image, tag.version, row.fields.value("setuptoolsUpTo", "3.11"));
    }
    image.facts.push_back(data.cite("python-image-facts"));
    return true;
}

bool fillSystem(BaseImageFacts& image, const Knowledge::Data& data, std::string_view os,
                const ImageReference& reference)
{
    setBare(image);
    std::string version;
    for (const std::string& part : partsAt(reference.tag, '-')) {
        if (const OsRow* row = data.systemByCodename(part); row != nullptr && row->os == os)
            version = row->version;
        else if (version.empty() && beginsWithDigit(part))
            version = part;
    }
    // 12.2 is a point release of 12, 3.20.3 one of 3.20, 9.4 one of 9.
    const DottedVersion dotted = parseDottedVersion(version);
    if (!version.empty() && !dotted.numbers.empty()) {
        if (os == "debian" || os == "rhel")
            version = std::to_string(dotted.numbers.front());
        else if (os == "amzn")
            version = std::to_string(dotted.numbers.front());
        else if (const std::size_t second = version.find('.', version.find('.') + 1);
                 version.find('.') != std::string::npos)
            version = version.substr(0, second); // as text: 22.04 is not 22.4
    }
    setSystem(image, data, os, version);
    return true;
}

bool fillEnterprise(BaseImageFacts& image, const Knowledge::Data& data,
                    const ImageReference& reference)
{
    ImageReference adjusted = reference;
    // ubi9 carries the release in its name.
    const std::string& name = reference.repository;
    if (const std::size_t at = name.find("ubi");
        at != std::string::npos && at + 3 < name.size() && beginsWithDigit(name.substr(at + 3)))
        adjusted.tag = std::to_string(parseDottedVersion(name.substr(at + 3)).numbers.front());
    return fillSystem(image, data, "rhel", adjusted);
}

} // namespace pinwheel
