#include "core/base/format.h"
#include "core/index/memory_index.h"
#include "core/index/snapshot_index.h"
#include "core/resolver/pip_install.h"

#include <QFile>
#include <QTest>

#include <thread>

using namespace pinwheel;

/// A recording: what it does not list may exist all the same.
class Recording : public MemoryIndex
{
public:
    [[nodiscard]] ProjectAnswer project(const IndexSource& source,
                                        std::string_view name) const override
    {
        ProjectAnswer answer = MemoryIndex::project(source, name);
        if (answer.page == nullptr) return answer;
        auto page = std::make_shared<ProjectPage>(*answer.page);
        page->isComplete = false;
        page->newestListed = "99";
        answer.page = page;
        return answer;
    }
};

class TestPipInstall : public QObject
{
    Q_OBJECT

    static PipInstallRequest request(const std::vector<std::string>& lines)
    {
        PipInstallRequest asked;
        asked.target =
            linuxTarget(*parsePythonVersion("3.10"), "x86_64", LibcVersion {2, 35}, std::nullopt);
        asked.indexes = {indexSource("")};
        for (std::size_t i = 0; i < lines.size(); ++i)
            asked.requirements.push_back(
                {.text = lines[i], .hashes = {}, .origin = static_cast<std::uint32_t>(i)});
        return asked;
    }
    static std::vector<std::string> exampleLines()
    {
        QFile file(
            QStringLiteral(PINWHEEL_SOURCE_DIR "/resources/examples/cuda-worker/requirements.txt"));
        if (!file.open(QIODevice::ReadOnly)) return {};
        std::vector<std::string> lines;
        while (!file.atEnd()) {
            const QByteArray line = file.readLine().trimmed();
            if (!line.isEmpty() && !line.startsWith('#')) lines.push_back(line.toStdString());
        }
        return lines;
    }
    static const Pin* pin(const PipInstallResult& result, const char* name)
    {
        return result.find(name);
    }

private slots:
    void unrecordedReleaseRequiresWhatItsNeighboursDo()
    {
        Recording index;
        for (const char* version : {"1.0", "1.1", "2.0"})
            index.add("default index", "hub",
                      {.filename = formatted("hub-{}-py3-none-any.whl", version)});
        index.add("default index", "tool", {.filename = "tool-1.0-py3-none-any.whl"});
        index.add("default index", "model",
                  {.filename = "model-4.27.3-py3-none-any.whl", .requiresDist = {"hub<2", "tool"}});
        index.add("default index", "model",
                  {.filename = "model-4.28.1-py3-none-any.whl", .requiresDist = {"hub<2"}});
        const PipInstallResult result = resolvePipInstall(request({"model==4.27.4"}), index);
        QVERIFY(result.succeeded());
        QVERIFY(pin(result, "hub"));
        QCOMPARE(pin(result, "hub")->version, std::string("1.1"));
        QCOMPARE(pin(result, "hub")->grade, Grade::Likely);
        QVERIFY(!pin(result, "tool")); // One neighbour alone asks for it.
        QVERIFY(!pin(result, "model")->requirementsKnown);
    }

    void neighboursThatContradictTheCommandAreLeftOut()
    {
        Recording index;
        for (const char* version : {"1.1", "2.0"})
            index.add("default index", "hub",
                      {.filename = formatted("hub-{}-py3-none-any.whl", version)});
        for (const char* version : {"4.27.3", "4.28.1"})
            index.add("default index", "model",
                      {.filename = formatted("model-{}-py3-none-any.whl", version),
                       .requiresDist = {"hub<2"}});
        const PipInstallResult result =
            resolvePipInstall(request({"model==4.27.4", "hub==2.0"}), index);
        QVERIFY(result.succeeded()); // 4.27.4 may well ask for less.
        QCOMPARE(pin(result, "hub")->version, std::string("2.0"));
    }

