// What to do, on paper: fixes with their diffs, the correct order, the check of the image, recommendations, and how far
// all of it reaches.

#include "core/report/paper_writer.h"
#include "core/report/verification_script.h"

#include <algorithm>

namespace pinwheel {

using namespace paper;

namespace {

/// Changes of the environment that are named with all safe fixes.
constexpr std::size_t changesOfAll = 30;

} // namespace

void PaperWriter::addFixes()
{
    section("Recommended fixes", "fixes");
    if (m_fixes.empty()) paragraph("No fix is on offer.");
    for (const ProposedFix& proposed : m_fixes) {
        heading(formatted("{} ({})", proposed.fix->title, place(proposed.finding->span).text),
                "fix-" + proposed.fix->id);
        PaperRun title = plain(proposed.finding->title);
        title.target = "#" + idOf(*proposed.finding);
        paragraph(
            {words(formatted("Priority {} · {} · for ", toText(proposed.finding->priority),
                               toText(proposed.fix->applicability)),
                   PaperStyle::Soft),
             std::move(title)});
        if (!proposed.fix->reason.empty()) paragraph(ended(proposed.fix->reason));
        if (PaperCode diff = diffCode(diffOf(m_audit, *proposed.fix)); !diff.lines.empty())
            add(std::move(diff));
    }
    if (!m_audit.allSafeFixes) return;
    heading("All safe fixes together", "all-safe-fixes");
    paragraph({words("Overall risk: "), toned(toText(m_audit.before)), words(" before, "),
               toned(toText(m_audit.afterSafeFixes)), words(" after.")});
    for (const std::string& change : mainChanges(m_audit, *m_audit.allSafeFixes, changesOfAll))
        item({plain(change)});
    if (PaperCode diff = diffCode(diffOf(m_audit, *m_audit.allSafeFixes)); !diff.lines.empty())
        add(std::move(diff));
}

void PaperWriter::addCorrectOrder()
{
    section("The correct build order", "correct-order");
    const auto steps = correctOrder(m_audit);
    if (steps.empty())
        return paragraph("The Dockerfile has no step that matters to the audit.");
    paragraph(m_audit.allSafeFixes
                  ? "The steps of the Dockerfile with all safe fixes applied; changed ones are "
                    "quoted."
                  : "No safe fix changes the order: these are the steps as they stand.");
    if (const auto left = leftAfterSafeFixes(m_audit); !left.empty()) {
        paragraph("These steps still hold what no safe fix removes:");
        for (const Finding* finding : left)
            item({toned(toText(finding->level)), words(": " + oneLine(finding->title) + " ("),
                  place(finding->span), words(")")});
    }
    for (const OrderedStep& step : steps) {
        const std::string what =
            step.title.empty() ? shortened(oneLine(step.text), 90) : oneLine(step.title);
        item({words(formatted("line {}: ", step.line), PaperStyle::Soft),
              step.changed ? strong("changed") : plain(what)});
        if (step.changed) add(codeOf(step.text, "Dockerfile"));
    }
}

void PaperWriter::addVerification()
{
    section("Runtime verification", "verification");
    const VerificationScript script = verificationScript(m_audit);
    if (script.python.empty())
        return paragraph("The environment that the image ends with is not known, so there is "
                         "nothing to compare with.");
    paragraph(
        {plain(formatted("Expected in {}{}. Run it in the built image:", script.environment,
                           script.afterFixes ? ", with all safe fixes applied" : ""))});
    add(codeOf(script.command, "command.sh"));
    add(codeOf(script.python, "verify.py"));
}

void PaperWriter::addRecommendations()
{
    section("Recommendations", "recommendations");
    const Recommendations all = recommendationsOf(m_audit);
    const auto part = [this](std::string_view title, const std::vector<std::string>& items) {
        heading(title);
        if (items.empty()) paragraph("Nothing.");
        for (const std::string& text : items)
            item({plain(text)});
    };
    part("Immediate", all.immediate);
    part("Testing", all.testing);
    part("Monitoring", all.monitoring);
}

void PaperWriter::addMethod()
{
    section("Method and limits", "method");
    paragraph("The Dockerfile and the files that it installs from were read and evaluated "
              "without building anything: no command of the build was run, no "
              "package was downloaded. For each install command the decisions of the installer "
              "were worked out on the index data named on the first page; "
              "compatibility rests on facts with source and date.");
    paragraph("The level of a finding is its probability (certain, high, medium, low) times "
              "its impact: critical means that the image does not build, does not "
              "start or computes wrongly; high, a wrong binary or a broken feature at run "
              "time; medium, drift that may break later; low, waste. The overall "
              "risk is the worst level left. After fixes means: the safe ones were applied to "
              "the texts, and the result was audited again.");
    heading("What is not known", "unknown");
    const auto unknowns = unknownsInBrief(m_audit);
    if (unknowns.empty()) paragraph("Nothing that the audit needed was missing.");
    for (const std::string& text : unknowns)
        item({plain(ended(text))});
}

} // namespace pinwheel
