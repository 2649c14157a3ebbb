#include "ui/chains/gpu_matrix_model.h"

#include "ui/qt_text.h"
#include "ui/theme/level_icon.h"
#include "ui/theme/theme.h"
#include "ui/words.h"

namespace pinwheel {

using namespace Qt::StringLiterals;

void GpuMatrixModel::setMatrix(GpuMatrix matrix)
{
    beginResetModel();
    m_matrix = std::move(matrix);
    endResetModel();
}

int GpuMatrixModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_matrix.rows.size());
}

int GpuMatrixModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_matrix.gpus.size());
}

const GpuMatrix::Cell* GpuMatrixModel::cellAt(const QModelIndex& index) const
{
    if (!index.isValid() || index.row() >= rowCount() || index.column() >= columnCount())
        return nullptr;
    return &m_matrix.rows[static_cast<std::size_t>(index.row())]
                .cells[static_cast<std::size_t>(index.column())];
}

QString GpuMatrixModel::rowTitle(int row) const
{
    const GpuMatrix::Row& shown = m_matrix.rows[static_cast<std::size_t>(row)];
    const QString image = toShownText(shown.image);
    return shown.driver.empty() ? image : tr("%1, driver %2").arg(image, toShownText(shown.driver));
}

QString GpuMatrixModel::wordsOf(const QModelIndex& index) const
{
    const GpuMatrix::Cell* const cell = cellAt(index);
    if (cell == nullptr) return {};
    const QString gpu = toShownText(m_matrix.gpus[static_cast<std::size_t>(index.column())]);
    return tr("%1 on %2: %3. %4")
        .arg(gpu, rowTitle(index.row()), linkStateWord(cell->state).toLower(),
             toShownText(cell->account));
}

QVariant GpuMatrixModel::data(const QModelIndex& index, int role) const
{
    const GpuMatrix::Cell* const cell = cellAt(index);
    if (cell == nullptr) return {};
    switch (role) {
    case Qt::DisplayRole:
        return linkStateWord(cell->state);
    case Qt::DecorationRole:
        return cell->state == LinkState::Holds
            ? levelIcon(std::nullopt)
            : levelIcon(cell->state == LinkState::Breaks ? Level::Critical : Level::Low);
    case Qt::ForegroundRole:
        return cell->state == LinkState::Holds
            ? theme().good.text
            : theme().of(cell->state == LinkState::Breaks ? Level::Critical : Level::Low).text;
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return wordsOf(index);
    default:
        return {};
    }
}

QVariant GpuMatrixModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
    if (orientation == Qt::Vertical) return section < rowCount() ? rowTitle(section) : QVariant();
    return section < columnCount() ? toShownText(m_matrix.gpus[static_cast<std::size_t>(section)])
                                   : QVariant();
}

} // namespace pinwheel
