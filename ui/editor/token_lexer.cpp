#include "ui/editor/token_lexer.h"

#include "ui/editor/syntax_definitions.h"
#include "ui/theme/theme.h"

#include <Qsci/qsciscintilla.h>

#include <KSyntaxHighlighting/Format>
#include <KSyntaxHighlighting/Theme>

namespace pinwheel {

using namespace Qt::StringLiterals;
using TextStyle = KSyntaxHighlighting::Theme::TextStyle;

namespace {

/// Scintilla asks for styles of its own as well, from 32 on: they look like plain text.
TextStyle textStyleOf(int style)
{
    return style >= 0 && style <= static_cast<int>(TextStyle::Others)
        ? static_cast<TextStyle>(style)
        : TextStyle::Normal;
}

QColor colorOfStyle(TextStyle style)
{
    const ThemeColors& colors = theme();
    switch (style) {
    case TextStyle::Keyword:
    case TextStyle::ControlFlow:
        return colors.syntax.keyword;
    case TextStyle::Function:
    case TextStyle::DataType:
    case TextStyle::Extension:
        return colors.syntax.name;
    case TextStyle::Variable:
    case TextStyle::Constant:
        return colors.syntax.variable;
    case TextStyle::Char:
    case TextStyle::SpecialChar:
    case TextStyle::String:
    case TextStyle::VerbatimString:
    case TextStyle::SpecialString:
        return colors.syntax.string;
    case TextStyle::Attribute:
    case TextStyle::Import:
    case TextStyle::Preprocessor:
        return colors.syntax.option;
    case TextStyle::DecVal:
    case TextStyle::BaseN:
    case TextStyle::Float:
        return colors.syntax.number;
    case TextStyle::Comment:
    case TextStyle::Documentation:
    case TextStyle::Annotation:
    case TextStyle::CommentVar:
    case TextStyle::RegionMarker:
    case TextStyle::Information:
        return colors.syntax.comment;
    case TextStyle::Warning:
    case TextStyle::Alert:
    case TextStyle::Error:
        return colors.syntax.error;
    case TextStyle::Normal:
    case TextStyle::Operator:
    case TextStyle::BuiltIn:
    case TextStyle::Others:
        break;
    }
    return colors.text;
}

} // namespace

FoldKind TokenLexer::foldKind() const
{
    const QString language = definition().name();
    if (language == "Dockerfile"_L1) return FoldKind::Dockerfile;
    if (language == "Python Requirements"_L1) return FoldKind::Requirements;
    return language == "YAML"_L1 ? FoldKind::Indented : FoldKind::None;
}

TokenLexer::TokenLexer(const QString& fileName, QsciScintilla* editor)
    : QsciLexerCustom(editor)
{
    setDefinition(syntaxDefinitionFor(fileName));
    m_states.resize(1);
}

QString TokenLexer::description(int style) const
{
    // A style without description is not used; all text styles are.
    return style >= 0 && style <= static_cast<int>(TextStyle::Others) ? u"style %1"_s.arg(style)
                                                                      : QString();
}

QColor TokenLexer::defaultColor(int style) const
{
    return colorOfStyle(textStyleOf(style));
}

QColor TokenLexer::defaultPaper(int) const
{
    return pinwheel::theme().panel;
}

QFont TokenLexer::defaultFont(int style) const
{
    QFont font = codeFont(m_pointSize);
    const TextStyle text = textStyleOf(style);
    if (text == TextStyle::Keyword || text == TextStyle::ControlFlow) font.setBold(true);
    return font;
}

void TokenLexer::takeTheme(qreal pointSize)
{
    m_pointSize = pointSize;
    for (int style = 0; style <= static_cast<int>(TextStyle::Others); ++style) {
        setColor(defaultColor(style), style);
        setPaper(defaultPaper(style), style);
        setFont(defaultFont(style), style);
    }
    setDefaultColor(pinwheel::theme().text);
    setDefaultPaper(pinwheel::theme().panel);
    setDefaultFont(codeFont(m_pointSize));
}

void TokenLexer::forgetFrom(int line)
{
    const auto keep = static_cast<std::size_t>(std::max(line, 0)) + 1;
    if (m_states.size() > keep) m_states.resize(keep);
}

QString TokenLexer::lineText(int line, QByteArray& bytes) const
{
    const auto lineLength = editor()->SendScintilla(QsciScintillaBase::SCI_LINELENGTH,
                                                    static_cast<unsigned long>(line));
    bytes.resize(lineLength);
    editor()->SendScintilla(QsciScintillaBase::SCI_GETLINE, static_cast<unsigned long>(line),
                            bytes.data());
    while (bytes.endsWith('\n') || bytes.endsWith('\r'))
        bytes.chop(1);
    return QString::fromUtf8(bytes);
}

void TokenLexer::applyFormat(int offset, int length, const KSyntaxHighlighting::Format& format)
{
    const auto style = static_cast<char>(format.isValid() ? format.textStyle() : TextStyle::Normal);
    const auto begin = static_cast<std::size_t>(offset);
    const auto end = std::min(begin + static_cast<std::size_t>(length), m_styles.size());
    for (std::size_t i = begin; i < end; ++i)
        m_styles[i] = style;
}

void TokenLexer::styleText(int start, int end)
{
    QsciScintilla* const scintilla = editor();
    if (scintilla == nullptr || !definition().isValid()) return;
    const auto lineOf = [scintilla](int position) {
        return static_cast<int>(scintilla->SendScintilla(QsciScintillaBase::SCI_LINEFROMPOSITION,
                                                         static_cast<unsigned long>(position)));
    };
    // States before the first wanted line may be missing: then colour from the last known one.
    const int firstLine = std::min(lineOf(start), static_cast<int>(m_states.size()) - 1);
    const int lastLine = lineOf(end);
    forgetFrom(firstLine);

    QByteArray bytes;
    QByteArray styled;
    for (int line = firstLine; line <= lastLine; ++line) {
        const auto full = scintilla->SendScintilla(QsciScintillaBase::SCI_LINELENGTH,
                                                   static_cast<unsigned long>(line));
        const QString text = lineText(line, bytes);
        m_styles.assign(static_cast<std::size_t>(text.size()),
                        static_cast<char>(TextStyle::Normal));
        m_states.push_back(highlightLine(text, m_states[static_cast<std::size_t>(line)]));

        styled.clear();
        if (text.size() == bytes.size()) {
            styled.append(m_styles.data(), static_cast<qsizetype>(m_styles.size()));
        } else {
            // One style byte for each UTF-8 byte.
            for (qsizetype i = 0; i < text.size(); ++i) {
                const bool pair = text[i].isHighSurrogate() && i + 1 < text.size();
                const qsizetype size = QStringView(text).sliced(i, pair ? 2 : 1).toUtf8().size();
                styled.append(size, m_styles[static_cast<std::size_t>(i)]);
                if (pair) ++i;
            }
        }
        styled.resize(full, static_cast<char>(TextStyle::Normal));
        startStyling(static_cast<int>(scintilla->SendScintilla(
            QsciScintillaBase::SCI_POSITIONFROMLINE, static_cast<unsigned long>(line))));
        scintilla->SendScintilla(QsciScintillaBase::SCI_SETSTYLINGEX,
                                 static_cast<unsigned long>(styled.size()), styled.constData());
    }
}

} // namespace pinwheel
