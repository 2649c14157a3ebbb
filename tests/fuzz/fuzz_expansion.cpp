#include "core/dockerfile/dockerignore.h"
#include "core/dockerfile/expansion.h"
#include "core/dockerfile/heredoc.h"
#include "core/dockerfile/string_array.h"
#include "tests/fuzz/fuzz.h"

using namespace pinwheel;
using fuzz::require;

/// The first line is the value of A, the second one a path; the rest is the word.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    std::string_view rest = fuzz::textOf(data, size);
    const auto takeLine = [&rest] {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        return line;
    };
    const std::string value(takeLine());
    const std::string_view path = takeLine();
    const std::map<std::string, std::string, std::less<>> variables {{"A", value}, {"B", "x y"}};
    const auto lookup = [&](std::string_view name) -> std::optional<Known<std::string>> {
        if (name == "U") return Known<std::string>(unknown("not known"));
        return lookupIn(variables)(name);
    };
    for (const char escape : {'\\', '`'}) {
        const Expansion result = expandWord(rest, lookup, {.escape = escape});
        require(!result.error || !result.value.isKnown(), "what is wrong has no value");
        require(result.value.isKnown() || result.words.empty(), "what is not known has no words");
        // Nothing to expand and no quotes: the word stays, but for escape characters and the mark
        // that is passed over.
        if (rest.find_first_of("\\`$'\"") == std::string_view::npos
            && !rest.starts_with("\xEF\xBB\xBF"))
            require(result.value.isKnown() && *result.value == rest, "a plain word stays");
        const Expansion kept = expandWord(
            rest, [](std::string_view) { return std::nullopt; },
            {.escape = escape, .keepQuotes = true, .keepEscapes = true, .keepUnset = true});
        require(kept.error || kept.value.isKnown() || !kept.value.reason().empty(),
                "what is not known has a reason");
    }
    (void)heredocMarks(rest);
    const StringArray array = parseStringArray(rest);
    for (const StringArray::Element& element : array.elements)
        require(element.begin < element.end && element.end <= rest.size(),
                "an element lies in the text");
    (void)DockerIgnore::parse(rest).ignores(path);
    (void)matchesFilePattern(rest, path);
    return 0;
}
