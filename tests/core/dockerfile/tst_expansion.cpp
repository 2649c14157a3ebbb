// Variable expansion and quote removal, word by word. The variables are PWD=/home, SHELL=bash,
// NULL= (empty), KOREAN=한국어, PATHS=/usr/local/bin, X=xxyy; U is one whose value is not known;
// all others are unset.
#include "core/dockerfile/expansion.h"

#include <QTest>

using namespace pinwheel;

namespace {

std::optional<Known<std::string>> variable(std::string_view name)
{
    static const std::map<std::string, std::string, std::less<>> values {
        {"PWD", "/home"},     {"SHELL", "bash"},           {"NULL", ""},
        {"KOREAN", "한국어"}, {"PATHS", "/usr/local/bin"}, {"X", "xxyy"},
        {"STAR", "a*b*c"},    {"LINES", "one\ntwo"},       {"B", "x"},
        {"G", "#*x"},         {"BLANKS", "  ab c "},       {"\xC3\xA9", "accent"}};
    if (name == "U") return Known<std::string>(unknown("U is given at build time"));
    return lookupIn(values)(name);
}

} // namespace

class TestExpansion final : public QObject
{
    Q_OBJECT

private slots:
    void gives_data();
    void gives();
    void refuses_data();
    void refuses();
    void splitsIntoWords_data();
    void splitsIntoWords();
    void unknownValuesStayUnknown_data();
    void unknownValuesStayUnknown();
    void tellsWhatWasUsed();
    void takesTheOtherEscapeCharacter();
    void keepsWhatItIsToldToKeep();
    void deepNestingEnds();
    void costlyPatternsEnd();
};

void TestExpansion::gives_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<QByteArray>("value");
    const auto row = [](const char* word, const char* value) {
        QTest::newRow(word) << QByteArray(word) << QByteArray(value);
    };
    row("hello", "hello");
    row("he'll'o", "hello");
    row("he\\'llo", "he'llo");
    row("abc\\tdef", "abctdef");
    row("\"abc\\tdef\"", "abc\\tdef");
    row("\"abc\\\\tdef\"", "abc\\tdef");
    row("'abc\\tdef'", "abc\\tdef");
    row("hello\\", "hello");
    row("hello\\\\", "hello\\");
    row("\"hel'lo\"", "hel'lo");
    row("'hello\\'", "hello\\");
    row("\"''\"", "''");
    row("$.", "$.");
    row("$", "$");
    row("he$1x", "hex");
    row("he$12x", "hex");
    row("he$pwd.", "he.");
    row("he$PWD", "he/home");
    row("he\\$PWD", "he$PWD");
    row("he\\\\$PWD", "he\\/home");
    row("\"he\\$PWD\"", "he$PWD");
    row("'he$PWD'", "he$PWD");
    row("\"he'$PWD'\"", "he'/home'");
    row("he${PWD}xx", "he/homexx");
    row("he\\${}xx", "he${}xx");
    row("${XXX:-000}${PWD:-000}${NULL:-000}", "000/home000");
    row("${XXX-000}${PWD-000}${NULL-000}", "000/home");
    row("${XXX:-$PWD}${XXX:-${YYY:-yyy}}", "/homeyyy");
    row("${XXX:+1}${PWD:+2}${NULL:+3}", "2");
    row("${XXX+1}${PWD+2}${NULL+3}", "23");
    row("${PWD:+${XXX}}${PWD:+${SHELL}}", "bash");
    row("${PWD:+${PWD}:}", "/home:");
    row("${PWD?m}${NULL?m}", "/home");
    row("${XXX:-\\$PWD:}", "$PWD:");
    row("${XXX:-\\${PWD}z}", "${PWDz}");
    row("${XXX:-'a }'\"b }\"}", "a }b }");
    row("${@}${#}x$*$-", "x");
    row("${+x}", "");
    row("안녕$KOREAN", "안녕한국어");
    row("$é!$é", "accent!accent");
    row("${X#x}${X##x}", "xyyxyy");
    row("${X#*x}|${X##*x}", "xyy|yy");
    row("${X#*}|${X##*}", "xxyy|");
    row("${X#*x*y}", "y");
    row("${X%y}|${X%y*}|${X%%y*}", "xxy|xxy|xx");
    row("${X%%x*}|${X%*}|${X%%*}", "|xxyy|");
    row("${X#?}|${X%?}|${X#????}|${X#?????}", "xyy|xxy||xxyy");
    row("${X#$B}|${X#$G}|${X#$NULL}|${X#}", "xyy|yy|xxyy|xxyy");
    row("${PATHS##*/}|${PATHS%/*}|${PATHS%%/*}|${PATHS#*/}", "bin|/usr/local||usr/local/bin");
    row("${STAR#a\\*}|${STAR%\\*c}|${STAR##*\\*}", "b*c|a*b|c");
    row("${LINES#*o}|${LINES##*o}|${LINES#?*}", "ne\ntwo|ne\ntwo|ne\ntwo");
    row("${XXX#a}|${XXX%%a}", "|");
    row("${X/x/-}|${X//x/-}|${X/z/-}", "-xyy|--yy|xxyy");
    row("${X/x*/-}|${X//?/-}", "-|----");
    row("${PATHS//\\//.}", ".usr.local.bin");
    row("${PATHS/local/\\}}", "/usr/\\}/bin");
    row("${X//x/[$$0]}", "[0][0]yy"); // "$$" is an unset special parameter, not the process number
    row("${X//x/\\$0}", "\\x\\xyy");
    row("${X///-}", "-x-x-y-y-");
    row("${NULL/x/y}${XXX/x/y}", "");
    row("\xEF\xBB\xBF"
        "a",
        "a");
    row("a\xFF"
        "b",
        "a\xFF"
        "b");
    row("<<  a", "<<  a");
}

