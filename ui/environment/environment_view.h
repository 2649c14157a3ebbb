#pragma once

#include "ui/environment/environment_model.h"
#include "ui/selection_model.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QTableView;

namespace pinwheel {

/// The package × layer grid of one environment, with search; follows the selected layer and package.
class EnvironmentView final : public QWidget {
    Q_OBJECT

public:
    explicit EnvironmentView(SelectionModel* selection, QWidget* parent = nullptr);

    void setAudit(const AuditPtr& audit);
    [[nodiscard]] EnvironmentModel* model() const { return m_model; }
    [[nodiscard]] QTableView* table() const { return m_table; }

private:
    void showEnvironment();
    void showSelection();
    void updateWords();
    void copyCsv() const;

    SelectionModel* m_selection;
    EnvironmentModel* m_model;
    EnvironmentFilter* m_filter;
    QComboBox* m_environments;
    QLineEdit* m_field;
    QCheckBox* m_onlyChanged;
    QLabel* m_words;
    QTableView* m_table;
    AuditPtr m_audit;
    bool m_following = false;
};

} // namespace pinwheel
