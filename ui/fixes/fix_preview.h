#pragma once

#include "core/findings/finding.h"

#include <QDialog>

class QPushButton;

namespace pinwheel {

/// Everything that a fix changes before it is applied: the diff of all files, the environment, the risk, the findings
/// that go and come. All of it was measured by auditing the fixed text.
class FixPreview final : public QDialog {
    Q_OBJECT

public:
    FixPreview(const Fix& fix, bool canApply, QWidget* parent = nullptr);

    [[nodiscard]] QPushButton* applyButton() const { return m_apply; }

private:
    QPushButton* m_apply = nullptr;
};

} // namespace pinwheel
