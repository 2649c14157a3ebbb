#include "ui/selection_model.h"

#include "ui/qt_text.h"

#include <algorithm>

namespace pinwheel {

namespace {

bool touches(Span a, Span b)
{
    if (a.file != b.file) return false;
    return a.overlaps(b) || a.begin == b.begin || b.contains(a.begin) || a.contains(b.begin);
}

std::uint32_t firstLayer(const Finding& finding)
{
    return finding.layers.empty() ? 0 : finding.layers.front();
}

QString firstPackage(const Finding& finding)
{
    return finding.packages.empty() ? QString() : toQString(finding.packages.front());
}

} // namespace

const Finding* findFinding(const Audit& audit, const QString& id)
{
    const std::string wanted = toStdString(id);
    const auto found = std::ranges::find(audit.findings, wanted, &Finding::id);
    return found == audit.findings.end() ? nullptr : &*found;
}

SelectionModel::SelectionModel(QObject* parent)
    : QObject(parent)
{
}

void SelectionModel::setAudit(const AuditPtr& audit)
{
    m_audit = audit;
    Selection next;
    if (m_audit) {
        if (const Finding* const kept = findFinding(*m_audit, m_current.findingId)) {
            next = {.findingId = m_current.findingId,
                    .span = kept->span,
                    .layer = firstLayer(*kept),
                    .package = firstPackage(*kept)};
        } else if (const Layer* const layer = m_audit->model.trace.layer(m_current.layer)) {
            next.layer = layer->number;
            next.span = layer->span;
        }
    }
    // Told even when equal in words: spans and findings are those of another audit.
    m_current = next;
    emit selectionChanged(m_current);
}

const Finding* SelectionModel::finding() const
{
    return m_audit ? findFinding(*m_audit, m_current.findingId) : nullptr;
}

void SelectionModel::set(Selection selection)
{
    if (selection == m_current) return;
    m_current = std::move(selection);
    emit selectionChanged(m_current);
    emit placeChosen(m_current);
}

std::uint32_t SelectionModel::layerAt(Span span) const
{
    for (const Layer& layer : m_audit->model.trace.layers)
        if (touches(layer.span, span)) return layer.number;
    return 0;
}

void SelectionModel::selectFinding(const QString& id)
{
    const Finding* const finding = m_audit ? findFinding(*m_audit, id) : nullptr;
    if (finding == nullptr) return;
    const std::uint32_t here = layerAt(finding->span);
    set({.findingId = id,
         .span = finding->span,
         .layer = here != 0 ? here : firstLayer(*finding),
         .package = firstPackage(*finding)});
}

void SelectionModel::selectPlace(const QString& findingId, Span span)
{
    const Finding* const finding = m_audit ? findFinding(*m_audit, findingId) : nullptr;
    if (finding == nullptr) return;
    const std::uint32_t here = layerAt(span);
    set({.findingId = findingId,
         .span = span,
         .layer = here != 0 ? here : firstLayer(*finding),
         .package = firstPackage(*finding)});
}

void SelectionModel::selectLayer(std::uint32_t number)
{
    const Layer* const layer = m_audit ? m_audit->model.trace.layer(number) : nullptr;
    if (layer == nullptr) return;
    Selection next {.findingId = {}, .span = layer->span, .layer = number, .package = {}};
    // Findings stand worst first.
    for (const Finding& finding : m_audit->findings) {
        if (finding.suppressedBy || !touches(layer->span, finding.span)) continue;
        next.findingId = toQString(finding.id);
        next.span = finding.span;
        next.package = firstPackage(finding);
        break;
    }
    set(std::move(next));
}

void SelectionModel::selectPackage(const QString& name, std::uint32_t layer)
{
    if (!m_audit) return;
    const std::string wanted = toStdString(name);
    Selection next {.findingId = {}, .span = {}, .layer = layer, .package = name};
    for (const Finding& finding : m_audit->findings) {
        if (finding.suppressedBy
            || std::ranges::find(finding.packages, wanted) == finding.packages.end())
            continue;
        if (layer != 0 && std::ranges::find(finding.layers, layer) == finding.layers.end())
            continue;
        next.findingId = toQString(finding.id);
        next.span = finding.span;
        if (next.layer == 0) next.layer = firstLayer(finding);
        break;
    }
    if (!next.span) {
        for (const Mention& mention : m_audit->model.trace.mentions) {
            if (mention.name != wanted || (layer != 0 && mention.layer != layer)) continue;
            next.span = mention.span;
            if (next.layer == 0) next.layer = mention.layer;
            break;
        }
    }
    if (!next.span && next.layer != 0)
        if (const Layer* const found = m_audit->model.trace.layer(next.layer))
            next.span = found->span;
    set(std::move(next));
}

void SelectionModel::selectSpan(Span span)
{
    if (!m_audit) return;
    for (const Finding& finding : m_audit->findings) {
        if (finding.suppressedBy) continue;
        if (touches(finding.span, span)) return selectPlace(toQString(finding.id), finding.span);
    }
    for (const Finding& finding : m_audit->findings) {
        if (finding.suppressedBy) continue;
        for (const Evidence& evidence : finding.evidence)
            if (evidence.span && touches(*evidence.span, span))
                return selectPlace(toQString(finding.id), *evidence.span);
    }
    for (const Mention& mention : m_audit->model.trace.mentions)
        if (touches(mention.span, span))
            return set({.findingId = {},
                        .span = span,
                        .layer = mention.layer,
                        .package = toQString(mention.name)});
    set({.findingId = {}, .span = span, .layer = layerAt(span), .package = {}});
}

void SelectionModel::clear()
{
    set({});
}

} // namespace pinwheel
