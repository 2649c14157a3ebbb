#include "core/base/format.h"
#include "core/index/memory_index.h"
#include "core/resolver/pip_install.h"

#include <QDirIterator>
#include <QFile>
#include <QTest>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

using namespace pinwheel;
using Json = nlohmann::json;

namespace {

std::vector<std::string> texts(const Json& scenario, const char* field)
{
    return scenario.value(field, std::vector<std::string> {});
}

void fillIndex(MemoryIndex& index, const Json& scenario)
{
    for (const auto& [label, files] : scenario.at("indexes").items()) {
        for (const auto& words : files) {
            MemoryIndex::Entry entry {.filename = words.at(0).get<std::string>()};
            for (std::size_t i = 1; i < words.size(); ++i) {
                const auto word = words.at(i).get<std::string>();
                if (word == "!yanked")
                    entry.yanked = true;
                else if (word.starts_with("!python"))
                    entry.requiresPython = word.substr(7);
                else if (word.starts_with("!extra="))
                    entry.extras.push_back(word.substr(7));
                else
                    entry.requiresDist.push_back(word);
            }
            const std::string project = entry.filename.substr(0, entry.filename.find('-'));
            index.add(label, project, std::move(entry));
        }
    }
    const Json notRecorded = scenario.value("notRecorded", Json::array());
    for (const auto& project : notRecorded)
        index.addNotRecorded(project.at(0).get<std::string>(), project.at(1).get<std::string>(),
                             project.at(2).get<std::string>());
}

PipInstallRequest requestOf(const Json& scenario)
{
    PipInstallRequest request;
    request.target =
        linuxTarget(*parsePythonVersion("3.10"), "x86_64", LibcVersion {2, 35}, std::nullopt);
    std::vector<std::string> sources = texts(scenario, "sources");
    if (sources.empty())
        for (const auto& [label, files] : scenario.at("indexes").items())
            sources.push_back(label);
    for (const std::string& label : sources)
        request.indexes.push_back({.url = label, .label = label});
    for (const char* field : {"requirements", "constraints"})
        for (const std::string& text : texts(scenario, field))
            request.requirements.push_back(
                {.text = text,
                 .constraint = field[0] == 'c',
                 .hashes = {},
                 .origin = static_cast<std::uint32_t>(request.requirements.size())});
    const Json installed = scenario.value("installed", Json::array());
    for (const auto& words : installed) {
        std::istringstream head(words.at(0).get<std::string>());
        PresentDistribution present;
        head >> present.name >> present.version >> present.index;
        if (present.version == "?") present.version.clear();
        for (std::size_t i = 1; i < words.size(); ++i)
            present.requiresDist.push_back(words.at(i).get<std::string>());
        request.installed.push_back(std::move(present));
    }
    const Json options = scenario.value("options", Json::object());
    const std::string strategy = options.value("strategy", std::string());
    if (strategy == "eager") request.strategy = UpgradeStrategy::Eager;
    if (strategy == "only-if-needed") request.strategy = UpgradeStrategy::OnlyIfNeeded;
    request.ignoreInstalled = options.value("ignoreInstalled", false);
    request.forceReinstall = options.value("forceReinstall", false);
    request.noDependencies = options.value("noDependencies", false);
    request.preReleases = options.value("preReleases", false);
    request.preferBinary = options.value("preferBinary", false);
    return request;
}

} // namespace

class TestScenarios : public QObject
{
    Q_OBJECT

    std::vector<Json> m_scenarios;

private slots:
    void initTestCase()
    {
        QDirIterator files(QStringLiteral(PINWHEEL_SOURCE_DIR "/tests/scenarios/resolver"),
                           {"*.json"}, QDir::Files);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            for (Json& scenario : Json::parse(file.readAll().toStdString()))
                m_scenarios.push_back(std::move(scenario));
        }
        QVERIFY(m_scenarios.size() >= 25);
    }

    void pipDecidesSo_data()
    {
        QTest::addColumn<int>("number");
        for (std::size_t i = 0; i < m_scenarios.size(); ++i)
            QTest::newRow(m_scenarios[i].at("about").get<std::string>().c_str())
                << static_cast<int>(i);
    }
    void pipDecidesSo()
    {
        QFETCH(int, number);
        const Json& scenario = m_scenarios[static_cast<std::size_t>(number)];
        MemoryIndex index;
        fillIndex(index, scenario);
        const PipInstallRequest request = requestOf(scenario);
        const PipInstallResult result = resolvePipInstall(request, index);
        QCOMPARE(QString::fromUtf8(result.failure ? toText(result.failure->kind) : "").left(40),
                 QString::fromStdString(scenario.value("failure", "")));
        std::vector<std::string> pins;
        for (const Pin& pin : result.pins)
            pins.push_back(formatted("{} {} · {} · {} · {}", pin.name, pin.version,
                                     toText(pin.action), pin.index, toText(pin.grade)));
        const std::vector<std::string> expected = texts(scenario, "pins");
        for (std::size_t i = 0; i < std::max(pins.size(), expected.size()); ++i)
            QCOMPARE(QString::fromStdString(i < pins.size() ? pins[i] : ""),
                     QString::fromStdString(i < expected.size() ? expected[i] : ""));
        const Json reasons = scenario.value("reasons", Json::object());
        for (const auto& [name, words] : reasons.items()) {
            QVERIFY(result.find(name));
            QVERIFY2(result.find(name)->reason.contains(words.get<std::string>()),
                     result.find(name)->reason.c_str());
        }
        for (const std::string& words : texts(scenario, "derivation"))
            QVERIFY2(result.failure->derivation.contains(words),
                     result.failure->derivation.c_str());
        for (const std::string& words : texts(scenario, "missing"))
            QVERIFY(std::ranges::any_of(result.missing, [&](const MissingFact& fact) {
                return fact.text.contains(words);
            }));
        for (const std::string& name : texts(scenario, "stale"))
            QVERIFY(result.find(name)->leavesStaleMetadata);
        // A second time, with all that the first has left in the index's memory.
        const PipInstallResult again = resolvePipInstall(request, index);
        QVERIFY(again.pins == result.pins);
    }
};

QTEST_APPLESS_MAIN(TestScenarios)
#include "tst_scenarios.moc"
