#pragma once

#include "core/audit/audit.h"

#include <QAbstractItemModel>
#include <QStringList>

#include <functional>

namespace pinwheel {

/// One finding that is not the same in two audits.
struct ComparedFinding {
    enum class Kind { New, Fixed, Changed, FactChanged };
    Kind kind = Kind::Changed;
    Level level = Level::Low; ///< of the later audit; of the earlier one where it is fixed
    bool isWorse = false;
    QString findingId; ///< in the later audit; empty where it is fixed
    QString rule;
    QString title;
    QString place;
    QStringList differences; ///< "level: high → medium"
};

/// What differs between an earlier audit and the shown one.
struct Comparison {
    QString with; ///< "../old", "revision v1.0", "audit.json"
    Level before = Level::Low;
    Level after = Level::Low;
    std::vector<ComparedFinding> changes;
};
/// Compares a JSON report with an audit.
using CompareFunction =
    std::function<Result<Comparison>(const QByteArray& earlierReport, const Audit& later)>;

[[nodiscard]] QString comparedKindWord(ComparedFinding::Kind kind);

/// The changes as rows, their differences below them.
class ComparisonModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Change, Rule, Title, Place, ColumnCount };
    enum Role { FindingIdRole = Qt::UserRole };

    using QAbstractItemModel::QAbstractItemModel;

    void setComparison(Comparison comparison);
    [[nodiscard]] const Comparison& comparison() const { return m_comparison; }

    [[nodiscard]] QModelIndex index(int row, int column,
                                    const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    Comparison m_comparison;
};

} // namespace pinwheel
