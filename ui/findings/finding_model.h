#pragma once

#include "core/audit/audit.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

#include <optional>
#include <set>
#include <utility>

namespace pinwheel {

/// Findings of an audit as a table; suppressed ones are left out. Views choose their columns.
class FindingModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        Sign,
        Rule,
        Subject,
        Title,
        InDockerfile,
        InRequirements,
        Conflict,
        Risk,
        Probability_,
        Impact_,
        Priority_,
        Certainty,
        LayerNumber,
        Place,
        Action,
        ColumnCount
    };
    enum Role {
        FindingIdRole = Qt::UserRole,
        LevelRole,
        ProbabilityRole,
        ImpactRole,
        SortRole,
        PackagesRole,
        SearchRole
    };

    explicit FindingModel(QObject* parent = nullptr);

    void setAudit(const AuditPtr& audit);
    [[nodiscard]] const AuditPtr& audit() const { return m_audit; }
    /// The row of a finding; -1 where it is not shown.
    [[nodiscard]] int rowOf(const QString& findingId) const;
    [[nodiscard]] const Finding* findingAt(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] QString textOf(const Finding& finding, int column) const;
    [[nodiscard]] QVariant sortKey(const Finding& finding, int column) const;

    AuditPtr m_audit;
    std::vector<std::size_t> m_rows; ///< indices into Audit::findings
};

/// Which findings the views show: by level, by text, by one cell of the heat map.
class FindingFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using Cell = std::pair<Impact, Probability>;

    explicit FindingFilter(QObject* parent = nullptr);

    void setLevelShown(Level level, bool shown);
    [[nodiscard]] bool isLevelShown(Level level) const { return !m_hidden.contains(level); }
    void setText(const QString& text);
    [[nodiscard]] const QString& text() const { return m_text; }
    void setCell(std::optional<Cell> cell);
    [[nodiscard]] std::optional<Cell> cell() const { return m_cell; }
    [[nodiscard]] bool isNarrowed() const
    {
        return !m_hidden.empty() || !m_text.isEmpty() || m_cell.has_value();
    }
    void reset();

signals:
    void filterChanged();

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    void changed();

    std::set<Level> m_hidden;
    QString m_text;
    std::optional<Cell> m_cell;
};

/// The table as Markdown or as tab-separated text, visible columns and rows in their order.
[[nodiscard]] QString tableAsText(const QAbstractItemModel& model, const std::vector<int>& columns,
                                  bool markdown);

} // namespace pinwheel
