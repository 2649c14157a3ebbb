#include "app/workbench/real_services.h"

#include "app/workbench/index_lookup.h"
#include "core/base/installation.h"
#include "core/build/resolution_memory.h"
#include "core/chains/gpu_matrix.h"
#include "core/dockerfile/dockerfile_names.h"
#include "core/index/snapshot_index.h"
#include "core/knowledge/knowledge.h"
#include "core/report/comparison.h"
#include "core/report/report.h"
#include "core/rules/rule.h"
#include "core/settings/settings_options.h"
#include "ui/qt_text.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <cstdlib>
#include <mutex>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

/// Index and facts are read once, on the first auditing thread, and shared afterwards.
struct SharedData {
    std::once_flag once;
    std::shared_ptr<const Knowledge> knowledge;
    PackageIndexPtr index;
    std::shared_ptr<ResolutionMemory> memory = std::make_shared<ResolutionMemory>();
    std::string trouble;
    std::mutex liveMutex; ///< guards `live` and `told`
    PackageIndexPtr live; ///< set while audits ask the indexes themselves
    ProgressListener told; ///< progress of the newest audit: one live index serves them all

    [[nodiscard]] PackageIndexPtr asked()
    {
        const std::scoped_lock lock(liveMutex);
        return live ? live : index;
    }

    void tell(const Progress& progress)
    {
        ProgressListener listener;
        {
            const std::scoped_lock lock(liveMutex);
            listener = told;
        }
        if (listener) listener(progress);
    }

    void read()
    {
        std::call_once(once, [this] {
            if (auto loaded = loadKnowledge(dataFolder() / "knowledge"))
                knowledge = *loaded;
            else
                trouble = loaded.error().message;
            if (auto opened = openShippedSnapshot()) index = *opened;
        });
    }
};

QStringList gpuNames(SharedData& data)
{
    data.read();
    QStringList names;
    if (!data.knowledge) return names;
    for (const Gpu& gpu : data.knowledge->gpus()) {
        QString name = toQString(gpu.product);
        // "GeForce RTX 5090" is called RTX 5090 by everybody.
        if (name.startsWith(QLatin1StringView("GeForce "))) name = name.mid(8);
        if (!names.contains(name)) names += name;
    }
    return names;
}

QStringList dockerfilesOf(const std::filesystem::path& folder)
{
    QStringList paths;
    const DiskFileProvider files(folder);
    for (const std::string& path : findDockerfiles(files))
        if (files.kindOf(path) == FileProvider::Kind::File) paths += toQString(path);
    return paths;
}

std::optional<std::string> environmentVariable(std::string_view name)
{
    const char* const value = std::getenv(std::string(name).c_str());
    return value != nullptr && *value != '\0' ? std::optional<std::string>(value) : std::nullopt;
}

/// The settings of a project as the command line reads them: its file, then the environment.
Result<ProjectSettings> settingsOf(const std::filesystem::path& folder)
{
    PINWHEEL_TRY(settings, readProjectSettings(folder));
    if (const Result<void> applied = applyEnvironment(settings, environmentVariable); !applied)
        return std::unexpected(applied.error());
    return settings;
}

/// Facts of the project's own beside the shipped ones, where its settings name files with them.
Result<std::shared_ptr<const Knowledge>> knowledgeFor(const SharedData& data,
                                                      const ProjectSettings& settings)
{
    if (!data.knowledge)
        return fail(ErrorCode::NotFound,
                    "the facts that Pinwheel ships cannot be read: " + data.trouble);
    std::vector<std::filesystem::path> files;
    for (const std::string& file : settings.at("knowledge").values)
        if (!file.empty()) files.push_back(settings.file.parent_path() / file);
    if (files.empty()) return data.knowledge;
    PINWHEEL_TRY(loaded, loadKnowledge(dataFolder() / "knowledge", files));
    return loaded;
}

Result<AuditServices> servicesFor(SharedData& data, const std::filesystem::path& folder,
                                  FileProviderPtr files)
{
    data.read();
    PINWHEEL_TRY(settings, settingsOf(folder));
    PINWHEEL_TRY(knowledge, knowledgeFor(data, settings));
    AuditServices given;
    given.files = std::move(files);
    given.index = data.asked();
    given.knowledge = knowledge;
    given.memory = data.memory;
    given.policy = policyOf(
        settings, QDateTime::currentDateTimeUtc().date().toString(Qt::ISODate).toStdString());
    return given;
}

