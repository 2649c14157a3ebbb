// The reports of the first example say what the audit holds, each section of the Markdown report is
// there and computed.

#include "core/index/memory_index.h"
#include "core/report/outline.h"
#include "core/report/report.h"
#include "tests/support/audit_project.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace pinwheel;
using namespace pinwheel::test;
using Json = nlohmann::json;

namespace {

const AuditPtr& seed()
{
    static const AuditPtr audit = auditOfSeed();
    return audit;
}

QByteArray report(ReportFormat format, const Audit& audit = *seed())
{
    return QByteArray::fromStdString(renderReport(format, audit, {.project = "worker"}));
}

/// Text of one "## " section.
QByteArray section(const QByteArray& markdown, const QByteArray& title)
{
    const qsizetype begin = markdown.indexOf("\n## " + title + "\n");
    if (begin < 0) return {};
    const qsizetype end = markdown.indexOf("\n## ", begin + 4);
    return markdown.mid(begin, end < 0 ? -1 : end - begin);
}

} // namespace

class TestReportSections : public QObject
{
    Q_OBJECT

private slots:
    void markdownHasEverySection_data()
    {
        QTest::addColumn<QByteArray>("title");
        QTest::addColumn<QByteArray>("holds");
        const auto row = [](const char* title, const char* holds) {
            QTest::newRow(title) << QByteArray(title) << QByteArray(holds);
        };
        row("Executive summary", "nvidia/cuda:12.4.1-devel-ubuntu22.04");
        row("Critical findings", "--ignore-installed");
        row("Build execution order", "| 61 |");
        row("Dependency decisions", "| `torch` | 2.5.1+cu124");
        row("Version conflict matrix", "`numpy`");
        row("Compatibility chains", "### ");
        row("Recommended fixes", "```diff");
        row("The correct build order", "**changed**");
        row("Runtime verification", "\"torch\": (\"2.5.1+cu124\", True");
        row("Risk scenarios", "| Scenario | Probability | Impact |");
        row("Recommendations", "### Monitoring");
        row("Risk summary", "| After all safe fixes |");
        row("What is not known", "- ");
    }
    void markdownHasEverySection()
    {
        QFETCH(QByteArray, title);
        QFETCH(QByteArray, holds);
        const QByteArray text = section(report(ReportFormat::Markdown), title);
        QVERIFY2(!text.isEmpty(), "the section is missing");
        QVERIFY2(text.contains(holds), text.left(2'000).constData());
    }

    void htmlHasTheSectionsOfMarkdown()
    {
        const QByteArray markdown = report(ReportFormat::Markdown);
        const QByteArray html = report(ReportFormat::Html);
        int sections = 0;
        for (const QByteArray& line : markdown.split('\n')) {
            if (!line.startsWith("## ")) continue;
            ++sections;
            QVERIFY2(html.contains("\">" + line.mid(3) + "</h2>"), line.constData());
        }
        QVERIFY(sections >= 14);
    }

    void theRiskSummaryCountsBothStates()
    {
        const auto& after = seed()->countsAfterSafeFixes;
        QVERIFY(after);
        QCOMPARE(after->critical > 0     ? Level::Critical
                     : after->high > 0   ? Level::High
                     : after->medium > 0 ? Level::Medium
                                         : Level::Low,
                 seed()->afterSafeFixes);
        const QByteArray text = section(report(ReportFormat::Markdown), "Risk summary");
        QVERIFY2(text.contains(QByteArray::fromStdString(
                     "| After all safe fixes | " + std::to_string(after->critical) + " | "
                     + std::to_string(after->high) + " | " + std::to_string(after->medium) + " | "
                     + std::to_string(after->low) + " |")),
                 text.constData());
    }

    void aFindingThatGoesWithAnotherFixNamesIt()
    {
        // The switch is what writes the metadata twice: there is no other fix for that.
        const auto stale = std::ranges::find(seed()->findings, "PIN106", &Finding::rule);
        QVERIFY(stale != seed()->findings.end() && stale->fixes.empty());
        const auto removers = removersOf(*seed(), *stale);
        QVERIFY(!removers.empty());
        QVERIFY(withoutFix(*seed(), *stale).contains(removers.front().fix->title));
        // It is named with that fix and has no line of its own.
        const auto immediate = recommendationsOf(*seed()).immediate;
        QVERIFY(std::ranges::any_of(immediate, [&](const std::string& text) {
            return text.contains("It also removes: ") && text.contains(stale->title);
        }));
        QVERIFY(std::ranges::none_of(immediate, [&](const std::string& text) {
            return text.contains(": " + stale->title + ". No fix");
        }));
    }

    void reachedLimitsAreToldInEveryFormat()
    {
        Audit audit = *seed();
        audit.limitsReached = {"only the first 5000 of 6000 findings are kept"};
        for (const ReportFormatInfo& info : allReportFormats()) {
            QByteArray text = report(info.format, audit);
            QVERIFY2(text.replace("\n    ", " ")
                         .contains("only the first 5000 of 6000 findings are kept"),
                     info.word.data());
        }
        QVERIFY(renderReport(ReportFormat::Markdown, audit, {.summary = true})
                    .contains("only the first 5000 of 6000 findings are kept"));
    }

    void fixesThatWereNotTriedAreCounted_data()
    {
        QTest::addColumn<std::size_t>("tried");
        QTest::addColumn<std::size_t>("notTried");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("several") << std::size_t {37} << std::size_t {3}
                                 << QByteArray("3 of 40 fixes were not tried and are not offered: "
                                               "one audit simulates at most ");
        QTest::newRow("one of several")
            << std::size_t {5} << std::size_t {1}
            << QByteArray(
                   "1 of 6 fixes was not tried and is not offered: one audit simulates at most ");
        QTest::newRow("the only one")
            << std::size_t {0} << std::size_t {1}
            << QByteArray(
                   "1 of 1 fix was not tried and is not offered: one audit simulates at most ");
        QTest::newRow("none") << std::size_t {5} << std::size_t {0} << QByteArray();
    }
    void fixesThatWereNotTriedAreCounted()
    {
        QFETCH(std::size_t, tried);
        QFETCH(std::size_t, notTried);
        QFETCH(QByteArray, words);
        Audit audit = *seed();
        audit.fixTrials = {.tried = tried, .withheld = 0, .notTried = notTried};
        for (const ReportFormat format :
             {ReportFormat::Text, ReportFormat::Markdown, ReportFormat::Html, ReportFormat::Json}) {
            const QByteArray text = QString::fromUtf8(report(format, audit)).simplified().toUtf8();
            if (words.isEmpty())
                QVERIFY(!text.contains("not tried and"));
            else
                QVERIFY2(text.contains(words), text.right(3'000).constData());
        }
    }

    void thePlatformIsTheOneThatIsJudged()
    {
        const AuditPtr audit = auditOf({{"Dockerfile",
                                         "FROM --platform=linux/arm64 python:3.12-slim\nRUN pip "
                                         "install --no-cache-dir click==8.1.7\n"}});
        for (const ReportFormat format :
             {ReportFormat::Text, ReportFormat::Markdown, ReportFormat::Html}) {
            const std::string text = renderReport(format, *audit, {});
            QVERIFY2(text.contains("linux/arm64"), text.substr(0, 2000).c_str());
            QVERIFY2(!text.contains("linux/amd64"), text.substr(0, 2000).c_str());
        }
    }
    void aSourceIsCutOutsideItsBrackets()
    {
        QCOMPARE(sourceInBrief("a file (copy of 2025; covers 2.14)"),
                 std::string("a file (copy of 2025; covers 2.14)"));
        QCOMPARE(sourceInBrief("a file (one; two); another; a third"),
                 std::string("a file (one; two) and 2 more"));
    }

    void overallRiskIsTheAudits()
    {
        const Json json = Json::parse(report(ReportFormat::Json).toStdString());
        QCOMPARE(json["overall"]["before"].get<std::string>(), std::string(toText(seed()->before)));
        QCOMPARE(json["overall"]["after_fixes"].get<std::string>(),
                 std::string(toText(seed()->afterSafeFixes)));
        QCOMPARE(json["findings"].size(), seed()->findings.size());
        QCOMPARE(json["layers"].size(), seed()->model.trace.layers.size());
    }

    void jsonPointsIntoTheFiles()
    {
        const Json json = Json::parse(report(ReportFormat::Json).toStdString());
        const auto files = seedFiles();
        for (const Json& finding : json["findings"])
            for (const Json& location : finding["locations"]) {
                if (location.contains("written")) continue;
                const QByteArrayList lines =
                    QByteArray::fromStdString(files.at(location["file"])).split('\n');
                const qsizetype line = location["line"].get<qsizetype>();
                QVERIFY(line >= 1 && line <= lines.size());
                QVERIFY(location["column"].get<qsizetype>() <= lines.at(line - 1).size() + 1);
            }
    }

    void textShowsPlaceQuoteAndCarets()
    {
        const QByteArray text = report(ReportFormat::Text);
        QVERIFY2(text.contains("Dockerfile:73:"), text.left(3'000).constData());
        QVERIFY(text.contains(" 73 | RUN pip install --no-cache-dir --ignore-installed blinker"));
        QVERIFY(text.contains("^^^^"));
        QVERIFY(text.contains("\n    +")); // a diff of a fix
        QVERIFY(!text.contains('\x1b'));
        QVERIFY(renderReport(ReportFormat::Text, *seed(), {.color = true}).contains('\x1b'));
    }

    void summaryFitsIntoAComment()
    {
        const std::string summary =
            renderReport(ReportFormat::Markdown, *seed(), {.summary = true});
        QVERIFY(summary.size() < 60'000);
        QVERIFY(summary.contains("<details>"));
        std::string many = "FROM python:3.12\n";
        for (int i = 0; i < 900; ++i)
            many += "RUN pip install --ignore-installed flask==3.0." + std::to_string(i) + "\n";
        AuditOptions options;
        options.profile = "all";
        options.resolve = false;
        options.proveFixes = false;
        const std::string large = renderReport(
            ReportFormat::Markdown, *auditOf({{"Dockerfile", many}}, options), {.summary = true});
        QVERIFY(large.size() <= 60'000);
    }

    void fingerprintsSurviveMovedLines()
    {
        auto files = seedFiles();
        files["Dockerfile"].insert(files["Dockerfile"].find("FROM"), "# one more comment\n\n");
        const AuditPtr moved = auditOf(files);
        auto before = fingerprintsOf(*seed());
        auto after = fingerprintsOf(*moved);
        std::ranges::sort(before);
        std::ranges::sort(after);
        QVERIFY(!before.empty());
        QVERIFY(before == after);
        QVERIFY(std::ranges::adjacent_find(before) == before.end());
    }

    void sarifRegionsAreExact()
    {
        const Json run = Json::parse(report(ReportFormat::Sarif).toStdString())["runs"][0];
        const auto files = seedFiles();
        for (const Json& result : run["results"]) {
            const Json& location = result["locations"][0];
            if (!location.contains("physicalLocation")) continue;
            const Json& region = location["physicalLocation"]["region"];
            const QByteArrayList lines =
                QByteArray::fromStdString(
                    files.at(location["physicalLocation"]["artifactLocation"]["uri"]))
                    .split('\n');
            const std::string quoted = region["snippet"]["text"];
            QCOMPARE(QByteArray::fromStdString(quoted).split('\n').first(),
                     lines.at(region["startLine"].get<qsizetype>() - 1));
            QCOMPARE(run["tool"]["driver"]["rules"][result["ruleIndex"].get<std::size_t>()]["id"],
                     result["ruleId"]);
        }
    }

    void billOfMaterialsHoldsThePrediction()
    {
        const Json bom = Json::parse(report(ReportFormat::CycloneDx).toStdString());
        const auto environment = finalEnvironment(*seed());
        QVERIFY(environment);
        QCOMPARE(bom["components"].size(), environment->distributions.size());
        bool torch = false;
        for (const Json& component : bom["components"]) {
            if (component["name"] != "torch") continue;
            torch = true;
            QVERIFY(component["purl"].get<std::string>().starts_with("pkg:pypi/torch@2.5.1"));
            QVERIFY(component["evidence"]["occurrences"].size() >= 1);
        }
        QVERIFY(torch);
    }

    void billOfMaterialsHoldsTheHashesOfTheIndex()
    {
        const std::string sha256 = std::string(60, '0') + "abcd";
        auto index = std::make_shared<MemoryIndex>();
        index->add(IndexSource::defaultIndexLabel, "flask",
                   {.filename = "flask-3.0.3-py3-none-any.whl",
                    .requiresDist = {"click"},
                    .hashes = {"sha256:" + sha256, "sha256:cut", "crc32:00"}});
        index->add(IndexSource::defaultIndexLabel, "click",
                   {.filename = "click-8.1.7-py3-none-any.whl"});
        AuditServices services =
            servicesFor({{"Dockerfile", "FROM python:3.12-slim\nRUN pip install flask==3.0.3\n"}});
        services.index = index;
        const auto audit = runAudit({}, services);
        QVERIFY(audit);
        std::map<std::string, Json> components;
        for (const Json& component :
             Json::parse(report(ReportFormat::CycloneDx, **audit).toStdString())["components"])
            components[component["name"]] = component;
        QCOMPARE(components["flask"]["hashes"].dump(),
                 Json::array({{{"alg", "SHA-256"}, {"content", sha256}}}).dump());
        QVERIFY(!components["click"].contains("hashes"));
        QVERIFY(components["click"].dump().contains("pinwheel:hashes-unknown"));
    }
};

QTEST_APPLESS_MAIN(TestReportSections)
#include "tst_report_sections.moc"