    void sourceForNewerPythonsIsNoCertainChoice()
    {
        Recording index;
        index.add("default index", "plot", {.filename = "plot-3.11.tar.gz"});
        index.add("default index", "plot",
                  {.filename = "plot-3.11-cp311-cp311-manylinux2014_x86_64.whl"});
        index.add("default index", "plot",
                  {.filename = "plot-3.10-cp310-cp310-manylinux2014_x86_64.whl"});
        const PipInstallResult result = resolvePipInstall(request({"plot"}), index);
        QVERIFY(result.succeeded());
        QCOMPARE(pin(result, "plot")->version, std::string("3.10"));
        QCOMPARE(pin(result, "plot")->grade, Grade::Likely);
    }

    /// celery 4.4.7 asks for "pytz (>dev)". Source: pypa/pip issue 12793.
    void boundThatIsNoVersionIsReadByOldPipsAlone()
    {
        MemoryIndex index;
        index.add("default index", "pytz", {.filename = "pytz-2024.1-py3-none-any.whl"});
        index.add("default index", "celery",
                  {.filename = "celery-4.4.7-py3-none-any.whl", .requiresDist = {"pytz>dev"}});
        PipInstallRequest asked = request({"celery==4.4.7"});
        asked.installed.push_back({.name = "pip", .version = "24.0"});
        const PipInstallResult old = resolvePipInstall(asked, index);
        QVERIFY(old.succeeded());
        QCOMPARE(pin(old, "pytz")->version, std::string("2024.1"));
        asked.installed.back().version = "24.1";
        const PipInstallResult recent = resolvePipInstall(asked, index);
        QVERIFY(!recent.succeeded());
        QVERIFY(recent.failure->derivation.contains("pip<24.1 takes it"));
    }

    void installedRangeIsHeldAgainstLaterRequirements()
    {
        MemoryIndex index;
        for (const char* version : {"1.26", "2.2"})
            index.add("default index", "numpy",
                      {.filename = formatted("numpy-{}-py3-none-any.whl", version)});
        index.add(
            "default index", "vision",
            {.filename = "vision-1.0-py3-none-any.whl", .requiresDist = {"numpy>=1.20", "camera"}});
        index.add("default index", "camera",
                  {.filename = "camera-5.0-py3-none-any.whl", .requiresDist = {"numpy>=2"}});
        PipInstallRequest asked = request({"vision"});
        asked.installed.push_back({.name = "numpy", .version = "", .range = "<2"});
        const PipInstallResult result = resolvePipInstall(asked, index);
        QVERIFY(result.succeeded());
        QCOMPARE(pin(result, "numpy")->version, std::string("2.2"));
    }

    void namesOnlyReleaseTakesLowerBoundsOfTheOneBefore()
    {
        const auto index = openShippedSnapshot();
        QVERIFY(index);
        PipInstallRequest asked =
            request({"opencv-python==4.14.0.94"}); // after one that asks for numpy>=2
        asked.installed.push_back({.name = "numpy", .version = "1.26.4"});
        const PipInstallResult result = resolvePipInstall(asked, **index);
        QVERIFY(result.succeeded());
        QVERIFY(pin(result, "numpy")->version.starts_with("2."));
        QCOMPARE(pin(result, "numpy")->grade, Grade::Likely);
    }

    void exampleResolvesOnTheShippedSnapshot()
    {
        const auto index = openShippedSnapshot();
        QVERIFY(index);
        const PipInstallResult result = resolvePipInstall(request(exampleLines()), **index);
        QVERIFY2(result.succeeded(), result.failure ? result.failure->derivation.c_str() : "");
        QVERIFY(result.pins.size() > 140);
        const std::pair<const char*, const char*> expected[] = {
            {"torch", "2.5.1"},       {"numpy", "1.26.4"},           {"scipy", "1.12.0"},
            {"accelerate", "0.34.2"}, {"transformers", "4.49.0"},    {"blinker", "1.9.0"},
            {"flask", "3.1.3"},       {"opencv-python", "4.10.0.84"}};
        for (const auto& [name, version] : expected) {
            QVERIFY2(pin(result, name), name);
            QCOMPARE(pin(result, name)->version, std::string(version));
        }
        QVERIFY(pin(result, "opencv-python-headless")); // Through docstrange and easyocr.
        QCOMPARE(pin(result, "torch")->grade, Grade::Certain); // Pinned and recorded.
        QCOMPARE(pin(result, "docstrange")->grade, Grade::Likely); // Known from a tag.
        QCOMPARE(pin(result, "python-magic")->grade, Grade::Unknown);
        const auto names = [](const char* project) {
            return [project](const MissingFact& fact) { return fact.project == project; };
        };
        QVERIFY(std::ranges::any_of(result.missing, names("python-magic")));
        QVERIFY(std::ranges::any_of(result.missing, names("docstrange")));
    }

