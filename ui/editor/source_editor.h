#pragma once

#include "ui/editor/completions.h"
#include "ui/editor/finding_marks.h"
#include "ui/editor/line_notes.h"
#include "ui/workspace/document.h"

#include <QPointer>
#include <QRect>
#include <QTimer>
#include <Qsci/qsciscintilla.h>

#include <functional>
#include <optional>
#include <vector>

namespace pinwheel {

class TokenLexer;

/// A text editor on one document: syntax colours, squiggles, margin signs and inline notes of the
/// findings. Offsets are bytes of the document; a BOM is kept in the document and not shown.
class SourceEditor final : public QsciScintilla
{
    Q_OBJECT

public:
    SourceEditor(Document* document, QWidget* parent = nullptr);

    [[nodiscard]] Document* document() const { return m_document; }

    /// Shows these marks; spans are bytes of the present text.
    void setMarks(std::vector<FindingMark> marks);
    [[nodiscard]] const std::vector<FindingMark>& marks() const { return m_marks; }
    /// The finding whose lines are emphasised; empty for none.
    void setSelectedFinding(const QString& id);
    /// The finding under the pointer elsewhere; its lines are marked at the left. Empty for none.
    void setLitFinding(const QString& id);
    void setNotePlacement(NotePlacement placement);
    [[nodiscard]] NotePlacement notePlacement() const { return m_notePlacement; }
    [[nodiscard]] const std::vector<LineNote>& notes() const { return m_notes; }
    /// The text differs from what was audited. Shown once it lasts: an audit is mostly faster than
    /// a glance.
    void setStale(bool stale);

    /// Brings a place into view and puts the caret there, without taking the focus.
    void reveal(std::uint32_t begin, std::uint32_t end);
    /// Top and bottom of the lines of a place in pixels of the viewport; may lie outside of it.
    [[nodiscard]] std::pair<int, int> verticalRange(std::uint32_t begin, std::uint32_t end) const;
    [[nodiscard]] std::uint32_t caretOffset() const;
    [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> selectedRange() const;
    void selectRange(std::uint32_t begin, std::uint32_t end);
    [[nodiscard]] int lineHeight() const;
    /// The line of the caret and its findings in words, for screen readers.
    [[nodiscard]] QString lineAsText() const;
    /// Ids of the findings that touch the line (from 0), worst first.
    [[nodiscard]] std::vector<QString> findingsAtLine(int line) const;

    void takeTheme();
    void setZoomLevel(int level); ///< 0 = normal; each step is one point
    [[nodiscard]] int zoomLevel() const { return m_zoom; }
    void setWhitespaceShown(bool shown);
    void setColumnShown(bool shown); ///< a line at column 100
    /// Hides or shows the lines of the part that begins at the line (from 0), or that holds it.
    void toggleFold(int line);
    void foldEverything(bool folded);
    [[nodiscard]] bool isLineHidden(int line) const;
    /// Words to complete, gathered when they are first asked for.
    void setCompletions(std::function<QStringList()> words);
    /// Where names and versions of packages are looked up while completing.
    void setIndexLookup(IndexLookup lookup) { m_index = std::move(lookup); }
    void complete();

signals:
    /// The user changed the text; the document already holds the change.
    void typed(Document* document, qsizetype begin, const QByteArray& removed,
               const QByteArray& inserted);
    /// The caret went somewhere by hand (not by typing).
    void caretMovedByUser(std::uint32_t offset);
    void caretChanged(int line, int column); ///< both from 1
    void findingClicked(const QString& id);
    void fixClicked(const QString& id);
    void scrolled();
    void zoomRequested(int steps); ///< 0 resets
    void definitionRequested(std::uint32_t offset); ///< Ctrl+click
    void hovered(std::uint32_t offset, const QPoint& globalPosition);
    void hoverEnded();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool viewportEvent(QEvent* event) override;

private:
    struct PaintedNote {
        QRect area;
        QRect fix;
        QRect more; ///< "+2": goes to the next note of the line
        std::size_t note = 0;
        QString findingId;
    };

    void connectScintilla();
    void setUpMargins();
    void loadText();
    void takeReplacement(qsizetype begin, qsizetype removed, const QByteArray& inserted);
    void takeModification(int position, int type, const char* text, int length, int linesAdded,
                          int line);
    void moveMarks(qsizetype begin, qsizetype removed, qsizetype inserted);
    void showMarks();
    void showFolds();
    void setUpFolds();
    /// The last line of a short place, the first of a long one: where its note stands and how far
    /// its tint reaches.
    [[nodiscard]] int noteLineOf(const FindingMark& mark) const;
    [[nodiscard]] int
    shownLineOf(int line) const; ///< the line itself, or the one into which it is folded

    // Notes (source_editor_notes.cpp)
    void showNotes();
    void paintNotes(QPainter& painter);
    void paintBelow(QPainter& painter, std::size_t index);
    void paintAtLineEnd(QPainter& painter, std::size_t index);
    void paintSelectedBars(QPainter& painter);
    [[nodiscard]] QFont noteFont() const;
    [[nodiscard]] QString noteTip(const LineNote& note) const;
    bool pressNote(const QPoint& position);

    void defineMarkers();
    [[nodiscard]] const PaintedNote* noteAt(const QPoint& position) const;
    long send(unsigned int message, unsigned long first = 0, long second = 0) const;
    [[nodiscard]] int lineOfOffset(std::uint32_t offset) const;

    QPointer<Document> m_document;
    TokenLexer* m_lexer = nullptr;
    std::function<QStringList()> m_completionWords;
    std::optional<QStringList> m_completions; ///< what it gave; empty until it was asked
    IndexLookup m_index;
    std::vector<FindingMark> m_marks;
    std::vector<LineNote> m_notes;
    std::vector<PaintedNote> m_paintedNotes;
    QString m_selectedFinding;
    QString m_litFinding;
    std::uint32_t m_caret = 0; ///< where the caret was last
    int m_zoom = 0;
    NotePlacement m_notePlacement = NotePlacement::Below;
    bool m_notesOutdated = false; ///< marks or lines moved since the notes were placed
    bool m_stale = false;
    QTimer m_staleTimer;
    QTimer m_foldTimer;
    bool m_applying = false; ///< a change of the document is being shown
    bool m_typing = false;
    bool m_revealing = false;
};

} // namespace pinwheel
