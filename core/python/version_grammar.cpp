#include "core/python/version_grammar.h"

#include "core/python/python_text.h"

#include <algorithm>
#include <array>

namespace pinwheel {
namespace {

/// Reads the parts one after the other. Every part takes as much as it can: nothing that follows a
/// part could begin with what the part gave back, so the grammar needs no second try.
class VersionScanner
{
public:
    VersionScanner(std::string_view text, std::size_t position)
        : m_text(text)
        , m_position(position)
    {
    }

    std::optional<VersionParts> scan()
    {
        if (peek() == 'v' || peek() == 'V') ++m_position;
        if (!scanRelease()) return std::nullopt;
        m_parts.releaseEnd = m_position;
        scanPre();
        scanPost();
        if (const auto number = letters("dev")) {
            m_parts.hasDev = true;
            m_parts.devNumber = *number;
        }
        m_parts.publicEnd = m_position;
        scanLocal();
        m_parts.end = m_position;
        return m_parts;
    }

private:
    [[nodiscard]] char peek(std::size_t ahead = 0) const
    {
        return m_position + ahead < m_text.size() ? m_text[m_position + ahead] : '\0';
    }
    static bool isSeparator(char c) { return c == '-' || c == '_' || c == '.'; }

    std::string_view digits()
    {
        const std::size_t begin = m_position;
        while (isDigit(peek()))
            ++m_position;
        return m_text.substr(begin, m_position - begin);
    }

    bool scanRelease()
    {
        std::size_t begin = m_position;
        const std::string_view first = digits();
        if (first.empty()) return false;
        if (peek() == '!') {
            m_parts.epoch = first;
            begin = ++m_position;
            if (digits().empty()) return false;
        }
        m_parts.releaseNumbers = 1;
        while (peek() == '.' && isDigit(peek(1))) {
            ++m_position;
            (void)digits();
            ++m_parts.releaseNumbers;
        }
        m_parts.release = m_text.substr(begin, m_position - begin);
        return true;
    }

    /// A separator, the word, a separator, a number: all but the word may be missing. Gives the
    /// number.
    std::optional<std::string_view> letters(std::string_view word)
    {
        const std::size_t wordAt = m_position + (isSeparator(peek()) ? 1 : 0);
        if (!startsWithIgnoringCase(m_text.substr(std::min(wordAt, m_text.size())), word))
            return std::nullopt;
        m_position = wordAt + word.size();
        if (isSeparator(peek())) ++m_position;
        return digits();
    }

    void scanPre()
    {
        struct Spelling {
            std::string_view word;
            char letter;
        };
        // Longer words before their beginnings.
        constexpr std::array spellings {
            Spelling {"alpha", 'a'}, Spelling {"a", 'a'},       Spelling {"beta", 'b'},
            Spelling {"b", 'b'},     Spelling {"preview", 'c'}, Spelling {"pre", 'c'},
            Spelling {"c", 'c'},     Spelling {"rc", 'c'},
        };
        if (!mayBeginPart()) return;
        for (const Spelling& spelling : spellings) {
            const auto number = letters(spelling.word);
            if (!number) continue;
            m_parts.pre = spelling.letter;
            m_parts.preNumber = *number;
            return;
        }
    }

    void scanPost()
    {
        if (!mayBeginPart()) return;
        if (peek() == '-' && isDigit(peek(1))) {
            ++m_position;
            m_parts.hasPost = true;
            m_parts.postNumber = digits();
            return;
        }
        for (const std::string_view word : {"post", "rev", "r"}) {
            const auto number = letters(word);
            if (!number) continue;
            m_parts.hasPost = true;
            m_parts.postNumber = *number;
            return;
        }
    }

    /// Most versions end after their release numbers.
    [[nodiscard]] bool mayBeginPart() const { return isSeparator(peek()) || isLetter(peek()); }

    void scanLocal()
    {
        if (peek() != '+') return;
        std::size_t end = m_position + 1;
        std::size_t taken = end;
        while (const std::size_t size = localCharacterAt(end)) {
            end += size;
            taken = end;
            if (end < m_text.size() && isSeparator(m_text[end]) && localCharacterAt(end + 1) > 0)
                ++end;
        }
        if (taken == m_position + 1) return;
        m_parts.local = m_text.substr(m_position + 1, taken - m_position - 1);
        m_position = taken;
    }

    /// Bytes of a letter or digit of a local label. Python's `[a-z]` without regard to case also
    /// takes four letters beyond ASCII: dotted capital I, dotless i, long s and the Kelvin sign.
    [[nodiscard]] std::size_t localCharacterAt(std::size_t position) const
    {
        if (position >= m_text.size()) return 0;
        if (isDigit(m_text[position]) || isLetter(m_text[position])) return 1;
        for (const std::string_view letter : {"\u0130", "\u0131", "\u017F", "\u212A"})
            if (m_text.substr(position).starts_with(letter)) return letter.size();
        return 0;
    }

    std::string_view m_text;
    std::size_t m_position;
    VersionParts m_parts;
};

} // namespace

std::optional<VersionParts> scanVersion(std::string_view text, std::size_t position)
{
    return VersionScanner(text, position).scan();
}

} // namespace pinwheel
