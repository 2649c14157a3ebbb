#include "tests/ui/support/real_window.h"

#include "app/workbench/real_services.h"
#include "ui/theme/theme.h"
#include "ui/translations.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

namespace pinwheel {

using namespace Qt::StringLiterals;

ProjectFolder::ProjectFolder(const std::map<QString, QByteArray>& files)
{
    for (const auto& [name, bytes] : files)
        write(name, bytes);
}

QByteArray ProjectFolder::read(const QString& name) const
{
    QFile file(m_folder.filePath(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void ProjectFolder::write(const QString& name, const QByteArray& bytes) const
{
    QDir(m_folder.path()).mkpath(QFileInfo(name).path());
    QFile file(m_folder.filePath(name));
    if (file.open(QIODevice::WriteOnly)) file.write(bytes);
}

void useTestSettings()
{
    QCoreApplication::setOrganizationName(u"pinwheel-test"_s);
    QCoreApplication::setApplicationName(u"pinwheel-test"_s);
    QStandardPaths::setTestModeEnabled(true);
    QSettings().clear();
    installTranslations(*qApp, QStringLiteral("en"));
    applyTheme(*qApp, ThemeKind::Light);
}

AuditPtr auditOf(const std::map<std::string, std::string>& files)
{
    const WorkbenchServices services = realServices();
    // A folder that is not there has no settings of its own.
    const Result<AuditServices> given =
        services.services("/nowhere", std::make_shared<MemoryFileProvider>(files));
    const Result<AuditPtr> audit =
        given ? services.audit({}, *given, {}) : Result<AuditPtr>(std::unexpected(given.error()));
    return audit ? *audit : nullptr;
}

std::map<QString, QByteArray> exampleFiles(const QString& sourceFolder)
{
    std::map<QString, QByteArray> files;
    const QDir folder(sourceFolder + u"/resources/examples/cuda-worker"_s);
    for (const QString& name : folder.entryList(QDir::Files)) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly)) files[name] = file.readAll();
    }
    return files;
}

std::unique_ptr<MainWindow> openWindow(const QString& path)
{
    auto window = std::make_unique<MainWindow>(realServices());
    window->resize(1440, 900);
    window->show();
    // Where no window manager does it, as on a bare Xvfb, the window asks for the keyboard itself.
    window->activateWindow();
    if (!QTest::qWaitForWindowActive(window.get(), 30'000)) return nullptr;
    QSignalSpy shown(window.get(), &MainWindow::auditShown);
    if (!window->openPath(path) || (shown.isEmpty() && !shown.wait(30'000))) return nullptr;
    return window;
}

bool waitForFreshAudit(MainWindow& window)
{
    return QTest::qWaitFor(
        [&window] { return window.isUpToDate() && !window.controller()->isRunning(); }, 30'000);
}

QStringList namelessWidgets(const QWidget& root)
{
    QStringList nameless;
    QList<const QWidget*> all {&root};
    for (const QWidget* const widget : root.findChildren<QWidget*>())
        all += widget;
    for (const QWidget* const widget : std::as_const(all)) {
        if (widget->focusPolicy() == Qt::NoFocus || widget->objectName().startsWith("qt_"_L1))
            continue;
        if (!widget->accessibleName().isEmpty()) continue;
        const auto* const button = qobject_cast<const QAbstractButton*>(widget);
        if (button != nullptr && !button->text().isEmpty()) continue;
        // Parts that Qt makes inside its own widgets speak for them.
        const QWidget* const parent = widget->parentWidget();
        const QString type = QString::fromLatin1(widget->metaObject()->className());
        if (parent != nullptr
            && (!parent->accessibleName().isEmpty() || type.contains("CornerButton"_L1)))
            continue;
        nameless += type + u' ' + widget->objectName();
    }
    return nameless;
}

} // namespace pinwheel
