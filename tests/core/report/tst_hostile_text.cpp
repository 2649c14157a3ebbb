// Every format with text that tries to be mark-up, a command, a formula, an escape sequence or a
// secret. Where a reader of the format is at hand (Qt's XML reader, nlohmann-json, cmark-gfm,
// tidy), it judges; the rest is read by hand here.

#include "core/report/report.h"
#include "tests/core/report/hostile_audit.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>
#include <QXmlStreamReader>

#include <nlohmann/json.hpp>

using namespace pinwheel;
using namespace pinwheel::test;

namespace {

void addHostileTexts()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("tags") << QByteArray("<script>alert(1)</script><img src=x onerror=alert(1)>");
    QTest::newRow("end of a comment, a section, an attribute")
        << QByteArray("--> ]]> \"> '> </pre></style></svg></details>");
    QTest::newRow("Markdown") << QByteArray(
        "[a](javascript:alert(1)) ![b](http://c.example) `x` **y** | z ``` ~~~ # h");
    QTest::newRow("fence on a line of its own")
        << QByteArray("a\n```\n# heading\n````\n<b>bold</b>\n");
    QTest::newRow("bare address") << QByteArray(
        "see https://evil.example and www.evil.example or a@evil.example");
    QTest::newRow("workflow command")
        << QByteArray("a\n::error file=x::y\n::set-env name=PATH::z%0A");
    QTest::newRow("formula") << QByteArray("=cmd|'/c calc'!A1");
    QTest::newRow("formula behind a line end") << QByteArray("\n=1+1\",\"=2");
    QTest::newRow("terminal escapes") << QByteArray("\x1b]0;title\x07\x1b[2J\xc2\x9b"
                                                    "31m\x08\x7f");
    QTest::newRow("direction override") << QByteArray("\u202e\u2066 evil \u2069");
    QTest::newRow("bytes that are no UTF-8") << QByteArray("\xff\xfe\x80\xc0\xaf\xed\xa0\x80\xf5");
    QTest::newRow("NUL inside") << QByteArray("a\0b", 3);
    QTest::newRow("credentials") << QByteArray(
        "https://user:hunter2@index.example/simple PIP_TOKEN=hunter2");
    QTest::newRow("percent and ampersand") << QByteArray("%25 &lt; &#60; &amp; \\n \\u0041");
    QTest::newRow("Python") << QByteArray("\"\"\" + __import__('os').system('x') # \\");
}

std::string reportOf(ReportFormat format, const QByteArray& text, bool summary = false)
{
    return renderReport(format, auditWithText(text.toStdString()),
                        {.project = text.toStdString(),
                         .toolVersion = {},
                         .color = false,
                         .summary = summary,
                         .fixes = true,
                         .rulePage = {}});
}

QByteArray outputOf(const QString& program, const QStringList& arguments, const std::string& input,
                    int* status = nullptr)
{
    QProcess process;
    process.start(program, arguments);
    process.write(input.data(), static_cast<qint64>(input.size()));
    process.closeWriteChannel();
    if (!process.waitForFinished()) return "did not finish";
    if (status) *status = process.exitCode();
    return process.readAllStandardOutput() + process.readAllStandardError();
}

/// Fields of RFC 4180 rows, all quoted.
QList<QByteArrayList> csvRows(const QByteArray& text)
{
    QList<QByteArrayList> rows;
    QByteArrayList row;
    QByteArray field;
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"')
            field += text[++i];
        else if (c == '"')
            quoted = !quoted;
        else if (quoted)
            field += c;
        else if (c == ',')
            row << std::exchange(field, {});
        else if (c == '\n') {
            row << std::exchange(field, {});
            rows << std::exchange(row, {});
        } else if (c != '\r')
            field += c;
    }
    return rows;
}

} // namespace

