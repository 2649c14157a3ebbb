// Sets of versions as ranges of keys. A key is a string of bytes (version.cpp), so a range is two
// strings, and a bound that is no version (below every pre-release of 1.0, above every local
// version of 1.0) is the beginning of a key with a byte behind it that no key has there: keys use
// no byte above 0xE9 at the start of a number and none above 4 elsewhere.

#include "core/python/version_ranges.h"

#include <algorithm>
#include <utility>

namespace pinwheel {
namespace {

constexpr char aboveAll = '\xFF';

std::string above(std::string_view beginning)
{
    return std::string(beginning) + aboveAll;
}

/// Compares upper bounds, where empty means without end.
bool isLowerEnd(const std::string& a, const std::string& b)
{
    return !a.empty() && (b.empty() || a < b);
}

/// "1.9" becomes "1.10": the first release that does not begin with the numbers of `release`.
std::string withLastNumberRaised(std::string release)
{
    std::size_t at = release.size();
    while (at > 0 && release[at - 1] == '9')
        release[--at] = '0';
    if (at > 0 && release[at - 1] >= '0' && release[at - 1] < '9')
        ++release[at - 1];
    else
        release.insert(at, 1, '1');
    return release;
}

/// Every version whose release begins with these numbers: below the pre-releases of the next such
/// release.
std::pair<std::string, std::string> boundsOfPrefix(const std::string& release)
{
    const auto first = Version::parse(release);
    const auto next = Version::parse(withLastNumberRaised(release));
    if (!first || !next) return {};
    return {std::string(first->baseKey()), std::string(next->baseKey())};
}

} // namespace

VersionRanges VersionRanges::all()
{
    VersionRanges ranges;
    ranges.m_ranges.push_back({});
    return ranges;
}

/// Adds a range that begins after the last one's end, or touches it.
void VersionRanges::add(std::string low, std::string high)
{
    if (!high.empty() && low >= high) return;
    if (!m_ranges.empty() && m_ranges.back().high == low)
        m_ranges.back().high = std::move(high);
    else
        m_ranges.push_back({.low = std::move(low), .high = std::move(high)});
}

bool VersionRanges::contains(const Version& version) const
{
    return std::ranges::any_of(m_ranges, [key = version.key()](const Range& range) {
        return key >= range.low && (range.high.empty() || key < range.high);
    });
}

VersionRanges VersionRanges::intersection(const VersionRanges& other) const
{
    VersionRanges common;
    auto a = m_ranges.begin();
    auto b = other.m_ranges.begin();
    while (a != m_ranges.end() && b != other.m_ranges.end()) {
        const bool aEndsFirst = isLowerEnd(a->high, b->high);
        common.add(std::max(a->low, b->low), aEndsFirst ? a->high : b->high);
        if (aEndsFirst)
            ++a;
        else
            ++b;
    }
    return common;
}

VersionRanges VersionRanges::complement() const
{
    VersionRanges rest;
    std::string low;
    for (const Range& range : m_ranges) {
        if (!range.low.empty()) rest.add(low, range.low);
        if (range.high.empty()) return rest;
        low = range.high;
    }
    rest.add(low, {});
    return rest;
}

VersionRanges rangesOf(const Specifier& specifier)
{
    VersionRanges ranges;
    const auto prefix = [&] {
        VersionRanges found;
        auto [low, high] = boundsOfPrefix(specifier.m_prefixText);
        found.add(std::move(low), std::move(high));
        return found;
    };
    if (!specifier.version()) return ranges; // "===" with text that is no version fits none.
    const Version& version = *specifier.version();
    const auto equal = [&] {
        VersionRanges found;
        if (version.hasLocal())
            found.add(std::string(version.key()), std::string(version.key()) + '\0');
        else
            found.add(std::string(version.publicKey()), above(version.publicKey()));
        return found;
    };

    switch (specifier.op()) {
    case Operator::Equal:
        return specifier.isPrefix() ? prefix() : equal();
    case Operator::NotEqual:
        return (specifier.isPrefix() ? prefix() : equal()).complement();
    case Operator::Compatible:
        ranges.add(std::string(version.publicKey()), {});
        // A prefix in an unusual spelling is rare and only ever narrower: what it leaves out is
        // left in here.
        return specifier.m_oddPrefix.empty() ? ranges.intersection(prefix()) : ranges;
    case Operator::GreaterEqual:
        ranges.add(std::string(version.publicKey()), {});
        return ranges;
    case Operator::LessEqual:
        ranges.add({}, above(version.publicKey()));
        return ranges;
    case Operator::Greater:
        // Above a final release means above its post-releases too.
        if (version.isPrerelease() || version.isPostrelease())
            ranges.add(above(version.publicKey()), {});
        else
            ranges.add(above(version.baseKey()), {});
        return ranges;
    case Operator::Less:
        if (version.isPrerelease()) {
            ranges.add({}, std::string(version.publicKey()));
        } else {
            // Below the pre-releases of the same base; under a post-release the final one is left.
            ranges.add({}, std::string(version.baseKey()));
            if (version.isPostrelease()) {
                const std::string final = std::string(version.baseKey()) + '\4';
                ranges.add(
                    final,
                    std::string(version.publicKey().substr(0, version.publicKey().size() - 1)));
            }
        }
        return ranges;
    case Operator::Arbitrary:
        // The text must be the normal spelling, local label included.
        if (specifier.admits(version))
            ranges.add(std::string(version.key()), std::string(version.key()) + '\0');
        return ranges;
    }
    return ranges;
}

VersionRanges rangesOf(const SpecifierSet& set)
{
    VersionRanges ranges = VersionRanges::all();
    for (const Specifier& specifier : set.specifiers())
        ranges = ranges.intersection(rangesOf(specifier));
    return ranges;
}

bool canBothHold(const SpecifierSet& a, const SpecifierSet& b)
{
    return rangesOf(a).overlaps(rangesOf(b));
}

} // namespace pinwheel