void TestExpansion::gives()
{
    QFETCH(QByteArray, word);
    QFETCH(QByteArray, value);
    const Expansion result = expandWord(word.toStdString(), variable);
    QVERIFY2(!result.error, result.error ? result.error->c_str() : "");
    QVERIFY2(result.value.isKnown(), result.value.reason().c_str());
    QCOMPARE(QByteArray::fromStdString(*result.value), value);
}

void TestExpansion::refuses_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char* word, const char* message) {
        QTest::newRow(word) << QByteArray(word) << QByteArray(message);
    };
    row("he'llo", "unexpected end of statement while looking for matching single-quote");
    row("\"hello", "unexpected end of statement while looking for matching double-quote");
    row("\"hello\\\"", "unexpected end of statement while looking for matching double-quote");
    row("${", "syntax error: missing '}'");
    row("${}", "syntax error: bad substitution");
    row("${{x}", "syntax error: bad substitution");
    row("${:x}", "syntax error: bad substitution");
    row("${.}", "unsupported modifier (.) in substitution");
    row("${PWD", "unsupported modifier () in substitution");
    row("${PWD:", "syntax error: missing '}'");
    row("${PWD:-a", "syntax error: missing '}'");
    row("${PWD:=a}", "unsupported modifier (:=) in substitution");
    row("${PWD=a}", "unsupported modifier (=) in substitution");
    row("${PWD:#a}", "unsupported modifier (:#) in substitution");
    row("${PWD:%%a}", "unsupported modifier (:%) in substitution");
    row("${XXX:YYY}", "unsupported modifier (:Y) in substitution");
    row("${PWD:/a/b}", "unsupported modifier (:/) in substitution");
    row("${#PWD}", "unsupported modifier (P) in substitution");
    row("${1a}", "unsupported modifier (a) in substitution");
    row("${XXX?}", "XXX: is not allowed to be unset");
    row("${NULL:?}", "NULL: is not allowed to be empty");
    row("${XXX:?say $SHELL}", "XXX: say bash");
    row("${X//x}", "syntax error: missing '/' in ${}");
    row("${X/x/y", "syntax error: missing '}'");
    row("${X#\\x}", "invalid pattern (\\x) in substitution: invalid escape '\\x'");
    row("${PWD:+${}}", "syntax error: bad substitution");
    row("${XXX+${}}",
        "syntax error: bad substitution"); // the operand is read even where it does not count
}

void TestExpansion::refuses()
{
    QFETCH(QByteArray, word);
    QFETCH(QByteArray, message);
    const Expansion result = expandWord(word.toStdString(), variable);
    QVERIFY(result.error);
    QVERIFY(!result.value.isKnown());
    QCOMPARE(QByteArray::fromStdString(*result.error), message);
}

