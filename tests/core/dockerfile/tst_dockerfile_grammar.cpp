// The grammar of Dockerfiles, case by case. The expected trees state how BuildKit's parser behaves;
// odd ones say why.
#include "core/dockerfile/dockerfile.h"
#include "core/dockerfile/heredoc.h"
#include "core/dockerfile/string_array.h"

#include <QTest>

using namespace pinwheel;

namespace {

std::string bracketed(std::string_view text)
{
    return "<" + std::string(text) + ">";
}

/// One line for each instruction: `RUN --flag <arg> key=<value> {EOF:content}`; `json` for the exec
/// form.
std::string shown(const Instruction& instruction)
{
    std::string result = instruction.keyword;
    for (const Flag& flag : instruction.flags)
        result += " " + flag.text;
    if (instruction.isExec()) result += " json";
    for (const Word& word : instruction.words)
        result += " " + bracketed(word.text);
    for (const KeyValue& pair : instruction.pairs)
        result += " " + pair.key.text + "=" + bracketed(pair.value.text);
    for (const Instruction& inner : instruction.trigger)
        result += " (" + shown(inner) + ")";
    for (const Heredoc& heredoc : instruction.heredocs) {
        result += " {" + (heredoc.fd == 0 ? "" : std::to_string(heredoc.fd))
            + (heredoc.chomp ? "-" : "") + (heredoc.expand ? "" : "'") + heredoc.name + ":"
            + heredoc.content + "}";
    }
    return result;
}

std::string shown(const Dockerfile& tree)
{
    std::string result;
    for (const Instruction& instruction : tree.instructions)
        result += (result.empty() ? "" : "\n") + shown(instruction);
    return result;
}

} // namespace

class TestDockerfileGrammar final : public QObject
{
    Q_OBJECT

private slots:
    void givesTheTree_data();
    void givesTheTree();
    void countsLines_data();
    void countsLines();
    void refusesWhatBuildKitRefuses_data();
    void refusesWhatBuildKitRefuses();
    void readsDirectives_data();
    void readsDirectives();
    void keepsGoingAfterAProblem();
    void endsAnUnterminatedHeredocBeforeTheNextInstruction();
    void longLinesAreRefusedAtTheLimit();
    void listsComments();
    void knowsHeredocMarks_data();
    void knowsHeredocMarks();
    void readsStringArrays_data();
    void readsStringArrays();
    void chompsTabsOfHeredocs();
    void findsInstructionsByPlace();
    void deepOnbuildEnds();
};

