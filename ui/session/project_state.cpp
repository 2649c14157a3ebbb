#include "ui/session/project_state.h"

#include "ui/editor/editor_pane.h"
#include "ui/editor/source_editor.h"
#include "ui/main_window.h"
#include "ui/qt_text.h"

#include <QCryptographicHash>
#include <QSettings>
#include <QTabBar>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

QString groupOf(const QString& folder)
{
    return u"projects/"_s + QString::fromLatin1(QCryptographicHash::hash(folder.toUtf8(), QCryptographicHash::Sha1).toHex().first(16));
}

} // namespace

void keepProjectState(MainWindow& window)
{
    if (window.showsStartPage() || !window.controller()->audit()) return;
    QSettings settings;
    settings.beginGroup(groupOf(QString::fromStdString(window.workspace()->folder().string())));
    const AuditOptions& options = window.controller()->options();
    settings.setValue(u"platform"_s, toQString(options.platform));
    settings.setValue(u"target"_s, toQString(options.target));
    QStringList gpus;
    for (const std::string& gpu : options.gpus) gpus += toQString(gpu);
    settings.setValue(u"gpus"_s, gpus);
    settings.setValue(u"review"_s, window.reviewTabs()->currentIndex());
    QVariantMap carets;
    for (const EditorPane* const pane : {window.leftPane(), window.rightPane()})
        for (const SourceEditor* const editor : pane->editors()) carets[editor->document()->path()] = editor->caretOffset();
    settings.setValue(u"carets"_s, carets);
    settings.setValue(u"left"_s, window.leftPane()->tabs()->currentIndex());
    settings.setValue(u"right"_s, window.rightPane()->tabs()->currentIndex());
}

void restoreProjectTarget(MainWindow& window, const QString& folder)
{
    QSettings settings;
    settings.beginGroup(groupOf(folder));
    if (!settings.contains(u"platform"_s)) return;
    AuditOptions options = window.controller()->options();
    const AuditOptions fresh;
    // What the command line says counts more.
    if (options.platform == fresh.platform) options.platform = toStdString(settings.value(u"platform"_s).toString());
    if (options.target.empty()) options.target = toStdString(settings.value(u"target"_s).toString());
    if (options.gpus.empty())
        for (const QString& gpu : settings.value(u"gpus"_s).toStringList()) options.gpus.push_back(toStdString(gpu));
    window.setOptions(options);
}

void restoreProjectPlaces(MainWindow& window)
{
    QSettings settings;
    settings.beginGroup(groupOf(QString::fromStdString(window.workspace()->folder().string())));
    if (!settings.contains(u"carets"_s)) return;
    const QVariantMap carets = settings.value(u"carets"_s).toMap();
    for (EditorPane* const pane : {window.leftPane(), window.rightPane()})
        for (SourceEditor* const editor : pane->editors())
            if (carets.contains(editor->document()->path())) {
                const std::uint32_t offset = carets[editor->document()->path()].toUInt();
                if (offset <= editor->document()->bytes().size()) editor->selectRange(offset, offset);
            }
    window.leftPane()->tabs()->setCurrentIndex(settings.value(u"left"_s, 0).toInt());
    window.rightPane()->tabs()->setCurrentIndex(settings.value(u"right"_s, 0).toInt());
}

} // namespace pinwheel
