#include "core/shell/text_filters.h"

#include "core/base/limits.h"
#include "core/shell/posix_regex.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace pinwheel::shell {

namespace {

/// Options and operands of a filter. `letters` are the short options with a value.
struct Arguments {
    std::vector<std::pair<std::string, TracedText>> options; ///< "n" or "long-name"
    std::vector<ShellWord> operands;

    [[nodiscard]] bool has(std::string_view name) const
    {
        return std::ranges::any_of(options,
                                   [&](const auto& option) { return option.first == name; });
    }
    [[nodiscard]] const TracedText* value(std::string_view name) const
    {
        for (const auto& option : options)
            if (option.first == name) return &option.second;
        return nullptr;
    }
};

Arguments parseArguments(std::span<const ShellWord> argv, std::string_view letters)
{
    Arguments result;
    bool options = true;
    for (std::size_t i = 1; i < argv.size(); ++i) {
        const std::string& word = argv[i].value.bytes;
        if (!options || word.size() < 2 || word[0] != '-') {
            result.operands.push_back(argv[i]);
        } else if (word == "--") {
            options = false;
        } else if (word.starts_with("--")) {
            const std::size_t equals = word.find('=');
            if (equals == std::string::npos)
                result.options.emplace_back(word.substr(2), TracedText());
            else
                result.options.emplace_back(word.substr(2, equals - 2),
                                            argv[i].value.slice(equals + 1, word.size()));
        } else {
            for (std::size_t k = 1; k < word.size(); ++k) {
                if (!letters.contains(word[k])) {
                    result.options.emplace_back(std::string(1, word[k]), TracedText());
                    continue;
                }
                TracedText value;
                if (k + 1 < word.size())
                    value = argv[i].value.slice(k + 1, word.size());
                else if (i + 1 < argv.size())
                    value = argv[++i].value;
                result.options.emplace_back(std::string(1, word[k]), std::move(value));
                break;
            }
        }
    }
    return result;
}

std::optional<long> numberOf(std::string_view text)
{
    if (text.starts_with('+')) text.remove_prefix(1);
    long value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value > 1'000'000
        || value < -1'000'000)
        return std::nullopt;
    return value;
}

/// Lines with their endings.
std::vector<TracedText> linesOf(const TracedText& text)
{
    std::vector<TracedText> lines;
    for (std::size_t at = 0; at < text.bytes.size();) {
        std::size_t end = text.bytes.find('\n', at);
        end = end == std::string::npos ? text.bytes.size() : end + 1;
        lines.push_back(text.slice(at, end));
        at = end;
    }
    return lines;
}

std::string_view contentOf(const TracedText& line)
{
    std::string_view text = line.bytes;
    if (text.ends_with('\n')) text.remove_suffix(1);
    return text;
}

TracedText joined(std::span<const TracedText> lines)
{
    TracedText out;
    for (const TracedText& line : lines)
        out.append(line);
    return out;
}

FilterResult notFollowed(std::string_view name)
{
    return {.text = unknown("an option of " + std::string(name) + " is not followed")};
}

/// True when every option is one of those named.
bool onlyOptions(const Arguments& arguments, std::span<const std::string_view> names)
{
    return std::ranges::all_of(arguments.options, [&](const auto& option) {
        return std::ranges::contains(names, std::string_view(option.first));
    });
}

