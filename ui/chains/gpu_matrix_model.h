#pragma once

#include "core/audit/audit.h"
#include "core/chains/gpu_matrix.h"

#include <QAbstractTableModel>

#include <functional>

namespace pinwheel {

/// What the window asks about GPUs and drivers, aside from the audit's own target.
struct GpuServices {
    std::function<QStringList()> gpus; ///< names to choose from
    std::function<QStringList()> drivers; ///< versions for which the answers differ
    std::function<GpuMatrix(const Audit& audit, const QStringList& gpus,
                            const QStringList& drivers)>
        matrix;
};

/// The image × GPU matrix as a table: a row per image and driver, a column per GPU.
class GpuMatrixModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void setMatrix(GpuMatrix matrix);
    [[nodiscard]] const GpuMatrix& matrix() const { return m_matrix; }
    /// Null for an index that is none.
    [[nodiscard]] const GpuMatrix::Cell* cellAt(const QModelIndex& index) const;
    /// "RTX 5090 on final image, torch 2.5.1: breaks", in whole words.
    [[nodiscard]] QString wordsOf(const QModelIndex& index) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    [[nodiscard]] QString rowTitle(int row) const;

    GpuMatrix m_matrix;
};

} // namespace pinwheel
