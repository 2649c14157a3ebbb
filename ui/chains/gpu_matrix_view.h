#pragma once

#include "ui/chains/gpu_matrix_model.h"
#include "ui/selection_model.h"

#include <QWidget>

class QLabel;
class QTableView;
class QTreeWidget;
class QTreeWidgetItem;

namespace pinwheel {

/// A tick list of GPUs and drivers beside the matrix of what the images of the build do on them.
/// What is ticked is remembered; GPUs of the audit's target are ticked by themselves.
class GpuMatrixView final : public QWidget
{
    Q_OBJECT

public:
    GpuMatrixView(GpuServices services, SelectionModel* selection, QWidget* parent = nullptr);

    void setAudit(const AuditPtr& audit);
    [[nodiscard]] GpuMatrixModel* model() const { return m_model; }
    [[nodiscard]] QTreeWidget* choices() const { return m_choices; }
    [[nodiscard]] QTableView* table() const { return m_table; }
    [[nodiscard]] QLabel* account() const { return m_account; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    void fillChoices();
    void computeMatrix();
    void showAccount();
    [[nodiscard]] static QStringList ticked(const QTreeWidgetItem* group);

    GpuServices m_services;
    SelectionModel* m_selection;
    GpuMatrixModel* m_model;
    QTreeWidget* m_choices;
    QTreeWidgetItem* m_gpus = nullptr;
    QTreeWidgetItem* m_drivers = nullptr;
    QTableView* m_table;
    QLabel* m_words; ///< in place of the table where it has nothing to tell
    QLabel* m_account; ///< of the current cell
    AuditPtr m_audit;
    bool m_outdated = true;
};

} // namespace pinwheel