/// "from python:3.12-slim, 3 install commands: numpy, torch, uvicorn and 12 more". Nothing is
/// resolved for it.
QString summaryOf(SharedData& data, const std::filesystem::path& folder, AuditOptions options)
{
    constexpr std::size_t mostNamed = 4;
    const auto given = servicesFor(data, folder, std::make_shared<DiskFileProvider>(folder));
    if (!given) return toShownText(given.error().message);
    options.resolve = false;
    options.proveFixes = false;
    const auto audit = runAudit(options, *given, {});
    if (!audit) return toShownText(audit.error().message);
    const BuildTrace& trace = (*audit)->model.trace;
    const auto commands =
        static_cast<int>(std::ranges::count(trace.installs, false, &InstallStep::isSystem));
    std::vector<std::string> names;
    for (const Mention& mention : trace.mentions)
        if (!std::ranges::contains(names, mention.name)) names.push_back(mention.name);
    QString words = trace.stages.empty()
        ? QString()
        : QCoreApplication::translate("DockerfileChooser", "from %1, ")
              .arg(toShownText(trace.stages[trace.targetStage].base.reference));
    if (commands == 0)
        return words
            + QCoreApplication::translate("DockerfileChooser", "installs no Python package");
    QStringList shown;
    for (std::size_t i = 0; i < std::min(mostNamed, names.size()); ++i)
        shown += toShownText(names[i]);
    words += QCoreApplication::translate("DockerfileChooser", "%n install command(s)", nullptr,
                                         commands);
    if (!shown.isEmpty()) words += u": "_s + shown.join(u", "_s);
    const int unnamed = static_cast<int>(names.size()) - static_cast<int>(mostNamed);
    if (unnamed > 0)
        words += QCoreApplication::translate("DockerfileChooser", " and %n more", nullptr, unnamed);
    return words;
}

GpuServices gpuServices(const std::shared_ptr<SharedData>& data)
{
    const auto texts = [](const QStringList& words) {
        std::vector<std::string> result;
        for (const QString& word : words)
            result.push_back(toStdString(word));
        return result;
    };
    GpuServices services;
    services.gpus = [data] { return gpuNames(*data); };
    services.drivers = [data] {
        data->read();
        QStringList drivers;
        if (data->knowledge)
            for (const std::string& driver : telltaleDrivers(*data->knowledge))
                drivers += toQString(driver);
        return drivers;
    };
    services.matrix = [data, texts](const Audit& audit, const QStringList& gpus,
                                    const QStringList& drivers) {
        data->read();
        return data->knowledge
            ? computeGpuMatrix(audit.model, *data->knowledge, texts(gpus), texts(drivers))
            : GpuMatrix {};
    };
    return services;
}

