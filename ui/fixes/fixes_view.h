#pragma once

#include "ui/fixes/fix_model.h"
#include "ui/selection_model.h"

#include <QWidget>

class QPushButton;
class QTreeView;

namespace pinwheel {

/// All fixes: choose, preview, apply; and all safe ones together.
class FixesView final : public QWidget {
    Q_OBJECT

public:
    explicit FixesView(SelectionModel* selection, QWidget* parent = nullptr);

    void setAudit(const AuditPtr& audit);
    void setStale(bool stale);
    [[nodiscard]] FixModel* model() const { return m_model; }
    [[nodiscard]] QTreeView* list() const { return m_list; }

signals:
    void applyRequested(const pinwheel::Fix& fix);
    void previewRequested(const pinwheel::Fix& fix);
    void fixChosen(const QString& fixId);

private:
    void updateButtons();

    SelectionModel* m_selection;
    FixModel* m_model;
    QTreeView* m_list;
    QPushButton* m_apply;
    QPushButton* m_preview;
    QPushButton* m_applySafe;
    AuditPtr m_audit;
    bool m_stale = false;
};

} // namespace pinwheel
