// Fixes that put things in another place: a requirement into the command that it belongs to, a COPY
// behind the install that does not need it.

#include "core/base/format.h"
#include "core/fixes/edit_builders.h"
#include "core/rules/offers.h"

#include <algorithm>
#include <array>
#include <set>

namespace pinwheel {
namespace {

/// The argument of a command that stands at a place in the Dockerfile; null where there is none.
const Mention* argumentAt(const AuditModel& model, Span span)
{
    const auto found = std::ranges::find_if(model.trace.mentions, [&](const Mention& mention) {
        return mention.role == Mention::Role::Argument && mention.span == span;
    });
    return span.file == model.dockerfileText && found != model.trace.mentions.end() ? &*found
                                                                                    : nullptr;
}

/// The word with the quotes around it.
Span wholeWord(const AuditModel& model, Span word)
{
    const std::string_view text = model.sources.text(word.file).bytes();
    const bool isQuoted = word.begin > 0 && word.end < text.size()
        && (text[word.begin - 1] == '"' || text[word.begin - 1] == '\'')
        && text[word.end] == text[word.begin - 1];
    return isQuoted ? Span {word.file, word.begin - 1, word.end + 1} : word;
}

/// Whether a RUN does nothing but these install commands, one after another.
bool onlyInstalls(const AuditModel& model, const Instruction& run,
                  const std::vector<const InstallStep*>& steps)
{
    if (run.keyword != "RUN" || run.isExec() || !run.heredocs.empty()
        || run.arguments.text().empty())
        return false;
    std::uint32_t at = run.arguments.toSource(0, 1).begin;
    std::string between;
    for (const InstallStep* step : steps) {
        if (step->span.file != run.span.file || step->span.begin < at || !step->certainToRun)
            return false;
        between += model.sources.slice({run.span.file, at, step->span.begin});
        at = step->span.end;
    }
    between += model.sources.slice({run.span.file, at, run.span.end});
    return between.find_first_not_of(" \t\r\n&\"'\\") == std::string::npos;
}

/// Whether a requirement file names folders or files of the project, which the install then reads
/// too.
bool namesLocalFiles(const SourceText& text)
{
    for (std::uint32_t line = 1; line <= text.lineCount(); ++line) {
        std::string_view words = text.lineText(line);
        words.remove_prefix(std::min(words.find_first_not_of(" \t"), words.size()));
        const bool isPath = words.starts_with('.') || words.starts_with('/')
            || words.starts_with("-e") || words.starts_with("--editable");
        if (isPath || words.contains("file:") || words.contains("--find-links")) return true;
    }
    return false;
}

/// The files of the project that the commands read; none where they read more than requirement
/// files, or it is not known what.
std::optional<std::set<std::string>> filesRead(const AuditModel& model,
                                               const std::vector<const InstallStep*>& steps)
{
    std::set<std::string> out;
    for (const InstallStep* step : steps) {
        // A path without its text: nothing is known of what stands there.
        const bool isRead = step->requirementPaths.size()
            <= step->requirementFiles.size() + step->constraintFiles.size();
        if (!step->command.isKnown() || !step->command.projectFiles.empty() || !isRead)
            return std::nullopt;
        for (const PackageArgument& argument : step->command.arguments)
            if (argument.editable
                || (argument.kind != PackageArgument::Kind::Requirement
                    && argument.kind != PackageArgument::Kind::Url))
                return std::nullopt;
        for (const auto* files : {&step->requirementFiles, &step->constraintFiles})
            for (const FileId file : *files) {
                const SourceText& text = model.sources.text(file);
                if (namesLocalFiles(text)) return std::nullopt;
                if (text.origin() == TextOrigin::Disk) out.insert(text.path());
            }
    }
    return out;
}

/// Whether a COPY may stand behind the RUN just as well, as far as what is between them tells.
bool canChangePlaces(const Dockerfile& dockerfile, std::uint32_t copy, std::uint32_t run)
{
    const Instruction& instruction = dockerfile.instructions[copy];
    if (instruction.keyword != "COPY" || instruction.isExec() || !instruction.heredocs.empty()
        || instruction.words.size() < 2)
        return false;
    static constexpr std::array<std::string_view, 4> flags {"chown", "chmod", "link", "exclude"};
    for (const Flag& flag : instruction.flags)
        if (std::ranges::find(flags, flag.name) == flags.end()) return false;
    const bool hasVariable = std::ranges::any_of(
        instruction.words, [](const Word& word) { return word.text.contains('$'); });
    const bool isRelative = !instruction.words.back().text.starts_with('/');
    for (std::uint32_t i = copy + 1; i < run; ++i) {
        const std::string& keyword = dockerfile.instructions[i].keyword;
        const bool isQuiet = keyword == "LABEL" || keyword == "EXPOSE" || keyword == "USER"
            || (keyword == "ENV" && !hasVariable) || (keyword == "ARG" && !hasVariable)
            || (keyword == "WORKDIR" && !isRelative);
        if (!isQuiet) return false;
    }
    return true;
}

bool isWholeContext(const Instruction& copy)
{
    return copy.words.size() == 2
        && (copy.words.front().text == "." || copy.words.front().text == "./");
}

/// The text of a COPY of some files of the context's top folder to where the whole context went.
std::optional<std::string> copyOf(const AuditModel& model, const Instruction& copy,
                                  const std::set<std::string>& files)
{
    std::string names;
    for (const std::string& file : files) {
        const bool isPlain = file.find_first_of("/ \t\"'$*?[\\#") == std::string::npos;
        if (!isPlain) return std::nullopt;
        names += file + " ";
    }
    const Span head {copy.span.file, copy.span.begin, copy.words.front().span.begin};
    std::string target(model.sources.slice(copy.words.back().span));
    if (target.contains('\n') || target.find_first_of("\"'$ ") != std::string::npos)
        return std::nullopt;
    if (!target.ends_with('/') && target != ".") target += '/';
    return std::string(model.sources.slice(head)) + names + target;
}

} // namespace

void offerMove(const RuleContext& context, const InstallStep& step, Span cause,
               const Decision& decision, Finding& finding)
{
    const AuditModel& model = context.model;
    const Mention* moved = argumentAt(model, cause);
    const InstalledDistribution* present = step.before ? step.before->find(decision.name) : nullptr;
    if (moved == nullptr || moved->name == decision.name || present == nullptr || !present->askedBy)
        return;
    const Mention* neighbour = argumentAt(model, *present->askedBy);
    if (neighbour == nullptr || &model.trace.installs[moved->install] != &step
        || neighbour->install >= moved->install)
        return;
    const InstallStep& earlier = model.trace.installs[neighbour->install];
    if (!isEditable(model, step) || !isEditable(model, earlier) || earlier.tool != step.tool
        || earlier.stage != step.stage)
        return;
    // A command that names nothing else would end with an error.
    if (mentionsOf(model.trace, moved->install).size() < 2) return;
    const Span word = wholeWord(model, moved->span);
    offer(
        finding,
        formatted("Ask for {} in the command that installs {}", moved->name, decision.displayName),
        "One command looks for versions that fit together; two of them cannot.",
        Applicability::Review,
        {insertAfter(wholeWord(model, neighbour->span),
                     " " + std::string(model.sources.slice(word))),
         removeWord(model.sources, moved->span)});
}

void offerLaterCopy(const RuleContext& context, const InstallStep& step, std::uint32_t copyIndex,
                    Finding& finding)
{
    const AuditModel& model = context.model;
    if (!model.options.context.empty() || !isEditable(model, step)
        || !canChangePlaces(model.dockerfile, copyIndex, step.instruction))
        return;
    const Instruction& copy = model.dockerfile.instructions[copyIndex];
    const Instruction& run = model.dockerfile.instructions[step.instruction];
    std::vector<const InstallStep*> steps;
    for (const InstallStep& other : model.trace.installs)
        if (other.instruction == step.instruction) steps.push_back(&other);
    const auto files = onlyInstalls(model, run, steps) ? filesRead(model, steps) : std::nullopt;
    if (!files || copy.span.file != run.span.file) return;

    const SourceText& text = model.sources.text(copy.span.file);
    const TextEdit behind = insertAfter(
        run.span, std::string(lineEndingOf(text)) + std::string(model.sources.slice(copy.span)));
    if (isWholeContext(copy) && !files->empty()) {
        const auto first = copyOf(model, copy, *files);
        if (!first) return;
        offer(finding, "Copy what the install reads before it, and the rest behind it",
              "A change of a source file then leaves the install in the cache.",
              Applicability::Review, {replaceSpan(copy.span, *first), behind});
        return;
    }
    // A comment directly above speaks of the COPY and would stay behind.
    const bool hasComment =
        copy.startLine > 1 && text.lineText(copy.startLine - 1).starts_with('#');
    const bool isRead = std::ranges::any_of(*files, [&](const std::string& file) {
        return std::ranges::any_of(copy.words, [&](const Word& word) {
            return file == word.text || "./" + file == word.text || file.starts_with(word.text);
        });
    });
    if (hasComment || isRead || isWholeContext(copy)) return;
    offer(finding, "Copy it behind the install",
          "The install does not read it; a change of a source file then leaves the install in the "
          "cache.",
          Applicability::Review, {removeLines(model.sources, copy.span), behind});
}

} // namespace pinwheel
