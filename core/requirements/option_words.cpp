#include "core/requirements/option_words.h"

#include "core/python/python_text.h"

#include <algorithm>
#include <charconv>

// The common ground of optparse, argparse, clap and getopt. Where they differ the dialect says how.
// Sources: Python's optparse.py (_process_args, _process_long_opt, _process_short_opts,
// _match_abbrev), argparse.py, clap's and getopt_long's references. Not implemented: nargs with a
// fixed number above one, which no installer has.

namespace pinwheel {
namespace {

/// Calls `use` with each blank-separated word until it returns true.
template <class Use>
bool anyWordOf(std::string_view words, const Use& use)
{
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(' '), words.size());
        if (end > 0 && use(words.substr(0, end))) return true;
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return false;
}

bool isNumber(std::string_view text, bool withFraction)
{
    text = withoutOuterBlanks(text);
    if (text.starts_with('+')) text.remove_prefix(1);
    if (text.empty()) return false;
    if (!withFraction) {
        if (text.starts_with('-')) text.remove_prefix(1);
        return !text.empty()
            && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    }
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size();
}

bool allows(std::string_view values, std::string_view text)
{
    if (values.empty()) return true;
    if (values == "int") return isNumber(text, false);
    if (values == "float") return isNumber(text, true);
    return anyWordOf(values, [text](std::string_view choice) { return choice == text; });
}

class WordsReader
{
public:
    WordsReader(std::span<const OptionWord> words,
                std::span<const std::span<const OptionSpec>> tables, const OptionDialect& dialect)
        : m_words(words)
        , m_tables(tables)
        , m_dialect(dialect)
    {
    }

    ParsedWords read()
    {
        while (m_next < m_words.size()) {
            const std::size_t index = m_next++;
            const OptionWord& word = m_words[index];
            if (word.known && !word.several && word.text == "--") {
                m_result.doubleDash = index;
                break;
            }
            if (word.text.starts_with("--") && word.text.size() > 2)
                readLong(index);
            else if (word.text.starts_with('-') && word.text.size() > 1
                     && !word.text.starts_with("--"))
                readShort(index);
            else {
                m_result.arguments.push_back(index);
                if (!m_dialect.interspersed && !(word.text.empty() && !word.known)) break;
            }
        }
        for (; m_next < m_words.size(); ++m_next)
            m_result.arguments.push_back(m_next);
        return std::move(m_result);
    }

private:
    void trouble(OptionTrouble::Kind kind, std::size_t word, std::string message)
    {
        m_result.troubles.push_back({.kind = kind, .word = word, .message = std::move(message)});
    }

    const OptionSpec* exact(std::string_view spelling) const
    {
        for (const auto& table : m_tables)
            for (const OptionSpec& spec : table)
                if (spec.isSpelled(spelling)) return &spec;
        return nullptr;
    }

    /// The option that a long spelling names, by an unambiguous beginning too. Reports what is
    /// wrong.
    const OptionSpec* longOption(std::string_view spelling, std::size_t word)
    {
        if (const OptionSpec* const spec = exact(spelling)) return spec;
        const OptionSpec* found = nullptr;
        std::size_t count = 0;
        std::string names;
        if (m_dialect.abbreviations)
            for (const auto& table : m_tables)
                for (const OptionSpec& spec : table)
                    anyWordOf(spec.names, [&](std::string_view name) {
                        if (!name.starts_with(spelling) || !name.starts_with("--")) return false;
                        found = &spec;
                        ++count;
                        names += (names.empty() ? "" : ", ") + std::string(name);
                        return false;
                    });
        if (count == 1) return found;
        if (count > 1)
            trouble(OptionTrouble::Kind::Ambiguous, word,
                    "ambiguous option " + std::string(spelling) + " (" + names + ")");
        else
            trouble(OptionTrouble::Kind::Unknown, word, "no such option: " + std::string(spelling));
        return nullptr;
    }

    /// True for a word that a Many option takes.
    bool isManyValue(const OptionWord& word) const
    {
        return !word.text.starts_with('-') || word.text == "-";
    }

    void addValue(ParsedOption& option, std::size_t word, std::size_t begin)
    {
        const OptionWord& from = m_words[word];
        option.values.push_back(
            {.word = word,
             .begin = begin,
             .text = std::string(from.text.substr(std::min(begin, from.text.size()))),
             .known = from.known && !from.several});
        const ParsedOptionValue& value = option.values.back();
        if (option.spec && value.known && !allows(option.spec->values, value.text))
            trouble(OptionTrouble::Kind::BadValue, word,
                    "option " + option.spelled + ": invalid value '" + value.text
                        + "' (wanted: " + std::string(option.spec->values) + ")");
    }

