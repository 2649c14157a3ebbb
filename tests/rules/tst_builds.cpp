#include "tests/support/audit_project.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace pinwheel;
using namespace pinwheel::test;

/// Whole builds of many kinds. Good ones hold no finding of medium level or above; in planted ones
/// each mistake that the file `expected` names is found once, at the level that it says.
class tst_builds : public QObject
{
    Q_OBJECT

private slots:
    void goodOneIsQuiet_data() { addFolders("good"); }
    void goodOneIsQuiet();
    void plantedMistakeIsFound_data() { addFolders("planted"); }
    void plantedMistakeIsFound();

private:
    static void addFolders(const char* kind);
    static AuditPtr auditOfFolder(const QString& folder);
};

namespace {

QString root()
{
    return QStringLiteral(PINWHEEL_SOURCE_DIR "/tests/rules/builds/");
}

QString textOf(const Audit& audit)
{
    QString text;
    for (const Finding& finding : audit.findings)
        text += QString::fromStdString("\n  " + finding.rule + " "
                                       + std::string(toText(finding.level)) + " " + finding.title);
    return text;
}

} // namespace

void tst_builds::addFolders(const char* kind)
{
    QTest::addColumn<QString>("folder");
    for (const QString& name :
         QDir(root() + kind).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name))
        QTest::newRow(qPrintable(name)) << root() + kind + "/" + name;
}

AuditPtr tst_builds::auditOfFolder(const QString& folder)
{
    AuditOptions options;
    options.proveFixes = false;
    const auto audit = runAudit(options, servicesForFolder(folder.toStdString()));
    return audit ? *audit : nullptr;
}

void tst_builds::goodOneIsQuiet()
{
    QFETCH(QString, folder);
    const AuditPtr audit = auditOfFolder(folder);
    QVERIFY(audit);
    for (const Finding& finding : audit->findings)
        QVERIFY2(finding.level < Level::Medium, qPrintable(textOf(*audit)));
}

void tst_builds::plantedMistakeIsFound()
{
    QFETCH(QString, folder);
    QFile file(folder + "/expected");
    QVERIFY2(file.open(QFile::ReadOnly), "the planted mistake is not named");
    const AuditPtr audit = auditOfFolder(folder);
    QVERIFY(audit);
    int mistakes = 0;
    for (const QByteArray& line : file.readAll().split('\n')) {
        if (line.trimmed().isEmpty()) continue;
        const QByteArrayList words = line.simplified().split(' ');
        QCOMPARE(words.size(), 2);
        const auto findings = findingsOf(*audit, words[0].toStdString());
        QVERIFY2(findings.size() == 1, qPrintable(QString(words[0]) + ":" + textOf(*audit)));
        QCOMPARE(QByteArray::fromStdString(std::string(toText(findings.front()->level))), words[1]);
        ++mistakes;
    }
    QVERIFY(mistakes > 0);
}

QTEST_GUILESS_MAIN(tst_builds)
#include "tst_builds.moc"
