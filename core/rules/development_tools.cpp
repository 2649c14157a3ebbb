#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>
#include <array>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN616",
    .name = "development-tools",
    .summary = "Tools for tests, style or documentation are installed in the image that runs.",
    .family = "hygiene",
    .impact = Impact::Low,
};

bool isDevelopmentTool(std::string_view name)
{
    static constexpr std::array<std::string_view, 23> tools {
        "pytest",      "flake8", "pylint",      "black",    "isort",      "mypy",
        "ruff",        "tox",    "nox",         "coverage", "pre-commit", "bandit",
        "autopep8",    "yapf",   "pycodestyle", "pyflakes", "ipdb",       "sphinx",
        "myst-parser", "mkdocs", "twine",       "codecov",  "pyright"};
    return std::ranges::find(tools, name) != tools.end() || name.starts_with("pytest-")
        || name.starts_with("flake8-") || name.starts_with("sphinx-") || name.starts_with("mkdocs-")
        || name.starts_with("types-");
}

/// An image for tests or development says so in the name of its stage or file.
bool isForDevelopment(const AuditModel& model, const StageTrace& stage)
{
    std::string words = stage.name + " " + model.sources.text(model.dockerfileText).path() + " "
        + stage.base.reference;
    std::ranges::transform(words, words.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return std::ranges::any_of(
        std::array<std::string_view, 6> {"dev", "test", "lint", "docs", "ci.", ".ci"},
        [&](std::string_view part) {
            const std::size_t at = words.find(part);
            return at != std::string::npos && words.compare(at, 5, "devel") != 0;
        });
}

void check(const RuleContext& context, FindingSink& findings)
{
    const StageTrace* stage = targetStage(context.model);
    if (stage == nullptr || isForDevelopment(context.model, *stage)) return;
    for (const Environment* environment : finalEnvironments(context.model)) {
        std::vector<const InstalledDistribution*> tools;
        for (const InstalledDistribution& distribution : environment->distributions)
            if (distribution.askedBy && distribution.requiredBy.empty()
                && isDevelopmentTool(distribution.name))
                tools.push_back(&distribution);
        if (tools.empty()) continue;
        std::ranges::stable_sort(tools, {},
                                 [](const InstalledDistribution* tool) { return *tool->askedBy; });
        std::vector<std::string> names;
        for (const InstalledDistribution* tool : tools)
            names.push_back(tool->name);
        Finding& finding = findings.report(
            info, names.front(), *tools.front()->askedBy,
            formatted("{} in the image that runs",
                      names.size() == 1 ? names.front() + " is" : joinNames(names) + " are"));
        finding.message = formatted(
            "Nothing that runs needs {}: {} for tests, style or documentation. A requirement file "
            "or a stage of its own keeps that, and what it needs in turn, out of the image.",
            joinNames(names), names.size() == 1 ? "it is" : "they are");
        finding.packages = names;
        for (const InstalledDistribution* tool : tools) {
            addEvidence(finding, tool->askedBy,
                        formatted("{} installs {}", layerText(tool->layer), tool->name));
            addLayers(finding, {tool->layer});
        }
    }
}

} // namespace

Rule developmentTools()
{
    return {info, check};
}

} // namespace pinwheel
