#pragma once

// What an install command asks pip's rules for: its arguments and the lines of its requirement
// files, each with the place behind it. Internal to core/build.

#include "core/build/install_effects.h"
#include "core/build/wheel_files.h"

namespace pinwheel {

/// Collects what the resolver is asked, in pip's order, with the place behind each.
struct AskedRequirements {
    PipInstallRequest request;
    std::vector<RootOrigin> origins;
    std::vector<Mention> mentions;
    std::vector<BuiltProject> projects; ///< folders that the command builds
    std::vector<IndexSource> wheelIndexes; ///< where wheels of the build were found
    std::map<std::string, Grade>
        madeWith; ///< wheels of the build of which it is not certain that they are of that release
    std::vector<RepositoryMention> repositories;

    /// A requirement that the command names by another thing: no mention of the package.
    void addRoot(std::string text, const RequirementSubject& subject, Span span, bool constraint);
    /// A requirement that the command or a file of it names.
    /// @param written  where a file that the build wrote takes the text from
    void add(std::string text, const RequirementSubject& subject, Span span,
             std::optional<Span> written, bool constraint, bool editable, Mention::Role role,
             std::vector<std::string> hashes = {});
};

/// What the command of a step asks for. Notes the files it reads, and what is wrong with them, in
/// the step and the trace.
/// @param finder  becomes what pip's finder searches after all option lines
[[nodiscard]] AskedRequirements askedOf(InstallContext& context, InstallStep& step,
                                        FinderOptions& finder);

/// --no-index with --find-links: of what the build put into these folders the releases are the only
/// ones there are.
void confineToFolders(InstallContext& context, AskedRequirements& question,
                      const FinderOptions& finder);

} // namespace pinwheel
