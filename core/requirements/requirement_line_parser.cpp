#include "core/requirements/requirement_line_parser.h"

#include "core/base/limits.h"
#include "core/python/python_text.h"

#include <algorithm>
#include <array>

namespace pinwheel {
namespace {

// Every option that a line may have. Source: pip, req/req_file.py (SUPPORTED_OPTIONS,
// SUPPORTED_OPTIONS_REQ) and cli/cmdoptions.py.
constexpr std::array lineOptions {
    OptionSpec {"-i --index-url --pypi-url", OptionArity::Value},
    OptionSpec {"--extra-index-url", OptionArity::Value},
    OptionSpec {"--no-index"},
    OptionSpec {"-c --constraint", OptionArity::Value},
    OptionSpec {"-r --requirement", OptionArity::Value},
    OptionSpec {"-e --editable", OptionArity::Value},
    OptionSpec {"-f --find-links", OptionArity::Value},
    OptionSpec {"--no-binary", OptionArity::Value},
    OptionSpec {"--only-binary", OptionArity::Value},
    OptionSpec {"--prefer-binary"},
    OptionSpec {"--require-hashes"},
    OptionSpec {"--pre"},
    OptionSpec {"--trusted-host", OptionArity::Value},
    OptionSpec {"--use-feature", OptionArity::Value,
                "fast-deps truststore no-binary-enable-wheel-cache"},
    OptionSpec {"--global-option", OptionArity::Value},
    OptionSpec {"--hash", OptionArity::Value},
    OptionSpec {"-C --config-settings", OptionArity::Value},
};

struct VariableUse {
    std::string whole; ///< "${NAME}"
    std::string name;
};

std::vector<VariableUse> variablesIn(std::string_view text)
{
    std::vector<VariableUse> uses;
    for (std::size_t at = text.find("${"); at != std::string_view::npos;
         at = text.find("${", at + 1)) {
        std::size_t end = at + 2;
        while (
            end < text.size()
            && ((text[end] >= 'A' && text[end] <= 'Z') || isDigit(text[end]) || text[end] == '_'))
            ++end;
        if (end == at + 2 || end >= text.size() || text[end] != '}') continue;
        uses.push_back({.whole = std::string(text.substr(at, end + 1 - at)),
                        .name = std::string(text.substr(at + 2, end - at - 2))});
    }
    return uses;
}

TracedLine replaceAll(const TracedLine& line, std::string_view what, std::string_view with)
{
    TracedLine result;
    std::size_t begin = 0;
    const std::string& text = line.text();
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, begin)) {
        result.append(line, begin, at);
        result.appendInstead(with, line.beginOf(at), line.endOf(at + what.size()));
        begin = at + what.size();
    }
    result.append(line, begin, text.size());
    return result;
}

void replaceVariables(ParsedLine& parsed, const RequirementVariables& variables)
{
    for (const VariableUse& use : variablesIn(parsed.line.text())) {
        const auto found = variables.find(use.name);
        if (found == variables.end()) continue; // an unset variable stays as written
        if (!found->second) {
            parsed.unknownReason =
                "the variable " + use.name + " is not known: " + found->second.reason();
            continue;
        }
        if (found->second->empty()) continue; // so does an empty one
        parsed.line = replaceAll(parsed.line, use.whole, *found->second);
        if (parsed.line.text().size() > limits::requirementLineBytes) {
            parsed.isCut = true;
            parsed.unknownReason = "it is longer than is followed once its variables are replaced";
            parsed.line.keep(0, limits::requirementLineBytes);
            return;
        }
    }
}

/// Where the first blank-separated token begins that starts with "-"; the size where there is none.
std::size_t optionsBegin(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == '-') return at;
        const std::size_t blank = text.find(' ', at);
        if (blank == std::string_view::npos) return text.size();
        at = blank + 1;
    }
    return text.size();
}

/// Places of an option and its value; `words` lie `offset` bytes into the line.
LineOption placedOption(const ParsedOption& option, std::span<const SplitWord> words,
                        std::size_t offset)
{
    const SplitWord& word = words[option.word];
    LineOption placed {.spec = option.spec, .begin = word.begin + offset, .end = word.end + offset};
    if (option.values.empty()) {
        placed.valueBegin = placed.valueEnd = placed.end;
        return placed;
    }
    const ParsedOptionValue& value = option.values.front();
    const SplitWord& valueWord = words[value.word];
    placed.value = value.text;
    placed.valueBegin = valueWord.begin + offset + (valueWord.verbatim ? value.begin : 0);
    placed.valueEnd = valueWord.end + offset;
    placed.end = placed.valueEnd;
    return placed;
}

} // namespace

const LineOption* ParsedLine::first(std::string_view name) const
{
    const auto found = std::ranges::find_if(
        options, [name](const LineOption& o) { return o.spec->name() == name; });
    return found == options.end() ? nullptr : &*found;
}

const LineOption* ParsedLine::last(std::string_view name) const
{
    const LineOption* found = nullptr;
    for (const LineOption& option : options)
        if (option.spec->name() == name) found = &option;
    return found;
}

ParsedLine parseRequirementLine(TracedLine line, const RequirementVariables& variables,
                                std::vector<std::string>& troubles)
{
    ParsedLine parsed {.line = std::move(line)};
    replaceVariables(parsed, variables);
    const std::string_view text = parsed.line.text();
    const std::size_t begin = optionsBegin(text);
    if (begin == text.size()) {
        parsed.arguments = text;
        return parsed;
    }
    // The blank that separates the two belongs to neither; more blanks than one stay with the
    // requirement.
    parsed.arguments = text.substr(0, begin == 0 ? 0 : begin - 1);
    const std::string_view optionText = text.substr(begin);
    std::vector<SplitWord> split;
    if (!splitAsShlex(optionText, split)) {
        troubles.push_back("could not split options: " + std::string(optionText));
        return parsed;
    }
    std::vector<OptionWord> words;
    words.reserve(split.size());
    for (const SplitWord& word : split)
        words.push_back({.text = word.text});
    const std::array<std::span<const OptionSpec>, 1> tables {lineOptions};
    const ParsedWords result = parseOptionWords(words, tables, dialects::optparse);
    for (const OptionTrouble& trouble : result.troubles)
        troubles.push_back(trouble.message);
    for (const ParsedOption& option : result.options)
        if (option.spec && (option.spec->arity == OptionArity::Switch || !option.values.empty()))
            parsed.options.push_back(placedOption(option, split, begin));
    return parsed;
}

} // namespace pinwheel
