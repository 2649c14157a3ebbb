#include "app/workbench/real_services.h"
#include "core/base/process_memory.h"
#include "ui/main_window.h"
#include "ui/qt_text.h"
#include "ui/settings/user_settings.h"
#include "ui/theme/theme.h"
#include "ui/translations.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QHashSeed>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <span>
#include <string_view>

using namespace pinwheel;
using namespace Qt::StringLiterals;

namespace {

int complain(const QString& words)
{
    std::fprintf(stderr, "pinwheel-workbench: %s\n", qPrintable(words));
    return 2;
}

struct CommandLine {
    QCommandLineParser parser;
    QCommandLineOption screenshot {u"screenshot"_s,
                                   u"Save a picture of the window after the audit, and quit."_s,
                                   u"FILE.png"_s};
    QCommandLineOption size {u"size"_s, u"Size of the window, for example 1680x1050."_s, u"WxH"_s};
    QCommandLineOption theme {u"theme"_s, u"light, dark or high-contrast."_s, u"THEME"_s};
    QCommandLineOption view {u"view"_s, u"Review view to show: 1 (risk matrix) to 8 (compare)."_s,
                             u"N"_s};
    QCommandLineOption dockerfile {u"dockerfile"_s, u"Dockerfile, relative to PATH."_s, u"FILE"_s};
    QCommandLineOption platform {u"platform"_s, u"Target platform, for example linux/arm64."_s,
                                 u"PLATFORM"_s};
    QCommandLineOption gpu {
        u"gpu"_s, u"GPU of the hosts, for example \"RTX 5090\"; may be given more than once."_s,
        u"NAME"_s};
    QCommandLineOption target {u"target"_s, u"Target stage, by name or number."_s, u"STAGE"_s};
    QCommandLineOption buildArgument {u"build-arg"_s, u"Build argument."_s, u"KEY=VALUE"_s};

    QCommandLineOption language {u"language"_s, u"Language of the window, for example de."_s,
                                 u"LANGUAGE"_s};

    explicit CommandLine(const QApplication& application)
    {
        parser.setApplicationDescription(u"Audits Python container builds in a window."_s);
        parser.addHelpOption();
        parser.addVersionOption();
        parser.addPositionalArgument(u"PATH"_s, u"Folder of the build, or a Dockerfile."_s,
                                     u"[PATH]"_s);
        parser.addOptions({screenshot, size, theme, view, dockerfile, platform, gpu, target,
                           buildArgument, language});
        parser.process(application);
    }
};

std::optional<QSize> sizeOf(const QString& word)
{
    const QStringList parts = word.split(u'x');
    if (parts.size() != 2) return std::nullopt;
    const QSize size(parts[0].toInt(), parts[1].toInt());
    if (size.width() < 400 || size.height() < 300 || size.width() > 10'000
        || size.height() > 10'000)
        return std::nullopt;
    return size;
}

Result<AuditOptions> optionsOf(const CommandLine& line)
{
    AuditOptions options;
    if (line.parser.isSet(line.platform))
        options.platform = toStdString(line.parser.value(line.platform));
    for (const QString& gpu : line.parser.values(line.gpu))
        options.gpus.push_back(toStdString(gpu));
    options.target = toStdString(line.parser.value(line.target));
    for (const QString& argument : line.parser.values(line.buildArgument)) {
        const qsizetype equals = argument.indexOf(u'=');
        if (equals < 1)
            return fail(ErrorCode::Usage,
                        "--build-arg takes KEY=VALUE, not \"" + toStdString(argument) + "\"");
        options.buildArguments[toStdString(argument.left(equals))] =
            toStdString(argument.mid(equals + 1));
    }
    return options;
}

ThemeKind chosenTheme(const QString& word)
{
    if (const auto theme = themeFromWord(word)) return *theme;
    return themeOfSettings(readUserSettings().theme);
}

/// Saves the picture once the window has painted what the audit found.
void takeScreenshot(MainWindow& window, const QString& file)
{
    QTimer::singleShot(250, &window, [&window, file] {
        if (window.grab().save(file)) return QCoreApplication::exit(0);
        QCoreApplication::exit(complain(u"cannot write %1"_s.arg(file)));
    });
}

} // namespace

int main(int argc, char** argv)
{
    growHeapInLargeSteps();
    // A screenshot needs no display: this is asked before Qt looks for one.
    const bool wantsPicture =
        std::ranges::any_of(std::span(argv, static_cast<std::size_t>(argc)), [](const char* word) {
            return std::string_view(word).starts_with("--screenshot");
        });
    if (wantsPicture && qEnvironmentVariableIsEmpty("DISPLAY")
        && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY")
        && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QHashSeed::setDeterministicGlobalSeed(); // An exported PDF depends on the order of Qt's hash
                                             // tables.
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"pinwheel"_s);
    QCoreApplication::setOrganizationName(u"pinwheel"_s);
    QCoreApplication::setApplicationVersion(QString::fromLatin1(PINWHEEL_VERSION));
    QGuiApplication::setDesktopFileName(u"pinwheel-workbench"_s);
    const CommandLine line(application);
    const QString themeWord = line.parser.value(line.theme);
    if (!themeWord.isEmpty() && !themeFromWord(themeWord))
        return complain(u"--theme takes light, dark or high-contrast, not \"%1\""_s.arg(themeWord));
    const std::optional<QSize> size =
        line.parser.isSet(line.size) ? sizeOf(line.parser.value(line.size)) : std::nullopt;
    if (line.parser.isSet(line.size) && !size)
        return complain(u"--size takes WxH, for example 1680x1050"_s);
    const Result<AuditOptions> options = optionsOf(line);
    if (!options) return complain(toQString(options.error().message));
    if (line.parser.positionalArguments().size() > 1) return complain(u"give one PATH"_s);
    const QString path = line.parser.positionalArguments().value(0);
    const bool forScreenshot = line.parser.isSet(line.screenshot);
    if (forScreenshot && path.isEmpty()) return complain(u"--screenshot needs a PATH"_s);

    const QString language = line.parser.isSet(line.language) ? line.parser.value(line.language)
                                                              : readUserSettings().language;
    installTranslations(application, language);
    applyTheme(application, chosenTheme(themeWord));
    MainWindow window(realServices());
    if (!forScreenshot) window.restoreSession();
    if (size) window.resize(*size);
    window.setOptions(*options);
    const int view = line.parser.value(line.view).toInt();
    if (view >= 1 && view <= 8) window.showReview(view - 1);
    window.show();
    if (forScreenshot) {
        const QString file = line.parser.value(line.screenshot);
        QObject::connect(
            &window, &MainWindow::auditShown, &window,
            [&window, file] { takeScreenshot(window, file); }, Qt::SingleShotConnection);
    }
    if (!path.isEmpty()) {
        QString whole = path;
        if (line.parser.isSet(line.dockerfile)) whole += u'/' + line.parser.value(line.dockerfile);
        // What the command line names is not asked for again; a picture asks nothing.
        const bool isNamed = line.parser.isSet(line.dockerfile) || line.parser.isSet(line.target);
        if (!forScreenshot && !isNamed)
            window.chooseAndOpen(whole);
        else if (!window.openPath(whole) && forScreenshot)
            return complain(u"%1 cannot be opened"_s.arg(whole));
    }
    if (!forScreenshot) {
        QTimer::singleShot(0, &window, [&window, hasPath = !path.isEmpty()] {
            window.offerJournals();
            if (!hasPath && window.showsStartPage()) window.reopenLastProject();
        });
    }
    return QApplication::exec();
}
