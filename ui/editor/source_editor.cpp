#include "ui/editor/source_editor.h"

#include "ui/editor/editor_numbers.h"
#include "ui/editor/fold_ranges.h"
#include "ui/editor/token_lexer.h"
#include "ui/qt_text.h"
#include "ui/theme/level_icon.h"
#include "ui/theme/theme.h"
#include "ui/words.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QWheelEvent>
#include <Qsci/qscicommandset.h>

#include <algorithm>
#include <cctype>
#include <map>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepestFold = 200;
constexpr int rulerColumn = 100;
constexpr int staleShownAfterMs = 400;
constexpr int foldsFoundAfterMs = 120;

long longOf(const QColor& color)
{
    return color.red() | (color.green() << 8) | (color.blue() << 16);
}

} // namespace

SourceEditor::SourceEditor(Document* document, QWidget* parent)
    : QsciScintilla(parent)
    , m_document(document)
    , m_lexer(new TokenLexer(document->path(), this))
{
    setAccessibleName(document->path());
    setUtf8(true);
    setFrameShape(QFrame::NoFrame);
    setUpMargins();
    setWrapMode(WrapNone);
    setTabWidth(4);
    setIndentationsUseTabs(false);
    setCaretWidth(2);
    setBraceMatching(SloppyBraceMatch);
    setEolMode(document->bytes().contains("\r\n") ? EolWindows : EolUnix);
    send(SCI_SETSCROLLWIDTHTRACKING, 1);
    send(SCI_SETSCROLLWIDTH, 1);
    send(SCI_SETEXTRAASCENT, 1);
    send(SCI_SETEXTRADESCENT, 2);
    send(SCI_SETCARETLINEFRAME, 1);
    send(SCI_SETMOUSEDWELLTIME, 450);
    send(SCI_SETENDATLASTLINE, 0);
    m_staleTimer.setSingleShot(true);
    m_staleTimer.setInterval(staleShownAfterMs);
    connect(&m_staleTimer, &QTimer::timeout, this, [this] {
        m_stale = true;
        viewport()->update();
    });
    m_foldTimer.setSingleShot(true);
    m_foldTimer.setInterval(foldsFoundAfterMs);
    connect(&m_foldTimer, &QTimer::timeout, this, &SourceEditor::showFolds);
    // The workspace keeps one undo stack over all files.
    send(SCI_SETUNDOCOLLECTION, 0);
    send(SCI_EMPTYUNDOBUFFER);
    for (const QsciCommand::Command command :
         {QsciCommand::Undo, QsciCommand::Redo, QsciCommand::ZoomIn, QsciCommand::ZoomOut,
          QsciCommand::LineDelete, QsciCommand::LineTranspose, QsciCommand::LineCut,
          QsciCommand::SelectionDuplicate, QsciCommand::LineCopy}) {
        if (QsciCommand* const bound = standardCommands()->find(command)) {
            bound->setKey(0);
            bound->setAlternateKey(0);
        }
    }
    loadText();
    setLexer(m_lexer);
    takeTheme();
    connectScintilla();
    showFolds();
    setReadOnly(document->isReadOnly());
    connect(document, &Document::replaced, this, &SourceEditor::takeReplacement);
    connect(document, &Document::readOnlyChanged, this,
            [this] { setReadOnly(m_document->isReadOnly()); });
}

long SourceEditor::send(unsigned int message, unsigned long first, long second) const
{
    return SendScintilla(message, first, second);
}

void SourceEditor::setUpMargins()
{
    setMarginType(signMargin, SymbolMargin);
    setMarginWidth(signMargin, 22);
    setMarginSensitivity(signMargin, true);
    setMarginMarkerMask(signMargin, 0x0f);
    setMarginType(numberMargin, NumberMargin);
    setMarginMarkerMask(numberMargin, 0);
    for (int margin = 3; margin < 5; ++margin)
        setMarginWidth(margin, 0);
    send(SCI_SETMARGINLEFT, 0, 6);
    setUpFolds();
}

