// Images that bring CUDA or a framework on top of it: the tag grammars of nvidia/cuda, pytorch,
// NVIDIA's own builds, runpod and tensorflow.

#include "core/knowledge/image_families.h"

#include <algorithm>
#include <array>
#include <ranges>

namespace pinwheel {
namespace {

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

} // namespace

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
    for (const std::string& part : partsAt(reference.tag, '-')) {
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
    for (const std::string& part : partsAt(reference.tag, '-')) {
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
    const std::vector<std::string> parts = partsAt(reference.tag, '-');
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
    if (std::ranges::contains(parts, "py3.10") || std::ranges::contains(parts, "py3.11")
        || image.python.isKnown())
        torch.version = first;
    image.hasNvcc = image.cudaFlavor == "devel";
    image.pythonPrefix = "/usr";
    image.preinstalled.push_back(std::move(torch));
    return true;
}

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

} // namespace pinwheel
