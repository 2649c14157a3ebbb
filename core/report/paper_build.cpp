// The build on paper: its layers with their timeline, what each install decides, the version matrix, the chains.

#include "core/report/figures.h"
#include "core/report/paper_writer.h"

#include <algorithm>

namespace pinwheel {

using namespace paper;

namespace {

/// Remarks on one command up to which each stands on a line of its own.
constexpr std::size_t remarksAsList = 4;
/// Remarks on one command that are told; all of them stand in the JSON report.
constexpr std::size_t remarksTold = 16;

} // namespace

void PaperWriter::addOrder()
{
    section("Build execution order", "order");
    const auto layers = targetLayers(m_audit);
    if (layers.empty()) return paragraph("The build has no layer that matters to the audit.");
    PaperTimeline timeline;
    PaperTable table {.head = {"#", "Line", "Tool", "What it does", "Verdict", "Why"},
                      .widths = {0.05, 0.06, 0.09, 0.27, 0.1, 0.43},
                      .rows = {}};
    for (const Layer* layer : layers) {
        const LayerVerdict verdict = verdictOf(m_audit, *layer);
        timeline.cards.push_back({formatted("{} · line {}", layer->number, layer->line),
                                  oneLine(layer->title), oneLine(layer->subtitle),
                                  oneLine(formatted("{}: {}", layer->tool, verdict.word)),
                                  verdict.word});
        table.rows.push_back(
            {{plain(std::to_string(layer->number))},
             {plain(std::to_string(layer->line))},
             {plain(layer->tool)},
             {plain(layerTitle(*layer))},
             {toned(verdict.word)},
             cell(verdict.text)});
    }
    for (const PackageLane& lane : packageLanes(m_audit)) {
        PaperTimeline::Lane out {oneLine(lane.name), {}};
        for (const LaneStop& stop : lane.stops) {
            const std::string& version =
                stop.decision->after.empty() ? stop.decision->before : stop.decision->after;
            out.stops.push_back(
                {stop.column,
                 oneLine(formatted("{} {}", toText(stop.decision->kind), version))});
        }
        timeline.lanes.push_back(std::move(out));
    }
    add(std::move(timeline));
    add(std::move(table));
}

void PaperWriter::addDecisions()
{
    section("Dependency decisions", "decisions");
    bool any = false;
    for (const InstallStep& step : m_audit.model.trace.installs) {
        if (step.decisions.empty() && step.notes.empty() && !step.failure) continue;
        any = true;
        addDecisionsOf(step);
    }
    if (!any) paragraph("No install command of the build decides about Python packages.");
}

void PaperWriter::addDecisionsOf(const InstallStep& step)
{
    heading(formatted("Layer {}, {}", step.layer, place(step.span).text));
    add(codeOf(step.text, "step.sh"));
    if (step.failure)
        paragraph({words("It ends with an error: ", PaperStyle::Strong, "fails"),
                   plain(ended(*step.failure))});
    if (!step.conflictDerivation.empty()) paragraph(ended(step.conflictDerivation));
    PaperTable table {.head = {"Package", "Before", "Decision", "After", "Grade", "Why"},
                      .widths = {0.17, 0.14, 0.125, 0.14, 0.095, 0.33},
                      .rows = {}};
    std::string followed;
    std::size_t count = 0;
    for (const Decision& decision : step.decisions) {
        const std::string& name =
            decision.displayName.empty() ? decision.name : decision.displayName;
        // What dependencies bring in is long and says little: names and versions in a
        // paragraph.
        if (decision.kind == DecisionKind::Install && decision.askedBy.empty()
            && !decision.after.empty()) {
            followed +=
                formatted("{}{} {}{}", followed.empty() ? "" : ", ", name, decision.after,
                            decision.grade == Grade::Certain
                                ? ""
                                : formatted(" ({})", toText(decision.grade)));
            ++count;
            continue;
        }
        std::string why = decision.reason;
        if (decision.leavesStaleMetadata) why += "; the old version's metadata stays";
        table.rows.push_back({{code(name)},
                              cell(versionWithIndex(decision.before, decision.beforeIndex)),
                              {plain(toText(decision.kind))},
                              cell(versionWithIndex(decision.after, decision.afterIndex)),
                              {plain(toText(decision.grade))},
                              cell(why)});
    }
    if (!table.rows.empty()) add(std::move(table));
    if (count > 0)
        paragraph(
            {words(count == 1 ? "One dependency is newly installed: "
                              : formatted("{} dependencies are newly installed: ", count),
                   PaperStyle::Strong),
             plain(followed + ".")});
    addRemarks(step.notes);
}

void PaperWriter::addRemarks(const std::vector<std::string>& notes)
{
    if (notes.size() <= remarksAsList) {
        for (const std::string& note : notes)
            item({words("Not known: ", PaperStyle::Strong, "unknown"), plain(ended(note))});
        return;
    }
    std::string all;
    for (std::size_t i = 0; i < std::min(notes.size(), remarksTold); ++i)
        all += (all.empty() ? "" : "; ") + oneLine(notes[i]);
    if (notes.size() > remarksTold)
        all += formatted("; and {} remarks of this kind", notes.size() - remarksTold);
    paragraph({words("Not known: ", PaperStyle::Strong, "unknown"),
               words(ended(all), PaperStyle::Soft)});
}

void PaperWriter::addMatrix()
{
    section("Version conflict matrix", "matrix");
    PaperTable table {.head = {"Package", "Dockerfile", "Requirements", "Conflict", "Risk"},
                      .widths = {0.17, 0.25, 0.25, 0.23, 0.1},
                      .rows = {}};
    for (const MatrixRow& row : matrixRows(m_audit))
        table.rows.push_back({{code(row.package)},
                              cell(row.dockerfile),
                              cell(row.requirements),
                              cell(row.conflict),
                              {row.finding ? toned(row.risk) : plain(row.risk)}});
    if (table.rows.empty()) return paragraph("No package is named in more than one place.");
    add(std::move(table));
}

void PaperWriter::addLinks(const std::vector<ChainLink>& links, int depth) // NOLINT(misc-no-recursion): chains are some links deep.
{
    for (const ChainLink& link : links) {
        const std::string_view tone = link.state == LinkState::Holds ? "ok"
            : link.state == LinkState::Breaks                        ? "fails"
                                                                     : "unknown";
        PaperText text = {
            strong(link.from),
            words(" → "),
            strong(link.to),
            words(": "),
            words(std::string(toText(link.state)), PaperStyle::Strong, std::string(tone)),
            words(". " + ended(link.account))};
        if (!link.facts.empty()) text.push_back(words(" "));
        addReferences(text, link.facts);
        item(std::move(text), depth);
        addLinks(link.links, depth + 1);
    }
}

void PaperWriter::addChains()
{
    section("Compatibility chains", "chains");
    if (std::ranges::all_of(m_audit.chains,
                            [](const Chain& chain) { return chain.links.empty(); }))
        paragraph(
            "The target stage holds nothing that a compatibility chain could be drawn for.");
    for (const Chain& chain : m_audit.chains) {
        if (chain.links.empty()) continue;
        heading(chain.title);
        addLinks(chain.links, 0);
    }
}

} // namespace pinwheel