void SourceEditor::setUpFolds()
{
    setMarginType(foldMargin, SymbolMargin);
    setMarginMarkerMask(foldMargin, static_cast<int>(SC_MASK_FOLDERS));
    setMarginWidth(foldMargin, 14);
    setMarginSensitivity(foldMargin, true);
    // Scintilla opens and closes on clicks, and opens what the caret or an edit enters.
    send(SCI_SETAUTOMATICFOLD,
         SC_AUTOMATICFOLD_SHOW | SC_AUTOMATICFOLD_CLICK | SC_AUTOMATICFOLD_CHANGE);
    send(SCI_SETFOLDFLAGS, SC_FOLDFLAG_LINEAFTER_CONTRACTED);
    for (const auto& [marker, symbol] : {std::pair<int, int> {SC_MARKNUM_FOLDER, SC_MARK_ARROW},
                                         {SC_MARKNUM_FOLDEROPEN, SC_MARK_ARROWDOWN},
                                         {SC_MARKNUM_FOLDEREND, SC_MARK_ARROW},
                                         {SC_MARKNUM_FOLDEROPENMID, SC_MARK_ARROWDOWN},
                                         {SC_MARKNUM_FOLDERMIDTAIL, SC_MARK_EMPTY},
                                         {SC_MARKNUM_FOLDERTAIL, SC_MARK_EMPTY},
                                         {SC_MARKNUM_FOLDERSUB, SC_MARK_EMPTY}})
        send(SCI_MARKERDEFINE, unsignedOf(marker), symbol);
}

void SourceEditor::connectScintilla()
{
    connect(this, &QsciScintillaBase::SCN_MODIFIED, this,
            [this](int position, int type, const char* text, int length, int linesAdded, int line,
                   int, int, int,
                   int) { takeModification(position, type, text, length, linesAdded, line); });
    connect(this, &QsciScintilla::cursorPositionChanged, this, [this](int line, int index) {
        emit caretChanged(line + 1, index + 1);
        // Scintilla tells of the first place as of a move.
        const bool hasMoved = caretOffset() != std::exchange(m_caret, caretOffset());
        if (hasMoved && !m_typing && !m_applying && !m_revealing && hasFocus())
            emit caretMovedByUser(caretOffset());
    });
    connect(this, &QsciScintilla::marginClicked, this,
            [this](int, int line, Qt::KeyboardModifiers) {
                if (const std::vector<QString> ids = findingsAtLine(line); !ids.empty())
                    emit findingClicked(ids.front());
            });
    connect(this, &QsciScintillaBase::SCN_UPDATEUI, this, [this](int what) {
        m_typing = false;
        if (m_notesOutdated) showNotes();
        if ((what & (SC_UPDATE_V_SCROLL | SC_UPDATE_H_SCROLL)) != 0) emit scrolled();
    });
    connect(this, &QsciScintilla::linesChanged, this, [this] {
        const int digits = std::max(3, static_cast<int>(QString::number(lines()).size()));
        setMarginWidth(numberMargin, QString(digits, u'8') + u' ');
    });
    connect(this, &QsciScintillaBase::SCN_DWELLSTART, this, [this](int position, int x, int y) {
        if (position >= 0)
            emit hovered(static_cast<std::uint32_t>(position + m_document->bomSize()),
                         viewport()->mapToGlobal(QPoint(x, y)));
    });
    connect(this, &QsciScintillaBase::SCN_DWELLEND, this, [this] { emit hoverEnded(); });
}

void SourceEditor::loadText()
{
    const QScopedValueRollback applying(m_applying, true);
    const QByteArray shown = m_document->bytes().mid(m_document->bomSize());
    setReadOnly(false);
    SendScintilla(SCI_CLEARALL);
    SendScintilla(SCI_ADDTEXT, static_cast<unsigned long>(shown.size()), shown.constData());
    SendScintilla(SCI_GOTOPOS, 0UL);
    setReadOnly(m_document->isReadOnly());
}

