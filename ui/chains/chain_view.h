#pragma once

#include "ui/chains/chain_model.h"
#include "ui/selection_model.h"

#include <QWidget>

namespace pinwheel {

class TreeWithWords;

/// The compatibility chains: what goes together, what breaks, what is not known, each with its source.
class ChainView final : public QWidget {
    Q_OBJECT

public:
    explicit ChainView(SelectionModel* selection, QWidget* parent = nullptr);

    void setAudit(const AuditPtr& audit);
    [[nodiscard]] ChainModel* model() const { return m_model; }
    [[nodiscard]] TreeWithWords* tree() const { return m_tree; }

private:
    void fitColumns();

    ChainModel* m_model;
    TreeWithWords* m_tree;
    bool m_following = false;
};

} // namespace pinwheel
