#include "ui/decisions/decision_model.h"

#include "ui/qt_text.h"
#include "ui/theme/level_icon.h"
#include "ui/theme/theme.h"
#include "ui/words.h"

#include <QFont>

#include <algorithm>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

/// The core's "?" for a version that nothing is known of, and no version, as words.
QString versionWords(const std::string& version)
{
    if (version.empty()) return u"–"_s;
    return version == "?" ? DecisionModel::tr("not known") : toShownText(version);
}

constexpr quintptr topLevel =
    0; ///< internal id of commands; children carry the row of their command + 1

} // namespace

DecisionModel::DecisionModel(QObject* parent)
    : QAbstractItemModel(parent)
{
}

void DecisionModel::setAudit(const AuditPtr& audit)
{
    beginResetModel();
    m_audit = audit;
    m_words.clear();
    if (audit)
        for (const InstallStep& step : audit->model.trace.installs)
            m_words.push_back(wordsOf(step));
    endResetModel();
}

const InstallStep* DecisionModel::stepOf(const QModelIndex& index) const
{
    if (!index.isValid() || !m_audit) return nullptr;
    const auto row =
        static_cast<std::size_t>(index.internalId() == topLevel ? static_cast<quintptr>(index.row())
                                                                : index.internalId() - 1);
    return row < m_audit->model.trace.installs.size() ? &m_audit->model.trace.installs[row]
                                                      : nullptr;
}

QModelIndex DecisionModel::indexOf(const QString& package, std::uint32_t layer) const
{
    if (!m_audit || package.isEmpty()) return {};
    const std::string wanted = toStdString(package);
    QModelIndex first;
    const std::vector<InstallStep>& steps = m_audit->model.trace.installs;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto found = std::ranges::find(steps[i].decisions, wanted, &Decision::name);
        if (found == steps[i].decisions.end()) continue;
        const QModelIndex here = index(static_cast<int>(found - steps[i].decisions.begin()), 0,
                                       index(static_cast<int>(i), 0));
        if (steps[i].layer == layer) return here;
        if (!first.isValid()) first = here;
    }
    return first;
}

QModelIndex DecisionModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent)) return {};
    return createIndex(row, column,
                       parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : topLevel);
}

QModelIndex DecisionModel::parent(const QModelIndex& child) const
{
    if (!child.isValid() || child.internalId() == topLevel) return {};
    return createIndex(static_cast<int>(child.internalId() - 1), 0, topLevel);
}

int DecisionModel::rowCount(const QModelIndex& parent) const
{
    if (!m_audit || parent.column() > 0) return 0;
    if (!parent.isValid()) return static_cast<int>(m_audit->model.trace.installs.size());
    if (parent.internalId() != topLevel) return 0;
    return static_cast<int>(stepOf(parent)->decisions.size()
                            + m_words[static_cast<std::size_t>(parent.row())].size());
}

int DecisionModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

QVariant DecisionModel::stepData(const InstallStep& step, int column, int role) const
{
    if (role == LayerRole) return step.layer;
    if (role == Qt::FontRole && column == Package) return codeFont(9);
    if (role == Qt::ToolTipRole) return toShownText(step.text);
    if (role == Qt::DecorationRole && column == Package && step.failure)
        return levelIcon(Level::Critical);
    if (role != Qt::DisplayRole) return {};
    if (column == Package)
        return tr("%1 · %2").arg(QString::number(step.layer), toShownText(step.text).simplified());
    if (column == Verdict) {
        if (step.failure) return tr("Fails");
        const auto changed = std::ranges::count_if(step.decisions, [](const Decision& decision) {
            return decision.kind != DecisionKind::Keep;
        });
        return tr("%n change(s)", nullptr, static_cast<int>(changed));
    }
    if (column == Index) return toShownText(step.environment);
    return {};
}

QVariant DecisionModel::decisionData(const Decision& decision, int column, int role) const
{
    if (role == PackageRole) return toQString(decision.name);
    if (role == Qt::ToolTipRole) return toShownText(decision.reason);
    if (role == Qt::DecorationRole && column == Verdict) {
        switch (decision.kind) {
        case DecisionKind::Fail:
            return levelIcon(Level::Critical);
        case DecisionKind::ReplaceBuild:
            return levelIcon(Level::High);
        case DecisionKind::Reinstall:
        case DecisionKind::Downgrade:
            return levelIcon(Level::Medium);
        case DecisionKind::Undetermined:
            return levelIcon(Level::Low);
        case DecisionKind::Keep:
        case DecisionKind::Install:
        case DecisionKind::Upgrade:
        case DecisionKind::Uninstall:
            return levelIcon(std::nullopt);
        }
    }
    if (role == Qt::FontRole && (column == Before || column == After)) return codeFont(9);
    if (role == Qt::ForegroundRole && (column == Why || column == Certainty)) return theme().muted;
    if (role != Qt::DisplayRole && role != SearchRole) return {};
    switch (static_cast<Column>(column)) {
    case Package:
        return toShownText(decision.displayName.empty() ? decision.name : decision.displayName);
    case Verdict:
        return decisionWord(decision.kind);
    case Before:
        return versionWords(decision.before);
    case After:
        return versionWords(decision.after);
    case Index:
        return toShownText(decision.afterIndex);
    case Certainty:
        return gradeWord(decision.grade);
    case Why:
        return toShownText(decision.reason);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant DecisionModel::data(const QModelIndex& index, int role) const
{
    const InstallStep* const step = stepOf(index);
    if (step == nullptr) return {};
    if (index.internalId() == topLevel) return stepData(*step, index.column(), role);
    if (role == LayerRole) return step->layer;
    auto row = static_cast<std::size_t>(index.row());
    if (row < step->decisions.size())
        return decisionData(step->decisions[row], index.column(), role);
    const std::vector<Words>& rows = m_words[index.internalId() - 1];
    row -= step->decisions.size();
    if (row >= rows.size()) return {};
    const Words& words = rows[row];
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::DisplayRole && column == Package) return words.title;
    if (role == Qt::DecorationRole && column == Package && words.isFailure)
        return levelIcon(Level::Critical);
    if (role == Qt::ForegroundRole && !words.isFailure) return theme().muted;
    if (role == Qt::DisplayRole && column == Why) return toShownText(*words.text).simplified();
    if (role == Qt::ToolTipRole) return toShownText(*words.text);
    return {};
}

std::vector<DecisionModel::Words> DecisionModel::wordsOf(const InstallStep& step)
{
    std::vector<Words> rows;
    if (step.failure)
        rows.push_back(
            {.title = tr("This command fails"), .text = &*step.failure, .isFailure = true});
    if (!step.conflictDerivation.empty())
        rows.push_back({.title = tr("How the conflict arises"), .text = &step.conflictDerivation});
    const QString noteTitle = tr("Note");
    rows.reserve(rows.size() + step.notes.size());
    for (const std::string& note : step.notes)
        rows.push_back({.title = noteTitle, .text = &note});
    return rows;
}

QVariant DecisionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (static_cast<Column>(section)) {
    case Package:
        return tr("Command / package");
    case Verdict:
        return tr("Decision");
    case Before:
        return tr("Before");
    case After:
        return tr("After");
    case Index:
        return tr("From");
    case Certainty:
        return tr("Certainty");
    case Why:
        return tr("Why");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace pinwheel