void SourceEditor::takeReplacement(qsizetype begin, qsizetype removed, const QByteArray& inserted)
{
    moveMarks(begin, removed, inserted.size());
    if (m_applying) return;
    const QScopedValueRollback applying(m_applying, true);
    const qsizetype bom = m_document->bomSize();
    if (begin < bom) return loadText();
    setReadOnly(false);
    const auto from = static_cast<unsigned long>(begin - bom);
    SendScintilla(SCI_SETTARGETRANGE, from, static_cast<long>(begin - bom + removed));
    SendScintilla(SCI_REPLACETARGET, static_cast<unsigned long>(inserted.size()),
                  inserted.constData());
    SendScintilla(SCI_SETEMPTYSELECTION, from + static_cast<unsigned long>(inserted.size()));
    SendScintilla(SCI_SCROLLCARET);
    setReadOnly(m_document->isReadOnly());
    if (m_notesOutdated) showNotes();
}

void SourceEditor::takeModification(int position, int type, const char* text, int length,
                                    int linesAdded, int line)
{
    Q_UNUSED(line)
    if ((type & SC_MOD_CHANGEFOLD) != 0)
        m_notesOutdated = true; // Signs move to the line into which theirs is folded.
    if ((type & (SC_MOD_INSERTTEXT | SC_MOD_DELETETEXT)) == 0) return;
    if (linesAdded != 0) m_notesOutdated = true;
    m_foldTimer.start();
    m_lexer->forgetFrom(static_cast<int>(send(SCI_LINEFROMPOSITION, unsignedOf(position))));
    if (m_applying || !m_document) return;
    const qsizetype begin = position + m_document->bomSize();
    const bool inserts = (type & SC_MOD_INSERTTEXT) != 0;
    m_typing = true; // Until Scintilla says that its view is up to date.
    const QScopedValueRollback applying(m_applying, true);
    // Without its own undo Scintilla does not tell what it removed; the document still holds it.
    const QByteArray removed = inserts ? QByteArray() : m_document->bytes().mid(begin, length);
    const QByteArray inserted =
        inserts && text != nullptr ? QByteArray(text, length) : QByteArray();
    m_document->replace(begin, removed.size(), inserted);
    emit typed(m_document, begin, removed, inserted);
}

void SourceEditor::moveMarks(qsizetype begin, qsizetype removed, qsizetype inserted)
{
    for (FindingMark& mark : m_marks)
        mark = movedMark(std::move(mark), static_cast<std::uint32_t>(begin),
                         static_cast<std::uint32_t>(removed), static_cast<std::uint32_t>(inserted));
    std::erase_if(m_marks, [this](const FindingMark& mark) {
        m_notesOutdated = m_notesOutdated || mark.span.size() == 0;
        return mark.span.size() == 0;
    });
}

void SourceEditor::setMarks(std::vector<FindingMark> marks)
{
    m_marks = std::move(marks);
    showMarks();
    showNotes();
    viewport()->update();
}

int SourceEditor::lineOfOffset(std::uint32_t offset) const
{
    const int bom = m_document->bomSize();
    return static_cast<int>(
        send(SCI_LINEFROMPOSITION,
             static_cast<unsigned long>(std::max(0, static_cast<int>(offset) - bom))));
}

