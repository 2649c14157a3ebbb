#include "ui/fixes/fix_model.h"

#include "ui/qt_text.h"
#include "ui/theme/level_icon.h"
#include "ui/words.h"

#include <QFont>
#include <QStringList>

namespace pinwheel {

using namespace Qt::StringLiterals;

FixModel::FixModel(QObject* parent)
    : QAbstractTableModel(parent)
{
}

void FixModel::setAudit(const AuditPtr& audit)
{
    beginResetModel();
    m_audit = audit;
    m_rows.clear();
    if (m_audit) {
        for (std::size_t i = 0; i < m_audit->findings.size(); ++i) {
            if (m_audit->findings[i].suppressedBy) continue;
            for (std::size_t k = 0; k < m_audit->findings[i].fixes.size(); ++k) m_rows.push_back({.finding = i, .fix = k});
        }
    }
    endResetModel();
}

const Fix* FixModel::fixAt(int row) const
{
    if (row < 0 || row >= static_cast<int>(m_rows.size())) return nullptr;
    const Row at = m_rows[static_cast<std::size_t>(row)];
    return &m_audit->findings[at.finding].fixes[at.fix];
}

int FixModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }

int FixModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant FixModel::data(const QModelIndex& index, int role) const
{
    const Fix* const fix = index.isValid() ? fixAt(index.row()) : nullptr;
    if (fix == nullptr) return {};
    const Finding& finding = m_audit->findings[m_rows[static_cast<std::size_t>(index.row())].finding];
    if (role == FindingIdRole) return toQString(finding.id);
    if (role == FixIdRole) return toQString(fix->id);
    if (role == Qt::ToolTipRole) return toShownText(fix->reason);
    if (role == Qt::DecorationRole && index.column() == ForFinding) return levelIcon(finding.level);
    if (role == Qt::FontRole && index.column() == Title) {
        QFont font;
        font.setWeight(QFont::DemiBold);
        return font;
    }
    if (role != Qt::DisplayRole) return {};
    switch (static_cast<Column>(index.column())) {
    case Title: return toShownText(fix->title);
    case Kind: return applicabilityWord(fix->applicability);
    case ForFinding: return toQString(finding.rule) + u' ' + toShownText(finding.subject);
    case RiskAfter:
        return fix->outcome ? tr("%1 → %2").arg(levelWord(fix->outcome->before).toLower(), levelWord(fix->outcome->after).toLower()) : tr("not simulated");
    case Files: {
        QStringList paths;
        for (const FileId file : fix->edits.files()) paths += toQString(m_audit->model.sources.text(file).path());
        return paths.join(u", "_s);
    }
    case ColumnCount: break;
    }
    return {};
}

QVariant FixModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (static_cast<Column>(section)) {
    case Title: return tr("Fix");
    case Kind: return tr("Kind");
    case ForFinding: return tr("For");
    case RiskAfter: return tr("Overall risk");
    case Files: return tr("Files");
    case ColumnCount: break;
    }
    return {};
}

} // namespace pinwheel
