// The verification script as a heredoc of the Dockerfile (BuildKit, Dockerfile syntax 1.4; the
// default builder since Docker 23). Its delimiter tells the step of an earlier call from everybody
// else's.

#include "core/report/verification_step.h"

#include "core/audit/trial.h"
#include "core/base/format.h"
#include "core/fixes/edit_builders.h"
#include "core/report/outline.h"
#include "core/report/verification_script.h"

namespace pinwheel {
namespace {

constexpr std::string_view delimiter = "PINWHEEL_CHECK";
constexpr std::string_view comment =
    "# Ends the build where the installed packages are not as audited; needs no GPU.\n";

std::string stepText(const VerificationScript& script)
{
    return formatted("RUN {} - <<'{}'\n{}{}", script.interpreter, delimiter, script.python,
                     delimiter);
}

/// What of the target stage decides where the step goes.
struct Place {
    const Instruction* last = nullptr; ///< that changes files
    const Instruction* step = nullptr; ///< of an earlier call
    bool hasShell = false;
};

Place placeIn(const Dockerfile& dockerfile, std::uint32_t stage)
{
    Place out;
    std::uint32_t count = 0;
    for (const Instruction& instruction : dockerfile.instructions) {
        if (instruction.keyword == "FROM") ++count;
        if (count != stage + 1) continue;
        const bool writes = instruction.keyword == "RUN" || instruction.keyword == "COPY"
            || instruction.keyword == "ADD";
        if (writes) out.last = &instruction;
        out.hasShell |= instruction.keyword == "SHELL";
        if (!instruction.heredocs.empty() && instruction.heredocs.front().name == delimiter)
            out.step = &instruction;
    }
    return out;
}

} // namespace

Result<Fix> verificationStepOf(const Audit& audit, const AuditServices& services,
                               std::stop_token stop)
{
    const AuditModel& model = audit.model;
    const VerificationScript script = verificationScript(audit, Expectations::OfTheseTexts);
    const SourceText& text = model.sources.text(model.dockerfileText);
    if (lineEndingOf(text) != "\n")
        return fail(
            ErrorCode::Unsupported,
            formatted("{} ends its lines with CR LF: no script can stand in it", text.path()));
    const Place place = placeIn(model.dockerfile, model.trace.targetStage);
    if (place.last == nullptr)
        return fail(ErrorCode::Unsupported,
                    "the target stage has no instruction that a check could stand behind");
    if (place.hasShell)
        return fail(ErrorCode::Unsupported,
                    "the target stage has a SHELL of its own: put the script of the report into a "
                    "RUN by hand");

    if (script.python.empty())
        return fail(ErrorCode::Unsupported,
                    formatted("{}, so there is nothing to check", script.whyNone));

    const TextEdit edit = place.step != nullptr
        ? replaceSpan(place.step->span, stepText(script))
        : insertAfter(place.last->span, formatted("\n\n{}{}", comment, stepText(script)));
    EditSet edits;
    if (model.sources.slice(edit.span) != edit.replacement) (void)edits.add(edit);
    Fix fix = makeFix("Append a verification step",
                      "The build then ends with an error where the installed packages are not the "
                      "predicted ones.",
                      Applicability::Review, std::move(edits));
    fix.id = "verification-step";
    if (fix.edits.isEmpty()) return fix;
    PINWHEEL_TRY(outcome, tryEdits(audit, services, fix.edits, stop));
    if (!outcome.environment.empty() || !outcome.added.empty() || outcome.after > outcome.before)
        return fail(
            ErrorCode::Unsupported,
            formatted("with the step the audit says more than before: {}",
                      outcome.added.empty() ? "the environment changes" : outcome.added.front()));
    fix.outcome = std::move(outcome);
    return fix;
}

} // namespace pinwheel
