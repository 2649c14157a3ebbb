// Stages and what they take from each other. FROM names an earlier stage or an image; COPY --from
// and RUN --mount=from= name any stage but never, directly or through others, their own. Source:
// the Dockerfile reference, "FROM" and "COPY --from"; the behaviour of BuildKit's dockerfile2llb.
#include "core/dockerfile/stage_graph.h"

#include "core/base/ascii_case.h"
#include "core/base/limits.h"
#include "core/dockerfile/run_mount.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace pinwheel {

namespace {

std::optional<std::size_t> numberOf(std::string_view text)
{
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc {} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

bool isStageName(std::string_view name)
{
    const auto isLetter = [](char c) { return c >= 'a' && c <= 'z'; };
    if (name.empty() || !isLetter(name.front())) return false;
    return std::ranges::all_of(name, [&](char c) {
        return isLetter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    });
}

class GraphBuilder
{
public:
    GraphBuilder(const Dockerfile& dockerfile, const BuildSettings& settings)
        : m_dockerfile(dockerfile)
        , m_settings(settings)
    {
        m_graph.globals = BuildVariables::global(settings, dockerfile.escape);
    }
    [[nodiscard]] StageGraph build();

private:
    void addStage(std::size_t index);
    void readName(Stage& stage, const Instruction& from);
    void readBase(Stage& stage);
    void readPlatform(Stage& stage, const Instruction& from);
    void findUndeclared(const Expansion& expansion, std::string_view word, Span span);
    void addReferences(Stage& stage);
    void addReference(Stage& stage, StageReference::Kind kind, std::size_t instruction,
                      std::string_view name, Span span);
    void findCycles();
    void report(StageProblem::Kind kind, std::string message, Span span, bool fatal = true)
    {
        m_graph.problems.push_back(
            {.kind = kind, .message = std::move(message), .span = span, .fatal = fatal});
    }

    const Dockerfile& m_dockerfile;
    const BuildSettings& m_settings;
    StageGraph m_graph;
};

StageGraph GraphBuilder::build()
{
    const std::vector<Instruction>& instructions = m_dockerfile.instructions;
    for (std::size_t i = 0; i < instructions.size(); ++i) {
        const Instruction& instruction = instructions[i];
        if (instruction.keyword == "FROM") {
            if (m_graph.stages.size() >= limits::stages) {
                report(StageProblem::Kind::TooManyStages,
                       "only the first " + std::to_string(limits::stages) + " stages are looked at",
                       instruction.span, false);
                break;
            }
            addStage(i);
        } else if (!m_graph.stages.empty()) {
            m_graph.stages.back().end = i + 1;
        } else if (instruction.keyword == "ARG") {
            for (const Word& word : instruction.words) {
                const Expansion value = m_graph.globals.expand(word.text);
                if (value.error && !value.isRequired && !value.reachedLimit)
                    report(StageProblem::Kind::ExpansionError, *value.error, word.span);
            }
            m_graph.globals.declare(instruction);
        } else if (!instruction.keyword.empty()) {
            report(StageProblem::Kind::InstructionBeforeFrom, "no build stage in current context",
                   instruction.span);
        }
    }
    if (m_graph.stages.empty())
        report(StageProblem::Kind::NoStage, "dockerfile contains no stages to build",
               {.file = m_dockerfile.file, .begin = 0, .end = 0});
    for (Stage& stage : m_graph.stages)
        addReferences(stage);
    findCycles();
    return std::move(m_graph);
}

void GraphBuilder::addStage(std::size_t index)
{
    const Instruction& from = m_dockerfile.instructions[index];
    Stage stage {.index = m_graph.stages.size(),
                 .platform = m_settings.target,
                 .begin = index,
                 .end = index + 1};
    stage.baseWord =
        from.words.empty() ? Word {.text = {}, .span = from.keywordSpan} : from.words.front();
    readName(stage, from);
    readPlatform(stage, from);
    readBase(stage);
    m_graph.stages.push_back(std::move(stage));
}

void GraphBuilder::readName(Stage& stage, const Instruction& from)
{
    if (from.words.size() == 1) return;
    if (from.words.size() != 3 || asciiLowerCase(from.words[1].text) != "as") {
        report(StageProblem::Kind::MalformedFrom, "FROM requires either one or three arguments",
               from.span);
        return;
    }
    const Word& name = from.words[2];
    stage.name = asciiLowerCase(name.text);
    stage.nameSpan = name.span;
    if (!isStageName(stage.name))
        report(StageProblem::Kind::InvalidName,
               "invalid name for build stage: \"" + name.text
                   + "\", name can't start with a number or contain symbols",
               name.span);
    if (std::ranges::contains(m_graph.stages, stage.name, &Stage::name))
        report(StageProblem::Kind::DuplicateName,
               "the name " + stage.name + " is given to more than one stage", name.span, false);
}

void GraphBuilder::readPlatform(Stage& stage, const Instruction& from)
{
    const Flag* const flag = from.flag("platform");
    if (flag == nullptr || !flag->value) return;
    stage.isPlatformGiven = true;
    const Expansion text = m_graph.globals.expand(*flag->value);
    if (text.error) {
        report(StageProblem::Kind::ExpansionError, *text.error, flag->span);
        stage.platform = unknown(*text.error);
        return;
    }
    const std::optional<Platform> platform = text.value ? parsePlatform(*text.value) : std::nullopt;
    if (platform) {
        stage.platform = *platform;
        findUndeclared(text, *flag->value, flag->span);
        return;
    }
    const std::string message = text.value && text.value->empty()
        ? "empty platform value from expression " + *flag->value
        : "failed to parse platform " + text.value.valueOr(*flag->value);
    report(StageProblem::Kind::UnknownPlatform, message, flag->span);
    stage.platform = unknown(message);
}

void GraphBuilder::readBase(Stage& stage)
{
    if (stage.baseWord.text.empty()) {
        stage.base = unknown("FROM names no image");
        return;
    }
    const Expansion base = m_graph.globals.expand(stage.baseWord.text);
    if (base.error) {
        report(StageProblem::Kind::ExpansionError, *base.error, stage.baseWord.span);
        stage.base = unknown(*base.error);
        return;
    }
    stage.base = base.value;
    if (!stage.base) return;
    if (stage.base->empty()) {
        const std::string message = "base name (" + stage.baseWord.text + ") should not be blank";
        report(StageProblem::Kind::BlankBase, message, stage.baseWord.span);
        stage.base = unknown(message);
        return;
    }
    findUndeclared(base, stage.baseWord.text, stage.baseWord.span);
    // Of stages with one name the last one counts; FROM knows no numbers.
    const std::string name = asciiLowerCase(*stage.base);
    for (const Stage& earlier : m_graph.stages)
        if (earlier.name == name && !name.empty()) stage.baseStage = earlier.index;
    stage.references.push_back({.kind = StageReference::Kind::From,
                                .instruction = stage.begin,
                                .span = stage.baseWord.span,
                                .name = *stage.base,
                                .stage = stage.baseStage});
}

/// Names that stand for nothing because no ARG says them; `${NAME:-x}` says itself what stands for
/// it.
void GraphBuilder::findUndeclared(const Expansion& expansion, std::string_view word, Span span)
{
    for (const std::string& name : expansion.unmatched) {
        if (m_graph.globals.isDeclared(name) || !usesWithoutDefault(word, name)) continue;
        report(StageProblem::Kind::UndeclaredArgument,
               "FROM uses " + name + ", which no ARG before the first FROM declares", span, false);
    }
}

void GraphBuilder::addReferences(Stage& stage)
{
    for (std::size_t i = stage.begin + 1; i < stage.end; ++i) {
        const Instruction& instruction = m_dockerfile.instructions[i];
        if (instruction.keyword == "COPY") {
            if (const Flag* const from = instruction.flag("from");
                from != nullptr && from->value && !from->value->empty())
                addReference(stage, StageReference::Kind::CopyFrom, i, *from->value,
                             from->valueSpan);
        }
        for (const MountFlag& each : mountsOf(instruction))
            if (!each.mount.from.empty())
                addReference(stage, StageReference::Kind::MountFrom, i, each.mount.from,
                             each.flag->valueSpan);
    }
}

void GraphBuilder::addReference(Stage& stage, StageReference::Kind kind, std::size_t instruction,
                                std::string_view name, Span span)
{
    StageReference reference {
        .kind = kind, .instruction = instruction, .span = span, .name = std::string(name)};
    if (name.contains('$')) {
        // BuildKit expands neither; the platform and global arguments tell what was meant.
        reference.name = unknown("the name of a stage is not expanded here: " + std::string(name));
        report(StageProblem::Kind::ExpansionError,
               "variables are not expanded in the name of a stage: " + std::string(name), span);
    } else {
        reference.stage = m_graph.find(name);
        const bool isNumber = kind == StageReference::Kind::CopyFrom && numberOf(name).has_value();
        if (kind == StageReference::Kind::MountFrom && numberOf(name))
            reference.stage = std::nullopt;
        if (isNumber && !reference.stage)
            report(StageProblem::Kind::InvalidName, "there is no stage " + std::string(name), span);
    }
    if (reference.stage && *reference.stage == stage.index)
        report(StageProblem::Kind::SelfOrLaterStage, "the stage takes from itself", span);
    stage.references.push_back(std::move(reference));
}

/// A stage that needs itself through other stages can not be built.
void GraphBuilder::findCycles()
{
    std::map<std::size_t, std::vector<std::size_t>> neededBy;
    for (const Stage& stage : m_graph.stages) {
        for (const StageReference& reference : stage.references) {
            if (!reference.stage || *reference.stage <= stage.index) continue;
            auto found = neededBy.find(*reference.stage);
            if (found == neededBy.end())
                found = neededBy.emplace(*reference.stage, m_graph.needed(*reference.stage)).first;
            if (!std::ranges::binary_search(found->second, stage.index)) continue;
            report(StageProblem::Kind::SelfOrLaterStage,
                   "circular dependency detected on stage: "
                       + (stage.name.empty() ? std::to_string(stage.index) : stage.name),
                   reference.span);
        }
    }
}

} // namespace

std::optional<std::size_t> StageGraph::find(std::string_view nameOrNumber) const
{
    const std::string name = asciiLowerCase(nameOrNumber);
    if (name.empty()) return std::nullopt;
    const auto found = std::ranges::find_last(stages, name, &Stage::name);
    if (!found.empty()) return found.front().index;
    const std::optional<std::size_t> number = numberOf(name);
    if (number && *number < stages.size()) return number;
    return std::nullopt;
}

std::vector<std::size_t> StageGraph::needed(std::size_t target) const
{
    std::vector<char> isNeeded(stages.size(), 0);
    std::vector<std::size_t> open;
    if (target < stages.size()) open.push_back(target);
    while (!open.empty()) {
        const std::size_t index = open.back();
        open.pop_back();
        if (isNeeded[index] != 0) continue;
        isNeeded[index] = 1;
        for (const StageReference& reference : stages[index].references)
            if (reference.stage) open.push_back(*reference.stage);
    }
    std::vector<std::size_t> result;
    for (std::size_t i = 0; i < isNeeded.size(); ++i)
        if (isNeeded[i] != 0) result.push_back(i);
    return result;
}

std::optional<std::size_t> StageGraph::stageOf(std::size_t instruction) const
{
    for (const Stage& stage : stages)
        if (instruction >= stage.begin && instruction < stage.end) return stage.index;
    return std::nullopt;
}

StageGraph buildStageGraph(const Dockerfile& dockerfile, const BuildSettings& settings)
{
    return GraphBuilder(dockerfile, settings).build();
}

Result<std::size_t> resolveTarget(const StageGraph& graph, std::string_view target)
{
    if (graph.stages.empty()) return fail(ErrorCode::NotFound, "the Dockerfile has no stage");
    if (target.empty()) return graph.stages.size() - 1;
    if (const std::optional<std::size_t> stage = graph.find(target)) return *stage;
    std::string names;
    for (const Stage& stage : graph.stages) {
        if (!names.empty()) names += ", ";
        names += stage.name.empty() ? std::to_string(stage.index) : stage.name;
    }
    return fail(ErrorCode::NotFound,
                "target stage \"" + std::string(target) + "\" could not be found; the stages are "
                    + names);
}

} // namespace pinwheel
