// `pinwheel scan DIR…|-`: every Dockerfile below the folders, or of the list on standard input, one
// line of JSON each as it finishes. A project that cannot be audited is a line too and never ends
// the run. Workers share what is read once (index, facts); each line tells of its project alone, so
// the order of lines means nothing.

#include "app/cli/audit_arguments.h"
#include "app/cli/command.h"
#include "app/cli/output.h"
#include "core/base/format.h"
#include "core/build/resolution_memory.h"
#include "core/dockerfile/dockerfile_names.h"
#include "core/report/escape.h"
#include "core/report/json_facts.h"
#include "core/report/outline.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <iostream>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <unistd.h>

namespace pinwheel {
namespace fs = std::filesystem;

namespace {

/// Projects of one run. Reason: a tree with more is an accident such as "/".
constexpr std::size_t maxProjects = 100'000;
constexpr int maxJobs = 256;

struct ScanCommand {
    AuditArguments audit;
    std::vector<std::string> paths;
    std::string failOn = "never";
    int jobs = 0; ///< 0: one per processor
    bool findings = false;
    bool quiet = false;
};

/// The Dockerfiles below a folder (all of them), or the file itself.
void addProjects(std::vector<std::string>& out, const std::string& path)
{
    std::error_code error;
    if (!fs::is_directory(path, error)) {
        out.push_back(path); // a missing one becomes a line with its error
        return;
    }
    const DiskFileProvider files {fs::path(path)};
    const auto found = findDockerfiles(files);
    for (const std::string& dockerfile : found)
        if (out.size() < maxProjects)
            out.push_back((fs::path(path) / dockerfile).lexically_normal().string());
    if (found.empty()) out.push_back(path);
}

std::vector<std::string> projectsOf(const std::vector<std::string>& paths)
{
    std::vector<std::string> out;
    for (const std::string& path : paths) {
        if (path != "-") {
            addProjects(out, path);
            continue;
        }
        for (std::string line; out.size() < maxProjects && std::getline(std::cin, line);) {
            if (line.ends_with('\r')) line.pop_back();
            if (!line.empty()) addProjects(out, line);
        }
    }
    return out;
}

OrderedJson findingsOf(const Audit& audit)
{
    OrderedJson out = OrderedJson::array();
    for (const Finding* finding : activeFindings(audit))
        out.push_back({{"rule", dataText(finding->rule)},
                       {"level", toText(finding->level)},
                       {"grade", toText(finding->grade)},
                       {"title", dataText(finding->title)},
                       {"location", jsonLocation(audit.model.sources, finding->span)}});
    return out;
}

/// The counts that the table at the end shows.
struct Totals {
    std::size_t done = 0;
    std::size_t failed = 0;
    std::size_t byLevel[4] = {};
    bool reached = false; ///< a project reached the level of --fail-on
};

class Scan
{
public:
    Scan(const ScanCommand& command, std::vector<std::string> projects, AuditServices services,
         std::optional<Level> threshold)
        : m_command(command)
        , m_projects(std::move(projects))
        , m_services(std::move(services))
        , m_threshold(threshold)
        , m_terminal(::isatty(STDERR_FILENO) == 1)
    {
    }

    Totals run()
    {
        const unsigned processors = std::max(1U, std::thread::hardware_concurrency());
        const std::size_t wanted =
            m_command.jobs > 0 ? static_cast<std::size_t>(m_command.jobs) : processors;
        {
            std::vector<std::jthread> workers;
            for (std::size_t i = 0; i < std::min(wanted, m_projects.size()); ++i)
                workers.emplace_back([this] { work(); });
        }
        if (m_terminal && !m_command.quiet) std::fputs("\r\033[K", stderr);
        return m_totals;
    }

private:
    void work()
    {
        while (true) {
            const std::size_t index = m_next.fetch_add(1);
            if (index >= m_projects.size()) return;
            finish(auditOne(m_projects[index]));
        }
    }

    struct Line {
        std::string text;
        std::optional<Level> level; ///< none where the audit failed
    };

    [[nodiscard]] Line auditOne(const std::string& path) const
    {
        OrderedJson out = {{"project", dataText(path)}};
        const auto audit = auditOf(path);
        if (!audit) {
            out["ok"] = false;
            out["error"] = dataText(oneLine(audit.error().message));
            return {jsonText(out, -1), std::nullopt};
        }
        const Audit& result = **audit;
        out["ok"] = true;
        out["overall"] = {{"before", toText(result.before)},
                          {"after_fixes", toText(result.afterSafeFixes)}};
        out["counts"] = {{"critical", result.counts.critical},
                         {"high", result.counts.high},
                         {"medium", result.counts.medium},
                         {"low", result.counts.low}};
        out["target"] = dataText(targetName(result));
        out["layers"] = result.model.trace.layers.size();
        if (const auto environment = finalEnvironment(result))
            out["distributions"] = environment->distributions.size();
        if (m_command.findings) out["findings"] = findingsOf(result);
        return {jsonText(out, -1), result.before};
    }

