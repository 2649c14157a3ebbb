#pragma once

#include "ui/compare/comparison_model.h"
#include "ui/selection_model.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace pinwheel {

class LevelPill;
class TreeWithWords;

/// The shown audit beside an earlier one: what is new, fixed or changed.
class CompareView final : public QWidget
{
    Q_OBJECT

public:
    explicit CompareView(SelectionModel* selection, QWidget* parent = nullptr);

    void showWaiting(const QString& with);
    void showComparison(Comparison comparison);
    void showTrouble(const QString& with, const QString& reason);
    void clear();
    /// The shown audit is another one than that which was compared.
    void setOutdated(bool outdated);
    [[nodiscard]] ComparisonModel* model() const { return m_model; }
    [[nodiscard]] TreeWithWords* list() const { return m_list; }
    [[nodiscard]] QString words() const;

signals:
    void folderRequested();
    void revisionRequested();
    void reportRequested();
    void againRequested();

private:
    void setLevelsShown(bool shown);

    SelectionModel* m_selection;
    ComparisonModel* m_model;
    TreeWithWords* m_list;
    QLabel* m_words;
    LevelPill* m_before;
    QLabel* m_arrow;
    LevelPill* m_after;
    QPushButton* m_again;
};

} // namespace pinwheel
