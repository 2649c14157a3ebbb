#pragma once

#include "ui/decisions/decision_model.h"
#include "ui/selection_model.h"

#include <QWidget>

class QTreeView;

namespace pinwheel {

/// pip decisions, command by command; follows the selected package and layer.
class DecisionView final : public QWidget {
    Q_OBJECT

public:
    explicit DecisionView(SelectionModel* selection, QWidget* parent = nullptr);

    void setAudit(const AuditPtr& audit);
    [[nodiscard]] DecisionModel* model() const { return m_model; }
    [[nodiscard]] QTreeView* tree() const { return m_tree; }

private:
    void showSelection();

    SelectionModel* m_selection;
    DecisionModel* m_model;
    QTreeView* m_tree;
    bool m_following = false;
};

} // namespace pinwheel
