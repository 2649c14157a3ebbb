#include "core/settings/project_settings.h"
#include "core/settings/suggestion.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace pinwheel;

namespace {

Result<ProjectSettings> settingsOf(const char* text, std::string_view table = {})
{
    ProjectSettings settings = defaultSettings();
    if (auto applied = applySettingsText(settings, text, "pinwheel.toml", table); !applied)
        return std::unexpected(applied.error());
    return settings;
}

void write(const QString& path, const QByteArray& bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

} // namespace

class TestProjectSettings : public QObject
{
    Q_OBJECT

private slots:
    void valuesKnowTheirLine()
    {
        const auto settings =
            settingsOf("# one\nplatform = \"linux/arm64\"\ngpus = [\"A100\", \"RTX "
                       "4090\"]\nmax-findings = 3\nresolve = false\n\n[build-args]\nV = \"1\"\n");
        QVERIFY2(settings, settings ? "" : settings.error().message.c_str());
        QCOMPARE(settings->text("platform"), std::string("linux/arm64"));
        QCOMPARE(settings->at("platform").origin, std::string("pinwheel.toml:2"));
        QCOMPARE(settings->at("gpus").values, (std::vector<std::string> {"A100", "RTX 4090"}));
        QCOMPARE(settings->text("max-findings"), std::string("3"));
        QCOMPARE(settings->text("resolve"), std::string("false"));
        QCOMPARE(settings->buildArguments.at("V").origin, std::string("pinwheel.toml:8"));
        QCOMPARE(settings->at("target").origin, std::string("default"));
    }

