#include "core/report/escape.h"

#include <QTest>

using namespace pinwheel;

namespace {

void addTexts()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
}

} // namespace

class TestEscape : public QObject
{
    Q_OBJECT

private slots:
    void plainTextShowsWhatWouldAct_data()
    {
        addTexts();
        QTest::newRow("plain words stay") << QByteArray("numpy>=1.26") << QByteArray("numpy>=1.26");
        QTest::newRow("escape sequence")
            << QByteArray("a\x1b[31mb") << QByteArray("a<U+001B>[31mb");
        QTest::newRow("C1 control as UTF-8") << QByteArray("a\xc2\x9b"
                                                           "b")
                                             << QByteArray("a<U+009B>b");
        QTest::newRow("direction override") << QByteArray("a\u202e"
                                                          "b")
                                            << QByteArray("a<U+202E>b");
        QTest::newRow("carriage return goes") << QByteArray("a\r\nb") << QByteArray("a\nb");
        QTest::newRow("NUL") << QByteArray("a\0b", 3) << QByteArray("a<U+0000>b");
        QTest::newRow("lone continuation byte") << QByteArray("a\x80z") << QByteArray("a\uFFFDz");
        QTest::newRow("overlong slash") << QByteArray("\xc0\xaf") << QByteArray("\uFFFD\uFFFD");
        QTest::newRow("surrogate")
            << QByteArray("\xed\xa0\x80") << QByteArray("\uFFFD\uFFFD\uFFFD");
        QTest::newRow("truncated at the end")
            << QByteArray("a\xe2\x82") << QByteArray("a\uFFFD\uFFFD");
        QTest::newRow("accents and emoji stay") << QByteArray("é 🎡") << QByteArray("é 🎡");
        QTest::newRow("credentials")
            << QByteArray("https://me:secret@host/x") << QByteArray("https://***@host/x");
    }
    void plainTextShowsWhatWouldAct()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        QCOMPARE(QByteArray::fromStdString(plainText(text.toStdString())), expected);
    }

    void markdownTextIsText_data()
    {
        addTexts();
        QTest::newRow("emphasis") << QByteArray("*a* ~~b~~") << QByteArray("\\*a\\* \\~\\~b\\~\\~");
        QTest::newRow("underscore inside a word stays")
            << QByteArray("python_version _x_") << QByteArray("python_version \\_x\\_");
        QTest::newRow("table cell") << QByteArray("a|b") << QByteArray("a\\|b");
        QTest::newRow("tag") << QByteArray("<img src=x>") << QByteArray("\\<img src=x>");
        QTest::newRow("link") << QByteArray("[a](http://b)") << QByteArray("\\[a\\](http\\://b)");
        QTest::newRow("list") << QByteArray("- a") << QByteArray("\\- a");
        QTest::newRow("numbered list") << QByteArray("1. a") << QByteArray("1\\. a");
        QTest::newRow("heading") << QByteArray("# a") << QByteArray("\\# a");
        QTest::newRow("mention") << QByteArray("by @someone") << QByteArray("by @<!-- -->someone");
        QTest::newRow("line ends become blanks") << QByteArray("a\n\n# b") << QByteArray("a  # b");
        QTest::newRow("entity") << QByteArray("&lt;") << QByteArray("&amp;lt;");
    }
    void markdownTextIsText()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        QCOMPARE(QByteArray::fromStdString(markdownText(text.toStdString())), expected);
    }

    void fencesAreLongerThanWhatTheyHold()
    {
        QCOMPARE(QByteArray::fromStdString(markdownFence("a\n````\nb", "text")),
                 QByteArray("`````text\na\n````\nb\n`````\n"));
        QCOMPARE(QByteArray::fromStdString(markdownCode("a`b")), QByteArray("``a`b``"));
        QCOMPARE(QByteArray::fromStdString(markdownCode("`")), QByteArray("`` ` ``"));
    }

    void csvFieldIsNoFormula_data()
    {
        addTexts();
        QTest::newRow("words") << QByteArray("torch") << QByteArray("\"torch\"");
        QTest::newRow("quotes are doubled") << QByteArray("a\"b") << QByteArray("\"a\"\"b\"");
        QTest::newRow("formula") << QByteArray("=HYPERLINK(1)") << QByteArray("\"'=HYPERLINK(1)\"");
        QTest::newRow("specifier") << QByteArray("==2.5.1") << QByteArray("\"'==2.5.1\"");
        QTest::newRow("sign behind blanks") << QByteArray("  +1") << QByteArray("\"'  +1\"");
        QTest::newRow("at sign") << QByteArray("@SUM(A1)") << QByteArray("\"'@SUM(A1)\"");
    }
    void csvFieldIsNoFormula()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        QCOMPARE(QByteArray::fromStdString(csvField(text.toStdString())), expected);
    }

    void workflowCommandsStayOnTheirLine()
    {
        QCOMPARE(QByteArray::fromStdString(workflowData("a%\n::error::b")),
                 QByteArray("a%25%0A::error::b"));
        QCOMPARE(QByteArray::fromStdString(workflowProperty("a:b,c")), QByteArray("a%3Ab%2Cc"));
    }

    void pythonLiteralsAreAscii()
    {
        QCOMPARE(QByteArray::fromStdString(pythonLiteral("a\"\\\n\u00e9\U0001F3A1")),
                 QByteArray("\"a\\\"\\\\\\u000a\\u00e9\\U0001f3a1\""));
    }

    void widthCountsColumns()
    {
        QCOMPARE(displayWidth("abc"), 3U);
        QCOMPARE(displayWidth("日本"), 4U);
        QCOMPARE(displayWidth("e\u0301"), 1U);
        QCOMPARE(QByteArray::fromStdString(shortened("abcdef", 4)), QByteArray("abc…"));
        QCOMPARE(QByteArray::fromStdString(wrapped("aa bb cc", 5, "  ")),
                 QByteArray("aa bb\n  cc"));
    }
};

QTEST_APPLESS_MAIN(TestEscape)
#include "tst_escape.moc"