    /// Takes the value from behind the option's own bytes (`attached`) or from the words that
    /// follow.
    void takeValue(ParsedOption& option, std::optional<std::size_t> attached)
    {
        if (attached) {
            addValue(option, option.word, *attached);
            return;
        }
        if (option.spec->arity == OptionArity::OptionalValue) return;
        if (option.spec->arity == OptionArity::Many) {
            while (m_next < m_words.size() && isManyValue(m_words[m_next]))
                addValue(option, m_next++, 0);
            return;
        }
        if (m_next < m_words.size())
            addValue(option, m_next++, 0);
        else
            trouble(OptionTrouble::Kind::MissingValue, option.word,
                    option.spelled + " option requires 1 argument");
    }

    void readLong(std::size_t index)
    {
        const OptionWord& word = m_words[index];
        const std::size_t equals = word.text.find('=');
        if (equals == std::string_view::npos && (!word.known || word.several)) {
            m_result.arguments.push_back(index); // `--$X`: which option it is cannot be told
            return;
        }
        const std::string_view spelling = word.text.substr(0, std::min(equals, word.text.size()));
        ParsedOption option {
            .spelled = std::string(spelling), .word = index, .begin = 0, .end = spelling.size()};
        option.spec = longOption(spelling, index);
        const bool hasValue = equals != std::string_view::npos;
        if (!option.spec) {
            if (hasValue) addValue(option, index, equals + 1);
        } else if (option.spec->arity != OptionArity::Switch) {
            takeValue(option, hasValue ? std::optional(equals + 1) : std::nullopt);
        } else if (hasValue) {
            addValue(option, index, equals + 1);
            if (!m_dialect.switchesTakeValues)
                trouble(OptionTrouble::Kind::UnexpectedValue, index,
                        std::string(option.spec->name()) + " option does not take a value");
        }
        m_result.options.push_back(std::move(option));
    }

    void readShort(std::size_t index)
    {
        const OptionWord& word = m_words[index];
        if (m_dialect.singleDashLong && word.known && exact(word.text)) {
            ParsedOption option {.spec = exact(word.text),
                                 .spelled = std::string(word.text),
                                 .word = index,
                                 .end = word.text.size()};
            if (option.spec->arity != OptionArity::Switch) takeValue(option, std::nullopt);
            m_result.options.push_back(std::move(option));
            return;
        }
        for (std::size_t at = 1; at < word.text.size();) {
            std::size_t size = 1; // a letter may have several bytes
            while (at + size < word.text.size()
                   && (static_cast<unsigned char>(word.text[at + size]) & 0xC0U) == 0x80)
                ++size;
            ParsedOption option {.spelled = "-" + std::string(word.text.substr(at, size)),
                                 .word = index,
                                 .begin = at == 1 ? 0 : at,
                                 .end = at + size};
            option.spec = exact(option.spelled);
            at += size;
            if (!option.spec) {
                trouble(OptionTrouble::Kind::Unknown, index, "no such option: " + option.spelled);
                m_result.options.push_back(std::move(option));
                return;
            }
            if (option.spec->arity == OptionArity::Switch) {
                m_result.options.push_back(std::move(option));
                continue;
            }
            const bool attached = at < word.text.size() || !word.known || word.several;
            if (attached && m_dialect.equalsAfterShort && at < word.text.size()
                && word.text[at] == '=')
                ++at;
            takeValue(option, attached ? std::optional(at) : std::nullopt);
            m_result.options.push_back(std::move(option));
            return;
        }
        if (!word.known || word.several)
            m_result.arguments.push_back(index); // `-q$X`: the rest of the cluster is not known
    }

    std::span<const OptionWord> m_words;
    std::span<const std::span<const OptionSpec>> m_tables;
    OptionDialect m_dialect;
    ParsedWords m_result;
    std::size_t m_next = 0;
};

} // namespace

std::string_view OptionSpec::name() const
{
    std::string_view longName;
    anyWordOf(names, [&](std::string_view name) {
        if (!name.starts_with("--")) return false;
        longName = name;
        return true;
    });
    return longName.empty() ? names.substr(0, std::min(names.find(' '), names.size())) : longName;
}

bool OptionSpec::isSpelled(std::string_view spelling) const
{
    if (names.size() < spelling.size()) return false;
    return anyWordOf(names, [spelling](std::string_view name) { return name == spelling; });
}

ParsedWords parseOptionWords(std::span<const OptionWord> words,
                             std::span<const std::span<const OptionSpec>> tables,
                             const OptionDialect& dialect)
{
    return WordsReader(words, tables, dialect).read();
}

} // namespace pinwheel
