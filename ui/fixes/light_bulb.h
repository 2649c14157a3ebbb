#pragma once

#include <QPointer>
#include <QToolButton>

namespace pinwheel {

class SourceEditor;

/// The bulb in the margin of the caret's line, where a finding of that line has a fix. A click
/// opens the fixes.
class LightBulb final : public QToolButton
{
    Q_OBJECT

public:
    explicit LightBulb(QWidget* parent = nullptr);

    /// Follows the caret of an editor from now on.
    void watch(SourceEditor* editor);
    /// Fixes are of the shown audit: while it is stale there is no bulb.
    void setStale(bool stale);
    /// The editor in whose margin it stands; null where it is not shown.
    [[nodiscard]] SourceEditor* editor() const;

signals:
    void menuRequested();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void place(SourceEditor* editor);

    QPointer<SourceEditor> m_editor;
    bool m_stale = false;
};

} // namespace pinwheel
