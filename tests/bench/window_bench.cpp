// pinwheel-window-bench: how fast the window answers. Drives the real main window with real key
// presses on a project of 2,000 Dockerfile lines and 1,000 requirements, and prints percentiles:
//
//   start                   process start until the window is painted
//   key                     one key press in the GUI thread, until the event loop is free again
//   keystroke to marks      one key press until the marks of its audit are painted
//   keystroke to all views   one key press until every view shows its audit, its fixes simulated
//   GUI thread busy         longest time between two turns of the event loop while typing
//   10,000 lines            opening a requirement file of that size, and each page of scrolling
//   through it memory                  largest resident set of the process
//
// Its numbers depend on the machine and its load, so they are read by people and are no tests.

#include "app/workbench/real_services.h"
#include "ui/editor/editor_pane.h"
#include "ui/editor/source_editor.h"
#include "ui/main_window.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <fstream>

using namespace pinwheel;
using namespace Qt::StringLiterals;

namespace {

constexpr int dockerfileLines = 2000;
constexpr int requirementLines = 1000;
constexpr int longFileLines = 10'000;
constexpr int auditTimeoutMs = 60'000;

double milliseconds(qint64 nanoseconds)
{
    return static_cast<double>(nanoseconds) / 1e6;
}

void print(const char* name, std::vector<double> values)
{
    if (values.empty()) return;
    std::ranges::sort(values);
    const auto at = [&values](double part) {
        return values[std::min(
            values.size() - 1,
            static_cast<std::size_t>(part * static_cast<double>(values.size())))];
    };
    std::printf("%-28s p50 %8.2f ms   p95 %8.2f ms   p99 %8.2f ms   max %8.2f ms   n %zu\n", name,
                at(0.5), at(0.95), at(0.99), values.back(), values.size());
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly)) file.write(bytes);
}

/// Names that no index has, apart from a few that it has: most lines are read and few are resolved
/// at length.
QByteArray requirements(int count)
{
    const std::vector<QByteArray> known {"numpy>=1.26,<3", "requests>=2.31", "flask>=3",
                                         "pandas>=2",      "scipy>=1.11",    "pydantic>=2"};
    QByteArray text;
    for (int i = 0; i < count; ++i)
        text += i < static_cast<int>(known.size())
            ? known[static_cast<std::size_t>(i)] + '\n'
            : "package-" + QByteArray::number(i) + "==1." + QByteArray::number(i % 40) + ".0\n";
    return text;
}

QByteArray dockerfile()
{
    QByteArray text = "FROM python:3.12-slim\nWORKDIR /srv\nCOPY requirements.txt .\n";
    int lines = 3;
    for (int block = 0; lines < dockerfileLines - 2; ++block) {
        text += "# Part " + QByteArray::number(block) + "\nENV PART_" + QByteArray::number(block)
            + "=on\nRUN echo \"part\" \\\n    && mkdir -p /srv/part \\\n    && true\n";
        lines += 5;
        if (block % 40 != 0) continue;
        text += "RUN pip install --no-cache-dir numpy==1.26." + QByteArray::number(block / 40 % 5)
            + "\n";
        ++lines;
    }
    return text + "RUN pip install --no-cache-dir -r requirements.txt\nCMD [\"python\"]\n";
}

/// Time from one turn of the event loop to the next, sampled as often as the loop turns.
class Heartbeat
{
public:
    Heartbeat()
    {
        m_timer.setInterval(0);
        QObject::connect(&m_timer, &QTimer::timeout, [this] {
            m_gaps.push_back(milliseconds(m_clock.nsecsElapsed())), m_clock.restart();
        });
        m_clock.start();
        m_timer.start();
    }
    [[nodiscard]] std::vector<double> takeGaps() { return std::exchange(m_gaps, {}); }
    void restart() { m_clock.restart(); }

private:
    QTimer m_timer;
    QElapsedTimer m_clock;
    std::vector<double> m_gaps;
};

