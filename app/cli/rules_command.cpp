#include "app/cli/command.h"
#include "app/cli/output.h"
#include "core/base/format.h"
#include "core/report/escape.h"
#include "core/report/json_facts.h"
#include "core/rules/rule.h"

#include <algorithm>
#include <memory>

namespace pinwheel {
namespace {

std::string_view toText(Profile profile)
{
    switch (profile) {
    case Profile::Default:
        return "default";
    case Profile::Strict:
        return "strict";
    case Profile::All:
        return "all";
    }
    return {};
}

std::string textTable()
{
    std::size_t nameWidth = 4;
    for (const Rule& rule : allRules())
        nameWidth = std::max(nameWidth, rule.info.name.size());
    std::string out;
    for (const Rule& rule : allRules())
        out +=
            formatted("{:<7} {:<{}}  {:<8}  {:<7}  {}\n", rule.info.id, rule.info.name, nameWidth,
                      toText(rule.info.impact), toText(rule.info.profile), rule.info.summary);
    return out;
}

std::string markdownTable()
{
    std::string out =
        "| Rule | Name | What it reports | Impact | Profile |\n| --- | --- | --- | --- | --- |\n";
    for (const Rule& rule : allRules())
        out += formatted("| {} | {} | {} | {} | {} |\n", markdownText(rule.info.id),
                         markdownText(rule.info.name), markdownText(rule.info.summary),
                         toText(rule.info.impact), toText(rule.info.profile));
    return out;
}

std::string jsonTable()
{
    OrderedJson out = OrderedJson::array();
    for (const Rule& rule : allRules()) {
        OrderedJson aliases = OrderedJson::array();
        for (const std::string_view alias : rule.info.aliases)
            aliases.push_back(alias);
        out.push_back({{"id", rule.info.id},
                       {"name", rule.info.name},
                       {"summary", rule.info.summary},
                       {"family", rule.info.family},
                       {"impact", toText(rule.info.impact)},
                       {"profile", toText(rule.info.profile)},
                       {"aliases", std::move(aliases)}});
    }
    return jsonText(out);
}

ExitStatus runRulesCommand(const std::string& format)
{
    const std::string text = format == "json" ? jsonTable()
        : format == "markdown"                ? markdownTable()
                                              : textTable();
    const auto written = writeOutput({}, text);
    return written ? ExitStatus::Clean : reportTrouble(written.error());
}

} // namespace

void addRulesCommand(CLI::App& program, CommandAction& action)
{
    auto format = std::make_shared<std::string>("text");
    CLI::App* command = program.add_subcommand("rules", "List the rules");
    command->add_option("--format", *format, "text, markdown or json")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"text", "markdown", "json"}));
    command->callback(
        [format, &action] { action = [format] { return runRulesCommand(*format); }; });
}

} // namespace pinwheel
