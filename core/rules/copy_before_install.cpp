#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"
#include "core/rules/offers.h"

#include <algorithm>
#include <array>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN603",
    .name = "copy-before-install",
    .summary = "The whole context is copied before the requirements are installed, so every change "
               "of a source file installs them anew.",
    .family = "hygiene",
    .impact = Impact::Low,
};

bool copiesContext(const Instruction& instruction)
{
    if ((instruction.keyword != "COPY" && instruction.keyword != "ADD")
        || instruction.flag("from") != nullptr || instruction.words.size() < 2)
        return false;
    for (std::size_t i = 0; i + 1 < instruction.words.size(); ++i)
        if (instruction.words[i].text == "." || instruction.words[i].text == "./"
            || instruction.words[i].text == "/" || instruction.words[i].text == "./*")
            return true;
    return false;
}

/// A folder of sources: the whole project is not, what the install itself reads is not, and a file
/// is not.
bool isSourceFolder(const AuditModel& model, const InstallStep& step, std::string_view word)
{
    while (word.ends_with('/'))
        word.remove_suffix(1);
    const std::string_view leaf =
        word.substr(word.rfind('/') == std::string_view::npos ? 0 : word.rfind('/') + 1);
    static constexpr std::array<std::string_view, 6> files {"Pipfile", "Makefile", "Dockerfile",
                                                            "LICENSE", "README",   "VERSION"};
    if (std::ranges::find(files, leaf) != files.end()) return false;
    if (leaf.empty() || leaf.contains('.') || leaf.contains('*') || leaf.contains('$'))
        return false;
    const auto holds = [&](std::string_view path) {
        return path == leaf || path.starts_with(std::string(leaf) + "/")
            || path.contains("/" + std::string(leaf) + "/")
            || path.ends_with("/" + std::string(leaf));
    };
    if (std::ranges::any_of(step.requirementPaths, holds)) return false;
    if (std::ranges::any_of(step.command.arguments, [](const PackageArgument& argument) {
            return argument.kind == PackageArgument::Kind::LocalPath
                || argument.kind == PackageArgument::Kind::Archive;
        }))
        return false;
    // Folders of requirement files, wheels and scripts serve the install and change seldom.
    static constexpr std::array<std::string_view, 12> serving {
        "req",   "wheel",      "docker", "script", "conf", "deploy",
        "patch", "constraint", "third",  "vendor", "dist", "lock"};
    if (std::ranges::any_of(serving, [&](std::string_view part) { return leaf.contains(part); }))
        return false;
    return model.sources.find(std::string(word)) == std::nullopt;
}

/// The first word of a COPY that brings sources of the context, before an install that reads
/// requirement files.
const Word* sourceFolderOf(const AuditModel& model, const InstallStep& step,
                           const Instruction& instruction)
{
    if ((instruction.keyword != "COPY" && instruction.keyword != "ADD")
        || instruction.flag("from") != nullptr || step.requirementPaths.empty())
        return nullptr;
    if (!instruction.heredocs.empty() || instruction.words.size() < 2) return nullptr;
    for (std::size_t i = 0; i + 1 < instruction.words.size(); ++i)
        if (isSourceFolder(model, step, instruction.words[i].text)) return &instruction.words[i];
    return nullptr;
}

/// Whether the requirements were installed before that COPY, so that only the project itself is
/// installed anew.
bool isInstalledBefore(const AuditModel& model, std::size_t install, std::size_t copy)
{
    const InstallStep& step = model.trace.installs[install];
    if (step.options.noDependencies) return true;
    const bool isProjectAlone = step.command.requirementFiles.empty()
        && !step.command.arguments.empty()
        && std::ranges::all_of(step.command.arguments, [](const PackageArgument& argument) {
                                    return argument.kind == PackageArgument::Kind::LocalPath;
                                });
    for (std::size_t i = 0; i < install; ++i) {
        const InstallStep& earlier = model.trace.installs[i];
        if (earlier.stage != step.stage || earlier.environment != step.environment
            || earlier.instruction >= copy || !installsPython(earlier))
            continue;
        if (isProjectAlone && !earlier.requirementFiles.empty()) return true;
        if (std::ranges::any_of(step.requirementFiles, [&](FileId file) {
                return std::ranges::find(earlier.requirementFiles, file)
                    != earlier.requirementFiles.end();
            }))
            return true;
    }
    return false;
}

void check(const RuleContext& context, FindingSink& findings)
{
    const AuditModel& model = context.model;
    std::vector<std::size_t> told;
    for (std::size_t i = 0; i < model.trace.installs.size(); ++i) {
        const InstallStep& step = model.trace.installs[i];
        if (!choosesReleases(step)
            || (mentionsOf(model.trace, i).empty() && step.requirementPaths.empty()
                && step.command.arguments.empty()))
            continue;
        for (std::size_t k = step.instruction; k > 0; --k) {
            const Instruction& instruction = model.dockerfile.instructions[k - 1];
            if (instruction.keyword == "FROM") break;
            const bool whole = copiesContext(instruction);
            const Word* folder = whole ? nullptr : sourceFolderOf(model, step, instruction);
            if ((!whole && folder == nullptr) || std::ranges::find(told, k) != told.end()) continue;
            if (isInstalledBefore(model, i, k - 1)) break;
            told.push_back(k);
            Finding& finding =
                findings.report(info, whole ? "context" : folder->text, instruction.span,
                                whole ? "the whole context is copied before the install"
                                      : formatted("{} is copied before the install", folder->text));
            finding.message = formatted(
                "Each change of any file of {} makes this layer and the install of line {} run "
                "again. Copying the requirement files alone first keeps the install in the cache.",
                whole ? "the context" : folder->text,
                model.sources.text(step.span.file).lineOf(step.span.begin));
            addEvidence(finding, step.span, formatted("{} installs", layerText(step.layer)));
            addLayers(finding, {step.layer});
            offerLaterCopy(context, step, static_cast<std::uint32_t>(k - 1), finding);
            break;
        }
    }
}

} // namespace

Rule copyBeforeInstall()
{
    return {info, check};
}

} // namespace pinwheel
