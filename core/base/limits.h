#pragma once

#include <cstddef>

/// Every bound on outside input, with its reason. Reaching one is a finding or an error, never a
/// crash or a hang.
namespace pinwheel::limits {

/// Bytes of one text file. Reason: the largest real lock files are about 10 MB; above 32 MB a file
/// is no source text.
inline constexpr std::size_t textFileBytes = 32U << 20;
/// Lines of one Dockerfile. Reason: generated ones reach some thousands.
inline constexpr std::size_t dockerfileLines = 100'000;
/// Bytes of one line of a Dockerfile. Source: BuildKit's scanner refuses longer ones
/// (bufio.MaxScanTokenSize, 64 KiB).
inline constexpr std::size_t dockerfileLineBytes = 64U << 10;
/// Depth of -r / -c includes. Reason: a cycle is found earlier; 32 is far beyond real projects.
inline constexpr std::size_t includeDepth = 32;
/// Requirement files that one audit reads. Reason: bounds wide include graphs.
inline constexpr std::size_t requirementFiles = 500;
/// Requirements that the files of one install command may hold; those behind are told as not read.
/// Reason: real lock files reach some thousands; the search looks at every name in every round.
inline constexpr std::size_t requirementLines = 10'000;
/// Bytes of one line of a requirement file after its variables are replaced. Reason: a variable
/// that names itself ends.
inline constexpr std::size_t requirementLineBytes = 1U << 20;
/// Rounds before a resolution is given up. Source: pip, resolver.py,
/// limit_how_complex_resolution_can_be.
inline constexpr int resolverRounds = 200'000;
/// Times that a failed resolution is tried again with releases assumed that the index data does not
/// record. Reason: each time at least one more project is freed; more than a few mean that too
/// little is recorded.
inline constexpr std::size_t assumptionTurns = 12;
/// Turns of one shell loop that we follow. Reason: a build loop over packages has some dozens.
inline constexpr int shellLoopTurns = 1'000;
/// Commands that one RUN may evaluate to. Reason: bounds nested loops.
inline constexpr int shellCommands = 20'000;
/// Steps of one shell script: commands of every kind, and 256 bytes of moved text count as one.
/// Reason: nested loops, doubling recursion and growing values end within a second.
inline constexpr std::size_t shellSteps = 200'000;
/// Depth of shell functions, substitutions, `sh -c` and eval. Reason: recursion ends.
inline constexpr int shellDepth = 48;
/// Bytes of one evaluated shell word. Reason: repeated doubling in a loop ends.
inline constexpr std::size_t shellWordBytes = 1U << 20;
/// Nesting of a Dockerfile expansion such as ${A:-${B:-…}}. Reason: recursion ends.
inline constexpr int expansionDepth = 64;
/// Steps of matching the patterns of one Dockerfile expansion. Reason: some 50 ms; real patterns
/// take hundreds.
inline constexpr std::size_t expansionSteps = 4'000'000;
/// ONBUILD inside ONBUILD. Reason: recursion ends; builders refuse a second one.
inline constexpr int onbuildDepth = 16;
/// Files that one COPY or ADD may bring. Reason: bounds a context that is a whole disk.
inline constexpr std::size_t copiedFiles = 20'000;
/// Folders that a search for Dockerfiles enters. Reason: bounds a project that is a whole disk.
inline constexpr std::size_t searchedFolders = 2'000;
/// Services or targets of one Compose or bake file. Reason: real ones have some dozens.
inline constexpr std::size_t buildEntries = 1'000;
/// Nesting of parentheses in a marker. Reason: recursion ends.
inline constexpr int markerDepth = 200;
/// Clauses of one specifier set. Reason: real ones have a few; each is compared with all others.
inline constexpr std::size_t specifierClauses = 1'000;
/// Fixes that one audit simulates to prove them, and again to compose them. Reason: people choose
/// among dozens; each is an audit of its own.
inline constexpr std::size_t fixTrials = 500;
/// Bytes of text that these simulations may read together. Reason: some seconds; a real project has
/// some 20 KB.
inline constexpr std::size_t fixTrialBytes = 8U << 20;
/// Pairs of an image under a driver and a GPU that one matrix judges. Reason: all GPUs that the
/// facts name, under a dozen drivers, for a dozen stages; nobody reads a larger table.
inline constexpr std::size_t gpuMatrixCells = 20'000;
/// Findings of one audit, the worst ones kept. Reason: beyond this nobody reads on.
inline constexpr std::size_t findings = 5'000;
/// Stages of one Dockerfile. Reason: generated files reach some dozens.
inline constexpr std::size_t stages = 500;

} // namespace pinwheel::limits