    void badSettingsNameTheLine_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("names");
        const auto row = [](const char* what, const char* text, const char* names) {
            QTest::newRow(what) << QByteArray(text) << QByteArray(names);
        };
        row("unknown key", "\nplatfrom = \"x\"\n",
            "pinwheel.toml:2: unknown key 'platfrom', did you mean 'platform'?");
        row("list where a text is wanted", "target = [\"a\"]\n",
            "pinwheel.toml:1: 'target' wants a text");
        row("text where a list is wanted", "gpus = \"A100\"\n", "'gpus' wants a list of texts");
        row("text where a number is wanted", "max-findings = \"3\"\n",
            "'max-findings' wants a number");
        row("broken TOML", "a = \n", "pinwheel.toml:1: ");
        row("unknown rule", "[severity]\nPIN10l = \"off\"\n",
            "pinwheel.toml:2: unknown rule 'PIN10l', did you mean");
        row("unknown level", "[severity]\nPIN101 = \"severe\"\n", "severity of PIN101 is off");
        row("ignore without reason", "[[ignore]]\nrule = \"PIN101\"\n",
            "pinwheel.toml:1: an ignore wants a reason");
        row("ignore with a bad date",
            "[[ignore]]\nrule = \"PIN101\"\nreason = \"r\"\nexpires = \"soon\"\n", "wants a date");
        row("ignore with an unknown key", "[[ignore]]\nrul = \"PIN101\"\nreason = \"r\"\n",
            "did you mean 'rule'?");
        row("ignore as a table", "[ignore]\nrule = \"PIN101\"\n", "[[ignore]]");
    }
    void badSettingsNameTheLine()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, names);
        const auto settings = settingsOf(text.constData());
        QVERIFY(!settings);
        QVERIFY2(settings.error().message.contains(names.toStdString()),
                 settings.error().message.c_str());
        QCOMPARE(settings.error().code, ErrorCode::Malformed);
    }

    void variablesComeAfterTheFile()
    {
        auto settings = settingsOf("target = \"a\"\nprofile = \"strict\"\n");
        QVERIFY(settings);
        const auto applied =
            applyEnvironment(*settings, [](std::string_view name) -> std::optional<std::string> {
                if (name == "PINWHEEL_TARGET") return "b";
                if (name == "PINWHEEL_GPUS") return "A100, RTX 5090";
                return std::nullopt;
            });
        QVERIFY(applied);
        QCOMPARE(settings->text("target"), std::string("b"));
        QCOMPARE(settings->at("target").origin, std::string("PINWHEEL_TARGET"));
        QCOMPARE(settings->text("profile"), std::string("strict"));
        QCOMPARE(settings->at("gpus").values, (std::vector<std::string> {"A100", "RTX 5090"}));
        QVERIFY(!applyEnvironment(*settings, [](std::string_view name) {
            return name == "PINWHEEL_MAX_FINDINGS" ? std::optional<std::string>("many")
                                                   : std::nullopt;
        }));
    }

    void fileIsFoundUpwardToTheRepository()
    {
        QTemporaryDir folder;
        write(folder.filePath("pinwheel.toml"), "target = \"outside\"\n");
        write(folder.filePath("repository/.git/HEAD"), "");
        write(folder.filePath("repository/docker/gpu/Dockerfile"), "");
        QVERIFY(findSettingsFile(folder.filePath("repository/docker/gpu").toStdString()).empty());
        write(folder.filePath("repository/pyproject.toml"),
              "[project]\nname = \"x\"\n\n[tool.pinwheel]\ntarget = \"inside\"\n");
        const auto settings =
            readProjectSettings(folder.filePath("repository/docker/gpu").toStdString());
        QVERIFY2(settings, settings ? "" : settings.error().message.c_str());
        QCOMPARE(settings->text("target"), std::string("inside"));
        QCOMPARE(settings->at("target").origin, std::string("pyproject.toml:5"));
        write(folder.filePath("repository/docker/pinwheel.toml"), "target = \"nearer\"\n");
        QCOMPARE(readProjectSettings(folder.filePath("repository/docker/gpu").toStdString())
                     ->text("target"),
                 std::string("nearer"));
    }

    void policySuppressesAndRates()
    {
        const auto settings =
            settingsOf("[severity]\nPIN101 = \"low\"\nPIN102 = \"off\"\n"
                       "[[ignore]]\nrule = \"PIN103\"\npath = \"docker/*\"\nreason = \"known\"\n"
                       "[[ignore]]\nrule = \"*\"\npackage = \"torch\"\nreason = \"for "
                       "now\"\nexpires = 2026-12-31\n");
        QVERIFY2(settings, settings ? "" : settings.error().message.c_str());
        SourceSet sources;
        const FileId inside =
            sources.add(std::make_shared<const SourceText>("docker/Dockerfile", "x"));
        const FileId outside = sources.add(std::make_shared<const SourceText>("Dockerfile", "x"));
        const auto finding = [](const char* rule, const char* subject, FileId file) {
            Finding out;
            out.rule = rule;
            out.subject = subject;
            out.level = Level::High;
            out.span.file = file;
            return out;
        };
        const std::vector<Finding> all = {
            finding("PIN101", "numpy", inside), finding("PIN102", "numpy", inside),
            finding("PIN103", "numpy", inside), finding("PIN103", "numpy", outside),
            finding("PIN401", "torch", outside)};
        std::vector<Finding> before = all;
        policyOf(*settings, "2026-12-31")(before, sources);
        QCOMPARE(before[0].level, Level::Low);
        QVERIFY(!before[0].suppressedBy);
        QVERIFY(before[1].suppressedBy);
        QCOMPARE(*before[2].suppressedBy, std::string("known (pinwheel.toml:4)"));
        QVERIFY(!before[3].suppressedBy);
        QVERIFY(before[4].suppressedBy);
        std::vector<Finding> later = all;
        policyOf(*settings, "2027-01-01")(later, sources);
        QVERIFY(!later[4].suppressedBy);
    }

    void nearWordsAreSuggested()
    {
        QCOMPARE(didYouMean("platfrom", {"platform", "profile"}),
                 std::string(", did you mean 'platform'?"));
        QCOMPARE(didYouMean("zzz", {"platform"}), std::string());
        QCOMPARE(editDistance("abcd", "acbd"), 1U);
    }
};

QTEST_APPLESS_MAIN(TestProjectSettings)
#include "tst_project_settings.moc"
