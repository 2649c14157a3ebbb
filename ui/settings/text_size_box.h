#pragma once

#include <QSpinBox>

namespace pinwheel {

/// How many points the text of the editors is larger than usual: "normal", "normal + 2 pt".
class TextSizeBox final : public QSpinBox
{
    Q_OBJECT

public:
    explicit TextSizeBox(QWidget* parent = nullptr);

protected:
    [[nodiscard]] QString textFromValue(int points) const override;
    [[nodiscard]] int valueFromText(const QString& text) const override;
    [[nodiscard]] QValidator::State validate(QString& text, int& place) const override;
};

} // namespace pinwheel
