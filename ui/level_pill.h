#pragma once

#include "core/findings/finding.h"

#include <QWidget>

#include <optional>

namespace pinwheel {

/// A rounded tag in the colours of a level: its sign and words.
class LevelPill final : public QWidget
{
    Q_OBJECT

public:
    explicit LevelPill(QWidget* parent = nullptr);

    void show(const QString& words, std::optional<Level> level, bool stale);
    [[nodiscard]] const QString& words() const { return m_words; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] QFont pillFont() const;

    QString m_words;
    std::optional<Level> m_level;
    bool m_stale = false;
};

} // namespace pinwheel