class TestHostileText : public QObject
{
    Q_OBJECT

private slots:
    void noFormatShowsASecretOrActsOnATerminal_data() { addHostileTexts(); }
    void noFormatShowsASecretOrActsOnATerminal()
    {
        QFETCH(QByteArray, text);
        for (const ReportFormatInfo& info : allReportFormats()) {
            const std::string report = reportOf(info.format, text);
            QVERIFY2(!report.contains("hunter2"), info.word.data());
            QVERIFY2(QByteArray::fromStdString(report).isValidUtf8(), info.word.data());
            for (const char c : report) {
                const bool control =
                    (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r')
                    || c == 0x7f;
                QVERIFY2(!control, info.word.data());
            }
            if (info.format == ReportFormat::Json || info.format == ReportFormat::Sarif
                || info.format == ReportFormat::CycloneDx)
                continue;
            QVERIFY2(!report.contains("\u202e") && !report.contains("\u009b"), info.word.data());
        }
    }

    void jsonFormatsParse_data() { addHostileTexts(); }
    void jsonFormatsParse()
    {
        QFETCH(QByteArray, text);
        for (const ReportFormat format :
             {ReportFormat::Json, ReportFormat::Sarif, ReportFormat::CycloneDx})
            QVERIFY(nlohmann::json::accept(reportOf(format, text)));
        const auto sarif = nlohmann::json::parse(reportOf(ReportFormat::Sarif, text));
        for (const auto& artifact : sarif["runs"][0]["artifacts"])
            for (const char c : artifact["location"]["uri"].get<std::string>())
                QVERIFY(QByteArrayView("-._~/%").contains(c) || (c >= '0' && c <= '9')
                        || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
    }

    void markdownStaysText_data() { addHostileTexts(); }
    void markdownStaysText()
    {
        QFETCH(QByteArray, text);
        const QString cmark = QStandardPaths::findExecutable(QStringLiteral("cmark-gfm"));
        if (cmark.isEmpty()) QSKIP("cmark-gfm is not installed");
        for (const bool summary : {false, true}) {
            const QStringList options = {"--unsafe", "-e", "table",        "-e",
                                         "autolink", "-e", "strikethrough"};
            QByteArray html =
                outputOf(cmark, options, reportOf(ReportFormat::Markdown, text, summary));
            // Quoted source stands in code, where nothing acts.
            html.replace("<!-- -->", "");
            for (const char* tag : {"<script", "<img", "<a ", "<b>", "<del>", "</style", "<svg"})
                QVERIFY2(!html.contains(tag), (html.mid(html.indexOf(tag) - 200, 400)).constData());
            QCOMPARE(html.count("<details>"), html.count("</details>"));
            const QByteArray benign =
                outputOf(cmark, options, reportOf(ReportFormat::Markdown, "benign", summary));
            for (const char* tag : {"<h1>", "<h2>", "<h3>", "<table>", "<details>", "<tr>"})
                QCOMPARE(html.count(tag), benign.count(tag));
        }
    }

    void htmlStaysText_data() { addHostileTexts(); }
    void htmlStaysText()
    {
        QFETCH(QByteArray, text);
        const std::string report = reportOf(ReportFormat::Html, text);
        QVERIFY(!report.contains("<script") && !report.contains("<img")
                && !report.contains(" style=\"") && !report.contains("javascript:alert(1))<"));
        const QString tidy = QStandardPaths::findExecutable(QStringLiteral("tidy"));
        if (tidy.isEmpty()) QSKIP("tidy is not installed");
        int status = 0;
        const QByteArray said = outputOf(
            tidy, {"-errors", "-quiet", "-utf8", "--drop-empty-elements", "no"}, report, &status);
        QVERIFY2(status == 0, said.constData());
    }

    void junitIsWellFormed_data() { addHostileTexts(); }
    void junitIsWellFormed()
    {
        QFETCH(QByteArray, text);
        QXmlStreamReader xml(QByteArray::fromStdString(reportOf(ReportFormat::JUnit, text)));
        int failures = 0;
        int skipped = 0;
        while (!xml.atEnd()) {
            xml.readNext();
            if (!xml.isStartElement()) continue;
            failures += xml.name() == QLatin1String("failure");
            skipped += xml.name() == QLatin1String("skipped");
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QCOMPARE(failures, 2);
        QCOMPARE(skipped, 1);
    }

    void csvHasOneRowPerFindingAndNoFormula_data() { addHostileTexts(); }
    void csvHasOneRowPerFindingAndNoFormula()
    {
        QFETCH(QByteArray, text);
        const auto rows = csvRows(QByteArray::fromStdString(reportOf(ReportFormat::Csv, text)));
        QCOMPARE(rows.size(), 4);
        for (const QByteArrayList& row : rows) {
            QCOMPARE(row.size(), rows.front().size());
            for (const QByteArray& field : row)
                QVERIFY(field.isEmpty()
                        || !QByteArrayView("=+-@").contains(
                            field.trimmed().isEmpty() ? 'a' : field.trimmed().front()));
        }
    }

    void annotationsAreOnePerFinding_data() { addHostileTexts(); }
    void annotationsAreOnePerFinding()
    {
        QFETCH(QByteArray, text);
        const QByteArray report = QByteArray::fromStdString(reportOf(ReportFormat::GitHub, text));
        QCOMPARE(report.count('\n'), 3); // two findings that count, one closing line
        int commands = 0;
        for (const QByteArray& line : report.split('\n'))
            commands += line.startsWith("::");
        QCOMPARE(commands, 2);
    }

    void theSameAuditGivesTheSameBytes()
    {
        for (const ReportFormatInfo& info : allReportFormats())
            QCOMPARE(reportOf(info.format, "x"), reportOf(info.format, "x"));
    }
};

QTEST_APPLESS_MAIN(TestHostileText)
#include "tst_hostile_text.moc"
