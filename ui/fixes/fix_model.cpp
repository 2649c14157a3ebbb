#include "ui/fixes/fix_model.h"

#include "ui/qt_text.h"
#include "ui/theme/level_icon.h"
#include "ui/words.h"

#include <QCoreApplication>
#include <QFont>

#include <algorithm>

namespace pinwheel {

using namespace Qt::StringLiterals;

QString fixStateWord(FixState state)
{
    switch (state) {
    case FixState::NotOffered:
        return QCoreApplication::translate("FixModel", "by hand");
    case FixState::Offered:
        return QCoreApplication::translate("FixModel", "offered");
    case FixState::Chosen:
        return QCoreApplication::translate("FixModel", "chosen");
    case FixState::Applied:
        return QCoreApplication::translate("FixModel", "applied");
    case FixState::Failed:
        return QCoreApplication::translate("FixModel", "failed");
    case FixState::Stale:
        return QCoreApplication::translate("FixModel", "stale");
    }
    return {};
}

FixModel::FixModel(QObject* parent)
    : QAbstractItemModel(parent)
{
}

void FixModel::setAudit(const AuditPtr& audit)
{
    beginResetModel();
    m_audit = audit;
    m_rows.clear();
    m_failed.clear();
    QSet<QString> ids;
    for (std::size_t i = 0; m_audit && i < m_audit->findings.size(); ++i) {
        if (m_audit->findings[i].suppressedBy) continue;
        for (std::size_t k = 0; k < m_audit->findings[i].fixes.size(); ++k) {
            m_rows.push_back({.finding = i, .fix = k});
            ids.insert(toQString(m_audit->findings[i].fixes[k].id));
        }
    }
    m_chosen.intersect(ids);
    std::erase_if(m_leftOut, [this](const auto& entry) { return !m_chosen.contains(entry.first); });
    endResetModel();
    emit choiceChanged();
}

void FixModel::setStale(bool stale)
{
    if (m_stale == stale) return;
    m_stale = stale;
    if (rowCount() > 0) emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void FixModel::setApplied(const QStringList& titles)
{
    if (m_applied == titles) return;
    beginResetModel();
    m_applied = titles;
    endResetModel();
}

void FixModel::setFailed(const QString& fixId, const QString& reason)
{
    m_failed[fixId] = reason;
    if (const QModelIndex at = indexOf(fixId); at.isValid()) rowChanged(at.row());
}

const Fix& FixModel::fixOf(int row) const
{
    const Row at = m_rows[static_cast<std::size_t>(row)];
    return m_audit->findings[at.finding].fixes[at.fix];
}

const Fix* FixModel::fixAt(const QModelIndex& index) const
{
    if (!index.isValid()) return nullptr;
    const int row =
        index.internalId() == 0 ? index.row() : static_cast<int>(index.internalId() - 1);
    return row < fixCount() ? &fixOf(row) : nullptr;
}

QModelIndex FixModel::indexOf(const QString& fixId) const
{
    for (int row = 0; row < fixCount(); ++row)
        if (toQString(fixOf(row).id) == fixId) return index(row, 0);
    return {};
}

FixState FixModel::stateOf(const Fix& fix) const
{
    const QString id = toQString(fix.id);
    if (fix.applicability == Applicability::Manual || fix.edits.isEmpty())
        return FixState::NotOffered;
    if (m_failed.contains(id)) return FixState::Failed;
    if (m_stale) return FixState::Stale;
    return m_chosen.contains(id) ? FixState::Chosen : FixState::Offered;
}

std::vector<const Fix*> FixModel::chosen() const
{
    std::vector<const Fix*> result;
    for (int row = 0; row < fixCount(); ++row)
        if (m_chosen.contains(toQString(fixOf(row).id))) result.push_back(&fixOf(row));
    return result;
}

std::optional<EditSet> FixModel::chosenEdits(const Fix& fix) const
{
    const auto leftOut = m_leftOut.find(toQString(fix.id));
    EditSet edits;
    int number = 0;
    for (const TextEdit& edit : fix.edits.edits()) {
        const bool wanted = leftOut == m_leftOut.end() || !leftOut->second.contains(number);
        ++number;
        if (wanted && !edits.add(edit)) return std::nullopt;
    }
    return edits;
}

std::optional<Fix> FixModel::chosenTogether() const
{
    const std::vector<const Fix*> fixes = chosen();
    if (fixes.empty()) return std::nullopt;
    Fix together;
    together.applicability = Applicability::Safe;
    for (const Fix* const fix : fixes) {
        const std::optional<EditSet> edits = chosenEdits(*fix);
        if (!edits || !together.edits.add(*edits))
            continue; // `choose` let none in that does not go with the others.
        together.applicability = std::max(together.applicability, fix->applicability);
    }
    if (together.edits.isEmpty()) return std::nullopt;
    together.id = fixes.size() == 1 ? fixes.front()->id : std::string("chosen");
    together.title = fixes.size() == 1
        ? fixes.front()->title
        : toStdString(tr("Apply %n fix(es)", nullptr, static_cast<int>(fixes.size())));
    return together;
}

bool FixModel::choose(const Fix& fix, bool on)
{
    const QString id = toQString(fix.id);
    if (!on) {
        m_chosen.remove(id);
        m_leftOut.erase(id);
        return true;
    }
    if (stateOf(fix) == FixState::NotOffered) return false;
    for (const Fix* const other : chosen())
        if (toQString(other->id) != id && other->edits.conflictsWith(fix.edits)) {
            emit choiceRefused(
                tr("“%1” changes the same place as “%2”: apply one, then see what is left.")
                    .arg(toShownText(fix.title), toShownText(other->title)));
            return false;
        }
    m_chosen.insert(id);
    return true;
}

void FixModel::clearChoice()
{
    m_chosen.clear();
    m_leftOut.clear();
    if (rowCount() > 0) emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    emit choiceChanged();
}

void FixModel::chooseSafe()
{
    {
        const QSignalBlocker quiet(
            this); // A safe fix that does not go with the others is simply left out.
        for (int row = 0; row < fixCount(); ++row)
            if (fixOf(row).applicability == Applicability::Safe) choose(fixOf(row), true);
    }
    if (rowCount() > 0) emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    emit choiceChanged();
}

// The internal id of an edit is its fix's row and one; that of everything at the top is 0.
QModelIndex FixModel::index(int row, int column, const QModelIndex& parent) const
{
    if (row < 0 || row >= rowCount(parent) || column < 0 || column >= ColumnCount) return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : 0);
}

QModelIndex FixModel::parent(const QModelIndex& child) const
{
    if (!child.isValid() || child.internalId() == 0) return {};
    return createIndex(static_cast<int>(child.internalId() - 1), 0, quintptr {0});
}

int FixModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid()) return fixCount() + static_cast<int>(m_applied.size());
    if (parent.internalId() != 0 || parent.column() != 0 || parent.row() >= fixCount()) return 0;
    return static_cast<int>(fixOf(parent.row()).edits.edits().size());
}

int FixModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

QString FixModel::editText(const TextEdit& edit) const
{
    const auto brief = [](std::string_view text) {
        constexpr qsizetype mostShown = 60;
        QString shown = toShownText(text).simplified();
        if (shown.size() > mostShown) shown = shown.left(mostShown) + u'…';
        return shown;
    };
    const QString place = placeText(m_audit->model.sources, edit.span);
    const QString old = brief(m_audit->model.sources.slice(edit.span));
    const QString now = brief(edit.replacement);
    if (old.isEmpty())
        return now.isEmpty() ? tr("%1: change blanks").arg(place)
                             : tr("%1: insert “%2”").arg(place, now);
    return now.isEmpty() ? tr("%1: remove “%2”").arg(place, old)
                         : tr("%1: “%2” becomes “%3”").arg(place, old, now);
}

QVariant FixModel::fixData(int row, int column, int role) const
{
    const Fix& fix = fixOf(row);
    const Finding& finding = m_audit->findings[m_rows[static_cast<std::size_t>(row)].finding];
    const FixState state = stateOf(fix);
    const QString id = toQString(fix.id);
    switch (role) {
    case FindingIdRole:
        return toQString(finding.id);
    case FixIdRole:
        return id;
    case StateRole:
        return static_cast<int>(state);
    case KindRole:
        return static_cast<int>(fix.applicability);
    case SearchRole: {
        QStringList words;
        for (int each = 0; each < ColumnCount; ++each)
            words += fixData(row, each, Qt::DisplayRole).toString();
        return words.join(u'\n');
    }
    case Qt::CheckStateRole:
        if (column != Title || state == FixState::NotOffered) return {};
        if (!m_chosen.contains(id)) return Qt::Unchecked;
        return m_leftOut.contains(id) ? Qt::PartiallyChecked : Qt::Checked;
    case Qt::ToolTipRole: {
        const auto failed = m_failed.find(id);
        return failed != m_failed.end() ? failed->second : toShownText(fix.reason);
    }
    case Qt::DecorationRole:
        return column == ForFinding ? QVariant(levelIcon(finding.level)) : QVariant();
    case Qt::FontRole: {
        if (column != Title) return {};
        QFont font;
        font.setWeight(QFont::DemiBold);
        return font;
    }
    case Qt::DisplayRole:
        break;
    default:
        return {};
    }
    switch (static_cast<Column>(column)) {
    case Title:
        return toShownText(fix.title);
    case State:
        return fixStateWord(state);
    case Kind:
        return applicabilityWord(fix.applicability);
    case ForFinding:
        return toQString(finding.rule) + u' ' + toShownText(finding.subject);
    case RiskAfter:
        return fix.outcome ? tr("%1 → %2").arg(levelWord(fix.outcome->before).toLower(),
                                               levelWord(fix.outcome->after).toLower())
                           : tr("not simulated");
    case Files: {
        QStringList paths;
        for (const FileId file : fix.edits.files())
            paths += toShownText(m_audit->model.sources.text(file).path());
        return paths.join(u", "_s);
    }
    case ColumnCount:
        break;
    }
    return {};
}

