#include "app/cli/build_entry.h"

#include "core/base/format.h"
#include "core/dockerfile/compose_file.h"
#include "core/dockerfile/dockerfile_names.h"

#include <algorithm>
#include <cstdlib>

namespace pinwheel {
namespace fs = std::filesystem;

namespace {

std::optional<std::string> environmentVariable(const std::string& name)
{
    const char* const value = std::getenv(name.c_str());
    return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

/// The environment as Compose sees it: with the `.env` file beside the Compose file.
EnvironmentLookup environmentOf(const fs::path& file)
{
    const auto text =
        DiskFileProvider(file.parent_path().empty() ? fs::path(".") : file.parent_path())
            .read(".env");
    if (!text || isBakeFileName(file.filename().string())) return environmentVariable;
    return withEnvironmentFile(environmentVariable, *text);
}

Result<std::vector<BuildEntry>> entriesOf(const fs::path& file)
{
    const std::string name = file.filename().string();
    if (name.ends_with(".hcl"))
        return fail(ErrorCode::Usage,
                    formatted("{}: HCL is not read; `docker buildx bake --print` writes it as JSON",
                              file.string()));
    const fs::path folder = file.parent_path().empty() ? fs::path(".") : file.parent_path();
    PINWHEEL_TRY(text, DiskFileProvider(folder).read(name));
    auto entries = isBakeFileName(name)
        ? readBakeFile(text, environmentOf(file))
        : readComposeFile(name, text, environmentOf(file), filesBeside(file));
    if (!entries)
        return fail(entries.error().code,
                    formatted("{}: {}", file.string(), entries.error().message));
    return entries;
}

std::string listOf(const std::vector<BuildEntry>& entries)
{
    constexpr std::size_t shown = 20;
    std::string names;
    for (std::size_t i = 0; i < std::min(shown, entries.size()); ++i) {
        const BuildEntry& entry = entries[i];
        const std::string place =
            (fs::path(entry.context) / entry.dockerfile).lexically_normal().generic_string();
        names += formatted("{}{} ({}{}{})", i == 0 ? "" : ", ", entry.name, place,
                           entry.target.empty() ? "" : ", stage ", entry.target);
    }
    if (entries.size() > shown) names += formatted(" and {} more", entries.size() - shown);
    return names;
}

Result<BuildEntry> chooseEntry(const fs::path& file, const AuditArguments& arguments)
{
    PINWHEEL_TRY(entries, entriesOf(file));
    if (entries.empty())
        return fail(ErrorCode::Usage, formatted("{}: no image is built in it", file.string()));
    // `docker buildx bake` calls its entries targets.
    const std::string& wanted =
        arguments.service.empty() && isBakeFileName(file.filename().string()) ? arguments.target
                                                                              : arguments.service;
    const auto found = std::ranges::find(entries, wanted, &BuildEntry::name);
    if (found != entries.end()) return *found;
    if (!arguments.service.empty())
        return fail(ErrorCode::NotFound,
                    formatted("{}: no '{}' is built in it; there are: {}", file.string(),
                              arguments.service, listOf(entries)));
    if (entries.size() == 1) return entries.front();
    return fail(ErrorCode::Usage,
                formatted("{}: several images are built in it, choose one with --service: {}",
                          file.string(), listOf(entries)));
}

Result<AuditArguments> argumentsOf(const fs::path& file, const BuildEntry& entry,
                                   AuditArguments arguments)
{
    const auto refuse = [&](std::string_view why) {
        return fail(ErrorCode::Usage, formatted("{}: {}: {}", file.string(), entry.name, why));
    };
    const auto placed =
        placedEntry(entry, file.parent_path().empty() ? fs::path(".") : file.parent_path(),
                    environmentOf(file));
    if (!placed) return refuse(placed.error().message);
    if (!arguments.dockerfile.empty() || !arguments.context.empty())
        return refuse("it names its Dockerfile and context, so --dockerfile and --context cannot "
                      "name others");
    arguments.context = placed->context;
    arguments.path = placed->dockerfile;
    if (arguments.target.empty() || arguments.target == entry.name) arguments.target = entry.target;
    std::vector<std::string> given; // Those of the command line come later and win.
    for (const auto& [name, value] : placed->arguments)
        given.push_back(value ? name + "=" + *value : name);
    arguments.buildArguments.insert(arguments.buildArguments.begin(), given.begin(), given.end());
    if (arguments.platform.empty() && !entry.platforms.empty()) {
        const bool hasDefault = std::ranges::contains(entry.platforms, std::string("linux/amd64"));
        if (!hasDefault) arguments.platform = entry.platforms.front();
    }
    return arguments;
}

/// The Compose or bake file at the top of a folder.
std::optional<fs::path> buildFileOf(const fs::path& folder)
{
    for (const std::string& found : findBuildFiles(DiskFileProvider(folder)))
        if (!found.contains('/')) return folder / found;
    return std::nullopt;
}

} // namespace

Result<AuditArguments> withBuildEntry(const AuditArguments& arguments)
{
    const fs::path path = arguments.path.empty() ? fs::path(".") : fs::path(arguments.path);
    const std::string name = path.filename().string();
    std::error_code error;
    if (fs::is_directory(path, error)) {
        const bool hasDockerfile =
            fs::exists(path / "Dockerfile", error) || !arguments.dockerfile.empty();
        if (arguments.service.empty() && hasDockerfile) return arguments;
        const auto file = buildFileOf(path);
        if (!file) {
            if (arguments.service.empty()) return arguments;
            return fail(
                ErrorCode::NotFound,
                formatted("{}: no Compose or bake file in it that --service could choose from",
                          path.string()));
        }
        PINWHEEL_TRY(entry, chooseEntry(*file, arguments));
        return argumentsOf(*file, entry, arguments);
    }
    if (!fs::exists(path, error) || (!isComposeFileName(name) && !isBakeFileName(name))) {
        if (arguments.service.empty()) return arguments;
        return fail(
            ErrorCode::Usage,
            formatted("{}: is no Compose or bake file, so --service has nothing to choose from",
                      path.string()));
    }
    PINWHEEL_TRY(entry, chooseEntry(path, arguments));
    return argumentsOf(path, entry, arguments);
}

} // namespace pinwheel
