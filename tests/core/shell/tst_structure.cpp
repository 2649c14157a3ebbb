#include "core/shell/parser.h"

#include <QDirIterator>
#include <QFile>
#include <QTest>

using namespace pinwheel;
using namespace pinwheel::shell;

namespace {

void print(const Command& command, std::string& out)
{
    static constexpr std::string_view names[] {
        "simple",   "list",  "and-or",      "pipeline",   "if",
        "while",    "until", "for",         "case",       "function",
        "subshell", "group", "conditional", "arithmetic", "for-arithmetic"};
    out += "(" + std::string(names[static_cast<std::size_t>(command.kind)])
        + (command.negated ? "!" : "") + (command.background ? "&" : "") + command.name;
    for (const Assignment& item : command.assignments)
        out += " " + item.name + "=";
    for (const shell::Word& word : command.words)
        out += " " + std::to_string(word.range.begin) + "-" + std::to_string(word.range.end);
    for (const Redirect& item : command.redirects)
        out += " >" + std::to_string(item.range.begin);
    for (const bool isOr : command.isOr)
        out += isOr ? " ||" : " &&";
    for (const CommandPtr& child : command.children)
        print(*child, out);
    for (const CaseItem& item : command.items) {
        out += "[" + std::to_string(item.patterns.size());
        print(*item.body, out);
        out += "]";
    }
    out += ")";
}

std::string printed(const std::string& text, ShellDialect dialect,
                    CommandPtr (*structure)(TokenSource&))
{
    Unit unit;
    unit.text = TracedText::written(text, 0);
    std::vector<ShellProblem> problems;
    TokenSource source(unit, {0, static_cast<std::uint32_t>(text.size())}, dialect, problems, 0);
    const CommandPtr command = structure(source);
    if (!command) return {};
    std::string out;
    print(*command, out);
    return out;
}

} // namespace

/// The bash grammar and our own descent read the same structure.
class TestStructure : public QObject
{
    Q_OBJECT

private slots:
    void grammarAndDescentAgree_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::newRow("a chain") << QByteArray("a x && b 'y z' || c; d &\ne | f |& g");
        QTest::newRow("if with elif and else")
            << QByteArray("if a; then b; elif c\nthen d; else e; fi >f 2>&1 && g");
        QTest::newRow("loops") << QByteArray("for i in a b; do x; done | while read y; do z; done "
                                             "< f; until a; do b; done; for j do c; done");
        QTest::newRow("case") << QByteArray("case $x in (a|b) c;; d) ;; *) e\nesac > f; g");
        QTest::newRow("case without a last separator") << QByteArray("case x in a) b; esac");
        QTest::newRow("functions") << QByteArray("f() { a; }; g() ( b )\nf x");
        QTest::newRow("negation") << QByteArray("! a | b && ! { c; } || ! ! d");
        QTest::newRow("heredocs") << QByteArray(
            "a <<E && b\nif done fi $(\nE\nc <<'F' | d\n`\nF\ne");
        QTest::newRow("groups in groups") << QByteArray("{ { a; } }; ( b; (c) ); { d; } > e");
        QTest::newRow("reserved words as arguments")
            << QByteArray("echo if then fi { } ! case esac done");
        QTest::newRow("comments") << QByteArray("a # fi\n# done\nb #");
    }
    void grammarAndDescentAgree()
    {
        QFETCH(const QByteArray, script);
        const std::string text = script.toStdString();
        const std::string byGrammar = printed(text, ShellDialect::Bash, structureByGrammar);
        QVERIFY2(!byGrammar.empty(), "the grammar refuses it");
        QCOMPARE(byGrammar, printed(text, ShellDialect::Bash, structureByDescent));
    }

    void grammarTakesTheCorpus()
    {
        const QString folder = QStringLiteral(PINWHEEL_SOURCE_DIR "/../shared/corpus");
        if (!QFile::exists(folder)) QSKIP("the corpus is not beside the source tree");
        int lines = 0;
        int accepted = 0;
        QDirIterator files(folder, {"*ockerfile*"}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QByteArray text = file.readAll();
            text.replace("\\\r\n", " ").replace("\\\n", " ");
            for (const QByteArray& line : text.split('\n')) {
                if (!line.startsWith("RUN ") || line.contains("<<") || line.startsWith("RUN ["))
                    continue;
                const std::string script = line.mid(4).trimmed().toStdString();
                if (script.empty() || script.starts_with('#')) continue;
                const std::string byGrammar =
                    printed(script, ShellDialect::Dash, structureByGrammar);
                ++lines;
                accepted += byGrammar.empty() ? 0 : 1;
                if (!byGrammar.empty())
                    QCOMPARE(byGrammar, printed(script, ShellDialect::Dash, structureByDescent));
            }
        }
        qInfo("the grammar takes %d of %d RUN texts", accepted, lines);
        QVERIFY(accepted * 100 >= lines * 98);
    }
};

QTEST_APPLESS_MAIN(TestStructure)
#include "tst_structure.moc"