QVariant FixModel::editData(int row, int edit, int column, int role) const
{
    const Fix& fix = fixOf(row);
    const QString id = toQString(fix.id);
    switch (role) {
    case Qt::DisplayRole:
        return column == Title
            ? QVariant(editText(fix.edits.edits()[static_cast<std::size_t>(edit)]))
            : QVariant();
    case Qt::CheckStateRole: {
        if (column != Title || stateOf(fix) == FixState::NotOffered) return {};
        const auto leftOut = m_leftOut.find(id);
        const bool wanted = m_chosen.contains(id)
            && (leftOut == m_leftOut.end() || !leftOut->second.contains(edit));
        return wanted ? Qt::Checked : Qt::Unchecked;
    }
    case FindingIdRole:
    case FixIdRole:
    case StateRole:
    case KindRole:
        return fixData(row, column, role);
    default:
        return {};
    }
}

QVariant FixModel::appliedData(int row, int column, int role) const
{
    if (role == StateRole) return static_cast<int>(FixState::Applied);
    if (role == SearchRole) return m_applied[row];
    if (role == Qt::ToolTipRole) return tr("Undo takes it back.");
    if (role != Qt::DisplayRole) return {};
    return column == Title ? QVariant(m_applied[row])
        : column == State  ? QVariant(fixStateWord(FixState::Applied))
                           : QVariant();
}

QVariant FixModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) return {};
    if (index.internalId() != 0)
        return editData(static_cast<int>(index.internalId() - 1), index.row(), index.column(),
                        role);
    if (index.row() >= fixCount())
        return appliedData(index.row() - fixCount(), index.column(), role);
    return fixData(index.row(), index.column(), role);
}

bool FixModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    const Fix* const fix = fixAt(index);
    if (role != Qt::CheckStateRole || fix == nullptr || index.column() != Title) return false;
    const bool on = value.toInt() != Qt::Unchecked;
    const QString id = toQString(fix->id);
    if (index.internalId() == 0) {
        if (!choose(*fix, on)) return false;
        m_leftOut.erase(id);
        rowChanged(index.row());
    } else {
        const bool wasChosen = m_chosen.contains(id);
        if (!wasChosen && (!on || !choose(*fix, true))) return false;
        std::set<int>& leftOut = m_leftOut[id];
        const int count = static_cast<int>(fix->edits.edits().size());
        // The first edit that is ticked brings itself alone.
        if (on && !wasChosen)
            for (int edit = 0; edit < count; ++edit)
                leftOut.insert(edit);
        if (on)
            leftOut.erase(index.row());
        else
            leftOut.insert(index.row());
        if (static_cast<int>(leftOut.size()) == count)
            choose(*fix, false);
        else if (leftOut.empty())
            m_leftOut.erase(id);
        rowChanged(index.parent().row());
    }
    emit choiceChanged();
    return true;
}

void FixModel::rowChanged(int row)
{
    const QModelIndex above = index(row, 0);
    emit dataChanged(above, index(row, ColumnCount - 1));
    if (const int edits = rowCount(above); edits > 0)
        emit dataChanged(index(0, 0, above), index(edits - 1, ColumnCount - 1, above));
}

Qt::ItemFlags FixModel::flags(const QModelIndex& index) const
{
    if (!index.isValid()) return Qt::NoItemFlags;
    const Fix* const fix = fixAt(index);
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (fix != nullptr && index.column() == Title && stateOf(*fix) != FixState::NotOffered)
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

QVariant FixModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (static_cast<Column>(section)) {
    case Title:
        return tr("Fix");
    case State:
        return tr("State");
    case Kind:
        return tr("Kind");
    case ForFinding:
        return tr("For");
    case RiskAfter:
        return tr("Overall risk");
    case Files:
        return tr("Files");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace pinwheel
