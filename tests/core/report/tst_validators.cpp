// Markdown and HTML of every example, judged by readers of others: cmark-gfm and tidy.

#include "core/report/report.h"
#include "tests/support/audit_project.h"

#include <QDir>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

using namespace pinwheel;
using namespace pinwheel::test;

namespace {

const QString examples = QStringLiteral(PINWHEEL_SOURCE_DIR "/resources/examples/");

QByteArray outputOf(const QString& program, const QStringList& arguments, const std::string& input,
                    int& status)
{
    QProcess process;
    process.start(program, arguments);
    process.write(input.data(), static_cast<qint64>(input.size()));
    process.closeWriteChannel();
    if (!process.waitForFinished()) return "did not finish";
    status = process.exitCode();
    return process.readAllStandardOutput() + process.readAllStandardError();
}

std::string reportOf(const QString& example, ReportFormat format, bool summary = false)
{
    const auto audit = runAudit({}, servicesForFolder((examples + example).toStdString()));
    if (!audit) return {};
    ReportOptions options;
    options.project = example.toStdString();
    options.toolVersion = "0.1.0";
    options.summary = summary;
    return renderReport(format, **audit, options);
}

void addExamples()
{
    QTest::addColumn<QString>("example");
    const QStringList names = QDir(examples).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    QVERIFY(names.size() >= 6);
    for (const QString& name : names)
        QTest::newRow(qPrintable(name)) << name;
}

/// What stands outside code, where Markdown must have been understood.
QByteArray withoutCode(const QByteArray& html)
{
    QString text = QString::fromUtf8(html);
    static const QRegularExpression code(QStringLiteral("<(pre|code)\\b.*?</\\1>"),
                                         QRegularExpression::DotMatchesEverythingOption);
    return text.remove(code).toUtf8();
}

} // namespace

class TestValidators : public QObject
{
    Q_OBJECT

private slots:
    void markdownRenders_data() { addExamples(); }
    void markdownRenders()
    {
        QFETCH(QString, example);
        const QString cmark = QStandardPaths::findExecutable(QStringLiteral("cmark-gfm"));
        if (cmark.isEmpty()) QSKIP("cmark-gfm is not installed");
        for (const bool summary : {false, true}) {
            const std::string markdown = reportOf(example, ReportFormat::Markdown, summary);
            QVERIFY(!markdown.empty());
            int status = -1;
            const QByteArray html = outputOf(
                cmark, {"--unsafe", "-e", "table", "-e", "autolink", "-e", "strikethrough"},
                markdown, status);
            QCOMPARE(status, 0);
            const QByteArray source = QByteArray::fromStdString(markdown);
            // Each table of the source is a table, none is left as text; nothing is struck out or
            // linked by accident.
            QCOMPARE(html.count("<table>"), source.count("\n| --- |"));
            const QByteArray words = withoutCode(html);
            for (const char* left : {"| ---", "<p>|", "**", "<del>", "<a ", "<p>#", "<h4>"})
                QVERIFY2(!words.contains(left),
                         (words.mid(std::max<qsizetype>(0, words.indexOf(left) - 200), 400))
                             .constData());
            QCOMPARE(words.count("<details>"), words.count("</details>"));
            if (!summary) QCOMPARE(words.count("<h1>"), 1);
            // A heading without anything below it says nothing.
            static const QRegularExpression bare(QStringLiteral("</h[23]>\\s*<h[12]>"));
            QVERIFY2(!QString::fromUtf8(html).contains(bare),
                     "a heading stands above a heading of its own depth");
        }
    }

    void htmlIsValid_data() { addExamples(); }
    void htmlIsValid()
    {
        QFETCH(QString, example);
        const std::string html = reportOf(example, ReportFormat::Html);
        QVERIFY(!html.empty());
        const QByteArray text = QByteArray::fromStdString(html);
        // Each inner link has exactly one target, and no id stands twice.
        static const QRegularExpression link(QStringLiteral("href=\"#([^\"]+)\""));
        for (auto found = link.globalMatch(QString::fromUtf8(text)); found.hasNext();) {
            const QByteArray id = "id=\"" + found.next().captured(1).toUtf8() + "\"";
            QVERIFY2(text.count(id) == 1, id.constData());
        }
        const QString tidy = QStandardPaths::findExecutable(QStringLiteral("tidy"));
        if (tidy.isEmpty()) QSKIP("tidy is not installed");
        int status = -1;
        const QByteArray said = outputOf(
            tidy, {"-errors", "-quiet", "-utf8", "--drop-empty-elements", "no"}, html, status);
        QVERIFY2(status == 0, said.constData());
    }
};

QTEST_APPLESS_MAIN(TestValidators)
#include "tst_validators.moc"
