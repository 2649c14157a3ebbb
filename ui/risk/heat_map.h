#pragma once

#include "ui/findings/finding_model.h"

#include <QWidget>

#include <array>

namespace pinwheel {

/// Counts and worst levels by impact and probability.
struct RiskCells {
    struct Cell {
        int count = 0;
        std::optional<Level> worst;

        friend bool operator==(const Cell&, const Cell&) = default;
    };
    std::array<std::array<Cell, 4>, 4> cells; ///< [impact][probability]

    [[nodiscard]] const Cell& at(Impact impact, Probability probability) const
    {
        return cells[static_cast<std::size_t>(impact)][static_cast<std::size_t>(probability)];
    }
};
[[nodiscard]] RiskCells riskCells(const Audit& audit);

/// The probability × impact grid. A cell tells its count and filters the tables; a second click
/// shows all again.
class HeatMap final : public QWidget
{
    Q_OBJECT

public:
    explicit HeatMap(FindingFilter* filter, QWidget* parent = nullptr);

    void setAudit(const AuditPtr& audit);
    [[nodiscard]] QSize sizeHint() const override { return {250, 200}; }
    [[nodiscard]] QSize minimumSizeHint() const override;
    /// Area of a cell in pixels of the widget.
    [[nodiscard]] QRectF cellArea(Impact impact, Probability probability) const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

private:
    /// Of the names of the impacts at the left.
    [[nodiscard]] double labelWidth() const;
    void toggle(FindingFilter::Cell cell);
    [[nodiscard]] std::optional<FindingFilter::Cell> cellAt(const QPointF& position) const;
    [[nodiscard]] QString words(FindingFilter::Cell cell) const;
    void paintCell(QPainter& painter, FindingFilter::Cell cell) const;

    FindingFilter* m_filter;
    RiskCells m_cells;
    FindingFilter::Cell m_current {Impact::Critical, Probability::Certain}; ///< for the keys
};

} // namespace pinwheel
