// Source: the netrc page of GNU inetutils. Tokens are words; `macdef` runs to the next empty line.

#include "app/net/netrc.h"

#include "core/text/file_provider.h"

#include <algorithm>
#include <cstdlib>

namespace pinwheel {
namespace {

struct Tokens {
    std::string_view rest;

    /// The next word, quotes taken off; none at the end.
    std::optional<std::string> next()
    {
        while (true) {
            const std::size_t begin = rest.find_first_not_of(" \t\r\n");
            if (begin == std::string_view::npos) return std::nullopt;
            rest.remove_prefix(begin);
            if (rest.front() != '#') break;
            rest.remove_prefix(std::min(rest.find('\n'), rest.size()));
        }
        const bool quoted = rest.front() == '"';
        if (quoted) rest.remove_prefix(1);
        std::string word;
        while (!rest.empty()) {
            const char c = rest.front();
            if (quoted ? c == '"' : std::string_view(" \t\r\n").contains(c)) break;
            rest.remove_prefix(1);
            if (quoted && c == '\\' && !rest.empty()) {
                word += rest.front();
                rest.remove_prefix(1);
            } else {
                word += c;
            }
        }
        if (quoted && !rest.empty()) rest.remove_prefix(1);
        return word;
    }
    void skipMacro()
    {
        const std::size_t end = rest.find("\n\n");
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end);
    }
};

} // namespace

std::vector<NetrcEntry> parseNetrc(std::string_view text)
{
    std::vector<NetrcEntry> entries;
    Tokens tokens {text};
    while (const auto word = tokens.next()) {
        if (*word == "machine")
            entries.push_back({.machine = tokens.next().value_or("")});
        else if (*word == "default")
            entries.emplace_back();
        else if (*word == "macdef")
            tokens.skipMacro();
        else if (entries.empty())
            continue;
        else if (*word == "login" || *word == "user")
            entries.back().login = tokens.next().value_or("");
        else if (*word == "password")
            entries.back().password = tokens.next().value_or("");
        else if (*word == "account")
            (void)tokens.next();
    }
    return entries;
}

const NetrcEntry* findNetrc(const std::vector<NetrcEntry>& entries, std::string_view host)
{
    auto found = std::ranges::find(entries, host, &NetrcEntry::machine);
    if (found == entries.end())
        found = std::ranges::find(entries, std::string_view(), &NetrcEntry::machine);
    return found == entries.end() ? nullptr : &*found;
}

std::vector<NetrcEntry> readNetrc()
{
    std::string path;
    if (const char* named = std::getenv("NETRC"); named != nullptr && *named != '\0')
        path = named;
    else if (const char* home = std::getenv("HOME"); home != nullptr)
        path = std::string(home) + "/.netrc";
    if (path.empty()) return {};
    const auto text = readTextFile(path);
    return text ? parseNetrc(*text) : std::vector<NetrcEntry> {};
}

} // namespace pinwheel
