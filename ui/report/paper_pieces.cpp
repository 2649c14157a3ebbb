#include "ui/report/paper_pieces.h"

#include "ui/report/laid_text.h"
#include "ui/report/paper_figures.h"
#include "ui/report/paper_style.h"
#include "ui/report/source_colors.h"

#include <algorithm>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

constexpr qreal cellPadding = 3;
/// Lines of code that are kept on one page; longer blocks are broken between lines.
constexpr std::size_t unbrokenCode = 14;

class PieceMaker
{
public:
    PieceMaker(const PaperDocument& document, qreal width, qreal height)
        : m_document(document)
        , m_width(width)
        , m_height(height)
    {
    }

    std::vector<PaperPiece> make()
    {
        for (const PaperBlock& block : m_document.blocks)
            std::visit([this](const auto& one) { add(one); }, block);
        return std::move(m_out);
    }

private:
    void add(const PaperTitle& title)
    {
        addLines(LaidText({{title.title, PaperStyle::Strong, {}, {}}}, 26, m_width), 60, 0);
        if (!title.project.empty())
            addLines(LaidText({{title.project, PaperStyle::Plain, {}, {}}}, 16, m_width), 2, 0);
        PaperText words = {{"Overall risk: ", PaperStyle::Plain, {}, {}},
                           {title.before, PaperStyle::Strong, title.before, {}}};
        if (title.after) {
            words.push_back({"   After all safe fixes: ", PaperStyle::Plain, {}, {}});
            words.push_back({*title.after, PaperStyle::Strong, *title.after, {}});
        }
        const LaidText verdict(words, 15, m_width - 32);
        const LaidText counts({{title.counts, PaperStyle::Soft, {}, {}}}, paper::bodySize,
                              m_width - 32);
        PaperPiece piece {
            .space = 18, .height = verdict.height() + counts.height() + 22, .keepWithNext = true};
        const std::string tone = title.before;
        piece.paint = [verdict, counts, tone, width = m_width,
                       height = piece.height](QPainter& painter, const PageNumbers&) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(toneTint(tone));
            painter.drawRoundedRect(QRectF(0, 0, width, height), 5, 5);
            painter.setBrush(toneColor(tone));
            painter.drawRect(QRectF(0, 0, 4, height));
            verdict.paint(painter, {16, 10}, 0, verdict.lines());
            counts.paint(painter, {16, 12 + verdict.height()}, 0, counts.lines());
        };
        m_out.push_back(std::move(piece));
        m_gap = 14;
    }

    void add(const PaperContents&)
    {
        addLines(LaidText({{"Contents", PaperStyle::Strong, {}, {}}}, 11, m_width), 16, 0);
        m_out.back().keepWithNext = true;
        for (const PaperBlock& block : m_document.blocks) {
            const auto* heading = std::get_if<PaperHeading>(&block);
            if (heading == nullptr || heading->depth != 1) continue;
            const LaidText line({{heading->text, PaperStyle::Plain, {}, "#" + heading->id}},
                                paper::bodySize, m_width - 30);
            PaperPiece piece {.space = 1, .height = line.height()};
            const QString id = QString::fromStdString(heading->id);
            piece.paint = [line, id, width = m_width](QPainter& painter, const PageNumbers& pages) {
                line.paint(painter, {}, 0, line.lines());
                const auto page = pages.find(id);
                if (page == pages.end()) return;
                const LaidText number({{std::to_string(page->second), PaperStyle::Plain, {}, {}}},
                                      paper::bodySize, 30);
                number.paint(painter, {width - 18, 0}, 0, 1);
                painter.setPen(QPen(paperLine, 0.5));
                painter.drawLine(QPointF(0, line.height()), QPointF(width, line.height()));
            };
            piece.links.push_back({QRectF(0, 0, m_width, line.height()), u'#' + id});
            m_out.push_back(std::move(piece));
        }
    }

    void add(const PaperHeading& heading)
    {
        const bool isSection = heading.depth == 1;
        const LaidText text({{heading.text, PaperStyle::Strong, {}, {}}}, isSection ? 15 : 10.5,
                            m_width);
        PaperPiece piece {.space = isSection ? 24.0 : 14.0,
                          .height = text.height() + (isSection ? 5 : 1),
                          .keepWithNext = true};
        piece.paint = [text, isSection, width = m_width](QPainter& painter, const PageNumbers&) {
            text.paint(painter, {}, 0, text.lines());
            if (!isSection) return;
            painter.setPen(QPen(paperLine, 0.8));
            painter.drawLine(QPointF(0, text.height() + 2), QPointF(width, text.height() + 2));
        };
        piece.bookmark = PaperBookmark {heading.depth, QString::fromStdString(heading.text),
                                        QString::fromStdString(heading.id)};
        // The first section begins on the page after the title's.
        piece.beginsPage = isSection && std::exchange(m_firstSection, false);
        m_out.push_back(std::move(piece));
        m_gap = isSection ? 6 : 3;
    }

    void add(const PaperParagraph& paragraph)
    {
        const qreal indent = paragraph.isItem ? 11.0 + 12.0 * paragraph.depth : 0.0;
        const LaidText text(paragraph.text, paper::bodySize, m_width - indent);
        const std::size_t first = m_out.size();
        addLines(text, paragraph.isItem ? 2 : takeGap(5), indent, paragraph.isItem);
        if (!paragraph.id.empty() && first < m_out.size())
            m_out[first].bookmark = PaperBookmark {0, {}, QString::fromStdString(paragraph.id)};
        m_gap = 5;
    }

    /// One piece per line; the first two and the last two stay together.
    void addLines(const LaidText& text, qreal space, qreal indent, bool bullet = false)
    {
        for (int i = 0; i < text.lines(); ++i) {
            PaperPiece piece {.space = i == 0 ? space : 0, .height = text.heightOf(i, i + 1)};
            piece.keepWithNext = text.lines() > 1 && (i == 0 || i == text.lines() - 2);
            piece.paint = [text, i, indent, bullet](QPainter& painter, const PageNumbers&) {
                if (bullet && i == 0) {
                    painter.setPen(Qt::NoPen);
                    painter.setBrush(paperSoft);
                    painter.drawEllipse(QPointF(indent - 6, text.heightOf(0, 1) / 2), 1.4, 1.4);
                }
                text.paint(painter, {indent, 0}, i, i + 1);
            };
            text.addLinks(piece.links, {indent, 0}, i, i + 1);
            m_out.push_back(std::move(piece));
        }
    }

    void add(const PaperCode& code)
    {
        const bool numbered = std::ranges::any_of(
            code.lines, [](const PaperCodeLine& line) { return line.number.has_value(); });
        const qreal gutter = numbered ? 30 : 8;
        const QFont font = paperFont(PaperStyle::Code, paper::codeSize);
        const std::size_t first = m_out.size();
        for (const PaperCodeLine& line : code.lines) {
            const LaidText text(QString::fromStdString(line.text), formatsOf(code, line), font,
                                m_width - gutter - 6);
            const qreal rowHeight = std::max(text.height(), paper::codeSize * 1.32);
            PaperPiece piece {.height = rowHeight};
            const QString number = line.number ? QString::number(*line.number) : QString();
            piece.paint = [text, number, gutter, rowHeight, kind = line.kind,
                           width = m_width](QPainter& painter, const PageNumbers&) {
                // A hair more than the height, so that no white shows between two lines.
                painter.fillRect(QRectF(0, 0, width, rowHeight + 0.2), groundOf(kind));
                if (!number.isEmpty())
                    LaidText({{number.toStdString(), PaperStyle::Soft, {}, {}}}, paper::smallSize,
                             gutter)
                        .paint(painter, {6, 0.4}, 0, 1);
                text.paint(painter, {gutter, 0}, 0, text.lines());
            };
            m_out.push_back(std::move(piece));
        }
        if (first == m_out.size()) return;
        // What introduces the code stays with it, and a command below a heading with what is said
        // of it.
        const bool belowHeading =
            first > 0 && m_out[first - 1].bookmark && m_out[first - 1].bookmark->depth > 0;
        if (first > 0) m_out[first - 1].keepWithNext = true;
        // Short blocks stay whole; of long ones the first two and the last two lines stay together.
        m_out[first].space = takeGap(4);
        const std::size_t count = m_out.size() - first;
        for (std::size_t i = 0; i + 1 < count; ++i)
            m_out[first + i].keepWithNext = count <= unbrokenCode || i == 0 || i + 2 == count;
        m_out.back().keepWithNext = belowHeading;
        m_gap = 6;
    }

    static QColor groundOf(PaperCodeKind kind)
    {
        switch (kind) {
        case PaperCodeKind::Added:
            return toneTint("ok");
        case PaperCodeKind::Removed:
            return toneTint("high");
        case PaperCodeKind::Hunk:
        case PaperCodeKind::Plain:
            break;
        }
        return paperTint;
    }

    static QList<QTextLayout::FormatRange> formatsOf(const PaperCode& code,
                                                     const PaperCodeLine& line)
    {
        const QString text = QString::fromStdString(line.text);
        QList<QTextLayout::FormatRange> formats;
        const auto whole = [&](const QColor& color) {
            QTextLayout::FormatRange range;
            range.start = 0;
            range.length = static_cast<int>(text.size());
            range.format.setForeground(color);
            formats += range;
        };
        if (line.kind == PaperCodeKind::Added)
            whole(toneColor("ok"));
        else if (line.kind == PaperCodeKind::Removed)
            whole(toneColor("high"));
        else if (line.kind == PaperCodeKind::Hunk)
            whole(paperSoft);
        else
            formats = sourceColors(QString::fromStdString(code.fileName), text);
        if (line.markEnd > line.markBegin) {
            QTextLayout::FormatRange mark;
            mark.start = static_cast<int>(
                QString::fromStdString(line.text.substr(0, line.markBegin)).size());
            mark.length = static_cast<int>(
                QString::fromStdString(
                    line.text.substr(line.markBegin, line.markEnd - line.markBegin))
                    .size());
            mark.format.setBackground(toneTint(code.tone));
            mark.format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
            mark.format.setUnderlineColor(toneColor(code.tone));
            formats += mark;
        }
        return formats;
    }

    void add(const PaperTable& table)
    {
        auto head = std::make_shared<PaperPiece>(rowPiece(headCells(table), true));
        head->keepWithNext = true;
        PaperPiece first = *head;
        first.space = takeGap(6);
        m_out.push_back(std::move(first));
        const qreal most = m_height - head->height - 2 * cellPadding - 4;
        for (const auto& row : table.rows)
            addRow(table, row, head, most);
        m_gap = 8;
    }

    struct Cell {
        LaidText text;
        qreal left = 0;
        int begin = 0;
        int end = 0;
    };

    [[nodiscard]] std::vector<Cell> cellsOf(const PaperTable& table,
                                            const std::vector<PaperText>& row) const
    {
        std::vector<Cell> cells;
        qreal left = 0;
        for (std::size_t i = 0; i < row.size() && i < table.widths.size(); ++i) {
            const qreal width = table.widths[i] * m_width;
            LaidText text(row[i], paper::tableSize, width - 2 * cellPadding);
            const int lines = text.lines();
            cells.push_back({std::move(text), left + cellPadding, 0, lines});
            left += width;
        }
        return cells;
    }

    [[nodiscard]] std::vector<Cell> headCells(const PaperTable& table) const
    {
        std::vector<PaperText> words;
        for (const std::string& text : table.head)
            words.push_back({{text, PaperStyle::Strong, {}, {}}});
        return cellsOf(table, words);
    }

    /// A row is one piece, unless it alone is higher than a page.
    void addRow(const PaperTable& table, const std::vector<PaperText>& row,
                const std::shared_ptr<const PaperPiece>& head, qreal most)
    {
        std::vector<Cell> cells = cellsOf(table, row);
        const auto isLeft = [](const Cell& cell) { return cell.begin < cell.text.lines(); };
        do {
            for (Cell& cell : cells)
                cell.end = cell.begin + cell.text.fitting(cell.begin, most);
            PaperPiece piece = rowPiece(cells, false);
            piece.repeatedHead = head;
            m_out.push_back(std::move(piece));
            for (Cell& cell : cells)
                cell.begin = cell.end;
        } while (std::ranges::any_of(cells, isLeft));
    }

    static qreal heightOf(const std::vector<Cell>& cells)
    {
        qreal highest = paper::tableSize;
        for (const Cell& cell : cells)
            highest = std::max(highest, cell.text.heightOf(cell.begin, cell.end));
        return highest;
    }

    [[nodiscard]] PaperPiece rowPiece(const std::vector<Cell>& cells, bool isHead) const
    {
        PaperPiece piece {.height = heightOf(cells) + 2 * cellPadding};
        piece.paint = [cells, isHead, width = m_width, height = piece.height](QPainter& painter,
                                                                              const PageNumbers&) {
            if (isHead) painter.fillRect(QRectF(0, 0, width, height), paperTint);
            painter.setPen(QPen(paperLine, isHead ? 0.8 : 0.5));
            painter.drawLine(QPointF(0, height), QPointF(width, height));
            for (const Cell& cell : cells)
                cell.text.paint(painter, {cell.left, cellPadding}, cell.begin, cell.end);
        };
        for (const Cell& cell : cells)
            cell.text.addLinks(piece.links, {cell.left, cellPadding}, cell.begin, cell.end);
        return piece;
    }

    void add(const PaperTimeline& timeline)
    {
        auto pieces = timelinePieces(timeline, m_width);
        std::ranges::move(pieces, std::back_inserter(m_out));
        m_gap = 8;
    }
    void add(const PaperHeatMap& map)
    {
        m_out.push_back(heatMapPiece(map, m_width));
        m_gap = 8;
    }

    /// The space below a heading or figure where there is one, else the usual one.
    qreal takeGap(qreal usual) { return std::exchange(m_gap, usual); }

    const PaperDocument& m_document;
    const qreal m_width;
    const qreal m_height;
    std::vector<PaperPiece> m_out;
    qreal m_gap = 0;
    bool m_firstSection = true;
};

} // namespace

std::vector<PaperPiece> piecesOf(const PaperDocument& document, qreal width, qreal height)
{
    return PieceMaker(document, width, height).make();
}

} // namespace pinwheel
