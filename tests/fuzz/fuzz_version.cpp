// Lines of versions and specifier sets: what is printed is read back as the same, the order is one,
// a set says of every version what its ranges say.

#include "core/python/version_ranges.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>
#include <vector>

using namespace pinwheel;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    std::vector<Version> versions;
    std::vector<SpecifierSet> sets;
    std::string_view rest = fuzz::textOf(data, size);
    while (!rest.empty() && versions.size() + sets.size() < 40) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        if (auto version = Version::parse(line))
            versions.push_back(*std::move(version));
        else if (auto set = parseSpecifierSet(line))
            sets.push_back(*std::move(set));
    }
    for (const Version& version : versions) {
        // A label with one of the four odd letters beyond ASCII may print as something that is no
        // version.
        if (!std::ranges::all_of(version.toString(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
            continue;
        const auto again = Version::parse(version.toString());
        require(again && *again == version && again->toString() == version.toString(),
                "a version prints as it is read");
        require(version.publicVersion() == Version::parse(version.publicText()),
                "the public version is a version");
        require(version.key().starts_with(version.publicKey()), "the public key begins the key");
        require(version.publicKey().starts_with(version.baseKey()),
                "the base key begins the public key");
        require(version >= version.publicVersion(), "a local version is not below its public one");
    }
    std::ranges::sort(versions);
    for (std::size_t i = 1; i < versions.size(); ++i)
        require(!(versions[i] < versions[i - 1]), "the order is total");
    for (const SpecifierSet& set : sets) {
        const auto again = parseSpecifierSet(set.toString());
        require(again && *again == set, "a specifier set prints as it is read");
        const VersionRanges ranges = rangesOf(set);
        require(ranges.complement().complement() == ranges,
                "the complement of the complement is the set");
        require(!ranges.overlaps(ranges.complement()),
                "a set and its complement have nothing in common");
        for (const Version& version : versions)
            require(!set.contains(version, true) || ranges.contains(version),
                    "the ranges hold what the set holds");
    }
    return 0;
}
