#include "app/workbench/real_services.h"

#include "core/base/installation.h"
#include "core/build/resolution_memory.h"
#include "core/dockerfile/dockerfile_names.h"
#include "core/index/snapshot_index.h"
#include "core/knowledge/knowledge.h"
#include "core/report/report.h"
#include "core/rules/rule.h"
#include "ui/qt_text.h"

#include <mutex>

namespace pinwheel {

namespace {

/// Index and facts are read once, on the first auditing thread, and shared afterwards.
struct SharedData {
    std::once_flag once;
    std::shared_ptr<const Knowledge> knowledge;
    PackageIndexPtr index;
    std::shared_ptr<ResolutionMemory> memory = std::make_shared<ResolutionMemory>();
    std::string trouble;

    void read()
    {
        std::call_once(once, [this] {
            if (auto loaded = loadKnowledge(dataFolder() / "knowledge")) knowledge = *loaded;
            else trouble = loaded.error().message;
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

QString rulePage(const QString& rule)
{
    const Rule* const known = findRule(toStdString(rule));
    if (known == nullptr) return {};
    const Result<std::string> page = readTextFile(dataFolder() / "rules" / (std::string(known->info.id) + ".md"));
    return page ? toQString(*page) : QString();
}

} // namespace

WorkbenchServices realServices()
{
    auto data = std::make_shared<SharedData>();
    WorkbenchServices services;
    services.audit = [data](const AuditOptions& options, const AuditServices& given, std::stop_token stop) -> Result<AuditPtr> {
        if (!given.knowledge) return fail(ErrorCode::NotFound, "the facts that Pinwheel ships cannot be read: " + data->trouble);
        return runAudit(options, given, stop);
    };
    services.services = [data](FileProviderPtr files) {
        data->read();
        AuditServices given;
        given.files = std::move(files);
        given.index = data->index;
        given.knowledge = data->knowledge;
        given.memory = data->memory;
        return given;
    };
    for (const ReportFormatInfo& format : allReportFormats())
        services.formats.push_back({.word = toQString(format.word), .extension = toQString(format.extension), .title = toQString(format.title)});
    services.render = [](const QString& word, const Audit& audit, const QString& project) {
        const auto format = formatFromName(toStdString(word));
        const std::string bytes = renderReport(format.value_or(ReportFormat::Markdown), audit,
                                               {.project = toStdString(project), .toolVersion = PINWHEEL_VERSION});
        return QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()));
    };
    services.rulePage = rulePage;
    for (const Rule& rule : allRules())
        services.rules.push_back({.id = toQString(rule.info.id), .name = toQString(rule.info.name), .summary = toQString(rule.info.summary)});
    services.gpuNames = [data] { return gpuNames(*data); };
    services.dockerfiles = dockerfilesOf;
    services.examples = dataFolder() / "examples";
    return services;
}

} // namespace pinwheel
