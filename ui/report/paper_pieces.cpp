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
/// Rows of a table that are kept on one page.
constexpr std::size_t unbrokenRows = 4;

/// What stands before an item: its number, or a dot.
struct Marker {
    bool isShown = false;
    std::string text;

    void paint(QPainter& painter, qreal indent, qreal lineHeight) const
    {
        if (!isShown) return;
        if (!text.empty()) {
            LaidText({{text, RunStyle::Soft, {}, {}}}, paper::bodySize, indent)
                .paint(painter, {0, 0}, 0, 1);
            return;
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(paperSoft);
        painter.drawEllipse(QPointF(indent - 6, lineHeight / 2), 1.4, 1.4);
    }
};

class PieceMaker
{
public:
    PieceMaker(const ReportDocument& document, qreal width, qreal height)
        : m_document(document)
        , m_width(width)
        , m_height(height)
    {
    }

    std::vector<PaperPiece> make()
    {
        for (const ReportBlock& block : m_document.blocks) {
            // Only what follows a paragraph at once is introduced by it.
            const bool isIntroduced = std::holds_alternative<ListBlock>(block)
                || std::holds_alternative<TableBlock>(block);
            if (!isIntroduced) m_introduces = false;
            std::visit([this](const auto& one) { add(one); }, block);
        }
        return std::move(m_out);
    }

private:
    void add(const TitleBlock& title)
    {
        addLines(LaidText({{title.title, RunStyle::Strong, {}, {}}}, 26, m_width), 60, 0);
        if (!title.project.empty())
            addLines(LaidText({{title.project, RunStyle::Plain, {}, {}}}, 16, m_width), 2, 0);
        RichText words = {{"Overall risk: ", RunStyle::Plain, {}, {}},
                          {title.before, RunStyle::Strong, title.before, {}}};
        if (title.after) {
            words.push_back({"   After all safe fixes: ", RunStyle::Plain, {}, {}});
            words.push_back({*title.after, RunStyle::Strong, *title.after, {}});
        }
        const LaidText verdict(words, 15, m_width - 32);
        const LaidText counts({{title.counts, RunStyle::Soft, {}, {}}}, paper::bodySize,
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

    void add(const ContentsBlock&)
    {
        addLines(LaidText({{"Contents", RunStyle::Strong, {}, {}}}, 11, m_width), 16, 0);
        m_out.back().keepWithNext = true;
        for (const ReportBlock& block : m_document.blocks) {
            const auto* heading = std::get_if<HeadingBlock>(&block);
            if (heading == nullptr || heading->depth != 1) continue;
            const LaidText line({{wordsOf(heading->text), RunStyle::Plain, {}, "#" + heading->id}},
                                paper::bodySize, m_width - 30);
            PaperPiece piece {.space = 1, .height = line.height()};
            const QString id = QString::fromStdString(heading->id);
            piece.paint = [line, id, width = m_width](QPainter& painter, const PageNumbers& pages) {
                line.paint(painter, {}, 0, line.lines());
                const auto page = pages.find(id);
                if (page == pages.end()) return;
                const LaidText number({{std::to_string(page->second), RunStyle::Plain, {}, {}}},
                                      paper::bodySize, 30);
                number.paint(painter, {width - 18, 0}, 0, 1);
                painter.setPen(QPen(paperLine, 0.5));
                painter.drawLine(QPointF(0, line.height()), QPointF(width, line.height()));
            };
            piece.links.push_back({QRectF(0, 0, m_width, line.height()), u'#' + id});
            m_out.push_back(std::move(piece));
        }
    }

    void add(const HeadingBlock& heading)
    {
        const bool isSection = heading.depth == 1;
        const LaidText text({{wordsOf(heading.text), RunStyle::Strong, {}, {}}},
                            isSection ? 15 : 10.5, m_width);
        PaperPiece piece {.space = isSection ? 24.0 : 14.0,
                          .height = text.height() + (isSection ? 5 : 1),
                          .keepWithNext = true};
        m_sinceHeading = 0;
        piece.paint = [text, isSection, width = m_width](QPainter& painter, const PageNumbers&) {
            text.paint(painter, {}, 0, text.lines());
            if (!isSection) return;
            painter.setPen(QPen(paperLine, 0.8));
            painter.drawLine(QPointF(0, text.height() + 2), QPointF(width, text.height() + 2));
        };
        piece.bookmark =
            PaperBookmark {heading.depth, QString::fromStdString(wordsOf(heading.text)),
                           QString::fromStdString(heading.id)};
        // The first section begins on the page after the title's.
        piece.beginsPage = isSection && std::exchange(m_firstSection, false);
        m_out.push_back(std::move(piece));
        m_gap = isSection ? 6 : 3;
    }

    void add(const ParagraphBlock& paragraph) { addParagraph(paragraph.text); }

    void addParagraph(const RichText& text)
    {
        const bool belowHeading = isHeading(m_out.size());
        addLines(LaidText(text, paper::bodySize, m_width), takeGap(5), 0);
        if (belowHeading) m_out.back().keepWithNext = true;
        m_gap = 5;
        m_introduces = true;
        ++m_sinceHeading;
    }

    /// Whether the piece before the one at `next` is a heading.
    [[nodiscard]] bool isHeading(std::size_t next) const
    {
        return next > 0 && m_out[next - 1].bookmark && m_out[next - 1].bookmark->depth > 0;
    }

    /// What a paragraph introduces begins on its page.
    void keepIntroduction()
    {
        if (std::exchange(m_introduces, false) && !m_out.empty()) m_out.back().keepWithNext = true;
    }

    void add(const ListBlock& list)
    {
        if (list.fold) return addParagraph(list.fold->brief);
        keepIntroduction();
        addItems(list.items, list.style, 0);
        m_gap = 5;
    }

    void addItems(const std::vector<ListItem>& items, ListStyle style,
                  int depth) // NOLINT(misc-no-recursion): lists are some levels deep.
    {
        const qreal indent = style == ListStyle::Numbers ? 18.0
            : style == ListStyle::References             ? 24.0
                                                         : 11.0 + 12.0 * depth;
        std::size_t number = 0;
        qreal spaceAbove = 2;
        for (const ListItem& item : items) {
            ++number;
            const std::string marker = style == ListStyle::Numbers ? std::to_string(number) + "."
                : style == ListStyle::References ? "[" + std::to_string(number) + "]"
                                                 : "";
            const std::size_t first = m_out.size();
            const LaidText text(item.text, paper::bodySize, m_width - indent);
            addLines(text, spaceAbove, indent, Marker {true, marker});
            spaceAbove = 2;
            if (!item.id.empty() && first < m_out.size())
                m_out[first].bookmark = PaperBookmark {0, {}, QString::fromStdString(item.id)};
            if (item.code) {
                // Near to its item, and apart from the next one.
                m_gap = 1;
                addCode(*item.code, indent);
                spaceAbove = 5;
            }
            addItems(item.items, ListStyle::Bullets, depth + 1);
        }
    }

    /// One piece per line; the first two and the last two stay together.
    void addLines(const LaidText& text, qreal space, qreal indent, const Marker& marker = {})
    {
        for (int i = 0; i < text.lines(); ++i) {
            PaperPiece piece {.space = i == 0 ? space : 0, .height = text.heightOf(i, i + 1)};
            piece.keepWithNext = text.lines() > 1 && (i == 0 || i == text.lines() - 2);
            piece.paint = [text, i, indent, marker](QPainter& painter, const PageNumbers&) {
                if (i == 0) marker.paint(painter, indent, text.heightOf(0, 1));
                text.paint(painter, {indent, 0}, i, i + 1);
            };
            text.addLinks(piece.links, {indent, 0}, i, i + 1);
            m_out.push_back(std::move(piece));
        }
    }

    void add(const CodeBlock& code) { addCode(code, 0); }

    void addCode(const CodeBlock& code, qreal indent)
    {
        const bool numbered = std::ranges::any_of(
            code.lines, [](const CodeLine& line) { return line.number.has_value(); });
        const qreal gutter = numbered ? 30 : 8;
        const QFont font = paperFont(RunStyle::Code, paper::codeSize);
        const std::size_t first = m_out.size();
        for (const CodeLine& line : code.lines) {
            const LaidText text(QString::fromStdString(line.text), formatsOf(code, line), font,
                                m_width - indent - gutter - 6);
            const qreal rowHeight = std::max(text.height(), paper::codeSize * 1.32);
            PaperPiece piece {.height = rowHeight};
            const QString number = line.number ? QString::number(*line.number) : QString();
            piece.paint = [text, number, indent, gutter, rowHeight, kind = line.kind,
                           width = m_width](QPainter& painter, const PageNumbers&) {
                // A hair more than the height, so that no white shows between two lines.
                painter.fillRect(QRectF(indent, 0, width - indent, rowHeight + 0.2),
                                 groundOf(kind));
                if (!number.isEmpty())
                    LaidText({{number.toStdString(), RunStyle::Soft, {}, {}}}, paper::smallSize,
                             gutter)
                        .paint(painter, {indent + 6, 0.4}, 0, 1);
                text.paint(painter, {indent + gutter, 0}, 0, text.lines());
            };
            m_out.push_back(std::move(piece));
        }
        if (first == m_out.size()) return;
        // What introduces the code stays with it; what a section opens with, such as the quoted
        // place of a finding, stays with what is said of it.
        const bool opens = m_sinceHeading <= 1;
        ++m_sinceHeading;
        if (first > 0) m_out[first - 1].keepWithNext = true;
        // Short blocks stay whole; of long ones the first two and the last two lines stay together.
        m_out[first].space = takeGap(4);
        const std::size_t count = m_out.size() - first;
        for (std::size_t i = 0; i + 1 < count; ++i)
            m_out[first + i].keepWithNext = count <= unbrokenCode || i == 0 || i + 2 == count;
        m_out.back().keepWithNext = opens;
        m_gap = 6;
    }

    static QColor groundOf(CodeLineKind kind)
    {
        switch (kind) {
        case CodeLineKind::Added:
            return toneTint("ok");
        case CodeLineKind::Removed:
            return toneTint("high");
        case CodeLineKind::Hunk:
        case CodeLineKind::Plain:
            break;
        }
        return paperTint;
    }

    static QList<QTextLayout::FormatRange> formatsOf(const CodeBlock& code, const CodeLine& line)
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
        if (line.kind == CodeLineKind::Added)
            whole(toneColor("ok"));
        else if (line.kind == CodeLineKind::Removed)
            whole(toneColor("high"));
        else if (line.kind == CodeLineKind::Hunk)
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

    void add(const TableBlock& table)
    {
        if (table.fold) return addParagraph(table.fold->brief);
        keepIntroduction();
        auto head = std::make_shared<PaperPiece>(rowPiece(headCells(table), true));
        head->keepWithNext = true;
        PaperPiece first = *head;
        first.space = takeGap(6);
        m_out.push_back(std::move(first));
        const qreal most = m_height - head->height - 2 * cellPadding - 4;
        const std::size_t begin = m_out.size();
        for (const auto& row : table.rows)
            addRow(table, row, head, most);
        // Small tables stay whole; of long ones the first two and the last two rows stay together.
        const std::size_t count = m_out.size() - begin;
        for (std::size_t i = 0; i + 1 < count; ++i)
            m_out[begin + i].keepWithNext = count <= unbrokenRows || i == 0 || i + 2 == count;
        m_gap = 8;
    }

    struct Cell {
        LaidText text;
        qreal left = 0;
        int begin = 0;
        int end = 0;
    };

    [[nodiscard]] std::vector<Cell> cellsOf(const TableBlock& table,
                                            const std::vector<RichText>& row) const
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

    [[nodiscard]] std::vector<Cell> headCells(const TableBlock& table) const
    {
        std::vector<RichText> words;
        for (const std::string& text : table.head)
            words.push_back({{text, RunStyle::Strong, {}, {}}});
        return cellsOf(table, words);
    }

    /// A row is one piece, unless it alone is higher than a page.
    void addRow(const TableBlock& table, const std::vector<RichText>& row,
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

    void add(const TimelineFigure& timeline)
    {
        auto pieces = timelinePieces(timeline, m_width);
        std::ranges::move(pieces, std::back_inserter(m_out));
        m_gap = 8;
    }
    void add(const RiskFigure& map)
    {
        m_out.push_back(heatMapPiece(map, m_width));
        m_gap = 8;
    }

    /// The space below a heading or figure where there is one, else the usual one.
    qreal takeGap(qreal usual) { return std::exchange(m_gap, usual); }

    const ReportDocument& m_document;
    const qreal m_width;
    const qreal m_height;
    std::vector<PaperPiece> m_out;
    qreal m_gap = 0;
    bool m_firstSection = true;
    bool m_introduces = false; ///< the last block is a paragraph
    int m_sinceHeading = 2; ///< paragraphs and code blocks below the last heading
};

} // namespace

std::vector<PaperPiece> piecesOf(const ReportDocument& document, qreal width, qreal height)
{
    return PieceMaker(document, width, height).make();
}

} // namespace pinwheel
