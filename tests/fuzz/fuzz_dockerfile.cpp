#include "core/dockerfile/build_variables.h"
#include "core/dockerfile/dockerfile.h"
#include "core/dockerfile/stage_graph.h"
#include "tests/fuzz/fuzz.h"

#include <string>

using namespace pinwheel;
using fuzz::require;

namespace {

void requireJoined(std::string_view text, const JoinedText& joined)
{
    std::string pieces;
    for (const Span piece : joined.pieces(0, static_cast<std::uint32_t>(joined.text().size()))) {
        require(piece.begin <= piece.end && piece.end <= text.size(),
                "joined text lies in the file");
        pieces += text.substr(piece.begin, piece.size());
    }
    require(pieces == joined.text(), "joined text is the bytes of its pieces");
}

void requireNested(std::string_view text, const Instruction& instruction)
{
    require(instruction.span.end <= text.size(), "an instruction lies in the file");
    require(instruction.span.contains(instruction.keywordSpan),
            "a keyword lies in its instruction");
    for (const Flag& flag : instruction.flags) {
        require(instruction.span.contains(flag.span), "a flag lies in its instruction");
        require(flag.span.contains(flag.valueSpan), "a value lies in its flag");
    }
    for (const Word& word : instruction.words)
        require(instruction.span.contains(word.span), "a word lies in its instruction");
    for (const KeyValue& pair : instruction.pairs) {
        require(instruction.span.contains(pair.key.span), "a key lies in its instruction");
        require(instruction.span.contains(pair.value.span), "a value lies in its instruction");
    }
    for (const Heredoc& heredoc : instruction.heredocs) {
        require(instruction.span.contains(heredoc.contentSpan),
                "a heredoc lies in its instruction");
        requireJoined(text, heredoc.effectiveContent());
    }
    requireJoined(text, instruction.arguments);
    requireJoined(text, commandText(instruction));
    for (const Instruction& inner : instruction.trigger) {
        require(instruction.span.contains(inner.span),
                "an inner instruction lies in the outer one");
        requireNested(text, inner);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = fuzz::textOf(data, size);
    const Dockerfile tree = parseDockerfile(FileId {}, text);
    require(printDockerfile(tree) == text, "the tree prints back what was read");
    std::uint32_t end = 0;
    for (const Instruction& instruction : tree.instructions) {
        require(instruction.span.begin >= end, "instructions do not overlap");
        end = instruction.span.end;
        requireNested(text, instruction);
    }
    const StageGraph graph = buildStageGraph(tree, {.arguments = {{"A", "b"}}});
    for (const Stage& stage : graph.stages) {
        require(stage.begin < stage.end && stage.end <= tree.instructions.size(),
                "a stage holds its instructions");
        require(!stage.baseStage || *stage.baseStage < stage.index,
                "a stage stands on an earlier one");
    }
    if (!graph.stages.empty())
        require(!graph.needed(graph.stages.size() - 1).empty(), "a stage needs itself");
    BuildVariables variables = BuildVariables::stage(graph.globals, nullptr);
    for (const Instruction& instruction : tree.instructions) {
        if (instruction.keyword == "ARG") variables.declare(instruction);
        if (instruction.keyword == "ENV") variables.set(instruction);
    }
    return 0;
}
