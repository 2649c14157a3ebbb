#include "core/base/format.h"
#include "core/fixes/edit_builders.h"
#include "core/rules/offers.h"
#include "core/rules/package_mentions.h"

#include <algorithm>

namespace pinwheel {
namespace {

/// One edit for each place where the project names the package; none where one of them cannot be
/// written.
template <class MakeEdit>
std::vector<TextEdit> editsAtMentions(const AuditModel& model, std::string_view package,
                                      MakeEdit makeEdit)
{
    std::vector<TextEdit> edits;
    std::vector<Span> done;
    for (const Mention& mention : model.trace.mentions) {
        const Span place = placeOf(mention);
        if (mention.name != package || std::ranges::find(done, place) != done.end()) continue;
        done.push_back(place);
        const auto edit =
            isProjectFile(model, place.file) ? makeEdit(mention, place) : std::optional<TextEdit>();
        if (!edit) return {};
        edits.push_back(*edit);
    }
    return edits;
}

/// A specifier in a shell command needs quotes where it holds < or >.
TextEdit quotedForShell(const AuditModel& model, Span place, TextEdit edit,
                        std::string_view specifier)
{
    const std::string_view bytes = model.sources.text(place.file).bytes();
    const bool quoted =
        place.begin > 0 && (bytes[place.begin - 1] == '"' || bytes[place.begin - 1] == '\'');
    const bool ownQuotes =
        model.sources.slice(place).find_first_of("\"'") != std::string_view::npos;
    if (place.file != model.dockerfileText
        || specifier.find_first_of("<>") == std::string_view::npos || quoted || ownQuotes)
        return edit;
    const std::string name(model.sources.slice({place.file, place.begin, edit.span.begin}));
    return {{place.file, place.begin, edit.span.end}, formatted("\"{}{}\"", name, specifier)};
}

} // namespace

std::vector<TextEdit> specifierEdits(const RuleContext& context, std::string_view package,
                                     std::string_view specifier)
{
    const AuditModel& model = context.model;
    return editsAtMentions(
        model, package, [&](const Mention&, Span place) -> std::optional<TextEdit> {
            const auto edit = replaceSpecifier(model, place, specifier);
            return edit ? std::optional(quotedForShell(model, place, *edit, specifier))
                        : std::nullopt;
        });
}

bool offerSpecifier(const RuleContext& context, std::string_view package,
                    std::string_view specifier, std::string reason, Finding& finding)
{
    const auto edits = specifierEdits(context, package, specifier);
    if (edits.empty()) return false;
    offer(finding, formatted("Ask for {}{}", package, specifier), std::move(reason),
          Applicability::Review, edits);
    return true;
}

void offerBound(const RuleContext& context, std::string_view package, std::string_view bound,
                std::string_view neededBy, Finding& finding)
{
    const AuditModel& model = context.model;
    const std::string reason = formatted("{} was built for what this bound leaves.", neededBy);
    const auto named = std::ranges::find(model.trace.mentions, package, &Mention::name);
    if (named != model.trace.mentions.end()) {
        const bool fits = canAgree(named->specifier, std::string(bound));
        const std::string both =
            fits ? intersection(named->specifier, std::string(bound)) : std::string();
        offerSpecifier(context, package, both.empty() ? bound : both, reason, finding);
        return;
    }
    const auto asks = std::ranges::find_if(model.trace.mentions, [&](const Mention& mention) {
        return mention.name == neededBy && mention.role != Mention::Role::Constraint;
    });
    if (asks == model.trace.mentions.end()) return;
    const Span place = placeOf(*asks);
    if (!isProjectFile(model, place.file)) return;
    const SourceText& text = model.sources.text(place.file);
    std::vector<TextEdit> edits;
    if (asks->role == Mention::Role::RequirementLine && place.file != model.dockerfileText) {
        edits.push_back(
            insertLineBefore(text, place.file, place.begin, formatted("{}{}", package, bound)));
    } else if (asks->role == Mention::Role::Argument) {
        const std::string_view bytes = text.bytes();
        const bool quoted =
            place.end < bytes.size() && (bytes[place.end] == '"' || bytes[place.end] == '\'');
        const std::uint32_t end = place.end + (quoted ? 1 : 0);
        edits.push_back({{place.file, end, end}, formatted(" \"{}{}\"", package, bound)});
    }
    offer(finding, formatted("Ask for {}{} as well", package, bound), reason, Applicability::Review,
          edits);
}

void offerCompanion(const RuleContext& context, std::string_view companion,
                    const std::string& torch, Finding& finding)
{
    const TorchRelease* release = context.knowledge.torchRelease(torch);
    if (release == nullptr) return;
    const std::string& version = companion == "torchvision" ? release->torchvision
        : companion == "torchaudio"                         ? release->torchaudio
                                                            : release->torchtext;
    if (version.empty()) return;
    const std::size_t plus = torch.find('+');
    const bool namesBuild =
        std::ranges::any_of(context.model.trace.mentions, [&](const Mention& mention) {
            return mention.name == companion && mention.specifier.find('+') != std::string::npos;
        });
    const std::string local =
        namesBuild && plus != std::string::npos ? torch.substr(plus) : std::string();
    offerSpecifier(context, companion, "==" + version + local,
                   formatted("It was released with torch {}.", release->version), finding);
}

void offerOtherName(const RuleContext& context, std::string_view package, std::string_view instead,
                    std::string reason, Finding& finding)
{
    const auto edits = editsAtMentions(
        context.model, package, [&](const Mention&, Span place) -> std::optional<TextEdit> {
            const auto name = nameSpan(context.model, place);
            return name ? std::optional(replaceSpan(*name, std::string(instead))) : std::nullopt;
        });
    offer(finding, formatted("Ask for {} instead of {}", instead, package), std::move(reason),
          Applicability::Review, edits);
}

std::optional<TextEdit> systemPackageEdit(const AuditModel& model, std::uint32_t stage,
                                          const std::string& package)
{
    for (const InstallStep& step : model.trace.installs) {
        if (!step.isSystem || step.stage != stage || step.command.action != InstallAction::Install
            || !isEditable(model, step))
            continue;
        const auto last =
            std::ranges::find_last_if(step.command.arguments, [&](const PackageArgument& argument) {
                return argument.kind == PackageArgument::Kind::SystemPackage
                    && argument.span.file == model.dockerfileText
                    && step.span.contains(argument.span);
            });
        if (last.empty()) continue;
        const Span place = last.front().span;
        // In a list with one package a line, the new one gets a line too.
        const SourceText& text = model.sources.text(place.file);
        const std::string_view line = text.lineText(text.lineOf(place.begin));
        const std::size_t indent = std::min(line.find_first_not_of(" \t"), line.size());
        const bool alone = text.lineStart(text.lineOf(place.begin)) + indent == place.begin;
        const std::string lead = alone ? formatted(" {}{}{}", model.dockerfile.escape,
                                                   lineEndingOf(text), line.substr(0, indent))
                                       : " ";
        return insertAfter(place, lead + package);
    }
    return std::nullopt;
}

void offerSystemPackage(const RuleContext& context, const std::string& package, Finding& finding)
{
    const StageTrace* stage = targetStage(context.model);
    if (stage == nullptr) return;
    if (const auto edit = systemPackageEdit(context.model, stage->index, package))
        offer(finding, formatted("Install {} too", package),
              "It brings the library into the image.", Applicability::Review, {*edit});
}

void offerTagWord(const RuleContext& context, const StageTrace& stage, std::string_view from,
                  std::string_view to, Finding& finding)
{
    const AuditModel& model = context.model;
    const Span place = stage.base.span;
    if (place.file != model.dockerfileText) return;
    const std::string_view text = model.sources.slice(place);
    const std::size_t at = text.find(stage.base.reference);
    if (at == std::string_view::npos) return; // Variables stand in it.
    const std::size_t word = text.find(from, at + stage.base.reference.find(':'));
    if (word == std::string_view::npos) return;
    const std::uint32_t begin = place.begin + static_cast<std::uint32_t>(word);
    std::string reference = stage.base.reference;
    reference.replace(reference.find(from, reference.find(':')), from.size(), to);
    // A tag that no fact speaks of may not exist.
    const auto facts = context.knowledge.baseImage(reference, targetPlatform(model));
    if (!facts || !facts->cudaToolkit.isKnown()) return;
    offer(finding, formatted("Start from {}", reference),
          "The other variant of the same image brings it.", Applicability::Review,
          {replaceSpan({place.file, begin, begin + static_cast<std::uint32_t>(from.size())},
                       std::string(to))});
}

} // namespace pinwheel
