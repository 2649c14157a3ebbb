#include "core/report/places.h"
#include "core/report/report.h"

#include <QTest>

using namespace pinwheel;

namespace {

/// A text with «marks»: the text without them, and the span between them.
std::pair<SourceSet, Span> marked(const std::string& text)
{
    const std::string open = "«";
    const std::string close = "»";
    const std::size_t begin = text.find(open);
    const std::size_t end = text.find(close) - open.size();
    std::string bytes = text.substr(0, begin) + text.substr(begin + open.size(), end - begin)
        + text.substr(end + open.size() + close.size());
    SourceSet sources;
    const FileId file =
        sources.add(std::make_shared<const SourceText>("Dockerfile", std::move(bytes)));
    return {std::move(sources),
            Span {file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}};
}

} // namespace

class TestPlaces : public QObject
{
    Q_OBJECT

private slots:
    void quotedLineMarksTheSpan_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArrayList>("lines");
        QTest::newRow("inside a line")
            << QByteArray("FROM a\nRUN «pip» x\n") << QByteArrayList {"RUN pip x", "    ^^^"};
        QTest::newRow("tab before the mark")
            << QByteArray("\t«a»\n") << QByteArrayList {"    a", "    ^"};
        QTest::newRow("wide characters before the mark")
            << QByteArray("日本 «a»\n") << QByteArrayList {"日本 a", "     ^"};
        QTest::newRow("over two lines") << QByteArray("RUN «a \\\n    b»\n")
                                        << QByteArrayList {"RUN a \\", "    ^^^", "    b", "    ^"};
        QTest::newRow("line end belongs to its line")
            << QByteArray("«a\n»b\n") << QByteArrayList {"a", "^"};
        QTest::newRow("empty span marks one column")
            << QByteArray("ab«»c\n") << QByteArrayList {"abc", "  ^"};
        QTest::newRow("escape sequence is shown")
            << QByteArray("\x1b[0m «a»\n") << QByteArrayList {"<U+001B>[0m a", "            ^"};
        QTest::newRow("redacted line keeps its mark inside")
            << QByteArray("pip https://u:pw@h/«x»\n")
            << QByteArrayList {"pip https://***@h/x", "                  ^"};
    }
    void quotedLineMarksTheSpan()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArrayList, lines);
        const auto [sources, span] = marked(text.toStdString());
        QByteArrayList out;
        for (const QuotedLine& line : quoteLines(sources, span)) {
            out << QByteArray::fromStdString(line.text);
            out << QByteArray(static_cast<qsizetype>(line.markBegin), ' ')
                    + QByteArray(static_cast<qsizetype>(line.markEnd - line.markBegin), '^');
        }
        QCOMPARE(out, lines);
    }

    void longLineIsCutAroundItsMark()
    {
        const auto [sources, span] =
            marked(std::string(5'000, 'a') + "«mark»" + std::string(5'000, 'b'));
        const auto lines = quoteLines(sources, span);
        QCOMPARE(lines.size(), 1U);
        QVERIFY(lines.front().text.size() < 300);
        QCOMPARE(lines.front().text.substr(lines.front().markBeginByte,
                                           lines.front().markEndByte - lines.front().markBeginByte),
                 std::string("mark"));
    }

    void sha256OfTheStandard_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("digits");
        QTest::newRow("empty")
            << QByteArray()
            << QByteArray("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        QTest::newRow("FIPS 180-2, B.1")
            << QByteArray("abc")
            << QByteArray("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        QTest::newRow("FIPS 180-2, B.2")
            << QByteArray("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
            << QByteArray("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
        QTest::newRow("FIPS 180-2, B.3")
            << QByteArray(1'000'000, 'a')
            << QByteArray("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    }
    void sha256OfTheStandard()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, digits);
        QCOMPARE(QByteArray::fromStdString(sha256(text.toStdString())), digits);
    }

    void everyFormatHasItsOwnWord()
    {
        QVERIFY(allReportFormats().size() >= 9);
        for (const ReportFormatInfo& info : allReportFormats())
            QVERIFY(formatFromName(info.word) == info.format);
        QVERIFY(formatFromName("md") == ReportFormat::Markdown);
        QVERIFY(formatFromName("cdx.json") == ReportFormat::CycloneDx);
        QVERIFY(!formatFromName("docx"));
    }
};

QTEST_APPLESS_MAIN(TestPlaces)
#include "tst_places.moc"
