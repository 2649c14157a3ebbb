// Places: every node lies inside its parent and inside the text, joined text maps back byte by
// byte, and the tree prints back what was parsed. Over generated files, damaged files, and the real
// ones of the corpus where it is at hand.
#include "core/dockerfile/dockerfile.h"

#include <QDirIterator>
#include <QFile>
#include <QTest>

#include <random>

using namespace pinwheel;

namespace {

QString problem;

bool check(bool condition, const char* what)
{
    if (!condition && problem.isEmpty()) problem = QString::fromLatin1(what);
    return condition;
}

std::string slice(const Dockerfile& tree, Span span)
{
    return tree.text.substr(span.begin, span.size());
}

void checkJoined(const Dockerfile& tree, const JoinedText& text)
{
    std::uint32_t lastSource = 0;
    for (std::uint32_t i = 0; i < text.text().size(); ++i) {
        const std::uint32_t source = text.sourceOf(i);
        check(source < tree.text.size() && tree.text[source] == text.text()[i],
              "a joined byte is not the byte of the file");
        check(i == 0 || source > lastSource, "joined bytes are not in the order of the file");
        lastSource = source;
    }
    std::string pieces;
    for (const Span piece : text.pieces(0, static_cast<std::uint32_t>(text.text().size())))
        pieces += slice(tree, piece);
    check(pieces == text.text(), "the pieces are not the text");
}

void checkWord(const Instruction& instruction, const Word& word, const Dockerfile& tree)
{
    check(instruction.span.contains(word.span), "a word lies outside its instruction");
    check(word.span.end <= tree.text.size(), "a word lies outside the text");
}

void checkInstruction(const Dockerfile& tree, const Instruction& instruction)
{
    check(instruction.span.begin <= instruction.span.end
              && instruction.span.end <= tree.text.size(),
          "span outside the text");
    check(instruction.span.contains(instruction.keywordSpan), "the keyword lies outside");
    check(instruction.startLine <= instruction.endLine, "lines are turned around");
    for (const Flag& flag : instruction.flags) {
        check(instruction.span.contains(flag.span), "a flag lies outside");
        check(slice(tree, flag.span).starts_with("--"), "a flag does not begin with --");
        check(flag.span.contains(flag.valueSpan), "a flag's value lies outside");
    }
    check(instruction.arguments.text().empty()
              || instruction.span.contains(instruction.arguments.span()),
          "arguments outside");
    checkJoined(tree, instruction.arguments);
    checkJoined(tree, commandText(instruction));
    for (const Word& word : instruction.words)
        checkWord(instruction, word, tree);
    for (const KeyValue& pair : instruction.pairs) {
        checkWord(instruction, pair.key, tree);
        checkWord(instruction, pair.value, tree);
    }
    for (const Heredoc& heredoc : instruction.heredocs) {
        check(instruction.span.contains(heredoc.contentSpan), "a heredoc lies outside");
        check(slice(tree, heredoc.contentSpan) == heredoc.content, "a heredoc is not its span");
        check(heredoc.endSpan.isEmpty() || instruction.span.contains(heredoc.endSpan),
              "a heredoc's end lies outside");
        checkJoined(tree, heredoc.effectiveContent());
    }
    for (const Instruction& inner : instruction.trigger) {
        check(instruction.span.contains(inner.span), "the inner instruction lies outside");
        checkInstruction(tree, inner);
    }
}

/// Checks all promises about one text; the first broken one is in `problem`.
void checkText(const std::string& text)
{
    problem.clear();
    const Dockerfile tree = parseDockerfile(FileId {7}, text);
    check(printDockerfile(tree) == text, "printing gives another text");
    std::uint32_t end = 0;
    for (const Instruction& instruction : tree.instructions) {
        check(instruction.span.begin >= end, "instructions overlap");
        end = instruction.span.end;
        checkInstruction(tree, instruction);
    }
    for (const DockerfileComment& comment : tree.comments)
        check(comment.span.end <= text.size() && text[comment.span.begin] == '#',
              "a comment does not begin with #");
    for (const DockerfileProblem& found : tree.problems)
        check(found.span.begin <= found.span.end && found.span.end <= text.size(),
              "a problem lies outside the text");
}

std::string generatedText(std::mt19937& random)
{
    static const std::vector<std::string> parts {"FROM a",
                                                 "RUN ",
                                                 "COPY ",
                                                 "ENV ",
                                                 "ARG ",
                                                 "ONBUILD ",
                                                 "HEALTHCHECK ",
                                                 "CMD ",
                                                 "LABEL ",
                                                 "foo ",
                                                 " ",
                                                 "\t",
                                                 "\n",
                                                 "\n",
                                                 "\n",
                                                 "\r\n",
                                                 "\\\n",
                                                 "\\ \n",
                                                 "\\",
                                                 "`\n",
                                                 "# c\n",
                                                 "#",
                                                 "# escape=`\n",
                                                 "<<E",
                                                 "<<-'E'",
                                                 "E\n",
                                                 "\tE\n",
                                                 "<<",
                                                 "--from=x ",
                                                 "--a='b c' ",
                                                 "-- ",
                                                 "[\"a\", \"b\"]",
                                                 "[1]",
                                                 "\"",
                                                 "'",
                                                 "a=b",
                                                 "k v",
                                                 "$X",
                                                 "${X:-\"y\"}",
                                                 "é",
                                                 "\xC2\xA0",
                                                 "\xEF\xBB\xBF",
                                                 "\xFF",
                                                 "\xC3",
                                                 std::string(1, '\0'),
                                                 "\v",
                                                 "x"};
    std::string text;
    const std::size_t count = random() % 40;
    for (std::size_t i = 0; i < count; ++i)
        text += parts[random() % parts.size()];
    return text;
}

} // namespace

