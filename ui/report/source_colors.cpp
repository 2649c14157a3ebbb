#include "ui/report/source_colors.h"

#include "ui/editor/syntax_definitions.h"

#include <KSyntaxHighlighting/AbstractHighlighter>
#include <KSyntaxHighlighting/Format>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/State>
#include <KSyntaxHighlighting/Theme>

namespace pinwheel {

namespace {

class LineHighlighter final : public KSyntaxHighlighting::AbstractHighlighter
{
public:
    explicit LineHighlighter(const QString& fileName)
    {
        setDefinition(syntaxDefinitionFor(fileName));
        setTheme(syntaxRepository().defaultTheme(KSyntaxHighlighting::Repository::LightTheme));
    }
    QList<QTextLayout::FormatRange> colorsOf(const QString& line)
    {
        m_ranges.clear();
        highlightLine(line, {});
        return m_ranges;
    }

protected:
    void applyFormat(int offset, int length, const KSyntaxHighlighting::Format& format) override
    {
        if (length == 0 || format.isDefaultTextStyle(theme())) return;
        QTextLayout::FormatRange range;
        range.start = offset;
        range.length = length;
        range.format.setForeground(format.textColor(theme()));
        if (format.isBold(theme())) range.format.setFontWeight(QFont::DemiBold);
        m_ranges += range;
    }

private:
    QList<QTextLayout::FormatRange> m_ranges;
};

} // namespace

QList<QTextLayout::FormatRange> sourceColors(const QString& fileName, const QString& line)
{
    if (fileName.isEmpty()) return {};
    return LineHighlighter(fileName).colorsOf(line);
}

} // namespace pinwheel
