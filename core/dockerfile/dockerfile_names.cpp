#include "core/dockerfile/dockerfile_names.h"

#include "core/base/ascii_case.h"
#include "core/base/limits.h"
#include "core/dockerfile/compose_file.h"

#include <algorithm>
#include <array>
#include <deque>
#include <tuple>

namespace pinwheel {

namespace {

std::string lowerName(std::string_view path)
{
    const std::size_t slash = path.rfind('/');
    return asciiLowerCase(slash == std::string_view::npos ? path : path.substr(slash + 1));
}

/// "dockerfile", "dockerfile.gpu", "dockerfile-dev", "dockerfile_gpu", "gpu.dockerfile"
bool isNamedAfter(std::string_view name, std::string_view word)
{
    if (name.size() > word.size() + 1 && name.ends_with(word)
        && name[name.size() - word.size() - 1] == '.')
        return true;
    if (!name.starts_with(word)) return false;
    name.remove_prefix(word.size());
    return name.empty() || (name.size() > 1 && std::string_view(".-_").contains(name.front()));
}

bool isPassedOver(std::string_view folder)
{
    constexpr std::array names {std::string_view("node_modules"), std::string_view("venv"),
                                std::string_view("__pycache__"), std::string_view("site-packages")};
    return folder.starts_with('.') || std::ranges::contains(names, folder);
}

std::vector<std::string> findFiles(const FileProvider& files, bool (*isWanted)(std::string_view))
{
    std::vector<std::string> found;
    std::deque<std::string> open {""};
    for (std::size_t entered = 0; !open.empty() && entered < limits::searchedFolders; ++entered) {
        const std::string folder = std::move(open.front());
        open.pop_front();
        for (const std::string& name : files.list(folder).value_or(std::vector<std::string> {})) {
            const std::string path = folder.empty() ? name : folder + "/" + name;
            const FileProvider::Kind kind = files.kindOf(path);
            if (kind == FileProvider::Kind::Folder && !isPassedOver(name)) open.push_back(path);
            if (kind == FileProvider::Kind::File && isWanted(name)) found.push_back(path);
        }
    }
    return found;
}

std::int64_t depth(std::string_view path)
{
    return std::ranges::count(path, '/');
}

} // namespace

bool isDockerfileName(std::string_view path)
{
    const std::string name = lowerName(path);
    // What editors and tools put beside a Dockerfile.
    constexpr std::array others {
        std::string_view(".dockerignore"), std::string_view(".containerignore"),
        std::string_view(".md"),           std::string_view(".sh"),
        std::string_view(".swp"),          std::string_view(".orig"),
        std::string_view(".bak"),          std::string_view(".py"),
        std::string_view(".lock"),         std::string_view("~")};
    if (std::ranges::any_of(others,
                            [&name](std::string_view ending) { return name.ends_with(ending); }))
        return false;
    return isNamedAfter(name, "dockerfile") || isNamedAfter(name, "containerfile");
}

bool isComposeFileName(std::string_view path)
{
    const std::string name = lowerName(path);
    const bool isYaml = name.ends_with(".yml") || name.ends_with(".yaml");
    return isYaml
        && (name.starts_with("docker-compose.") || name.starts_with("docker-compose-")
            || name.starts_with("compose.") || name.starts_with("compose-")
            || name.ends_with(".compose.yml") || name.ends_with(".compose.yaml"));
}

bool isBakeFileName(std::string_view path)
{
    const std::string name = lowerName(path);
    return name.starts_with("docker-bake.") && (name.ends_with(".json") || name.ends_with(".hcl"));
}

std::vector<std::string> findDockerfiles(const FileProvider& files)
{
    std::vector<std::string> found = findFiles(files, isDockerfileName);
    std::ranges::sort(found, {}, [](const std::string& path) {
        const std::string name = lowerName(path);
        return std::tuple(depth(path), name != "dockerfile" && name != "containerfile", path);
    });
    return found;
}

std::vector<std::string> findBuildFiles(const FileProvider& files)
{
    std::vector<std::string> found = findFiles(files, [](std::string_view name) {
        // An override is part of the file that it overrides.
        return (isComposeFileName(name) && !isComposeOverrideName(name)) || isBakeFileName(name);
    });
    std::ranges::sort(found, {},
                      [](const std::string& path) { return std::tuple(depth(path), path); });
    return found;
}

} // namespace pinwheel
