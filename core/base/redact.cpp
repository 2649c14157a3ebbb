#include "core/base/redact.h"

#include "core/base/ascii_case.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace pinwheel {
namespace {

constexpr std::string_view mask = "***";

bool isWordCharacter(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-';
}

/// End of the run of characters that may stand in a URL's authority or a plain value.
std::size_t endOfValue(std::string_view text, std::size_t from)
{
    constexpr std::string_view stops = " \t\r\n\"'`<>|;&,)";
    const std::size_t end = text.find_first_of(stops, from);
    return end == std::string_view::npos ? text.size() : end;
}

/// Whether namesSecret may hold for a part of the text: what its words have in common.
bool mayNameSecret(std::string_view text)
{
    const std::string lower = asciiLowerCase(text);
    return lower.contains("passw") || lower.contains("secret") || lower.contains("token")
        || lower.contains("key");
}

/// Names whose value is a secret: a word of the name says so.
bool namesSecret(std::string_view name)
{
    constexpr std::array<std::string_view, 9> words = {"password", "passwd",     "secret",
                                                       "token",    "apikey",     "api_key",
                                                       "api-key",  "access_key", "private_key"};
    const std::string lower = asciiLowerCase(name);
    return std::ranges::any_of(words, [&](std::string_view word) {
        const std::size_t at = lower.rfind(word);
        if (at == std::string::npos) return false;
        // TOKENIZERS_PARALLELISM is about words, not about access.
        return word != "token" || lower.compare(at + word.size(), 2, "iz") != 0;
    });
}

/// `scheme://user:password@host`: the part between "//" and the last "@" before the path.
std::string maskUrlCredentials(std::string_view text)
{
    std::string out;
    std::size_t from = 0;
    while (true) {
        const std::size_t slashes = text.find("://", from);
        if (slashes == std::string_view::npos) break;
        const std::size_t begin = slashes + 3;
        const std::size_t end =
            std::min(endOfValue(text, begin), std::min(text.find('/', begin), text.size()));
        const std::size_t at = text.substr(begin, end - begin).rfind('@');
        out += text.substr(from, begin - from);
        from = begin;
        if (at == std::string_view::npos) continue;
        const std::string_view user = text.substr(begin, at);
        // A variable instead of a value (https://${TOKEN}@host) shows no secret.
        if (user.find('$') == std::string_view::npos && user != "git")
            out += mask;
        else
            out += user;
        from = begin + at;
    }
    out += text.substr(from);
    return out;
}

/// `NAME=value` where the name tells a secret.
std::string maskSecretValues(std::string_view text)
{
    std::string out;
    std::size_t from = 0;
    while (true) {
        const std::size_t equals = text.find('=', from);
        if (equals == std::string_view::npos) break;
        std::size_t nameBegin = equals;
        while (nameBegin > from && isWordCharacter(text[nameBegin - 1]))
            --nameBegin;
        std::size_t valueBegin = equals + 1;
        out += text.substr(from, valueBegin - from);
        from = valueBegin;
        if (!namesSecret(text.substr(nameBegin, equals - nameBegin))) continue;
        std::size_t end = std::string_view::npos;
        if (valueBegin < text.size() && (text[valueBegin] == '"' || text[valueBegin] == '\'')) {
            const char quote = text[valueBegin];
            out += quote;
            from = ++valueBegin;
            end = text.find(quote, valueBegin); // a quoted value may hold blanks
            if (end != std::string_view::npos
                && text.substr(valueBegin, end - valueBegin).contains('\n'))
                end = std::string_view::npos;
        }
        if (end == std::string_view::npos) end = endOfValue(text, valueBegin);
        if (end == valueBegin || text[valueBegin] == '$' || text[valueBegin] == '=') continue;
        out += mask;
        from = end;
    }
    out += text.substr(from);
    return out;
}

bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    return std::ranges::equal(
        a, b, {}, [](unsigned char c) { return std::tolower(c); },
        [](unsigned char c) { return std::tolower(c); });
}

/// Whether the word after `word` is a secret: `--token VALUE`, `ENV DB_PASSWORD VALUE`, and `login
/// NAME password VALUE` of a .netrc file. `before` are the two words before it.
bool announcesSecret(std::string_view word, const std::array<std::string_view, 2>& before)
{
    if (word.starts_with("--"))
        return namesSecret(word) && !word.contains('=') && !word.ends_with("-stdin")
            && !word.ends_with("-file");
    if (equalsIgnoringCase(before[0], "ENV")) return namesSecret(word) && !word.contains('=');
    return word == "password" && before[1] == "login";
}

/// Values that stand behind a blank.
std::string maskSecretWords(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    std::string out;
    std::array<std::string_view, 2> before; // the word before, and the one before that
    bool secretFollows = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = std::min(text.find_first_not_of(blanks, at), text.size());
        out += text.substr(at, begin - at);
        const std::size_t end = std::min(text.find_first_of(blanks, begin), text.size());
        const std::string_view word = text.substr(begin, end - begin);
        const std::size_t open = word.find_first_not_of("\"'");
        const std::string_view bare = open == std::string_view::npos
            ? std::string_view()
            : word.substr(open, endOfValue(word, open) - open);
        const bool isValue = secretFollows && !bare.empty() && !bare.starts_with('-')
            && !bare.starts_with('$') && bare != "\\";
        if (isValue) {
            out += word.substr(0, open);
            out += mask;
            out += word.substr(open + bare.size());
        } else {
            out += word;
        }
        secretFollows = announcesSecret(word, before);
        before = {word, before[0]};
        at = end;
    }
    return out;
}

} // namespace

std::string redactCredentials(std::string_view text)
{
    std::string out(text);
    if (out.contains("://")) out = maskUrlCredentials(out);
    if (!mayNameSecret(out)) return out;
    if (out.contains('=')) out = maskSecretValues(out);
    if (out.contains("--") || out.contains("password") || out.contains("ENV")
        || out.contains("env"))
        out = maskSecretWords(out);
    return out;
}

} // namespace pinwheel
