#pragma once

#include <QLabel>

namespace pinwheel {

/// One line of words that ends in an ellipsis where its room does. The whole stays its text, for
/// screen readers and tests.
class ElidedLabel final : public QLabel
{
    Q_OBJECT

public:
    using QLabel::QLabel;
    [[nodiscard]] QSize minimumSizeHint() const override
    {
        return {0, QLabel::minimumSizeHint().height()};
    }

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace pinwheel