class TestDockerfilePlaces final : public QObject
{
    Q_OBJECT

private slots:
    void spansAreThoseOfTheWords_data();
    void spansAreThoseOfTheWords();
    void joinedTextMapsBack();
    void generatedFilesKeepTheirPromises();
    void realFilesKeepTheirPromises();
};

void TestDockerfilePlaces::spansAreThoseOfTheWords_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("spans"); ///< flags, words and pairs as they stand in the file
    const auto row = [](const char* name, const char* text, const char* spans) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(spans);
    };
    row("words", "COPY --from=x  a \\\n  b /c", "[--from=x][a][b][/c]");
    row("array elements keep their quotes", "RUN [ \"a\" , \"b c\" ]", "[\"a\"][\"b c\"]");
    row("pairs", "ENV a=b \\\n c=\"d e\"", "[a=b][c=\"d e\"]");
    row("the old form", "ENV  a  b c ", "[a=b c]");
    row("a word over two lines covers both", "ARG a=b\\\nc d", "[a=b\\\nc][d]");
    row("the command of HEALTHCHECK", "HEALTHCHECK --x CMD  a b", "[--x][CMD][a b]");
    row("ARG with quotes", "ARG 'a b'=c", "['a b'=c]");
}

void TestDockerfilePlaces::spansAreThoseOfTheWords()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, spans);
    const Dockerfile tree = parseDockerfile(FileId {}, text.toStdString());
    std::string found;
    for (const Instruction& instruction : tree.instructions) {
        for (const Flag& flag : instruction.flags)
            found += "[" + slice(tree, flag.span) + "]";
        for (const Word& word : instruction.words)
            found += "[" + slice(tree, word.span) + "]";
        for (const KeyValue& pair : instruction.pairs)
            found += "[" + slice(tree, pair.key.span) + "=" + slice(tree, pair.value.span) + "]";
    }
    QCOMPARE(QByteArray::fromStdString(found), spans);
}

void TestDockerfilePlaces::joinedTextMapsBack()
{
    const std::string text =
        "FROM a\nRUN --mount=x pip install \\\n  # why\n\n  torch && \\\n  pip check\n";
    const Dockerfile tree = parseDockerfile(FileId {}, text);
    const JoinedText& command = tree.instructions[1].arguments;
    QCOMPARE(command.text(), std::string("pip install   torch &&   pip check"));
    const auto at = static_cast<std::uint32_t>(command.text().find("torch"));
    QCOMPARE(slice(tree, command.toSource(at, at + 5)), std::string("torch"));
    const auto install = static_cast<std::uint32_t>(command.text().find("install"));
    QCOMPARE(slice(tree, command.toSource(install, at + 5)),
             std::string("install \\\n  # why\n\n  torch"));
    QCOMPARE(command.pieces(install, at + 5).size(), 2U);
    const JoinedText part = command.slice(install, at + 5);
    QCOMPARE(part.text(), std::string("install   torch"));
    QCOMPARE(part.span(), command.toSource(install, at + 5));
    QVERIFY(command.toSource(at, at).isEmpty());
    QCOMPARE(command.toSource(at, at).begin, command.toSource(at, at + 1).begin);
    const auto size = static_cast<std::uint32_t>(command.text().size());
    QCOMPARE(command.sourceOf(size), static_cast<std::uint32_t>(text.size() - 1));
    QVERIFY(command.slice(size, size + 9).text().empty());
}

void TestDockerfilePlaces::generatedFilesKeepTheirPromises()
{
    std::mt19937 random(20261123);
    for (int i = 0; i < 4'000; ++i) {
        const std::string text = generatedText(random);
        checkText(text);
        QVERIFY2(
            problem.isEmpty(),
            qPrintable(problem + ": "
                       + QString::fromLatin1(QByteArray::fromStdString(text).toPercentEncoding())));
    }
}

void TestDockerfilePlaces::realFilesKeepTheirPromises()
{
    const QString folder = QStringLiteral(PINWHEEL_SOURCE_DIR) + "/../shared/corpus";
    if (!QDir(folder).exists()) QSKIP("the corpus of real projects is not at hand");
    int files = 0;
    QDirIterator found(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (found.hasNext()) {
        QFile file(found.next());
        if (!file.fileName().contains("ockerfile") || !file.open(QIODevice::ReadOnly)) continue;
        ++files;
        const std::string text = file.readAll().toStdString();
        checkText(text);
        QVERIFY2(problem.isEmpty(), qPrintable(problem + " in " + file.fileName()));
        // Damaged by a cut in the middle it keeps them too.
        checkText(text.substr(0, text.size() / 2));
        QVERIFY2(problem.isEmpty(),
                 qPrintable(problem + " in the first half of " + file.fileName()));
    }
    QVERIFY(files > 0);
    qInfo("%d Dockerfiles of the corpus print back byte for byte", files);
}

QTEST_APPLESS_MAIN(TestDockerfilePlaces)
#include "tst_dockerfile_places.moc"
