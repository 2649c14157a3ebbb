#pragma once

#include "ui/decisions/decision_model.h"
#include "ui/selection_model.h"

#include <QWidget>

namespace pinwheel {

class TreeWithWords;

/// pip decisions, command by command; follows the selected package and layer.
class DecisionView final : public QWidget
{
    Q_OBJECT

public:
    explicit DecisionView(SelectionModel* selection, QWidget* parent = nullptr);

    void setAudit(const AuditPtr& audit);
    [[nodiscard]] DecisionModel* model() const { return m_model; }
    [[nodiscard]] TreeWithWords* tree() const { return m_tree; }

private:
    void showSelection();
    void fitColumns();

    SelectionModel* m_selection;
    DecisionModel* m_model;
    TreeWithWords* m_tree;
    bool m_following = false;
};

} // namespace pinwheel
