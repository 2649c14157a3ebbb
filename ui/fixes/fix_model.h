#pragma once

#include "core/audit/audit.h"

#include <QAbstractItemModel>
#include <QSet>
#include <QStringList>

#include <map>
#include <optional>
#include <set>

namespace pinwheel {

/// Where a fix stands.
enum class FixState {
    NotOffered, ///< to be made by hand
    Offered,
    Chosen,
    Applied,
    Failed,
    Stale, ///< the text was changed since; the next audit says whether it still holds
};
[[nodiscard]] QString fixStateWord(FixState state);

/// All fixes that the audit offers, in the order of their findings, each with its edits below it;
/// after them the fixes that were applied and not undone. Boxes choose whole fixes or single edits.
class FixModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Title, State, Kind, ForFinding, RiskAfter, Files, ColumnCount };
    enum Role { FindingIdRole = Qt::UserRole, FixIdRole, StateRole, KindRole, SearchRole };

    explicit FixModel(QObject* parent = nullptr);

    void setAudit(const AuditPtr& audit);
    [[nodiscard]] const AuditPtr& audit() const { return m_audit; }
    void setStale(bool stale);
    void setApplied(const QStringList& titles);
    /// The fix could not be applied; shown until the next audit.
    void setFailed(const QString& fixId, const QString& reason);

    /// The fix of a row or of the row above an edit; null for applied ones.
    [[nodiscard]] const Fix* fixAt(const QModelIndex& index) const;
    [[nodiscard]] QModelIndex indexOf(const QString& fixId) const;
    /// How many fixes the audit offers.
    [[nodiscard]] int fixCount() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] std::vector<const Fix*> chosen() const;
    /// The chosen edits of all chosen fixes together, under one title. None where nothing is
    /// chosen.
    [[nodiscard]] std::optional<Fix> chosenTogether() const;
    void clearChoice();
    /// Chooses every safe fix that goes with those already chosen.
    void chooseSafe();

    [[nodiscard]] QModelIndex index(int row, int column,
                                    const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

signals:
    void choiceChanged();
    /// A fix cannot be chosen together with those that are.
    void choiceRefused(const QString& words);

private:
    struct Row {
        std::size_t finding = 0;
        std::size_t fix = 0;
    };
    [[nodiscard]] const Fix& fixOf(int row) const;
    [[nodiscard]] FixState stateOf(const Fix& fix) const;
    [[nodiscard]] std::optional<EditSet> chosenEdits(const Fix& fix) const;
    [[nodiscard]] QString editText(const TextEdit& edit) const;
    [[nodiscard]] QVariant fixData(int row, int column, int role) const;
    [[nodiscard]] QVariant editData(int row, int edit, int column, int role) const;
    [[nodiscard]] QVariant appliedData(int row, int column, int role) const;
    bool choose(const Fix& fix, bool on);
    void rowChanged(int row);

    AuditPtr m_audit;
    std::vector<Row> m_rows;
    QStringList m_applied;
    QSet<QString> m_chosen;
    std::map<QString, std::set<int>> m_leftOut; ///< edits of chosen fixes that are not to be made
    std::map<QString, QString> m_failed;
    bool m_stale = false;
};

} // namespace pinwheel
