#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// Version of an interpreter.
struct PythonVersion {
    int major = 3;
    int minor = 0;
    std::optional<int> micro; ///< none where only "3.10" is known

    /// "3.10", with the micro version where it is known: "3.10.12".
    [[nodiscard]] std::string toString() const;
    /// "3.10".
    [[nodiscard]] std::string shortText() const;
    /// "3.10.12"; a micro version that is not known counts as 0, as pip does for --python-version.
    [[nodiscard]] std::string fullText() const;

    friend auto operator<=>(const PythonVersion&, const PythonVersion&) = default;
};

/// "3.10", "3.10.12" or "310"; none for other text.
[[nodiscard]] std::optional<PythonVersion> parsePythonVersion(std::string_view text);

/// One compatibility tag, in lower case: cp312-cp312-manylinux_2_28_x86_64. Source: PEP 425.
struct Tag {
    std::string interpreter;
    std::string abi;
    std::string platform;

    [[nodiscard]] std::string toString() const { return interpreter + '-' + abi + '-' + platform; }
    friend auto operator<=>(const Tag&, const Tag&) = default;
};

/// The compressed tag set of a wheel name: every combination of the three lists, in lower case.
struct TagSet {
    std::vector<std::string> interpreters;
    std::vector<std::string> abis;
    std::vector<std::string> platforms;

    /// Every combination, sorted, each once.
    [[nodiscard]] std::vector<Tag> expanded() const;
    friend bool operator==(const TagSet&, const TagSet&) = default;
};

/// The set that "py2.py3-none-any" spells; none without exactly two dashes.
[[nodiscard]] std::optional<TagSet> parseTagSet(std::string_view text);

/// Version of a C library: major, minor.
struct LibcVersion {
    int major = 0;
    int minor = 0;

    friend auto operator<=>(const LibcVersion&, const LibcVersion&) = default;
};

/// Platform tags that a Linux system takes, best first, as pip computes them there: manylinux (with
/// the legacy names), then musllinux, then linux_<arch>.
/// @param arch   as `uname -m` says it: "x86_64", "aarch64", …
/// Source: PEP 513, 571, 599, 600, 656; packaging 25, _manylinux.py, _musllinux.py, tags.py.
[[nodiscard]] std::vector<std::string> linuxPlatforms(std::string_view arch,
                                                      std::optional<LibcVersion> glibc,
                                                      std::optional<LibcVersion> musl);

/// What pip makes of its `--platform` values: manylinux2014 and manylinux2010 stand for the older
/// ones too. Source: pip, compatibility_tags.py, _expand_allowed_platforms. macOS, iOS and Android
/// names are taken as they are.
[[nodiscard]] std::vector<std::string> expandedPlatforms(std::span<const std::string> platforms);

/// Tags that CPython of this version takes on these platforms, best first.
/// Source: packaging 25, cpython_tags followed by compatible_tags.
[[nodiscard]] std::vector<Tag> supportedTags(const PythonVersion& python,
                                             std::span<const std::string> platforms);

/// The interpreter for which pip chooses files, with a quick look-up of how much it likes a tag.
class TargetPython
{
public:
    TargetPython()
        : TargetPython({}, {})
    {
    }
    TargetPython(PythonVersion version, std::vector<std::string> platforms);

    [[nodiscard]] const PythonVersion& version() const { return m_version; }
    /// Best first.
    [[nodiscard]] const std::vector<std::string>& platforms() const { return m_platforms; }
    /// Best first; made anew at every call.
    [[nodiscard]] std::vector<Tag> tags() const { return supportedTags(m_version, m_platforms); }

    /// Place of the best tag of the set in `tags()` (0 is best); none when no tag fits.
    [[nodiscard]] std::optional<std::uint32_t> rankOf(const TagSet& tags) const;
    [[nodiscard]] std::optional<std::uint32_t> rankOf(const Tag& tag) const;

private:
    struct Ranking;
    struct LazyRanking;

    [[nodiscard]] const Ranking& ranking() const;

    PythonVersion m_version;
    std::vector<std::string> m_platforms;
    /// Made at the first question, once for all copies: who decides by version ranges asks none.
    std::shared_ptr<LazyRanking> m_ranking;
};

} // namespace pinwheel
