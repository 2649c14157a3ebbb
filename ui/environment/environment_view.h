#pragma once

#include "ui/environment/environment_model.h"
#include "ui/selection_model.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace pinwheel {

class FrozenColumnTable;

/// The package × layer grid of one environment, with search, the comparison of two layers and the
/// way from a package to the line that asked for it; follows the selected layer and package.
class EnvironmentView final : public QWidget
{
    Q_OBJECT

public:
    explicit EnvironmentView(SelectionModel* selection, QWidget* parent = nullptr);

    void setAudit(const AuditPtr& audit);
    [[nodiscard]] EnvironmentModel* model() const { return m_model; }
    [[nodiscard]] EnvironmentFilter* filter() const { return m_filter; }
    [[nodiscard]] FrozenColumnTable* table() const { return m_table; }
    [[nodiscard]] QToolButton* compareButton() const { return m_compare; }
    [[nodiscard]] QComboBox* firstLayer() const { return m_first; }
    [[nodiscard]] QComboBox* secondLayer() const { return m_second; }
    [[nodiscard]] QLabel* why() const { return m_why; }
    /// The grid as shown, RFC 4180.
    [[nodiscard]] QString csv() const;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void makeBar();
    void arrangeColumns();
    void showComparison();
    void showWhy();
    void exportCsv();
    void showEnvironment();
    void showSelection();
    void updateWords();

    SelectionModel* m_selection;
    EnvironmentModel* m_model;
    EnvironmentFilter* m_filter;
    QComboBox* m_environments;
    QLineEdit* m_field;
    QCheckBox* m_onlyChanged;
    QToolButton* m_compare;
    QComboBox* m_first;
    QComboBox* m_second;
    QLabel* m_words;
    FrozenColumnTable* m_table;
    QLabel* m_why;
    AuditPtr m_audit;
    bool m_outdated = false; ///< the grid is of an older audit: it is made anew when somebody looks
    bool m_following = false;
};

} // namespace pinwheel
