#include "ui/session/project_state.h"

#include "ui/editor/editor_pane.h"
#include "ui/editor/source_editor.h"
#include "ui/main_window.h"
#include "ui/qt_text.h"
#include "ui/settings/user_settings.h"

#include <QCryptographicHash>
#include <QSettings>
#include <QTabBar>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

QString groupOf(const QString& folder)
{
    return u"projects/"_s
        + QString::fromLatin1(QCryptographicHash::hash(folder.toUtf8(), QCryptographicHash::Sha1)
                                  .toHex()
                                  .first(16));
}

} // namespace

void keepProjectState(MainWindow& window)
{
    if (window.showsStartPage() || !window.controller()->audit()) return;
    QSettings settings;
    settings.beginGroup(groupOf(QString::fromStdString(window.workspace()->folder().string())));
    const AuditOptions& options = window.controller()->options();
    settings.setValue(u"build"_s,
                      window.build().name.isEmpty()
                          ? QStringList()
                          : QStringList {window.build().file, window.build().name});
    const SourceSet& sources = window.controller()->audit()->model.sources;
    settings.setValue(
        u"dockerfile"_s,
        toQString(sources.text(window.controller()->audit()->model.dockerfileText).path()));
    settings.setValue(u"platform"_s, toQString(options.platform));
    settings.setValue(u"target"_s, toQString(options.target));
    QStringList gpus;
    for (const std::string& gpu : options.gpus)
        gpus += toQString(gpu);
    settings.setValue(u"gpus"_s, gpus);
    settings.setValue(u"driver"_s, toQString(options.driver));
    settings.setValue(u"profile"_s, toQString(options.profile));
    settings.setValue(u"resolve"_s, options.resolve);
    QVariantMap arguments;
    for (const auto& [name, value] : options.buildArguments)
        if (const std::string words = name + '=' + value; redactCredentials(words) == words)
            arguments[toQString(name)] = toQString(value); // A secret is not kept.
    settings.setValue(u"arguments"_s, arguments);
    settings.setValue(u"review"_s, window.reviewTabs()->currentIndex());
    QVariantMap carets;
    for (const EditorPane* const pane : {window.leftPane(), window.rightPane()})
        for (const SourceEditor* const editor : pane->editors()) {
            const auto [begin, end] = editor->selectedRange();
            carets[editor->document()->path()] = QVariantList {editor->caretOffset(), begin, end};
        }
    settings.setValue(u"carets"_s, carets);
    settings.setValue(u"left"_s, window.leftPane()->tabs()->currentIndex());
    settings.setValue(u"right"_s, window.rightPane()->tabs()->currentIndex());
}

AuditOptions projectTarget(const WorkbenchServices& services, const QString& folder,
                           const AuditOptions& given, const BuildChoice* build)
{
    const AuditOptions fresh;
    AuditOptions options = readUserSettings().audit;
    const auto take = [](auto& value, const auto& other, const auto& usual) {
        if (other != usual) value = other;
    };
    const auto takeAll = [&](const AuditOptions& other) {
        take(options.dockerfile, other.dockerfile, fresh.dockerfile);
        take(options.context, other.context, fresh.context);
        take(options.platform, other.platform, fresh.platform);
        take(options.target, other.target, fresh.target);
        take(options.gpus, other.gpus, fresh.gpus);
        take(options.driver, other.driver, fresh.driver);
        take(options.profile, other.profile, fresh.profile);
        take(options.resolve, other.resolve, fresh.resolve);
        for (const auto& [name, value] : other.buildArguments)
            options.buildArguments[name] = value;
    };
    // A settings file that cannot be read is told by the audit, with its line.
    if (services.projectOptions)
        if (const Result<AuditOptions> own = services.projectOptions(toStdString(folder)))
            takeAll(*own);
    QSettings settings;
    settings.beginGroup(groupOf(folder));
    if (settings.contains(u"platform"_s)) {
        options.platform = toStdString(settings.value(u"platform"_s).toString());
        options.target = toStdString(settings.value(u"target"_s).toString());
        options.gpus.clear();
        for (const QString& gpu : settings.value(u"gpus"_s).toStringList())
            options.gpus.push_back(toStdString(gpu));
        options.driver = toStdString(settings.value(u"driver"_s).toString());
        options.profile = toStdString(settings.value(u"profile"_s, u"default"_s).toString());
        options.resolve = settings.value(u"resolve"_s, true).toBool();
        options.buildArguments.clear();
        const QVariantMap arguments = settings.value(u"arguments"_s).toMap();
        for (const auto& [name, value] : arguments.asKeyValueRange())
            options.buildArguments[toStdString(name)] = toStdString(value.toString());
    }
    if (build != nullptr) options = withBuildChoice(std::move(options), *build);
    takeAll(given);
    return options;
}

KeptBuild keptBuild(const QString& folder)
{
    QSettings settings;
    settings.beginGroup(groupOf(folder));
    const QStringList entry = settings.value(u"build"_s).toStringList();
    return {.file = entry.value(0),
            .name = entry.value(1),
            .dockerfile = settings.value(u"dockerfile"_s).toString()};
}

bool restoreProjectPlaces(MainWindow& window)
{
    QSettings settings;
    settings.beginGroup(groupOf(QString::fromStdString(window.workspace()->folder().string())));
    if (!settings.contains(u"carets"_s)) return false;
    const QVariantMap carets = settings.value(u"carets"_s).toMap();
    for (EditorPane* const pane : {window.leftPane(), window.rightPane()})
        for (SourceEditor* const editor : pane->editors())
            if (const QVariantList kept = carets.value(editor->document()->path()).toList();
                kept.size() == 3) {
                const auto size = static_cast<std::uint32_t>(editor->document()->bytes().size());
                const std::uint32_t begin = kept[1].toUInt();
                const std::uint32_t end = kept[2].toUInt();
                if (begin < end && end <= size)
                    editor->selectRange(begin, end);
                else if (const std::uint32_t caret = kept[0].toUInt(); caret <= size)
                    editor->selectRange(caret, caret);
            }
    if (const int review = settings.value(u"review"_s, 0).toInt();
        review >= 0 && review < window.reviewTabs()->count())
        window.showReview(review);
    window.leftPane()->tabs()->setCurrentIndex(settings.value(u"left"_s, 0).toInt());
    window.rightPane()->tabs()->setCurrentIndex(settings.value(u"right"_s, 0).toInt());
    return true;
}

} // namespace pinwheel
