// ARG and ENV, instruction by instruction.
#include "core/dockerfile/stage_graph.h"

#include <QTest>

using namespace pinwheel;

namespace {

/// Runs the ARG and ENV instructions of every stage; the scopes of all stages.
std::vector<BuildVariables> scopesOf(std::string_view text, const BuildSettings& settings = {})
{
    const Dockerfile tree = parseDockerfile(FileId {}, text);
    const StageGraph graph = buildStageGraph(tree, settings);
    std::vector<BuildVariables> scopes;
    for (const Stage& stage : graph.stages) {
        BuildVariables scope = BuildVariables::stage(
            graph.globals, stage.baseStage ? &scopes.at(*stage.baseStage) : nullptr);
        for (std::size_t i = stage.begin; i < stage.end; ++i) {
            if (tree.instructions[i].keyword == "ARG") scope.declare(tree.instructions[i]);
            if (tree.instructions[i].keyword == "ENV") scope.set(tree.instructions[i]);
        }
        scopes.push_back(std::move(scope));
    }
    return scopes;
}

} // namespace

class TestBuildVariables final : public QObject
{
    Q_OBJECT

private slots:
    void expandsInTheLastStage_data();
    void expandsInTheLastStage();
    void commandsSeeEnvAndArg();
    void commandsAreToldWhatChanged();
    void imagesKeepEnvAlone();
    void baseImagesBringVariables();
    void tellsWhereAValueComesFrom();
};

void TestBuildVariables::expandsInTheLastStage_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<QByteArray>("value");
    const auto row = [](const char* name, const char* text, const char* word, const char* value) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(word) << QByteArray(value);
    };
    row("a default", "FROM x\nARG A=1\n", "$A", "1");
    row("the command line wins over the default", "FROM x\nARG GIVEN=1\n", "$GIVEN", "given");
    row("what is not declared is not seen", "FROM x\n", "${GIVEN-unset}", "unset");
    row("a declaration without value is unset", "FROM x\nARG A\n", "${A-unset}", "unset");
    row("global arguments need a declaration", "ARG A=1\nFROM x\n", "${A-unset}", "unset");
    row("and get their global value by it", "ARG A=1\nFROM x\nARG A\n", "$A", "1");
    row("a default of the stage wins over the global value", "ARG A=1\nFROM x\nARG A=2\n", "$A",
        "2");
    row("the command line reaches global arguments", "ARG GIVEN=1\nARG B=$GIVEN\nFROM x\nARG B\n",
        "$B", "given");
    row("platform arguments need a declaration too", "FROM x\n", "${TARGETARCH-unset}", "unset");
    row("and have a value then", "FROM x\nARG TARGETARCH\n", "$TARGETARCH", "amd64");
    row("arguments of one instruction see each other", "FROM x\nARG A=1 B=$A\n", "$B", "1");
    row("ENV over ARG", "FROM x\nARG A=1\nENV A=2\n", "$A", "2");
    row("a later ARG with a value hides ENV while building", "FROM x\nENV A=1\nARG A=2\n", "$A",
        "2");
    row("one without a value does not", "FROM x\nENV A=1\nARG A\n", "$A", "1");
    row("ENV values see the variables before the instruction", "FROM x\nENV A=1\nENV A=2 B=$A\n",
        "$A$B", "21");
    row("quotes are taken off", "FROM x\nENV A=\"b c\" D='$A'\n", "$A$D", "b c$A");
    row("the old form keeps the rest of the line", "FROM x\nENV A b  c\n", "$A", "b  c");
    row("ENV of the stage below", "FROM x AS y\nENV A=1\nFROM y\n", "$A", "1");
    row("ARG of the stage below", "FROM x AS y\nARG A=1\nFROM y\n", "$A", "1");
    row("ENV of the stage below wins over its ARG", "FROM x AS y\nENV A=1\nARG A=2\nFROM y\n", "$A",
        "1");
    row("stages beside do not count", "FROM x AS y\nENV A=1\nFROM z\n", "${A-unset}", "unset");
    row("the escape character of the file", "# escape=`\nFROM x\nENV A=C:\\b\n", "$A`$A",
        "C:\\b$A");
    row("a blank name is passed over", "FROM x\nARG =1\nENV \"\"=2\n", "${A-unset}", "unset");
}

