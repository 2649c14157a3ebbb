#include "core/audit/audit.h"
#include "core/base/installation.h"
#include "core/build/resolution_memory.h"
#include "core/index/snapshot_index.h"
#include "core/knowledge/knowledge.h"
#include "core/rules/rule.h"
#include "rule_page.h"

#include <QTest>

using namespace pinwheel;

/// The examples of each rule page: the bad one is reported exactly at its marks, the good one is
/// not.
class tst_rule_pages : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void badExampleIsReportedAtItsMarks_data() { addRules(); }
    void badExampleIsReportedAtItsMarks();
    void goodExampleIsSilent_data() { addRules(); }
    void goodExampleIsSilent();
    void safeFixesOfBadExampleRemoveTheFinding_data() { addRules(); }
    void safeFixesOfBadExampleRemoveTheFinding();

private:
    void addRules();
    RulePage pageOf(const std::string& id);
    AuditPtr auditOf(const std::map<std::string, std::string>& files, const AuditOptions& options);

    AuditServices m_services;
};

void tst_rule_pages::initTestCase()
{
    auto knowledge = loadKnowledge(dataFolder() / "knowledge");
    QVERIFY2(knowledge.has_value(), knowledge ? "" : knowledge.error().message.c_str());
    m_services.knowledge = *knowledge;
    auto index = openShippedSnapshot();
    QVERIFY2(index.has_value(), index ? "" : index.error().message.c_str());
    m_services.index = *index;
}

void tst_rule_pages::addRules()
{
    QTest::addColumn<std::string>("id");
    for (const Rule& rule : allRules())
        QTest::newRow(
            std::string(std::string(rule.info.id) + " " + std::string(rule.info.name)).c_str())
            << std::string(rule.info.id);
}

RulePage tst_rule_pages::pageOf(const std::string& id)
{
    const auto text = readTextFile(dataFolder() / "rules" / (id + ".md"));
    if (!text) return {};
    return readRulePage(*text);
}

AuditPtr tst_rule_pages::auditOf(const std::map<std::string, std::string>& files,
                                 const AuditOptions& options)
{
    AuditServices services = m_services;
    services.files = std::make_shared<MemoryFileProvider>(files);
    auto audit = runAudit(options, services);
    if (!audit) qWarning("%s", audit.error().message.c_str());
    return audit.value_or(nullptr);
}

void tst_rule_pages::badExampleIsReportedAtItsMarks()
{
    QFETCH(std::string, id);
    RulePage page = pageOf(id);
    if (page.bad.empty()) QSKIP("the page has no bad example");
    QVERIFY2(!page.marks.empty(), "a bad example needs a mark");
    page.options.proveFixes = false;
    const AuditPtr audit = auditOf(page.bad, page.options);
    QVERIFY(audit);
    std::set<std::pair<std::string, std::size_t>> places;
    QString all;
    for (const Finding& finding : audit->findings) {
        const SourceText& text = audit->model.sources.text(finding.span.file);
        all += QString::fromStdString("\n  " + finding.rule + " " + text.path() + ":"
                                      + std::to_string(text.lineOf(finding.span.begin)) + " "
                                      + finding.title);
        if (finding.rule == id) places.emplace(text.path(), text.lineOf(finding.span.begin));
    }
    if (places != page.marks)
        for (const InstallStep& step : audit->model.trace.installs) {
            all += QString::fromStdString("\n  step " + step.text + " env=" + step.environment
                                          + " failure=" + step.failure.value_or("-"));
            for (const Decision& d : step.decisions)
                all += QString::fromStdString(
                    "\n      " + d.name + " " + std::string(toText(d.kind)) + " " + d.before
                    + " -> " + d.after + " (" + d.afterIndex + ") " + d.reason);
        }
    QVERIFY2(places == page.marks, qPrintable("reported:" + all));
}

void tst_rule_pages::goodExampleIsSilent()
{
    QFETCH(std::string, id);
    RulePage page = pageOf(id);
    QVERIFY2(!page.good.empty(), "the page has no good example");
    page.options.proveFixes = false;
    const AuditPtr audit = auditOf(page.good, page.options);
    QVERIFY(audit);
    for (const Finding& finding : audit->findings)
        QVERIFY2(finding.rule != id,
                 qPrintable(QString::fromStdString(finding.title + ": " + finding.message)));
}

void tst_rule_pages::safeFixesOfBadExampleRemoveTheFinding()
{
    QFETCH(std::string, id);
    RulePage page = pageOf(id);
    if (page.bad.empty()) QSKIP("the page has no bad example");
    AuditOptions quick = page.options;
    const AuditPtr audit = auditOf(page.bad, quick);
    QVERIFY(audit);
    bool offered = false;
    for (const Finding& finding : audit->findings) {
        if (finding.rule != id) continue;
        for (const Fix& fix : finding.fixes) {
            offered = true;
            QVERIFY2(fix.applicability == Applicability::Manual || fix.outcome,
                     qPrintable(QString::fromStdString(fix.title)));
        }
    }
    if (!offered) QSKIP("the rule offers no fix here");
    if (audit->allSafeFixes) QVERIFY(audit->afterSafeFixes <= audit->before);
}

QTEST_GUILESS_MAIN(tst_rule_pages)
#include "tst_rule_pages.moc"
