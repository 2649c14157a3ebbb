// Version specifiers, as packaging 25 reads and applies them, oddities included: pip decides with
// that code.

#include "core/python/specifier.h"

#include "core/base/limits.h"
#include "core/python/python_text.h"
#include "core/python/version_grammar.h"

#include <algorithm>
#include <array>

namespace pinwheel {
namespace {

struct Spelling {
    std::string_view text;
    Operator op;
};

/// Longer operators before their beginnings.
constexpr std::array spellings {
    Spelling {"===", Operator::Arbitrary}, Spelling {"~=", Operator::Compatible},
    Spelling {"==", Operator::Equal},      Spelling {"!=", Operator::NotEqual},
    Spelling {"<=", Operator::LessEqual},  Spelling {">=", Operator::GreaterEqual},
    Spelling {"<", Operator::Less},        Spelling {">", Operator::Greater},
};

/// "1!2.3rc1.post2" becomes 1, 2, 3, rc1, post2. Only a number that is directly followed by a
/// pre-release in its normal spelling is split in two. Source: packaging, _version_split.
std::vector<std::string> splitVersion(std::string_view text)
{
    std::vector<std::string> parts;
    const std::size_t bang = text.rfind('!');
    const std::string_view epoch =
        bang == std::string_view::npos ? std::string_view() : text.substr(0, bang);
    std::string_view rest = bang == std::string_view::npos ? text : text.substr(bang + 1);
    parts.emplace_back(epoch.empty() ? "0" : epoch);
    for (;;) {
        const std::string_view item = rest.substr(0, rest.find('.'));
        const std::size_t letters = std::min(item.find_first_not_of("0123456789"), item.size());
        const std::size_t number = std::min(item.find_first_of("0123456789", letters), item.size());
        const std::string_view word = item.substr(letters, number - letters);
        const bool isPre = word == "a" || word == "b" || word == "c" || word == "rc";
        const bool endsInNumber =
            number < item.size() && item.find_first_not_of("0123456789", number) == item.npos;
        if (letters > 0 && isPre && endsInNumber) {
            parts.emplace_back(item.substr(0, letters));
            parts.emplace_back(item.substr(letters));
        } else {
            parts.emplace_back(item);
        }
        if (item.size() == rest.size()) return parts;
        rest.remove_prefix(item.size() + 1);
    }
}

bool isNumber(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool isSuffix(std::string_view part)
{
    return std::ranges::any_of(std::array<std::string_view, 5> {"dev", "a", "b", "rc", "post"},
                               [part](std::string_view word) { return part.starts_with(word); });
}

std::size_t leadingNumbers(const std::vector<std::string>& parts)
{
    return static_cast<std::size_t>(std::ranges::find_if_not(parts, isNumber) - parts.begin());
}

} // namespace

std::string_view toText(Operator op)
{
    return std::ranges::find(spellings, op, &Spelling::op)->text;
}

std::optional<Specifier> Specifier::parse(std::string_view text)
{
    const std::string_view trimmed = withoutOuterBlanks(text);
    const auto spelling = std::ranges::find_if(spellings, [trimmed](const Spelling& candidate) {
        return trimmed.starts_with(candidate.text);
    });
    if (spelling == spellings.end()) return std::nullopt;

    Specifier specifier;
    specifier.m_op = spelling->op;
    const std::string_view version = withoutOuterBlanks(trimmed.substr(spelling->text.size()));
    specifier.m_text = version;
    if (spelling->op == Operator::Arbitrary) {
        for (std::size_t i = 0; i < version.size(); ++i)
            if (version[i] == ';' || version[i] == ')' || blankAt(version, i) > 0)
                return std::nullopt;
        specifier.m_version = Version::parse(version);
        return specifier;
    }

    const auto parts = scanVersion(version, 0);
    if (!parts) return std::nullopt;
    const bool takesAll = spelling->op == Operator::Equal || spelling->op == Operator::NotEqual;
    if (takesAll && version.substr(parts->releaseEnd) == ".*") {
        specifier.m_isPrefix = true;
        specifier.m_version = Version::parse(version.substr(0, parts->releaseEnd));
        if (!specifier.m_version) return std::nullopt;
        specifier.setPrefix(*specifier.m_version);
        return specifier;
    }
    if (parts->end != version.size() || (!takesAll && !parts->local.empty())) return std::nullopt;
    if (spelling->op == Operator::Compatible && parts->releaseNumbers < 2) return std::nullopt;
    specifier.m_version = Version::parse(version);
    if (!specifier.m_version) return std::nullopt;
    if (spelling->op == Operator::Compatible) specifier.setCompatiblePrefix();
    return specifier;
}

/// Prepares `==version.*`.
void Specifier::setPrefix(const Version& version)
{
    m_prefixText = version.toString();
    if (version.toString().size() > version.baseText().size()) {
        m_oddPrefix = splitVersion(version.toString());
        return;
    }
    // The base key ends in 0, which ends the list of its numbers.
    m_prefixKey = version.baseKey().substr(0, version.baseKey().size() - 1);
    const auto isZero = [](std::uint64_t number) { return number == 0; };
    const std::vector<std::uint64_t> numbers = version.release();
    m_prefixZeros = static_cast<std::uint32_t>(
        std::ranges::find_if_not(numbers.rbegin(), numbers.rend(), isZero) - numbers.rbegin());
}

/// The second half of `~=`: the version's beginning without its last number. It is cut from the
/// text as written, so a suffix in an unusual spelling (`~=2.2.pre1`) counts as a last number.
/// Source: packaging, _compare_compatible.
void Specifier::setCompatiblePrefix()
{
    const std::vector<std::string> parts = splitVersion(m_text);
    const auto end = std::ranges::find_if(parts, isSuffix);
    std::string prefix = parts.front() + '!';
    for (auto part = parts.begin() + 1; part + 1 < end; ++part) {
        if (part != parts.begin() + 1) prefix += '.';
        prefix += *part;
    }
    if (const auto version = Version::parse(prefix))
        setPrefix(*version);
    else
        m_oddPrefix = splitVersion(prefix);
}

bool Specifier::hasPrefix(const Version& version) const
{
    if (m_oddPrefix.empty()) {
        std::string_view key = version.baseKey();
        if (!key.starts_with(m_prefixKey)) return false;
        key.remove_prefix(m_prefixKey.size());
        for (std::uint32_t i = 0; i < m_prefixZeros && key[i] != '\0'; ++i)
            if (key[i] != '\1') return false; // The next number is no zero.
        return true;
    }
    std::vector<std::string> parts = splitVersion(version.publicText());
    const std::size_t numbers = leadingNumbers(parts);
    const std::size_t wanted = leadingNumbers(m_oddPrefix);
    if (numbers < wanted)
        parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(numbers), wanted - numbers, "0");
    return parts.size() >= m_oddPrefix.size()
        && std::ranges::equal(m_oddPrefix, std::span(parts).first(m_oddPrefix.size()));
}

bool Specifier::admits(const Version& version) const
{
    const auto equals = [&] {
        if (m_isPrefix) return hasPrefix(version);
        return m_version->hasLocal() ? version.key() == m_version->key()
                                     : version.publicKey() == m_version->publicKey();
    };
    switch (m_op) {
    case Operator::Compatible:
        return version.publicKey() >= m_version->publicKey() && hasPrefix(version);
    case Operator::Equal:
        return equals();
    case Operator::NotEqual:
        return !equals();
    case Operator::LessEqual:
        return version.publicKey() <= m_version->publicKey();
    case Operator::GreaterEqual:
        return version.publicKey() >= m_version->publicKey();
    case Operator::Less:
        // "<1.0" leaves out 1.0's own pre-releases.
        return version < *m_version
            && (m_version->isPrerelease() || !version.isPrerelease()
                || version.baseKey() != m_version->baseKey());
    case Operator::Greater: {
        // ">1.0" leaves out 1.0's own post-releases and local versions.
        const bool isOwn =
            (!m_version->isPostrelease() && version.isPostrelease()) || version.hasLocal();
        return version > *m_version && (!isOwn || version.baseKey() != m_version->baseKey());
    }
    case Operator::Arbitrary:
        return version.toString() == lowerCase(m_text);
    }
    return false;
}

bool Specifier::namesPrerelease() const
{
    return m_op != Operator::NotEqual && m_version && m_version->isPrerelease();
}

bool operator==(const Specifier& a, const Specifier& b)
{
    if (a.m_op != b.m_op || a.m_isPrefix != b.m_isPrefix) return false;
    if (a.m_isPrefix || !a.m_version || !b.m_version)
        return a.m_text == b.m_text && !a.m_version == !b.m_version;
    // The last number of "~=" counts even when it is 0.
    return a.m_op == Operator::Compatible ? a.m_version->toString() == b.m_version->toString()
                                          : a.m_version == b.m_version;
}

std::string Specifier::toString() const
{
    return std::string(toText(m_op)) + m_text;
}

SpecifierSet::SpecifierSet(std::vector<Specifier> specifiers)
    : m_specifiers(std::move(specifiers))
{
    for (std::size_t i = 1; i < m_specifiers.size();) {
        const auto present = m_specifiers.begin() + static_cast<std::ptrdiff_t>(i);
        if (std::find(m_specifiers.begin(), present, *present) == present)
            ++i;
        else
            m_specifiers.erase(present);
    }
    for (const Specifier& specifier : m_specifiers) {
        m_namesPrerelease = m_namesPrerelease || specifier.namesPrerelease();
        m_hasUnreadableVersion = m_hasUnreadableVersion || !specifier.version();
    }
}

std::optional<bool> SpecifierSet::prereleases() const
{
    if (m_specifiers.empty()) return std::nullopt;
    return m_namesPrerelease;
}

bool SpecifierSet::contains(const Version& version, std::optional<bool> prereleases) const
{
    if (version.isPrerelease() && !prereleases.value_or(m_namesPrerelease)) return false;
    return std::ranges::all_of(
        m_specifiers, [&](const Specifier& specifier) { return specifier.admits(version); });
}

std::vector<std::size_t> SpecifierSet::filter(std::span<const Version> versions,
                                              std::optional<bool> prereleases) const
{
    std::vector<std::size_t> passed;
    for (std::size_t i = 0; i < versions.size(); ++i)
        if (contains(versions[i], prereleases)) passed.push_back(i);
    if (passed.empty() && m_specifiers.empty() && !prereleases)
        for (std::size_t i = 0; i < versions.size(); ++i)
            passed.push_back(i);
    return passed;
}

const Version* SpecifierSet::pin() const
{
    if (m_specifiers.size() != 1) return nullptr;
    const Specifier& only = m_specifiers.front();
    const bool isPin =
        only.op() == Operator::Arbitrary || (only.op() == Operator::Equal && !only.isPrefix());
    return isPin && only.version() ? &*only.version() : nullptr;
}

namespace {

int readingRank(Operator op)
{
    switch (op) {
    case Operator::Arbitrary:
    case Operator::Equal:
        return 0;
    case Operator::Compatible:
        return 1;
    case Operator::GreaterEqual:
    case Operator::Greater:
        return 2;
    case Operator::LessEqual:
    case Operator::Less:
        return 3;
    case Operator::NotEqual:
        return 4;
    }
    return 5;
}

bool isPin(const Specifier& clause)
{
    return clause.op() == Operator::Equal && !clause.isPrefix();
}

/// True where every version that `strong` admits is admitted by `weak`, as far as bounds and pins
/// show it. `>` is left alone, as it also leaves out post-releases of its version, and bounds at
/// pre-releases, as `<2.0` leaves out 2.0rc1 and `<2.0rc2` does not.
bool implies(const Specifier& strong, const Specifier& weak)
{
    if (!strong.version() || !weak.version() || weak.namesPrerelease()
        || strong.version()->isPrerelease())
        return false;
    const Version& inner = *strong.version();
    const Version& outer = *weak.version();
    switch (weak.op()) {
    case Operator::GreaterEqual:
        return isPin(strong) ? weak.admits(inner)
                             : (strong.op() == Operator::GreaterEqual && inner > outer)
                || (strong.op() == Operator::Greater && inner >= outer);
    case Operator::LessEqual:
        return isPin(strong) ? weak.admits(inner)
                             : (strong.op() == Operator::LessEqual && inner < outer)
                || (strong.op() == Operator::Less && inner <= outer);
    case Operator::Less:
        return isPin(strong) ? weak.admits(inner)
                             : (strong.op() == Operator::LessEqual || strong.op() == Operator::Less)
                && inner < outer;
    case Operator::Arbitrary:
    case Operator::Equal:
    case Operator::Compatible:
    case Operator::Greater:
    case Operator::NotEqual:
        return false; // Only bounds are implied.
    }
    return false;
}

} // namespace

std::string SpecifierSet::toString() const
{
    std::vector<std::pair<int, std::string>> texts;
    for (const Specifier& specifier : m_specifiers)
        texts.emplace_back(readingRank(specifier.op()), specifier.toString());
    std::ranges::sort(texts);
    std::string joined;
    for (const auto& [rank, text] : texts) {
        if (!joined.empty()) joined += ',';
        joined += text;
    }
    return joined;
}

SpecifierSet tightened(const SpecifierSet& set)
{
    std::vector<Specifier> kept;
    for (const Specifier& clause : set.specifiers())
        if (std::ranges::none_of(set.specifiers(),
                                 [&](const Specifier& other) { return implies(other, clause); }))
            kept.push_back(clause);
    return SpecifierSet(std::move(kept));
}

bool operator==(const SpecifierSet& a, const SpecifierSet& b)
{
    return std::ranges::is_permutation(a.m_specifiers, b.m_specifiers);
}

Result<SpecifierSet> parseSpecifierSet(std::string_view text)
{
    const auto clauses = static_cast<std::size_t>(std::ranges::count(text, ',')) + 1;
    if (clauses > limits::specifierClauses)
        return fail(ErrorCode::LimitExceeded, "the specifier has more clauses than are read");
    std::vector<Specifier> specifiers;
    specifiers.reserve(clauses);
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        const std::string_view clause = withoutOuterBlanks(text.substr(begin, end - begin));
        begin = end + 1;
        if (clause.empty()) continue;
        auto specifier = Specifier::parse(clause);
        if (!specifier)
            return fail(ErrorCode::Malformed,
                        "'" + std::string(clause) + "' is no version specifier");
        specifiers.push_back(*std::move(specifier));
    }
    return SpecifierSet(std::move(specifiers));
}

SpecifierSet conjunction(const SpecifierSet& a, const SpecifierSet& b)
{
    std::vector<Specifier> specifiers(a.specifiers().begin(), a.specifiers().end());
    specifiers.insert(specifiers.end(), b.specifiers().begin(), b.specifiers().end());
    return SpecifierSet(std::move(specifiers));
}

} // namespace pinwheel
