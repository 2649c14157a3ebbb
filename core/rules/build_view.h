#pragma once

// Questions that several rules ask about a build. A rule itself says what an answer means.

#include "core/knowledge/knowledge.h"
#include "core/risk/rate_risk.h"
#include "core/rules/rule.h"

#include <string>
#include <vector>

namespace pinwheel {

/// "requirements.txt:18", or "/tmp/constraints.txt:1" for a text that the build writes.
[[nodiscard]] std::string placeText(const AuditModel& model, Span span);
/// "layer 7".
[[nodiscard]] std::string layerText(std::uint32_t layer);
/// Where a mention stands in the project's files: for a text that the build writes, the words that
/// wrote it.
[[nodiscard]] Span placeOf(const Mention& mention);
[[nodiscard]] Span placeOf(const RepositoryMention& mention);
/// "numpy>=1.24.0,<2.0.0".
[[nodiscard]] std::string requirementText(const Mention& mention);
/// "2.5.1 from the default index".
[[nodiscard]] std::string versionFrom(std::string_view version, std::string_view index);

/// How a sentence on a change goes on: ", because --upgrade asks for the newest: …", or ": " and
/// the whole reason where it gives no cause.
[[nodiscard]] std::string causeOf(const Decision& decision);

/// "torch 2.5.1"; for a version that is not known "torch (version not known)".
[[nodiscard]] std::string nameWithVersion(std::string_view name, std::string_view version);

/// Whether the text is one of the project's files, so that edits may name it.
[[nodiscard]] bool isProjectFile(const AuditModel& model, FileId file);

[[nodiscard]] const StageTrace* targetStage(const AuditModel& model);
/// The environments that the target stage ends with, without those of tools.
[[nodiscard]] std::vector<const Environment*> finalEnvironments(const AuditModel& model);
/// Whether the command installs Python distributions into an environment.
[[nodiscard]] bool installsPython(const InstallStep& step);
/// Whether the command chooses releases: an install, or `pip wheel` and `pip download`, whose files
/// a later install takes.
[[nodiscard]] bool choosesReleases(const InstallStep& step);
/// Whether pip itself decides: `pip install` in any spelling.
[[nodiscard]] bool isPipInstall(const InstallStep& step);
/// The mentions that one command reads, in their order; those whose marker excludes them left out.
[[nodiscard]] std::vector<const Mention*> mentionsOf(const BuildTrace& trace, std::size_t install);
/// The decision about a project; null where there is none.
[[nodiscard]] const Decision* decisionOf(const InstallStep& step, std::string_view name);
/// Whether what was there is written over by something else or again.
[[nodiscard]] bool overwrites(const Decision& decision);
/// The instruction of a step.
[[nodiscard]] const Instruction& instructionOf(const AuditModel& model, const InstallStep& step);
/// Whether the step's layer is part of the image: layers of stages that only serve COPY --from are
/// not.
[[nodiscard]] bool staysInImage(const AuditModel& model, const InstallStep& step);
/// Whether a RUN mounts a cache folder, which is no part of its layer.
[[nodiscard]] bool hasCacheMount(const Instruction& instruction);
/// The command of an instruction that removes a folder or what is in it; null where none does.
[[nodiscard]] const RunCommand* removalOf(const AuditModel& model, std::uint32_t instruction,
                                          std::string_view folder);
/// Whether a command of an instruction empties the cache of an installer: `pip cache purge`, `uv
/// cache clean`.
[[nodiscard]] bool emptiesCache(const AuditModel& model, std::uint32_t instruction,
                                InstallTool tool);
/// The stage that an instruction belongs to, counted by FROM; instructions before the first one
/// belong to stage 0.
[[nodiscard]] std::uint32_t stageOfInstruction(const AuditModel& model, std::size_t instruction);
/// The keyword of an instruction.
[[nodiscard]] Span keywordOf(const AuditModel& model, std::uint32_t instruction);

/// Sets the grade, the probability that follows from it, and what would make it certain.
void setGrade(Finding& finding, Grade grade, std::string wouldMakeCertain = {});
void addEvidence(Finding& finding, std::optional<Span> span, std::string text);
/// Names the layers that take part, each once, sorted.
void addLayers(Finding& finding, std::initializer_list<std::uint32_t> layers);
/// "a, b and c"; at most `most` names, then "and N more".
[[nodiscard]] std::string joinNames(const std::vector<std::string>& names, std::size_t most = 6);

} // namespace pinwheel
