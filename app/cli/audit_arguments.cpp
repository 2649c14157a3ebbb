#include "app/cli/audit_arguments.h"

#include "core/settings/suggestion.h"
#include "core/dockerfile/platform.h"
#include "core/knowledge/knowledge.h"

#include <algorithm>
#include <cstdlib>
#include <format>

namespace pinwheel {
namespace {

const std::vector<std::string> profiles = {"default", "strict", "all"};

bool isDottedNumber(std::string_view text)
{
    return !text.empty() && text.front() != '.' && text.back() != '.' && text.find("..") == std::string_view::npos
        && std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

Result<void> setBuildArguments(AuditOptions& options, const std::vector<std::string>& words)
{
    for (const std::string& word : words) {
        const std::size_t equals = word.find('=');
        const std::string name = word.substr(0, equals);
        if (name.empty()) return fail(ErrorCode::Usage, std::format("--build-arg: '{}' has no name (NAME=VALUE is wanted)", word));
        if (equals != std::string::npos) {
            options.buildArguments[name] = word.substr(equals + 1);
            continue;
        }
        // As `docker build` does: a bare name takes its value from the environment, and none when it is not set there.
        if (const char* value = std::getenv(name.c_str())) options.buildArguments[name] = value;
    }
    return {};
}

Result<void> setGpus(AuditOptions& options, const std::vector<std::string>& names, const Knowledge& knowledge)
{
    for (const std::string& name : names) {
        if (!knowledge.gpu(name)) {
            std::vector<std::string> known;
            for (const Gpu& gpu : knowledge.gpus()) known.push_back(gpu.product);
            return fail(ErrorCode::Usage, std::format("--gpu: no GPU called '{}' is known{}", name, didYouMean(name, known)));
        }
        options.gpus.push_back(name);
    }
    return {};
}

} // namespace

void addAuditArguments(CLI::App& command, AuditArguments& arguments)
{
    command.add_option("PATH", arguments.path, "Folder or Dockerfile to audit")->default_str(".");
    command.add_option("-f,--dockerfile", arguments.dockerfile, "Dockerfile, relative to PATH")->type_name("FILE");
    command.add_option("--context", arguments.context, "Build context, where it is not the folder of PATH")->type_name("DIR");
    command.add_option("--target", arguments.target, "Stage to build, by name or number (default: the last)")->type_name("STAGE");
    command.add_option("--build-arg", arguments.buildArguments, "Build argument; may be given several times")
        ->type_name("NAME=VALUE")->allow_extra_args(false);
    command.add_option("--platform", arguments.platform, "Platform of the image (default: linux/amd64)")->type_name("OS/ARCH");
    command.add_option("--gpu", arguments.gpus, "GPU that the image will run on, \"RTX 5090\"; may be given several times")
        ->type_name("NAME")->allow_extra_args(false);
    command.add_option("--driver", arguments.driver, "NVIDIA driver version of the hosts, 550.54.14")->type_name("VERSION");
    command.add_option("--profile", arguments.profile, "Rules to apply: default, strict or all")->type_name("PROFILE");
    command.add_flag("--no-resolve", arguments.noResolve, "Reason over version ranges, without index data");
    command.add_flag("--no-fixes", arguments.noFixes, "Do not work out fixes");
}

Result<AuditOptions> auditOptionsOf(const AuditArguments& arguments, const Project& project, const Knowledge& knowledge)
{
    AuditOptions options;
    options.dockerfile = project.dockerfile;
    options.target = arguments.target;
    options.resolve = !arguments.noResolve;
    options.proveFixes = !arguments.noFixes;
    if (!arguments.platform.empty()) {
        const auto platform = parsePlatform(arguments.platform);
        if (!platform || platform->os != "linux")
            return fail(ErrorCode::Usage, std::format("--platform: '{}' is no Linux platform such as linux/amd64 or linux/arm64", arguments.platform));
        options.platform = platform->toString();
    }
    if (!arguments.driver.empty() && !isDottedNumber(arguments.driver))
        return fail(ErrorCode::Usage, std::format("--driver: '{}' is no driver version such as 550.54.14", arguments.driver));
    options.driver = arguments.driver;
    if (!arguments.profile.empty()) {
        if (std::ranges::find(profiles, arguments.profile) == profiles.end())
            return fail(ErrorCode::Usage, std::format("--profile: '{}' is none of default, strict, all{}", arguments.profile, didYouMean(arguments.profile, profiles)));
        options.profile = arguments.profile;
    }
    if (auto set = setBuildArguments(options, arguments.buildArguments); !set) return std::unexpected(set.error());
    if (auto set = setGpus(options, arguments.gpus, knowledge); !set) return std::unexpected(set.error());
    return options;
}

Result<AuditRun> runAuditOf(const AuditArguments& arguments, const std::function<void(std::string_view)>& progress)
{
    PINWHEEL_TRY(project, locateProject(arguments.path, arguments.dockerfile, arguments.context));
    PINWHEEL_TRY(services, makeServices(project.folder, !arguments.noResolve));
    services.progress = progress;
    PINWHEEL_TRY(options, auditOptionsOf(arguments, project, *services.knowledge));
    PINWHEEL_TRY(audit, runAudit(options, services));
    return AuditRun {std::move(project), std::move(options), std::move(services), std::move(audit)};
}

} // namespace pinwheel
