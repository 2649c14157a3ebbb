#include "app/cli/audit_arguments.h"
#include "app/cli/command.h"
#include "app/cli/output.h"
#include "app/cli/version.h"
#include "core/base/format.h"
#include "core/report/comparison.h"
#include "core/report/escape.h"
#include "core/report/report.h"

#include <algorithm>
#include <memory>

namespace pinwheel {
namespace {

struct DiffCommand {
    std::string before;
    std::string after;
    std::string format = "text";
};

/// A JSON report, or the report of a fresh audit where the path is a folder or Dockerfile.
Result<OrderedJson> reportOf(const std::string& path)
{
    if (path.ends_with(".json")) return readReport(path);
    AuditArguments arguments;
    arguments.path = path;
    PINWHEEL_TRY(run, runAuditOf(arguments));
    return OrderedJson::parse(
        renderReport(ReportFormat::Json, *run.audit,
                     {.project = run.project.name, .toolVersion = std::string(programVersion)}),
        nullptr, false);
}

std::string_view titleOf(FindingChange::Kind kind)
{
    switch (kind) {
    case FindingChange::Kind::New:
        return "new";
    case FindingChange::Kind::Fixed:
        return "fixed";
    case FindingChange::Kind::Changed:
        return "changed";
    case FindingChange::Kind::FactChanged:
        return "changed because a fact changed";
    }
    return {};
}

std::string at(const OrderedJson& object, const char* key)
{
    const auto found = object.find(key);
    return found == object.end() || found->is_null() ? std::string()
        : found->is_string()                         ? found->get<std::string>()
                                                     : found->dump();
}

std::string placeText(const OrderedJson& finding)
{
    if (!finding.contains("locations") || !finding["locations"].is_array()
        || finding["locations"].empty())
        return {};
    const OrderedJson& place = finding["locations"].front();
    return formatted("{}:{}:{}", at(place, "file"), at(place, "line"), at(place, "column"));
}

std::string overallOf(const OrderedJson& report)
{
    return report.contains("overall") ? at(report["overall"], "before") : std::string();
}

std::string textOf(const OrderedJson& before, const OrderedJson& after,
                   const std::vector<FindingChange>& changes)
{
    std::string out =
        formatted("overall risk: {} → {}\n", oneLine(overallOf(before)), oneLine(overallOf(after)));
    for (const FindingChange& change : changes) {
        const OrderedJson& finding = change.after.is_null() ? change.before : change.after;
        out += formatted("{}: {}: {}: {} [{}]\n", titleOf(change.kind), oneLine(placeText(finding)),
                         oneLine(at(finding, "level")), oneLine(at(finding, "title")),
                         oneLine(at(finding, "rule")));
        for (const std::string& difference : change.differences)
            out += "    " + oneLine(difference) + "\n";
    }
    if (changes.empty()) out += "the findings are the same\n";
    return out;
}

std::string markdownOf(const OrderedJson& before, const OrderedJson& after,
                       const std::vector<FindingChange>& changes)
{
    std::string out =
        formatted("### Build audit: what changed\n\nOverall risk: **{}** before, **{}** now.\n",
                  markdownText(overallOf(before)), markdownText(overallOf(after)));
    if (changes.empty()) return out + "\nThe findings are the same.\n";
    out += "\n| | Level | Place | Finding | Rule |\n| --- | --- | --- | --- | --- |\n";
    for (const FindingChange& change : changes) {
        const OrderedJson& finding = change.after.is_null() ? change.before : change.after;
        std::string title = markdownText(at(finding, "title"));
        for (const std::string& difference : change.differences)
            title += "<br>" + markdownText(shortened(oneLine(difference), 200));
        out += formatted("| {} | {} | {} | {} | {} |\n", titleOf(change.kind),
                         markdownText(at(finding, "level")), markdownCode(placeText(finding)),
                         title, markdownText(at(finding, "rule")));
    }
    return out;
}

std::string jsonOf(const OrderedJson& before, const OrderedJson& after,
                   const std::vector<FindingChange>& changes)
{
    OrderedJson list = OrderedJson::array();
    for (const FindingChange& change : changes)
        list.push_back({{"change", titleOf(change.kind)},
                        {"worse", change.isWorse()},
                        {"differences", change.differences},
                        {"before", change.before},
                        {"after", change.after}});
    return jsonText({{"overall", {{"before", overallOf(before)}, {"after", overallOf(after)}}},
                     {"changes", std::move(list)}});
}

ExitStatus runDiffCommand(const DiffCommand& command)
{
    const auto before = reportOf(command.before);
    if (!before) return reportTrouble(before.error());
    const auto after = reportOf(command.after);
    if (!after) return reportTrouble(after.error());
    const auto changes = compareReports(*before, *after);
    const std::string text = command.format == "json" ? jsonOf(*before, *after, changes)
        : command.format == "markdown"                ? markdownOf(*before, *after, changes)
                                                      : textOf(*before, *after, changes);
    if (const auto written = writeOutput({}, text); !written) return reportTrouble(written.error());
    return std::ranges::any_of(changes, &FindingChange::isWorse) ? ExitStatus::Found
                                                                 : ExitStatus::Clean;
}

} // namespace

void addDiffCommand(CLI::App& program, CommandAction& action)
{
    auto arguments = std::make_shared<DiffCommand>();
    CLI::App* command =
        program.add_subcommand("diff", "Compare two audits: what is new, fixed or changed");
    command->add_option("OLD", arguments->before, "JSON report, folder or Dockerfile")->required();
    command->add_option("NEW", arguments->after, "JSON report, folder or Dockerfile")->required();
    command->add_option("--format", arguments->format, "text, markdown or json")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"text", "markdown", "json"}));
    command->footer("Exit status: 1 when a finding is new or has a higher level.");
    command->callback(
        [arguments, &action] { action = [arguments] { return runDiffCommand(*arguments); }; });
}

} // namespace pinwheel
