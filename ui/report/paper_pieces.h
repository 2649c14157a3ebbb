#pragma once

// A document for paper as pieces that no page break goes through: a line of a paragraph, a row of a
// table, a figure. What belongs together is told by `keepWithNext`; `paginate` (paper_pages.h) puts
// pieces on pages.

#include "core/report/document.h"

#include <QPainter>
#include <QRectF>
#include <QString>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace pinwheel {

/// Page numbers, from 1, of the headings that have an id.
using PageNumbers = std::map<QString, int>;

struct PaperLink {
    QRectF area; ///< relative to its piece
    QString target;
};

struct PaperBookmark {
    int depth = 1; ///< 0: a target of links, without a place in the outline
    QString text;
    QString id;
};

/// Lengths in points.
struct PaperPiece {
    qreal space = 0; ///< above it, unless it begins a page
    qreal height = 0;
    bool keepWithNext = false;
    bool beginsPage = false;
    std::function<void(QPainter&, const PageNumbers&)>
        paint; ///< with its upper left corner at the origin; may be empty
    std::vector<PaperLink> links;
    std::optional<PaperBookmark> bookmark;
    std::shared_ptr<const PaperPiece>
        repeatedHead; ///< painted above it when it begins a page: the head of its table
};

/// @param width, height  of the text area of a page
[[nodiscard]] std::vector<PaperPiece> piecesOf(const ReportDocument& document, qreal width,
                                               qreal height);

} // namespace pinwheel
