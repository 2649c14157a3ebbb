#pragma once

#include "core/audit/audit.h"

#include <QAbstractItemModel>

namespace pinwheel {

/// What each install command decides about each distribution, and why: a tree of commands and their
/// decisions.
class DecisionModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Package, Verdict, Before, After, Index, Certainty, Why, ColumnCount };
    enum Role { PackageRole = Qt::UserRole, LayerRole, SearchRole };

    explicit DecisionModel(QObject* parent = nullptr);

    void setAudit(const AuditPtr& audit);
    [[nodiscard]] const InstallStep* stepOf(const QModelIndex& index) const;
    /// The decision about a package in a layer, else in the first command that decides about it.
    [[nodiscard]] QModelIndex indexOf(const QString& package, std::uint32_t layer) const;

    [[nodiscard]] QModelIndex index(int row, int column,
                                    const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

private:
    /// Rows of a command: its decisions, its failure, how the conflict arises, then its notes.
    struct Words {
        QString title;
        const std::string* text = nullptr;
        bool isFailure = false;
    };
    [[nodiscard]] static std::vector<Words> wordsOf(const InstallStep& step);
    [[nodiscard]] QVariant stepData(const InstallStep& step, int column, int role) const;
    [[nodiscard]] QVariant decisionData(const Decision& decision, int column, int role) const;

    AuditPtr m_audit;
    std::vector<std::vector<Words>>
        m_words; ///< of each command: a view asks for them at every step
};

} // namespace pinwheel
