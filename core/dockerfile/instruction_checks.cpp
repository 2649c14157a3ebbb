// What stands between a keyword and the end of its instruction, as the builder wants it. The order
// of the questions is BuildKit's, because only its first answer is shown. Not asked: the keys of
// RUN
// --mount, which are judged in the stages that are built alone, and names of stages
// (stage_graph.h). Source: the Dockerfile reference; the behaviour of BuildKit's
// frontend/dockerfile/instructions.
#include "core/dockerfile/instruction_checks.h"

#include "core/base/ascii_case.h"
#include "core/dockerfile/go_duration.h"
#include "core/dockerfile/heredoc.h"
#include "core/dockerfile/instruction_parser.h"
#include "core/dockerfile/unicode.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>

namespace pinwheel {

namespace {

using Kind = DockerfileProblem::Kind;
using Problem = std::optional<DockerfileProblem>;

enum class FlagType {
    Boolean,
    Text,
    Texts, ///< may be given several times
};

struct KnownFlag {
    std::string_view keyword;
    std::string_view name;
    FlagType type = FlagType::Text;
};

// With those that docker/dockerfile knows in its labs channel only.
constexpr std::array<KnownFlag, 23> knownFlags {{
    {"ADD", "checksum"},
    {"ADD", "chmod"},
    {"ADD", "chown"},
    {"ADD", "exclude", FlagType::Texts},
    {"ADD", "keep-git-dir", FlagType::Boolean},
    {"ADD", "link", FlagType::Boolean},
    {"ADD", "unpack", FlagType::Boolean},
    {"COPY", "chmod"},
    {"COPY", "chown"},
    {"COPY", "exclude", FlagType::Texts},
    {"COPY", "from"},
    {"COPY", "link", FlagType::Boolean},
    {"COPY", "parents", FlagType::Boolean},
    {"FROM", "platform"},
    {"HEALTHCHECK", "interval"},
    {"HEALTHCHECK", "retries"},
    {"HEALTHCHECK", "start-interval"},
    {"HEALTHCHECK", "start-period"},
    {"HEALTHCHECK", "timeout"},
    {"RUN", "device", FlagType::Texts},
    {"RUN", "mount", FlagType::Texts},
    {"RUN", "network"},
    {"RUN", "security"},
}};

constexpr double leastIntervalNs = 1e6;

std::string inQuotes(std::string_view text)
{
    return '"' + std::string(text) + '"';
}

Problem refused(Kind kind, std::string message, Span span)
{
    return DockerfileProblem {
        .kind = kind, .message = std::move(message), .span = span, .fatal = true};
}

Problem wrongCount(const Instruction& instruction, std::string_view wanted)
{
    return refused(Kind::WrongArguments, instruction.keyword + " requires " + std::string(wanted),
                   instruction.keywordSpan);
}

Problem checkValue(const Flag& flag, FlagType type)
{
    if (type == FlagType::Boolean) {
        if (!flag.value) return std::nullopt;
        const std::string value = asciiLowerCase(*flag.value);
        if (value.empty())
            return refused(Kind::InvalidFlag, "missing a value on flag: " + flag.name, flag.span);
        if (value == "true" || value == "false") return std::nullopt;
        return refused(Kind::InvalidFlag,
                       "expecting boolean value for flag " + flag.name + ", not: " + *flag.value,
                       flag.valueSpan);
    }
    if (flag.value) return std::nullopt;
    return refused(Kind::InvalidFlag, "missing a value on flag: " + flag.name, flag.span);
}

Problem checkFlags(const Instruction& instruction)
{
    for (auto flag = instruction.flags.begin(); flag != instruction.flags.end(); ++flag) {
        const auto* const known = std::ranges::find_if(knownFlags, [&](const KnownFlag& candidate) {
            return candidate.keyword == instruction.keyword && candidate.name == flag->name;
        });
        if (known == knownFlags.end())
            return refused(Kind::UnknownFlag, "unknown flag: " + flag->name, flag->span);
        if (known->type != FlagType::Texts
            && std::ranges::contains(instruction.flags.begin(), flag, flag->name, &Flag::name))
            return refused(Kind::InvalidFlag, "duplicate flag specified: " + flag->name,
                           flag->span);
        if (Problem problem = checkValue(*flag, known->type)) return problem;
    }
    return std::nullopt;
}

Problem checkOneArgument(const Instruction& instruction)
{
    if (instruction.words.size() != 1) return wrongCount(instruction, "exactly one argument");
    // BuildKit reads no flags of STOPSIGNAL, so none is unknown there.
    return instruction.keyword == "STOPSIGNAL" ? std::nullopt : checkFlags(instruction);
}

Problem checkPairs(const Instruction& instruction)
{
    if (Problem problem = checkFlags(instruction)) return problem;
    if (instruction.pairs.empty()) return wrongCount(instruction, "at least one argument");
    for (const KeyValue& pair : instruction.pairs)
        if (pair.key.text.empty())
            return refused(Kind::WrongArguments, instruction.keyword + " names can not be blank",
                           cover(pair.key.span, pair.value.span));
    return std::nullopt;
}

Problem checkCopy(const Instruction& instruction)
{
    if (instruction.words.size() < 2)
        return wrongCount(instruction,
                          "at least two arguments, but only one was provided. Destination could "
                          "not be determined");
    if (Problem problem = checkFlags(instruction)) return problem;
    const auto mark = parseHeredocMark(instruction.words.back().text);
    if (mark && *mark)
        return refused(Kind::WrongArguments,
                       instruction.keyword + " cannot accept a heredoc as a destination",
                       instruction.words.back().span);
    return std::nullopt;
}

Problem checkOnbuild(const Instruction& instruction)
{
    if (instruction.trigger.empty())
        return instruction.arguments.text().empty()
            ? wrongCount(instruction, "at least one argument")
            : std::nullopt; // nested too deeply, which is told elsewhere
    if (Problem problem = checkFlags(instruction)) return problem;
    const Instruction& inner = instruction.trigger.front();
    if (inner.keyword == "ONBUILD")
        return refused(Kind::WrongArguments, "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed",
                       inner.keywordSpan);
    if (inner.keyword == "MAINTAINER" || inner.keyword == "FROM")
        return refused(Kind::WrongArguments, inner.keyword + " isn't allowed as an ONBUILD trigger",
                       inner.keywordSpan);
    return std::nullopt;
}

Problem checkVolume(const Instruction& instruction)
{
    if (instruction.words.empty()) return wrongCount(instruction, "at least one argument");
    if (Problem problem = checkFlags(instruction)) return problem;
    for (const Word& word : instruction.words)
        if (unicode::trimmed(word.text).empty())
            return refused(Kind::WrongArguments, "VOLUME specified can not be an empty string",
                           word.span);
    return std::nullopt;
}

Problem checkExpose(const Instruction& instruction)
{
    if (instruction.words.empty()) return wrongCount(instruction, "at least one argument");
    return checkFlags(instruction);
}

Problem checkArg(const Instruction& instruction)
{
    if (instruction.words.empty()) return wrongCount(instruction, "at least one argument");
    for (const Word& word : instruction.words)
        if (word.text.starts_with('='))
            return refused(Kind::WrongArguments, "ARG names can not be blank", word.span);
    return std::nullopt;
}

Problem checkShell(const Instruction& instruction)
{
    if (Problem problem = checkFlags(instruction)) return problem;
    if (instruction.words.empty()) return wrongCount(instruction, "at least one argument");
    if (instruction.isExec()) return std::nullopt;
    return refused(Kind::WrongArguments, "SHELL requires the arguments to be in JSON form",
                   instruction.arguments.span());
}

Problem checkRun(const Instruction& instruction)
{
    if (Problem problem = checkFlags(instruction)) return problem;
    if (const Flag* const network = instruction.flag("network"); network != nullptr
        && *network->value != "default" && *network->value != "none" && *network->value != "host")
        return refused(Kind::InvalidFlag, "invalid network mode " + inQuotes(*network->value),
                       network->valueSpan);
    if (const Flag* const security = instruction.flag("security");
        security != nullptr && *security->value != "sandbox" && *security->value != "insecure")
        return refused(Kind::InvalidFlag,
                       "security " + inQuotes(*security->value) + " is not valid",
                       security->valueSpan);
    return std::nullopt;
}

Problem checkInterval(const Flag& flag)
{
    if (flag.value->empty()) return std::nullopt;
    const std::optional<double> ns = goDurationNs(*flag.value);
    if (!ns)
        return refused(Kind::InvalidFlag, "time: invalid duration " + inQuotes(*flag.value),
                       flag.valueSpan);
    if (*ns == 0 || *ns >= leastIntervalNs) return std::nullopt;
    return refused(Kind::InvalidFlag,
                   "Interval " + inQuotes(flag.name) + " cannot be less than 1ms", flag.valueSpan);
}

Problem checkRetries(const Flag& flag)
{
    const std::string& text = *flag.value;
    if (text.empty()) return std::nullopt;
    const std::size_t sign = text.starts_with('+') ? 1 : 0; // Go takes it, from_chars does not
    std::int32_t count = 0;
    const auto [end, error] = std::from_chars(text.data() + sign, text.data() + text.size(), count);
    if (error != std::errc {} || end != text.data() + text.size())
        return refused(Kind::InvalidFlag, "--retries is no number: " + text, flag.valueSpan);
    if (count >= 0) return std::nullopt;
    return refused(Kind::InvalidFlag,
                   "--retries cannot be negative (" + std::to_string(count) + ")", flag.valueSpan);
}

Problem checkHealth(const Instruction& instruction)
{
    if (instruction.words.empty()) return wrongCount(instruction, "at least one argument");
    const Word& type = instruction.words.front();
    const std::string name = asciiLowerCase(type.text);
    if (name == "none")
        return instruction.words.size() == 1
            ? std::nullopt
            : refused(Kind::WrongArguments, "HEALTHCHECK NONE takes no arguments",
                      instruction.words[1].span);
    if (Problem problem = checkFlags(instruction)) return problem;
    if (name != "cmd")
        return refused(Kind::WrongArguments,
                       "Unknown type " + inQuotes(type.text) + " in HEALTHCHECK (try CMD)",
                       type.span);
    if (instruction.words.size() == 1)
        return refused(Kind::WrongArguments, "Missing command after HEALTHCHECK CMD", type.span);
    for (const Flag& flag : instruction.flags)
        if (Problem problem = flag.name == "retries" ? checkRetries(flag) : checkInterval(flag))
            return problem;
    return std::nullopt;
}

struct Check {
    std::string_view keyword;
    Problem (*find)(const Instruction&) = nullptr;
};

constexpr std::array<Check, 18> checks {{
    {"ADD", checkCopy},
    {"ARG", checkArg},
    {"CMD", checkFlags},
    {"COPY", checkCopy},
    {"ENTRYPOINT", checkFlags},
    {"ENV", checkPairs},
    {"EXPOSE", checkExpose},
    {"FROM", checkFlags},
    {"HEALTHCHECK", checkHealth},
    {"LABEL", checkPairs},
    {"MAINTAINER", checkOneArgument},
    {"ONBUILD", checkOnbuild},
    {"RUN", checkRun},
    {"SHELL", checkShell},
    {"STOPSIGNAL", checkOneArgument},
    {"USER", checkOneArgument},
    {"VOLUME", checkVolume},
    {"WORKDIR", checkOneArgument},
}};

/// Whether the parser itself stops inside the instruction. Problems stand in the order of the file.
bool isBroken(const Dockerfile& dockerfile, const Instruction& instruction)
{
    auto problem = std::ranges::lower_bound(
        dockerfile.problems, instruction.span.begin, {},
        [](const DockerfileProblem& candidate) { return candidate.span.begin; });
    for (; problem != dockerfile.problems.end() && problem->span.begin <= instruction.span.end;
         ++problem)
        if (problem->fatal) return true;
    return false;
}

} // namespace

bool usesDockerFrontend(const Dockerfile& dockerfile)
{
    const auto syntax = std::ranges::find(dockerfile.directives, "syntax", &Directive::name);
    if (syntax == dockerfile.directives.end()) return true;
    std::string_view image = syntax->value.text;
    image = image.substr(0, image.find_first_of(" \t"));
    image = image.substr(0, image.find('@'));
    if (image.starts_with("docker.io/")) image.remove_prefix(std::string_view("docker.io/").size());
    image = image.substr(0, image.find(':'));
    return image == "docker/dockerfile" || image == "docker/dockerfile-upstream";
}

std::vector<DockerfileProblem> instructionProblems(const Dockerfile& dockerfile)
{
    std::vector<DockerfileProblem> problems;
    if (!usesDockerFrontend(dockerfile)) return problems;
    for (const Instruction& instruction : dockerfile.instructions) {
        if (isBroken(dockerfile, instruction)) continue;
        const auto* const check = std::ranges::find(checks, instruction.keyword, &Check::keyword);
        const Span keyword = instruction.keywordSpan;
        const Problem problem = check != checks.end()
            ? check->find(instruction)
            : refused(Kind::UnknownInstruction,
                      "unknown instruction: "
                          + dockerfile.text.substr(keyword.begin, keyword.end - keyword.begin),
                      keyword);
        if (problem) problems.push_back(*problem);
    }
    return problems;
}

} // namespace pinwheel
