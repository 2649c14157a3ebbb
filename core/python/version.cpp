// Versions (PEP 440) and their order.
//
// PEP 440's order is lexicographic over (epoch, release without trailing zeros, pre, post, dev,
// local), where a missing part sorts below or above a present one. Each part is written as bytes so
// that comparing the bytes of two versions compares the versions:
//
//   number   one byte 1 + n below 224; else 0xE0 + size and the bytes of n, highest first; from
//   10^19 on 0xE9, the count
//            of digits in two bytes, the digits. Never begins with 0, so 0 can end a list.
//   release  the numbers, then 0
//   pre      0 below all (a dev-release of a final one), 1 a, 2 b, 3 rc, each with its number, 4
//   none post     0 none, 1 with its number dev      0 with its number, 1 none local    0 none;
//   else its parts: 2 letters 0, or 3 number; then 1
//
// The usual version takes less than 16 bytes and so stays inside the std::string.

#include "core/python/version.h"

#include "core/python/python_text.h"
#include "core/python/version_grammar.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace pinwheel {
namespace {

/// Digits of one number. Source: Python refuses longer ones (sys.set_int_max_str_digits), so for
/// packaging such text is no version.
constexpr std::size_t maxDigits = 4'300;

constexpr char preBelowAll = 0;
constexpr char preNone = 4;

std::string_view withoutLeadingZeros(std::string_view digits)
{
    while (digits.size() > 1 && digits.front() == '0')
        digits.remove_prefix(1);
    return digits.empty() ? std::string_view("0") : digits;
}

/// The number's value, or the largest one that fits.
std::uint64_t saturatedNumber(std::string_view digits)
{
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() ? value : std::numeric_limits<std::uint64_t>::max();
}

void appendNumberKey(std::string& key, std::string_view normalDigits)
{
    constexpr std::size_t digitsThatFit = 19; // 10^19 - 1 is below 2^64.
    if (normalDigits.size() > digitsThatFit) {
        key += '\xE9';
        key += static_cast<char>(normalDigits.size() >> 8U);
        key += static_cast<char>(normalDigits.size() & 0xFFU);
        key += normalDigits;
        return;
    }
    std::uint64_t value = 0;
    for (const char digit : normalDigits)
        value = value * 10 + static_cast<std::uint64_t>(digit - '0');
    if (value < 0xE0) {
        key += static_cast<char>(value + 1);
        return;
    }
    unsigned bytes = 1;
    while (bytes < 8 && (value >> (8 * bytes)) != 0)
        ++bytes;
    key += static_cast<char>(0xE0 + bytes);
    for (unsigned i = bytes; i-- > 0;)
        key += static_cast<char>((value >> (8 * i)) & 0xFFU);
}

} // namespace

/// Turns the parts of a version into its normal text and its key.
class VersionParser
{
public:
    static std::optional<Version> build(const VersionParts& parts)
    {
        VersionParser parser;
        parser.addEpochAndRelease(parts);
        parser.addSuffixes(parts);
        if (!parts.local.empty())
            parser.addLocal(parts.local);
        else
            parser.m_version.m_key += '\0';
        if (parser.m_hasOversizedNumber) return std::nullopt;
        return std::move(parser.m_version);
    }

private:
    VersionParser()
    {
        m_version.m_text.clear();
        m_version.m_key.clear();
    }

    std::string_view addNumberText(std::string_view digits)
    {
        if (digits.size() > maxDigits) m_hasOversizedNumber = true;
        const std::string_view normal = withoutLeadingZeros(digits);
        m_version.m_text += normal;
        return normal;
    }

    void addNumber(std::string_view digits)
    {
        const std::string_view normal = addNumberText(digits);
        if (!m_hasOversizedNumber) appendNumberKey(m_version.m_key, normal);
    }

    void addEpochAndRelease(const VersionParts& parts)
    {
        if (parts.epoch.size() > maxDigits) m_hasOversizedNumber = true;
        const std::string_view epoch = withoutLeadingZeros(parts.epoch);
        if (epoch != "0") {
            addNumber(epoch);
            m_version.m_text += '!';
        } else {
            m_version.m_key += '\1';
        }
        std::size_t keyEnd = m_version.m_key.size();
        for (std::size_t begin = 0; begin <= parts.release.size();) {
            const std::size_t end = std::min(parts.release.find('.', begin), parts.release.size());
            if (begin > 0) m_version.m_text += '.';
            const std::size_t before = m_version.m_key.size();
            addNumber(parts.release.substr(begin, end - begin));
            const bool isZero =
                m_version.m_key.size() == before + 1 && m_version.m_key.back() == '\1';
            if (!isZero) keyEnd = m_version.m_key.size();
            begin = end + 1;
        }
        m_version.m_key.resize(keyEnd); // Trailing zeros do not count.
        m_version.m_key += '\0';
        m_version.m_baseTextSize = static_cast<std::uint32_t>(m_version.m_text.size());
        m_version.m_baseKeySize = static_cast<std::uint32_t>(m_version.m_key.size());
    }

