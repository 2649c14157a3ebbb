#pragma once

#include "core/base/known.h"
#include "core/base/result.h"
#include "core/dockerfile/build_variables.h"
#include "core/dockerfile/dockerfile.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// One place where a stage takes something from another stage or image.
struct StageReference {
    enum class Kind { From, CopyFrom, MountFrom };
    Kind kind = Kind::From;
    std::size_t instruction = 0; ///< index into Dockerfile::instructions
    Span span; ///< the name as written
    Known<std::string> name {std::string {}}; ///< expanded
    std::optional<std::size_t>
        stage; ///< an earlier stage of this file; none = an image (or a named context)

    friend bool operator==(const StageReference&, const StageReference&) = default;
};

/// One stage: FROM and what follows it.
struct Stage {
    std::size_t index = 0;
    std::string name; ///< lower case; empty when it has none
    Span nameSpan;
    Word baseWord; ///< as written
    Known<std::string> base {std::string {}}; ///< image or stage name, expanded
    std::optional<std::size_t> baseStage; ///< FROM an earlier stage
    Known<Platform> platform {Platform {}}; ///< of `--platform`, else the target platform
    bool isPlatformGiven = false;
    std::size_t begin = 0; ///< index of FROM in Dockerfile::instructions
    std::size_t end = 0; ///< one past its last instruction
    std::vector<StageReference> references; ///< FROM first, when it names a stage or an image

    friend bool operator==(const Stage&, const Stage&) = default;
};

struct StageProblem {
    enum class Kind {
        NoStage,
        InstructionBeforeFrom,
        MalformedFrom, ///< not `FROM image [AS name]`
        BlankBase, ///< the base name expands to nothing
        UndeclaredArgument, ///< FROM uses a name that no ARG before the first FROM declares
        InvalidName,
        DuplicateName,
        UnknownPlatform,
        SelfOrLaterStage, ///< COPY --from or RUN --mount=from= of the stage itself, or of one that
                          ///< needs it
        TooManyStages,
        ExpansionError,
    };
    Kind kind = Kind::NoStage;
    std::string message;
    Span span;
    bool fatal = false; ///< the build stops

    friend bool operator==(const StageProblem&, const StageProblem&) = default;
};

/// How the stages of a Dockerfile hang together.
struct StageGraph {
    std::vector<Stage> stages;
    BuildVariables globals; ///< after all ARGs before the first FROM
    std::vector<StageProblem> problems;

    /// The stage of that name (letter case does not count) or number; none when there is none.
    [[nodiscard]] std::optional<std::size_t> find(std::string_view nameOrNumber) const;
    /// The stages that building `target` needs, itself included, in file order.
    [[nodiscard]] std::vector<std::size_t> needed(std::size_t target) const;
    /// The stage that holds an instruction; none before the first FROM.
    [[nodiscard]] std::optional<std::size_t> stageOf(std::size_t instruction) const;
};

[[nodiscard]] StageGraph buildStageGraph(const Dockerfile& dockerfile,
                                         const BuildSettings& settings);

/// The stage to build: by name or number, the last one when the text is empty.
/// @return NotFound with the names there are
[[nodiscard]] Result<std::size_t> resolveTarget(const StageGraph& graph, std::string_view target);

} // namespace pinwheel
