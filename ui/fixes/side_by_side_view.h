#pragma once

#include "ui/fixes/side_by_side.h"

#include <QPlainTextEdit>
#include <QWidget>

namespace pinwheel {

/// Two texts beside each other, scrolled together: changed lines tinted, changed words stronger.
/// The signs − and + at the line numbers tell the same without colour. Where there is no room for
/// two, one text has both: what goes above what comes.
class SideBySideView final : public QWidget
{
    Q_OBJECT

public:
    explicit SideBySideView(QWidget* parent = nullptr);

    void setTexts(std::string_view before, std::string_view after);
    [[nodiscard]] const std::vector<SideBySideRow>& rows() const { return m_rows; }
    [[nodiscard]] QPlainTextEdit* left() const { return m_left; }
    [[nodiscard]] QPlainTextEdit* right() const { return m_right; }

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    /// Which of the two texts a line is of.
    struct Line {
        const SideBySideRow* row = nullptr;
        bool isLeft = true;
    };
    [[nodiscard]] std::vector<Line> linesOf(bool isLeft) const;
    [[nodiscard]] static QString lineText(const Line& line);
    void fill(QPlainTextEdit* side, bool isLeft) const;
    void tint(QPlainTextEdit* side, bool isLeft) const;
    void arrange();

    QPlainTextEdit* m_left;
    QPlainTextEdit* m_right;
    std::vector<SideBySideRow> m_rows;
    bool m_isNarrow = false; ///< one text has both
};

} // namespace pinwheel
