#pragma once

#include "ui/editor/fold_ranges.h"

#include <Qsci/qscilexercustom.h>

#include <KSyntaxHighlighting/AbstractHighlighter>
#include <KSyntaxHighlighting/State>
#include <vector>

namespace pinwheel {

/// Colours a Scintilla text by a definition of KSyntaxHighlighting. Style numbers are the text
/// styles of that library (keyword, string, …), colours those of our theme. States are kept per
/// line, so an edit colours again only as far as the state differs.
class TokenLexer final : public QsciLexerCustom, public KSyntaxHighlighting::AbstractHighlighter
{
    Q_OBJECT

public:
    /// @param fileName  decides the language: Dockerfiles, requirement files, TOML, YAML, …
    TokenLexer(const QString& fileName, QsciScintilla* editor);

    [[nodiscard]] const char* language() const override { return "Pinwheel"; }
    [[nodiscard]] QString description(int style) const override;
    [[nodiscard]] QColor defaultColor(int style) const override;
    [[nodiscard]] QColor defaultPaper(int style) const override;
    [[nodiscard]] QFont defaultFont(int style) const override;
    void styleText(int start, int end) override;
    /// Options and package names complete as one word.
    [[nodiscard]] const char* wordCharacters() const override
    {
        return "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.";
    }

    /// How the language of the text is folded.
    [[nodiscard]] FoldKind foldKind() const;
    /// Lines from `line` (from 0) on are no longer what was coloured.
    void forgetFrom(int line);
    /// Takes colours and fonts of the present theme.
    void takeTheme(qreal pointSize);

protected:
    void applyFormat(int offset, int length, const KSyntaxHighlighting::Format& format) override;

private:
    [[nodiscard]] QString lineText(int line, QByteArray& bytes) const;

    std::vector<KSyntaxHighlighting::State>
        m_states; ///< state at the begin of each line, as far as known
    std::vector<char> m_styles; ///< of the line at hand, per UTF-16 unit
    qreal m_pointSize = 9.75;
};

} // namespace pinwheel
