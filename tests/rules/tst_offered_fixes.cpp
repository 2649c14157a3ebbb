// Every fix that is offered, on the bad example of every rule page and on real Dockerfiles beside
// the source tree: judged here by comparisons of its own, not by those that decided to offer it.

#include "core/audit/trial.h"
#include "core/base/installation.h"
#include "core/rules/rule.h"
#include "offer_checks.h"
#include "rule_page.h"
#include "tests/support/audit_project.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace pinwheel;
using namespace pinwheel::test;

namespace {

/// What was looked at, for the line that the test prints.
struct Tally {
    std::size_t tried = 0;
    std::size_t withheld = 0;
    std::size_t offered = 0;
    std::size_t checked = 0;
    std::size_t manual = 0;
    QStringList broken;

    void count(const Audit& audit, const std::string& project)
    {
        tried += audit.fixTrials.tried;
        withheld += audit.fixTrials.withheld;
        if (audit.fixTrials.tried < audit.fixTrials.withheld + audit.fixTrials.notTried)
            broken.append(QString::fromStdString(project + ": the counts do not add up"));
    }

    [[nodiscard]] QString text() const
    {
        return QStringLiteral("%1 tried, %2 withheld, %3 offered (%4 by hand), %5 of these checked "
                              "here, %6 do not hold")
            .arg(tried)
            .arg(withheld)
            .arg(offered)
            .arg(manual)
            .arg(checked)
            .arg(broken.size());
    }
};

/// Checks every fix on offer, and all safe ones together; a line for each that does not hold.
void checkOffers(const std::string& project, const Audit& audit, const AuditServices& services,
                 const QElapsedTimer& clock, qint64 untilMs, Tally& tally)
{
    tally.count(audit, project);
    const TrialFunction trial = trialFunctionOf(audit, services);
    const TrialAudit before = trialAuditOf(audit);
    const auto check = [&](const Finding* finding, const Fix& fix) {
        ++tally.checked;
        for (const std::string& trouble : troubleWith(fix, finding, audit, before, trial))
            tally.broken.append(QString::fromStdString(
                project + ": " + (finding != nullptr ? finding->id : "all safe") + ": " + fix.title
                + ": " + trouble));
    };
    for (const Finding& finding : audit.findings)
        for (const Fix& fix : finding.fixes) {
            ++tally.offered;
            if (fix.applicability == Applicability::Manual)
                ++tally.manual;
            else if (clock.elapsed() < untilMs)
                check(&finding, fix);
        }
    if (audit.allSafeFixes && clock.elapsed() < untilMs) check(nullptr, *audit.allSafeFixes);
}

/// The examples of all rule pages: id, files, options.
std::vector<std::pair<std::string, RulePage>> badExamples()
{
    std::vector<std::pair<std::string, RulePage>> pages;
    for (const Rule& rule : allRules()) {
        const auto text =
            readTextFile(dataFolder() / "rules" / (std::string(rule.info.id) + ".md"));
        if (!text) continue;
        RulePage page = readRulePage(*text);
        if (!page.bad.empty()) pages.emplace_back(rule.info.id, std::move(page));
    }
    return pages;
}

std::map<std::string, std::string> mapped(const std::map<std::string, std::string>& files,
                                          const std::function<std::string(std::string)>& change)
{
    std::map<std::string, std::string> out;
    for (const auto& [path, text] : files)
        out.emplace(path, change(text));
    return out;
}

std::string withCrLf(const std::string& text)
{
    return QString::fromStdString(text).replace("\n", "\r\n").toStdString();
}
std::string withoutLastNewline(std::string text)
{
    while (text.ends_with('\n'))
        text.pop_back();
    return text;
}

} // namespace

class TestOfferedFixes : public QObject
{
    Q_OBJECT

private slots:
    void fixesOfBadExamplesHold();
    void layoutOfTheFileIsKept_data();
    void layoutOfTheFileIsKept();
    void fixesOfRealProjectsHold();
};

