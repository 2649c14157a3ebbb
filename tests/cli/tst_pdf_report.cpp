// `pinwheel audit --format pdf` of the real program, judged by the tools of others: poppler and
// qpdf.

#include "tests/cli/program.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace pinwheel::test;

namespace {

const QString examples = QStringLiteral(PINWHEEL_SOURCE_DIR "/resources/examples/");

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Output of a tool; null where it is not installed.
QByteArray said(const QString& program, const QStringList& arguments, int* status = nullptr)
{
    if (QStandardPaths::findExecutable(program).isEmpty()) return {};
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished()) return {};
    if (status) *status = process.exitCode();
    return process.readAllStandardOutput() + process.readAllStandardError();
}

} // namespace

class TestPdfReport : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        const ProgramRun run =
            runProgram({"audit", examples + "cuda-worker", "--format", "pdf", "-o", file("a.pdf")});
        QCOMPARE(run.trouble, QByteArray());
        QCOMPARE(run.status, 1); // the exit status is that of the audit
        QVERIFY(bytesOf(file("a.pdf")).startsWith("%PDF-"));
    }

    void theTimeIsThatOfTheEnvironment()
    {
        QCOMPARE(runProgram({"audit", examples + "clean", "-o", file("c.pdf")}, {}, {},
                            {{"SOURCE_DATE_EPOCH", "1700000000"}})
                     .status,
                 0);
        QVERIFY(bytesOf(file("c.pdf")).contains("/CreationDate (D:20231114221320Z)"));
    }

    void titleLanguageAndBookmarksAreSet()
    {
        const QByteArray pdf = bytesOf(file("a.pdf"));
        QVERIFY(pdf.contains("/Lang (en)") && pdf.contains("/DisplayDocTitle true")
                && pdf.contains("/Type /Outlines"));
        const QByteArray information = said("pdfinfo", {file("a.pdf")});
        if (information.isEmpty()) QSKIP("pdfinfo is not installed");
        QVERIFY2(information.contains("Build audit: cuda-worker"), information.constData());
        QVERIFY(information.contains("595 x 842 pts (A4)"));
    }

    void letterPaper()
    {
        QCOMPARE(runProgram({"audit", examples + "clean", "--paper", "letter", "-o", file("l.pdf")})
                     .status,
                 0);
        const QByteArray information = said("pdfinfo", {file("l.pdf")});
        if (information.isEmpty()) QSKIP("pdfinfo is not installed");
        QVERIFY2(information.contains("612 x 792 pts (letter)"), information.constData());
        QCOMPARE(
            runProgram({"audit", examples + "clean", "--paper", "a7", "-o", file("l.pdf")}).status,
            2);
    }

    void everyExampleIsAValidFile_data() { addExamples(); }
    void everyExampleIsAValidFile()
    {
        QFETCH(QString, example);
        int status = -1;
        const QByteArray words = said("qpdf", {"--check", pdfOf(example)}, &status);
        if (words.isEmpty()) QSKIP("qpdf is not installed");
        QVERIFY2(status == 0, words.constData());
    }

    void everyExampleGivesTheSameBytesTwice_data() { addExamples(); }
    void everyExampleGivesTheSameBytesTwice()
    {
        QFETCH(QString, example);
        const QByteArray first = bytesOf(pdfOf(example));
        QVERIFY(first.startsWith("%PDF-"));
        const ProgramRun run =
            runProgram({"audit", examples + example, "-o", file("again.pdf")}, {}, {},
                       {{"TZ", "America/Lima"}, {"LC_ALL", "de_DE.UTF-8"}});
        QVERIFY(run.status < 2);
        QVERIFY(bytesOf(file("again.pdf")) == first);
    }

    void allFontsOfEveryExampleAreEmbedded_data() { addExamples(); }
    void allFontsOfEveryExampleAreEmbedded()
    {
        QFETCH(QString, example);
        const QByteArray fonts = said("pdffonts", {pdfOf(example)});
        if (fonts.isEmpty()) QSKIP("pdffonts is not installed");
        const QByteArrayList rows = fonts.trimmed().split('\n').mid(2);
        QVERIFY(rows.size() >= 3);
        // The columns from the end: object and generation, uni, sub, emb.
        for (const QByteArray& row : rows) {
            const QByteArrayList words = row.simplified().split(' ');
            QCOMPARE(words.value(words.size() - 5), QByteArray("yes"));
        }
    }

    void sectionsOfEveryExampleStandInTheOrderOfMarkdown_data() { addExamples(); }
    void sectionsOfEveryExampleStandInTheOrderOfMarkdown()
    {
        QFETCH(QString, example);
        const QByteArray text = said("pdftotext", {"-raw", pdfOf(example), "-"});
        if (text.isEmpty()) QSKIP("pdftotext is not installed");
        const ProgramRun markdown =
            runProgram({"audit", examples + example, "--format", "markdown"});
        // The second time it is the section: the first one stands in the list of contents.
        qsizetype at = text.indexOf("Contents");
        QVERIFY(at > 0);
        QByteArrayList sections;
        for (const QByteArray& line : markdown.output.split('\n'))
            if (line.startsWith("## ")) sections += line.mid(3);
        QVERIFY(sections.size() >= 15);
        for (const char* pass : {"contents", "sections"})
            for (const QByteArray& section : sections) {
                const qsizetype found = text.indexOf("\n" + section, at);
                QVERIFY2(found >= 0, qPrintable(QString::fromLatin1(pass) + ": " + section));
                at = found + 1;
            }
    }

    void textComesOutInReadingOrder()
    {
        const QByteArray text = said("pdftotext", {file("a.pdf"), "-"});
        if (text.isEmpty()) QSKIP("pdftotext is not installed");
        qsizetype at = 0;
        for (const char* words : {"Build audit",
                                  "Overall risk:",
                                  "Contents",
                                  "The overall risk of this build is",
                                  "is a switch without an argument",
                                  "What it does",
                                  "Layer 9, Dockerfile:73",
                                  "does not protect",
                                  "CUDA",
                                  "Give --ignore-installed blinker a command of its own",
                                  "Expected in",
                                  "Risk scenarios",
                                  "Scenario",
                                  "Immediate",
                                  "Risk summary",
                                  "In one line:",
                                  "Method and limits",
                                  "What is not known",
                                  "Facts and their sources",
                                  "[1]"}) {
            const qsizetype found = text.indexOf(words, at);
            QVERIFY2(found >= 0, words);
            at = found;
        }
    }

    void headingsBeginWithACapitalLetter()
    {
        const ProgramRun markdown =
            runProgram({"audit", examples + "cuda-worker", "--format", "markdown"});
        for (const QByteArray& line : markdown.output.split('\n')) {
            if (!line.startsWith("## ") && !line.startsWith("### ")) continue;
            const char first = line.at(line.indexOf(' ') + 1);
            QVERIFY2(first >= 'A' && first <= 'Z', line.constData());
        }
    }

    void everyPageHasItsNumber()
    {
        const QByteArray text = said("pdftotext", {file("a.pdf"), "-"});
        if (text.isEmpty()) QSKIP("pdftotext is not installed");
        QByteArrayList pages = text.split('\f');
        pages.removeLast();
        for (qsizetype i = 0; i < pages.size(); ++i) {
            const QByteArray number =
                "page " + QByteArray::number(i + 1) + " of " + QByteArray::number(pages.size());
            QVERIFY2(pages[i].contains(number), number.constData());
            if (i > 0) QVERIFY2(pages[i].contains("Build audit: cuda-worker"), "the running head");
        }
    }

    void aCredentialIsNotInIt()
    {
        writeFile(file("secret/Dockerfile"),
                  "FROM python:3.12\nENV API_TOKEN=hunter2\nRUN pip install --index-url "
                  "https://user:hunter2@index.example/simple flask\n");
        QVERIFY(runProgram({"audit", file("secret"), "-o", file("s.pdf")}).status < 2);
        const QByteArray text = said("pdftotext", {file("s.pdf"), "-"});
        if (text.isEmpty()) QSKIP("pdftotext is not installed");
        QVERIFY(text.contains("API_TOKEN") && !text.contains("hunter2"));
    }

    void nothingIsWrittenWhereTheAuditFails()
    {
        const ProgramRun run = runProgram({"audit", file("nowhere"), "-o", file("n.pdf")});
        QCOMPARE(run.status, 2);
        QCOMPARE(run.trouble.count('\n'), 1);
        QVERIFY(!QFile::exists(file("n.pdf")));
    }

private:
    static void addExamples()
    {
        QTest::addColumn<QString>("example");
        for (const char* name :
             {"broken", "clean", "conda", "cuda-worker", "multistage-venv", "uv"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    /// The report of an example, written once.
    [[nodiscard]] QString pdfOf(const QString& example) const
    {
        const QString path = file(example + ".pdf");
        if (!QFile::exists(path))
            (void)runProgram(
                {"audit", examples + example, "-o", path}); // its test says what is wrong
        return path;
    }
    [[nodiscard]] QString file(const QString& name) const { return m_folder.filePath(name); }
    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(TestPdfReport)
#include "tst_pdf_report.moc"
