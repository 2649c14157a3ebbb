#pragma once

#include "core/audit/audit.h"

#include <QAbstractTableModel>

namespace pinwheel {

/// All fixes that the audit offers, in the order of their findings.
class FixModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Title, Kind, ForFinding, RiskAfter, Files, ColumnCount };
    enum Role { FindingIdRole = Qt::UserRole, FixIdRole };

    explicit FixModel(QObject* parent = nullptr);

    void setAudit(const AuditPtr& audit);
    [[nodiscard]] const Fix* fixAt(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        std::size_t finding = 0;
        std::size_t fix = 0;
    };
    AuditPtr m_audit;
    std::vector<Row> m_rows;
};

} // namespace pinwheel