void TestBuildVariables::expandsInTheLastStage()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, word);
    QFETCH(QByteArray, value);
    const auto scopes = scopesOf(text.toStdString(), {.arguments = {{"GIVEN", "given"}}});
    QCOMPARE(QByteArray::fromStdString(scopes.back().expand(word.toStdString()).value.valueOr("?")),
             value);
}

void TestBuildVariables::commandsSeeEnvAndArg()
{
    const auto scopes = scopesOf("FROM x\nARG A=1\nENV B=2\nARG C\n",
                                 {.arguments = {{"http_proxy", "proxy"}, {"OTHER", "o"}}});
    std::string seen;
    for (const BuildVariable& variable : scopes.back().forRun())
        seen += variable.name + "=" + *variable.value + ";";
    QCOMPARE(seen, std::string("A=1;B=2;http_proxy=proxy;"));
}

void TestBuildVariables::commandsAreToldWhatChanged()
{
    BuildVariables scope =
        scopesOf("FROM x\nARG A=1\nENV B=2\n", {.arguments = {{"http_proxy", "proxy"}}}).back();
    const auto changed = [&] {
        std::string seen;
        for (const BuildVariable& variable : scope.takeChangedForRun())
            seen += variable.name + "=" + *variable.value + ";";
        return seen;
    };
    QCOMPARE(changed(), std::string("A=1;B=2;http_proxy=proxy;"));
    QCOMPARE(changed(), std::string());
    scope.set(parseDockerfile(FileId {}, "ENV B=3 C=$B").instructions[0]);
    scope.declare(parseDockerfile(FileId {}, "ARG D=4 E").instructions[0]);
    QCOMPARE(changed(), std::string("B=3;C=2;D=4;"));
    QCOMPARE(
        BuildVariables::stage(BuildVariables::global({}, '\\'), &scope).takeChangedForRun().size(),
        4U);
}

void TestBuildVariables::imagesKeepEnvAlone()
{
    const auto scopes = scopesOf("FROM x\nARG A=1\nENV B=2\nARG B=3\n");
    std::string seen;
    for (const BuildVariable& variable : scopes.back().environment())
        seen += variable.name + "=" + *variable.value + ";";
    QCOMPARE(seen, std::string("B=2;"));
}

void TestBuildVariables::baseImagesBringVariables()
{
    BuildVariables scope = BuildVariables::stage(BuildVariables::global({}, '\\'), nullptr);
    scope.inheritEnvironment("PATH", std::string("/bin"));
    QCOMPARE(scope.expand("/x:$PATH${NO-n}").value.valueOr("?"), std::string("/x:/binn"));
    scope.inheritUnknownEnvironment("the image is not known");
    QCOMPARE(scope.expand("$PATH").value.valueOr("?"), std::string("/bin"));
    QVERIFY(!scope.expand("$NO").value);
    QCOMPARE(scope.expand("$NO").value.reason(), std::string("the image is not known"));
    // What follows from an unknown value is unknown too, in the stages above as well.
    scope.set(parseDockerfile(FileId {}, "ENV A=$NO").instructions[0]);
    const BuildVariables above = BuildVariables::stage(BuildVariables::global({}, '\\'), &scope);
    QVERIFY(above.find("A") != nullptr && !above.find("A")->value);
}

void TestBuildVariables::tellsWhereAValueComesFrom()
{
    const std::string text =
        "ARG G=1\nFROM x\nARG A=1 \\\n B=2\nENV C=3 D=4\nARG G\nARG TARGETOS\nARG GIVEN\n";
    const BuildVariables scope = scopesOf(text, {.arguments = {{"GIVEN", "1"}}}).back();
    const auto origin = [&](const char* name) {
        const Span span = scope.find(name)->origin;
        return text.substr(span.begin, span.size());
    };
    QCOMPARE(origin("B"), std::string("B=2"));
    QCOMPARE(origin("D"), std::string("D=4"));
    QCOMPARE(origin("G"), std::string("G=1"));
    QCOMPARE(scope.find("B")->source, BuildVariable::Source::Argument);
    QCOMPARE(scope.find("D")->source, BuildVariable::Source::Environment);
    QCOMPARE(scope.find("G")->source, BuildVariable::Source::Global);
    QCOMPARE(scope.find("TARGETOS")->source, BuildVariable::Source::Predefined);
    QCOMPARE(scope.find("GIVEN")->source, BuildVariable::Source::Given);
}

QTEST_APPLESS_MAIN(TestBuildVariables)
#include "tst_build_variables.moc"
