#pragma once

// The audit as a document for paper: blocks in reading order, with everything said and nothing
// placed. The window's PDF writer (ui/report) breaks it into pages. Every text in it is redacted
// and holds no control characters.

#include "core/report/report.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace pinwheel {

enum class PaperStyle { Plain, Strong, Code, Soft };

/// Some words of one look.
struct PaperRun {
    std::string text;
    PaperStyle style = PaperStyle::Plain;
    std::string tone; ///< colours it: a level, "ok", "fails" or "unknown"; empty for none
    std::string target; ///< "#id" of a heading or paragraph, or an address; empty for none
};
using PaperText = std::vector<PaperRun>;

/// A heading: a bookmark, and a target of links where it has an id. Depth 1 begins a section.
struct PaperHeading {
    int depth = 1;
    std::string text;
    std::string id;
};

struct PaperParagraph {
    PaperText text;
    bool isItem = false; ///< of a list
    int depth = 0; ///< of the item, from 0
    std::string id; ///< a target of links; empty for none
};

enum class PaperCodeKind { Plain, Added, Removed, Hunk };
struct PaperCodeLine {
    std::string text;
    std::optional<std::uint32_t> number;
    std::size_t markBegin = 0; ///< bytes of `text` that are marked
    std::size_t markEnd = 0;
    PaperCodeKind kind = PaperCodeKind::Plain;
};
/// Quoted source, a script or a diff, in a fixed-width font.
struct PaperCode {
    std::string fileName; ///< tells the language; empty for none
    std::string tone; ///< of the marks
    std::vector<PaperCodeLine> lines;
};

struct PaperTable {
    std::vector<std::string> head;
    std::vector<double> widths; ///< parts of the text width, one per column; they sum up to 1
    std::vector<std::vector<PaperText>> rows;
};

/// The build from left to right: a card per layer, a lane per package that more than one layer
/// decides about.
struct PaperTimeline {
    struct Card {
        std::string number; ///< "7 · line 61"
        std::string title;
        std::string subtitle;
        std::string verdict; ///< "pip: high"
        std::string tone;
    };
    struct Stop {
        std::size_t card = 0; ///< index into `cards`
        std::string text; ///< "install 2.5.1+cu124"
    };
    struct Lane {
        std::string name;
        std::vector<Stop> stops;
    };
    std::vector<Card> cards;
    std::vector<Lane> lanes;
};

/// Number of findings by [probability][impact], each from low (0) up.
struct PaperHeatMap {
    struct Cell {
        std::size_t count = 0;
        std::string tone; ///< the worst level; empty for none
    };
    std::vector<std::vector<Cell>> cells;
};

/// What stands large on the first page.
struct PaperTitle {
    std::string title;
    std::string project;
    std::string before; ///< a level
    std::optional<std::string> after; ///< none where there is no safe fix
    std::string counts; ///< "1 high, 8 medium"
};

/// The list of sections with their page numbers.
struct PaperContents {
};

using PaperBlock = std::variant<PaperTitle, PaperContents, PaperHeading, PaperParagraph, PaperCode,
                                PaperTable, PaperTimeline, PaperHeatMap>;

struct PaperDocument {
    std::string title; ///< "Build audit: cuda-worker"
    std::string maker; ///< "Pinwheel 0.1.0"
    std::string date; ///< "2026-11-23": of the newest data that the audit rests on
    std::vector<PaperBlock> blocks;
};

[[nodiscard]] PaperDocument paperOf(const Audit& audit, const ReportOptions& options);

} // namespace pinwheel