void TestExpansion::splitsIntoWords_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char* word, const char* words) {
        QTest::newRow(word) << QByteArray(word) << QByteArray(words);
    };
    row("a b", "a,b");
    row("  a\t b ", "a,b");
    row("a\\ b", "a b");
    row("a\" b\" c", "a b,c");
    row("x${BLANKS}y", "x,ab,c,y");
    row("x\"${BLANKS}\"y", "x  ab c y");
    row("x'${BLANKS}'", "x${BLANKS}");
    row("''", "");
    row("a << b c", "a,<< b,c");
    row("a <b", "a,<b");
}

void TestExpansion::splitsIntoWords()
{
    QFETCH(QByteArray, word);
    QFETCH(QByteArray, words);
    QByteArrayList found;
    for (const std::string& part : expandWord(word.toStdString(), variable).words)
        found << QByteArray::fromStdString(part);
    QCOMPARE(found.join(','), words);
}

void TestExpansion::unknownValuesStayUnknown_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<QByteArray>("value"); ///< "?" = unknown
    const auto row = [](const char* word, const char* value) {
        QTest::newRow(word) << QByteArray(word) << QByteArray(value);
    };
    row("$U", "?");
    row("a${U}b", "?");
    row("\"$U\"", "?");
    row("'$U'", "$U");
    row("${U:-a}", "?");
    row("${U:+a}", "?");
    row("${U#a}", "?");
    row("${U/a/b}", "?");
    row("${PWD:-$U}", "/home"); // what does not count does no harm
    row("${XXX:-$U}", "?");
    row("${XXX:+$U}", "");
    row("${PWD#$U}", "?");
    row("${PWD/a/$U}", "?");
}

void TestExpansion::unknownValuesStayUnknown()
{
    QFETCH(QByteArray, word);
    QFETCH(QByteArray, value);
    const Expansion result = expandWord(word.toStdString(), variable);
    QVERIFY(!result.error);
    QCOMPARE(QByteArray::fromStdString(result.value.valueOr("?")), value);
    if (!result.value)
        QCOMPARE(QByteArray::fromStdString(result.value.reason()),
                 QByteArray("U is given at build time"));
}

void TestExpansion::tellsWhatWasUsed()
{
    const Expansion result = expandWord("$PWD${XXX:-$SHELL}$YYY'$NULL'$PWD", variable);
    QCOMPARE(result.matched, (std::vector<std::string> {"PWD", "SHELL"}));
    QCOMPARE(result.unmatched, (std::vector<std::string> {"XXX", "YYY"}));
}

void TestExpansion::takesTheOtherEscapeCharacter()
{
    const auto value = [](std::string_view word) {
        return expandWord(word, variable, {.escape = '`'}).value.valueOr("?");
    };
    QCOMPARE(value("C:\\a\\$PWD"), std::string("C:\\a\\/home"));
    QCOMPARE(value("`$PWD``"), std::string("$PWD`"));
    QCOMPARE(value("\"`\"`n\""), std::string("\"`n"));
    QCOMPARE(value("${X#\\*}"), std::string("xxyy")); // patterns keep the backslash
}

void TestExpansion::keepsWhatItIsToldToKeep()
{
    const ExpansionOptions options {.keepQuotes = true, .keepEscapes = true, .keepUnset = true};
    const std::string word = "'a b' \"c\" \\d $XXX ${XXX} ${XXX:-e} ${XXX/a/b}";
    QCOMPARE(expandWord(word, variable, options).value.valueOr("?"), word);
}

void TestExpansion::deepNestingEnds()
{
    std::string word;
    for (int i = 0; i < 100'000; ++i)
        word += "${XXX:-";
    const Expansion result = expandWord(word, variable);
    QVERIFY(result.error);
}

void TestExpansion::costlyPatternsEnd()
{
    std::string pattern;
    for (int i = 0; i < 2'000; ++i)
        pattern += "*a";
    const std::map<std::string, std::string, std::less<>> values {{"A", std::string(100'000, 'a')}};
    const Expansion result = expandWord("${A//" + pattern + "b/}", lookupIn(values));
    QVERIFY(!result.error);
    QVERIFY(!result.value.isKnown());
}

QTEST_APPLESS_MAIN(TestExpansion)
#include "tst_expansion.moc"
