#include "core/report/report.h"
#include "tests/support/audit_project.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace pinwheel;
using namespace pinwheel::test;

namespace {

const QString source = QStringLiteral(PINWHEEL_SOURCE_DIR);

AuditPtr auditOfExample(const QString& name)
{
    static std::map<QString, AuditPtr> audits;
    AuditPtr& audit = audits[name];
    if (!audit) {
        auto run =
            runAudit({}, servicesForFolder((source + "/resources/examples/" + name).toStdString()));
        if (run) audit = *run;
    }
    return audit;
}

/// The first line that differs, with its number: a whole report is no readable message.
QByteArray firstDifference(const QByteArray& expected, const QByteArray& found)
{
    const QByteArrayList a = expected.split('\n');
    const QByteArrayList b = found.split('\n');
    for (qsizetype i = 0; i < qMax(a.size(), b.size()); ++i)
        if (a.value(i) != b.value(i))
            return "line " + QByteArray::number(i + 1) + "\nexpected: " + a.value(i).left(400)
                + "\nfound:    " + b.value(i).left(400);
    return {};
}

} // namespace

class TestGoldenReports : public QObject
{
    Q_OBJECT

private slots:
    void everyExampleInEveryFormat_data()
    {
        QTest::addColumn<QString>("example");
        QTest::addColumn<int>("format");
        const QStringList examples =
            QDir(source + "/resources/examples").entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        QVERIFY(examples.size() >= 6);
        for (const QString& example : examples)
            for (const ReportFormatInfo& info : allReportFormats())
                QTest::newRow(
                    qPrintable(example + " as "
                               + QString::fromUtf8(info.word.data(),
                                                   static_cast<qsizetype>(info.word.size()))))
                    << example << static_cast<int>(info.format);
    }
    void everyExampleInEveryFormat()
    {
        QFETCH(QString, example);
        QFETCH(int, format);
        const ReportFormatInfo& info = allReportFormats()[static_cast<std::size_t>(format)];
        const AuditPtr audit = auditOfExample(example);
        QVERIFY2(audit, "the audit failed");
        const QByteArray report = QByteArray::fromStdString(
            renderReport(info.format, *audit, {.project = example.toStdString()}));
        const QString path =
            QStringLiteral("%1/tests/golden/%2/%3.%4")
                .arg(source, example, QString::fromStdString(std::string(info.word)),
                     QString::fromStdString(std::string(info.extension)));
        QFile file(path);
        if (qEnvironmentVariableIsSet("PINWHEEL_UPDATE_GOLDEN")) {
            QVERIFY(QDir().mkpath(QFileInfo(path).path()));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(report);
            return;
        }
        QVERIFY2(file.open(QIODevice::ReadOnly),
                 qPrintable(path + " is missing: run with PINWHEEL_UPDATE_GOLDEN=1"));
        const QByteArray expected = file.readAll();
        QVERIFY2(expected == report,
                 (path.toUtf8() + ", " + firstDifference(expected, report)).constData());
    }

    void noGoldenFileIsLeftBehind()
    {
        const QStringList examples =
            QDir(source + "/resources/examples").entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        QCOMPARE(QDir(source + "/tests/golden").entryList(QDir::Dirs | QDir::NoDotAndDotDot),
                 examples);
    }
};

QTEST_APPLESS_MAIN(TestGoldenReports)
#include "tst_golden_reports.moc"
