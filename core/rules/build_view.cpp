#include "core/rules/build_view.h"

#include "core/base/format.h"
#include "core/dockerfile/run_mount.h"

#include <algorithm>

namespace pinwheel {
namespace {

/// `origin` is what wrote the words of a text that the build writes.
template <class AnyMention>
Span originOrSpan(const AnyMention& mention)
{
    if constexpr (requires { mention.origin; })
        return mention.origin.value_or(mention.span);
    else
        return mention.span;
}

} // namespace

std::string placeText(const AuditModel& model, Span span)
{
    const SourceText& text = model.sources.text(span.file);
    return formatted("{}:{}", text.path(), text.lineOf(span.begin));
}

std::string layerText(std::uint32_t layer)
{
    return formatted("layer {}", layer);
}

Span placeOf(const Mention& mention)
{
    return originOrSpan(mention);
}
Span placeOf(const RepositoryMention& mention)
{
    return originOrSpan(mention);
}

std::string requirementText(const Mention& mention)
{
    return mention.name + mention.specifier;
}

std::string versionFrom(std::string_view version, std::string_view index)
{
    if (version.empty() || version == "?") version = "a version not known";
    if (index.empty()) return std::string(version);
    const bool article = index == "default index" || index.starts_with("cu") || index == "cpu"
        || index.starts_with("rocm");
    return formatted("{} from {}{}", version, article ? "the " : "",
                     article && index != "default index" ? formatted("{} index", index) : index);
}

std::string causeOf(const Decision& decision)
{
    const std::size_t cause = decision.reason.find(", because ");
    return cause == std::string::npos ? ": " + decision.reason : decision.reason.substr(cause);
}

std::string nameWithVersion(std::string_view name, std::string_view version)
{
    return version.empty() || version == "?" ? formatted("{} (version not known)", name)
                                             : formatted("{} {}", name, version);
}

bool isProjectFile(const AuditModel& model, FileId file)
{
    return model.sources.text(file).origin() == TextOrigin::Disk;
}

const StageTrace* targetStage(const AuditModel& model)
{
    const BuildTrace& trace = model.trace;
    return trace.targetStage < trace.stages.size() ? &trace.stages[trace.targetStage] : nullptr;
}

std::vector<const Environment*> finalEnvironments(const AuditModel& model)
{
    std::vector<const Environment*> environments;
    if (const StageTrace* stage = targetStage(model))
        for (const EnvironmentPtr& environment : stage->environments)
            if (environment && environment->kind != EnvironmentKind::Tool)
                environments.push_back(environment.get());
    return environments;
}

bool installsPython(const InstallStep& step)
{
    if (step.isSystem) return false;
    switch (step.command.action) {
    case InstallAction::Install:
    case InstallAction::Sync:
    case InstallAction::Add:
        return true;
    case InstallAction::Uninstall:
    case InstallAction::Download:
    case InstallAction::BuildWheel:
    case InstallAction::Lock:
    case InstallAction::Export:
    case InstallAction::CreateEnvironment:
    case InstallAction::RemoveEnvironment:
    case InstallAction::InstallTool:
    case InstallAction::InstallPython:
    case InstallAction::SelectPython:
    case InstallAction::BootstrapPip:
    case InstallAction::InstallInstaller:
    case InstallAction::UpdateLists:
    case InstallAction::UpgradeAll:
    case InstallAction::AddRepository:
    case InstallAction::Configure:
    case InstallAction::Clean:
    case InstallAction::Run:
    case InstallAction::Query:
        return false;
    }
    return false;
}

bool choosesReleases(const InstallStep& step)
{
    return installsPython(step) || step.command.action == InstallAction::BuildWheel
        || step.command.action == InstallAction::Download;
}

bool isPipInstall(const InstallStep& step)
{
    return step.command.tool == InstallTool::Pip && step.command.action == InstallAction::Install;
}

std::vector<const Mention*> mentionsOf(const BuildTrace& trace, std::size_t install)
{
    std::vector<const Mention*> mentions;
    for (const Mention& mention : trace.mentions)
        if (mention.install == install && mention.applies) mentions.push_back(&mention);
    return mentions;
}

const Decision* decisionOf(const InstallStep& step, std::string_view name)
{
    const auto found = std::ranges::lower_bound(step.decisions, name, {}, &Decision::name);
    return found == step.decisions.end() || found->name != name ? nullptr : &*found;
}

bool overwrites(const Decision& decision)
{
    switch (decision.kind) {
    case DecisionKind::Upgrade:
    case DecisionKind::Downgrade:
    case DecisionKind::Reinstall:
    case DecisionKind::ReplaceBuild:
        return true;
    case DecisionKind::Undetermined:
        return !decision.before.empty();
    case DecisionKind::Keep:
    case DecisionKind::Install:
    case DecisionKind::Uninstall:
    case DecisionKind::Fail:
        return false;
    }
    return false;
}

const Instruction& instructionOf(const AuditModel& model, const InstallStep& step)
{
    return model.dockerfile.instructions.at(step.instruction);
}

bool staysInImage(const AuditModel& model, const InstallStep& step)
{
    const StageTrace* stage = targetStage(model);
    for (int depth = 0; stage != nullptr && depth < 100; ++depth) {
        if (stage->index == step.stage) return true;
        if (!stage->parent) return false;
        const auto parent =
            std::ranges::find(model.trace.stages, *stage->parent, &StageTrace::index);
        stage = parent == model.trace.stages.end() ? nullptr : &*parent;
    }
    return false;
}

bool hasCacheMount(const Instruction& instruction)
{
    return std::ranges::any_of(mountsOf(instruction), [](const MountFlag& each) {
        return each.mount.type == MountType::Cache;
    });
}

const RunCommand* removalOf(const AuditModel& model, std::uint32_t instruction,
                            std::string_view folder)
{
    // The folder itself, one around it, or a pattern for all of its files.
    const auto covers = [folder](std::string_view word) {
        while (word.ends_with('/') || word.ends_with('*'))
            word.remove_suffix(1);
        return word.starts_with('/') && folder.starts_with(word)
            && (folder.size() == word.size() || folder[word.size()] == '/');
    };
    const auto removes = [&](const RunCommand& command) {
        if (command.instruction != instruction || !std::ranges::any_of(command.words, covers))
            return false;
        return command.program == "rm"
            || (command.program == "find"
                && (std::ranges::contains(command.words, "-delete")
                    || std::ranges::contains(command.words, "rm")));
    };
    const auto found = std::ranges::find_if(model.trace.commands, removes);
    return found == model.trace.commands.end() ? nullptr : &*found;
}

bool emptiesCache(const AuditModel& model, std::uint32_t instruction, InstallTool tool)
{
    return std::ranges::any_of(model.trace.commands, [&](const RunCommand& command) {
        return command.instruction == instruction && command.action == InstallAction::Clean
            && command.program == toText(tool);
    });
}

std::uint32_t stageOfInstruction(const AuditModel& model, std::size_t instruction)
{
    std::uint32_t count = 0;
    for (std::size_t i = 0; i <= instruction && i < model.dockerfile.instructions.size(); ++i)
        if (model.dockerfile.instructions[i].keyword == "FROM") ++count;
    return count == 0 ? 0 : count - 1;
}

Span keywordOf(const AuditModel& model, std::uint32_t instruction)
{
    return model.dockerfile.instructions.at(instruction).keywordSpan;
}

void setGrade(Finding& finding, Grade grade, std::string wouldMakeCertain)
{
    finding.grade = grade;
    finding.probability = probabilityOf(grade);
    finding.wouldMakeCertain = std::move(wouldMakeCertain);
    if (grade != Grade::Certain && finding.wouldMakeCertain.empty())
        finding.wouldMakeCertain = "a live index or a lock file, so that the versions are known";
}

void addEvidence(Finding& finding, std::optional<Span> span, std::string text)
{
    finding.evidence.push_back({.span = span, .text = std::move(text)});
}

void addLayers(Finding& finding, std::initializer_list<std::uint32_t> layers)
{
    for (const std::uint32_t layer : layers)
        if (layer != 0 && std::ranges::find(finding.layers, layer) == finding.layers.end())
            finding.layers.push_back(layer);
    std::ranges::sort(finding.layers);
}

std::string joinNames(const std::vector<std::string>& names, std::size_t most)
{
    std::string text;
    const std::size_t shown = names.size() > most + 1 ? most : names.size();
    for (std::size_t i = 0; i < shown; ++i) {
        if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
        text += names[i];
    }
    if (shown < names.size()) text += formatted(" and {} more", names.size() - shown);
    return text;
}

} // namespace pinwheel
