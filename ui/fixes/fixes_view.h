#pragma once

#include "ui/fixes/change_preview.h"
#include "ui/fixes/fix_model.h"
#include "ui/selection_model.h"

#include <QSortFilterProxyModel>

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace pinwheel {

class TreeWithWords;

/// Which fixes the list shows: by text and by kind. Edits stay with their fix.
class FixFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setText(const QString& text);
    void setKind(std::optional<Applicability> kind);
    [[nodiscard]] std::optional<Applicability> kind() const { return m_kind; }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    QString m_text;
    std::optional<Applicability> m_kind;
};

/// All fixes: tick whole ones or single edits, see what they change together, apply them as one
/// undo step.
class FixesView final : public QWidget
{
    Q_OBJECT

public:
    FixesView(SelectionModel* selection, TrialFunction trial, QWidget* parent = nullptr);

    void setAudit(const AuditPtr& audit);
    void setStale(bool stale);
    [[nodiscard]] FixModel* model() const { return m_model; }
    [[nodiscard]] TreeWithWords* list() const { return m_list; }
    [[nodiscard]] ChangePreview* preview() const { return m_preview; }
    [[nodiscard]] QPushButton* applyButton() const { return m_apply; }
    [[nodiscard]] QLineEdit* filterField() const { return m_field; }

signals:
    void applyRequested(const pinwheel::Fix& fix);
    void previewRequested(const pinwheel::Fix& fix);
    void fixChosen(const QString& fixId);

private:
    void makeBar();
    void fillKinds();
    void fitColumns();
    void showChoice();
    /// The ticked fixes together, else the fix of the current row.
    [[nodiscard]] std::optional<Fix> wanted() const;
    [[nodiscard]] const Fix* currentFix() const;

    SelectionModel* m_selection;
    FixModel* m_model;
    FixFilter* m_filter;
    TreeWithWords* m_list;
    ChangePreview* m_preview;
    QWidget* m_bar;
    QLineEdit* m_field;
    QToolButton* m_kinds;
    QLabel* m_words;
    QPushButton* m_chooseSafe;
    QPushButton* m_open;
    QPushButton* m_apply;
    AuditPtr m_audit;
    bool m_stale = false;
    bool m_filling = false;
};

} // namespace pinwheel
