// `dockerfile` and `expand`: the grammar and the variable expansion of core/dockerfile, as
// BuildKit's parser and shell packages see them.
#include "core/dockerfile/dockerfile.h"
#include "core/dockerfile/expansion.h"
#include "tests/probe/probe.h"

namespace pinwheel::probe {

namespace {

Json toJson(const Heredoc& heredoc)
{
    return {{"name", heredoc.name},
            {"content", heredoc.content},
            {"expand", heredoc.expand},
            {"chomp", heredoc.chomp},
            {"fd", heredoc.fd}};
}

Json toJson(const Instruction& instruction)
{
    Json flags = Json::array();
    for (const Flag& flag : instruction.flags)
        flags.push_back(flag.text);
    Json args = Json::array();
    for (const Word& word : instruction.words)
        args.push_back(word.text);
    Json pairs = Json::array();
    for (const KeyValue& pair : instruction.pairs)
        pairs.push_back({pair.key.text, pair.value.text});
    Json heredocs = Json::array();
    for (const Heredoc& heredoc : instruction.heredocs)
        heredocs.push_back(toJson(heredoc));
    Json trigger;
    for (const Instruction& inner : instruction.trigger) {
        trigger = toJson(inner);
        // BuildKit gives lines to the outer instruction alone.
        trigger["start"] = 0;
        trigger["end"] = 0;
    }
    return {{"keyword", instruction.keyword},
            {"flags", flags},
            {"exec", instruction.isExec()},
            {"args", args},
            {"pairs", pairs},
            {"trigger", trigger},
            {"start", instruction.startLine},
            {"end", instruction.endLine},
            {"heredocs", heredocs}};
}

} // namespace

Json answerDockerfile(const Json& request)
{
    const std::string text = request.at("text").get<std::string>();
    const Dockerfile tree = parseDockerfile(FileId {}, text);
    if (const DockerfileProblem* problem = tree.firstFatal()) return failure(problem->message);
    Json answer = success();
    answer["escape"] = std::string(1, tree.escape);
    answer["instructions"] = Json::array();
    for (const Instruction& instruction : tree.instructions)
        answer["instructions"].push_back(toJson(instruction));
    return answer;
}

Json answerExpand(const Json& request)
{
    const std::string word = request.at("word").get<std::string>();
    const auto environment =
        request.at("env").get<std::map<std::string, std::string, std::less<>>>();
    const std::string escape = request.value("escape", std::string("\\"));
    if (escape != "\\" && escape != "`") return failure("escape is neither \\ nor `");
    const Expansion result = expandWord(word, lookupIn(environment), {.escape = escape.front()});
    if (result.error) return failure(*result.error);
    if (!result.value) return failure(result.value.reason());
    Json answer = success();
    answer["value"] = *result.value;
    return answer;
}

} // namespace pinwheel::probe
