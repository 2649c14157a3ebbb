#pragma once

#include "core/base/result.h"
#include "core/python/version.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

class VersionRanges;

/// `~=`, `==`, `!=`, `<=`, `>=`, `<`, `>`, `===`.
enum class Operator : std::uint8_t {
    Compatible,
    Equal,
    NotEqual,
    LessEqual,
    GreaterEqual,
    Less,
    Greater,
    Arbitrary,
};

[[nodiscard]] std::string_view toText(Operator op);

/// One clause of a version specifier, such as `>=1.2` or `==1.4.*`.
/// Source: PEP 440, Version specifiers; packaging 25, specifiers.py, Specifier.
class Specifier
{
public:
    /// The clause that the text spells; blanks around operator and version are allowed.
    [[nodiscard]] static std::optional<Specifier> parse(std::string_view text);

    [[nodiscard]] Operator op() const { return m_op; }
    /// The version as written, with its ".*": "1.4.*".
    [[nodiscard]] const std::string& text() const { return m_text; }
    /// True for `==1.4.*` and `!=1.4.*`.
    [[nodiscard]] bool isPrefix() const { return m_isPrefix; }
    /// The version, without ".*"; none only where `===` compares text that is no version.
    [[nodiscard]] const std::optional<Version>& version() const { return m_version; }

    /// True when the version fulfils the clause; says nothing about pre-releases being wanted.
    [[nodiscard]] bool admits(const Version& version) const;
    /// True when the clause itself names a pre-release and so asks for them. `!=` never does.
    [[nodiscard]] bool namesPrerelease() const;

    /// Operator and version as written: "==1.4.*".
    [[nodiscard]] std::string toString() const;

    /// Clauses that always say the same: "==1.0" and "== 1.0.0" are equal, "~=1.0" and "~=1.0.0"
    /// are not.
    friend bool operator==(const Specifier& a, const Specifier& b);

private:
    friend VersionRanges rangesOf(const Specifier& specifier);

    [[nodiscard]] bool hasPrefix(const Version& version) const;
    void setPrefix(const Version& version);
    void setCompatiblePrefix();

    Operator m_op = Operator::Equal;
    bool m_isPrefix = false;
    std::string m_text;
    std::optional<Version> m_version;
    std::string m_prefixKey; ///< epoch and release numbers that a prefix match wants, without
                             ///< trailing zeros
    std::uint32_t m_prefixZeros = 0; ///< trailing zeros of the prefix
    std::string m_prefixText; ///< "1.4" of "==1.4.*" and of "~=1.4.2"
    std::vector<std::string>
        m_oddPrefix; ///< parts of a prefix that is not numbers alone (`~=2.2.pre.1`); else empty
};

/// Clauses that hold together, as in `>=1.2,!=1.4`; the empty set admits every version.
/// Source: packaging 25, specifiers.py, SpecifierSet.
class SpecifierSet
{
public:
    SpecifierSet() = default;
    /// Equal clauses are kept once.
    explicit SpecifierSet(std::vector<Specifier> specifiers);

    [[nodiscard]] bool isEmpty() const { return m_specifiers.empty(); }
    /// In the order as written.
    [[nodiscard]] std::span<const Specifier> specifiers() const { return m_specifiers; }

    /// What the set itself says about pre-releases: nothing when it is empty, true when a clause
    /// names one.
    [[nodiscard]] std::optional<bool> prereleases() const;
    /// True where `===` names text that is no version: pip then cannot tell whether pre-releases
    /// are wanted, and fails.
    [[nodiscard]] bool hasUnreadableVersion() const { return m_hasUnreadableVersion; }

    /// True when the version fulfils every clause and is no unwanted pre-release.
    /// @param prereleases  whether pre-releases may be chosen; without a value the set itself says
    /// so
    [[nodiscard]] bool contains(const Version& version,
                                std::optional<bool> prereleases = std::nullopt) const;

    /// Indices of the versions that pass, in their order. An empty set without a word on
    /// pre-releases gives these only when there is nothing else.
    [[nodiscard]] std::vector<std::size_t>
    filter(std::span<const Version> versions, std::optional<bool> prereleases = std::nullopt) const;

    /// True for one single `==` without `.*`, or one `===`.
    [[nodiscard]] bool isPinned() const { return pin() != nullptr; }
    /// The version of the pin; null when the set is no pin, or the text of its `===` is no version.
    [[nodiscard]] const Version* pin() const;

    /// Clauses as written without blanks, joined by commas in the order in which people write them:
    /// pins, lower bounds, upper bounds, exclusions; among themselves as text.
    [[nodiscard]] std::string toString() const;

    /// The same clauses, in any order. Sets that admit the same versions in other words differ; see
    /// VersionRanges.
    friend bool operator==(const SpecifierSet& a, const SpecifierSet& b);

private:
    std::vector<Specifier> m_specifiers;
    bool m_namesPrerelease = false;
    bool m_hasUnreadableVersion = false;
};

/// The set that comma-separated text spells (empty text: the empty set). Malformed names the clause
/// that cannot be read.
[[nodiscard]] Result<SpecifierSet> parseSpecifierSet(std::string_view text);

/// The set without the bounds that another clause implies: ">=1.2,>=1.4,<3,<2" is ">=1.4,<2", and a
/// pin needs no bounds. It admits the same versions; a bound that asks for pre-releases stays.
[[nodiscard]] SpecifierSet tightened(const SpecifierSet& set);

/// The set with the clauses of both.
[[nodiscard]] SpecifierSet conjunction(const SpecifierSet& a, const SpecifierSet& b);

} // namespace pinwheel
