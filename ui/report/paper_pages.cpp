#include "ui/report/paper_pages.h"

#include "ui/report/laid_text.h"
#include "ui/report/paper_style.h"

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

/// The end of the pieces that stay together with the one at `begin`, and their height.
std::pair<std::size_t, qreal> groupAt(const std::vector<PaperPiece>& pieces, std::size_t begin)
{
    qreal height = pieces[begin].space + pieces[begin].height;
    std::size_t end = begin + 1;
    while (pieces[end - 1].keepWithNext && end < pieces.size()) {
        height += pieces[end].space + pieces[end].height;
        ++end;
    }
    return {end, height};
}

class Paginator
{
public:
    Paginator(const std::vector<PaperPiece>& pieces, qreal height)
        : m_pieces(pieces)
        , m_height(height)
    {
        m_pages.emplace_back();
    }

    std::vector<PaperPage> run()
    {
        for (std::size_t i = 0; i < m_pieces.size();) {
            const auto [end, height] = groupAt(m_pieces, i);
            if (m_pieces[i].beginsPage) newPage();
            // A group higher than a page begins where it is and is broken where it must be.
            if (height <= m_height && m_top + height > m_height) newPage();
            for (; i < end; ++i)
                place(m_pieces[i]);
        }
        return std::move(m_pages);
    }

private:
    void newPage()
    {
        if (m_pages.back().pieces.empty()) return;
        m_pages.push_back({.pieces = {}, .section = m_section});
        m_top = 0;
    }

    void place(const PaperPiece& piece)
    {
        const auto space = [&] { return m_pages.back().pieces.empty() ? 0 : piece.space; };
        if (m_top + space() + piece.height > m_height) newPage();
        if (m_pages.back().pieces.empty() && piece.repeatedHead) {
            m_pages.back().pieces.push_back({piece.repeatedHead.get(), 0});
            m_top = piece.repeatedHead->height;
        }
        if (piece.bookmark && piece.bookmark->depth == 1) {
            m_section = piece.bookmark->text;
            if (m_pages.back().pieces.empty() || m_pages.back().section.isEmpty())
                m_pages.back().section = m_section;
        }
        m_top += space();
        m_pages.back().pieces.push_back({&piece, m_top});
        m_top += piece.height;
    }

    const std::vector<PaperPiece>& m_pieces;
    const qreal m_height;
    std::vector<PaperPage> m_pages;
    qreal m_top = 0;
    QString m_section;
};

} // namespace

std::vector<PaperPage> paginate(const std::vector<PaperPiece>& pieces, qreal height)
{
    return Paginator(pieces, height).run();
}

PaperPages::PaperPages(ReportDocument document, QSizeF page)
    : m_document(std::make_shared<const ReportDocument>(std::move(document)))
    , m_size(page)
{
    const qreal height = page.height() - 2 * paper::margin - paper::headRoom;
    m_pieces = piecesOf(*m_document, page.width() - 2 * paper::margin, height);
    m_pages = paginate(m_pieces, height);
    for (std::size_t i = 0; i < m_pages.size(); ++i)
        for (const PaperPage::Placed& placed : m_pages[i].pieces)
            if (placed.piece->bookmark && !placed.piece->bookmark->id.isEmpty())
                m_numbers.emplace(placed.piece->bookmark->id, static_cast<int>(i) + 1);
}

QPointF PaperPages::origin() const
{
    return {paper::margin, paper::margin + paper::headRoom};
}

void PaperPages::paint(QPainter& painter, int page) const
{
    paintFrame(painter, page);
    for (const PaperPage::Placed& placed : m_pages[static_cast<std::size_t>(page)].pieces) {
        if (!placed.piece->paint) continue;
        painter.save();
        painter.translate(origin() + QPointF(0, placed.top));
        placed.piece->paint(painter, m_numbers);
        painter.restore();
    }
}

/// Running head and foot; the title page has a foot alone.
void PaperPages::paintFrame(QPainter& painter, int page) const
{
    const qreal width = m_size.width() - 2 * paper::margin;
    const auto left = [&](const QString& text, qreal y) {
        const LaidText words({{text.toStdString(), RunStyle::Soft, {}, {}}}, paper::smallSize,
                             width * 0.75);
        words.paint(painter, {paper::margin, y}, 0, 1);
    };
    const auto right = [&](const QString& text, qreal y) {
        const QFontMetricsF metrics(paperFont(RunStyle::Soft, paper::smallSize));
        const qreal needed = metrics.horizontalAdvance(text) / unitsPerPoint + 1;
        const LaidText words({{text.toStdString(), RunStyle::Soft, {}, {}}}, paper::smallSize,
                             needed + 4);
        words.paint(painter, {m_size.width() - paper::margin - needed, y}, 0, 1);
    };
    painter.setPen(QPen(paperLine, 0.5));
    if (page > 0) {
        left(QString::fromStdString(m_document->title), paper::margin - 6);
        right(m_pages[static_cast<std::size_t>(page)].section, paper::margin - 6);
        painter.setPen(QPen(paperLine, 0.5));
        painter.drawLine(QPointF(paper::margin, paper::margin + 6),
                         QPointF(paper::margin + width, paper::margin + 6));
    }
    const qreal foot = m_size.height() - paper::margin + 12;
    left(QString::fromStdString(
             m_document->maker
             + (m_document->date.empty() ? "" : " · facts of " + m_document->date)),
         foot);
    right(u"page %1 of %2"_s.arg(page + 1).arg(count()), foot);
}

PaperMap PaperPages::map() const
{
    PaperMap out;
    for (std::size_t i = 0; i < m_pages.size(); ++i)
        for (const PaperPage::Placed& placed : m_pages[i].pieces) {
            const QPointF at = origin() + QPointF(0, placed.top);
            const int page = static_cast<int>(i);
            for (const PaperLink& link : placed.piece->links)
                out.links.push_back({page, link.area.translated(at), link.target});
            if (placed.piece->bookmark)
                out.headings.push_back({page, at.y(), *placed.piece->bookmark});
        }
    return out;
}

void paintPages(const PaperPages& pages, QPagedPaintDevice& device, int dotsPerInch, int first,
                int end)
{
    QPainter painter(&device);
    const qreal scale = dotsPerInch / 72.0;
    for (int page = first; page < end; ++page) {
        if (page > first) device.newPage();
        painter.save();
        painter.scale(scale, scale);
        painter.setRenderHint(QPainter::Antialiasing);
        pages.paint(painter, page);
        painter.restore();
    }
}

} // namespace pinwheel
