#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// One version of a release, as PEP 440 defines it: epoch, release numbers, pre-, post- and
/// dev-release, local label. Numbers may be of any size. The order is total: `1.dev0 < 1a1 < 1 <
/// 1+cu124 < 1.post1`, and `1.0 == 1`.
///
/// The order is kept as a string of bytes (see version.cpp), so comparing two versions is comparing
/// bytes. Source: PEP 440; packaging 25, version.py.
class Version
{
public:
    /// The version "0".
    Version();

    /// The version that the text spells, in any spelling that PEP 440 allows ("v1.0-RC.1"); none
    /// for other text.
    [[nodiscard]] static std::optional<Version> parse(std::string_view text);

    /// Normalized spelling, which keeps trailing zeros: "1.0rc1+cu124".
    [[nodiscard]] const std::string& toString() const { return m_text; }
    /// Without the local label: "1.0rc1".
    [[nodiscard]] std::string_view publicText() const
    {
        return std::string_view(m_text).substr(0, m_publicTextSize);
    }
    /// Epoch and release numbers alone: "1.0".
    [[nodiscard]] std::string_view baseText() const
    {
        return std::string_view(m_text).substr(0, m_baseTextSize);
    }
    /// The local label without its "+"; empty when there is none.
    [[nodiscard]] std::string_view local() const;

    [[nodiscard]] bool hasLocal() const { return m_publicTextSize < m_text.size(); }
    /// True for a pre-release and for a dev-release.
    [[nodiscard]] bool isPrerelease() const { return m_isPre || m_isDev; }
    [[nodiscard]] bool isPostrelease() const { return m_isPost; }
    [[nodiscard]] bool isDevrelease() const { return m_isDev; }

    /// Release numbers as written, trailing zeros included; a number above 2^64 - 1 is given as
    /// 2^64 - 1.
    [[nodiscard]] std::vector<std::uint64_t> release() const;
    /// The release number at `index` (0 is the major one); 0 where it is not written.
    [[nodiscard]] std::uint64_t releaseNumber(std::size_t index) const;
    [[nodiscard]] std::uint64_t epoch() const;

    /// The same version without its local label.
    [[nodiscard]] Version publicVersion() const;

    /// Bytes whose order is the order of versions. `publicKey` leaves out the local label,
    /// `baseKey` keeps epoch and release numbers alone; each is a beginning of `key`, and equal
    /// beginnings mean equal parts.
    [[nodiscard]] std::string_view key() const { return m_key; }
    [[nodiscard]] std::string_view publicKey() const
    {
        return std::string_view(m_key).substr(0, m_publicKeySize);
    }
    [[nodiscard]] std::string_view baseKey() const
    {
        return std::string_view(m_key).substr(0, m_baseKeySize);
    }

    /// "1.0" and "1.0.0" are equal: this compares versions, not their text.
    friend bool operator==(const Version& a, const Version& b) { return a.m_key == b.m_key; }
    friend std::strong_ordering operator<=>(const Version& a, const Version& b)
    {
        return a.m_key <=> b.m_key;
    }

private:
    friend class VersionParser;

    std::string m_text;
    std::string m_key;
    std::uint32_t m_publicTextSize = 0;
    std::uint32_t m_baseTextSize = 0;
    std::uint32_t m_publicKeySize = 0;
    std::uint32_t m_baseKeySize = 0;
    bool m_isPre = false;
    bool m_isPost = false;
    bool m_isDev = false;
};

/// As Version::parse.
[[nodiscard]] inline std::optional<Version> parseVersion(std::string_view text)
{
    return Version::parse(text);
}

} // namespace pinwheel

template <>
struct std::hash<pinwheel::Version> {
    std::size_t operator()(const pinwheel::Version& version) const noexcept
    {
        return std::hash<std::string_view> {}(version.key());
    }
};
