#include "tests/ui/support/real_window.h"

#include "ui/chains/chain_model.h"
#include "ui/decisions/decision_model.h"
#include "ui/editor/finding_marks.h"
#include "ui/environment/environment_model.h"
#include "ui/findings/finding_model.h"
#include "ui/fixes/fix_model.h"
#include "ui/qt_text.h"
#include "ui/ribbons/link_model.h"
#include "ui/risk/heat_map.h"
#include "ui/timeline/timeline_rows.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace pinwheel;
using namespace Qt::StringLiterals;

/// The models on the audit of the example, checked by Qt's model tester and against the audit itself.
class TestUiModels : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        useTestSettings();
        std::map<std::string, std::string> files;
        for (const auto& [name, bytes] : exampleFiles(QStringLiteral(PINWHEEL_SOURCE_DIR))) files[name.toStdString()] = bytes.toStdString();
        m_audit = auditOf(files);
        QVERIFY(m_audit);
        QVERIFY(!m_audit->findings.empty());
    }

    void findingsAreTheAuditsOwn()
    {
        FindingModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setAudit(m_audit);
        const auto shown = std::ranges::count_if(m_audit->findings, [](const Finding& finding) { return !finding.suppressedBy; });
        QCOMPARE(model.rowCount(), int(shown));
        for (int row = 0; row < model.rowCount(); ++row) {
            const QString id = model.index(row, 0).data(FindingModel::FindingIdRole).toString();
            QCOMPARE(model.rowOf(id), row);
            QVERIFY(!model.index(row, FindingModel::Title).data().toString().isEmpty());
            QVERIFY(model.index(row, FindingModel::Place).data().toString().contains(u':'));
        }
        model.setAudit(nullptr);
        QCOMPARE(model.rowCount(), 0);
    }

    void filterNarrowsByLevelTextAndCell()
    {
        FindingModel model;
        FindingFilter filter;
        const QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
        filter.setSourceModel(&model);
        model.setAudit(m_audit);
        const int all = filter.rowCount();
        filter.setText(u"ignore-installed"_s);
        QVERIFY(filter.rowCount() > 0 && filter.rowCount() < all);
        filter.setText({});
        int sum = 0;
        const RiskCells cells = riskCells(*m_audit);
        for (int impact = 0; impact < 4; ++impact)
            for (int probability = 0; probability < 4; ++probability) {
                const FindingFilter::Cell cell {static_cast<Impact>(impact), static_cast<Probability>(probability)};
                filter.setCell(cell);
                QCOMPARE(filter.rowCount(), cells.at(cell.first, cell.second).count);
                sum += filter.rowCount();
            }
        QCOMPARE(sum, all);
        filter.reset();
        filter.setLevelShown(Level::Low, false);
        for (int row = 0; row < filter.rowCount(); ++row)
            QVERIFY(filter.index(row, 0).data(FindingModel::LevelRole).toInt() != int(Level::Low));
        filter.sort(FindingModel::Risk, Qt::AscendingOrder);
        for (int row = 1; row < filter.rowCount(); ++row)
            QVERIFY(filter.index(row - 1, 0).data(FindingModel::LevelRole).toInt() <= filter.index(row, 0).data(FindingModel::LevelRole).toInt());
    }

    void tablesAreCopiedWhole()
    {
        FindingModel model;
        model.setAudit(m_audit);
        const QString markdown = tableAsText(model, {FindingModel::Rule, FindingModel::Title}, true);
        QCOMPARE(markdown.count(u'\n'), model.rowCount() + 2);
        const QString tabs = tableAsText(model, {FindingModel::Rule, FindingModel::Title}, false);
        QCOMPARE(tabs.count(u'\t'), model.rowCount() + 1);
    }

    void treesHoldTogether()
    {
        ChainModel chains;
        const QAbstractItemModelTester chainTester(&chains, QAbstractItemModelTester::FailureReportingMode::QtTest);
        chains.setAudit(m_audit);
        QCOMPARE(chains.rowCount(), int(m_audit->chains.size()));
        DecisionModel decisions;
        const QAbstractItemModelTester decisionTester(&decisions, QAbstractItemModelTester::FailureReportingMode::QtTest);
        decisions.setAudit(m_audit);
        QCOMPARE(decisions.rowCount(), int(m_audit->model.trace.installs.size()));
        const QModelIndex torch = decisions.indexOf(u"torch"_s, 9);
        QVERIFY(torch.isValid());
        QCOMPARE(torch.data(DecisionModel::PackageRole).toString(), u"torch"_s);
        QCOMPARE(torch.data(DecisionModel::LayerRole).toUInt(), 9U);
        FixModel fixes;
        const QAbstractItemModelTester fixTester(&fixes, QAbstractItemModelTester::FailureReportingMode::QtTest);
        fixes.setAudit(m_audit);
        QVERIFY(fixes.rowCount() > 0);
        for (const auto& empty : {AuditPtr()}) {
            chains.setAudit(empty);
            decisions.setAudit(empty);
            fixes.setAudit(empty);
            QCOMPARE(chains.rowCount() + decisions.rowCount() + fixes.rowCount(), 0);
        }
    }

    void environmentShowsEveryChange()
    {
        const QStringList names = EnvironmentModel::environmentsOf(*m_audit);
        QVERIFY(!names.isEmpty());
        EnvironmentModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setAudit(m_audit, names.front());
        const int row = model.rowOfPackage(u"numpy"_s);
        QVERIFY(row >= 0);
        // Layer 5 installs it, layer 6 leaves it alone, layer 9 writes it again.
        const QString fifth = model.index(row, model.columnOfLayer(5)).data().toString();
        const QString sixth = model.index(row, model.columnOfLayer(6)).data().toString();
        const QString ninth = model.index(row, model.columnOfLayer(9)).data().toString();
        QCOMPARE(fifth, u"● 1.26.4"_s);
        QCOMPARE(sixth, u"1.26.4"_s);
        QCOMPARE(ninth, u"● 1.26.4"_s);
        QVERIFY(model.index(row, 0).data(EnvironmentModel::EverChangedRole).toBool());
        EnvironmentFilter filter;
        filter.setSourceModel(&model);
        filter.setText(u"torchvision"_s);
        QCOMPARE(filter.rowCount(), 1);
    }

    void timelineHasACardPerLayerAndALanePerContestedPackage()
    {
        const std::vector<TimelineCard> cards = timelineCards(*m_audit);
        QCOMPARE(cards.size(), m_audit->model.trace.layers.size());
        const std::vector<Lane> lanes = timelineLanes(*m_audit, cards);
        const auto numpy = std::ranges::find(lanes, u"numpy"_s, &Lane::name);
        QVERIFY(numpy != lanes.end());
        QCOMPARE(numpy->points.size(), std::size_t(2));
        QCOMPARE(cards[std::size_t(numpy->points[0].card)].layer, 5U);
        QCOMPARE(cards[std::size_t(numpy->points[1].card)].layer, 9U);
        QVERIFY(numpy->points[1].worst.has_value());
        for (const Lane& lane : lanes)
            for (std::size_t i = 1; i < lane.points.size(); ++i) QVERIFY(lane.points[i - 1].card < lane.points[i].card);
    }

    void marksAndLinksStandInTheirTexts()
    {
        const SourceSet& sources = m_audit->model.sources;
        const auto requirements = sources.find("requirements.txt");
        QVERIFY(requirements);
        for (std::uint32_t i = 0; i < sources.size(); ++i)
            for (const FindingMark& mark : findingMarks(*m_audit, FileId {i})) {
                QVERIFY(mark.span.end <= sources.text(FileId {i}).bytes().size());
                QVERIFY(mark.span.begin <= mark.span.end);
            }
        const std::vector<Link> links = linksBetween(*m_audit, m_audit->model.dockerfileText, *requirements);
        QVERIFY(!links.empty());
        for (const Link& link : links) {
            QCOMPARE(link.left.file, m_audit->model.dockerfileText);
            QCOMPARE(link.right.file, *requirements);
        }
        QVERIFY(std::ranges::is_sorted(links, {}, &Link::level));
    }

private:
    AuditPtr m_audit;
};

QTEST_MAIN(TestUiModels)
#include "tst_ui_models.moc"
