#include "core/dockerfile/stage_graph.h"

#include <QTest>

using namespace pinwheel;

namespace {

StageGraph graphOf(std::string_view text, BuildSettings settings = {})
{
    return buildStageGraph(parseDockerfile(FileId {}, text), settings);
}

/// "base:python:3.12 1<0" : name, base, and the stages that each stage takes from.
std::string shown(const StageGraph& graph)
{
    std::string result;
    for (const Stage& stage : graph.stages) {
        if (!result.empty()) result += "; ";
        result += stage.name + ":" + stage.base.valueOr("?");
        for (const StageReference& reference : stage.references)
            if (reference.stage) result += " <" + std::to_string(*reference.stage);
    }
    return result;
}

QList<int> problemKinds(const StageGraph& graph)
{
    QList<int> kinds;
    for (const StageProblem& problem : graph.problems)
        kinds << static_cast<int>(problem.kind);
    return kinds;
}

} // namespace

class TestStageGraph final : public QObject
{
    Q_OBJECT

private slots:
    void findsStages_data();
    void findsStages();
    void onlyWhatIsNeeded();
    void targetsByNameAndNumber();
    void reportsProblems_data();
    void reportsProblems();
    void platforms();
    void readsPlatforms_data();
    void readsPlatforms();
    void manyStagesAreBounded();
};

void TestStageGraph::findsStages_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("stages");
    const auto row = [](const char* name, const char* text, const char* stages) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(stages);
    };
    row("one stage", "FROM python:3.12\nRUN x\n", ":python:3.12");
    row("FROM an earlier stage, letter case does not count", "FROM a AS Base\nFROM BASE\n",
        "base:a; :BASE <0");
    row("FROM knows no numbers", "FROM a\nFROM 0\n", ":a; :0");
    row("FROM knows no later stages", "FROM b\nFROM a AS b\n", ":b; b:a");
    row("of two stages with one name the later counts", "FROM a AS x\nFROM b AS x\nFROM x\n",
        "x:a; x:b; :x <1");
    row("COPY --from by name and number",
        "FROM a AS x\nFROM b\nCOPY --from=X /1 /1\nCOPY --from=0 /2 /2\n", "x:a; :b <0 <0");
    row("COPY --from an image", "FROM a\nCOPY --from=ghcr.io/x/uv:1 /uv /bin/\n", ":a");
    row("RUN --mount from a stage",
        "FROM a AS x\nFROM b\nRUN --mount=type=bind,from=x,target=/m --mount=type=cache,target=/c "
        "y\n",
        "x:a; :b <0");
    row("global arguments",
        "ARG V=3.12\nARG B=python:$V\nFROM $B AS x\nFROM ${NONE:-debian}${V#3}\n",
        "x:python:3.12; :debian.12");
    row("platform arguments", "FROM a-$TARGETARCH-$BUILDOS-$TARGETSTAGE\n",
        ":a-amd64-linux-default");
    row("quotes are taken off", "FROM \"a\"\n", ":a");
}

void TestStageGraph::findsStages()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, stages);
    const StageGraph graph = graphOf(text.toStdString());
    QCOMPARE(QByteArray::fromStdString(shown(graph)), stages);
    QVERIFY(std::ranges::none_of(graph.problems, &StageProblem::fatal));
}

void TestStageGraph::onlyWhatIsNeeded()
{
    const StageGraph graph =
        graphOf("FROM a AS one\nFROM one AS two\nFROM b AS three\nFROM c AS four\n"
                "COPY --from=two /x /x\nFROM d AS five\nRUN --mount=from=four z\n");
    QCOMPARE(graph.needed(4), (std::vector<std::size_t> {0, 1, 3, 4}));
    QCOMPARE(graph.needed(2), (std::vector<std::size_t> {2}));
    QCOMPARE(graph.stageOf(0), std::optional<std::size_t>(0));
    QCOMPARE(graph.stageOf(4), std::optional<std::size_t>(3));
}

void TestStageGraph::targetsByNameAndNumber()
{
    const StageGraph graph = graphOf("ARG A\nFROM a AS Dev\nFROM b\n");
    QCOMPARE(resolveTarget(graph, "").value(), 1U);
    QCOMPARE(resolveTarget(graph, "DEV").value(), 0U);
    QCOMPARE(resolveTarget(graph, "1").value(), 1U);
    const auto missing = resolveTarget(graph, "prod");
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::NotFound);
    QVERIFY(missing.error().message.contains("dev, 1"));
    QVERIFY(!resolveTarget(graph, "2"));
    QVERIFY(!resolveTarget(StageGraph {}, ""));
}

