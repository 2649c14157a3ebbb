#pragma once

// What more than one format says, computed once from the audit: verdicts of layers, rows of the
// version matrix, the order after fixes, recommendations. Strings are raw; each format escapes
// them.

#include "core/audit/audit.h"

#include <string>
#include <vector>

namespace pinwheel {

/// The findings that count, in the audit's order.
/// Whether a finding is about a layer: it says so, or says of none and stands in its instruction.
[[nodiscard]] bool touches(const Finding& finding, const Layer& layer);

[[nodiscard]] std::vector<const Finding*> activeFindings(const Audit& audit);
[[nodiscard]] std::vector<const Finding*> suppressedFindings(const Audit& audit);

/// The environment whose Python the image runs; else the first one of the target stage; null where
/// there is none.
[[nodiscard]] EnvironmentPtr finalEnvironment(const Audit& audit);
/// The target stage; null where the build has none.
[[nodiscard]] const StageTrace* targetStage(const Audit& audit);
/// "final", "stage 2 (runtime)" or "" where there is none.
[[nodiscard]] std::string targetName(const Audit& audit);

/// How one layer fares.
struct LayerVerdict {
    std::string word; ///< "ok", "fails", "unknown", else the worst level: "high"
    std::string text; ///< why, one line
    std::vector<const Finding*> findings; ///< worst first
};
[[nodiscard]] LayerVerdict verdictOf(const Audit& audit, const Layer& layer);

/// One row of the version matrix: a package that more than one place names, or that a finding puts
/// there.
struct MatrixRow {
    std::string package;
    std::string dockerfile; ///< what the Dockerfile asks for, with lines
    std::string requirements; ///< what requirement files ask for, with lines
    std::string conflict; ///< "ranges differ"; "none"
    std::string risk; ///< a level, or "none"
    const Finding* finding = nullptr;
};
[[nodiscard]] std::vector<MatrixRow> matrixRows(const Audit& audit);

/// What a layer does in one line: "pip: torch 2.5.1+cu124 + torchaudio, torchvision".
[[nodiscard]] std::string layerInWords(const Layer& layer);
/// The same without the tool, for tables that have a column for it.
[[nodiscard]] std::string layerTitle(const Layer& layer);

/// One instruction of the Dockerfile as it should be.
struct OrderedStep {
    std::uint32_t line = 0; ///< in the fixed Dockerfile
    std::string title; ///< of the layer, where the instruction is unchanged
    std::string text; ///< the instruction as it stands in the fixed Dockerfile
    bool changed = false; ///< new, or written otherwise than before
};
/// The instructions that matter, in the order in which they should run: the Dockerfile with all
/// safe fixes applied.
[[nodiscard]] std::vector<OrderedStep> correctOrder(const Audit& audit);

/// Findings of high level and above that applying all safe fixes does not remove.
[[nodiscard]] std::vector<const Finding*> leftAfterSafeFixes(const Audit& audit);

/// What to do, each a sentence.
struct Recommendations {
    std::vector<std::string> immediate;
    std::vector<std::string> testing;
    std::vector<std::string> monitoring;
};
[[nodiscard]] Recommendations recommendationsOf(const Audit& audit);

/// "high risk; medium after all safe fixes", "low risk, also after all safe fixes"
[[nodiscard]] std::string riskSentence(const Audit& audit);
/// "the image does not build, does not start or computes wrongly": what an impact means.
[[nodiscard]] std::string_view harmOf(Impact impact);
/// "1 critical, 2 high, 5 low", or "no findings"
[[nodiscard]] std::string countsSentence(const LevelCounts& counts);
/// "3 of 40 fixes were not tried and are not offered: …"; empty where all were tried.
[[nodiscard]] std::string untriedFixesSentence(const FixTrials& trials);
/// What the audit could not know, each a sentence, no repetition.
[[nodiscard]] std::vector<std::string> unknownsOf(const Audit& audit);
/// The same for a reader: a layer with many remarks is one line with its first remark and their
/// number.
[[nodiscard]] std::vector<std::string> unknownsInBrief(const Audit& audit);

/// What a fix changes in the environment: packages that the project names first, at most `count`,
/// then how many more.
[[nodiscard]] std::vector<std::string> mainChanges(const Audit& audit, const Fix& fix,
                                                   std::size_t count);

/// The unified diff of a fix over all files: as simulated, else from its edits.
[[nodiscard]] std::string diffOf(const Audit& audit, const Fix& fix);

/// "2.5.1 (default index)"; "" for no version.
[[nodiscard]] std::string versionWithIndex(const std::string& version, const std::string& index);
/// "torch 2.5.1+cu124 → 2.5.1"
[[nodiscard]] std::string changeText(const Decision& decision);

/// "source, date" of each fact, once each.
[[nodiscard]] std::vector<std::string> sourcesOf(const std::vector<FactCitation>& facts);

/// The first of the sources that are named with a fact, and how many more there are: the whole list
/// stands in JSON.
[[nodiscard]] std::string sourceInBrief(std::string_view source);

/// The facts of one report, numbered from 1 in the order in which they are cited: each stands once
/// in a list at the end, however many findings and links rest on it.
class CitedFacts
{
public:
    [[nodiscard]] std::size_t numberOf(const FactCitation& fact);
    [[nodiscard]] const std::vector<FactCitation>& all() const { return m_facts; }

private:
    std::vector<FactCitation> m_facts;
};

/// One fingerprint per finding of the audit, in order: rule, subject, file and the words of the
/// marked lines, so that it survives moved lines; equal ones are counted.
[[nodiscard]] std::vector<std::string> fingerprintsOf(const Audit& audit);

/// Title and priority of one fix, with the finding that it belongs to.
struct ProposedFix {
    const Finding* finding = nullptr;
    const Fix* fix = nullptr;
};
/// Every fix of active findings once (by its edits), most urgent first.
[[nodiscard]] std::vector<ProposedFix> proposedFixes(const Audit& audit);

/// Fixes of other findings that take this one away too, as their simulation showed; safe ones
/// first.
[[nodiscard]] std::vector<ProposedFix> removersOf(const Audit& audit, const Finding& finding);
/// What can be done about a finding that has no fix of its own, a sentence.
[[nodiscard]] std::string withoutFix(const Audit& audit, const Finding& finding);

} // namespace pinwheel
