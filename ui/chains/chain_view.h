#pragma once

#include "ui/chains/chain_model.h"
#include "ui/chains/gpu_matrix_model.h"
#include "ui/selection_model.h"

#include <QWidget>

namespace pinwheel {

class GpuMatrixView;
class TreeWithWords;

/// The compatibility chains: what goes together, what breaks, what is not known, each with its
/// source, and on a page of its own the matrix of the images and any GPUs.
class ChainView final : public QWidget
{
    Q_OBJECT

public:
    ChainView(GpuServices gpu, SelectionModel* selection, QWidget* parent = nullptr);

    void setAudit(const AuditPtr& audit);
    [[nodiscard]] ChainModel* model() const { return m_model; }
    [[nodiscard]] TreeWithWords* tree() const { return m_tree; }
    [[nodiscard]] GpuMatrixView* gpus() const { return m_gpus; }

private:
    void fitColumns();

    ChainModel* m_model;
    TreeWithWords* m_tree;
    GpuMatrixView* m_gpus;
    bool m_following = false;
};

} // namespace pinwheel
