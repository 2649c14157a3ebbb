#include "core/knowledge/knowledge_data.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <ranges>
#include <set>

namespace pinwheel {
namespace {

CudaTagRow readTagRow(const std::string& text, const std::string& factId)
{
    CudaTagRow row {.factId = factId};
    int field = 0;
    for (const auto part : text | std::views::split(' ')) {
        const std::string word {std::string_view(part)};
        const auto flavors = [](std::string_view list) {
            std::vector<std::string> names;
            for (const auto name : list | std::views::split('+'))
                names.emplace_back(std::string_view(name));
            return names;
        };
        if (field == 0)
            row.cuda = word;
        else if (field == 1)
            row.os = word;
        else if (field == 2)
            row.flavors = flavors(word);
        else {
            const std::size_t first = word.find('=');
            const std::size_t second = word.find('=', first + 1);
            if (first == std::string::npos || second == std::string::npos) continue;
            CudaTagRow::Cudnn cudnn {.word = word.substr(0, first),
                                     .version = word.substr(first + 1, second - first - 1),
                                     .flavors = flavors(std::string_view(word).substr(second + 1))};
            if (cudnn.version == "?") cudnn.version.clear();
            row.cudnn.push_back(std::move(cudnn));
        }
        ++field;
    }
    return row;
}

/// The words of a product name that tell products apart, in lower case.
std::set<std::string> productWords(std::string_view product, bool withVariants)
{
    static constexpr std::array<std::string_view, 17> noise {
        "nvidia", "geforce", "tesla", "quadro", "gpu",  "generation", "pcie", "nvl",  "sxm",
        "sxm2",   "sxm3",    "sxm4",  "sxm5",   "hbm2", "hbm2e",      "hbm3", "hbm3e"};
    static constexpr std::array<std::string_view, 7> variants {"ti",     "super", "laptop", "d",
                                                               "mobile", "max",   "q"};
    std::set<std::string> words;
    std::string word;
    const auto finish = [&] {
        const bool memory = word.size() > 2 && word.ends_with("gb")
            && std::ranges::all_of(word.substr(0, word.size() - 2),
                                   [](char c) { return c >= '0' && c <= '9'; });
        if (!word.empty() && !memory && std::ranges::find(noise, word) == noise.end()
            && (withVariants || std::ranges::find(variants, word) == variants.end()))
            words.insert(word == "a10g" ? "a10" : word);
        word.clear();
    };
    for (const char c : product) {
        const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        if ((lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9'))
            word += lower;
        else
            finish();
    }
    finish();
    // "RTX5090" is written without a blank as well.
    for (const std::string& joined : std::set<std::string>(words))
        for (const std::string_view line : {"rtx", "gtx"})
            if (joined.starts_with(line) && joined.size() > 3) {
                words.erase(joined);
                words.emplace(line);
                words.insert(joined.substr(3));
            }
    return words;
}

} // namespace

std::string ComputeCapability::text() const
{
    return std::to_string(major) + "." + std::to_string(minor);
}

std::optional<ComputeCapability> parseComputeCapability(std::string_view text)
{
    for (const std::string_view prefix : {"sm_", "compute_"})
        if (text.starts_with(prefix)) text.remove_prefix(prefix.size());
    std::string digits(text);
    while (!digits.empty() && digits.back() >= 'a' && digits.back() <= 'z')
        digits.pop_back(); // sm_90a
    const std::size_t dot = digits.find('.');
    if (dot != std::string::npos) digits.erase(dot, 1);
    int number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc {} || end != digits.data() + digits.size() || number < 10)
        return std::nullopt;
    return ComputeCapability {.major = number / 10, .minor = number % 10};
}

void takeCudaFact(Knowledge::Data& data, const Json& fact, const FactCitation& citation)
{
    const std::string kind = fact.value("kind", "");
    if (kind == "cuda-tags") {
        for (const Json& row : fact.at("rows"))
            data.cudaTags.push_back(readTagRow(row.get<std::string>(), citation.id));
    } else if (kind == "toolkit-driver") {
        for (const Json& row : fact.at("rows")) {
            const std::string cuda = row.at("cuda");
            const int update = row.at("update");
            data.toolkitUpdates[cuda + "." + std::to_string(update)] =
                row.at("driver").get<std::string>();
            if (update == 0) data.toolkitDrivers[cuda] = row.at("driver").get<std::string>();
        }
    } else if (kind == "driver-floor") {
        for (const Json& row : fact.at("rows"))
            data.driverFloors[row.at("major")] = row.at("driver").get<std::string>();
    } else if (kind == "nvcc-gcc") {
        for (const Json& row : fact.at("rows"))
            data.nvccGcc[row.at("cuda")] = row.at("gcc").get<int>();
    } else if (kind == "gpu") {
        const auto capability = parseComputeCapability(fact.at("capability").get<std::string>());
        if (!capability) return;
        data.gpus.push_back({.product = fact.at("product"),
                             .kind = fact.value("line", ""),
                             .capability = *capability,
                             .architecture = fact.value("architecture", ""),
                             .fact = citation});
    } else if (kind == "capability") {
        if (const auto capability =
                parseComputeCapability(fact.at("capability").get<std::string>()))
            data.firstCuda[*capability] = fact.at("firstCuda").get<std::string>();
    }
}

Known<std::string> Knowledge::driverFloor(std::string_view cuda) const
{
    const DottedVersion version = parseDottedVersion(cuda);
    if (version.numbers.empty()) return unknown("no CUDA version is known");
    const auto found = m_data->driverFloors.find(std::to_string(version.numbers.front()));
    if (found == m_data->driverFloors.end())
        return unknown("the driver floor of CUDA " + std::string(cuda)
                       + " is not in the knowledge base");
    return found->second;
}

Known<std::string> Knowledge::toolkitDriver(std::string_view cuda) const
{
    if (const auto exact = m_data->toolkitUpdates.find(cuda); exact != m_data->toolkitUpdates.end())
        return exact->second;
    const auto found = m_data->toolkitDrivers.find(majorMinor(cuda));
    if (found == m_data->toolkitDrivers.end())
        return unknown("the driver of CUDA " + std::string(cuda) + " is not in the knowledge base");
    return found->second;
}

Known<int> Knowledge::nvccMaxGcc(std::string_view cuda) const
{
    const auto found = m_data->nvccGcc.find(majorMinor(cuda));
    if (found == m_data->nvccGcc.end())
        return unknown("the newest gcc for nvcc " + std::string(cuda)
                       + " is not in the knowledge base");
    return found->second;
}

std::vector<Gpu> Knowledge::gpus() const
{
    return m_data->gpus;
}

std::optional<Gpu> Knowledge::gpu(std::string_view product) const
{
    for (const bool withVariants : {true, false}) {
        const std::set<std::string> asked = productWords(product, withVariants);
        if (asked.empty()) return std::nullopt;
        for (const Gpu& gpu : m_data->gpus)
            if (productWords(gpu.product, withVariants) == asked) return gpu;
    }
    // A part of a name counts when all products that hold it are of one capability.
    const std::set<std::string> asked = productWords(product, true);
    const Gpu* match = nullptr;
    for (const Gpu& gpu : m_data->gpus) {
        if (!std::ranges::includes(productWords(gpu.product, true), asked)) continue;
        if (match != nullptr && match->capability != gpu.capability) return std::nullopt;
        if (match == nullptr) match = &gpu;
    }
    return match == nullptr ? std::nullopt : std::optional(*match);
}

Known<std::string> Knowledge::firstCudaFor(ComputeCapability capability) const
{
    const auto found = m_data->firstCuda.find(capability);
    if (found == m_data->firstCuda.end())
        return unknown("the first CUDA toolkit for compute capability " + capability.text()
                       + " is not in the knowledge base");
    return found->second;
}

GpuCode Knowledge::codeFor(ComputeCapability gpu, std::span<const ComputeCapability> machineCode,
                           std::span<const ComputeCapability> ptx) const
{
    // Integrated parts that take only code made for themselves (fact cubin-rule).
    static constexpr std::array<ComputeCapability, 5> integrated {
        {{5, 3}, {6, 2}, {7, 2}, {8, 7}, {10, 1}}};
    const bool own = std::ranges::find(integrated, gpu) != integrated.end();
    for (const ComputeCapability code : machineCode)
        if (code == gpu
            || (!own && code.major == gpu.major && code.minor <= gpu.minor
                && std::ranges::find(integrated, code) == integrated.end()))
            return GpuCode::MachineCode;
    return std::ranges::any_of(ptx, [&](ComputeCapability code) { return code <= gpu; })
        ? GpuCode::Ptx
        : GpuCode::None;
}

} // namespace pinwheel
