#pragma once

#include "ui/chains/chain_model.h"
#include "ui/selection_model.h"

#include <QWidget>

class QTreeView;

namespace pinwheel {

/// The compatibility chains: what goes together, what breaks, what is not known, each with its source.
class ChainView final : public QWidget {
    Q_OBJECT

public:
    explicit ChainView(SelectionModel* selection, QWidget* parent = nullptr);

    void setAudit(const AuditPtr& audit);
    [[nodiscard]] ChainModel* model() const { return m_model; }
    [[nodiscard]] QTreeView* tree() const { return m_tree; }

private:
    ChainModel* m_model;
    QTreeView* m_tree;
};

} // namespace pinwheel
