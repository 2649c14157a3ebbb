#include "app/cli/audit_arguments.h"

#include "app/cli/build_entry.h"
#include "core/base/format.h"
#include "core/knowledge/knowledge.h"
#include "core/settings/settings_options.h"

#include <algorithm>
#include <cstdlib>
#include <ctime>

namespace pinwheel {
namespace {

Result<void> setBuildArguments(ProjectSettings& settings, const std::vector<std::string>& words)
{
    for (const std::string& word : words) {
        const std::size_t equals = word.find('=');
        const std::string name = word.substr(0, equals);
        if (name.empty())
            return fail(ErrorCode::Usage,
                        formatted("--build-arg: '{}' has no name (NAME=VALUE is wanted)", word));
        // As `docker build` does: a bare name takes its value from the environment, and none when
        // it is not set there.
        const char* value =
            equals == std::string::npos ? std::getenv(name.c_str()) : word.c_str() + equals + 1;
        if (value != nullptr)
            settings.buildArguments.insert_or_assign(name, Setting {{value}, "--build-arg"});
    }
    return {};
}

std::optional<std::string> environmentVariable(std::string_view name)
{
    const char* value = std::getenv(std::string(name).c_str());
    return value != nullptr && *value != '\0' ? std::optional<std::string>(value) : std::nullopt;
}

} // namespace

void addAuditArguments(CLI::App& command, AuditArguments& arguments)
{
    command
        .add_option("PATH", arguments.path, "Folder, Dockerfile, or Compose or bake file to audit")
        ->default_str(".");
    command.add_option("-f,--dockerfile", arguments.dockerfile, "Dockerfile, relative to PATH")
        ->type_name("FILE");
    command
        .add_option("--context", arguments.context,
                    "Build context, where it is not the folder of PATH")
        ->type_name("DIR");
    command
        .add_option("--target", arguments.target,
                    "Stage to build, by name or number (default: the last)")
        ->type_name("STAGE");
    command
        .add_option("--service", arguments.service,
                    "Service of a Compose file, or target of a bake file, to audit")
        ->type_name("NAME");
    command
        .add_option("--build-arg", arguments.buildArguments,
                    "Build argument; may be given several times")
        ->type_name("NAME=VALUE")
        ->allow_extra_args(false);
    command
        .add_option("--platform", arguments.platform,
                    "Platform of the image (default: linux/amd64)")
        ->type_name("OS/ARCH");
    command
        .add_option("--gpu", arguments.gpus,
                    "GPU that the image will run on, \"RTX 5090\"; may be given several times")
        ->type_name("NAME")
        ->allow_extra_args(false);
    command
        .add_option("--driver", arguments.driver, "NVIDIA driver version of the hosts, 550.54.14")
        ->type_name("VERSION");
    command.add_option("--profile", arguments.profile, "Rules to apply: default, strict or all")
        ->type_name("PROFILE");
    command
        .add_option(
            "--index", arguments.index,
            "Index data: shipped, live (asks the indexes over the network) or a recorded FILE")
        ->type_name("shipped|live|FILE");
    command.add_flag("--no-resolve", arguments.noResolve,
                     "Reason over version ranges, without index data");
    command.add_flag("--no-fixes", arguments.noFixes, "Do not work out fixes");
    command.add_flag("--no-config", arguments.noConfig,
                     "Read neither pinwheel.toml nor PINWHEEL_* variables");
}

Result<ProjectSettings> settingsFor(const AuditArguments& arguments)
{
    namespace fs = std::filesystem;
    ProjectSettings settings = defaultSettings();
    if (!arguments.noConfig) {
        std::error_code error;
        fs::path folder = arguments.path.empty() ? fs::path(".") : fs::path(arguments.path);
        if (!fs::is_directory(folder, error))
            folder = folder.has_parent_path() ? folder.parent_path() : fs::path(".");
        PINWHEEL_TRY(read, readProjectSettings(folder));
        settings = std::move(read);
        if (auto applied = applyEnvironment(settings, environmentVariable); !applied)
            return std::unexpected(applied.error());
    }
    const auto set = [&](std::string_view key, std::vector<std::string> values,
                         std::string_view option) {
        if (!values.empty() && !values.front().empty())
            settings.values.insert_or_assign(std::string(key),
                                             Setting {std::move(values), std::string(option)});
    };
    set("dockerfile", {arguments.dockerfile}, "--dockerfile");
    set("context", {arguments.context}, "--context");
    set("target", {arguments.target}, "--target");
    set("platform", {arguments.platform}, "--platform");
    set("gpus", arguments.gpus, "--gpu");
    set("driver", {arguments.driver}, "--driver");
    set("profile", {arguments.profile}, "--profile");
    set("index", {arguments.index}, "--index");
    if (arguments.noResolve) set("resolve", {"false"}, "--no-resolve");
    if (arguments.noFixes) set("fixes", {"false"}, "--no-fixes");
    if (auto done = setBuildArguments(settings, arguments.buildArguments); !done)
        return std::unexpected(done.error());
    return settings;
}

Result<AuditOptions> auditOptionsOf(const ProjectSettings& settings, const Project& project,
                                    const Knowledge& knowledge)
{
    PINWHEEL_TRY(options, auditOptionsOf(settings, knowledge));
    options.dockerfile = project.dockerfile;
    return options;
}

std::string today()
{
    std::time_t now = std::time(nullptr);
    if (const auto fixed = environmentVariable("SOURCE_DATE_EPOCH"))
        now = static_cast<std::time_t>(std::strtoll(fixed->c_str(), nullptr, 10));
    std::tm date {};
    ::gmtime_r(&now, &date);
    return formatted("{:04}-{:02}-{:02}", date.tm_year + 1900, date.tm_mon + 1, date.tm_mday);
}

namespace {

/// A file that the settings file names stands beside it. The network is used only when the user
/// asks: the settings of a project under audit are somebody else's word.
Result<IndexChoice> indexChoiceOf(const ProjectSettings& settings, const ProgressListener& progress)
{
    IndexChoice choice {.which = settings.text("index"),
                        .defaultUrl = settings.text("index-url"),
                        .progress = progress};
    const std::string& origin = settings.at("index").origin;
    if (origin == "--index" || origin == "PINWHEEL_INDEX") return choice;
    if (choice.which == "live")
        return fail(
            ErrorCode::Usage,
            formatted(
                "{}: a project's settings do not turn the network on; ask for it with --index live",
                origin));
    if (choice.which != "shipped")
        choice.which = (settings.file.parent_path() / choice.which).string();
    return choice;
}

} // namespace

namespace {

/// A project's settings that name its Dockerfile say more than a Compose file beside them.
Result<AuditArguments> argumentsWithBuildEntry(const AuditArguments& asked)
{
    std::error_code error;
    if (asked.service.empty() && std::filesystem::is_directory(asked.path, error)) {
        PINWHEEL_TRY(settings, settingsFor(asked));
        if (!settings.text("dockerfile").empty()) return asked;
    }
    return withBuildEntry(asked);
}

} // namespace

Result<AuditRun> runAuditOf(const AuditArguments& asked, const ProgressListener& progress,
                            const std::function<PackageIndexPtr(PackageIndexPtr)>& wrap)
{
    namespace fs = std::filesystem;
    PINWHEEL_TRY(arguments, argumentsWithBuildEntry(asked));
    PINWHEEL_TRY(settings, settingsFor(arguments));
    std::error_code error;
    const bool isFolder = fs::is_directory(arguments.path, error);
    // What the settings say of the Dockerfile is for a folder; a PATH that is a file has said it.
    const std::string context =
        arguments.context.empty() && isFolder && !settings.text("context").empty()
        ? (fs::path(arguments.path) / settings.text("context")).string()
        : arguments.context;
    PINWHEEL_TRY(project,
                 locateProject(arguments.path,
                               isFolder ? settings.text("dockerfile") : arguments.dockerfile,
                               context));
    std::vector<fs::path> facts;
    for (const std::string& file : settings.at("knowledge").values)
        facts.push_back(settings.file.parent_path() / file);
    std::optional<IndexChoice> index;
    if (settings.text("resolve") == "true") {
        PINWHEEL_TRY(choice, indexChoiceOf(settings, progress));
        index = choice;
    }
    PINWHEEL_TRY(services, makeServices(project.folder, index, facts));
    if (wrap && services.index) services.index = wrap(services.index);
    services.progress = progress;
    services.policy = policyOf(settings, today());
    PINWHEEL_TRY(options, auditOptionsOf(settings, project, *services.knowledge));
    PINWHEEL_TRY(audit, runAudit(options, services));
    return AuditRun {std::move(settings), std::move(project), std::move(options),
                     std::move(services), std::move(audit)};
}

} // namespace pinwheel