void SourceEditor::showMarks()
{
    const auto all = static_cast<long>(length());
    for (int level = 0; level < 4; ++level) {
        send(SCI_MARKERDELETEALL, unsignedOf(firstSignMarker + level));
        send(SCI_MARKERDELETEALL, unsignedOf(firstBackgroundMarker + level));
        send(SCI_SETINDICATORCURRENT, unsignedOf(firstSquiggle + level));
        send(SCI_INDICATORCLEARRANGE, 0, all);
    }
    const auto bom = static_cast<std::uint32_t>(m_document->bomSize());
    std::map<int, Level> worst;
    for (const FindingMark& mark : m_marks) {
        if (mark.span.begin < bom) continue;
        const int level = static_cast<int>(mark.level);
        send(SCI_SETINDICATORCURRENT, unsignedOf(firstSquiggle + level));
        send(SCI_INDICATORFILLRANGE, mark.span.begin - bom, static_cast<long>(mark.span.size()));
        const int first = lineOfOffset(mark.span.begin);
        const int last =
            lineOfOffset(mark.span.end > mark.span.begin ? mark.span.end - 1 : mark.span.begin);
        // A long place is tinted where it begins; a whole instruction in colour would shout.
        for (int line = first; line <= (last - first <= 3 ? last : first); ++line) {
            const auto [entry, isNew] = worst.emplace(shownLineOf(line), mark.level);
            if (!isNew) entry->second = std::max(entry->second, mark.level);
        }
    }
    for (const auto& [line, level] : worst) {
        send(SCI_MARKERADD, unsignedOf(line), firstSignMarker + static_cast<int>(level));
        // Low findings are remarks: their lines keep their paper, so that what matters stands out.
        if (level > Level::Low)
            send(SCI_MARKERADD, unsignedOf(line), firstBackgroundMarker + static_cast<int>(level));
    }
}

void SourceEditor::setSelectedFinding(const QString& id)
{
    if (m_selectedFinding == id) return;
    m_selectedFinding = id;
    showNotes();
    viewport()->update();
}

void SourceEditor::setLitFinding(const QString& id)
{
    if (m_litFinding == id) return;
    m_litFinding = id;
    viewport()->update();
}

void SourceEditor::setNotePlacement(NotePlacement placement)
{
    m_notePlacement = placement;
    showNotes();
    viewport()->update();
}

void SourceEditor::setStale(bool stale)
{
    if (stale) {
        if (!m_stale && !m_staleTimer.isActive()) m_staleTimer.start();
        return;
    }
    m_staleTimer.stop();
    if (std::exchange(m_stale, false)) viewport()->update();
}

int SourceEditor::noteLineOf(const FindingMark& mark) const
{
    const int first = lineOfOffset(mark.span.begin);
    const int last =
        lineOfOffset(mark.span.end > mark.span.begin ? mark.span.end - 1 : mark.span.begin);
    return shownLineOf(last - first <= 3 ? last : first);
}

int SourceEditor::shownLineOf(int line) const
{
    for (int depth = 0; depth < deepestFold && send(SCI_GETLINEVISIBLE, unsignedOf(line)) == 0;
         ++depth) {
        const long parent = send(SCI_GETFOLDPARENT, unsignedOf(line));
        if (parent < 0) break;
        line = static_cast<int>(parent);
    }
    return line;
}

void SourceEditor::showFolds()
{
    const FoldKind kind = m_lexer->foldKind();
    const QByteArray shown =
        m_document ? m_document->bytes().mid(m_document->bomSize()) : QByteArray();
    const std::vector<FoldLine> found = foldLines(
        foldRanges({shown.constData(), static_cast<std::size_t>(shown.size())}, kind), lines());
    for (std::size_t line = 0; line < found.size(); ++line) {
        long level = SC_FOLDLEVELBASE + std::min(found[line].depth, deepestFold);
        if (found[line].opens) level |= SC_FOLDLEVELHEADERFLAG;
        if (send(SCI_GETFOLDLEVEL, line) != level) send(SCI_SETFOLDLEVEL, line, level);
    }
}

