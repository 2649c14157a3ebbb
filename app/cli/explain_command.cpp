#include "app/cli/command.h"
#include "app/cli/output.h"
#include "app/cli/rule_pages.h"
#include "core/base/format.h"
#include "core/rules/rule.h"
#include "core/settings/suggestion.h"

#include <algorithm>
#include <cctype>
#include <memory>

namespace pinwheel {
namespace {

struct ExplainCommand {
    std::string rule;
    bool color = false;
    bool noColor = false;
    bool markdown = false;
};

std::string upperCase(std::string text)
{
    std::ranges::transform(text, text.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return text;
}

/// By id in any letter case, by another tool's id, or by the rule's name.
const Rule* ruleOf(const std::string& word)
{
    if (const Rule* rule = findRule(upperCase(word))) return rule;
    if (const Rule* rule = findRule(word)) return rule;
    const auto named =
        std::ranges::find(allRules(), word, [](const Rule& rule) { return rule.info.name; });
    return named != allRules().end() ? &*named : nullptr;
}

ExitStatus runExplainCommand(const ExplainCommand& command)
{
    const Rule* rule = ruleOf(command.rule);
    if (!rule) {
        std::vector<std::string> known;
        for (const Rule& other : allRules()) {
            known.emplace_back(other.info.id);
            known.emplace_back(other.info.name);
        }
        reportTrouble(formatted("{}: no such rule{} (`pinwheel rules` lists them)", command.rule,
                                didYouMean(command.rule, known)));
        return ExitStatus::Trouble;
    }
    const auto page = readRulePage(rule->info.id);
    if (!page) return reportTrouble(page.error());
    const ColorChoice color = command.noColor ? ColorChoice::Never
        : command.color                       ? ColorChoice::Always
                                              : ColorChoice::Automatic;
    const std::string text =
        command.markdown ? *page : renderMarkdownForTerminal(*page, useColor(color, {}));
    const auto written = writeOutput({}, text);
    return written ? ExitStatus::Clean : reportTrouble(written.error());
}

} // namespace

void addExplainCommand(CLI::App& program, CommandAction& action)
{
    auto arguments = std::make_shared<ExplainCommand>();
    CLI::App* command = program.add_subcommand("explain", "Print the page of a rule");
    command->add_option("RULE", arguments->rule, "Id (PIN101), name, or another tool's id (DL3042)")
        ->required();
    CLI::Option* color = command->add_flag("--color", arguments->color,
                                           "Colours even when the output is no terminal");
    command->add_flag("--no-color", arguments->noColor, "No colours")->excludes(color);
    command->add_flag("--markdown", arguments->markdown, "The page as it is written");
    command->callback(
        [arguments, &action] { action = [arguments] { return runExplainCommand(*arguments); }; });
}

} // namespace pinwheel