void TestDockerfileGrammar::givesTheTree_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("tree");
    const auto row = [](const char* name, const char* text, const char* tree) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(tree);
    };
    row("words of FROM", "FROM a AS b\n", "FROM <a> <AS> <b>");
    row("letter case of the keyword does not count", "from a", "FROM <a>");
    row("leading blanks, tabs and empty lines are skipped", "\n \t\n \tFROM a", "FROM <a>");
    row("a byte order mark is skipped",
        "\xEF\xBB\xBF"
        "FROM a",
        "FROM <a>");
    row("carriage returns before line ends are dropped", "FROM a\r\nRUN x \\\r\n y\r\n",
        "FROM <a>\nRUN <x  y>");
    row("shell form keeps blanks inside", "RUN  a   b ", "RUN <a   b>");
    row("continuation lines are joined without a blank", "RUN a\\\n  b", "RUN <a  b>");
    row("blanks may follow the continuation mark", "RUN a \\ \t\nb", "RUN <a b>");
    row("two escape characters do not continue", "ENV C x\\\\\nENV D y",
        "ENV C=<x\\\\>\nENV D=<y>");
    row("three do not either", "RUN a\\\\\\\nRUN b", "RUN <a\\\\\\>\nRUN <b>");
    row("comments and empty lines inside are dropped", "RUN a \\\n# c\n  # d\n\n b", "RUN <a  b>");
    row("a hash inside a line is text", "RUN a # b\nRUN c", "RUN <a # b>\nRUN <c>");
    row("an instruction may end with the file", "RUN a \\", "RUN <a>");
    row("a lone continuation mark is an instruction without a name", "\\\n", "");
    row("a line may begin with the mark", "\\\nFROM a", "FROM <a>");
    row("exec form", "RUN [\"a\", \"b c\"]", "RUN json <a> <b c>");
    row("an empty array is exec form", "CMD []", "CMD json");
    row("text behind an array makes it shell form", "RUN [\"a\"] b", "RUN <[\"a\"] b>");
    row("single quotes are no JSON", "RUN ['a']", "RUN <['a']>");
    row("a comma at the end is no JSON", "RUN [\"a\",]", "RUN <[\"a\",]>");
    row("COPY takes an array", "COPY [\"a b\", \"/c\"]", "COPY json <a b> </c>");
    row("COPY falls back to words", "COPY [a b", "COPY <[a> <b>");
    row("VOLUME takes words and arrays", "VOLUME /a /b\nVOLUME [\"/c\"]",
        "VOLUME </a> </b>\nVOLUME json </c>");
    row("a number too large for a double is no JSON", "RUN [\"a\", 1e999]", "RUN <[\"a\", 1e999]>");
    row("WORKDIR, USER and STOPSIGNAL take the line", "WORKDIR /a b\nUSER u v\nSTOPSIGNAL [\"x\"]",
        "WORKDIR </a b>\nUSER <u v>\nSTOPSIGNAL <[\"x\"]>");
    row("EXPOSE splits at blanks alone", "EXPOSE 80 \"90 91\"", "EXPOSE <80> <\"90> <91\">");
    row("flags stand before the arguments", "COPY --from=a --link b c --d",
        "COPY --from=a --link <b> <c> <--d>");
    row("quotes and escapes of flags are taken off", "RUN --mount=\"a b\" --x=\\ y z",
        "RUN --mount=a b --x= y <z>");
    row("two dashes end the flags", "CMD --a -- [\"b\"]", "CMD --a json <b>");
    row("two dashes alone", "CMD --a -- ", "CMD --a");
    row("flags with the other escape character", "# escape=`\nCOPY --a=` b c", "COPY --a= b <c>");
    row("flags are read byte by byte", "RUN --\xC3\xA9 x", "RUN --\xC3\x83\xC2\xA9 <x>");
    row("ENV with pairs", "ENV a=b c=\"d e\" f='g h' i=j\\ k",
        "ENV a=<b> c=<\"d e\"> f=<'g h'> i=<j\\ k>");
    row("the old form of ENV", "ENV a b  c=d ", "ENV a=<b  c=d>");
    row("an equal sign in a value", "ENV a=b=c", "ENV a=<b=c>");
    row("a pair over several lines", "ENV a=1 \\\n    b=2", "ENV a=<1> b=<2>");
    row("an escape character at the very end is dropped", "ENV a=b \\\n\\", "ENV a=<b>");
    row("LABEL is like ENV", "LABEL x y z", "LABEL x=<y z>");
    row("ENV without arguments", "ENV", "ENV");
    row("ARG keeps its words", "ARG a b=c \"d=e f\"", "ARG <a> <b=c> <\"d=e f\">");
    row("single quotes take escapes as text", "ARG 'a\\' b'c", "ARG <'a\\'> <b'c>");
    row("HEALTHCHECK with a shell command", "HEALTHCHECK --interval=5s  CMD  a b",
        "HEALTHCHECK --interval=5s <CMD> <a b>");
    row("HEALTHCHECK with an array", "HEALTHCHECK CMD [\"a\"]", "HEALTHCHECK json <CMD> <a>");
    row("HEALTHCHECK NONE, and nothing", "HEALTHCHECK NONE\nHEALTHCHECK",
        "HEALTHCHECK <NONE>\nHEALTHCHECK");
    row("HEALTHCHECK with other words", "HEALTHCHECK CONNECT TCP 7000",
        "HEALTHCHECK <CONNECT> <TCP 7000>");
    row("ONBUILD holds an instruction", "ONBUILD RUN [\"a\"]\nONBUILD copy . /",
        "ONBUILD (RUN json <a>)\nONBUILD (COPY <.> </>)");
    row("ONBUILD with nothing", "ONBUILD", "ONBUILD");
    row("an unknown keyword has no arguments", "foo --a b", "FOO --a");
    row("Unicode blanks are trimmed but do not split",
        "RUN\xC2\xA0"
        "a b",
        "RUN\xC2\xA0"
        "A");
    row("letters that fold to k and i spell keywords",
        "WOR\xE2\x84\xAA"
        "D\xC4\xB0R /a",
        "WORKDIR </a>");
    row("blanks, tabs and carriage returns stand between << and a name", "RUN << \tE\nE",
        "RUN <<< \tE> {E:}");
    row("other blanks end the word",
        "RUN <<\v\xC2\xA0"
        "E\nRUN a",
        "RUN <<<\v\xC2\xA0"
        "E>\nRUN <a>");
    row("a heredoc", "RUN <<EOF\na\n# b\nEOF\nRUN c", "RUN <<<EOF> {EOF:a\n# b\n}\nRUN <c>");
    row("an empty heredoc", "RUN <<EOF\nEOF", "RUN <<<EOF> {EOF:}");
    row("tabs before the end of a chomped one", "RUN <<-EOF\n\ta\n\tEOF",
        "RUN <<<-EOF> {-EOF:\ta\n}");
    row("a quoted name", "RUN <<'EOF'\n$a\nEOF", "RUN <<<'EOF'> {'EOF:$a\n}");
    row("a partly quoted name", "RUN <<E\"O\"F\na\nEOF", "RUN <<<E\"O\"F> {'EOF:a\n}");
    row("an escaped quote is part of the name", "RUN <<E\\'F\na\nE'F", "RUN <<<E\\'F> {E'F:a\n}");
    row("a name of two words", "RUN <<'a b'\nx\na b", "RUN <<<'a b'> {'a b:x\n}");
    row("a variable as a name", "RUN <<$A\n$A", "RUN <<<$A> {$A:}");
    row("a file descriptor", "RUN 3<<E\nE", "RUN <3<<E> {3E:}");
    row("blanks before the name", "RUN <<  E  > x\nE", "RUN <<<  E  > x> {E:}");
    row("two heredocs", "COPY <<A <<B /d\na\nA\nb\nB", "COPY <<<A> <<<B> </d> {A:a\n} {B:b\n}");
    row("carriage returns stay in the body", "RUN <<E\r\na\r\nE\r\n", "RUN <<<E> {E:a\r\n}");
    row("quotes hide a heredoc", "RUN \"<<E\"\nRUN a", "RUN <\"<<E\">\nRUN <a>");
    row("an open quote on the line means no heredoc", "RUN it's <<E\nRUN a",
        "RUN <it's <<E>\nRUN <a>");
    row("three signs are a here-string", "RUN cat <<<x\nRUN a", "RUN <cat <<<x>\nRUN <a>");
    row("the exec form has none", "RUN [\"<<E\"]\nRUN a", "RUN json <<<E>\nRUN <a>");
    row("only RUN, COPY and ADD have heredocs", "USER <<E\nRUN a", "USER <<<E>\nRUN <a>");
    row("ONBUILD keeps the heredoc of its instruction", "ONBUILD RUN <<E\na\nE",
        "ONBUILD (RUN <<<E>) {E:a\n}");
    row("a heredoc mark on a continuation line", "RUN a && \\\n cat <<E\nb\nE",
        "RUN <a &&  cat <<E> {E:b\n}");
}

