// Compose and bake files, and how Dockerfiles and they are named.
#include "core/dockerfile/compose_file.h"
#include "core/dockerfile/dockerfile_names.h"

#include <QTest>

using namespace pinwheel;

namespace {

std::optional<std::string> nothingSet(const std::string&)
{
    return std::nullopt;
}

/// A Compose file of a usual name, with files beside it.
Result<std::vector<BuildEntry>> composeEntries(std::string_view text,
                                               const EnvironmentLookup& environment,
                                               std::map<std::string, std::string> beside = {})
{
    return readComposeFile("compose.yaml", text, environment,
                           [&beside](const std::string& path) -> Result<std::string> {
                               const auto found = beside.find(path);
                               if (found == beside.end())
                                   return fail(ErrorCode::NotFound, path + ": no such file");
                               return found->second;
                           });
}

} // namespace

class TestBuildFile final : public QObject
{
    Q_OBJECT

private slots:
    void readsCompose();
    void replacesVariables_data();
    void replacesVariables();
    void saysWhichVariableIsMissing();
    void placesAnEntry();
    void refusesWhatIsNoCompose();
    void extendsServices();
    void extendsServicesOfOtherFiles();
    void tellsWhatIsExtendedInVain();
    void mergesTheOverrideFile();
    void readsBake();
    void bakeInheritsInOrder();
    void refusesWhatIsNoBake();
    void knowsNames_data();
    void knowsNames();
    void findsDockerfilesBestFirst();
};

void TestBuildFile::readsCompose()
{
    const auto entries = composeEntries(R"(
x-args: &args
  CUDA: "12.4"
services:
  db: {image: postgres}
  short: {build: ./api}
  web:
    platform: linux/arm64
    build:
      context: ${DIR:-web}
      dockerfile: Dockerfile.gpu
      target: prod
      args:
        - VERSION=1=2
        - TOKEN
  gpu:
    build:
      dockerfile_inline: |
        FROM a$$b
      args: *args
      platforms: [linux/amd64, "linux/${ARCH-arm64}", "${NONE-}"]
  merged:
    build: {<<: {context: base, target: dev}, target: run}
)",
                                        nothingSet);
    QVERIFY2(entries.has_value(), entries ? "" : entries.error().message.c_str());
    QCOMPARE(entries->size(), 4U);
    const BuildEntry web {.name = "web",
                          .context = "web",
                          .dockerfile = "Dockerfile.gpu",
                          .arguments = {{"VERSION", "1=2"}, {"TOKEN", std::nullopt}},
                          .target = "prod",
                          .platforms = {"linux/arm64"}};
    QVERIFY((entries->at(0) == BuildEntry {.name = "short", .context = "./api"}));
    QVERIFY(entries->at(1) == web);
    const BuildEntry& gpu = entries->at(2);
    QCOMPARE(gpu.context, std::string("."));
    QCOMPARE(*gpu.dockerfileInline, std::string("FROM a$b\n"));
    QCOMPARE(*gpu.arguments.at("CUDA"), std::string("12.4"));
    QCOMPARE(gpu.platforms, (std::vector<std::string> {"linux/amd64", "linux/arm64", ""}));
    QVERIFY((entries->at(3) == BuildEntry {.name = "merged", .context = "base", .target = "run"}));
}

void TestBuildFile::replacesVariables_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("result"); // "!": refused
    const auto row = [](const char* text, const char* result) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(result);
    };
    row("$A-b", "one-b");
    row("${A}b$", "oneb$");
    row("$$A ${B}", "$A 2");
    row("${NONE}x", "x");
    row("${NONE:-${A}}", "one");
    row("${EMPTY:-d} ${EMPTY-d}", "d ");
    row("${A:-d}", "one");
    row("${A:+y}${NONE+z}", "y");
    row("${A?must}", "one");
    row("${NONE:?say which}", "!the variable NONE has no value: say which");
    row("${EMPTY:?}", "!the variable EMPTY has no value");
    row("${A^^} ${} $1x", "${A^^} ${} $1x");
    row("${A", "one");
    row("$FILE $QUOTED $RAW $LATER", "from file  a # b\tc $A one/x");
}