FilterResult grep(std::string_view name, std::span<const ShellWord> argv,
                  const std::optional<TracedText>& input, const OperandReader& read)
{
    Arguments arguments = parseArguments(argv, "efmABC");
    static constexpr std::array<std::string_view, 24> known {"v",
                                                             "i",
                                                             "E",
                                                             "F",
                                                             "G",
                                                             "e",
                                                             "w",
                                                             "x",
                                                             "q",
                                                             "c",
                                                             "n",
                                                             "o",
                                                             "h",
                                                             "s",
                                                             "m",
                                                             "y",
                                                             "invert-match",
                                                             "ignore-case",
                                                             "extended-regexp",
                                                             "fixed-strings",
                                                             "quiet",
                                                             "silent",
                                                             "only-matching",
                                                             "no-messages"};
    if (!onlyOptions(arguments, known) || arguments.has("n")
        || (arguments.operands.size() > 2 && !arguments.has("h")))
        return notFollowed(name);
    const bool extended = name == "egrep" || arguments.has("E") || arguments.has("extended-regexp");
    const bool fixed = name == "fgrep" || arguments.has("F") || arguments.has("fixed-strings");
    const bool inverts = arguments.has("v") || arguments.has("invert-match");
    std::vector<std::string> expressions;
    for (const auto& [option, value] : arguments.options) {
        if (option != "e") continue;
        if (!value.isKnown())
            return {.text = unknown(value.gaps.front().reason),
                    .status = unknown("a pattern is not known")};
        expressions.push_back(value.bytes);
    }
    if (expressions.empty()) {
        if (arguments.operands.empty()) return {.text = {}, .status = 2};
        const ShellWord& pattern = arguments.operands.front();
        if (!pattern.isKnown())
            return {.text = unknown("a pattern is not known"),
                    .status = unknown("a pattern is not known")};
        // Several patterns may stand on lines of their own.
        std::string_view rest = pattern.value.bytes;
        while (true) {
            const std::size_t end = rest.find('\n');
            expressions.emplace_back(rest.substr(0, end));
            if (end == std::string_view::npos) break;
            rest.remove_prefix(end + 1);
        }
        arguments.operands.erase(arguments.operands.begin());
    }
    TracedText text;
    if (arguments.operands.empty())
        text = input.value_or(TracedText(unknown("the standard input is not known")));
    for (const ShellWord& operand : arguments.operands)
        text.append(operand.is("-") && input ? *input : read(operand));
    if (!text.isKnown()) return {.text = unknown(text.gaps.front().reason), .status = 0};
    std::vector<PosixRegex> compiled;
    for (const std::string& expression : expressions) {
        std::string source = fixed ? escapedForRegex(expression) : expression;
        const bool isExtended = extended && !fixed;
        if (arguments.has("x"))
            source = isExtended ? "^(" + source + ")$" : "^\\(" + source + "\\)$";
        if (arguments.has("w"))
            source = isExtended ? "\\b(" + source + ")\\b" : "\\b\\(" + source + "\\)\\b";
        auto one = PosixRegex::compile(source, isExtended,
                                       arguments.has("i") || arguments.has("y")
                                           || arguments.has("ignore-case"));
        if (!one)
            return {.text =
                        unknown("the pattern '" + expression.substr(0, 80) + "' is not followed"),
                    .status = unknown("a pattern is not followed")};
        compiled.push_back(std::move(*one));
    }
    FilterResult result {.text = {}, .status = 1};
    std::size_t count = 0;
    const bool only = arguments.has("o") || arguments.has("only-matching");
    const auto most = arguments.value("m") != nullptr
        ? numberOf(arguments.value("m")->bytes).value_or(0)
        : 1'000'000;
    for (const TracedText& line : linesOf(text)) {
        const std::string_view content = contentOf(line);
        const bool matches = std::ranges::any_of(compiled, [&](const PosixRegex& expression) {
            return expression.search(content).has_value();
        });
        if (matches == inverts || static_cast<long>(count) >= most) continue;
        ++count;
        if (!only) {
            result.text.append(line);
            if (!line.bytes.ends_with('\n')) result.text.append("\n");
            continue;
        }
        for (std::size_t at = 0; at < content.size();) {
            const auto match = compiled.front().search(content, at);
            if (!match || compiled.size() > 1) break;
            const auto& whole = match->groups.front();
            if (whole.end > whole.begin) {
                result.text.append(line.slice(whole.begin, whole.end));
                result.text.append("\n");
            }
            at = std::max(whole.end, at + 1);
        }
    }
    if (count > 0) result.status = 0;
    if (arguments.has("q") || arguments.has("quiet") || arguments.has("silent"))
        result.text = {};
    else if (arguments.has("c"))
        result.text = std::to_string(count) + "\n";
    return result;
}