void measureTyping(MainWindow& window, SourceEditor& editor, int count)
{
    std::vector<double> keys;
    std::vector<double> marks;
    std::vector<double> views;
    std::vector<double> busy;
    QSignalSpy marked(&window, &MainWindow::marksShown);
    QSignalSpy shown(&window, &MainWindow::auditShown);
    Heartbeat heartbeat;
    for (int i = 0; i < count; ++i) {
        QElapsedTimer clock;
        clock.start();
        QTest::keyClick(&editor, i % 2 == 0 ? Qt::Key_X : Qt::Key_Backspace);
        keys.push_back(milliseconds(clock.nsecsElapsed()));
        heartbeat.restart();
        marked.clear();
        shown.clear();
        if (!marked.wait(auditTimeoutMs)) return void(std::puts("no audit came"));
        editor.viewport()->repaint();
        marks.push_back(milliseconds(clock.nsecsElapsed()));
        if (shown.isEmpty() && !shown.wait(auditTimeoutMs)) return void(std::puts("no audit came"));
        QCoreApplication::processEvents();
        views.push_back(milliseconds(clock.nsecsElapsed()));
        const std::vector<double> gaps = heartbeat.takeGaps();
        if (!gaps.empty()) busy.push_back(std::ranges::max(gaps));
    }
    print("key", keys);
    print("keystroke to marks", marks);
    print("keystroke to all views", views);
    print("GUI thread busy", busy);
}

void measureLongFile(const QString& folder)
{
    write(folder + u"/requirements.txt"_s, requirements(longFileLines));
    QElapsedTimer clock;
    clock.start();
    Document document({.path = u"requirements.txt"_s, .file = {}, .readOnlyReason = {}},
                      requirements(longFileLines));
    SourceEditor editor(&document);
    editor.resize(800, 700);
    editor.show();
    (void)QTest::qWaitForWindowExposed(&editor);
    editor.viewport()->repaint();
    std::printf("%-28s %8.2f ms\n", "10,000 lines: open", milliseconds(clock.nsecsElapsed()));
    std::vector<double> pages;
    for (int page = 0; page < 200; ++page) {
        clock.restart();
        QTest::keyClick(&editor, Qt::Key_PageDown);
        editor.viewport()->repaint();
        pages.push_back(milliseconds(clock.nsecsElapsed()));
    }
    print("10,000 lines: page", pages);
}

void printMemory()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:"))
            std::printf("%-28s %8.1f MB\n", "memory", std::stod(line.substr(6)) / 1024);
}

} // namespace

int main(int argc, char** argv)
{
    QElapsedTimer start;
    start.start();
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"pinwheel-bench"_s);
    QStandardPaths::setTestModeEnabled(true);
    const int keystrokes = argc > 1 ? std::clamp(std::atoi(argv[1]), 1, 10'000) : 100;
    const QTemporaryDir folder;
    write(folder.filePath(u"Dockerfile"_s), dockerfile());
    write(folder.filePath(u"requirements.txt"_s), requirements(requirementLines));

    applyTheme(application, ThemeKind::Light);
    MainWindow window(realServices());
    window.resize(1680, 1050);
    window.show();
    (void)QTest::qWaitForWindowExposed(&window);
    window.repaint();
    std::printf("%-28s %8.2f ms\n", "start", milliseconds(start.nsecsElapsed()));

    QElapsedTimer open;
    open.start();
    QSignalSpy shown(&window, &MainWindow::auditShown);
    if (!window.openPath(folder.path()) || (shown.isEmpty() && !shown.wait(auditTimeoutMs)))
        return 1;
    std::printf("%-28s %8.2f ms\n", "first audit shown", milliseconds(open.nsecsElapsed()));
    SourceEditor* const editor = window.leftPane()->current();
    if (editor == nullptr) return 1;
    editor->setFocus();
    editor->setCursorPosition(3, 2); // In a comment: what most of typing is to the audit.
    measureTyping(window, *editor, keystrokes);
    measureLongFile(folder.path());
    printMemory();
    window.workspace()->undoStack()->clear();
    return 0;
}