void TestBuildFile::replacesVariables()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, result);
    const EnvironmentLookup process = [](const std::string& name) {
        return name == "A"    ? std::optional<std::string>("one")
            : name == "EMPTY" ? std::optional<std::string>("")
                              : std::nullopt;
    };
    const EnvironmentLookup environment =
        withEnvironmentFile(process,
                            "# a comment\nA=of the file\nexport B=2 # two\nFILE = from file  "
                            "\nQUOTED=\" a # b\\tc\"\nRAW='$A'\r\nLATER=${A}/x\nno value\n");
    const Result<std::string> replaced = composeInterpolated(text.toStdString(), environment);
    QCOMPARE(QByteArray::fromStdString(replaced ? *replaced : "!" + replaced.error().message),
             result);
}

void TestBuildFile::saysWhichVariableIsMissing()
{
    const auto entries =
        composeEntries("services: {web: {build: {context: \"${DIR:?where}\"}}}", nothingSet);
    QVERIFY(!entries);
    QCOMPARE(entries.error().message, std::string("the variable DIR has no value: where"));
}

void TestBuildFile::placesAnEntry()
{
    const auto environment = [](const std::string& name) {
        return name == "DIR"  ? std::optional<std::string>("gpu")
            : name == "TOKEN" ? std::optional<std::string>("7")
                              : std::nullopt;
    };
    const BuildEntry entry {
        .name = "web",
        .context = "../gpu",
        .dockerfile = "docker/Dockerfile",
        .arguments = {{"TOKEN", std::nullopt}, {"OTHER", std::nullopt}, {"A", "x$y"}},
        .target = "prod"};
    const auto placed = placedEntry(entry, "deploy", environment);
    QVERIFY(placed);
    QCOMPARE(placed->context, std::string("gpu"));
    QCOMPARE(placed->dockerfile, std::string("gpu/docker/Dockerfile"));
    QCOMPARE(placed->arguments.at("TOKEN").value_or(""), std::string("7"));
    QVERIFY(!placed->arguments.at("OTHER"));
    QCOMPARE(placed->arguments.at("A").value_or(""), std::string("x$y"));
    QCOMPARE(placedEntry(BuildEntry {.name = "web"}, "", environment)->dockerfile,
             std::string("Dockerfile"));
    for (const char* remote : {"git@host:x.git", "https://host/x.git#main", "github.com/team/x",
                               "docker-image://alpine"})
        QVERIFY2(!placedEntry(BuildEntry {.name = "web", .context = remote}, "", environment),
                 remote);
    QVERIFY(
        !placedEntry(BuildEntry {.name = "web", .dockerfileInline = "FROM a"}, "", environment));
}

