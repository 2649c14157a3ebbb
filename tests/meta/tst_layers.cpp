#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

/// The layers of the house: a folder includes only folders to its left, and nothing under core/
/// knows Qt.
class tst_layers : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void includesGoToTheLeft();
    void coreHasNoQt();
    void everyFolderIsPlaced();

private:
    QMap<QString, int> m_rank;
    QStringList filesBelow(const QString& folder) const;
};

void tst_layers::initTestCase()
{
    // Folders of one row may use each other, as long as CMake finds no cycle.
    const QList<QStringList> rows {
        {"core/base"},
        {"core/text"},
        {"core/findings"},
        {"core/dockerfile", "core/shell", "core/python", "core/knowledge"},
        {"core/requirements", "core/index", "core/installers"},
        {"core/resolver"},
        {"core/build"},
        {"core/chains"},
        {"core/rules", "core/fixes", "core/risk"},
        {"core/audit"},
        {"core/settings"},
        {"core/report"},
        {"ui", "app"}};
    for (int i = 0; i < rows.size(); ++i)
        for (const QString& folder : rows[i])
            m_rank.insert(folder, i);
}

QStringList tst_layers::filesBelow(const QString& folder) const
{
    QStringList files;
    QDirIterator all(QStringLiteral(PINWHEEL_SOURCE_DIR "/") + folder, {"*.h", "*.cpp", "*.def"},
                     QDir::Files, QDirIterator::Subdirectories);
    while (all.hasNext())
        files.append(all.next());
    return files;
}

namespace {
QString folderOf(const QString& path)
{
    const QStringList parts = path.split('/');
    return parts[0] == "core" && parts.size() > 1 ? parts[0] + "/" + parts[1] : parts[0];
}
} // namespace

void tst_layers::includesGoToTheLeft()
{
    static const QRegularExpression include(R"(^\s*#\s*include\s+"([^"]+)\")");
    QStringList breaches;
    int seen = 0;
    for (const QString& top :
         {QStringLiteral("core"), QStringLiteral("ui"), QStringLiteral("app")}) {
        for (const QString& path : filesBelow(top)) {
            QFile file(path);
            QVERIFY(file.open(QFile::ReadOnly));
            const QString here = folderOf(path.mid(QStringLiteral(PINWHEEL_SOURCE_DIR "/").size()));
            while (!file.atEnd()) {
                const auto match = include.match(QString::fromUtf8(file.readLine()));
                if (!match.hasMatch()) continue;
                const QString there = folderOf(match.captured(1));
                if (!m_rank.contains(there)) continue; // beside the file, or of another project
                ++seen;
                if (m_rank.value(there) > m_rank.value(here))
                    breaches.append(path + " includes " + match.captured(1));
            }
        }
    }
    QVERIFY(seen > 100);
    QVERIFY2(breaches.isEmpty(), qPrintable(breaches.join('\n')));
}

void tst_layers::coreHasNoQt()
{
    static const QRegularExpression qt(R"(^\s*#\s*include\s+<Q)");
    for (const QString& path : filesBelow("core")) {
        QFile file(path);
        QVERIFY(file.open(QFile::ReadOnly));
        while (!file.atEnd())
            QVERIFY2(!qt.match(QString::fromUtf8(file.readLine())).hasMatch(), qPrintable(path));
    }
}

void tst_layers::everyFolderIsPlaced()
{
    for (const QString& folder : QDir(QStringLiteral(PINWHEEL_SOURCE_DIR "/core"))
                                     .entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        QVERIFY2(m_rank.contains("core/" + folder), qPrintable(folder));
}

QTEST_GUILESS_MAIN(tst_layers)
#include "tst_layers.moc"
