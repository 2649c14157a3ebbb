#pragma once

// What a project in the image requires when pip installs its folder. Internal to core/build.

#include "core/build/install_effects.h"
#include "core/requirements/requirement_files.h"

namespace pinwheel {

/// Requirement files as the image holds them at this point of the build.
class ImageRequirementSource final : public RequirementSource
{
public:
    explicit ImageRequirementSource(InstallContext& context)
        : m_context(context)
    {
    }

    RequirementText read(const std::string& location) override;
    std::optional<bool> exists(const std::string& path) override;

private:
    [[nodiscard]] std::optional<RequirementText> besideCopied(const std::string& location);

    InstallContext& m_context;
};

/// One requirement of a local project.
struct LocalRequirement {
    std::string text;
    RequirementSubject subject;
    Span span;
};

/// Reads pyproject.toml, setup.cfg and setup.py, and the requirement files that these take their
/// list from. Where the file that says it is not among the project's files, the requirements.txt
/// beside is taken, and the step's notes say so.
[[nodiscard]] std::vector<LocalRequirement>
readLocalProject(InstallContext& context, InstallStep& step, const std::string& folder,
                 const std::vector<std::string>& extras);

} // namespace pinwheel
