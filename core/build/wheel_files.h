#pragma once

// Wheels that the build makes: `pip wheel` and `pip download` put them into a folder, COPY and
// mounts carry the folder to another stage, and an install names the files. Internal to core/build.

#include "core/build/install_effects.h"
#include "core/resolver/pip_install.h"

namespace pinwheel {

/// One requirement that the installation of a wheel comes down to.
struct WheelRoot {
    std::string text; ///< "click==8.1.7" where the version is known, else as it was asked for
    RequirementSubject subject;
    Span span; ///< what asked for it
    Grade grade = Grade::Certain; ///< how sure it is that the command made this release
};

/// A file that `pip wheel` or `pip download` makes.
struct WheelFile {
    std::vector<WheelRoot> roots;
    bool isProject = false; ///< built from a folder: the roots are what that project requires
    std::vector<IndexSource> indexes; ///< where its release was found
    Completeness completeness = Completeness::Known; ///< of the command that made it
    std::vector<std::string> notes; ///< of that command
};

/// A project that a command builds from its folder.
struct BuiltProject {
    std::string folder;
    std::vector<WheelRoot> requirements;
};

/// What a command that makes wheels was asked, and the answer.
struct WheelOrder {
    const PipInstallRequest& request;
    std::span<const RootOrigin> origins;
    const std::vector<BuiltProject>& projects;
    const PipInstallResult* result = nullptr; ///< null where nothing was resolved
};

/// Puts the wheels into the folder that the command names.
void putWheels(InstallContext& context, const InstallStep& step, const WheelOrder& order);

/// The wheel that stands at a path; null for every other file.
[[nodiscard]] std::shared_ptr<const WheelFile> wheelAt(const InstallContext& context,
                                                       const std::string& path);
/// The wheels of a folder; none where something else stands there, or what does is not known.
[[nodiscard]] std::vector<std::shared_ptr<const WheelFile>> wheelsIn(const InstallContext& context,
                                                                     const std::string& folder);

} // namespace pinwheel
