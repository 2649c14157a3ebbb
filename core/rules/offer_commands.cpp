#include "core/base/format.h"
#include "core/fixes/edit_builders.h"
#include "core/rules/offers.h"

#include <algorithm>

namespace pinwheel {
namespace {

/// The address of an index as some command of the build writes it; empty where it comes from
/// variables or is the default.
std::string addressOf(const AuditModel& model, std::string_view label)
{
    for (const InstallStep& step : model.trace.installs)
        for (const IndexSource& source : step.indexes)
            if (source.label == label && source.kind == IndexSource::Kind::Index
                && !source.url.empty()
                && source.url.find_first_of(" \t'\"$@\\") == std::string::npos)
                return source.url;
    return {};
}

/// Blanks before the first word of the line that holds a place.
std::string indentOf(const SourceText& text, std::uint32_t at)
{
    const std::string_view line = text.lineText(text.lineOf(at));
    return std::string(line.substr(0, std::min(line.find_first_not_of(" \t"), line.size())));
}

/// A later RUN that installs from the lists without fetching them anew.
bool listsAreUsedLater(const AuditModel& model, const Instruction& fetching)
{
    for (const Instruction& instruction : model.dockerfile.instructions) {
        if (instruction.span.begin <= fetching.span.begin || instruction.keyword != "RUN") continue;
        const std::string& text = instruction.heredocs.empty()
            ? instruction.arguments.text()
            : instruction.heredocs.front().content;
        const bool installs =
            text.find("apt-get") != std::string::npos || text.find("apt ") != std::string::npos;
        if (installs && text.find("update") == std::string::npos) return true;
    }
    return false;
}

/// Whether a step runs as root with the installer's cache where it is by default.
bool usesRootsCache(const AuditModel& model, const InstallStep& step)
{
    for (const Instruction& instruction : model.dockerfile.instructions) {
        if (instruction.span.begin >= step.span.begin) break;
        if (instruction.keyword == "USER" && instruction.arguments.text() != "root"
            && instruction.arguments.text() != "0")
            return false;
        for (const KeyValue& pair : instruction.pairs)
            for (const std::string_view name :
                 {"HOME", "XDG_CACHE_HOME", "PIP_CACHE_DIR", "UV_CACHE_DIR"})
                if (pair.key.text == name) return false;
    }
    return step.command.option("--cache-dir") == nullptr;
}

} // namespace

void offerCacheMount(const RuleContext& context, const std::vector<const InstallStep*>& steps,
                     Finding& finding)
{
    std::vector<TextEdit> edits;
    for (const InstallStep* step : steps) {
        const Instruction& instruction =
            context.model.dockerfile.instructions.at(step->instruction);
        const Span keyword = instruction.keywordSpan;
        if (instruction.keyword != "RUN" || keyword.file != context.model.dockerfileText
            || !usesRootsCache(context.model, *step))
            return;
        const TextEdit edit = insertAfter(
            keyword,
            formatted(" --mount=type=cache,target=/root/.cache/{}", toText(step->command.tool)));
        if (edits.empty() || edits.back() != edit) edits.push_back(edit);
    }
    offer(finding, "Keep the cache in a cache mount",
          "BuildKit then keeps the downloads between builds and out of the image; docker's old "
          "builder does not know the option.",
          Applicability::Review, edits);
}

void offerIndex(const RuleContext& context, const InstallStep& step, std::string_view indexLabel,
                Finding& finding)
{
    const std::string address = addressOf(context.model, indexLabel);
    if (address.empty()) return;
    if (const auto edit =
            addSwitch(context.model, step, formatted("--extra-index-url {}", address)))
        offer(finding, formatted("Let this command search the {} index too", indexLabel),
              formatted("What was installed from the {} index can then be chosen from there again.",
                        indexLabel),
              Applicability::Review, {*edit});
}

void offerConstraints(const RuleContext& context, const InstallStep& from, const InstallStep& to,
                      Finding& finding)
{
    std::string options;
    std::string names;
    for (const FileArgument& file : from.command.constraintFiles) {
        const std::string_view word = context.model.sources.slice(file.span);
        if (word.empty() || word.find_first_of(" \t\n'\"`") != std::string_view::npos) return;
        options += formatted("{}-c {}", options.empty() ? "" : " ", word);
        names += formatted("{}{}", names.empty() ? "" : " and ", word);
    }
    if (options.empty()) return;
    if (const auto edit = addSwitch(context.model, to, options))
        offer(finding, formatted("Hand {} to this command too", names),
              "Constraints hold for the command that names them alone.", Applicability::Review,
              {*edit});
}

void offerOwnCommand(const RuleContext& context, const InstallStep& step,
                     const std::vector<std::string>& names, Finding& finding)
{
    auto command = commandHead(context.model, step);
    if (!command || names.empty() || step.options.ignoreInstalled) return;
    if (step.options.noCacheDir && step.command.option("--no-cache-dir") != nullptr)
        *command += " --no-cache-dir";
    *command += " --ignore-installed --no-deps";
    for (const std::string& name : names)
        *command += " " + name;
    if (const auto own = insertCommandBefore(context.model, step, *command))
        offer(
            finding, formatted("Install {} with --ignore-installed before", joinNames(names)),
            "pip then writes over the distribution's package instead of refusing to uninstall it.",
            Applicability::Review, {*own});
}

void offerListRemoval(const RuleContext& context, const Instruction& instruction, Finding& finding)
{
    const AuditModel& model = context.model;
    if (instruction.isExec() || !instruction.heredocs.empty()
        || listsAreUsedLater(model, instruction))
        return;
    const std::string& script = instruction.arguments.text();
    // The last command may be a comment, a pipe or the end of a group, or never be reached. Behind
    // a semicolon it is a chain of its own, whose status is that of the RUN: with `set -e` or
    // without, what follows it by && runs where it held.
    const bool isOpen = script.empty() || script.ends_with(';') || script.ends_with('&')
        || script.find_first_of("#|(){}<>`") != std::string::npos;
    if (isOpen || script.contains("exit") || script.contains("exec ")) return;
    const SourceText& text = model.sources.text(instruction.span.file);
    const std::uint32_t end = instruction.arguments
                                  .toSource(static_cast<std::uint32_t>(script.size() - 1),
                                            static_cast<std::uint32_t>(script.size()))
                                  .end;
    constexpr std::string_view removal = "rm -rf /var/lib/apt/lists/*";
    const bool oneLine = instruction.startLine == instruction.endLine;
    const std::string lead = oneLine ? std::string(" && ")
                                     : formatted(" {}{}{}&& ", model.dockerfile.escape,
                                                 lineEndingOf(text), indentOf(text, end - 1));
    offer(finding, "Remove apt's lists in this RUN",
          "Nothing reads them any more, and only this RUN can keep them out of its layer.",
          Applicability::Safe, {{{instruction.span.file, end, end}, lead + std::string(removal)}});
}

} // namespace pinwheel