void SourceEditor::toggleFold(int line)
{
    if (m_foldTimer.isActive()) showFolds();
    const bool opens = (send(SCI_GETFOLDLEVEL, unsignedOf(line)) & SC_FOLDLEVELHEADERFLAG) != 0;
    const long header = opens ? line : send(SCI_GETFOLDPARENT, unsignedOf(line));
    if (header >= 0) send(SCI_TOGGLEFOLD, static_cast<unsigned long>(header));
    showMarks();
    showNotes();
}

void SourceEditor::foldEverything(bool folded)
{
    if (m_foldTimer.isActive()) showFolds();
    send(SCI_FOLDALL, folded ? SC_FOLDACTION_CONTRACT : SC_FOLDACTION_EXPAND);
    showMarks();
    showNotes();
}

bool SourceEditor::isLineHidden(int line) const
{
    return send(SCI_GETLINEVISIBLE, unsignedOf(line)) == 0;
}

void SourceEditor::reveal(std::uint32_t begin, std::uint32_t end)
{
    const QScopedValueRollback revealing(m_revealing, true);
    const int first = lineOfOffset(begin);
    const int last = lineOfOffset(end > begin ? end - 1 : begin);
    for (const int line : {first, last})
        send(SCI_ENSUREVISIBLE, unsignedOf(line));
    const int visible = static_cast<int>(send(SCI_LINESONSCREEN));
    const auto top = static_cast<int>(send(SCI_GETFIRSTVISIBLELINE));
    const auto firstShown = static_cast<int>(send(SCI_VISIBLEFROMDOCLINE, unsignedOf(first)));
    const auto lastShown = static_cast<int>(send(SCI_VISIBLEFROMDOCLINE, unsignedOf(last)));
    if (firstShown < top + 1 || lastShown > top + visible - 3)
        send(SCI_SETFIRSTVISIBLELINE, unsignedOf(std::max(0, firstShown - visible / 3)));
    if (!hasFocus()) {
        const int bom = m_document->bomSize();
        send(SCI_SETEMPTYSELECTION,
             static_cast<unsigned long>(std::max(0, static_cast<int>(begin) - bom)));
    }
}

std::pair<int, int> SourceEditor::verticalRange(std::uint32_t begin, std::uint32_t end) const
{
    const int first = lineOfOffset(begin);
    const int last = lineOfOffset(end > begin ? end - 1 : begin);
    const auto yOf = [this](int line) {
        const long shown = send(SCI_VISIBLEFROMDOCLINE, unsignedOf(line));
        return static_cast<int>((shown - send(SCI_GETFIRSTVISIBLELINE)) * send(SCI_TEXTHEIGHT));
    };
    return {yOf(first), yOf(last) + lineHeight()};
}

int SourceEditor::lineHeight() const
{
    return static_cast<int>(send(SCI_TEXTHEIGHT));
}

std::uint32_t SourceEditor::caretOffset() const
{
    return static_cast<std::uint32_t>(send(SCI_GETCURRENTPOS) + m_document->bomSize());
}

std::pair<std::uint32_t, std::uint32_t> SourceEditor::selectedRange() const
{
    const auto bom = m_document->bomSize();
    return {static_cast<std::uint32_t>(send(SCI_GETSELECTIONSTART) + bom),
            static_cast<std::uint32_t>(send(SCI_GETSELECTIONEND) + bom)};
}

void SourceEditor::selectRange(std::uint32_t begin, std::uint32_t end)
{
    const QScopedValueRollback revealing(m_revealing, true);
    const auto bom = static_cast<std::uint32_t>(m_document->bomSize());
    send(SCI_SETSEL, begin < bom ? 0 : begin - bom, end < bom ? 0 : static_cast<long>(end - bom));
    send(SCI_SCROLLCARET);
}

QString SourceEditor::lineAsText() const
{
    int line = 0;
    int index = 0;
    getCursorPosition(&line, &index);
    QString words = tr("Line %1: %2").arg(QString::number(line + 1), text(line).trimmed());
    for (const FindingMark& mark : m_marks) {
        if (mark.note.isEmpty() || lineOfOffset(mark.span.begin) > line
            || lineOfOffset(mark.span.end) < line)
            continue;
        words += u" — "_s + levelWord(mark.level) + u": "_s + mark.note;
    }
    return words;
}