FilterResult headOrTail(std::string_view name, std::span<const ShellWord> argv,
                        const std::function<TracedText(const Arguments&)>& gather)
{
    std::vector<ShellWord> words(argv.begin(), argv.end());
    // head -5
    if (words.size() > 1 && words[1].value.bytes.size() > 1 && words[1].value.bytes[0] == '-'
        && words[1].value.bytes[1] >= '0' && words[1].value.bytes[1] <= '9')
        words[1].value = TracedText("-n" + words[1].value.bytes.substr(1));
    const Arguments arguments = parseArguments(words, "nc");
    static constexpr std::array<std::string_view, 5> known {"n", "q", "lines", "quiet", "c"};
    if (!onlyOptions(arguments, known)) return notFollowed(name);
    const TracedText* written =
        arguments.value("n") != nullptr ? arguments.value("n") : arguments.value("lines");
    const TracedText text = gather(arguments);
    if (!text.isKnown()) return {.text = unknown(text.gaps.front().reason)};
    if (const TracedText* bytes = arguments.value("c")) {
        const auto count = numberOf(bytes->bytes);
        if (!count || *count < 0 || bytes->bytes.starts_with('+')) return notFollowed(name);
        const std::size_t size = std::min(text.bytes.size(), static_cast<std::size_t>(*count));
        return {.text = name == "head" ? text.slice(0, size)
                                       : text.slice(text.bytes.size() - size, text.bytes.size())};
    }
    const std::vector<TracedText> lines = linesOf(text);
    const auto size = static_cast<long>(lines.size());
    const auto number = written != nullptr && written->isKnown() ? numberOf(written->bytes)
                                                                 : std::optional<long>(10);
    if (!number) return notFollowed(name);
    long begin = 0;
    long end = size;
    if (name == "head")
        end = *number < 0 ? std::max(0L, size + *number) : std::min(size, *number);
    else if (written != nullptr && written->bytes.starts_with('+'))
        begin = std::clamp(*number - 1, 0L, size);
    else
        begin = std::max(0L, size - std::abs(*number));
    return {.text = joined(std::span(lines).subspan(static_cast<std::size_t>(begin),
                                                    static_cast<std::size_t>(end - begin)))};
}

FilterResult sortLines(std::span<const ShellWord> argv,
                       const std::function<TracedText(const Arguments&)>& gather)
{
    const Arguments arguments = parseArguments(argv, "kto");
    static constexpr std::array<std::string_view, 7> known {"u",      "r",       "n",           "f",
                                                            "unique", "reverse", "numeric-sort"};
    if (!onlyOptions(arguments, known)) return notFollowed("sort");
    const TracedText text = gather(arguments);
    if (!text.isKnown()) return {.text = unknown(text.gaps.front().reason)};
    std::vector<TracedText> lines = linesOf(text);
    if (!lines.empty() && !lines.back().bytes.ends_with('\n')) lines.back().append("\n");
    const bool numeric = arguments.has("n") || arguments.has("numeric-sort");
    const auto valueOf = [](const TracedText& line) {
        double value = 0;
        std::string_view number = line.bytes;
        while (number.starts_with(' '))
            number.remove_prefix(1);
        std::from_chars(number.data(), number.data() + number.size(), value);
        return value;
    };
    const bool folds = arguments.has("f");
    const auto folded = [&](const TracedText& line) {
        std::string key(contentOf(line));
        if (folds)
            for (char& c : key)
                if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        return key;
    };
    // The order is that of the C locale, as in an image without locales.
    std::ranges::stable_sort(lines, [&](const TracedText& a, const TracedText& b) {
        if (numeric && valueOf(a) != valueOf(b)) return valueOf(a) < valueOf(b);
        return folded(a) < folded(b);
    });
    if (arguments.has("r") || arguments.has("reverse")) std::ranges::reverse(lines);
    if (arguments.has("u") || arguments.has("unique")) {
        const auto same = std::ranges::unique(lines, [&](const TracedText& a, const TracedText& b) {
            return folded(a) == folded(b);
        });
        lines.erase(same.begin(), same.end());
    }
    return {.text = joined(lines)};
}

