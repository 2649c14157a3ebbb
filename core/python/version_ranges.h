#pragma once

#include "core/python/specifier.h"

#include <string>
#include <vector>

namespace pinwheel {

/// Which versions a specifier set admits, as sorted ranges of the order of versions: lets a rule
/// say whether two sets can be fulfilled together, are the same, or one lies inside the other,
/// without a list of releases.
///
/// Pre-releases count as versions here. Two details of PEP 440 that no finite list of ranges can
/// say are left out, both towards more versions: `>1.0a1` here holds local versions of later 1.0
/// pre-releases, and `<1.0.post1` holds dev-releases of earlier 1.0 post-releases.
class VersionRanges
{
public:
    /// Every version.
    [[nodiscard]] static VersionRanges all();
    [[nodiscard]] static VersionRanges none() { return {}; }

    [[nodiscard]] bool isEmpty() const { return m_ranges.empty(); }
    [[nodiscard]] bool isAll() const { return *this == all(); }
    [[nodiscard]] bool contains(const Version& version) const;
    [[nodiscard]] bool overlaps(const VersionRanges& other) const
    {
        return !intersection(other).isEmpty();
    }
    /// True when every version of this set is one of the other.
    [[nodiscard]] bool isInside(const VersionRanges& other) const
    {
        return intersection(other) == *this;
    }

    [[nodiscard]] VersionRanges intersection(const VersionRanges& other) const;
    [[nodiscard]] VersionRanges complement() const;

    friend bool operator==(const VersionRanges&, const VersionRanges&) = default;
    friend VersionRanges rangesOf(const Specifier& specifier);

private:
    /// Keys in [low, high) as Version::key orders them; an empty `high` has no end.
    struct Range {
        std::string low;
        std::string high;

        friend bool operator==(const Range&, const Range&) = default;
    };
    void add(std::string low, std::string high);

    std::vector<Range> m_ranges; ///< sorted, disjoint, none empty, none touching
};

[[nodiscard]] VersionRanges rangesOf(const Specifier& specifier);
[[nodiscard]] VersionRanges rangesOf(const SpecifierSet& set);

/// True when one version could fulfil both sets.
[[nodiscard]] bool canBothHold(const SpecifierSet& a, const SpecifierSet& b);

} // namespace pinwheel
