#pragma once

#include "core/audit/audit.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <QStringList>

#include <map>
#include <optional>

namespace pinwheel {

/// One environment along the build: a row per package, a column per layer that changes it, the
/// version in each cell.
class EnvironmentModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role { PackageRole = Qt::UserRole, LayerRole, ChangedRole, EverChangedRole, VersionRole };

    explicit EnvironmentModel(QObject* parent = nullptr);

    void setAudit(const AuditPtr& audit, const QString& environment);
    /// Names of the environments that some layer of the target has, those that change most first.
    [[nodiscard]] static QStringList environmentsOf(const Audit& audit);
    [[nodiscard]] int columnOfLayer(
        std::uint32_t layer) const; ///< the last column at or before the layer; 0 is the name
    [[nodiscard]] QString layerTitle(int column) const
    {
        return m_columns[static_cast<std::size_t>(column) - 1].title;
    } ///< column from 1
    [[nodiscard]] int rowOfPackage(const QString& name) const;
    [[nodiscard]] const QString& incompleteReason() const { return m_incompleteReason; }
    void setMarkedLayer(std::uint32_t layer);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    struct Cell {
        QString version;
        QString detail;
        bool changed = false;
        bool present = false;
    };
    struct Row {
        QString name;
        QString displayName;
        std::vector<Cell> cells;
        int changes = 0;
    };
    struct ColumnHead {
        std::uint32_t layer = 0;
        QString title;
        QString detail;
    };
    void addLayer(const Layer& layer, const Environment& environment,
                  std::map<std::string, std::size_t>& rowOf);

    std::vector<ColumnHead> m_columns;
    std::vector<Row> m_rows;
    QString m_incompleteReason;
    std::uint32_t m_markedLayer = 0;
};

/// Packages by text, and those alone that change more than once, or that differ between two layers.
class EnvironmentFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setText(const QString& text);
    void setOnlyChanged(bool only);
    /// Two columns of the source alone, and the packages that differ between them; none ends it.
    void setCompared(std::optional<std::pair<int, int>> columns);
    struct Difference {
        int added = 0;
        int removed = 0;
        int changed = 0;

        friend bool operator==(const Difference&, const Difference&) = default;
    };
    [[nodiscard]] Difference difference() const;

protected:
    [[nodiscard]] bool filterAcceptsColumn(int column, const QModelIndex& parent) const override;
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    QString m_text;
    bool m_onlyChanged = false;
    std::optional<std::pair<int, int>> m_compared;
};

} // namespace pinwheel