FilterResult uniqueLines(std::span<const ShellWord> argv,
                         const std::function<TracedText(const Arguments&)>& gather)
{
    const Arguments arguments = parseArguments(argv, "");
    if (!arguments.options.empty()) return notFollowed("uniq");
    const TracedText text = gather(arguments);
    if (!text.isKnown()) return {.text = unknown(text.gaps.front().reason)};
    std::vector<TracedText> lines = linesOf(text);
    const auto same = std::ranges::unique(lines, [](const TracedText& a, const TracedText& b) {
        return contentOf(a) == contentOf(b);
    });
    lines.erase(same.begin(), same.end());
    return {.text = joined(lines)};
}

/// The bytes of a tr set; nothing where a class or repetition is beyond us.
std::optional<std::string> translationSet(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        if (text.substr(i).starts_with("[:")) {
            const std::size_t close = text.find(":]", i);
            if (close == std::string_view::npos) return std::nullopt;
            const std::string_view name = text.substr(i + 2, close - i - 2);
            if (name == "lower")
                for (char c = 'a'; c <= 'z'; ++c)
                    out += c;
            else if (name == "upper")
                for (char c = 'A'; c <= 'Z'; ++c)
                    out += c;
            else if (name == "digit")
                for (char c = '0'; c <= '9'; ++c)
                    out += c;
            else if (name == "space")
                out += "\t\n\v\f\r ";
            else if (name == "blank")
                out += "\t ";
            else
                return std::nullopt;
            i = close + 2;
            continue;
        }
        const auto one = [&]() -> char {
            if (text[i] != '\\' || i + 1 >= text.size()) return text[i++];
            const char c = text[i + 1];
            i += 2;
            if (c == 'n') return '\n';
            if (c == 't') return '\t';
            if (c == 'r') return '\r';
            if (c == '0') return '\0';
            return c;
        };
        const char low = one();
        if (i + 1 < text.size() && text[i] == '-') {
            ++i;
            const char high = one();
            if (static_cast<unsigned char>(high) < static_cast<unsigned char>(low))
                return std::nullopt;
            for (int c = static_cast<unsigned char>(low); c <= static_cast<unsigned char>(high);
                 ++c)
                out += static_cast<char>(c);
        } else {
            out += low;
        }
    }
    return out;
}

FilterResult translate(std::span<const ShellWord> argv, const std::optional<TracedText>& input)
{
    const Arguments arguments = parseArguments(argv, "");
    static constexpr std::array<std::string_view, 5> known {"d", "s", "delete", "squeeze-repeats",
                                                            "c"};
    if (!onlyOptions(arguments, known) || arguments.operands.empty()
        || !arguments.operands[0].isKnown())
        return notFollowed("tr");
    const TracedText text = input.value_or(TracedText(unknown("the standard input is not known")));
    if (!text.isKnown()) return {.text = unknown(text.gaps.front().reason)};
    const bool deletes = arguments.has("d") || arguments.has("delete");
    const bool squeezes = arguments.has("s") || arguments.has("squeeze-repeats");
    auto from = translationSet(arguments.operands[0].value.bytes);
    auto to = arguments.operands.size() > 1 ? translationSet(arguments.operands[1].value.bytes)
                                            : std::optional<std::string>("");
    if (!from || !to || (deletes && squeezes)) return notFollowed("tr");
    if (arguments.has("c")) {
        std::string others;
        for (int c = 1; c < 256; ++c)
            if (!from->contains(static_cast<char>(c))) others += static_cast<char>(c);
        from = std::move(others);
    }
    TracedText out;
    const std::string& squeezed = to->empty() ? *from : *to;
    for (std::size_t i = 0; i < text.bytes.size(); ++i) {
        const char c = text.bytes[i];
        const std::size_t at = from->find(c);
        if (deletes) {
            if (at == std::string::npos) out.append(text.slice(i, i + 1));
            continue;
        }
        const bool translates = at != std::string::npos && !to->empty();
        const char now = translates ? (*to)[std::min(at, to->size() - 1)] : c;
        if (squeezes && !out.bytes.empty() && out.bytes.back() == now && squeezed.contains(now))
            continue;
        if (translates && now != c)
            out.append(std::string_view(&now, 1));
        else
            out.append(text.slice(i, i + 1));
    }
    return {.text = std::move(out)};
}

