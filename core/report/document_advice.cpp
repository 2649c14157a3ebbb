// What to do: fixes with their diffs, the correct order, the check of the image, scenarios,
// recommendations, and how far all of it reaches.

#include "core/report/document_writer.h"
#include "core/report/verification_script.h"

namespace pinwheel {

using namespace rich;

namespace {

/// Changes of the environment that are named with all safe fixes.
constexpr std::size_t changesOfAll = 30;
/// "the system Python 3.10", "the Python of the base image", "conda geo", "/opt/venv".
std::string inASentence(const std::string& environment)
{
    const bool isDescribed =
        environment.starts_with("system ") || environment.starts_with("Python of ");
    return isDescribed ? "the " + environment : environment;
}

/// Columns of an instruction that stands in a line of its own.
constexpr std::size_t instructionColumns = 90;

} // namespace

void DocumentWriter::addFixes()
{
    section("Recommended fixes", "fixes");
    if (m_fixes.empty()) paragraph("No fix is on offer.");
    for (const ProposedFix& proposed : m_fixes)
        addFix(proposed);
    if (m_audit.allSafeFixes) addAllSafeFixes();
}

void DocumentWriter::addFix(const ProposedFix& proposed)
{
    heading({plain(proposed.fix->title), words(" ("), place(proposed.finding->span), words(")")},
            idOf(*proposed.fix));
    TextRun title = plain(proposed.finding->title);
    title.target = "#" + idOf(*proposed.finding);
    paragraph({words(formatted("Priority {} · {} · for ", toText(proposed.finding->priority),
                               toText(proposed.fix->applicability)),
                     RunStyle::Soft),
               std::move(title)});
    RichText text;
    if (!proposed.fix->reason.empty()) text.push_back(words(ended(proposed.fix->reason) + " "));
    if (const auto& outcome = proposed.fix->outcome) {
        text.push_back(words("Simulated: overall risk "));
        text.push_back(toned(toText(outcome->before)));
        text.push_back(words(" before, "));
        text.push_back(toned(toText(outcome->after)));
        text.push_back(words(" with this fix alone."));
    } else {
        text.push_back(words("It was not simulated."));
    }
    paragraph(std::move(text));
    if (CodeBlock diff = diffCode(diffOf(m_audit, *proposed.fix)); !diff.lines.empty())
        add(std::move(diff));
}

void DocumentWriter::addAllSafeFixes()
{
    heading({plain("All safe fixes together")}, "all-safe-fixes");
    paragraph({words("Overall risk: "), toned(toText(m_audit.before)), words(" before, "),
               toned(toText(m_audit.afterSafeFixes)), words(" after.")});
    list(mainChanges(m_audit, *m_audit.allSafeFixes, changesOfAll));
    if (CodeBlock diff = diffCode(diffOf(m_audit, *m_audit.allSafeFixes)); !diff.lines.empty())
        add(std::move(diff));
}

void DocumentWriter::addCorrectOrder()
{
    section("The correct build order", "correct-order");
    const auto steps = correctOrder(m_audit);
    if (steps.empty()) return paragraph("The Dockerfile has no step that matters to the audit.");
    paragraph(
        m_audit.allSafeFixes
            ? "The steps of the Dockerfile with all safe fixes applied; changed ones are quoted."
            : "No safe fix changes the order: these are the steps as they stand.");
    if (const auto left = leftAfterSafeFixes(m_audit); !left.empty()) {
        paragraph("These steps still hold what no safe fix removes:");
        ListBlock out;
        for (const Finding* finding : left)
            out.items.push_back({.text = {toned(toText(finding->level)),
                                          words(": " + oneLine(finding->title) + " ("),
                                          place(finding->span), words(")")}});
        add(std::move(out));
        paragraph("In order:");
    }
    ListBlock out {.style = ListStyle::Numbers, .items = {}, .fold = {}};
    for (const OrderedStep& step : steps) {
        ListItem item {.text = {words(formatted("line {}: ", step.line), RunStyle::Soft)}};
        if (step.changed) {
            item.text.push_back(strong("changed"));
            item.code = codeOf(step.text, "Dockerfile");
        } else if (step.title.empty()) {
            item.text.push_back(code(shortened(oneLine(step.text), instructionColumns)));
        } else {
            item.text.push_back(plain(step.title));
        }
        out.items.push_back(std::move(item));
    }
    add(std::move(out));
}

void DocumentWriter::addVerification()
{
    section("Runtime verification", "verification");
    const VerificationScript script = verificationScript(m_audit);
    if (script.python.empty())
        return paragraph(
            sentence(formatted("{}, so there is nothing to compare with", script.whyNone)));
    paragraph({plain(
        formatted("Expected in {}{}. Run it in the built image:", inASentence(script.environment),
                  script.afterFixes ? ", with all safe fixes applied" : ""))});
    add(codeOf(script.command, "command.sh"));
    add(codeOf(script.python, "verify.py"));
}

void DocumentWriter::addScenarios()
{
    section("Risk scenarios", "scenarios");
    if (m_findings.empty()) return paragraph("There is none: nothing was found.");
    TableBlock table {.head = {"Scenario", "Probability", "Impact", "Level", "Layers"},
                      .widths = {0.5, 0.14, 0.12, 0.12, 0.12},
                      .rows = {},
                      .fold = {}};
    for (const Finding* finding : m_findings) {
        std::string layers;
        for (const Layer& layer : m_audit.model.trace.layers)
            if (touches(*finding, layer))
                layers += (layers.empty() ? "" : ", ") + std::to_string(layer.number);
        table.rows.push_back({{plain(finding->title)},
                              {plain(toText(finding->probability))},
                              {plain(toText(finding->impact))},
                              {toned(toText(finding->level))},
                              cell(layers)});
    }
    add(std::move(table));
}

void DocumentWriter::addRecommendations()
{
    section("Recommendations", "recommendations");
    const Recommendations all = recommendationsOf(m_audit);
    const auto part = [this](std::string_view title, const std::vector<std::string>& items) {
        heading(title);
        if (items.empty()) paragraph("Nothing.");
        list(items);
    };
    part("Immediate", all.immediate);
    part("Testing", all.testing);
    part("Monitoring", all.monitoring);
}

void DocumentWriter::addRiskSummary()
{
    section("Risk summary", "risk");
    TableBlock table {.head = {"State", "Critical", "High", "Medium", "Low", "Overall"},
                      .widths = {0.3, 0.14, 0.14, 0.14, 0.14, 0.14},
                      .rows = {},
                      .fold = {}};
    const auto row = [&](std::string_view name, const LevelCounts& counts, Level overall) {
        table.rows.push_back({{plain(name)},
                              {plain(std::to_string(counts.critical))},
                              {plain(std::to_string(counts.high))},
                              {plain(std::to_string(counts.medium))},
                              {plain(std::to_string(counts.low))},
                              {toned(toText(overall))}});
    };
    row("Now", m_audit.counts, m_audit.before);
    if (m_audit.countsAfterSafeFixes)
        row("After all safe fixes", *m_audit.countsAfterSafeFixes, m_audit.afterSafeFixes);
    add(std::move(table));
    paragraph(formatted("In one line: {}.", riskSentence(m_audit)));
}

void DocumentWriter::addMethod()
{
    section("Method and limits", "method");
    paragraph("The Dockerfile and the files that it installs from were read and evaluated "
              "without building anything: no command of the build was run, no "
              "package was downloaded. For each install command the decisions of the installer "
              "were worked out on the index data named in the scope; "
              "compatibility rests on facts with source and date.");
    paragraph("The level of a finding is its probability (certain, high, medium, low) times "
              "its impact: critical means that the image does not build, does not "
              "start or computes wrongly; high, a wrong binary or a broken feature at run "
              "time; medium, drift that may break later; low, waste. The overall "
              "risk is the worst level left. After fixes means: the safe ones were applied to "
              "the texts, and the result was audited again.");
}

void DocumentWriter::addUnknowns()
{
    section("What is not known", "unknown");
    const auto unknowns = unknownsInBrief(m_audit);
    if (unknowns.empty()) paragraph("Nothing that the audit needed was missing.");
    ListBlock out;
    for (const std::string& text : unknowns)
        out.items.push_back({.text = {plain(ended(text))}});
    if (!out.items.empty()) add(std::move(out));
}

} // namespace pinwheel
