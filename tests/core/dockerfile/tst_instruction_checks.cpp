// What the builder refuses behind its parser. The marks «…» are where the problem is shown.
#include "core/dockerfile/go_duration.h"
#include "core/dockerfile/instruction_checks.h"

#include <QTest>

using namespace pinwheel;

namespace {

struct Marked {
    std::string text;
    std::string inside; ///< the text between the marks
    std::size_t begin = 0;
};

Marked withoutMarks(std::string text)
{
    constexpr std::string_view open = "«";
    constexpr std::string_view close = "»";
    Marked result {.begin = text.find(open)};
    text.erase(result.begin, open.size());
    const std::size_t end = text.find(close);
    text.erase(end, close.size());
    result.inside = text.substr(result.begin, end - result.begin);
    result.text = std::move(text);
    return result;
}

} // namespace

class TestInstructionChecks final : public QObject
{
    Q_OBJECT

private slots:
    void refuses_data();
    void refuses();
    void accepts_data();
    void accepts();
    void leavesOtherFrontendsAlone_data();
    void leavesOtherFrontendsAlone();
    void saysOneThingOnceForAnInstruction();
    void readsDurations_data();
    void readsDurations();
};

void TestInstructionChecks::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("message");
    const auto row = [](const char* text, const char* message) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(message);
    };
    row("«instal» curl", "unknown instruction: instal");
    row("«WORKDIR»", "WORKDIR requires exactly one argument");
    row("«USER»", "USER requires exactly one argument");
    row("«STOPSIGNAL»", "STOPSIGNAL requires exactly one argument");
    row("«ENV»", "ENV requires at least one argument");
    row("«LABEL»", "LABEL requires at least one argument");
    row("ENV A=1 «=2»", "ENV names can not be blank");
    row("«ARG»", "ARG requires at least one argument");
    row("ARG A «=2»", "ARG names can not be blank");
    row("«EXPOSE»", "EXPOSE requires at least one argument");
    row("«VOLUME»", "VOLUME requires at least one argument");
    row("VOLUME [\"/data\", «\" \"»]", "VOLUME specified can not be an empty string");
    row("«COPY» app.py",
        "COPY requires at least two arguments, but only one was provided. Destination could not "
        "be determined");
    row("«ADD» [\"app.py\"]",
        "ADD requires at least two arguments, but only one was provided. Destination could not be "
        "determined");
    row("COPY app.py «<<END»\nEND", "COPY cannot accept a heredoc as a destination");
    row("COPY «--form=build» a b", "unknown flag: form");
    row("COPY «--from» a b", "missing a value on flag: from");
    row("COPY --from=x «--from=y» a b", "duplicate flag specified: from");
    row("COPY --link=«yes» a b", "expecting boolean value for flag link, not: yes");
    row("ADD «--link=» a b", "missing a value on flag: link");
    row("ADD «--parents» a b", "unknown flag: parents");
    row("RUN «--mout=type=cache,target=/x» make", "unknown flag: mout");
    row("RUN --network=«bridge» make", "invalid network mode \"bridge\"");
    row("RUN --security=«root» make", "security \"root\" is not valid");
    row("CMD «--port» 80", "unknown flag: port");
    row("ENTRYPOINT «--help»", "unknown flag: help");
    row("FROM «--plattform=linux/arm64» a", "unknown flag: plattform");
    row("«ONBUILD»", "ONBUILD requires at least one argument");
    row("ONBUILD «ONBUILD» RUN make", "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
    row("ONBUILD «from» a", "FROM isn't allowed as an ONBUILD trigger");
    row("ONBUILD «MAINTAINER» a", "MAINTAINER isn't allowed as an ONBUILD trigger");
    row("«HEALTHCHECK»", "HEALTHCHECK requires at least one argument");
    row("HEALTHCHECK «CMD»", "Missing command after HEALTHCHECK CMD");
    row("HEALTHCHECK NONE «now»", "HEALTHCHECK NONE takes no arguments");
    row("HEALTHCHECK «curl» -f x", "Unknown type \"curl\" in HEALTHCHECK (try CMD)");
    row("HEALTHCHECK --interval=«10» CMD true", "time: invalid duration \"10\"");
    row("HEALTHCHECK --timeout=«10us» CMD true", "Interval \"timeout\" cannot be less than 1ms");
    row("HEALTHCHECK --retries=«many» CMD true", "--retries is no number: many");
    row("HEALTHCHECK --retries=«-1» CMD true", "--retries cannot be negative (-1)");
    row("SHELL «bash -c»", "SHELL requires the arguments to be in JSON form");
    row("«SHELL» []", "SHELL requires at least one argument");
}