void TestOfferedFixes::fixesOfBadExamplesHold()
{
    Tally tally;
    QElapsedTimer clock;
    clock.start();
    for (const auto& [id, page] : badExamples()) {
        const AuditPtr audit = auditOf(page.bad, page.options);
        checkOffers(id, *audit, servicesFor(page.bad), clock, 60'000, tally);
    }
    qInfo().noquote() << "bad examples:" << tally.text();
    QVERIFY2(tally.broken.isEmpty(), qPrintable("\n" + tally.broken.join("\n")));
    QVERIFY(tally.checked > 20);
}

using TextChange = std::function<std::string(std::string)>;
Q_DECLARE_METATYPE(TextChange)

void TestOfferedFixes::layoutOfTheFileIsKept_data()
{
    QTest::addColumn<TextChange>("change");
    QTest::newRow("lines end with CR LF") << TextChange(withCrLf);
    QTest::newRow("no newline at the end") << TextChange(withoutLastNewline);
    QTest::newRow("a byte order mark stands first")
        << TextChange([](std::string text) { return "\xEF\xBB\xBF" + text; });
    QTest::newRow("CR LF and no newline at the end") << TextChange(
        [](std::string text) { return withCrLf(withoutLastNewline(std::move(text))); });
}

/// A fix of the changed text gives what the change makes of the fixed text: nothing but the fix
/// differs.
void TestOfferedFixes::layoutOfTheFileIsKept()
{
    QFETCH(TextChange, change);
    QStringList broken;
    std::size_t compared = 0;
    for (const auto& [id, page] : badExamples()) {
        const AuditPtr plain = auditOf(page.bad, page.options);
        const AuditPtr other = auditOf(mapped(page.bad, change), page.options);
        const auto fixedTexts = [&](const Audit& audit, bool changed) {
            std::set<std::pair<std::string, std::map<std::string, std::string>>> out;
            for (const Finding& finding : audit.findings)
                for (const Fix& fix : finding.fixes)
                    if (const auto patched = patchedTexts(audit.model.sources, fix.edits))
                        out.emplace(finding.id + "/" + fix.title,
                                    changed ? mapped(*patched, change) : *patched);
            return out;
        };
        const auto expected = fixedTexts(*plain, true);
        const auto actual = fixedTexts(*other, false);
        compared += expected.size();
        if (expected == actual) continue;
        for (const auto& [name, texts] : expected)
            if (!actual.contains({name, texts})) {
                QString line = QString::fromStdString(id + ": " + name + "\n  expected:");
                for (const auto& [path, text] : texts)
                    line +=
                        QString::fromLatin1(QTest::toPrettyCString(text.c_str(), int(text.size())));
                line += "\n  got:";
                for (const auto& [again, got] : actual)
                    if (again == name)
                        for (const auto& [path, text] : got)
                            line += QString::fromLatin1(
                                QTest::toPrettyCString(text.c_str(), int(text.size())));
                broken.append(line);
            }
    }
    QVERIFY2(broken.isEmpty(), qPrintable("\n" + broken.join("\n")));
    QVERIFY(compared > 20);
}

/// Real Dockerfiles lie beside the source tree and are no part of it.
void TestOfferedFixes::fixesOfRealProjectsHold()
{
    const QString folder = QStringLiteral(PINWHEEL_SOURCE_DIR "/../shared/corpus");
    if (!QDir(folder).exists()) QSKIP("the real projects are not beside the source tree");
    constexpr qint64 allMs = 55'000;
    constexpr qint64 oneMs = 5'000;
    Tally tally;
    QElapsedTimer all;
    all.start();
    QStringList leftOut;
    for (const QString& name :
         QDir(folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        QFile description(folder + "/" + name + "/case.json");
        if (!description.open(QFile::ReadOnly)) continue;
        const QJsonObject object = QJsonDocument::fromJson(description.readAll()).object();
        if (all.elapsed() > allMs) {
            leftOut.append(name);
            continue;
        }
        AuditOptions options;
        options.dockerfile = object["dockerfile"].toString().toStdString();
        if (const QString context = object["context_root"].toString("."); context != ".")
            options.context = context.toStdString();
        const AuditServices services = servicesForFolder((folder + "/" + name).toStdString());
        const auto audit = runAudit(options, services);
        QVERIFY2(audit.has_value(), qPrintable(name));
        QElapsedTimer one;
        one.start();
        const std::size_t offered = tally.offered;
        const std::size_t checked = tally.checked;
        checkOffers(name.toStdString(), **audit, services, one, oneMs, tally);
        if (one.elapsed() >= oneMs)
            leftOut.append(QStringLiteral("%1 (%2 of %3 fixes)")
                               .arg(name)
                               .arg(tally.checked - checked)
                               .arg(tally.offered - offered));
    }
    qInfo().noquote() << "real projects:" << tally.text();
    if (!leftOut.isEmpty()) qInfo().noquote() << "left out for time:" << leftOut.join(", ");
    QVERIFY2(tally.broken.isEmpty(), qPrintable("\n" + tally.broken.join("\n")));
    QVERIFY(tally.checked > 20);
}

QTEST_GUILESS_MAIN(TestOfferedFixes)
#include "tst_offered_fixes.moc"