void TestDockerfileGrammar::givesTheTree()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, tree);
    const Dockerfile parsed = parseDockerfile(FileId {}, text.toStdString());
    QCOMPARE(QByteArray::fromStdString(shown(parsed)), tree);
    QVERIFY(parsed.firstFatal() == nullptr);
}

void TestDockerfileGrammar::countsLines_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("lines");
    QTest::newRow("one line") << QByteArray("\n\nFROM a") << QByteArray("3-3");
    QTest::newRow("continuations count")
        << QByteArray("RUN a \\\n b \\\n c\nRUN d") << QByteArray("1-3 4-4");
    QTest::newRow("so do comments and empty lines inside")
        << QByteArray("RUN a \\\n#\n\n b\nRUN c") << QByteArray("1-4 5-5");
    QTest::newRow("and those at the end of the file")
        << QByteArray("RUN a \\\n#\n\n") << QByteArray("1-3");
    QTest::newRow("heredoc bodies count")
        << QByteArray("RUN <<E\na\nE\nRUN b") << QByteArray("1-3 4-4");
    QTest::newRow("the first line counts even when it is empty")
        << QByteArray("\\\nFROM a") << QByteArray("1-2");
}

void TestDockerfileGrammar::countsLines()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, lines);
    QByteArray found;
    for (const Instruction& instruction :
         parseDockerfile(FileId {}, text.toStdString()).instructions) {
        if (!found.isEmpty()) found += ' ';
        found += QByteArray::number(instruction.startLine) + '-'
            + QByteArray::number(instruction.endLine);
    }
    QCOMPARE(found, lines);
}

