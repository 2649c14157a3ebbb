#pragma once

// Fixes that several rules offer, or that take more than a line to build. Each adds to a finding
// what it can build; whether it helps is tried later (core/fixes/prove.h).

#include "core/rules/build_view.h"

#include <string>
#include <string_view>

namespace pinwheel {

// Changes of commands.

/// Lets a command search an index that another command of the build names: `--extra-index-url URL`.
void offerIndex(const RuleContext& context, const InstallStep& step, std::string_view indexLabel,
                Finding& finding);
/// Hands a command the constraint files of another: `-c FILE`.
void offerConstraints(const RuleContext& context, const InstallStep& from, const InstallStep& to,
                      Finding& finding);
/// Installs what pip refuses to uninstall in a command of its own before.
void offerOwnCommand(const RuleContext& context, const InstallStep& step,
                     const std::vector<std::string>& names, Finding& finding);
/// Keeps the installer's cache in a cache mount of each RUN: between builds, and out of the image.
void offerCacheMount(const RuleContext& context, const std::vector<const InstallStep*>& steps,
                     Finding& finding);
/// Removes apt's lists at the end of the RUN that fetched them.
void offerListRemoval(const RuleContext& context, const Instruction& instruction, Finding& finding);

// Changes of places.

/// Moves the requirement that makes a later command change a package into the command that installs
/// that package.
/// @param cause  the word of the later command
void offerMove(const RuleContext& context, const InstallStep& step, Span cause,
               const Decision& decision, Finding& finding);
/// Moves a COPY behind the install; of the whole context, the files that the install reads stay
/// before it.
void offerLaterCopy(const RuleContext& context, const InstallStep& step, std::uint32_t copyIndex,
                    Finding& finding);

// Changes of requirements and of the image.

/// Writes another specifier wherever the project names a package outside constraints of the build.
/// @return whether every place could be written
bool offerSpecifier(const RuleContext& context, std::string_view package,
                    std::string_view specifier, std::string reason, Finding& finding);
/// The same as edits, for a fix that takes more; none where one of the places cannot be written.
[[nodiscard]] std::vector<TextEdit>
specifierEdits(const RuleContext& context, std::string_view package, std::string_view specifier);
/// Bounds a package wherever the project names it; where it does not, beside the package that needs
/// the bound.
void offerBound(const RuleContext& context, std::string_view package, std::string_view bound,
                std::string_view neededBy, Finding& finding);
/// Asks for the release of a companion (torchvision, torchaudio, torchtext) that belongs to a torch
/// version.
void offerCompanion(const RuleContext& context, std::string_view companion,
                    const std::string& torch, Finding& finding);
/// Asks for another distribution wherever the project names one.
void offerOtherName(const RuleContext& context, std::string_view package, std::string_view instead,
                    std::string reason, Finding& finding);
/// Adds a system package to the first `apt-get install` of the target stage.
void offerSystemPackage(const RuleContext& context, const std::string& package, Finding& finding);
/// The edit behind it, for any stage; none where no such command can be edited.
[[nodiscard]] std::optional<TextEdit>
systemPackageEdit(const AuditModel& model, std::uint32_t stage, const std::string& package);
/// Replaces one word of the base image's tag: "runtime" by "devel".
void offerTagWord(const RuleContext& context, const StageTrace& stage, std::string_view from,
                  std::string_view to, Finding& finding);

} // namespace pinwheel
