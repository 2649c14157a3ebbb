#include "core/base/installation.h"
#include "core/risk/rate_risk.h"
#include "core/text/file_provider.h"

#include <QRegularExpression>
#include <QTest>

using namespace pinwheel;

class tst_rate_risk : public QObject
{
    Q_OBJECT

private slots:
    void pageShowsTheSameTable();
    void levelNeverFallsWhenProbabilityOrImpactRises();
    void suppressedFindingsDoNotCount();
    void priorityFollowsTheLevel();
};

namespace {
constexpr std::array impacts {Impact::Low, Impact::Medium, Impact::High, Impact::Critical};
constexpr std::array probabilities {Probability::Low, Probability::Medium, Probability::High,
                                    Probability::Certain};
} // namespace

void tst_rate_risk::pageShowsTheSameTable()
{
    const auto page = readTextFile(dataFolder() / "rules" / "risk.md");
    QVERIFY(page.has_value());
    const QString text = QString::fromStdString(*page);
    for (const Impact impact : impacts) {
        QString row = QStringLiteral("| %1 |").arg(QString::fromUtf8(toText(impact)));
        for (const Probability probability : probabilities)
            row += QStringLiteral(" %1 |").arg(
                QString::fromUtf8(toText(levelOf(probability, impact))));
        QVERIFY2(text.contains(row), qPrintable(row));
    }
    for (const Grade grade : {Grade::Certain, Grade::Likely, Grade::Unknown}) {
        const QString row = QStringLiteral("| %1 | %2 |")
                                .arg(QString::fromUtf8(toText(grade)),
                                     QString::fromUtf8(toText(probabilityOf(grade))));
        QVERIFY2(text.contains(row), qPrintable(row));
    }
}

void tst_rate_risk::levelNeverFallsWhenProbabilityOrImpactRises()
{
    for (std::size_t i = 0; i < 4; ++i)
        for (std::size_t p = 0; p < 4; ++p) {
            if (i > 0)
                QVERIFY(levelOf(probabilities[p], impacts[i])
                        >= levelOf(probabilities[p], impacts[i - 1]));
            if (p > 0)
                QVERIFY(levelOf(probabilities[p], impacts[i])
                        >= levelOf(probabilities[p - 1], impacts[i]));
        }
}

void tst_rate_risk::suppressedFindingsDoNotCount()
{
    std::vector<Finding> findings(2);
    findings[0].impact = Impact::Critical;
    findings[0].suppressedBy = "known";
    findings[1].impact = Impact::Medium;
    rateRisk(findings);
    QCOMPARE(findings[0].level, Level::Critical);
    QCOMPARE(overallLevel(findings), Level::Medium);
    QCOMPARE(overallLevel({}), Level::Low);
}

void tst_rate_risk::priorityFollowsTheLevel()
{
    QCOMPARE(priorityOf(Level::Critical, Probability::High), Priority::Immediate);
    QCOMPARE(priorityOf(Level::High, Probability::Medium), Priority::Important);
    QCOMPARE(priorityOf(Level::Medium, Probability::Certain), Priority::Important);
    QCOMPARE(priorityOf(Level::Low, Probability::Low), Priority::Monitor);
}

QTEST_GUILESS_MAIN(tst_rate_risk)
#include "tst_rate_risk.moc"