void TestDockerfileGrammar::refusesWhatBuildKitRefuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char* name, const char* text, const char* message) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(message);
    };
    row("an empty file", "", "file with no instructions");
    row("comments alone", "# a\n\n", "file with no instructions");
    row("an escape character that is none", "# escape=x\nFROM a",
        "invalid escape token 'x' does not match ` or \\");
    row("a blank as escape character", "# escape= \nFROM a",
        "invalid escape token ' ' does not match ` or \\");
    row("a directive twice", "# escape=`\n# escape=`\nFROM a",
        "only one escape parser directive can be used");
    row("ENV with one word", "ENV a", "ENV must have two arguments");
    row("LABEL with one word", "LABEL a", "LABEL must have two arguments");
    row("a pair without equal sign", "ENV a=b c",
        "Syntax error - can't find = in \"c\". Must be of the form: name=value");
    row("an array of numbers", "RUN [1]",
        "when using JSON array syntax, arrays must be comprised of strings only");
    row("null in an array", "CMD [\"a\", null]",
        "when using JSON array syntax, arrays must be comprised of strings only");
    row("an array in an array", "COPY [[\"a\"], \"b\"]",
        "when using JSON array syntax, arrays must be comprised of strings only");
    row("inside ONBUILD", "ONBUILD ENV a", "ENV must have two arguments");
    row("a heredoc without end", "RUN <<EOF\na\n", "unterminated heredoc");
    row("the end of a heredoc has no blanks around it", "RUN <<EOF\na\n EOF\nEOF \n",
        "unterminated heredoc");
}

void TestDockerfileGrammar::refusesWhatBuildKitRefuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, message);
    const Dockerfile tree = parseDockerfile(FileId {}, text.toStdString());
    QVERIFY(tree.firstFatal() != nullptr);
    QCOMPARE(QByteArray::fromStdString(tree.firstFatal()->message), message);
}

void TestDockerfileGrammar::readsDirectives_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("directives");
    const auto row = [](const char* name, const char* text, const char* directives) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(directives);
    };
    row("all three", "# syntax=docker/dockerfile:1\n# check=skip=all\n#escape = `\nFROM a",
        "syntax=docker/dockerfile:1;check=skip=all;escape=`;");
    row("letter case of the name does not count", "# ESCAPE=`\nFROM a", "escape=`;");
    row("a comment ends them", "# hello\n# escape=`\nFROM a", "");
    row("an unknown one ends them", "# foo=bar\n# escape=`\nFROM a", "");
    row("an empty line ends them", "\n# escape=`\nFROM a", "");
    row("an instruction ends them", "FROM a\n# escape=`\n", "");
    row("an empty value is none", "# syntax=\nFROM a", "");
}

void TestDockerfileGrammar::readsDirectives()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, directives);
    const Dockerfile tree = parseDockerfile(FileId {}, text.toStdString());
    QByteArray found;
    for (const Directive& directive : tree.directives) {
        found += QByteArray::fromStdString(directive.name + "=" + directive.value.text + ";");
        QCOMPARE(tree.text.substr(directive.value.span.begin, directive.value.span.size()),
                 directive.value.text);
    }
    QCOMPARE(found, directives);
    QCOMPARE(tree.escape, directives.contains("escape=`") ? '`' : '\\');
}