void TestBuildFile::refusesWhatIsNoCompose()
{
    QVERIFY(!composeEntries("a: [b", nothingSet));
    QVERIFY(!composeEntries("- a", nothingSet));
    QVERIFY(!composeEntries("", nothingSet));
    QVERIFY(composeEntries("services: 7", nothingSet).value().empty());
    QVERIFY(composeEntries("services: {a: 1, b: {build: [x]}, ? [c] : {build: .}}", nothingSet)
                .value()
                .empty());
    QVERIFY(!composeEntries(std::string(100'000, '['), nothingSet));
}

void TestBuildFile::extendsServices()
{
    const auto entries = composeEntries(R"(
services:
  base:
    build: {context: app, target: dev, args: {A: "1", B: "2"}, platforms: [linux/amd64]}
  web:
    extends: base
    build: {target: prod, args: [B=3, C], platforms: [linux/arm64, linux/amd64]}
  worker:
    extends: {service: web}
  bare:
    extends: base
    build: !reset null
  own:
    extends: base
    build: !override {context: other}
)",
                                        nothingSet);
    QVERIFY2(entries, entries ? "" : entries.error().message.c_str());
    QCOMPARE(entries->size(), std::size_t(4));
    const BuildEntry& web = entries->at(1);
    QCOMPARE(web.context, std::string("app"));
    QCOMPARE(web.target, std::string("prod"));
    QCOMPARE(web.arguments.at("A").value_or(""), std::string("1"));
    QCOMPARE(web.arguments.at("B").value_or(""), std::string("3"));
    QVERIFY(!web.arguments.at("C"));
    QCOMPARE(web.platforms, (std::vector<std::string> {"linux/amd64", "linux/arm64"}));
    QCOMPARE(entries->at(2).name, std::string("worker"));
    QCOMPARE(entries->at(2).target, std::string("prod"));
    QCOMPARE(entries->at(3).name, std::string("own"));
    QVERIFY(entries->at(3).arguments.empty());
}

void TestBuildFile::extendsServicesOfOtherFiles()
{
    const auto entries =
        composeEntries("services: {web: {extends: {file: ../shared/common.yaml, service: base}, "
                       "build: {args: {A: b}}}}",
                       nothingSet,
                       {{"../shared/common.yaml",
                         "services: {base: {extends: {file: deep/more.yaml, service: root}, build: "
                         "{context: ./app}}}"},
                        {"../shared/deep/more.yaml",
                         "services: {root: {build: {context: x, dockerfile: D.gpu}}}"}});
    QVERIFY2(entries, entries ? "" : entries.error().message.c_str());
    QCOMPARE(entries->size(), std::size_t(1));
    QCOMPARE(entries->front().context, std::string("../shared/app"));
    QCOMPARE(entries->front().dockerfile, std::string("D.gpu"));
    QCOMPARE(entries->front().arguments.at("A").value_or(""), std::string("b"));
    QVERIFY(entries->front().trouble.empty());
}

void TestBuildFile::tellsWhatIsExtendedInVain()
{
    const auto entries = composeEntries(R"(
services:
  good: {build: .}
  gone: {build: ., extends: nobody}
  far: {build: ., extends: {file: far.yaml, service: x}}
  odd: {build: ., extends: {file: odd.yaml, service: x}}
  round: {build: ., extends: circle}
  circle: {extends: round}
)",
                                        nothingSet, {{"odd.yaml", "- a"}});
    QVERIFY(entries);
    QCOMPARE(entries->at(0).trouble, std::string());
    QCOMPARE(entries->at(1).trouble,
             std::string("it extends the service nobody, which is not there"));
    QCOMPARE(entries->at(2).trouble,
             std::string("it extends another file: far.yaml: no such file"));
    QCOMPARE(entries->at(3).trouble,
             std::string("it extends another file: odd.yaml is no mapping"));
    QCOMPARE(entries->at(4).trouble, std::string("it extends itself, or too many services"));
    const auto placed = placedEntry(entries->at(1), "", nothingSet);
    QVERIFY(!placed);
    QCOMPARE(placed.error().message, entries->at(1).trouble);
}

void TestBuildFile::mergesTheOverrideFile()
{
    const std::string text = "services: {web: {build: {context: a, args: {A: 1}}}, db: {image: x}}";
    const std::map<std::string, std::string> beside {
        {"compose.override.yaml",
         "services: {web: {build: {target: dev, args: {A: 2}}}, db: {build: ./db}, new: {build: "
         "n}}"}};
    const auto entries = composeEntries(text, nothingSet, beside);
    QVERIFY(entries);
    QCOMPARE(entries->size(), std::size_t(3));
    QCOMPARE(entries->at(0).context, std::string("a"));
    QCOMPARE(entries->at(0).target, std::string("dev"));
    QCOMPARE(entries->at(0).arguments.at("A").value_or(""), std::string("2"));
    QCOMPARE(entries->at(1).name, std::string("db"));
    QCOMPARE(entries->at(2).name, std::string("new"));
    // Compose overrides a file by itself only under the usual names.
    const auto alone = readComposeFile(
        "compose.gpu.yaml", text, nothingSet,
        [&](const std::string& path) -> Result<std::string> { return beside.at(path); });
    QVERIFY(alone);
    QCOMPARE(alone->size(), std::size_t(1));
    QVERIFY(!composeEntries(text, nothingSet, {{"compose.override.yml", "- a"}}));
}

void TestBuildFile::readsBake()
{
    const auto entries =
        readBakeFile(R"({
      "group": {"default": {"targets": ["app"]}},
      "variable": {"TAG": {"default": "1.2"}, "N": [{"default": 3}]},
      "target": {
        "app": {"context": "app", "dockerfile": "docker/${TAG}.Dockerfile", "target": "prod",
                "args": {"V": "${TAG}-${N}", "W": null, "X": "${NONE}"}, "platforms": ["linux/amd64"]},
        "inline": [{"dockerfile-inline": "FROM a"}]
      }})",
                     [](const std::string& name) {
                         return name == "N" ? std::optional<std::string>("4") : std::nullopt;
                     });
    QVERIFY(entries.has_value());
    QCOMPARE(entries->size(), 2U);
    const BuildEntry app {.name = "app",
                          .context = "app",
                          .dockerfile = "docker/1.2.Dockerfile",
                          .arguments = {{"V", "1.2-4"}, {"W", std::nullopt}, {"X", "${NONE}"}},
                          .target = "prod",
                          .platforms = {"linux/amd64"}};
    QVERIFY(entries->at(0) == app);
    QCOMPARE(*entries->at(1).dockerfileInline, std::string("FROM a"));
}

