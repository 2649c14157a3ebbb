#pragma once

// The audit as a document: blocks in reading order, with everything said and nothing placed. It is
// filled once (core/report/document_writer.h) and rendered as Markdown, as HTML and, by ui/report,
// on paper. Every text in it is redacted and holds no control characters; what the target format
// takes for mark-up is left to its renderer.

#include "core/report/report.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace pinwheel {

enum class RunStyle { Plain, Strong, Code, Soft };

/// Some words of one look.
struct TextRun {
    std::string text;
    RunStyle style = RunStyle::Plain;
    std::string tone; ///< colours it: a level, "ok", "fails" or "unknown"; empty for none
    std::string target; ///< "#id" of a heading or item, or an address; empty for none
};
using RichText = std::vector<TextRun>;

/// A heading: a bookmark, and a target of links where it has an id. Depth 1 begins a section.
struct HeadingBlock {
    int depth = 1;
    RichText text;
    std::string id;
    bool beginsArticle =
        false; ///< what follows up to the next heading stands for itself: a finding
};

struct ParagraphBlock {
    RichText text;
};

enum class CodeLineKind { Plain, Added, Removed, Hunk };
struct CodeLine {
    std::string text;
    std::optional<std::uint32_t> number;
    std::size_t markBegin = 0; ///< bytes of `text` that are marked
    std::size_t markEnd = 0;
    CodeLineKind kind = CodeLineKind::Plain;
};
/// Quoted source, a script or a diff, in a fixed-width font.
struct CodeBlock {
    std::string fileName; ///< tells the language; empty for none and for diffs
    std::string tone; ///< of the marks
    std::vector<CodeLine> lines;
};

/// What a long table or list is where it is not read whole: folded on a screen, told in brief on
/// paper.
struct Fold {
    std::string summary; ///< "59 dependencies, newly installed"
    RichText brief;
};

struct ListItem {
    RichText text;
    std::string id; ///< a target of links; empty for none
    std::optional<CodeBlock> code; ///< below its text
    std::vector<ListItem> items;
};
enum class ListStyle { Bullets, Numbers, References };
struct ListBlock {
    ListStyle style = ListStyle::Bullets;
    std::vector<ListItem> items;
    std::optional<Fold> fold;
};

struct TableBlock {
    std::vector<std::string> head;
    std::vector<double>
        widths; ///< on paper: parts of the text width, one per column; they sum up to 1
    std::vector<std::vector<RichText>> rows;
    std::optional<Fold> fold;
};

/// The build from left to right: a card per layer, a lane per package that more than one layer
/// decides about.
struct TimelineFigure {
    struct Card {
        std::uint32_t layer = 0; ///< its number
        std::uint32_t line = 0;
        std::string title;
        std::string subtitle;
        std::string verdict; ///< "pip: high"
        std::string tone;
    };
    struct Stop {
        std::size_t card = 0; ///< index into `cards`
        std::string decision; ///< "install"
        std::string version; ///< "2.5.1+cu124": after it, or the one that goes
    };
    struct Lane {
        std::string name;
        std::vector<Stop> stops;
    };
    std::vector<Card> cards;
    std::vector<Lane> lanes;
};

/// Number of findings by [probability][impact], each from low (0) up.
struct RiskFigure {
    struct Cell {
        std::size_t count = 0;
        std::string tone; ///< the worst level; empty for none
    };
    std::vector<std::vector<Cell>> cells;
};

/// What stands large at the beginning.
struct TitleBlock {
    std::string title;
    std::string project;
    std::string before; ///< a level
    std::optional<std::string> after; ///< none where there is no safe fix
    std::string counts; ///< "1 high, 8 medium"
};

/// The list of sections, with their page numbers where there are pages.
struct ContentsBlock {
};

using ReportBlock = std::variant<TitleBlock, ContentsBlock, HeadingBlock, ParagraphBlock, CodeBlock,
                                 ListBlock, TableBlock, TimelineFigure, RiskFigure>;

struct ReportDocument {
    std::string title; ///< "Build audit: cuda-worker"
    std::string maker; ///< "Pinwheel 0.1.0"
    std::string date; ///< "2026-11-23": of the newest data that the audit rests on
    std::vector<ReportBlock> blocks;
};

[[nodiscard]] ReportDocument documentOf(const Audit& audit, const ReportOptions& options);

/// The words of some runs, without their looks.
[[nodiscard]] std::string wordsOf(const RichText& text);

} // namespace pinwheel