FilterResult cutFields(std::span<const ShellWord> argv,
                       const std::function<TracedText(const Arguments&)>& gather)
{
    const Arguments arguments = parseArguments(argv, "dfcb");
    static constexpr std::array<std::string_view, 8> known {
        "d", "f", "c", "b", "s", "delimiter", "fields", "characters"};
    if (!onlyOptions(arguments, known)) return notFollowed("cut");
    const auto either = [&](std::string_view a, std::string_view b) {
        return arguments.value(a) != nullptr ? arguments.value(a) : arguments.value(b);
    };
    const TracedText* fields = either("f", "fields");
    const TracedText* characters =
        either("c", "characters") != nullptr ? either("c", "characters") : arguments.value("b");
    const TracedText* list = fields != nullptr ? fields : characters;
    const TracedText* delimiterText = either("d", "delimiter");
    if (list == nullptr || !list->isKnown()
        || (delimiterText != nullptr && delimiterText->bytes.size() != 1))
        return notFollowed("cut");
    const char delimiter = delimiterText != nullptr ? delimiterText->bytes[0] : '\t';
    std::vector<std::pair<long, long>> ranges;
    for (std::string_view rest = list->bytes; !rest.empty();) {
        const std::string_view one = rest.substr(0, rest.find(','));
        rest.remove_prefix(std::min(rest.size(), one.size() + 1));
        const std::size_t dash = one.find('-');
        const auto low = dash == 0 ? std::optional<long>(1) : numberOf(one.substr(0, dash));
        const auto high = dash == std::string_view::npos ? low
            : dash + 1 == one.size()                     ? std::optional<long>(1'000'000)
                                                         : numberOf(one.substr(dash + 1));
        if (!low || !high) return notFollowed("cut");
        ranges.emplace_back(*low, *high);
    }
    const auto wanted = [&](long n) {
        return std::ranges::any_of(
            ranges, [n](const auto& range) { return range.first <= n && n <= range.second; });
    };
    const TracedText text = gather(arguments);
    if (!text.isKnown()) return {.text = unknown(text.gaps.front().reason)};
    TracedText out;
    for (const TracedText& line : linesOf(text)) {
        const std::string_view content = contentOf(line);
        if (fields == nullptr) {
            for (std::size_t i = 0; i < content.size(); ++i)
                if (wanted(static_cast<long>(i) + 1)) out.append(line.slice(i, i + 1));
        } else if (!content.contains(delimiter)) {
            if (arguments.has("s")) continue;
            out.append(line.slice(0, content.size()));
        } else {
            long number = 1;
            bool first = true;
            for (std::size_t at = 0; at <= content.size(); ++number) {
                std::size_t end = content.find(delimiter, at);
                if (end == std::string_view::npos) end = content.size();
                if (wanted(number)) {
                    if (!first) out.append(std::string_view(&delimiter, 1));
                    out.append(line.slice(at, end));
                    first = false;
                }
                at = end + 1;
            }
        }
        out.append("\n");
    }
    return {.text = std::move(out)};
}

FilterResult count(std::span<const ShellWord> argv,
                   const std::function<TracedText(const Arguments&)>& gather)
{
    const Arguments arguments = parseArguments(argv, "");
    if (arguments.options.size() != 1 || !arguments.operands.empty()) return notFollowed("wc");
    const TracedText text = gather(arguments);
    if (!text.isKnown()) return {.text = unknown(text.gaps.front().reason)};
    std::size_t value = 0;
    if (arguments.has("l"))
        value = static_cast<std::size_t>(std::ranges::count(text.bytes, '\n'));
    else if (arguments.has("c"))
        value = text.bytes.size();
    else if (arguments.has("w")) {
        bool inside = false;
        for (const char c : text.bytes) {
            const bool blank = std::string_view(" \t\n\r").contains(c);
            value += !blank && !inside ? 1U : 0U;
            inside = !blank;
        }
    } else
        return notFollowed("wc");
    return {.text = TracedText(std::to_string(value) + "\n")};
}

