// How many simulations the proving of fixes makes, with a small stand-in for the audit: every line
// "bad" is a finding whose fix takes the line away.

#include "core/base/format.h"
#include "core/fixes/trials.h"

#include <QTest>

using namespace pinwheel;

namespace {

TrialAudit auditLines(const std::string& text)
{
    TrialAudit audit;
    const FileId file = audit.sources.add(std::make_shared<const SourceText>("f", text));
    const SourceText& source = audit.sources.text(file);
    for (std::uint32_t line = 1; line <= source.lineCount(); ++line) {
        if (!source.lineText(line).starts_with("bad")) continue;
        Finding finding {
            .rule = "T1", .subject = std::string(source.lineText(line)), .title = "bad line"};
        finding.level = Level::Medium;
        finding.span = {file, source.lineStart(line), source.lineStart(line + 1)};
        Fix fix {.title = "remove", .applicability = Applicability::Safe};
        (void)fix.edits.add({finding.span, ""});
        finding.fixes.push_back(std::move(fix));
        audit.overall = Level::Medium;
        audit.findings.push_back(std::move(finding));
    }
    return audit;
}

using PatchedTexts = std::map<std::string, std::string>;

} // namespace

class TestTrials : public QObject
{
    Q_OBJECT

    int m_trials = 0;

    /// @param keeps  the audit fails to improve when this line is gone
    TrialFunction countedTrial(std::string keeps = {})
    {
        return [this, keeps = std::move(keeps)](const PatchedTexts& patched) -> Result<TrialAudit> {
            ++m_trials;
            TrialAudit audit = auditLines(patched.at("f"));
            if (!keeps.empty() && !patched.at("f").contains("bad 0\n")
                && !patched.at("f").contains(keeps))
                audit.failedInstalls = 1;
            return audit;
        };
    }

    static std::string badLines(int count)
    {
        std::string text = "keep\n";
        for (int i = 0; i < count; ++i)
            text += formatted("bad {}\n", i);
        return text;
    }

private slots:
    void init() { m_trials = 0; }

    void fixesThatGoTogetherAreComposedAtOnce()
    {
        TrialAudit audit = auditLines(badLines(100));
        const TrialAudit before = audit;
        proveFixes(audit.findings, audit.sources, before, countedTrial(), {});
        QCOMPARE(m_trials, 100);
        m_trials = 0;
        const auto all = composeFixes(audit.findings, audit.sources, before, countedTrial(),
                                      allSafeFixesSelection(), {});
        QVERIFY(all.has_value());
        QCOMPARE(applyEdits(badLines(100), FileId {0}, all->fix.edits), std::string("keep\n"));
        QVERIFY2(m_trials <= 3, std::to_string(m_trials).c_str());
    }

    void theOneThatDoesNotGoWithTheOthersIsLeft()
    {
        TrialAudit audit = auditLines(badLines(100));
        const TrialAudit before = audit;
        proveFixes(audit.findings, audit.sources, before, countedTrial(), {});
        m_trials = 0;
        const auto all = composeFixes(audit.findings, audit.sources, before,
                                      countedTrial("bad 70\n"), allSafeFixesSelection(), {});
        QVERIFY(all.has_value());
        QCOMPARE(applyEdits(badLines(100), FileId {0}, all->fix.edits),
                 std::string("keep\nbad 70\n"));
        QVERIFY2(m_trials <= 40, std::to_string(m_trials).c_str());
    }

    void sameTextsAreTriedOnce()
    {
        const TrialFunction trial = rememberedTrials(countedTrial());
        QCOMPARE(trial({{"f", "bad 1\n"}})->findings.size(), 1U);
        QCOMPARE(trial({{"f", "good\n"}})->findings.size(), 0U);
        QCOMPARE(trial({{"f", "bad 1\n"}})->findings.size(), 1U);
        QCOMPARE(m_trials, 2);
    }

    void behindTheBoundNothingIsOffered()
    {
        TrialAudit audit = auditLines(badLines(20));
        const TrialAudit before = audit;
        TrialBudget budget {.trials = 100, .bytes = 1'000};
        proveFixes(audit.findings, audit.sources, before,
                   boundedTrials(countedTrial(), 100, budget), {});
        QCOMPARE(m_trials, 10);
        QCOMPARE(budget.refused, 10U);
        QCOMPARE(audit.findings.at(9).fixes.size(), 1U);
        QCOMPARE(audit.findings.at(10).fixes.size(), 0U);
    }
};

QTEST_APPLESS_MAIN(TestTrials)
#include "tst_trials.moc"
