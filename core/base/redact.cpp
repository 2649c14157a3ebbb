#include "core/base/redact.h"

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

/// Names whose value is a secret: a word of the name says so.
bool namesSecret(std::string_view name)
{
    constexpr std::array<std::string_view, 9> words
        = {"password", "passwd", "secret", "token", "apikey", "api_key", "api-key", "access_key", "private_key"};
    std::string lower(name);
    std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return std::ranges::any_of(words, [&](std::string_view word) { return lower.find(word) != std::string::npos; });
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
        const std::size_t end = std::min(endOfValue(text, begin), std::min(text.find('/', begin), text.size()));
        const std::size_t at = text.substr(begin, end - begin).rfind('@');
        out += text.substr(from, begin - from);
        from = begin;
        if (at == std::string_view::npos) continue;
        const std::string_view user = text.substr(begin, at);
        // A variable instead of a value (https://${TOKEN}@host) shows no secret.
        if (user.find('$') == std::string_view::npos && user != "git") out += mask;
        else out += user;
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
        while (nameBegin > from && isWordCharacter(text[nameBegin - 1])) --nameBegin;
        std::size_t valueBegin = equals + 1;
        out += text.substr(from, valueBegin - from);
        from = valueBegin;
        if (!namesSecret(text.substr(nameBegin, equals - nameBegin))) continue;
        if (valueBegin < text.size() && (text[valueBegin] == '"' || text[valueBegin] == '\'')) {
            out += text[valueBegin];
            from = ++valueBegin;
        }
        const std::size_t end = endOfValue(text, valueBegin);
        if (end == valueBegin || text[valueBegin] == '$' || text[valueBegin] == '=') continue;
        out += mask;
        from = end;
    }
    out += text.substr(from);
    return out;
}

} // namespace

std::string redactCredentials(std::string_view text)
{
    if (text.find("://") == std::string_view::npos && text.find('=') == std::string_view::npos) return std::string(text);
    return maskSecretValues(maskUrlCredentials(text));
}

} // namespace pinwheel
