#include "app/workbench/index_lookup.h"

#include "app/net/http_transport.h"
#include "core/base/installation.h"
#include "core/base/network_limits.h"
#include "core/index/live_index.h"
#include "core/index/snapshot_index.h"
#include "core/python/project_name.h"
#include "core/python/wheel_name.h"
#include "ui/qt_text.h"

#include <QDateTime>
#include <QStandardPaths>

#include <algorithm>
#include <chrono>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

/// Names that one completion offers. Reason: nobody reads more.
constexpr std::size_t mostNames = 200;

/// Versions on a page, each once, newest first; yanked ones are no proposal.
QStringList versionsOf(const ProjectPage& page)
{
    std::vector<Version> versions;
    for (const IndexedFile& file : page.files) {
        if (file.yanked) continue;
        if (const auto wheel = parseWheelNameAsPip(file.filename))
            versions.push_back(wheel->version);
        else if (const auto sdist = parseSdistNameOf(page.name, file.filename))
            versions.push_back(sdist->version);
    }
    for (const ProjectPage::PartialRelease& release : page.partial)
        if (auto version = Version::parse(release.version); version && !release.yanked)
            versions.push_back(*std::move(version));
    std::ranges::sort(versions, std::ranges::greater {});
    QStringList texts;
    for (const Version& version : versions)
        if (const QString text = toQString(version.toString());
            texts.isEmpty() || texts.back() != text)
            texts += text;
    return texts;
}

} // namespace

IndexLookup snapshotLookup(std::function<PackageIndexPtr()> index)
{
    IndexLookup lookup;
    lookup.names = [](const QString& prefix) {
        QStringList names;
        if (const auto found = snapshotNames(dataFolder() / "index.sqlite",
                                             normalizedName(toStdString(prefix)), mostNames))
            for (const std::string& name : *found)
                names += toShownText(name);
        return names;
    };
    lookup.package = [index = std::move(index)](const QString& name) {
        IndexedPackage package;
        const PackageIndexPtr snapshot = index();
        if (!snapshot) return package;
        const ProjectAnswer answer =
            snapshot->project(indexSource({}), normalizedName(toStdString(name)));
        if (answer.page) {
            package.versions = versionsOf(*answer.page);
            package.newestListed = toShownText(answer.page->newestListed);
            package.newestMonth = toQString(answer.page->newestMonth);
        } else {
            package.trouble = toShownText(answer.reason);
        }
        return package;
    };
    return lookup;
}

Result<PackageIndexPtr> openLiveIndex(const QString& defaultUrl, ProgressListener progress)
{
    // The same file as the command line's. Source: XDG Base Directory Specification.
    const QString cache = QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation)
        + u"/pinwheel/index.sqlite"_s;
    LiveIndexServices services {
        .transport = makeHttpTransport({.netrc = readNetrc()}),
        .cache = openIndexCache(toStdString(cache), limits::indexCacheBytes).cache};
    services.defaultIndexUrl = toStdString(defaultUrl);
    services.month = QDateTime::currentDateTimeUtc().date().toString(u"yyyy-MM"_s).toStdString();
    services.progress = std::move(progress);
    services.now = [] {
        return std::chrono::duration_cast<std::chrono::seconds>(
                   std::chrono::system_clock::now().time_since_epoch())
            .count();
    };
    return makeLiveIndex(std::move(services));
}

} // namespace pinwheel
