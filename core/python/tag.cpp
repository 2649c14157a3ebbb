// Compatibility tags (PEP 425) and the platform tags of Linux: manylinux (PEP 513, 571, 599, 600)
// names the oldest glibc on which a wheel runs, musllinux (PEP 656) the oldest musl.

#include "core/python/tag.h"

#include "core/base/format.h"
#include "core/base/text_hash.h"
#include "core/python/python_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <mutex>
#include <unordered_map>

namespace pinwheel {
namespace {

/// Largest number of a libc or Python version that is listed. Reason: lists grow with it, and real
/// ones stay below 100.
constexpr int largestNumber = 999;
/// glibc's last minor version of a past major one: not known yet, so packaging assumes 50.
constexpr int lastGlibcMinor = 50;

std::vector<std::string> splitAtDots(std::string_view text)
{
    std::vector<std::string> parts;
    for (;;) {
        const std::size_t end = text.find('.');
        parts.push_back(lowerCase(text.substr(0, end)));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

std::optional<int> numberOf(std::string_view digits)
{
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (digits.empty() || error != std::errc() || end != digits.data() + digits.size())
        return std::nullopt;
    return value >= 0 && value <= largestNumber ? std::optional(value) : std::nullopt;
}

/// The name that a glibc version had before PEP 600; empty for most.
std::string_view legacyManylinux(LibcVersion glibc)
{
    if (glibc == LibcVersion {2, 17}) return "manylinux2014";
    if (glibc == LibcVersion {2, 12}) return "manylinux2010";
    if (glibc == LibcVersion {2, 5}) return "manylinux1";
    return {};
}

/// "manylinux_2_28_x86_64".
std::string numbered(std::string_view family, int major, int minor, std::string_view arch)
{
    std::string name(family);
    name.append("_").append(std::to_string(major)).append("_").append(std::to_string(minor));
    return name.append("_").append(arch);
}

void addManylinux(std::vector<std::string>& platforms, std::string_view arch, LibcVersion glibc,
                  bool isX86)
{
    const int oldestMinorOf2 = isX86 ? 5 : 17;
    for (int major = std::min(glibc.major, largestNumber); major == glibc.major || major >= 2;
         --major) {
        const int newest =
            major == glibc.major ? std::min(glibc.minor, largestNumber) : lastGlibcMinor;
        const int oldest = major == 2 ? oldestMinorOf2 : 0;
        for (int minor = newest; minor >= oldest; --minor) {
            platforms.push_back(numbered("manylinux", major, minor, arch));
            if (const auto legacy = legacyManylinux({major, minor}); !legacy.empty())
                platforms.push_back(std::string(legacy).append("_").append(arch));
        }
    }
}

std::string nodot(int major, int minor)
{
    return std::to_string(major) + std::to_string(minor);
}

/// ABI of CPython: "cp312"; up to 3.7 with the flags of a usual build.
std::string cpythonAbi(const PythonVersion& python)
{
    std::string abi = "cp" + nodot(python.major, python.minor);
    const std::pair version {python.major, python.minor};
    if (version < std::pair {3, 8}) abi += 'm';
    if (version < std::pair {3, 3}) abi += 'u';
    return abi;
}

/// "py312", "py3", "py311", …, "py30".
std::vector<std::string> pyInterpreters(const PythonVersion& python)
{
    std::vector<std::string> names {"py" + nodot(python.major, python.minor),
                                    formatted("py{}", python.major)};
    for (int minor = python.minor - 1; minor >= 0; --minor)
        names.push_back("py" + nodot(python.major, minor));
    return names;
}

/// An interpreter and an ABI.
struct Block {
    std::string interpreter;
    std::string abi;
};

/// What is tried with every platform, best first.
std::vector<Block> blocksWithPlatform(const PythonVersion& python)
{
    const std::string interpreter = "cp" + nodot(python.major, python.minor);
    const bool hasStableAbi = std::pair {python.major, python.minor} >= std::pair {3, 2}; // PEP 384
    std::vector<Block> blocks {{interpreter, cpythonAbi(python)}};
    if (hasStableAbi) blocks.push_back({interpreter, "abi3"});
    blocks.push_back({interpreter, "none"});
    if (hasStableAbi)
        for (int minor = python.minor - 1; minor > 1; --minor)
            blocks.push_back({"cp" + nodot(python.major, minor), "abi3"});
    for (std::string& name : pyInterpreters(python))
        blocks.push_back({std::move(name), "none"});
    return blocks;
}

/// What is tried with the platform "any", after all of the former.
std::vector<Block> blocksOfAny(const PythonVersion& python)
{
    std::vector<Block> blocks {{"cp" + nodot(python.major, python.minor), "none"}};
    for (std::string& name : pyInterpreters(python))
        blocks.push_back({std::move(name), "none"});
    return blocks;
}

} // namespace

std::string PythonVersion::shortText() const
{
    return formatted("{}.{}", major, minor);
}
std::string PythonVersion::toString() const
{
    return micro ? fullText() : shortText();
}
std::string PythonVersion::fullText() const
{
    return formatted("{}.{}.{}", major, minor, micro.value_or(0));
}

std::optional<PythonVersion> parsePythonVersion(std::string_view text)
{
    std::vector<std::string> parts = splitAtDots(text);
    if (parts.size() == 1 && parts[0].size() > 1)
        parts = {parts[0].substr(0, 1), parts[0].substr(1)};
    if (parts.size() < 2 || parts.size() > 3) return std::nullopt;
    const auto major = numberOf(parts[0]);
    const auto minor = numberOf(parts[1]);
    const auto micro = parts.size() == 3 ? numberOf(parts[2]) : std::nullopt;
    if (!major || !minor || (parts.size() == 3 && !micro)) return std::nullopt;
    return PythonVersion {.major = *major, .minor = *minor, .micro = micro};
}

std::vector<Tag> TagSet::expanded() const
{
    std::vector<Tag> tags;
    for (const std::string& interpreter : interpreters)
        for (const std::string& abi : abis)
            for (const std::string& platform : platforms)
                tags.push_back({interpreter, abi, platform});
    std::ranges::sort(tags);
    const auto repeated = std::ranges::unique(tags);
    tags.erase(repeated.begin(), repeated.end());
    return tags;
}

std::optional<TagSet> parseTagSet(std::string_view text)
{
    if (std::ranges::count(text, '-') != 2) return std::nullopt;
    const std::size_t first = text.find('-');
    const std::size_t second = text.rfind('-');
    return TagSet {.interpreters = splitAtDots(text.substr(0, first)),
                   .abis = splitAtDots(text.substr(first + 1, second - first - 1)),
                   .platforms = splitAtDots(text.substr(second + 1))};
}

std::vector<std::string> linuxPlatforms(std::string_view arch, std::optional<LibcVersion> glibc,
                                        std::optional<LibcVersion> musl)
{
    // A 64-bit ARM kernel may run a 32-bit Python, which takes wheels for the older processor too.
    std::vector<std::string_view> archs {arch};
    if (arch == "armv8l") archs.push_back("armv7l");
    constexpr std::array<std::string_view, 9> manylinuxArchs {"x86_64", "i686",        "aarch64",
                                                              "armv7l", "ppc64",       "ppc64le",
                                                              "s390x",  "loongarch64", "riscv64"};
    const bool hasManylinux = std::ranges::any_of(
        archs, [&](std::string_view one) { return std::ranges::contains(manylinuxArchs, one); });
    const bool isX86 = arch == "x86_64" || arch == "i686";

    std::vector<std::string> platforms;
    if (glibc && hasManylinux)
        for (const std::string_view one : archs)
            addManylinux(platforms, one, *glibc, isX86);
    if (musl)
        for (const std::string_view one : archs)
            for (int minor = std::min(musl->minor, largestNumber); minor >= 0; --minor)
                platforms.push_back(numbered("musllinux", musl->major, minor, one));
    for (const std::string_view one : archs)
        platforms.push_back(formatted("linux_{}", one));
    return platforms;
}

std::vector<std::string> expandedPlatforms(std::span<const std::string> platforms)
{
    std::vector<std::string> expanded;
    const auto add = [&expanded](std::string platform) {
        if (!std::ranges::contains(expanded, platform)) expanded.push_back(std::move(platform));
    };
    for (const std::string& platform : platforms) {
        const std::size_t underscore = std::min(platform.find('_'), platform.size());
        const std::string_view prefix = std::string_view(platform).substr(0, underscore);
        const std::string rest = platform.substr(underscore);
        if (std::ranges::contains(expanded, platform)) continue;
        add(platform);
        if (prefix == "manylinux2014" && (rest == "_i686" || rest == "_x86_64")) {
            add("manylinux2010" + rest);
            add("manylinux1" + rest);
        } else if (prefix == "manylinux2010") {
            add("manylinux1" + rest);
        }
    }
    return expanded;
}

std::vector<Tag> supportedTags(const PythonVersion& python, std::span<const std::string> platforms)
{
    std::vector<Tag> tags;
    for (const Block& block : blocksWithPlatform(python))
        for (const std::string& platform : platforms)
            tags.push_back({block.interpreter, block.abi, lowerCase(platform)});
    for (const Block& block : blocksOfAny(python))
        tags.push_back({block.interpreter, block.abi, "any"});
    return tags;
}

/// Tags come in blocks: one interpreter and ABI with every platform. Ranks are counted from these,
/// not listed.
struct TargetPython::Ranking {
    using Numbers = std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>>;

    Ranking(const PythonVersion& version, const std::vector<std::string>& platforms);
    [[nodiscard]] std::optional<std::uint32_t>
    rankOf(std::string_view interpreter, std::string_view abi, std::string_view platform) const;

    Numbers platformPlaces; ///< platform to its place in the list of platforms
    Numbers blocks; ///< "cp312-abi3" to the place of its block
    Numbers anyRanks; ///< "py3-none" to its rank with the platform "any"
    std::uint32_t platformCount = 0;
};

struct TargetPython::LazyRanking {
    std::once_flag isMade;
    std::optional<Ranking> made;
};

TargetPython::Ranking::Ranking(const PythonVersion& version,
                               const std::vector<std::string>& platforms)
    : platformCount(static_cast<std::uint32_t>(platforms.size()))
{
    // What is listed twice has its last place, as in pip's own table.
    for (std::uint32_t place = 0; place < platformCount; ++place)
        platformPlaces[lowerCase(platforms[place])] = place;
    const std::vector<Block> withPlatform = blocksWithPlatform(version);
    for (std::uint32_t place = 0; place < withPlatform.size(); ++place)
        blocks[withPlatform[place].interpreter + '-' + withPlatform[place].abi] = place;
    std::uint32_t rank = static_cast<std::uint32_t>(withPlatform.size()) * platformCount;
    for (const Block& block : blocksOfAny(version))
        anyRanks[block.interpreter + '-' + block.abi] = rank++;
}

std::optional<std::uint32_t> TargetPython::Ranking::rankOf(std::string_view interpreter,
                                                           std::string_view abi,
                                                           std::string_view platform) const
{
    const std::string block = std::string(interpreter).append("-").append(abi);
    if (platform == "any")
        if (const auto any = anyRanks.find(block); any != anyRanks.end()) return any->second;
    const auto place = platformPlaces.find(platform);
    if (place == platformPlaces.end()) return std::nullopt;
    const auto found = blocks.find(block);
    if (found == blocks.end()) return std::nullopt;
    return found->second * platformCount + place->second;
}

TargetPython::TargetPython(PythonVersion version, std::vector<std::string> platforms)
    : m_version(version)
    , m_platforms(std::move(platforms))
    , m_ranking(std::make_shared<LazyRanking>())
{
}

const TargetPython::Ranking& TargetPython::ranking() const
{
    std::call_once(m_ranking->isMade, [this] { m_ranking->made.emplace(m_version, m_platforms); });
    return *m_ranking->made;
}

std::optional<std::uint32_t> TargetPython::rankOf(const TagSet& tags) const
{
    const Ranking& ranks = ranking();
    std::optional<std::uint32_t> best;
    for (const std::string& platform : tags.platforms) {
        if (platform != "any" && !ranks.platformPlaces.contains(platform)) continue;
        for (const std::string& interpreter : tags.interpreters) {
            for (const std::string& abi : tags.abis) {
                const auto rank = ranks.rankOf(interpreter, abi, platform);
                if (rank && (!best || *rank < *best)) best = rank;
            }
        }
    }
    return best;
}

std::optional<std::uint32_t> TargetPython::rankOf(const Tag& tag) const
{
    return ranking().rankOf(tag.interpreter, tag.abi, tag.platform);
}

} // namespace pinwheel
