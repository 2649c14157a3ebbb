#pragma once

#include "ui/fixes/side_by_side.h"

#include <QPlainTextEdit>
#include <QWidget>

namespace pinwheel {

/// Two texts beside each other, scrolled together: changed lines tinted, changed words stronger. The signs − and + at the
/// line numbers tell the same without colour.
class SideBySideView final : public QWidget {
    Q_OBJECT

public:
    explicit SideBySideView(QWidget* parent = nullptr);

    void setTexts(std::string_view before, std::string_view after);
    [[nodiscard]] const std::vector<SideBySideRow>& rows() const { return m_rows; }
    [[nodiscard]] QPlainTextEdit* left() const { return m_left; }
    [[nodiscard]] QPlainTextEdit* right() const { return m_right; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void fill(QPlainTextEdit* side, bool isLeft) const;
    void tint(QPlainTextEdit* side, bool isLeft) const;

    QPlainTextEdit* m_left;
    QPlainTextEdit* m_right;
    std::vector<SideBySideRow> m_rows;
};

} // namespace pinwheel