void TestInstructionChecks::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, message);
    const Marked marked = withoutMarks(text.toStdString());
    const std::vector<DockerfileProblem> problems =
        instructionProblems(parseDockerfile(FileId {}, marked.text));
    QCOMPARE(problems.size(), 1);
    QCOMPARE(QByteArray::fromStdString(problems[0].message), message);
    QVERIFY(problems[0].fatal);
    QCOMPARE(problems[0].span.begin, marked.begin);
    QCOMPARE(marked.text.substr(problems[0].span.begin, problems[0].span.size()), marked.inside);
}

void TestInstructionChecks::accepts_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text :
         {"RUN",
          "CMD",
          "CMD []",
          "ENTRYPOINT []",
          "ARG A B=1",
          "ENV A b",
          "ENV A=",
          "WORKDIR a b",
          "USER [\"a\"]",
          "COPY <<END /x\nEND",
          "COPY a <<'END /x",
          "COPY --link --chown=a:b a b",
          "COPY --link=TRUE --exclude=*.md --exclude=*.txt --parents a b",
          "ADD --checksum=sha256:0 --keep-git-dir=false a b",
          "RUN --mount=type=x --mount=type=y a",
          "RUN --network=none --security=insecure a",
          "FROM --platform=$P a AS b",
          "ONBUILD COPY a",
          "STOPSIGNAL --x 9",
          "HEALTHCHECK none",
          "HEALTHCHECK --wrong=1 NONE",
          "HEALTHCHECK --interval= cmd true",
          "HEALTHCHECK --interval=1m30s --timeout=0 --start-period=.5h --retries=+3 CMD [\"true\"]",
          "SHELL [\"/bin/bash\", \"-c\"]",
          "VOLUME /data",
          "EXPOSE 80",
          "run make"})
        QTest::newRow(text) << QByteArray(text);
}

void TestInstructionChecks::accepts()
{
    QFETCH(QByteArray, text);
    for (const DockerfileProblem& problem :
         instructionProblems(parseDockerfile(FileId {}, text.toStdString())))
        QFAIL(problem.message.c_str());
}

void TestInstructionChecks::leavesOtherFrontendsAlone_data()
{
    QTest::addColumn<QByteArray>("syntax");
    QTest::addColumn<bool>("isDocker");
    QTest::newRow("none") << QByteArray("") << true;
    QTest::newRow("a tag") << QByteArray("# syntax=docker/dockerfile:1.7-labs\n") << true;
    QTest::newRow("a digest") << QByteArray("# syntax=docker/dockerfile@sha256:00\n") << true;
    QTest::newRow("the host spelled out")
        << QByteArray("# syntax=docker.io/docker/dockerfile\n") << true;
    QTest::newRow("upstream") << QByteArray("# syntax=docker/dockerfile-upstream:master\n") << true;
    QTest::newRow("another image") << QByteArray("# syntax=somebody/dockerfile:1\n") << false;
    QTest::newRow("another name") << QByteArray("# syntax=docker/dockerfile-x\n") << false;
}

void TestInstructionChecks::leavesOtherFrontendsAlone()
{
    QFETCH(QByteArray, syntax);
    QFETCH(bool, isDocker);
    const Dockerfile tree =
        parseDockerfile(FileId {}, syntax.toStdString() + "FROM a\nINCLUDE common.docker\n");
    QCOMPARE(usesDockerFrontend(tree), isDocker);
    QCOMPARE(instructionProblems(tree).size(), isDocker ? 1 : 0);
}

void TestInstructionChecks::saysOneThingOnceForAnInstruction()
{
    const Dockerfile tree = parseDockerfile(
        FileId {}, "FROM a\nENV ONLY\nCOPY --from --form=x a b\nRUN --x <<END\nCMD --y\n");
    std::vector<std::string> messages;
    for (const DockerfileProblem& problem : instructionProblems(tree))
        messages.push_back(problem.message);
    // ENV and the heredoc without end are the parser's.
    QCOMPARE(messages,
             (std::vector<std::string> {"missing a value on flag: from", "unknown flag: y"}));
}

void TestInstructionChecks::readsDurations_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<double>("ns");
    QTest::newRow("hours, minutes and seconds") << QByteArray("1h2m3.5s") << 3723.5e9;
    QTest::newRow("milliseconds are no minutes") << QByteArray("300ms") << 300e6;
    QTest::newRow("a micro sign") << QByteArray("2\u00B5s") << 2e3;
    QTest::newRow("a point without digits before it") << QByteArray("-.5s") << -0.5e9;
    QTest::newRow("nought needs no unit") << QByteArray("+0") << 0.0;
    for (const char* text : {"", "1", "s", "1x", "1s2", ".s", "1 s", "--1s", "1.2.3s"})
        QTest::newRow(text) << QByteArray(text) << -1.0;
}

void TestInstructionChecks::readsDurations()
{
    QFETCH(QByteArray, text);
    QFETCH(double, ns);
    QCOMPARE(goDurationNs(text.toStdString()).value_or(-1), ns);
}

QTEST_APPLESS_MAIN(TestInstructionChecks)
#include "tst_instruction_checks.moc"
