#include "core/installers/pip_configuration.h"

#include <QTest>

using namespace pinwheel;

namespace {

InstallCommand commandOf(std::initializer_list<const char*> texts)
{
    std::vector<InstallerWord> words;
    for (const char* text : texts)
        words.push_back({.text = std::string(text), .span = {}});
    return *recognizeInstall(words);
}

ProcessVariables variable(const char* name, const char* value)
{
    return {{name, {.value = std::string(value), .span = {}}}};
}

PipConfigurationText file(PipConfigurationText::Level level, const char* text)
{
    return {.level = level, .path = "/etc/pip.conf", .file = {}, .text = std::string(text)};
}

} // namespace

class TestPipConfiguration : public QObject
{
    Q_OBJECT

private slots:
    void theCommandLineWinsAndListsGrow()
    {
        const auto combined = combinePipOptions(
            commandOf(
                {"pip", "install", "-i", "https://cli", "--extra-index-url", "https://more", "a"}),
            {{"PIP_INDEX_URL", {.value = std::string("https://env"), .span = {}}},
             {"PIP_EXTRA_INDEX_URL", {.value = std::string("https://x https://y"), .span = {}}}},
            {file(PipConfigurationText::Level::Global,
                  "[global]\nextra-index-url = https://old\n")});
        QCOMPARE(*combined.options.indexUrl->text, std::string("https://cli"));
        QCOMPARE(combined.options.extraIndexUrls.size(),
                 std::size_t {3}); // the variable replaces the file's list
        QCOMPARE(*combined.options.extraIndexUrls[0].text, std::string("https://x"));
        QCOMPARE(combined.options.extraIndexUrls[0].origin.name,
                 std::string("PIP_EXTRA_INDEX_URL"));
        QCOMPARE(*combined.options.extraIndexUrls[2].text, std::string("https://more"));
    }

    void laterFilesAndTheCommandsSectionWin()
    {
        using Level = PipConfigurationText::Level;
        const auto combined = combinePipOptions(
            commandOf({"pip", "install", "a"}), {},
            {file(Level::Global,
                  "[global]\nindex-url = https://g\ntimeout=1\n[install]\nuser = yes\n"),
             file(Level::Site, "[global]\nindex-url = https://s\n")});
        QCOMPARE(*combined.options.indexUrl->text, std::string("https://s"));
        QVERIFY(combined.options.user);
        QCOMPARE(*combined.options.timeout->text, std::string("1"));
    }

    void switchesHaveTheirQuirks()
    {
        const auto with = [](const char* name, const char* value) {
            return combinePipOptions(commandOf({"pip", "install", "a"}), variable(name, value), {});
        };
        QVERIFY(with("PIP_NO_CACHE_DIR", "1").options.noCacheDir);
        QVERIFY(with("PIP_NO_CACHE_DIR", "off").options.noCacheDir); // any truth value disables it
        QVERIFY(!with("PIP_NO_CACHE_DIR", "").options.noCacheDir);
        QVERIFY(!with("PIP_NO_CACHE_DIR", "maybe").problems.empty());
        QVERIFY(!with("PIP_NO_BUILD_ISOLATION", "1")
                     .options.noBuildIsolation); // the value is the setting's own
        QVERIFY(with("PIP_NO_BUILD_ISOLATION", "0").options.noBuildIsolation);
        QVERIFY(with("PIP_BREAK_SYSTEM_PACKAGES", "true").options.breakSystemPackages);
        QVERIFY(!with("PIP_PRE", "false").options.preReleases);
        QCOMPARE(with("PIP_QUIET", "3").options.quiet, 3);
    }

    void isolatedIgnoresVariablesAndTheUsersFile()
    {
        using Level = PipConfigurationText::Level;
        const auto combined = combinePipOptions(commandOf({"pip", "install", "--isolated", "a"}),
                                                variable("PIP_PRE", "1"),
                                                {file(Level::User, "[global]\nprefer-binary = 1\n"),
                                                 file(Level::Global, "[global]\nno-index = 1\n")});
        QVERIFY(!combined.options.preReleases);
        QVERIFY(!combined.options.preferBinary);
        QVERIFY(combined.options.noIndex);
    }

    void anUnknownValueStaysUnknown()
    {
        const auto combined =
            combinePipOptions(commandOf({"pip", "install", "a"}),
                              {{"PIP_INDEX_URL", {.value = unknown("a secret"), .span = {}}},
                               {"PIP_PRE", {.value = unknown("an argument"), .span = {}}}},
                              {});
        QVERIFY(combined.options.indexUrl && !combined.options.indexUrl->text);
        QCOMPARE(combined.unknowns.size(), std::size_t {1});
    }

    void configurationFilesThatPipRefuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("no section") << QByteArray("index-url = x\n");
        QTest::newRow("a key twice") << QByteArray("[global]\na=1\na=2\n");
        QTest::newRow("a section twice") << QByteArray("[global]\n[global]\n");
        QTest::newRow("a line that is nothing") << QByteArray("[global]\nnonsense\n");
    }
    void configurationFilesThatPipRefuses()
    {
        QFETCH(QByteArray, text);
        QVERIFY(readPipConfiguration(FileId {}, std::string_view(text)).error);
    }

    void valuesMayGoOnInDeeperLines()
    {
        const auto read = readPipConfiguration(
            FileId {},
            "[global]\nExtra_Index_Url =\n    https://a\n    https://b\n# note\nno-index: no\n");
        QVERIFY(!read.error);
        QCOMPARE(read.items.size(), std::size_t {2});
        QCOMPARE(read.items[0].key, std::string("extra-index-url"));
        QCOMPARE(read.items[0].value, std::string("\nhttps://a\nhttps://b"));
        QCOMPARE(read.items[1].value, std::string("no"));
    }

    void uvTakesAVariableOnlyWithoutTheOption()
    {
        const auto variables = variable("UV_EXTRA_INDEX_URL", "https://x https://y");
        QCOMPARE(combineUvOptions(commandOf({"uv", "pip", "install", "a"}), variables)
                     .options.extraIndexUrls.size(),
                 std::size_t {2});
        QCOMPARE(combineUvOptions(
                     commandOf({"uv", "pip", "install", "--extra-index-url", "https://z", "a"}),
                     variables)
                     .options.extraIndexUrls.size(),
                 std::size_t {1});
        QVERIFY(combineUvOptions(commandOf({"uv", "pip", "install", "a"}),
                                 variable("UV_SYSTEM_PYTHON", "1"))
                    .options.system);
    }
};

QTEST_APPLESS_MAIN(TestPipConfiguration)
#include "tst_pip_configuration.moc"
