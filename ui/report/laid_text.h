#pragma once

#include "core/report/document.h"
#include "ui/report/paper_pieces.h"

#include <QTextLayout>

#include <memory>

namespace pinwheel {

/// Text broken into lines of one width. Copies share the layout.
class LaidText
{
public:
    enum class Break { Words, Anywhere };

    LaidText(const RichText& text, qreal size, qreal width, Break breaking = Break::Words);
    /// One line of code with formats of its own.
    LaidText(const QString& text, const QList<QTextLayout::FormatRange>& formats, const QFont& font,
             qreal width);

    [[nodiscard]] int lines() const { return m_layout->lineCount(); }
    [[nodiscard]] qreal height() const { return heightOf(0, lines()); }
    /// Of the lines [begin, end).
    [[nodiscard]] qreal heightOf(int begin, int end) const;
    /// How many lines from `begin` on fit into a height; at least one where there is one.
    [[nodiscard]] int fitting(int begin, qreal height) const;
    void paint(QPainter& painter, QPointF at, int begin, int end) const;
    /// Areas of links in the lines [begin, end), moved by `at`.
    void addLinks(std::vector<PaperLink>& out, QPointF at, int begin, int end) const;

private:
    struct Target {
        int begin = 0;
        int end = 0;
        QString target;
    };
    void breakLines(qreal width, Break breaking);

    std::shared_ptr<QTextLayout> m_layout;
    std::vector<Target> m_targets;
    qreal m_lineHeight = 0;
};

} // namespace pinwheel