void TestStageGraph::reportsProblems_data()
{
    using Kind = StageProblem::Kind;
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QList<int>>("kinds");
    const auto row = [](const char* name, const char* text, std::initializer_list<Kind> kinds) {
        QList<int> numbers;
        for (const Kind kind : kinds)
            numbers << static_cast<int>(kind);
        QTest::newRow(name) << QByteArray(text) << numbers;
    };
    row("no stage", "ARG A=b\n", {Kind::NoStage});
    row("an instruction before FROM", "RUN a\nFROM b\n", {Kind::InstructionBeforeFrom});
    row("two words", "FROM a b\n", {Kind::MalformedFrom});
    row("not AS", "FROM a to b\n", {Kind::MalformedFrom});
    row("no image", "FROM\n", {Kind::MalformedFrom});
    row("a blank image", "ARG NONE\nFROM $NONE\n", {Kind::BlankBase});
    row("a name that nothing declares", "FROM a:$TAG AS b\n", {Kind::UndeclaredArgument});
    row("a name that nothing declares in a platform", "FROM --platform=linux${OF_BUILD} a\n",
        {Kind::UndeclaredArgument});
    row("what ends the build is told once", "FROM --platform=linux/${ARCH} a\nFROM $IMAGE\n",
        {Kind::UnknownPlatform, Kind::BlankBase});
    row("declared without a value", "ARG VARIANT\nFROM a:1$VARIANT\n", {});
    row("declared too late", "FROM a\nARG TAG=1\nFROM b:$TAG\n", {Kind::UndeclaredArgument});
    row("a default in the word", "FROM a:${TAG:-1}${VARIANT-}\n", {});
    row("a broken expansion", "FROM ${\n", {Kind::ExpansionError});
    row("a name that begins with a digit", "FROM a AS 1b\n", {Kind::InvalidName});
    row("a name twice", "FROM a AS b\nFROM c AS B\n", {Kind::DuplicateName});
    row("from itself", "FROM a AS b\nCOPY --from=b /x /x\n", {Kind::SelfOrLaterStage});
    row("in a circle", "FROM a AS b\nCOPY --from=c /x /x\nFROM b AS c\n", {Kind::SelfOrLaterStage});
    row("a number that is no stage", "FROM a\nCOPY --from=7 /x /x\n", {Kind::InvalidName});
    row("a variable in --from", "FROM a\nCOPY --from=$B /x /x\n", {Kind::ExpansionError});
    row("an unknown platform", "FROM --platform=a/b/c/d e\n", {Kind::UnknownPlatform});
    row("an empty platform", "ARG NONE\nFROM --platform=$NONE e\n", {Kind::UnknownPlatform});
}

void TestStageGraph::reportsProblems()
{
    QFETCH(QByteArray, text);
    QFETCH(QList<int>, kinds);
    QCOMPARE(problemKinds(graphOf(text.toStdString())), kinds);
}

void TestStageGraph::platforms()
{
    BuildSettings settings {.target = {.architecture = "arm64"}};
    const StageGraph graph = graphOf("FROM --platform=$BUILDPLATFORM a\nFROM b\nFROM "
                                     "--platform=linux/arm/v7 c-$TARGETPLATFORM\n",
                                     settings);
    QCOMPARE(graph.stages[0].platform->toString(), std::string("linux/amd64"));
    QVERIFY(graph.stages[0].isPlatformGiven && !graph.stages[1].isPlatformGiven);
    QCOMPARE(graph.stages[1].platform->toString(), std::string("linux/arm64"));
    QCOMPARE(graph.stages[2].platform->toString(), std::string("linux/arm/v7"));
    QCOMPARE(*graph.stages[2].base, std::string("c-linux/arm64"));
}

void TestStageGraph::readsPlatforms_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("platform");
    const auto row = [](const char* text, const char* platform) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(platform);
    };
    row("linux/amd64", "linux/amd64");
    row("Linux/x86_64", "linux/amd64");
    row("linux/aarch64", "linux/arm64");
    row("linux/arm64/v8", "linux/arm64");
    row("arm64", "linux/arm64");
    row("linux", "linux/amd64");
    row("linux/arm", "linux/arm/v7");
    row("linux/armhf", "linux/arm/v7");
    row("linux/arm/6", "linux/arm/v6");
    row("linux/i386", "linux/386");
    row("linux/amd64/v2", "linux/amd64/v2");
    row("windows/amd64", "windows/amd64");
    row("", "-");
    row("linux//", "-");
    row("a/b/c/d", "-");
    row("linux/a b", "-");
}

void TestStageGraph::readsPlatforms()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, platform);
    const auto found = parsePlatform(text.toStdString());
    QCOMPARE(QByteArray::fromStdString(found ? found->toString() : "-"), platform);
}

void TestStageGraph::manyStagesAreBounded()
{
    std::string text;
    for (int i = 0; i < 2'000; ++i)
        text += "FROM a AS s" + std::to_string(i) + "\nCOPY --from=s1999 /x /x\n";
    const StageGraph graph = graphOf(text);
    QCOMPARE(graph.stages.size(), 500U);
    QVERIFY(problemKinds(graph).contains(static_cast<int>(StageProblem::Kind::TooManyStages)));
}

QTEST_APPLESS_MAIN(TestStageGraph)
#include "tst_stage_graph.moc"
