// The build: its layers with their timeline, what each install decides, the version matrix, the
// chains.

#include "core/report/document_writer.h"
#include "core/report/figures.h"

#include <algorithm>

namespace pinwheel {

using namespace rich;

namespace {

/// Remarks on one command up to which each stands on a line of its own.
constexpr std::size_t remarksAsList = 4;
/// Remarks on one command that are told in brief; all of them stand in the list on a screen.
constexpr std::size_t remarksTold = 16;

std::string_view nameOf(const Decision& decision)
{
    return decision.displayName.empty() ? decision.name : decision.displayName;
}

/// What dependencies bring in is long and says little.
bool isFollowed(const Decision& decision)
{
    return decision.kind == DecisionKind::Install && decision.askedBy.empty()
        && !decision.after.empty();
}

/// What a stop of the timeline shows: the version that is there then; nothing where none is known.
std::string stopVersion(const Decision& decision)
{
    const std::string& version = decision.after.empty() ? decision.before : decision.after;
    return version == "?" ? std::string() : oneLine(version);
}

/// The one reason of all of them; empty where they differ or are few.
std::string commonReason(const std::vector<const Decision*>& decisions)
{
    if (decisions.size() < 3) return {};
    const std::string& first = decisions.front()->reason;
    const auto isSame = [&](const Decision* decision) {
        return decision->reason == first && !decision->leavesStaleMetadata;
    };
    return std::ranges::all_of(decisions, isSame) ? first : std::string();
}

TableBlock decisionTable(const std::vector<const Decision*>& decisions)
{
    // A reason that holds for all of them is told once, below the table.
    const bool tellsWhy = commonReason(decisions).empty();
    TableBlock table {.head = {"Package", "Before", "Decision", "After", "Grade"},
                      .widths = {0.28, 0.22, 0.15, 0.22, 0.13},
                      .rows = {},
                      .fold = {}};
    if (tellsWhy) {
        table.head.emplace_back("Why");
        table.widths = {0.17, 0.14, 0.125, 0.14, 0.095, 0.33};
    }
    for (const Decision* decision : decisions) {
        const bool isThere =
            decision->kind != DecisionKind::Uninstall && decision->kind != DecisionKind::Fail;
        std::string why = decision->reason;
        if (decision->leavesStaleMetadata) why += "; the old version's metadata stays";
        table.rows.push_back(
            {{code(nameOf(*decision))},
             cell(versionWithIndex(decision->before, decision->beforeIndex)),
             {plain(toText(decision->kind))},
             cell(versionWithIndex(decision->after.empty() && isThere ? "?" : decision->after,
                                   decision->afterIndex)),
             {plain(toText(decision->grade))}});
        if (tellsWhy) table.rows.back().push_back(cell(why));
    }
    return table;
}

} // namespace

void DocumentWriter::addOrder()
{
    section("Build execution order", "order");
    const auto layers = targetLayers(m_audit);
    if (layers.empty()) return paragraph("The build has no layer that matters to the audit.");
    add(timelineFigure(layers));
    TableBlock table {.head = {"#", "Line", "Tool", "What it does", "Verdict", "Why"},
                      .widths = {0.05, 0.06, 0.09, 0.27, 0.1, 0.43},
                      .rows = {},
                      .fold = {}};
    for (const Layer* layer : layers) {
        const LayerVerdict verdict = verdictOf(m_audit, *layer);
        table.rows.push_back({{plain(std::to_string(layer->number))},
                              {plain(std::to_string(layer->line))},
                              cell(layer->tool),
                              cell(layerTitle(*layer)),
                              {toned(verdict.word)},
                              cell(verdict.text)});
    }
    add(std::move(table));
}

TimelineFigure DocumentWriter::timelineFigure(const std::vector<const Layer*>& layers) const
{
    TimelineFigure timeline;
    for (const Layer* layer : layers) {
        const LayerVerdict verdict = verdictOf(m_audit, *layer);
        timeline.cards.push_back(
            {layer->number, layer->line, oneLine(layer->title), oneLine(layer->subtitle),
             oneLine(formatted("{}: {}", layer->tool, verdict.word)), verdict.word});
    }
    for (const PackageLane& lane : packageLanes(m_audit)) {
        TimelineFigure::Lane out {oneLine(lane.name), {}};
        for (const LaneStop& stop : lane.stops) {
            const Decision& decision = *stop.decision;
            out.stops.push_back({stop.column, std::string(toText(decision.kind)),
                                 // The word says enough where no version is known.
                                 stopVersion(decision)});
        }
        timeline.lanes.push_back(std::move(out));
    }
    return timeline;
}

void DocumentWriter::addDecisions()
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

void DocumentWriter::addDecisionsOf(const InstallStep& step)
{
    heading(RichText {words(formatted("Layer {}, ", step.layer)), place(step.span)});
    add(codeOf(step.text, "step.sh"));
    if (step.failure)
        paragraph({words("It ends with an error: ", RunStyle::Strong, "fails"),
                   plain(ended(*step.failure))});
    if (!step.conflictDerivation.empty()) paragraph(ended(step.conflictDerivation));
    std::vector<const Decision*> named;
    std::vector<const Decision*> followed;
    for (const Decision& decision : step.decisions)
        (isFollowed(decision) ? followed : named).push_back(&decision);
    if (!named.empty()) add(decisionTable(named));
    const std::string why = commonReason(named);
    if (!why.empty()) paragraph("For all of them: " + ended(why));
    if (!followed.empty()) addFollowed(followed);
    std::vector<std::string> notes = step.notes;
    std::erase(notes, why);
    if (!notes.empty()) addRemarks(notes);
}

void DocumentWriter::addFollowed(const std::vector<const Decision*>& decisions)
{
    const std::string summary = decisions.size() == 1
        ? "One dependency is newly installed"
        : formatted("{} dependencies are newly installed", decisions.size());
    std::string brief;
    for (const Decision* decision : decisions) {
        brief +=
            formatted("{}{} {}", brief.empty() ? "" : ", ", nameOf(*decision), decision->after);
        if (decision->grade != Grade::Certain) brief += formatted(" ({})", toText(decision->grade));
    }
    TableBlock table = decisionTable(decisions);
    table.fold = Fold {summary, {words(summary + ": ", RunStyle::Strong), plain(brief + ".")}};
    add(std::move(table));
}

void DocumentWriter::addRemarks(const std::vector<std::string>& notes)
{
    ListBlock out;
    for (const std::string& note : notes)
        out.items.push_back(
            {.text = {words("Not known: ", RunStyle::Strong, "unknown"), plain(ended(note))}});
    if (notes.size() > remarksAsList) {
        std::string brief;
        for (std::size_t i = 0; i < std::min(notes.size(), remarksTold); ++i)
            brief += (brief.empty() ? "" : "; ") + oneLine(notes[i]);
        if (notes.size() > remarksTold)
            brief += formatted("; and {} remarks of this kind", notes.size() - remarksTold);
        out.fold = Fold {formatted("{} remarks on what is not known", notes.size()),
                         {words("Not known: ", RunStyle::Strong, "unknown"),
                          words(ended(brief), RunStyle::Soft)}};
    }
    add(std::move(out));
}

void DocumentWriter::addMatrix()
{
    section("Version conflict matrix", "matrix");
    TableBlock table {.head = {"Package", "Dockerfile", "Requirements", "Conflict", "Risk"},
                      .widths = {0.17, 0.25, 0.25, 0.23, 0.1},
                      .rows = {},
                      .fold = {}};
    for (const MatrixRow& row : matrixRows(m_audit))
        table.rows.push_back({{code(row.package)},
                              cell(row.dockerfile),
                              cell(row.requirements),
                              cell(row.conflict),
                              {row.finding ? toned(row.risk) : plain(row.risk)}});
    if (table.rows.empty()) return paragraph("No package is named in more than one place.");
    add(std::move(table));
}

std::vector<ListItem> DocumentWriter::itemsOf(
    const std::vector<ChainLink>& links) // NOLINT(misc-no-recursion): chains are some links deep.
{
    std::vector<ListItem> out;
    for (const ChainLink& link : links) {
        const std::string_view tone = link.state == LinkState::Holds ? "ok"
            : link.state == LinkState::Breaks                        ? "fails"
                                                                     : "unknown";
        ListItem item {
            .text = {strong(link.from), words(" → "), strong(link.to), words(": "),
                     words(std::string(toText(link.state)), RunStyle::Strong, std::string(tone)),
                     words("; " + ended(link.account))}};
        if (!link.facts.empty()) item.text.push_back(words(" "));
        addReferences(item.text, link.facts);
        item.items = itemsOf(link.links);
        out.push_back(std::move(item));
    }
    return out;
}

void DocumentWriter::addChains()
{
    section("Compatibility chains", "chains");
    if (std::ranges::all_of(m_audit.chains, [](const Chain& chain) { return chain.links.empty(); }))
        paragraph("The target stage holds nothing that a compatibility chain could be drawn for.");
    for (const Chain& chain : m_audit.chains) {
        if (chain.links.empty()) continue;
        std::string title = oneLine(chain.title);
        if (!title.empty() && title.front() >= 'a' && title.front() <= 'z')
            title.front() = static_cast<char>(title.front() - 'a' + 'A');
        heading(title);
        add(ListBlock {.style = ListStyle::Bullets, .items = itemsOf(chain.links), .fold = {}});
    }
}

} // namespace pinwheel