    void addSuffixes(const VersionParts& parts)
    {
        std::string& text = m_version.m_text;
        std::string& key = m_version.m_key;
        if (parts.pre != 0) {
            text += parts.pre == 'c' ? std::string_view("rc") : std::string_view(&parts.pre, 1);
            key += static_cast<char>(parts.pre - 'a' + 1);
            addNumber(parts.preNumber);
        } else {
            key += parts.hasDev && !parts.hasPost ? preBelowAll : preNone;
        }
        key += parts.hasPost ? '\1' : '\0';
        if (parts.hasPost) {
            text += ".post";
            addNumber(parts.postNumber);
        }
        key += parts.hasDev ? '\0' : '\1';
        if (parts.hasDev) {
            text += ".dev";
            addNumber(parts.devNumber);
        }
        m_version.m_isPre = parts.pre != 0;
        m_version.m_isPost = parts.hasPost;
        m_version.m_isDev = parts.hasDev;
        m_version.m_publicTextSize = static_cast<std::uint32_t>(text.size());
        m_version.m_publicKeySize = static_cast<std::uint32_t>(key.size());
    }

    void addLocal(std::string_view local)
    {
        m_version.m_text += '+';
        for (std::size_t begin = 0; begin <= local.size();) {
            const std::size_t end = std::min(local.find_first_of("-_.", begin), local.size());
            const std::string_view part = local.substr(begin, end - begin);
            if (begin > 0) m_version.m_text += '.';
            if (part.find_first_not_of("0123456789") == std::string_view::npos) {
                m_version.m_key += '\3';
                addNumber(part);
            } else {
                const std::string lower = lowerCase(part);
                m_version.m_text += lower;
                m_version.m_key += '\2';
                m_version.m_key += lower;
                m_version.m_key += '\0';
            }
            begin = end + 1;
        }
        m_version.m_key += '\1';
    }

    Version m_version;
    bool m_hasOversizedNumber = false;
};

// "0": epoch 0, no release number but zeros, no pre, no post, no dev, no local.
Version::Version()
    : m_text("0")
    , m_key {'\1', '\0', preNone, '\0', '\1', '\0'}
    , m_publicTextSize(1)
    , m_baseTextSize(1)
    , m_publicKeySize(5)
    , m_baseKeySize(2)
{
}

std::optional<Version> Version::parse(std::string_view text)
{
    const std::string_view trimmed = withoutOuterBlanks(text);
    const auto parts = scanVersion(trimmed, 0);
    if (!parts || parts->end != trimmed.size()) return std::nullopt;
    return VersionParser::build(*parts);
}

std::string_view Version::local() const
{
    return hasLocal() ? std::string_view(m_text).substr(m_publicTextSize + 1) : std::string_view();
}

std::vector<std::uint64_t> Version::release() const
{
    std::vector<std::uint64_t> numbers;
    std::string_view rest = baseText();
    if (const std::size_t bang = rest.find('!'); bang != std::string_view::npos)
        rest.remove_prefix(bang + 1);
    for (;;) {
        const std::size_t end = rest.find('.');
        numbers.push_back(saturatedNumber(rest.substr(0, end)));
        if (end == std::string_view::npos) return numbers;
        rest.remove_prefix(end + 1);
    }
}

std::uint64_t Version::releaseNumber(std::size_t index) const
{
    const std::vector<std::uint64_t> numbers = release();
    return index < numbers.size() ? numbers[index] : 0;
}

std::uint64_t Version::epoch() const
{
    const std::size_t bang = m_text.find('!');
    return bang == std::string::npos ? 0
                                     : saturatedNumber(std::string_view(m_text).substr(0, bang));
}

Version Version::publicVersion() const
{
    Version version = *this;
    version.m_text.resize(m_publicTextSize);
    version.m_key.resize(m_publicKeySize);
    version.m_key += '\0';
    return version;
}

} // namespace pinwheel