std::string wordOf(const OrderedJson& object, const char* key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Level overallOf(const OrderedJson& report)
{
    const auto overall = report.find("overall");
    return overall == report.end() ? Level::Low
                                   : levelFromText(wordOf(*overall, "before")).value_or(Level::Low);
}

QString placeOf(const OrderedJson& finding)
{
    const auto places = finding.find("locations");
    if (places == finding.end() || !places->is_array() || places->empty()) return {};
    const OrderedJson& first = places->front();
    const auto line = first.find("line");
    return toShownText(wordOf(first, "file"))
        + (line != first.end() && line->is_number_integer()
               ? u':' + QString::number(line->get<int>())
               : QString());
}

ComparedFinding::Kind kindOf(FindingChange::Kind kind)
{
    switch (kind) {
    case FindingChange::Kind::New:
        return ComparedFinding::Kind::New;
    case FindingChange::Kind::Fixed:
        return ComparedFinding::Kind::Fixed;
    case FindingChange::Kind::Changed:
        return ComparedFinding::Kind::Changed;
    case FindingChange::Kind::FactChanged:
        return ComparedFinding::Kind::FactChanged;
    }
    return ComparedFinding::Kind::Changed;
}

Result<Comparison> compareWithReport(const QByteArray& earlier, const Audit& later)
{
    PINWHEEL_TRY(
        before,
        parseReport({earlier.constData(), static_cast<std::size_t>(earlier.size())}, "the report"));
    PINWHEEL_TRY(after, parseReport(renderReport(ReportFormat::Json, later, {}), "the report"));
    Comparison comparison {
        .with = {}, .before = overallOf(before), .after = overallOf(after), .changes = {}};
    for (const FindingChange& change : compareReports(before, after)) {
        const OrderedJson& finding = change.after.is_null() ? change.before : change.after;
        ComparedFinding compared {
            .kind = kindOf(change.kind),
            .level = levelFromText(wordOf(finding, "level")).value_or(Level::Low),
            .isWorse = change.isWorse(),
            .findingId = change.after.is_null() ? QString() : toQString(wordOf(finding, "id")),
            .rule = toShownText(wordOf(finding, "rule")),
            .title = toShownText(wordOf(finding, "title")),
            .place = placeOf(finding),
            .differences = {}};
        for (const std::string& difference : change.differences)
            compared.differences += toShownText(difference);
        comparison.changes.push_back(std::move(compared));
    }
    return comparison;
}

QString rulePage(const QString& rule)
{
    const Rule* const known = findRule(toStdString(rule));
    if (known == nullptr) return {};
    const Result<std::string> page =
        readTextFile(dataFolder() / "rules" / (std::string(known->info.id) + ".md"));
    return page ? toQString(*page) : QString();
}

} // namespace

WorkbenchServices realServices()
{
    auto data = std::make_shared<SharedData>();
    WorkbenchServices services;
    services.audit = [data](const AuditOptions& options, const AuditServices& given,
                            std::stop_token stop) -> Result<AuditPtr> {
        if (given.progress) {
            const std::scoped_lock lock(data->liveMutex);
            data->told = given.progress;
        }
        return runAudit(options, given, stop);
    };
    services.services = [data](const std::filesystem::path& folder, FileProviderPtr files) {
        return servicesFor(*data, folder, std::move(files));
    };
    services.projectOptions = [data](const std::filesystem::path& folder) -> Result<AuditOptions> {
        data->read();
        PINWHEEL_TRY(settings, settingsOf(folder));
        PINWHEEL_TRY(knowledge, knowledgeFor(*data, settings));
        PINWHEEL_TRY(options, auditOptionsOf(settings, *knowledge));
        options.dockerfile = settings.text("dockerfile");
        options.context = settings.text("context");
        return options;
    };
    services.compare = compareWithReport;
    for (const ReportFormatInfo& format : allReportFormats())
        services.formats.push_back({.word = toQString(format.word),
                                    .extension = toQString(format.extension),
                                    .title = toQString(format.title)});
    services.render = [](const QString& word, const Audit& audit, const QString& project) {
        const auto format = formatFromName(toStdString(word));
        const std::string bytes =
            renderReport(format.value_or(ReportFormat::Markdown), audit,
                         {.project = toStdString(project), .toolVersion = PINWHEEL_VERSION});
        return QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()));
    };
    services.rulePage = rulePage;
    for (const Rule& rule : allRules())
        services.rules.push_back({.id = toQString(rule.info.id),
                                  .name = toQString(rule.info.name),
                                  .summary = toQString(rule.info.summary)});
    services.gpu = gpuServices(data);
    services.buildSummary = [data](const std::filesystem::path& folder,
                                   const AuditOptions& options) {
        return summaryOf(*data, folder, options);
    };
    services.index = snapshotLookup([data] {
        data->read();
        return data->index;
    });
    services.useLiveIndex = [data](const std::optional<QString>& defaultUrl) -> Result<void> {
        PackageIndexPtr live;
        if (defaultUrl) {
            PINWHEEL_TRY(
                opened,
                openLiveIndex(*defaultUrl, [data = std::weak_ptr(data)](const Progress& progress) {
                    if (const auto shared = data.lock()) shared->tell(progress);
                }));
            live = opened;
        }
        const std::scoped_lock lock(data->liveMutex);
        data->live = std::move(live);
        return {};
    };
    services.gpuNames = [data] { return gpuNames(*data); };
    services.dockerfiles = dockerfilesOf;
    services.examples = dataFolder() / "examples";
    return services;
}

} // namespace pinwheel