void TestDockerfileGrammar::keepsGoingAfterAProblem()
{
    const Dockerfile tree =
        parseDockerfile(FileId {}, "FROM a\nENV b\nRUN [1]\nENV c=d e f=g\nfoo\nRUN x\n");
    QCOMPARE(tree.instructions.size(), 6U);
    QCOMPARE(shown(tree.instructions[3]), std::string("ENV c=<d> f=<g>"));
    QCOMPARE(shown(tree.instructions[5]), std::string("RUN <x>"));
    QList<int> kinds;
    for (const DockerfileProblem& problem : tree.problems)
        kinds << static_cast<int>(problem.kind);
    using Kind = DockerfileProblem::Kind;
    QCOMPARE(
        kinds,
        (QList<int> {static_cast<int>(Kind::MissingArguments), static_cast<int>(Kind::NotStrings),
                     static_cast<int>(Kind::MissingEqualSign),
                     static_cast<int>(Kind::UnknownInstruction)}));
    const Span wrong = tree.problems[2].span;
    QCOMPARE(tree.text.substr(wrong.begin, wrong.size()), std::string("e"));
}

void TestDockerfileGrammar::endsAnUnterminatedHeredocBeforeTheNextInstruction()
{
    const Dockerfile tree = parseDockerfile(FileId {}, "FROM a\nRUN <<EOF\necho a\n\nCMD b\n");
    QCOMPARE(shown(tree), std::string("FROM <a>\nRUN <<<EOF> {EOF:echo a\n\n}\nCMD <b>"));
    QVERIFY(tree.firstFatal() != nullptr);
}

void TestDockerfileGrammar::longLinesAreRefusedAtTheLimit()
{
    const auto tree = [](std::size_t size, const char* ending) {
        return parseDockerfile(FileId {}, "RUN " + std::string(size - 4, 'a') + ending);
    };
    QVERIFY(tree(65'535, "\n").firstFatal() == nullptr);
    QVERIFY(tree(65'535, "").firstFatal() == nullptr);
    QVERIFY(tree(65'536, "").firstFatal() != nullptr);
    const Dockerfile tooLong = tree(65'536, "\nRUN b\n");
    QCOMPARE(QByteArray::fromStdString(tooLong.firstFatal()->message),
             QByteArray("dockerfile line greater than max allowed size of 65535"));
    QCOMPARE(tooLong.instructions.size(), 2U);
}

void TestDockerfileGrammar::listsComments()
{
    const Dockerfile tree =
        parseDockerfile(FileId {},
                        "# syntax=x\n# one\n\n  #two \nFROM a\nRUN a \\\n # inside\n b\n# "
                        "pinwheel: ignore=PIN101\nRUN <<E\n# body\nE\n");
    QStringList comments;
    for (const DockerfileComment& comment : tree.comments)
        comments << QString::fromStdString(comment.text) + QString::number(comment.line)
                + (comment.inInstruction ? "i" : "");
    QCOMPARE(comments, (QStringList {"one2", "two4", "inside7i", "pinwheel: ignore=PIN1019"}));
    QCOMPARE(tree.instructions[0].commentsBefore, (std::vector<std::size_t> {0, 1}));
    QCOMPARE(tree.instructions[1].commentsBefore, (std::vector<std::size_t> {}));
    QCOMPARE(tree.instructions[2].commentsBefore, (std::vector<std::size_t> {3}));
}

void TestDockerfileGrammar::knowsHeredocMarks_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<QByteArray>("name"); ///< "-" = no mark, "!" = invalid
    for (const char* const word :
         {"<<EOF", "<<'EOF'", "<<\"EOF\"", "<<-EOF", "<<-'EOF'", "<<EO\"F\"", "<< EOF", "<<- EOF"})
        QTest::newRow(word) << QByteArray(word) << QByteArray("EOF");
    for (const char* const word :
         {"", "EOF", "<<", "<<-", "<EOF", "<<<EOF", "<<EOF sh", "a<<EOF", "<<E<F"})
        QTest::newRow(*word == '\0' ? "nothing" : word) << QByteArray(word) << QByteArray("-");
    for (const char* const word : {"<<'EOF", "<<\"EOF", "<<EOF'", "<<EOF\"", "<<${EOF"})
        QTest::newRow(word) << QByteArray(word) << QByteArray("!");
}

void TestDockerfileGrammar::knowsHeredocMarks()
{
    QFETCH(QByteArray, word);
    QFETCH(QByteArray, name);
    const auto mark = parseHeredocMark(word.toStdString());
    const std::string found = !mark ? "!" : !*mark ? "-" : (*mark)->name;
    QCOMPARE(QByteArray::fromStdString(found), name);
}

void TestDockerfileGrammar::readsStringArrays_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("found"); ///< "-" = no JSON array, "!" = not of strings
    const auto row = [](const char* text, const char* found) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(found);
    };
    row("[]", "");
    row("[\t\"a\" ,\r\n\"\" ]", "a||");
    row(R"(["\" \\ \/ \b\f\n\r\t"])", "\" \\ / \b\f\n\r\t|");
    row(R"(["\u00e9\ud83d\ude00\u0041"])", "é😀A|");
    row(R"(["\ud83d", "\udc00", "\ud83d\u0041"])",
        "\xEF\xBF\xBD|\xEF\xBF\xBD|\xEF\xBF\xBD"
        "A|");
    row(R"(["\x"])", "-");
    row(R"(["\u12"])", "-");
    row("[\"a\nb\"]", "-");
    row("[\"a\"", "-");
    row("[\"a\"]]", "-");
    row("[a]", "-");
    row("{\"a\": 1}", "-");
    row("[01]", "-");
    row("[1.]", "-");
    row("[-]", "-");
    row("[1e999]", "-");
    row("[1e-999, -0, 1.5E+3]", "!");
    row("[true, false, null]", "!");
    row("[\"a\", {\"b\": [1, {}, []], \"c\": {\"d\": \"e\"}}]", "!");
    row("[[\"a\",]]", "-");
    row("[{\"a\" 1}]", "-");
    row("[{\"a\": 1,}]", "-");
    row("[{1: 1}]", "-");
    row("[tru]", "-");
}

void TestDockerfileGrammar::readsStringArrays()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, found);
    const StringArray array = parseStringArray(text.toStdString());
    std::string shownArray;
    if (array.kind == StringArray::Kind::NoArray) shownArray = "-";
    if (array.kind == StringArray::Kind::OtherArray) shownArray = "!";
    for (const StringArray::Element& element : array.elements)
        shownArray += element.text + "|";
    QCOMPARE(QByteArray::fromStdString(shownArray), found);
}

