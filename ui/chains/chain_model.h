#pragma once

#include "core/audit/audit.h"

#include <QAbstractItemModel>

#include <memory>

namespace pinwheel {

/// The compatibility chains as a tree: chain, its links, what hangs on each, and the facts with
/// source and date.
class ChainModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { What, State, Account, Source, Date, ColumnCount };
    enum Role { SpanRole = Qt::UserRole };

    explicit ChainModel(QObject* parent = nullptr);
    ~ChainModel() override;

    void setAudit(const AuditPtr& audit);

    [[nodiscard]] QModelIndex index(int row, int column,
                                    const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    struct Node;
    void addLinks(Node& node, const std::vector<ChainLink>& links);
    [[nodiscard]] const Node* nodeOf(const QModelIndex& index) const;

    AuditPtr m_audit;
    std::unique_ptr<Node> m_root;
};

} // namespace pinwheel

Q_DECLARE_METATYPE(pinwheel::Span)
