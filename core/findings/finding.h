#pragma once

#include "core/text/text_edit.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// How sure a finding or a decision is.
enum class Grade { Unknown, Likely, Certain };
/// How probable it is that the harm occurs. Follows from the grade of the decision behind it.
enum class Probability { Low, Medium, High, Certain };
/// What the harm is: low = waste; medium = drift, may break later; high = wrong binary or a broken
/// feature at run time; critical = does not build, does not start or computes wrongly.
enum class Impact { Low, Medium, High, Critical };
/// Risk level: probability × impact (core/risk).
enum class Level { Low, Medium, High, Critical };
enum class Priority { Monitor, Optional, Important, Immediate };

/// Lower-case words as they stand in every output: "certain", "high", "immediate".
[[nodiscard]] std::string_view toText(Grade grade);
[[nodiscard]] std::string_view toText(Probability probability);
[[nodiscard]] std::string_view toText(Impact impact);
[[nodiscard]] std::string_view toText(Level level);
[[nodiscard]] std::string_view toText(Priority priority);
/// The level of a word ("high"); none for other words.
[[nodiscard]] std::optional<Level> levelFromText(std::string_view word);

/// A place and why it matters there.
struct Evidence {
    std::optional<Span> span; ///< none where the evidence is a fact, not a line
    std::string text; ///< "layer 7 installs torch 2.5.1+cu124 from the cu124 index"

    friend bool operator==(const Evidence&, const Evidence&) = default;
};

/// One fact of the knowledge base on which a finding rests.
struct FactCitation {
    std::string id; ///< "torch-2.5.1"
    std::string text; ///< the fact in a sentence
    std::string source; ///< where it was read
    std::string date; ///< when, "2026-11-23"

    friend bool operator==(const FactCitation&, const FactCitation&) = default;
};

/// Safe: the build's environment stays the same or gets what the files evidently meant. Review:
/// changes what is installed. Manual: shown, not applied.
enum class Applicability { Safe, Review, Manual };
[[nodiscard]] std::string_view toText(Applicability applicability);

/// A titled set of edits that was simulated before it is offered.
struct Fix {
    std::string id; ///< stable within an audit: "PIP201-1/split-ignore-installed"
    std::string title; ///< imperative: "Give --ignore-installed blinker a command of its own"
    std::string reason;
    Applicability applicability = Applicability::Review;
    EditSet edits;

    /// What the simulation showed; set by core/fixes, empty on a fix that was not tried.
    struct Outcome {
        Level before = Level::Low; ///< overall level before
        Level after = Level::Low; ///< overall level with this fix alone
        std::vector<std::string> removed; ///< messages of findings that go
        std::vector<std::string> added; ///< messages of findings that come, all below medium
        std::vector<std::string>
            environment; ///< "torch 2.5.1 (default index) → 2.5.1+cu124 (cu124)"
        std::string diff; ///< unified diff over all files

        friend bool operator==(const Outcome&, const Outcome&) = default;
    };
    std::optional<Outcome> outcome;

    friend bool operator==(const Fix&, const Fix&) = default;
};

/// What the audit reports: one contradiction, risk or remark, with its place and evidence.
struct Finding {
    std::string id; ///< unique and stable within an audit: rule, subject, count ("PIN101-torch-1")
    std::string rule; ///< "PIN101"
    std::string subject; ///< package, option or image that it is about: "torch"
    std::string title; ///< one line, no full stop: "torch 2.5.1+cu124 is replaced by 2.5.1 of the
                       ///< default index"
    std::string message; ///< the whole account in sentences
    Span span; ///< where it is shown first
    std::vector<Evidence> evidence;
    std::vector<FactCitation> facts;
    std::vector<std::string> packages; ///< normalized names, for lanes and filters
    std::vector<std::uint32_t> layers; ///< numbers of the layers that take part

    Grade grade = Grade::Certain;
    Probability probability = Probability::Certain;
    Impact impact = Impact::Low;
    Level level = Level::Low; ///< set by core/risk
    Priority priority = Priority::Monitor; ///< set by core/risk
    std::string wouldMakeCertain; ///< what is missing, where the grade is below certain

    /// Cells of the version conflict matrix.
    struct MatrixCells {
        std::string dockerfile; ///< ">=1.24.0,<2.0.0"
        std::string requirements; ///< ">=1.26.0,<2.0.0"
        std::string conflict; ///< a word or two: "ranges differ"

        friend bool operator==(const MatrixCells&, const MatrixCells&) = default;
    };
    MatrixCells cells;
    std::vector<Fix> fixes;
    std::optional<std::string>
        suppressedBy; ///< reason of the suppression; such a finding does not count

    friend bool operator==(const Finding&, const Finding&) = default;
};

} // namespace pinwheel
