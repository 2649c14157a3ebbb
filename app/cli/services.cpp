#include "app/cli/services.h"

#include "core/base/format.h"
#include "core/base/installation.h"
#include "core/build/resolution_memory.h"
#include "core/dockerfile/dockerfile_names.h"
#include "core/knowledge/knowledge.h"

#include <algorithm>

namespace pinwheel {
namespace fs = std::filesystem;

namespace {

std::string nameOf(const fs::path& folder)
{
    std::error_code error;
    fs::path whole = fs::weakly_canonical(folder, error);
    if (error) whole = folder;
    return whole.filename().string();
}

/// The path of a file below a folder; empty where it is not below it.
std::string pathBelow(const fs::path& folder, const fs::path& file)
{
    std::error_code error;
    const fs::path base = fs::weakly_canonical(folder, error);
    const fs::path whole =
        fs::weakly_canonical(file.parent_path().empty() ? fs::path(".") : file.parent_path(), error)
        / file.filename();
    const fs::path relative = whole.lexically_relative(base);
    if (relative.empty() || relative.begin()->string() == ".." || relative == ".") return {};
    return relative.generic_string();
}

Result<Project> projectOfFile(const fs::path& file, const std::string& context)
{
    fs::path folder = context.empty() ? file.parent_path() : fs::path(context);
    if (folder.empty()) folder = ".";
    if (!fs::is_directory(folder))
        return fail(ErrorCode::NotFound, formatted("{}: no such folder", folder.string()));
    const std::string inside = pathBelow(folder, file);
    if (inside.empty())
        return fail(ErrorCode::Usage,
                    formatted("{}: is not inside the build context {}{}", file.string(),
                              folder.string(),
                              folder.is_relative() && file.is_absolute()
                                  ? " (--context is taken from the present folder)"
                                  : ""));
    return Project {folder, inside, nameOf(folder)};
}

Result<std::string> chooseDockerfile(const fs::path& folder)
{
    const DiskFileProvider files(folder);
    auto found = findDockerfiles(files);
    // A folder that is called Dockerfile holds no instructions.
    std::erase_if(found, [&](const std::string& path) {
        return files.kindOf(path) != FileProvider::Kind::File;
    });
    if (found.empty())
        return fail(ErrorCode::NotFound,
                    formatted("{}: no Dockerfile in it (--dockerfile names one)", folder.string()));
    if (found.size() == 1 || found.front() == "Dockerfile") return found.front();
    std::string names;
    constexpr std::size_t shown = 10;
    for (std::size_t i = 0; i < std::min(shown, found.size()); ++i)
        names += (i == 0 ? "" : ", ") + found[i];
    if (found.size() > shown) names += formatted(" and {} more", found.size() - shown);
    return fail(ErrorCode::Usage,
                formatted("{}: several Dockerfiles, choose one with --dockerfile: {}",
                          folder.string(), names));
}

} // namespace

Result<Project> locateProject(const std::string& path, const std::string& dockerfile,
                              const std::string& context)
{
    const fs::path asked = path.empty() ? fs::path(".") : fs::path(path);
    std::error_code error;
    const fs::file_status status = fs::status(asked, error);
    if (!fs::exists(status))
        return fail(ErrorCode::NotFound, formatted("{}: no such file or folder", asked.string()));
    if (!fs::is_directory(status)) {
        if (!dockerfile.empty())
            return fail(
                ErrorCode::Usage,
                formatted("{}: is a file, so --dockerfile cannot name another", asked.string()));
        return projectOfFile(asked, context);
    }
    const fs::path folder = context.empty() ? asked : fs::path(context);
    if (dockerfile.empty()) {
        PINWHEEL_TRY(chosen, chooseDockerfile(asked));
        return projectOfFile(asked / chosen, folder.string());
    }
    // Relative to the audited folder; else, as `docker build -f` takes it, to the present one.
    const fs::path named =
        fs::path(dockerfile).is_absolute() || !fs::exists(asked / dockerfile, error)
        ? fs::path(dockerfile)
        : asked / dockerfile;
    const fs::file_status namedStatus = fs::status(named, error);
    if (!fs::exists(namedStatus))
        return fail(ErrorCode::NotFound,
                    formatted("{}: no such file", (asked / dockerfile).string()));
    if (fs::is_directory(namedStatus))
        return fail(ErrorCode::NotReadable,
                    formatted("{}: is a folder, not a file", named.string()));
    return projectOfFile(named, folder.string());
}

Result<AuditServices> makeServices(const fs::path& folder, const std::optional<IndexChoice>& index,
                                   const std::vector<fs::path>& extraFacts)
{
    AuditServices services;
    services.files = std::make_shared<const DiskFileProvider>(folder);
    services.memory = std::make_shared<ResolutionMemory>();
    PINWHEEL_TRY(knowledge, loadKnowledge(dataFolder() / "knowledge", extraFacts));
    services.knowledge = knowledge;
    if (!index) return services;
    PINWHEEL_TRY(opened, openIndex(*index));
    services.index = opened;
    return services;
}

} // namespace pinwheel