    void aMarkerMayFollowAUrlWithoutABlank_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<bool>("isInstalled");
        const char* wheel = "https://files.example/six-1.16.0-py2.py3-none-any.whl";
        QTest::newRow("named, holds")
            << QByteArray("six @ ") + wheel + "; python_version >= '3'" << true;
        QTest::newRow("named, does not hold")
            << QByteArray("six @ ") + wheel + "; python_version < '3'" << false;
        QTest::newRow("named, blanks")
            << QByteArray("six @ ") + wheel + " ; python_version >= '3'" << true;
        QTest::newRow("a URL, holds") << QByteArray(wheel) + "; python_version >= '3'" << true;
        QTest::newRow("a URL, does not hold")
            << QByteArray(wheel) + "; python_version < '3'" << false;
        QTest::newRow("a release") << QByteArray("six==1.16.0;python_version >= '3'") << true;
    }
    void aMarkerMayFollowAUrlWithoutABlank()
    {
        QFETCH(QByteArray, line);
        QFETCH(bool, isInstalled);
        const auto index = openShippedSnapshot();
        QVERIFY(index);
        const PipInstallResult result = resolvePipInstall(request({line.toStdString()}), **index);
        QVERIFY2(result.succeeded(), result.failure ? result.failure->message.c_str() : "");
        QCOMPARE(pin(result, "six") != nullptr, isInstalled);
        if (isInstalled) QCOMPARE(pin(result, "six")->version, std::string("1.16.0"));
    }

    void askersNameTheLineAndTheParents()
    {
        const auto index = openShippedSnapshot();
        QVERIFY(index);
        const PipInstallResult result =
            resolvePipInstall(request({"requests>=2.31.0,<3.0.0", "urllib3<3"}), **index);
        QVERIFY(result.succeeded());
        const Pin* urllib3 = pin(result, "urllib3");
        QVERIFY(urllib3);
        QCOMPARE(urllib3->askedBy.front().origin, std::optional<std::uint32_t>(1));
        QVERIFY(std::ranges::any_of(urllib3->askedBy,
                                    [](const Asker& asker) { return asker.parent == "requests"; }));
    }

    void pinOnAFileThatDoesNotFitIsNoMatch()
    {
        // torchvision 0.20.1 has wheels up to CPython 3.12; that it is recorded leaves nothing to
        // assume.
        const auto index = openShippedSnapshot();
        QVERIFY(index);
        PipInstallRequest asked = request({"torchvision==0.20.1"});
        asked.target =
            linuxTarget(*parsePythonVersion("3.13"), "x86_64", LibcVersion {2, 35}, std::nullopt);
        const PipInstallResult result = resolvePipInstall(asked, **index);
        QVERIFY(!result.succeeded());
        QCOMPARE(result.failure->kind, PipFailure::Kind::NoMatch);
    }

    void unrecordedReleaseIsAssumedWhereAPinNeedsIt()
    {
        const auto index = openShippedSnapshot();
        QVERIFY(index);
        const PipInstallResult result = resolvePipInstall(request({"numpy==1.26.99"}), **index);
        QVERIFY(result.succeeded());
        QCOMPARE(pin(result, "numpy")->version, std::string("1.26.99"));
        QCOMPARE(pin(result, "numpy")->grade, Grade::Unknown);
        // But the default index takes no local versions.
        QVERIFY(!resolvePipInstall(request({"numpy==1.26.99+local"}), **index).succeeded());
    }

    void searchIsCancelledAtARound()
    {
        const auto index = openShippedSnapshot();
        QVERIFY(index);
        std::stop_source stop;
        int told = 0;
        const PipInstallResult result = resolvePipInstall(request(exampleLines()), **index,
                                                          stop.get_token(), [&](int, int known) {
                                                              told = known;
                                                              stop.request_stop();
                                                          });
        QVERIFY(told > 0);
        QVERIFY(!result.succeeded());
        QCOMPARE(result.failure->kind, PipFailure::Kind::Cancelled);
        QCOMPARE(result.rounds, 1);
    }

    void roundsAreBounded()
    {
        const auto index = openShippedSnapshot();
        QVERIFY(index);
        PipInstallRequest asked = request(exampleLines());
        asked.maximumRounds = 20;
        const PipInstallResult result = resolvePipInstall(asked, **index);
        QCOMPARE(result.failure->kind, PipFailure::Kind::TooDeep);
        QCOMPARE(result.rounds, 20);
    }

    void queensAreFoundByGoingBack()
    {
        MemoryIndex index;
        constexpr int lines = 6;
        for (int line = 0; line < lines; ++line) {
            for (int column = 1; column <= lines; ++column) {
                std::vector<std::string> others;
                for (int other = 0; other < lines; ++other)
                    if (other != line)
                        others.push_back(formatted("q{}!={},!={},!={}", other, column,
                                                   column + std::abs(other - line),
                                                   std::max(0, column - std::abs(other - line))));
                index.add(IndexSource::defaultIndexLabel, formatted("q{}", line),
                          {.filename = formatted("q{}-{}-py3-none-any.whl", line, column),
                           .requiresDist = others});
            }
        }
        const PipInstallResult result =
            resolvePipInstall(request({"q0", "q1", "q2", "q3", "q4", "q5"}), index);
        QVERIFY(result.succeeded());
        QVERIFY(result.backjumps > 0);
        for (int a = 0; a < lines; ++a)
            for (int b = 0; b < a; ++b) {
                const int columns = std::stoi(result.pins[static_cast<std::size_t>(a)].version)
                    - std::stoi(result.pins[static_cast<std::size_t>(b)].version);
                QVERIFY(columns != 0 && std::abs(columns) != a - b);
            }
    }

    void hashesDecideAndAreDemanded()
    {
        MemoryIndex index;
        index.add(IndexSource::defaultIndexLabel, "a",
                  {.filename = "a-1.0-py3-none-any.whl", .hashes = {"sha256:11"}});
        index.add(IndexSource::defaultIndexLabel, "a",
                  {.filename = "a-1.0-1-py3-none-any.whl", .hashes = {"sha256:22"}});
        PipInstallRequest asked = request({"a==1.0"});
        QCOMPARE(resolvePipInstall(asked, index).pins.front().filename,
                 std::string("a-1.0-1-py3-none-any.whl"));
        asked.requirements.front().hashes = {"sha256:11"};
        QCOMPARE(resolvePipInstall(asked, index).pins.front().filename,
                 std::string("a-1.0-py3-none-any.whl"));
        asked.requirements.front().hashes.clear();
        asked.requireHashes = true;
        QCOMPARE(resolvePipInstall(asked, index).failure->kind, PipFailure::Kind::HashesMissing);
    }

    void threadsMayShareAnIndex()
    {
        const auto index = openShippedSnapshot();
        QVERIFY(index);
        const PipInstallRequest asked = request({"fastapi", "transformers<4.50"});
        const PipInstallResult expected = resolvePipInstall(asked, **index);
        bool same[2] = {false, false};
        {
            std::jthread first(
                [&] { same[0] = resolvePipInstall(asked, **index).pins == expected.pins; });
            std::jthread second(
                [&] { same[1] = resolvePipInstall(asked, **index).pins == expected.pins; });
        }
        QVERIFY(same[0] && same[1]);
    }
};

QTEST_APPLESS_MAIN(TestPipInstall)
#include "tst_pip_install.moc"