    [[nodiscard]] Result<AuditPtr> auditOf(const std::string& path) const
    {
        AuditArguments arguments = m_command.audit;
        arguments.path = path;
        PINWHEEL_TRY(settings, settingsFor(arguments));
        PINWHEEL_TRY(project, locateProject(path, {}, {}));
        AuditServices services = m_services;
        services.files = std::make_shared<const DiskFileProvider>(project.folder);
        services.memory = std::make_shared<ResolutionMemory>();
        services.policy = policyOf(settings, m_today);
        PINWHEEL_TRY(options, auditOptionsOf(settings, project, *services.knowledge));
        return runAudit(options, services);
    }

    void finish(const Line& line)
    {
        const std::lock_guard lock(m_mutex);
        std::fwrite(line.text.data(), 1, line.text.size(), stdout);
        std::fflush(stdout);
        ++m_totals.done;
        if (!line.level)
            ++m_totals.failed;
        else {
            ++m_totals.byLevel[static_cast<std::size_t>(*line.level)];
            if (m_threshold && *line.level >= *m_threshold) m_totals.reached = true;
        }
        if (m_terminal && !m_command.quiet) {
            constexpr std::size_t width = 30;
            const std::size_t filled =
                width * m_totals.done / std::max<std::size_t>(1, m_projects.size());
            std::fprintf(stderr, "\r[%s%s] %zu of %zu", std::string(filled, '#').c_str(),
                         std::string(width - filled, ' ').c_str(), m_totals.done,
                         m_projects.size());
        }
    }

    const ScanCommand& m_command;
    const std::vector<std::string> m_projects;
    const AuditServices m_services;
    const std::optional<Level> m_threshold;
    const std::string m_today = today();
    const bool m_terminal;
    std::atomic<std::size_t> m_next {0};
    std::mutex m_mutex; ///< guards standard output and m_totals
    Totals m_totals;
};

ExitStatus runScanCommand(const ScanCommand& command)
{
    std::optional<Level> threshold;
    if (command.failOn != "never") {
        threshold = levelFromText(command.failOn);
        if (!threshold) {
            reportTrouble(formatted("--fail-on: '{}' is none of critical, high, medium, low, never",
                                    command.failOn));
            return ExitStatus::Trouble;
        }
    }
    std::optional<IndexChoice> index;
    if (!command.audit.noResolve)
        index =
            IndexChoice {.which = command.audit.index.empty() ? "shipped" : command.audit.index};
    auto services = makeServices(".", index);
    if (!services) return reportTrouble(services.error());
    auto projects = projectsOf(command.paths);
    const Totals totals = Scan(command, std::move(projects), std::move(*services), threshold).run();
    if (!command.quiet)
        std::fprintf(stderr,
                     "%zu projects: %zu critical, %zu high, %zu medium, %zu low, %zu not audited\n",
                     totals.done, totals.byLevel[3], totals.byLevel[2], totals.byLevel[1],
                     totals.byLevel[0], totals.failed);
    return totals.reached ? ExitStatus::Found : ExitStatus::Clean;
}

} // namespace

void addScanCommand(CLI::App& program, CommandAction& action)
{
    auto arguments = std::make_shared<ScanCommand>();
    CLI::App* command =
        program.add_subcommand("scan", "Audit many projects, one line of JSON each");
    command
        ->add_option("DIR", arguments->paths,
                     "Folders to search, Dockerfiles, or - for a list on standard input")
        ->required();
    command->add_option("--platform", arguments->audit.platform, "Platform of the images")
        ->type_name("OS/ARCH");
    command
        ->add_option("--gpu", arguments->audit.gpus,
                     "GPU that the images will run on; may be given several times")
        ->type_name("NAME")
        ->allow_extra_args(false);
    command->add_option("--driver", arguments->audit.driver, "NVIDIA driver version of the hosts")
        ->type_name("VERSION");
    command
        ->add_option("--profile", arguments->audit.profile,
                     "Rules to apply: default, strict or all")
        ->type_name("PROFILE");
    command->add_flag("--no-resolve", arguments->audit.noResolve,
                      "Reason over version ranges, without index data");
    command->add_flag("--no-fixes", arguments->audit.noFixes, "Do not work out fixes");
    command->add_flag("--no-config", arguments->audit.noConfig,
                      "Read neither pinwheel.toml nor PINWHEEL_* variables");
    command
        ->add_option("-j,--jobs", arguments->jobs,
                     "Audits at the same time (default: one per processor)")
        ->type_name("N")
        ->check(CLI::Range(1, maxJobs));
    command
        ->add_option("--fail-on", arguments->failOn,
                     "End with status 1 when a project reaches this level (default: never)")
        ->type_name("LEVEL");
    command->add_flag("--findings", arguments->findings, "The findings in each line too");
    command->add_flag("-q,--quiet", arguments->quiet, "No progress and no table on standard error");
    command->callback(
        [arguments, &action] { action = [arguments] { return runScanCommand(*arguments); }; });
}

} // namespace pinwheel