std::vector<QString> SourceEditor::findingsAtLine(int line) const
{
    std::vector<QString> ids;
    for (const FindingMark& mark : m_marks) {
        const int last =
            lineOfOffset(mark.span.end > mark.span.begin ? mark.span.end - 1 : mark.span.begin);
        if (lineOfOffset(mark.span.begin) <= line && line <= last
            && std::ranges::find(ids, mark.findingId) == ids.end())
            ids.push_back(mark.findingId);
    }
    return ids;
}

void SourceEditor::defineMarkers()
{
    const ThemeColors& colors = theme();
    // Scintilla counts the pixels of a picture, so it has to be told how many of them make one of
    // the screen's.
    send(SCI_RGBAIMAGESETSCALE, unsignedOf(qRound(100 * devicePixelRatioF())));
    for (int level = 0; level < 4; ++level) {
        const LevelColors& own = colors.of(static_cast<Level>(level));
        // As an image: of a pixmap it takes the pixels for points, whatever the scale.
        markerDefine(levelIcon(static_cast<Level>(level))
                         .pixmap(QSize(13, 13), devicePixelRatioF())
                         .toImage(),
                     firstSignMarker + level);
        send(SCI_MARKERDEFINE, unsignedOf(firstBackgroundMarker + level), SC_MARK_BACKGROUND);
        send(SCI_MARKERSETBACK, unsignedOf(firstBackgroundMarker + level), longOf(own.soft));
        send(SCI_INDICSETSTYLE, unsignedOf(firstSquiggle + level), INDIC_SQUIGGLEPIXMAP);
        send(SCI_INDICSETFORE, unsignedOf(firstSquiggle + level), longOf(own.solid));
        send(SCI_INDICSETUNDER, unsignedOf(firstSquiggle + level), 0);
    }
}

void SourceEditor::takeTheme()
{
    const ThemeColors& colors = theme();
    const qreal size = 9.75 + m_zoom;
    m_lexer->takeTheme(size);
    setPaper(colors.panel);
    setColor(colors.text);
    setCaretForegroundColor(colors.text);
    setCaretLineVisible(true);
    setCaretLineBackgroundColor(colors.border);
    setMarginsBackgroundColor(colors.panel);
    setMarginsForegroundColor(colors.faint);
    setMarginsFont(codeFont(size));
    for (const int margin : {signMargin, numberMargin})
        setMarginBackgroundColor(margin, colors.panel);
    setSelectionBackgroundColor(colors.accentSoft);
    resetSelectionForegroundColor();
    setMatchedBraceBackgroundColor(colors.accentSoft);
    setMatchedBraceForegroundColor(colors.accent);
    setUnmatchedBraceForegroundColor(colors.of(Level::Critical).text);
    setWhitespaceForegroundColor(colors.faint);
    send(SCI_STYLESETFORE, noteStyle, longOf(colors.panel));
    send(SCI_STYLESETBACK, noteStyle, longOf(colors.panel));
    send(SCI_STYLESETSIZEFRACTIONAL, noteStyle, 600);
    setEdgeColor(colors.border);
    setFoldMarginColors(colors.panel, colors.panel);
    for (unsigned long marker = SC_MARKNUM_FOLDEREND; marker <= SC_MARKNUM_FOLDEROPEN; ++marker) {
        send(SCI_MARKERSETFORE, marker, longOf(colors.faint));
        send(SCI_MARKERSETBACK, marker, longOf(colors.faint));
    }
    setAnnotationDisplay(AnnotationStandard);
    const int digits = std::max(3, static_cast<int>(QString::number(lines()).size()));
    setMarginWidth(numberMargin, QString(digits, u'8') + u' ');
    defineMarkers();
    m_lexer->forgetFrom(-1);
    recolor();
    showMarks();
    viewport()->update();
}