void TestDockerfileGrammar::chompsTabsOfHeredocs()
{
    const Dockerfile tree = parseDockerfile(FileId {}, "RUN <<-E\n\t\ta\n\tb\tc\nd\nE\n");
    const JoinedText content = tree.instructions[0].heredocs[0].effectiveContent();
    QCOMPARE(content.text(), std::string("a\nb\tc\nd\n"));
    for (std::uint32_t i = 0; i < content.text().size(); ++i)
        QCOMPARE(tree.text[content.sourceOf(i)], content.text()[i]);
}

void TestDockerfileGrammar::findsInstructionsByPlace()
{
    const Dockerfile tree = parseDockerfile(FileId {}, "FROM a\n\nRUN b \\\n c\n");
    QVERIFY(tree.instructionAt(0) == &tree.instructions[0]);
    QVERIFY(tree.instructionAt(6) == &tree.instructions[0]);
    QVERIFY(tree.instructionAt(7) == nullptr);
    QVERIFY(tree.instructionAt(17) == &tree.instructions[1]);
}

void TestDockerfileGrammar::deepOnbuildEnds()
{
    std::string text;
    for (int i = 0; i < 10'000; ++i)
        text += "ONBUILD ";
    const Dockerfile tree = parseDockerfile(FileId {}, text + "RUN a");
    QVERIFY(std::ranges::contains(tree.problems, DockerfileProblem::Kind::NestedTooDeeply,
                                  &DockerfileProblem::kind));
}

QTEST_APPLESS_MAIN(TestDockerfileGrammar)
#include "tst_dockerfile_grammar.moc"