void TestBuildFile::bakeInheritsInOrder()
{
    const auto entries = readBakeFile(R"({"target": {
      "a": {"context": "a", "args": {"X": "1", "Y": "1"}},
      "b": {"context": "b", "target": "t"},
      "c": {"inherits": ["a", "b", "c", "none"], "args": {"Y": "2"}},
      "loop": {"inherits": ["loop2"]}, "loop2": {"inherits": ["loop"], "context": "l"}}})",
                                      nothingSet);
    QVERIFY(entries.has_value());
    const BuildEntry c {
        .name = "c", .context = "b", .arguments = {{"X", "1"}, {"Y", "2"}}, .target = "t"};
    QVERIFY(entries->at(2) == c);
    QCOMPARE(entries->at(3).context, std::string("l"));
}

void TestBuildFile::refusesWhatIsNoBake()
{
    QVERIFY(!readBakeFile("target \"app\" {}", nothingSet));
    QVERIFY(!readBakeFile("[]", nothingSet));
    QVERIFY(readBakeFile("{}", nothingSet).value().empty());
    QVERIFY(readBakeFile(R"({"target": [1], "variable": 3})", nothingSet).value().empty());
    QCOMPARE(readBakeFile(R"({"target": {"a": 1, "b": []}})", nothingSet).value().size(), 2U);
}

void TestBuildFile::knowsNames_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("kind"); ///< d = Dockerfile, c = Compose file, b = bake file
    const auto row = [](const char* path, const char* kind) {
        QTest::newRow(path) << QByteArray(path) << QByteArray(kind);
    };
    for (const char* const path :
         {"Dockerfile", "docker/Dockerfile", "dockerfile", "Dockerfile.gpu", "Dockerfile-dev",
          "Dockerfile_cpu", "gpu.Dockerfile", "a.dockerfile", "Containerfile", "Containerfile.prod",
          "x.containerfile"})
        row(path, "d");
    for (const char* const path :
         {"Dockerfile.dockerignore", "Dockerfile.md", "Dockerfiles", "MyDockerfile",
          ".dockerignore", "dockerfile.py", "Dockerfile.", "composer.json", "compose",
          "docker-bake.toml", "Dockerfile.gpu~"})
        row(path, "");
    for (const char* const path :
         {"compose.yaml", "docker-compose.yml", "docker-compose.override.yml", "x/compose.dev.yaml",
          "a.compose.yml"})
        row(path, "c");
    row("docker-bake.json", "b");
    row("docker-bake.hcl", "b");
    row("docker-bake.override.json", "b");
}

void TestBuildFile::knowsNames()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, kind);
    const std::string name = path.toStdString();
    const std::string found = std::string(isDockerfileName(name) ? "d" : "")
        + (isComposeFileName(name) ? "c" : "") + (isBakeFileName(name) ? "b" : "");
    QCOMPARE(QByteArray::fromStdString(found), kind);
}

void TestBuildFile::findsDockerfilesBestFirst()
{
    const MemoryFileProvider files({{"Dockerfile.gpu", ""},
                                    {"Dockerfile", ""},
                                    {"a/Dockerfile", ""},
                                    {"a/z.dockerfile", ""},
                                    {".git/Dockerfile", ""},
                                    {"node_modules/x/Dockerfile", ""},
                                    {"README.md", ""},
                                    {"compose.yaml", ""},
                                    {"a/docker-bake.json", ""}});
    QCOMPARE(findDockerfiles(files),
             (std::vector<std::string> {"Dockerfile", "Dockerfile.gpu", "a/Dockerfile",
                                        "a/z.dockerfile"}));
    QCOMPARE(findBuildFiles(files),
             (std::vector<std::string> {"compose.yaml", "a/docker-bake.json"}));
}

QTEST_APPLESS_MAIN(TestBuildFile)
#include "tst_build_file.moc"
