// Which instructions count as layers of the timeline, their numbers and titles. Numbers are given
// last, because whether a COPY or a written file matters shows only when an install command reads
// it.

#include "core/base/format.h"
#include "core/build/stage_state.h"

#include <algorithm>
#include <ranges>
#include <unordered_map>

namespace pinwheel {
namespace {

bool isRead(const Interpretation& run, std::uint32_t step)
{
    return std::ranges::any_of(run.filesRead, [&](const auto& file) { return file.first == step; });
}

/// Whether a COPY brings nothing but files that install commands read.
bool bringsOnlyRequirementFiles(const Interpretation& run, const Instruction& instruction,
                                std::uint32_t step)
{
    const auto read = static_cast<std::size_t>(
        std::ranges::count_if(run.filesRead, [&](const auto& file) { return file.first == step; }));
    if (read == 0 || instruction.words.empty()) return false;
    const auto namesFolder = [&](const Word& word) {
        return word.text == "." || word.text == "./" || word.text.ends_with('/');
    };
    return read >= instruction.words.size() - 1
        && std::ranges::none_of(instruction.words | std::views::take(instruction.words.size() - 1),
                                namesFolder);
}

LayerKind kindOf(const Interpretation& run, const Layer& layer,
                 const std::vector<std::uint32_t>& installs)
{
    const Instruction& instruction = run.model.dockerfile.instructions[layer.instruction];
    if (instruction.keyword == "FROM") return LayerKind::Base;
    if (instruction.keyword == "COPY" || instruction.keyword == "ADD")
        return bringsOnlyRequirementFiles(run, instruction, layer.number) ? LayerKind::Other
                                                                          : LayerKind::Copy;
    if (instruction.keyword != "RUN") return LayerKind::Other;
    const auto& steps = run.model.trace.installs;
    if (std::ranges::any_of(installs, [&](std::uint32_t i) { return !steps[i].isSystem; }))
        return LayerKind::Python;
    if (!installs.empty()) return LayerKind::System;
    return isRead(run, layer.number) ? LayerKind::Files : LayerKind::Other;
}

/// "torch 2.5.1+cu124", with what else the layer's commands name in the subtitle.
void describePython(const BuildTrace& trace, Layer& layer)
{
    std::vector<std::string> named;
    bool readsFiles = false;
    std::size_t decided = 0;
    std::size_t rewritten = 0;
    for (const std::uint32_t index : layer.installs) {
        const InstallStep& step = trace.installs[index];
        if (step.isSystem) continue;
        layer.tool = step.tool;
        readsFiles = readsFiles || !step.requirementFiles.empty();
        for (const Decision& decision : step.decisions) {
            decided += decision.kind != DecisionKind::Keep;
            rewritten += decision.kind == DecisionKind::Reinstall
                || decision.kind == DecisionKind::ReplaceBuild;
            if (decision.askedBy.empty()) continue;
            const bool shows = decision.versionKnown && !decision.after.empty();
            named.push_back(shows ? decision.displayName + ' ' + decision.after
                                  : decision.displayName);
        }
        if (layer.title.empty() && step.failure) layer.subtitle = "fails";
    }
    const bool makesWheels = std::ranges::all_of(layer.installs, [&](std::uint32_t index) {
        const InstallAction action = trace.installs[index].command.action;
        return trace.installs[index].isSystem || action == InstallAction::BuildWheel
            || action == InstallAction::Download;
    });
    if (makesWheels) {
        if (layer.subtitle.empty()) layer.subtitle = "wheels for a later install";
        return;
    }
    const auto plainName = [](const std::string& text) { return text.substr(0, text.find(' ')); };
    if (readsFiles) {
        const bool decides = std::ranges::any_of(layer.installs, [&](std::uint32_t index) {
            return !trace.installs[index].decisions.empty();
        });
        const bool fails = std::ranges::any_of(layer.installs, [&](std::uint32_t index) {
            return trace.installs[index].failure.has_value();
        });
        if (decided > 0)
            layer.subtitle = formatted("{} installed", decided);
        else
            layer.subtitle = fails ? "fails" : decides ? "nothing new" : "";
        if (rewritten > 0) layer.subtitle += formatted(", {} written over", rewritten);
        return; // The title is the file's name, set by the caller who has the texts.
    }
    if (named.empty()) return;
    layer.title = named.front();
    std::string others;
    for (const std::string& other : named | std::views::drop(1))
        others += (others.empty() ? "+ " : ", ") + plainName(other);
    if (layer.subtitle.empty()) layer.subtitle = others;
}

std::string shortened(std::string text, std::size_t most)
{
    if (text.size() <= most) return text;
    text.resize(most);
    return text + "…";
}

/// The words of an instruction on one line, for layers that no install describes.
std::string plainText(const Instruction& instruction)
{
    std::string text = instruction.arguments.text();
    std::ranges::replace(text, '\n', ' ');
    return text;
}

void describe(const Interpretation& run, Layer& layer)
{
    const AuditModel& model = run.model;
    const Instruction& instruction = model.dockerfile.instructions[layer.instruction];
    switch (layer.kind) {
    case LayerKind::Base: {
        const auto stage = std::ranges::find(model.trace.stages, layer.stage, &StageTrace::index);
        layer.title = stage->base.reference;
        layer.subtitle = layer.inTarget ? stage->base.summary : "not needed by the target";
        return;
    }
    case LayerKind::System: {
        std::size_t packages = 0;
        for (const std::uint32_t index : layer.installs) {
            packages += model.trace.installs[index].systemPackages.size();
            layer.tool = model.trace.installs[index].tool;
        }
        layer.title =
            packages == 1 ? "1 system package" : formatted("{} system packages", packages);
        for (const EnvironmentPtr& environment : layer.environments)
            if (layer.subtitle.empty() && environment->python.isKnown())
                layer.subtitle = "Python " + *environment->python;
        return;
    }
    case LayerKind::Python: {
        describePython(model.trace, layer);
        for (const std::uint32_t index : layer.installs)
            for (const FileId file : model.trace.installs[index].requirementFiles)
                if (layer.title.empty()) layer.title = model.sources.text(file).path();
        break;
    }
    case LayerKind::Files:
        layer.tool = "file";
        for (const auto& [step, path] : run.filesRead)
            if (step == layer.number) layer.writes.push_back(path);
        if (!layer.writes.empty()) layer.title = layer.writes.front();
        layer.subtitle = "read by a later install";
        return;
    case LayerKind::Copy: {
        const auto last =
            instruction.words.empty() ? std::string() : instruction.words.front().text;
        layer.title = instruction.flag("from") != nullptr
            ? formatted("{} from {}", last, instruction.flag("from")->value.value_or(""))
            : last;
        break;
    }
    case LayerKind::Settings:
    case LayerKind::Other:
        break;
    }
    if (layer.title.empty()) layer.title = shortened(plainText(instruction), 60);
}

/// COPY instructions that follow each other are one layer of the timeline: the application.
bool joins(const Layer& previous, const Layer& layer)
{
    return previous.kind == LayerKind::Copy && layer.kind == LayerKind::Copy
        && previous.stage == layer.stage;
}

void renumber(std::uint32_t& number,
              const std::unordered_map<std::uint32_t, std::uint32_t>& numbers)
{
    const auto found = numbers.find(number);
    number = found == numbers.end() ? 0 : found->second;
}

} // namespace

void numberLayers(Interpretation& run)
{
    BuildTrace& trace = run.model.trace;
    std::vector<Layer> kept;
    std::unordered_map<std::uint32_t, std::uint32_t> numbers;
    for (Layer& layer : trace.layers) {
        for (std::uint32_t i = 0; i < trace.installs.size(); ++i)
            if (trace.installs[i].layer == layer.number) layer.installs.push_back(i);
        layer.kind = kindOf(run, layer, layer.installs);
        if (layer.kind == LayerKind::Other) {
            // What it leaves is told with the layer that uses it: the next one.
            numbers[layer.number] = static_cast<std::uint32_t>(kept.size()) + 1;
            continue;
        }
        if (!kept.empty() && joins(kept.back(), layer)) {
            numbers[layer.number] = static_cast<std::uint32_t>(kept.size());
            kept.back().environments = layer.environments;
            kept.back().subtitle = "and more";
            continue;
        }
        describe(run, layer);
        numbers[layer.number] = static_cast<std::uint32_t>(kept.size()) + 1;
        layer.number = static_cast<std::uint32_t>(kept.size()) + 1;
        kept.push_back(std::move(layer));
    }
    trace.layers = std::move(kept);
    for (InstallStep& step : trace.installs)
        renumber(step.layer, numbers);
    for (Mention& mention : trace.mentions)
        renumber(mention.layer, numbers);
    for (BuildProblem& problem : trace.problems)
        renumber(problem.layer, numbers);
    for (SourceClone& clone : trace.clones)
        renumber(clone.layer, numbers);
    for (StageTrace& stage : trace.stages) {
        for (ImageFile& file : stage.files)
            renumber(file.layer, numbers);
        for (UnseenPackages& unseen : stage.unseen)
            renumber(unseen.layer, numbers);
    }
    for (const auto& environment : run.environments)
        for (InstalledDistribution& distribution : environment->distributions)
            renumber(distribution.layer, numbers);
}

} // namespace pinwheel
