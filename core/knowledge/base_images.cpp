// Base images: from an image reference to what is in the image. Each family of images has its own
// tag grammar below; the facts themselves are in resources/knowledge/base-images.json and
// cuda.json. A tag that a grammar does not understand leaves its fields Unknown.

#include "core/knowledge/knowledge_data.h"

#include <algorithm>
#include <array>
#include <ranges>

namespace pinwheel {
namespace {

std::vector<std::string> split(std::string_view text, char separator)
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

bool contains(const std::vector<std::string>& words, std::string_view word)
{
    return std::ranges::find(words, word) != words.end();
}

/// `*` stands for any bytes.
bool matchesGlob(std::string_view pattern, std::string_view text)
{
    if (pattern.empty() || pattern == "*") return true;
    const std::size_t star = pattern.find('*');
    if (star == std::string_view::npos) return pattern == text;
    return text.starts_with(pattern.substr(0, star)) && text.ends_with(pattern.substr(star + 1))
        && text.size() + 1 >= pattern.size();
}

std::string displayName(std::string_view os)
{
    if (os == "ubuntu") return "Ubuntu";
    if (os == "debian") return "Debian";
    if (os == "alpine") return "Alpine";
    if (os == "amzn") return "Amazon Linux";
    if (os == "rhel") return "Enterprise Linux";
    return std::string(os);
}

std::string packageManagerOf(std::string_view os)
{
    if (os == "ubuntu" || os == "debian") return "apt";
    if (os == "alpine") return "apk";
    return "dnf";
}

/// Everything that follows from the operating system alone.
void setSystem(BaseImageFacts& image, const Knowledge::Data& data, std::string_view os,
               std::string_view version)
{
    image.os = std::string(os);
    image.libc = std::string(os == "alpine" ? "musl" : "glibc");
    image.packageManager = packageManagerOf(os);
    if (version.empty()) {
        const std::string why = "the tag does not tell the release of " + displayName(os);
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
        displayName(os) + " " + std::string(version) + " is not in the knowledge base";
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

/// No Python, no CUDA: a plain operating system.
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
    for (const std::string& part : split(tag, '-')) {
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

/// Python built into /usr/local, as the official images have it.
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
    for (const std::string& part : split(reference.tag, '-')) {
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

/// "ubuntu22.04" → os and version.
std::pair<std::string, std::string> systemOfCudaTag(std::string_view word)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> words {
        {{"ubuntu", "ubuntu"},
         {"rockylinux", "rhel"},
         {"ubi", "rhel"},
         {"centos", "rhel"},
         {"amzn", "amzn"},
         {"opensuse", "suse"}}};
    for (const auto& [prefix, os] : words)
        if (word.starts_with(prefix))
            return {std::string(os), std::string(word.substr(prefix.size()))};
    return {};
}

/// A tag without flavor or system word, and one whose row is not recorded, still tell what the
/// grammar says.
bool fillCuda(BaseImageFacts& image, const Knowledge::Data& data, const ImageReference& reference)
{
    if (reference.tag.empty()) {
        setBare(image);
        const std::string why = reference.digest.empty() ? "nvidia/cuda has no tag latest"
                                                         : "a digest does not tell the tag";
        for (Known<std::string>* field :
             {&image.os, &image.osVersion, &image.cudaToolkit, &image.cudnnVersion})
            *field = unknown(why);
        image.hasCudnn = unknown(why);
        image.hasNvcc = unknown(why);
        image.hasCompiler = unknown(why);
        image.facts.push_back(data.cite("latest-tag"));
        return true;
    }
    setBare(image);
    std::string cuda;
    std::string osWord;
    std::string cudnnWord;
    for (const std::string& part : split(reference.tag, '-')) {
        if (cuda.empty() && beginsWithDigit(part))
            cuda = part;
        else if (part == "base" || part == "runtime" || part == "devel")
            image.cudaFlavor = part;
        else if (part.starts_with("cudnn"))
            cudnnWord = part;
        else if (!systemOfCudaTag(part).first.empty())
            osWord = part;
    }
    if (cuda.empty()) return false;
    image.cudaToolkit = cuda;
    const auto [os, version] = systemOfCudaTag(osWord);
    if (os.empty()) {
        setSystem(image, data, "ubuntu", "");
        image.os = unknown("the tag does not tell the system");
        image.libc = std::string("glibc");
        image.packageManager = unknown("the tag does not tell the system");
    } else {
        setSystem(image, data, os, version);
    }
    image.hasCudnn = !cudnnWord.empty();
    image.hasNvcc = image.cudaFlavor == "devel";
    image.hasCompiler = image.cudaFlavor == "devel";
    if (!cudnnWord.empty()) {
        image.cudnnVersion = unknown("the cuDNN of this tag was not read");
        for (const CudaTagRow& row : data.cudaTags)
            if (row.cuda == cuda && row.os == osWord)
                for (const CudaTagRow::Cudnn& cudnn : row.cudnn)
                    if (cudnn.word == cudnnWord && !cudnn.version.empty())
                        image.cudnnVersion = cudnn.version;
    }
    for (const char* fact :
         {"cudnn-only-in-cudnn-tags", "flavor-content", "python-in-images", "compilers-in-images"})
        image.facts.push_back(data.cite(fact));
    return true;
}

/// The first era that a version has reached.
const Json* eraOf(const ImageRow& row, std::string_view version)
{
    if (!row.fields.contains("eras")) return nullptr;
    for (const Json& era : row.fields["eras"])
        if (parseDottedVersion(version) >= parseDottedVersion(era.value("from", "0"))) return &era;
    return nullptr;
}

void applyEra(BaseImageFacts& image, const Knowledge::Data& data, const Json& era)
{
    if (era.contains("os"))
        setSystem(image, data, era["os"].get<std::string>(), era.value("osVersion", ""));
    if (era.contains("python")) image.python = era["python"].get<std::string>();
    if (era.contains("prefix")) image.pythonPrefix = era["prefix"].get<std::string>();
    if (era.contains("pep668")) image.externallyManaged = era["pep668"].get<bool>();
    if (era.contains("cudnn")) {
        image.hasCudnn = era["cudnn"].get<bool>();
        if (!*image.hasCudnn) image.cudnnVersion = std::string();
    }
}

/// 2.4.0-cuda12.4-cudnn9-devel
bool fillPytorch(BaseImageFacts& image, const Knowledge::Data& data, const ImageRow& row,
                 const ImageReference& reference)
{
    image.os = std::string("ubuntu");
    image.libc = std::string("glibc");
    image.packageManager = std::string("apt");
    image.hasPip = true;
    image.hasSetuptools = true;
    image.preinstalledComplete = false;
    image.incompleteReason = "pytorch/pytorch brings more packages than are recorded";
    image.facts.push_back(data.cite(row.factId));
    std::string torch;
    for (const std::string& part : split(reference.tag, '-')) {
        if (torch.empty() && beginsWithDigit(part))
            torch = part;
        else if (part.starts_with("cuda"))
            image.cudaToolkit = part.substr(4);
        else if (part == "runtime" || part == "devel")
            image.cudaFlavor = part;
    }
    if (torch.empty()) {
        image.pythonPrefix = "/opt/conda";
        return true;
    }
    image.hasNvcc = image.cudaFlavor == "devel";
    if (const Json* era = eraOf(row, torch)) applyEra(image, data, *era);
    if (image.pythonPrefix == "/opt/conda") image.condaTool = "conda";
    const std::string variant = image.cudaToolkit.isKnown() ? "cu" + [](std::string text) {
        std::erase(text, '.');
        return text;
    }(majorMinor(*image.cudaToolkit))
                                                            : "";
    const DottedVersion dotted = parseDottedVersion(torch);
    const std::string full = dotted.numbers.size() == 2 ? torch + ".0" : torch;
    // Conda packages up to about 2.4 carry no local version; wheels later do.
    const bool wheels = dotted >= parseDottedVersion("2.5");
    const auto add = [&](const char* name, const std::string& version) {
        if (version.empty()) return;
        image.preinstalled.push_back(
            {.name = name,
             .version = wheels && !variant.empty() ? version + "+" + variant : version,
             .index = variant});
    };
    add("torch", full);
    for (const TorchRelease& release : data.torch) {
        if (release.version != full) continue;
        add("torchvision", release.torchvision);
        if (!release.torchaudio.empty()) add("torchaudio", release.torchaudio);
    }
    image.preinstalled.push_back({.name = "numpy"});
    return true;
}

/// 24.02-py3
bool fillNgc(BaseImageFacts& image, const Knowledge::Data& data, const ImageRow& row,
             const ImageReference& reference)
{
    image.os = std::string("ubuntu");
    image.libc = std::string("glibc");
    image.packageManager = std::string("apt");
    image.hasPip = true;
    image.hasSetuptools = true;
    image.hasNvcc = true;
    image.hasCompiler = true;
    image.hasGit = true;
    image.cudaFlavor = "devel";
    image.hasCudnn = true;
    image.pythonPrefix = "/usr";
    image.externallyManaged = false;
    image.preinstalledComplete = false;
    image.incompleteReason = "the image brings hundreds of packages in NVIDIA's versions";
    image.facts.push_back(data.cite(row.factId));
    const std::string month = reference.tag.substr(0, reference.tag.find('-'));
    if (!beginsWithDigit(month)) return true;
    if (const Json* era = eraOf(row, month)) applyEra(image, data, *era);
    PreinstalledDistribution torch {.name = "torch", .index = "NVIDIA's own build"};
    for (const Json& entry : row.fields["rows"]) {
        if (entry.value("tag", "") != month) continue;
        if (entry.contains("torch")) torch.version = entry["torch"].get<std::string>();
        if (entry.contains("python")) image.python = entry["python"].get<std::string>();
        if (entry.contains("cuda")) image.cudaToolkit = entry["cuda"].get<std::string>();
    }
    image.preinstalled.push_back(std::move(torch));
    for (const char* name : {"torchvision", "numpy", "triton"})
        image.preinstalled.push_back({.name = name, .index = "NVIDIA's own build"});
    const DottedVersion dotted = parseDottedVersion(month);
    if (dotted >= parseDottedVersion(row.fields.value("constraintFrom", "99")))
        image.environment["PIP_CONSTRAINT"] = "/etc/pip/constraint.txt";
    if (dotted >= parseDottedVersion(row.fields.value("breakSystemFrom", "99"))) {
        image.environment["PIP_BREAK_SYSTEM_PACKAGES"] = "1";
        image.externallyManaged = true;
    }
    return true;
}

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
        for (const std::string& part : split(reference.tag, '-')) {
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

/// python3.12-trixie-slim, 0.8.15-python3.11-bookworm, debian-slim, alpine
bool fillUv(BaseImageFacts& image, const Knowledge::Data& data, const ImageReference& reference)
{
    image.hasUv = true;
    image.facts.push_back(data.cite("uv-images"));
    std::string python;
    std::string codename;
    bool slim = false;
    std::optional<std::string> alpine;
    bool debian = false;
    for (const std::string& part : split(reference.tag, '-')) {
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

/// 2.8.0-py3.11-cuda12.8.1-cudnn-devel-ubuntu22.04, 1.0.2-cu1281-torch280-ubuntu2404
bool fillRunpod(BaseImageFacts& image, const Knowledge::Data& data, const ImageRow& row,
                const ImageReference& reference)
{
    image.facts.push_back(data.cite(row.factId));
    image.os = std::string("ubuntu");
    image.libc = std::string("glibc");
    image.packageManager = std::string("apt");
    image.hasPip = true;
    image.environment["PIP_BREAK_SYSTEM_PACKAGES"] = "1";
    image.preinstalledComplete = false;
    image.incompleteReason = "runpod's images bring more than torch";
    image.hasCudnn = false;
    PreinstalledDistribution torch {.name = "torch"};
    std::string first;
    const std::vector<std::string> parts = split(reference.tag, '-');
    for (const std::string& part : parts) {
        if (first.empty() && beginsWithDigit(part))
            first = part;
        else if (part.starts_with("py3"))
            image.python = part.substr(2);
        else if (part.starts_with("cuda"))
            image.cudaToolkit = part.substr(4);
        else if (part == "devel" || part == "runtime")
            image.cudaFlavor = part;
        else if (part.starts_with("cudnn"))
            image.hasCudnn = true;
        else if (part.starts_with("ubuntu")) {
            std::string version = part.substr(6);
            if (version.find('.') == std::string::npos && version.size() == 4)
                version.insert(2, ".");
            setSystem(image, data, "ubuntu", version);
        } else if (part.starts_with("torch") && part.size() == 8)
            torch.version = std::string {part[5], '.', part[6], '.', part[7]};
    }
    if (contains(parts, "py3.10") || contains(parts, "py3.11") || image.python.isKnown())
        torch.version = first;
    image.hasNvcc = image.cudaFlavor == "devel";
    image.pythonPrefix = "/usr";
    image.preinstalled.push_back(std::move(torch));
    return true;
}

/// latest-gpu, 2.16.1-gpu-jupyter, latest-gpu-py3
bool fillTensorflow(BaseImageFacts& image, const Knowledge::Data& data, const ImageRow& row,
                    const ImageReference& reference)
{
    image.facts.push_back(data.cite(row.factId));
    image.os = std::string("ubuntu");
    image.libc = std::string("glibc");
    image.packageManager = std::string("apt");
    image.hasPip = true;
    image.externallyManaged = false;
    image.preinstalledComplete = false;
    image.incompleteReason = "the image brings TensorFlow's dependencies";
    PreinstalledDistribution tensorflow {.name = reference.tag.find("gpu") != std::string::npos
                                                 && parseDottedVersion(reference.tag)
                                                     < parseDottedVersion("2.1")
                                                 && beginsWithDigit(reference.tag)
                                             ? "tensorflow-gpu"
                                             : "tensorflow"};
    if (beginsWithDigit(reference.tag))
        tensorflow.version = reference.tag.substr(0, reference.tag.find('-'));
    image.preinstalled.push_back(std::move(tensorflow));
    return true;
}

std::string summaryOf(const BaseImageFacts& image)
{
    std::vector<std::string> parts;
    if (image.os.isKnown() && !image.os->empty())
        parts.push_back(displayName(*image.os)
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