void SourceEditor::setZoomLevel(int level)
{
    m_zoom = std::clamp(level, -4, 16);
    takeTheme();
    emit scrolled();
}

void SourceEditor::setWhitespaceShown(bool shown)
{
    setWhitespaceVisibility(shown ? WsVisible : WsInvisible);
}

void SourceEditor::setColumnShown(bool shown)
{
    setEdgeColumn(rulerColumn);
    setEdgeMode(shown ? EdgeLine : EdgeNone);
}

void SourceEditor::setCompletions(std::function<QStringList()> words)
{
    m_completionWords = std::move(words);
    m_completions.reset();
}

void SourceEditor::complete()
{
    if (isReadOnly()) return;
    if (!m_completions) m_completions = m_completionWords ? m_completionWords() : QStringList();
    const long caret = send(SCI_GETCURRENTPOS);
    const QByteArray before = m_document->bytes().mid(m_document->bomSize(), caret);
    const CompletionOffer offer = completionOffer(
        QString::fromUtf8(before.mid(before.lastIndexOf('\n') + 1)), *m_completions, m_index);
    if (offer.words.isEmpty()) return;
    send(SCI_AUTOCSETSEPARATOR, '\n');
    send(SCI_AUTOCSETIGNORECASE, 1);
    send(SCI_AUTOCSETORDER, offer.isInOrder ? SC_ORDER_CUSTOM : SC_ORDER_PERFORMSORT);
    const QByteArray list = offer.words.join(u'\n').toUtf8();
    SendScintilla(SCI_AUTOCSHOW, static_cast<unsigned long>(offer.typed.toUtf8().size()),
                  list.constData());
}

void SourceEditor::paintEvent(QPaintEvent* event)
{
    QsciScintilla::paintEvent(event);
    QPainter painter(viewport());
    paintSelectedBars(painter);
    paintNotes(painter);
}

void SourceEditor::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton) {
        if (pressNote(event->position().toPoint())) return event->accept();
        if (event->modifiers() == Qt::ControlModifier) {
            const QPoint place = event->position().toPoint();
            const long position =
                send(SCI_POSITIONFROMPOINTCLOSE, unsignedOf(place.x()), place.y());
            if (position >= 0) {
                send(SCI_SETEMPTYSELECTION, static_cast<unsigned long>(position));
                emit definitionRequested(
                    static_cast<std::uint32_t>(position + m_document->bomSize()));
                return event->accept();
            }
        }
    }
    QsciScintilla::mousePressEvent(event);
}

void SourceEditor::mouseMoveEvent(QMouseEvent* event)
{
    if (const PaintedNote* const note = noteAt(event->position().toPoint())) {
        Q_UNUSED(note)
        viewport()->setCursor(Qt::PointingHandCursor);
        return;
    }
    QsciScintilla::mouseMoveEvent(event);
}

void SourceEditor::keyPressEvent(QKeyEvent* event)
{
    QsciScintilla::keyPressEvent(event);
    // At once, so that a note never stands at another line than the one it is about.
    if (m_notesOutdated) showNotes();
}

void SourceEditor::wheelEvent(QWheelEvent* event)
{
    if ((event->modifiers() & Qt::ControlModifier) != 0) {
        if (event->angleDelta().y() != 0) emit zoomRequested(event->angleDelta().y() > 0 ? 1 : -1);
        event->accept();
        return;
    }
    QsciScintilla::wheelEvent(event);
}

void SourceEditor::resizeEvent(QResizeEvent* event)
{
    QsciScintilla::resizeEvent(event);
    emit scrolled();
}

void SourceEditor::changeEvent(QEvent* event)
{
    QsciScintilla::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_lexer != nullptr) takeTheme();
}

} // namespace pinwheel
