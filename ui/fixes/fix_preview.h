#pragma once

#include "ui/fixes/change_preview.h"

#include <QDialog>

class QPushButton;

namespace pinwheel {

/// Everything that a fix changes before it is applied: all files side by side, the environment, the
/// risk, the findings that go and come. All of it is measured by auditing the fixed text.
class FixPreview final : public QDialog
{
    Q_OBJECT

public:
    FixPreview(const Fix& fix, const AuditPtr& audit, TrialFunction trial, bool canApply,
               QWidget* parent = nullptr);

    [[nodiscard]] QPushButton* applyButton() const { return m_apply; }
    [[nodiscard]] ChangePreview* preview() const { return m_preview; }

private:
    ChangePreview* m_preview = nullptr;
    QPushButton* m_apply = nullptr;
};

} // namespace pinwheel
