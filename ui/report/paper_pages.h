#pragma once

#include "ui/report/paper_pieces.h"

#include <QPagedPaintDevice>
#include <QSizeF>

namespace pinwheel {

/// One page: its pieces with their distance from the top of the text area, and the section that it
/// begins in.
struct PaperPage {
    struct Placed {
        const PaperPiece* piece = nullptr;
        qreal top = 0;
    };
    std::vector<Placed> pieces;
    QString section;
};

/// Pieces on pages of a height. What is kept with its successor goes to the next page with it,
/// unless both together are higher than a page.
[[nodiscard]] std::vector<PaperPage> paginate(const std::vector<PaperPiece>& pieces, qreal height);

/// Where a link stands and leads to, and where headings came to stand. Points from the upper left
/// corner of the page.
struct PaperMap {
    struct Link {
        int page = 0; ///< from 0
        QRectF area;
        QString target;
    };
    struct Heading {
        int page = 0;
        qreal top = 0;
        PaperBookmark bookmark;
    };
    std::vector<Link> links;
    std::vector<Heading> headings;
};

/// A document broken into pages of one size (in points), ready to be painted any number of times.
class PaperPages
{
public:
    PaperPages(ReportDocument document, QSizeF page);
    PaperPages(const PaperPages&) = delete; // pages point to pieces
    PaperPages& operator=(const PaperPages&) = delete;
    PaperPages(PaperPages&&) = default;
    PaperPages& operator=(PaperPages&&) = default;
    ~PaperPages() = default;

    [[nodiscard]] int count() const { return static_cast<int>(m_pages.size()); }
    /// Paints one page; a unit of the painter is a point, the origin the upper left corner of the
    /// sheet.
    void paint(QPainter& painter, int page) const;
    [[nodiscard]] PaperMap map() const;
    [[nodiscard]] const ReportDocument& document() const { return *m_document; }

private:
    [[nodiscard]] QPointF origin() const;
    void paintFrame(QPainter& painter, int page) const;

    std::shared_ptr<const ReportDocument> m_document; ///< the pieces refer to it
    QSizeF m_size;
    std::vector<PaperPiece> m_pieces;
    std::vector<PaperPage> m_pages;
    PageNumbers m_numbers;
};

/// Paints the pages [first, end), counted from 0, on a printer or a PDF writer, whose page size and
/// resolution hold.
void paintPages(const PaperPages& pages, QPagedPaintDevice& device, int dotsPerInch, int first,
                int end);

} // namespace pinwheel
