#include "ui/recent_projects.h"

#include <QFileInfo>
#include <QSettings>

#include <algorithm>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostRecent = 12;

} // namespace

std::vector<RecentProject> recentProjects()
{
    std::vector<RecentProject> result;
    QSettings settings;
    const int count = settings.beginReadArray(u"recent"_s);
    for (int i = 0; i < std::min(count, mostRecent); ++i) {
        settings.setArrayIndex(i);
        const QString path = settings.value(u"path"_s).toString();
        if (QFileInfo::exists(path))
            result.push_back({.path = path, .verdict = settings.value(u"verdict"_s).toString()});
    }
    settings.endArray();
    return result;
}

void rememberRecent(const RecentProject& project)
{
    std::vector<RecentProject> all = recentProjects();
    std::erase_if(all, [&](const RecentProject& other) { return other.path == project.path; });
    all.insert(all.begin(), project);
    if (all.size() > static_cast<std::size_t>(mostRecent))
        all.resize(static_cast<std::size_t>(mostRecent));
    QSettings settings;
    settings.beginWriteArray(u"recent"_s, static_cast<int>(all.size()));
    for (std::size_t i = 0; i < all.size(); ++i) {
        settings.setArrayIndex(static_cast<int>(i));
        settings.setValue(u"path"_s, all[i].path);
        settings.setValue(u"verdict"_s, all[i].verdict);
    }
    settings.endArray();
}

} // namespace pinwheel
