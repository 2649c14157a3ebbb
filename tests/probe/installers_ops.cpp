#include "core/installers/pip_configuration.h"
#include "core/installers/pip_tables.h"
#include "tests/probe/probe.h"

#include <algorithm>

// Beyond the operations that other implementations answer: what our tables of pip's options say,
// and what pip is told by command line, variables and configuration files together.
// tests/differential asks pip's own option parser the same.

namespace pinwheel::probe {
namespace {

Json textsOf(const std::vector<OptionValue>& values)
{
    Json list = Json::array();
    for (const OptionValue& value : values)
        list.push_back(value.text.valueOr(value.knownPrefix));
    return list;
}

Json textOf(const Rare<OptionValue>& value)
{
    return value ? Json(value->text.valueOr(value->knownPrefix)) : Json();
}

Json namesOf(const BinaryFormats::Names& names)
{
    Json list = Json::array();
    for (const auto& [name, origin] : names)
        list.push_back(name);
    return list;
}

/// What pip's option parser refuses; requirements themselves are not its business.
bool isRefusal(const CommandProblem& problem)
{
    return problem.isFatal() && problem.kind != CommandProblem::Kind::BadArgument
        && problem.kind != CommandProblem::Kind::MissingArgument;
}

std::vector<PipConfigurationText> configurationOf(const Json& request)
{
    using Level = PipConfigurationText::Level;
    std::vector<PipConfigurationText> texts;
    const auto files = request.find("config");
    if (files == request.end()) return texts;
    constexpr std::array levels {std::pair {"global", Level::Global},
                                 std::pair {"user", Level::User}, std::pair {"site", Level::Site}};
    for (const auto& [name, level] : levels)
        if (const auto text = files->find(name); text != files->end())
            texts.push_back(
                {.level = level, .path = name, .file = {}, .text = text->get<std::string>()});
    return texts;
}

Json describe(const InstallCommand& command, const PipOptions& options)
{
    Json answer = success();
    answer["args"] = Json::array();
    for (const PackageArgument& argument : command.arguments)
        if (!argument.editable) answer["args"].push_back(argument.text.valueOr(""));
    answer["editables"] = textsOf(options.editables);
    answer["requirements"] = textsOf(options.requirements);
    answer["constraints"] = textsOf(options.constraints);
    answer["upgrade"] = options.upgrade.on;
    answer["upgrade_strategy"] =
        options.upgradeStrategy ? textOf(options.upgradeStrategy) : Json("only-if-needed");
    answer["ignore_installed"] = options.ignoreInstalled.on;
    answer["force_reinstall"] = options.forceReinstall.on;
    answer["ignore_dependencies"] = options.noDependencies.on;
    answer["ignore_requires_python"] = options.ignoreRequiresPython.on;
    answer["pre"] = options.preReleases.on;
    answer["prefer_binary"] = options.preferBinary.on;
    answer["require_hashes"] = options.requireHashes.on;
    answer["no_binary"] = namesOf(options.formats.noBinary);
    answer["only_binary"] = namesOf(options.formats.onlyBinary);
    answer["index_url"] = textOf(options.indexUrl);
    answer["extra_index_urls"] = textsOf(options.extraIndexUrls);
    answer["find_links"] = textsOf(options.findLinks);
    answer["no_index"] = options.noIndex.on;
    answer["trusted_hosts"] = textsOf(options.trustedHosts);
    answer["user"] = options.user.on;
    answer["target"] = textOf(options.target);
    answer["prefix"] = textOf(options.prefix);
    answer["root"] = textOf(options.root);
    answer["python"] = textOf(options.python);
    answer["break_system_packages"] = options.breakSystemPackages.on;
    answer["platforms"] = textsOf(options.platforms);
    answer["implementation"] = textOf(options.implementation);
    answer["abis"] = textsOf(options.abis);
    answer["no_cache"] = options.noCacheDir.on;
    answer["dry_run"] = options.dryRun.on;
    answer["isolated"] = options.isolated.on;
    answer["no_build_isolation"] = options.noBuildIsolation.on;
    answer["no_compile"] = options.noCompile.on;
    answer["report"] = textOf(options.report);
    answer["root_user_action"] =
        options.rootUserAction ? textOf(options.rootUserAction) : Json("warn");
    answer["features"] = textsOf(options.features);
    answer["deprecated"] = textsOf(options.useDeprecated);
    answer["global_options"] = textsOf(options.globalOptions);
    answer["quiet"] = options.quiet;
    answer["verbose"] = options.verbose;
    return answer;
}

} // namespace

Json answerPipTable(const Json& request)
{
    const std::string command = request.at("command").get<std::string>();
    Json answer = success();
    answer["options"] = Json::array();
    for (const auto& table : pipOptionTables(command))
        for (const OptionSpec& option : table) {
            constexpr std::array actions {"switch", "switch off", "count",
                                          "store",  "append",     "callback"};
            answer["options"].push_back(
                {{"names", option.names},
                 {"value", option.arity != OptionArity::Switch},
                 {"values", option.values},
                 {"action", actions[static_cast<std::size_t>(pipOptionAction(command, option))]}});
        }
    return answer;
}

Json answerPipCommand(const Json& request)
{
    std::vector<InstallerWord> words {{.text = std::string("pip")},
                                      {.text = std::string("install")}};
    for (const Json& argument : request.at("args"))
        words.push_back({.text = argument.get<std::string>()});
    const auto command = recognizeInstall(words);
    if (!command) return failure("no command");
    ProcessVariables variables;
    if (const auto environment = request.find("env"); environment != request.end())
        for (const auto& [name, value] : environment->items())
            variables.emplace(name,
                              ProcessVariable {.value = value.get<std::string>(), .span = {}});
    const EffectiveOptions effective =
        combinePipOptions(*command, variables, configurationOf(request));
    for (const auto* problems : {&command->problems, &effective.problems})
        if (const auto found = std::ranges::find_if(*problems, isRefusal); found != problems->end())
            return failure(found->message);
    return describe(*command, effective.options);
}

} // namespace pinwheel::probe