FilterResult sequence(std::span<const ShellWord> argv)
{
    std::vector<long> numbers;
    std::string separator = "\n";
    for (std::size_t i = 1; i < argv.size(); ++i) {
        if (argv[i].is("-s") && i + 1 < argv.size()) {
            separator = argv[++i].value.bytes;
            continue;
        }
        const auto number = argv[i].isKnown() ? numberOf(argv[i].value.bytes) : std::nullopt;
        if (!number) return notFollowed("seq");
        numbers.push_back(*number);
    }
    if (numbers.empty() || numbers.size() > 3) return notFollowed("seq");
    const long first = numbers.size() > 1 ? numbers.front() : 1;
    const long step = numbers.size() > 2 ? numbers[1] : 1;
    const long last = numbers.back();
    if (step == 0) return notFollowed("seq");
    std::string out;
    int turns = 0;
    for (long value = first; step > 0 ? value <= last : value >= last; value += step) {
        if (++turns > limits::shellCommands) return notFollowed("seq");
        if (!out.empty()) out += separator;
        out += std::to_string(value);
    }
    if (!out.empty()) out += "\n";
    return {.text = TracedText(std::move(out))};
}

FilterResult pathPart(std::string_view name, std::span<const ShellWord> argv)
{
    std::vector<const ShellWord*> operands;
    for (const ShellWord& word : argv.subspan(1)) {
        if (word.is("--")) continue;
        if (word.value.bytes.starts_with('-') && word.value.bytes.size() > 1)
            return notFollowed(name);
        operands.push_back(&word);
    }
    if (operands.empty()) return notFollowed(name);
    const TracedText& path = operands.front()->value;
    if (!operands.front()->isKnown()) return {.text = unknown("a path is not known")};
    std::size_t end = path.bytes.size();
    while (end > 1 && path.bytes[end - 1] == '/')
        --end;
    const std::size_t slash = end == 0 ? std::string::npos : path.bytes.rfind('/', end - 1);
    TracedText out;
    if (name == "basename") {
        const std::size_t begin = slash == std::string::npos || end == 1 ? 0 : slash + 1;
        out = path.slice(begin, end);
        if (operands.size() > 1) {
            const std::string& suffix = operands[1]->value.bytes;
            if (out.bytes.ends_with(suffix) && out.bytes != suffix)
                out = out.slice(0, out.bytes.size() - suffix.size());
        }
    } else if (slash == std::string::npos) {
        out = ".";
    } else {
        std::size_t keep = slash;
        while (keep > 1 && path.bytes[keep - 1] == '/')
            --keep;
        out = keep == 0 ? TracedText("/") : path.slice(0, keep);
    }
    out.append("\n");
    return {.text = std::move(out)};
}

} // namespace

std::optional<FilterResult> filterText(std::string_view name, std::span<const ShellWord> argv,
                                       const std::optional<TracedText>& input,
                                       const OperandReader& read)
{
    const auto gather = [&](const Arguments& arguments) {
        TracedText text;
        if (arguments.operands.empty())
            text = input.value_or(TracedText(unknown("the standard input is not known")));
        for (const ShellWord& operand : arguments.operands)
            text.append(operand.is("-") && input ? *input : read(operand));
        return text;
    };
    if (name == "cat" || name == "tac") {
        const Arguments arguments = parseArguments(argv, "");
        if (!arguments.options.empty() && !(arguments.options.size() == 1 && arguments.has("u")))
            return notFollowed(name);
        TracedText text = gather(arguments);
        if (name == "tac") {
            if (!text.isKnown()) return FilterResult {.text = unknown(text.gaps.front().reason)};
            std::vector<TracedText> lines = linesOf(text);
            std::ranges::reverse(lines);
            text = joined(lines);
        }
        return FilterResult {.text = std::move(text)};
    }
    if (name == "grep" || name == "egrep" || name == "fgrep") return grep(name, argv, input, read);
    if (name == "head" || name == "tail") return headOrTail(name, argv, gather);
    if (name == "sort") return sortLines(argv, gather);
    if (name == "uniq") return uniqueLines(argv, gather);
    if (name == "tr") return translate(argv, input);
    if (name == "cut") return cutFields(argv, gather);
    if (name == "wc") return count(argv, gather);
    if (name == "seq") return sequence(argv);
    if (name == "basename" || name == "dirname") return pathPart(name, argv);
    return std::nullopt;
}

} // namespace pinwheel::shell
