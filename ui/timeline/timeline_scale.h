#pragma once

#include <algorithm>
#include <cmath>

namespace pinwheel {

/// Arithmetic of the timeline: cards of equal width beside a column of labels, scrolled and zoomed
/// in pixels.
struct TimelineScale {
    int labelWidth = 150; ///< of the names at the left, which do not scroll
    int minimumCardWidth = 104;
    int viewWidth = 0; ///< of the whole view
    int cardCount = 0;
    double zoom = 1; ///< 1 = all cards fit, or have their minimum width
    int scroll = 0; ///< pixels by which the cards are moved to the left

    [[nodiscard]] double cardWidth() const
    {
        const double fitting = cardCount > 0 ? double(viewWidth - labelWidth) / cardCount : 0;
        return std::max(fitting, double(minimumCardWidth)) * zoom;
    }
    [[nodiscard]] int contentWidth() const
    {
        return static_cast<int>(cardWidth() * cardCount + 0.5);
    }
    [[nodiscard]] int maximumScroll() const
    {
        return std::max(0, contentWidth() - (viewWidth - labelWidth));
    }
    /// Left edge of a card, `index` from 0; may lie under the labels or outside the view.
    [[nodiscard]] double xOf(int index) const { return labelWidth + index * cardWidth() - scroll; }
    /// Where a lane's dot of a card stands.
    [[nodiscard]] double dotOf(int index) const { return xOf(index) + cardWidth() / 2; }
    /// The card under x; -1 over the labels and outside of all cards.
    [[nodiscard]] int cardAt(double x) const
    {
        if (x < labelWidth || cardCount == 0) return -1;
        const int index = static_cast<int>((x - labelWidth + scroll) / cardWidth());
        return index < cardCount ? index : -1;
    }
    /// Zooms so that the place under x stays there.
    void zoomAt(double x, double factor)
    {
        const double before = cardWidth();
        const double place = (std::max(x, double(labelWidth)) - labelWidth + scroll) / before;
        zoom = std::clamp(zoom * factor, 1.0, 8.0);
        scroll = static_cast<int>(place * cardWidth()
                                  - (std::max(x, double(labelWidth)) - labelWidth) + 0.5);
        scroll = std::clamp(scroll, 0, maximumScroll());
    }
    /// The scroll that brings a card into view with as little movement as there can be, whole cards
    /// at the left.
    [[nodiscard]] int scrollToShow(int index) const
    {
        const double left = index * cardWidth();
        const double right = left + cardWidth();
        const int visible = viewWidth - labelWidth;
        if (left < scroll) return static_cast<int>(left);
        if (right > scroll + visible)
            return std::clamp(
                static_cast<int>(std::ceil((right - visible) / cardWidth() - 0.01) * cardWidth()
                                 + 0.5),
                0, maximumScroll());
        return scroll;
    }
};

} // namespace pinwheel
