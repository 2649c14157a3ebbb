#pragma once

#include <QPlainTextEdit>

namespace pinwheel {

/// A unified diff, removed and added lines tinted; the leading signs tell the same without colour.
class DiffView final : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit DiffView(QWidget* parent = nullptr);

    void setDiff(const QString& unifiedDiff, bool changesOnly = false);
    /// Pixels that the whole diff needs, at most `most` lines.
    [[nodiscard]] int heightFor(int most) const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void tint();
};

/// A unified diff as people read it in a narrow place: "Dockerfile:73" instead of file headers and hunk ranges.
/// With `changesOnly` the unchanged lines around are left out.
[[nodiscard]] QString readableDiff(const QString& unifiedDiff, bool changesOnly = false);

} // namespace pinwheel
