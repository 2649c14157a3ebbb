#include "ui/report/laid_text.h"

#include "ui/report/paper_style.h"

#include <QTextOption>

#include <algorithm>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

constexpr qreal leading = 1.32; ///< line height as a multiple of the size

QTextCharFormat formatOf(const TextRun& run, qreal size)
{
    QTextCharFormat format;
    format.setFont(paperFont(run.style, run.style == RunStyle::Code ? size * 0.94 : size));
    const bool linked = !run.target.empty();
    format.setForeground(run.style == RunStyle::Soft && !linked ? paperSoft
                             : linked && run.tone.empty()       ? paperLink
                                                                : toneColor(run.tone));
    return format;
}

} // namespace

LaidText::LaidText(const RichText& text, qreal size, qreal width, Break breaking)
    : m_layout(std::make_shared<QTextLayout>())
    , m_lineHeight(size * leading)
{
    QString all;
    QList<QTextLayout::FormatRange> formats;
    for (const TextRun& run : text) {
        const QString words = QString::fromStdString(run.text);
        QTextLayout::FormatRange range;
        range.start = static_cast<int>(all.size());
        range.length = static_cast<int>(words.size());
        range.format = formatOf(run, size);
        formats += range;
        if (!run.target.empty())
            m_targets.push_back(
                {range.start, range.start + range.length, QString::fromStdString(run.target)});
        all += words;
    }
    m_layout->setFont(paperFont(RunStyle::Plain, size));
    m_layout->setText(all);
    m_layout->setFormats(formats);
    breakLines(width, breaking);
}

LaidText::LaidText(const QString& text, const QList<QTextLayout::FormatRange>& formats,
                   const QFont& font, qreal width)
    : m_layout(std::make_shared<QTextLayout>(text, font))
    , m_lineHeight(font.pixelSize() / unitsPerPoint * leading)
{
    m_layout->setFormats(formats);
    breakLines(width, Break::Words);
}

void LaidText::breakLines(qreal width, Break breaking)
{
    QTextOption option;
    // A name longer than its column is broken too rather than painted over the next.
    option.setWrapMode(breaking == Break::Words ? QTextOption::WrapAtWordBoundaryOrAnywhere
                                                : QTextOption::WrapAnywhere);
    option.setUseDesignMetrics(true);
    m_layout->setTextOption(option);
    m_layout->setCacheEnabled(true);
    m_layout->beginLayout();
    qreal y = 0;
    while (true) {
        QTextLine line = m_layout->createLine();
        if (!line.isValid()) break;
        line.setLineWidth(width * unitsPerPoint);
        // One height for all lines, whatever fonts stand in them.
        line.setPosition({0, y + (m_lineHeight * unitsPerPoint - line.height()) / 2});
        y += m_lineHeight * unitsPerPoint;
    }
    m_layout->endLayout();
}

qreal LaidText::heightOf(int begin, int end) const
{
    return m_lineHeight * std::max(0, end - begin);
}

int LaidText::fitting(int begin, qreal height) const
{
    return std::clamp(static_cast<int>(height / m_lineHeight), std::min(1, lines() - begin),
                      lines() - begin);
}

void LaidText::paint(QPainter& painter, QPointF at, int begin, int end) const
{
    painter.save();
    painter.setPen(paperText); // of what has no colour of its own
    painter.translate(at.x(), at.y() - m_lineHeight * begin);
    painter.scale(1 / unitsPerPoint, 1 / unitsPerPoint);
    for (int i = begin; i < std::min(end, lines()); ++i)
        m_layout->lineAt(i).draw(&painter, {});
    painter.restore();
}

void LaidText::addLinks(std::vector<PaperLink>& out, QPointF at, int begin, int end) const
{
    for (const Target& target : m_targets)
        for (int i = begin; i < std::min(end, lines()); ++i) {
            const QTextLine line = m_layout->lineAt(i);
            const int from = std::max(target.begin, line.textStart());
            const int to = std::min(target.end, line.textStart() + line.textLength());
            if (from >= to) continue;
            const qreal left = line.cursorToX(from) / unitsPerPoint;
            const qreal right = line.cursorToX(to) / unitsPerPoint;
            out.push_back({QRectF(at.x() + left, at.y() + m_lineHeight * (i - begin), right - left,
                                  m_lineHeight),
                           target.target});
        }
}

} // namespace pinwheel
