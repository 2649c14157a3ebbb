// The proving of fixes by itself, with a small stand-in for the audit: every line "bad NAME" is a
// medium finding whose fixes replace that line.

#include "core/fixes/prove.h"

#include <QTest>

#include <algorithm>

using namespace pinwheel;

namespace {

/// What a fix of "bad NAME" puts in place of the line.
struct Offer {
    std::string replacement;
    Applicability applicability = Applicability::Safe;
};
using Offers = std::map<std::string, std::vector<Offer>>;

TrialAudit auditLines(const std::string& text, const Offers& offers)
{
    TrialAudit audit;
    const FileId file = audit.sources.add(std::make_shared<const SourceText>("f", text));
    const SourceText& source = audit.sources.text(file);
    for (std::uint32_t line = 1; line <= source.lineCount(); ++line) {
        const std::string_view lineText = source.lineText(line);
        if (!lineText.starts_with("bad ")) continue;
        Finding finding {.id = std::string(lineText),
                         .rule = "T1",
                         .subject = std::string(lineText.substr(4)),
                         .title = std::string(lineText)};
        finding.level = Level::Medium;
        finding.span = {file, source.lineStart(line), source.lineStart(line + 1)};
        if (const auto found = offers.find(finding.subject); found != offers.end()) {
            for (const Offer& offer : found->second) {
                Fix fix {.title = "replace", .applicability = offer.applicability};
                (void)fix.edits.add({finding.span, offer.replacement});
                finding.fixes.push_back(std::move(fix));
            }
        }
        audit.overall = Level::Medium;
        audit.findings.push_back(std::move(finding));
    }
    return audit;
}

} // namespace

class TestProve : public QObject
{
    Q_OBJECT

    Offers m_offers;

    TrialFunction trial() const
    {
        return [this](const std::map<std::string, std::string>& patched) -> Result<TrialAudit> {
            return auditLines(patched.at("f"), m_offers);
        };
    }

private slots:
    void fixesAreOfferedOnlyWhenTheyHold_data()
    {
        QTest::addColumn<QByteArray>("replacement");
        QTest::addColumn<bool>("offered");
        QTest::newRow("removes its finding") << QByteArray("good\n") << true;
        QTest::newRow("leaves its finding") << QByteArray("bad a\n") << false;
        QTest::newRow("raises another") << QByteArray("bad z\n") << false;
        QTest::newRow("changes nothing") << QByteArray("bad a\nbad a\n") << false;
    }
    void fixesAreOfferedOnlyWhenTheyHold()
    {
        QFETCH(QByteArray, replacement);
        QFETCH(bool, offered);
        m_offers = {{"a", {{replacement.toStdString()}}}};
        TrialAudit audit = auditLines("bad a\nx\n", m_offers);
        const TrialAudit before = audit;
        QCOMPARE(proveFixes(audit.findings, audit.sources, before, trial(), {}), 1U);
        QCOMPARE(audit.findings.front().fixes.size(), offered ? 1U : 0U);
        if (offered)
            QVERIFY(audit.findings.front().fixes.front().outcome->diff.contains("-bad a\n+good\n"));
    }

    void safeFixesComposeOverRounds()
    {
        // Fixing b shows c, which has a safe fix of its own; d is for review and stays.
        m_offers = {{"a", {{"good\n"}}},
                    {"b", {{"x\n"}}},
                    {"c", {{"good\n"}}},
                    {"d", {{"good\n", Applicability::Review}}}};
        TrialAudit audit = auditLines("bad a\nbad b\nkeep\nbad d\n", m_offers);
        const TrialAudit before = audit;
        proveFixes(audit.findings, audit.sources, before, trial(), {});
        const auto all = composeFixes(audit.findings, audit.sources, before, trial(),
                                      allSafeFixesSelection(), {});
        QVERIFY(all.has_value());
        QCOMPARE(applyEdits("bad a\nbad b\nkeep\nbad d\n", FileId {0}, all->fix.edits),
                 std::string("good\nx\nkeep\nbad d\n"));
        QCOMPARE(all->fix.outcome->removed.size(), 2U);
        QCOMPARE(all->fix.outcome->after, Level::Medium);
    }

    void overlappingFixesAreLeft()
    {
        m_offers = {{"a", {{"good\n"}}}};
        TrialAudit audit = auditLines("bad a\n", m_offers);
        Finding twin = audit.findings.front();
        twin.subject = "twin";
        twin.fixes.front().edits = {};
        (void)twin.fixes.front().edits.add({twin.span, "other\n"});
        const TrialAudit before = audit;
        proveFixes(audit.findings, audit.sources, before, trial(), {});
        twin.fixes.front().outcome = audit.findings.front().fixes.front().outcome;
        audit.findings.push_back(twin);
        const auto all = composeFixes(audit.findings, audit.sources, before, trial(),
                                      allSafeFixesSelection(), {});
        QCOMPARE(applyEdits("bad a\n", FileId {0}, all->fix.edits), std::string("good\n"));
    }

    void untouchedLinesKeepTheirBytes()
    {
        m_offers = {{"a", {{"good\n"}}}};
        const std::string text = "one\r\nbad a\n\ttwo  \nlast without newline";
        TrialAudit audit = auditLines(text, m_offers);
        const TrialAudit before = audit;
        proveFixes(audit.findings, audit.sources, before, trial(), {});
        const auto all = composeFixes(audit.findings, audit.sources, before, trial(),
                                      allSafeFixesSelection(), {});
        QCOMPARE(applyEdits(text, FileId {0}, all->fix.edits),
                 std::string("one\r\ngood\n\ttwo  \nlast without newline"));
    }

    void textsOfTheBuildAreNotPatched()
    {
        SourceSet sources;
        const FileId file =
            sources.add(std::make_shared<const SourceText>("/tmp/c.txt", "x", TextOrigin::Written));
        EditSet edits;
        QVERIFY(edits.add({{file, 0, 1}, "y"}).has_value());
        QVERIFY(!patchedTexts(sources, edits).has_value());
    }
};

QTEST_APPLESS_MAIN(TestProve)
#include "tst_prove.moc"
