#include "app/workbench/real_services.h"
#include "tests/ui/support/real_window.h"
#include "ui/chains/chain_view.h"
#include "ui/chains/gpu_matrix_view.h"
#include "ui/compare/comparison_model.h"
#include "ui/compare/git_files.h"
#include "ui/decisions/decision_view.h"
#include "ui/editor/definitions.h"
#include "ui/editor/finding_marks.h"
#include "ui/editor/hover_card.h"
#include "ui/environment/environment_view.h"
#include "ui/environment/frozen_column_table.h"
#include "ui/environment/why_here.h"
#include "ui/findings/finding_groups.h"
#include "ui/findings/finding_model.h"
#include "ui/findings/finding_table.h"
#include "ui/fixes/fix_model.h"
#include "ui/fixes/side_by_side.h"
#include "ui/qt_text.h"
#include "ui/ribbons/link_model.h"
#include "ui/risk/heat_map.h"
#include "ui/target/target_dialog.h"
#include "ui/timeline/stage_lanes.h"
#include "ui/timeline/timeline_rows.h"
#include "ui/tree_with_words.h"

#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QLabel>
#include <QProcess>
#include <QScrollBar>
#include <QSettings>
#include <QTableView>
#include <QTest>
#include <QTreeWidget>

using namespace pinwheel;
using namespace Qt::StringLiterals;

/// The models on the audit of the example, checked by Qt's model tester and against the audit
/// itself.
class TestUiModels : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        useTestSettings();
        std::map<std::string, std::string> files;
        for (const auto& [name, bytes] : exampleFiles(QStringLiteral(PINWHEEL_SOURCE_DIR)))
            files[name.toStdString()] = bytes.toStdString();
        m_audit = auditOf(files);
        QVERIFY(m_audit);
        QVERIFY(!m_audit->findings.empty());
    }

    void findingsAreTheAuditsOwn()
    {
        FindingModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setAudit(m_audit);
        const auto shown = std::ranges::count_if(
            m_audit->findings, [](const Finding& finding) { return !finding.suppressedBy; });
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
        const QAbstractItemModelTester tester(
            &filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
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
                const FindingFilter::Cell cell {static_cast<Impact>(impact),
                                                static_cast<Probability>(probability)};
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
            QVERIFY(filter.index(row - 1, 0).data(FindingModel::LevelRole).toInt()
                    <= filter.index(row, 0).data(FindingModel::LevelRole).toInt());
    }

    void groupsHoldEveryFindingAndNoOther()
    {
        FindingModel model;
        FindingFilter filter;
        filter.setSourceModel(&model);
        FindingGroups groups(&filter);
        const QAbstractItemModelTester tester(
            &groups, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setAudit(m_audit);
        QCOMPARE(groups.rowCount(), filter.rowCount());
        for (const GroupBy groupBy :
             {GroupBy::Package, GroupBy::Layer, GroupBy::Level, GroupBy::Rule}) {
            groups.setGroupBy(groupBy);
            QCOMPARE(groupByFromWord(groupByWord(groupBy)), groupBy);
            QSet<QString> seen;
            for (int group = 0; group < groups.rowCount(); ++group) {
                const QModelIndex above = groups.index(group, 0);
                QVERIFY(above.data(FindingGroups::IsGroupRole).toBool());
                QVERIFY(groups.rowCount(above) > 0);
                QCOMPARE(above.data(FindingGroups::GroupCountRole).toInt(), groups.rowCount(above));
                for (int row = 0; row < groups.rowCount(above); ++row)
                    seen.insert(
                        groups.index(row, 0, above).data(FindingModel::FindingIdRole).toString());
            }
            QCOMPARE(seen.size(), filter.rowCount());
        }
        filter.setText(u"ignore-installed"_s);
        QVERIFY(groups.rowCount() > 0);
        QVERIFY(!groups.placesOf(filter.index(0, 0).data(FindingModel::FindingIdRole).toString())
                     .empty());
        groups.setGroupBy(GroupBy::Nothing);
        QCOMPARE(groups.rowCount(), filter.rowCount());
    }

    void boxesChooseFixesAndTheirEdits()
    {
        FixModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setAudit(m_audit);
        int row = 0;
        while (row < model.fixCount()
               && model.index(row, 0).data(FixModel::StateRole).toInt()
                   == int(FixState::NotOffered))
            ++row;
        QVERIFY(row < model.fixCount());
        const QModelIndex fix = model.index(row, 0);
        QVERIFY(!model.chosenTogether());
        QVERIFY(model.setData(fix, Qt::Checked, Qt::CheckStateRole));
        QCOMPARE(fix.data(FixModel::StateRole).toInt(), int(FixState::Chosen));
        QCOMPARE(model.chosenTogether()->edits, model.fixAt(fix)->edits);
        QVERIFY(model.setData(model.index(0, 0, fix), Qt::Unchecked, Qt::CheckStateRole));
        const bool hadOne = model.rowCount(fix) == 1;
        QCOMPARE(fix.data(Qt::CheckStateRole).toInt(),
                 int(hadOne ? Qt::Unchecked : Qt::PartiallyChecked));
        if (!hadOne)
            QCOMPARE(model.chosenTogether()->edits.edits().size(),
                     model.fixAt(fix)->edits.edits().size() - 1);
        model.clearChoice();
        model.setStale(true);
        QCOMPARE(fix.data(FixModel::StateRole).toInt(), int(FixState::Stale));
        model.setStale(false);
        model.setFailed(fix.data(FixModel::FixIdRole).toString(), u"write-protected"_s);
        QCOMPARE(fix.data(FixModel::StateRole).toInt(), int(FixState::Failed));
        model.setApplied({u"Something done"_s});
        QCOMPARE(model.index(model.rowCount() - 1, 0).data(FixModel::StateRole).toInt(),
                 int(FixState::Applied));
        model.chooseSafe();
        for (const Fix* const chosen : model.chosen())
            QCOMPARE(chosen->applicability, Applicability::Safe);
    }

    void changedWordsAreMarked()
    {
        const auto rows = sideBySide("a\nb\nc\nd\ne\nRUN pip install torch==2.5.1\nend\n",
                                     "a\nb\nc\nd\ne\nRUN pip install torch==2.6.0\nend\n");
        QCOMPARE(rows.front().kind, SideBySideRow::Kind::Gap);
        QCOMPARE(rows.front().hidden, 2);
        const auto changed =
            std::ranges::find(rows, SideBySideRow::Kind::Changed, &SideBySideRow::kind);
        QVERIFY(changed != rows.end());
        QCOMPARE(changed->leftLine, 6);
        QCOMPARE(changed->leftWords, (std::vector<WordRange> {{23, 5}}));
        QCOMPARE(changed->rightWords, (std::vector<WordRange> {{23, 5}}));
        const auto grown = sideBySide("one\n", "one\ntwo\n");
        QCOMPARE(grown.back().kind, SideBySideRow::Kind::Added);
        QVERIFY(sideBySide("same\n", "same\n", 0).size() <= 1);
    }

    void everyArgOfADockerfileIsOffered()
    {
        const std::string text =
            "ARG TAG=3.12\nFROM python:${TAG}\nARG TAG\nARG TORCH\nARG A=1 B\n";
        const auto found = buildArgumentsOf(parseDockerfile(FileId {0}, text));
        QCOMPARE(found.size(), std::size_t(4));
        QCOMPARE(found[0],
                 (BuildArgument {.name = u"TAG"_s, .written = u"3.12"_s, .hasDefault = true}));
        QVERIFY(!found[1].hasDefault);
        QCOMPARE(found[3].name, u"B"_s);
    }

    void aRevisionIsReadAsItWas()
    {
        const ProjectFolder folder(
            {{u"Dockerfile"_s, "FROM python:3.12\n"}, {u"sub/r.txt"_s, "numpy==1.26.4\n"}});
        const auto git = [&folder](const QStringList& words) {
            QProcess process;
            process.setWorkingDirectory(folder.path());
            process.start(
                u"git"_s,
                QStringList {u"-c"_s, u"user.name=a"_s, u"-c"_s, u"user.email=a@example.org"_s}
                    + words);
            return process.waitForFinished() && process.exitCode() == 0;
        };
        if (!git({u"init"_s, u"-q"_s})) QSKIP("git is not installed");
        QVERIFY(git({u"add"_s, u"."_s}) && git({u"commit"_s, u"-qm"_s, u"one"_s}));
        folder.write(u"sub/r.txt"_s, "numpy==2.0.0\n");
        const auto files = openGitRevision(folder.path().toStdString(), "HEAD");
        QVERIFY(files);
        QCOMPARE((*files)->read("sub/r.txt").value_or(""), std::string("numpy==1.26.4\n"));
        QCOMPARE((*files)->list("").value_or(std::vector<std::string>()),
                 (std::vector<std::string> {"Dockerfile", "sub"}));
        QCOMPARE((*files)->kindOf("sub"), FileProvider::Kind::Folder);
        QCOMPARE((*files)->kindOf("missing"), FileProvider::Kind::Missing);
        QVERIFY(!openGitRevision(folder.path().toStdString(), "--help"));
        QVERIFY(!openGitRevision(folder.path().toStdString(), "nothing"));
        QVERIFY(gitRevisions(folder.path().toStdString()).front().endsWith(u" one"_s));
    }

    void differencesAreAsTheServiceSays()
    {
        const WorkbenchServices services = realServices();
        ComparisonModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto same = services.compare(services.render(u"json"_s, *m_audit, u"x"_s), *m_audit);
        QVERIFY(same && same->changes.empty());
        const AuditPtr clean = auditOf({{"Dockerfile", "FROM python:3.12-slim\n"}});
        const auto grown = services.compare(services.render(u"json"_s, *clean, u"x"_s), *m_audit);
        QVERIFY(grown && !grown->changes.empty());
        QVERIFY(std::ranges::any_of(grown->changes, [](const ComparedFinding& change) {
            return change.kind == ComparedFinding::Kind::New && change.isWorse
                && !change.findingId.isEmpty();
        }));
        model.setComparison(*grown);
        QCOMPARE(model.rowCount(), int(grown->changes.size()));
        QVERIFY(!services.compare("{}", *m_audit));
        QVERIFY(!services.compare("no json", *m_audit));
    }

    void tablesAreCopiedWhole()
    {
        FindingModel model;
        model.setAudit(m_audit);
        const QString markdown =
            tableAsText(model, {FindingModel::Rule, FindingModel::Title}, true);
        QCOMPARE(markdown.count(u'\n'), model.rowCount() + 2);
        const QString tabs = tableAsText(model, {FindingModel::Rule, FindingModel::Title}, false);
        QCOMPARE(tabs.count(u'\t'), model.rowCount() + 1);
    }

    void treesHoldTogether()
    {
        ChainModel chains;
        const QAbstractItemModelTester chainTester(
            &chains, QAbstractItemModelTester::FailureReportingMode::QtTest);
        chains.setAudit(m_audit);
        QCOMPARE(chains.rowCount(), int(m_audit->chains.size()));
        DecisionModel decisions;
        const QAbstractItemModelTester decisionTester(
            &decisions, QAbstractItemModelTester::FailureReportingMode::QtTest);
        decisions.setAudit(m_audit);
        QCOMPARE(decisions.rowCount(), int(m_audit->model.trace.installs.size()));
        const QModelIndex torch = decisions.indexOf(u"torch"_s, 9);
        QVERIFY(torch.isValid());
        QCOMPARE(torch.data(DecisionModel::PackageRole).toString(), u"torch"_s);
        QCOMPARE(torch.data(DecisionModel::LayerRole).toUInt(), 9U);
        FixModel fixes;
        const QAbstractItemModelTester fixTester(
            &fixes, QAbstractItemModelTester::FailureReportingMode::QtTest);
        fixes.setAudit(m_audit);
        QVERIFY(fixes.rowCount() > 0);
        for (const auto& empty : {AuditPtr()}) {
            chains.setAudit(empty);
            decisions.setAudit(empty);
            fixes.setAudit(empty);
            QCOMPARE(chains.rowCount() + decisions.rowCount() + fixes.rowCount(), 0);
        }
    }

    void columnsKeepTheirOrderAndComeBackWithTheRoom()
    {
        QSettings().remove(u"columns"_s);
        FindingModel model;
        FindingFilter filter;
        filter.setSourceModel(&model);
        SelectionModel selection;
        const std::vector<int> columns {FindingModel::Sign,           FindingModel::Rule,
                                        FindingModel::Subject,        FindingModel::InDockerfile,
                                        FindingModel::InRequirements, FindingModel::Conflict,
                                        FindingModel::Risk,           FindingModel::Probability_,
                                        FindingModel::Priority_,      FindingModel::Action};
        {
            FindingTable table(u"test"_s, &filter, &selection, columns);
            table.resize(1200, 300);
            table.show();
            model.setAudit(m_audit);
            QVERIFY(!table.isColumnHidden(FindingModel::Priority_));
            const std::vector<int> chosen = table.shownColumns();
            table.resize(560, 300);
            QVERIFY(QTest::qWaitFor(
                [&table] { return table.isColumnHidden(FindingModel::Priority_); }));
            QCOMPARE(table.shownColumns(), chosen); // It is still chosen, and copied.
            QVERIFY(table.columnViewportPosition(FindingModel::Action)
                        + table.columnWidth(FindingModel::Action)
                    <= table.viewport()->width());
            table.resize(1200, 300);
            QVERIFY(QTest::qWaitFor(
                [&table] { return !table.isColumnHidden(FindingModel::Priority_); }));
            table.header()->moveSection(table.header()->visualIndex(FindingModel::Risk), 1);
        }
        const FindingTable later(u"test"_s, &filter, &selection, columns);
        QCOMPARE(later.header()->visualIndex(FindingModel::Risk), 1);
        QCOMPARE(later.shownColumns().size(), columns.size() - 2);
        QSettings().remove(u"columns"_s);
    }

    void theFirstColumnOfTheEnvironmentStays()
    {
        SelectionModel selection;
        selection.setAudit(m_audit);
        EnvironmentView view(&selection);
        view.resize(420, 300);
        view.show();
        view.setAudit(m_audit);
        FrozenColumnTable* const table = view.table();
        QVERIFY(QTest::qWaitFor([table] { return table->horizontalScrollBar()->maximum() > 0; }));
        table->horizontalScrollBar()->setValue(table->horizontalScrollBar()->maximum());
        QCOMPARE(table->frozen()->x(), 0);
        QCOMPARE(table->frozen()->columnWidth(0), table->columnWidth(0));
        for (int column = 1; column < table->model()->columnCount(); ++column)
            QVERIFY(table->frozen()->isColumnHidden(column));
        // A cell that is chosen is not hidden below it.
        selection.selectPackage(u"torch"_s, 7);
        QVERIFY(table->visualRect(table->currentIndex()).left() >= table->columnWidth(0));
        QCOMPARE(table->frozen()->selectionModel(), table->selectionModel());
    }

    void theGpuMatrixFollowsItsTicks()
    {
        SelectionModel selection;
        selection.setAudit(m_audit);
        GpuMatrixView view(realServices().gpu, &selection);
        const QAbstractItemModelTester tester(
            view.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        view.resize(600, 300);
        view.show();
        view.setAudit(m_audit);
        QCOMPARE(view.model()->columnCount(), 0);
        QVERIFY(!view.table()->isVisible());
        QTreeWidgetItem* const gpus = view.choices()->topLevelItem(0);
        const auto tick = [gpus](const QString& name) {
            for (int i = 0; i < gpus->childCount(); ++i)
                if (gpus->child(i)->text(0) == name) gpus->child(i)->setCheckState(0, Qt::Checked);
        };
        tick(u"RTX 5090"_s);
        QCOMPARE(view.model()->columnCount(), 1);
        QCOMPARE(view.model()->rowCount(), 1);
        QVERIFY(view.table()->isVisible());
        QCOMPARE(view.model()->index(0, 0).data().toString(), u"Breaks"_s);
        view.table()->setCurrentIndex(view.model()->index(0, 0));
        QVERIFY(view.account()->text().contains(u"RTX 5090"_s));
        QVERIFY(selection.current().span);
        view.choices()->topLevelItem(1)->child(0)->setCheckState(0, Qt::Checked);
        view.choices()->topLevelItem(1)->child(1)->setCheckState(0, Qt::Checked);
        QCOMPARE(view.model()->rowCount(), 2);
        // What is ticked is remembered.
        GpuMatrixView later(realServices().gpu, &selection);
        later.show();
        later.setAudit(m_audit);
        QCOMPARE(later.model()->columnCount(), 1);
        QCOMPARE(later.model()->rowCount(), 2);
        QSettings().remove(u"compatibility"_s);
    }

    void completionKnowsNamesAndVersionsOfTheIndex()
    {
        const IndexLookup index = realServices().index;
        const QStringList words = completionsFor(m_audit.get(), false);
        const CompletionOffer names = completionOffer(u"torchv"_s, words, index);
        QCOMPARE(names.typed, u"torchv"_s);
        QVERIFY(names.words.contains(u"torchvision"_s));
        const CompletionOffer versions =
            completionOffer(u"uvicorn[standard]>=0.2, <"_s, words, index);
        QVERIFY(versions.isInOrder);
        QVERIFY(versions.words.size() > 3);
        const auto first = Version::parse(toStdString(versions.words.front()));
        const auto last = Version::parse(toStdString(versions.words.back()));
        QVERIFY(first && last && *last < *first);
        const CompletionOffer narrow =
            completionOffer(u"RUN pip install \"numpy==1.26"_s, words, index);
        QCOMPARE(narrow.typed, u"1.26"_s);
        QVERIFY(narrow.words.contains(u"1.26.4"_s));
        QVERIFY(std::ranges::all_of(
            narrow.words, [](const QString& word) { return word.startsWith("1.26"_L1); }));
        QVERIFY(completionOffer(u"# torchv"_s, {}, index).words.isEmpty());
        IndexLookup inDockerfile = index;
        inDockerfile.namesAtLineStart = false;
        QCOMPARE(completionOffer(u"RU"_s, completionsFor(nullptr, true), inDockerfile).words,
                 QStringList {u"RUN"_s});
        QVERIFY(completionOffer(u"no-such-project-anywhere=="_s, {}, index).words.isEmpty());
    }

    void hoverTellsWhatTheIndexHolds()
    {
        const auto& mentions = m_audit->model.trace.mentions;
        const auto numpy = std::ranges::find(mentions, std::string("numpy"), &Mention::name);
        QVERIFY(numpy != mentions.end());
        const QString card = indexCard(*m_audit, numpy->span, realServices().index);
        QVERIFY2(card.contains(u"release"_s)
                     && card.contains(u"1.26.4"_s)
                         == realServices()
                                .index.package(u"numpy"_s)
                                .versions.first(8)
                                .contains(u"1.26.4"_s),
                 qPrintable(card));
        QVERIFY(indexCard(*m_audit, {.file = m_audit->model.dockerfileText, .begin = 0, .end = 0},
                          realServices().index)
                    .isEmpty());
    }

    void treesStayAsTheUserLeftThem()
    {
        SelectionModel selection;
        ChainView chains({}, &selection);
        chains.resize(900, 400);
        chains.show();
        chains.setAudit(m_audit);
        TreeWithWords* const tree = chains.tree();
        QVERIFY(chains.model()->rowCount() > 1);
        const QModelIndex closed = chains.model()->index(0, 0);
        QVERIFY(tree->isExpanded(closed));
        tree->collapse(closed);
        const QModelIndex link = chains.model()->index(0, 0, chains.model()->index(1, 0));
        QVERIFY(link.isValid());
        tree->setCurrentIndex(link);
        const QString words = link.data().toString();
        const Selection before = selection.current();
        chains.setAudit(m_audit);
        QVERIFY(!tree->isExpanded(chains.model()->index(0, 0)));
        QVERIFY(tree->isExpanded(chains.model()->index(1, 0)));
        QCOMPARE(tree->currentIndex().data().toString(), words);
        QCOMPARE(selection.current().span, before.span);

        DecisionView decisions(&selection);
        decisions.setAudit(m_audit);
        int longest = 0;
        for (int row = 0; row < decisions.model()->rowCount(); ++row)
            if (decisions.model()->rowCount(decisions.model()->index(row, 0))
                > decisions.model()->rowCount(decisions.model()->index(longest, 0)))
                longest = row;
        QVERIFY(!decisions.tree()->isExpanded(
            decisions.model()->index(longest, 0))); // Long lists open on demand.
        decisions.tree()->expand(decisions.model()->index(longest, 0));
        decisions.setAudit(m_audit);
        QVERIFY(decisions.tree()->isExpanded(decisions.model()->index(longest, 0)));
    }

    void environmentShowsEveryChange()
    {
        const QStringList names = EnvironmentModel::environmentsOf(*m_audit);
        QVERIFY(!names.isEmpty());
        EnvironmentModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
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

    void twoLayersAreCompared()
    {
        EnvironmentModel model;
        model.setAudit(m_audit, EnvironmentModel::environmentsOf(*m_audit).front());
        EnvironmentFilter filter;
        const QAbstractItemModelTester tester(
            &filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
        filter.setSourceModel(&model);
        const int sixth = model.columnOfLayer(6);
        const int seventh = model.columnOfLayer(7);
        filter.setCompared(std::pair(sixth, seventh));
        QCOMPARE(filter.columnCount(), 3);
        QVERIFY(filter.rowCount() > 0 && filter.rowCount() < model.rowCount());
        QSet<QString> names;
        for (int row = 0; row < filter.rowCount(); ++row)
            names.insert(filter.index(row, 0).data(EnvironmentModel::PackageRole).toString());
        QVERIFY(names.contains(u"torch"_s)); // Layer 7 installs it.
        QVERIFY(!names.contains(u"numpy"_s)); // Layer 7 leaves it alone.
        const EnvironmentFilter::Difference forward = filter.difference();
        QCOMPARE(forward.added + forward.removed + forward.changed, filter.rowCount());
        QVERIFY(forward.added > 0);
        filter.setCompared(std::pair(seventh, sixth));
        QCOMPARE(filter.difference().removed, forward.added);
        filter.setCompared(std::pair(sixth, sixth));
        QCOMPARE(filter.rowCount(), 0);
        filter.setCompared(std::nullopt);
        QCOMPARE(filter.rowCount(), model.rowCount());
    }

    void everyPackageHasAWayToALine()
    {
        const QString name = EnvironmentModel::environmentsOf(*m_audit).front();
        const EnvironmentPtr environment = environmentAfter(*m_audit, name, 0);
        QVERIFY(environment);
        QVERIFY(whyHere(*m_audit, *environment, "no-such-package").empty());
        bool anyDependency = false;
        for (const InstalledDistribution& installed : environment->distributions) {
            const std::vector<WhyStep> steps = whyHere(*m_audit, *environment, installed.name);
            QVERIFY(steps.size() >= 2);
            QVERIFY(steps.front().words.contains(toShownText(installed.versionText())));
            if (installed.askedBy) QCOMPARE(steps.back().span, installed.askedBy);
            anyDependency = anyDependency || steps.size() > 2;
        }
        QVERIFY(anyDependency);
    }

    void stagesAreLanesWithArrows()
    {
        const AuditPtr audit = auditOf(
            {{"Dockerfile",
              "FROM python:3.12 AS builder\nRUN pip install requests==2.32.3\n"
              "FROM builder AS check\nRUN pip install pytest==8.3.3\n"
              "FROM python:3.12-slim\nRUN pip install numpy==2.1.1\nCOPY --from=builder /a /b\n"
              "RUN --mount=type=bind,from=BUILDER,target=/x pip install scipy==1.14.1\n"}});
        QVERIFY(audit);
        const std::vector<TimelineCard> cards = timelineCards(*audit);
        const StageLanes stages = stageLanes(*audit, cards);
        QCOMPARE(stages.lanes.size(), std::size_t(3));
        QCOMPARE(stages.lanes[0].name, u"builder"_s);
        QCOMPARE(stages.lanes[1].base, u"builder"_s);
        QVERIFY(stages.lanes[0].inTarget && !stages.lanes[1].inTarget && stages.lanes[2].inTarget);
        const auto arrowsTo = [&stages](int lane, StageArrow::Kind kind) {
            return std::ranges::count_if(stages.arrows, [=](const StageArrow& arrow) {
                return arrow.from == 0 && arrow.to == lane && arrow.kind == kind;
            });
        };
        QCOMPARE(arrowsTo(1, StageArrow::Kind::From), 1);
        QCOMPARE(arrowsTo(2, StageArrow::Kind::Copy), 2); // COPY --from and the mount.
        for (const StageArrow& arrow : stages.arrows)
            QCOMPARE(int(cards[std::size_t(arrow.card)].stage), arrow.to);
        const AuditPtr single =
            auditOf({{"Dockerfile", "FROM python:3.12\nCOPY --from=busybox /a /b\n"}});
        QVERIFY(single && stageLanes(*single, timelineCards(*single)).lanes.empty());
    }

    void definitionsAreFound_data()
    {
        QTest::addColumn<QByteArray>("word");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QString>("file");
        QTest::newRow("a variable leads to its ARG")
            << QByteArray("VERSION}\"") << QByteArray("VERSION=2.32.3") << u"Dockerfile"_s;
        QTest::newRow("a stage leads to its FROM")
            << QByteArray("base /a") << QByteArray("FROM python:3.12 AS base") << u"Dockerfile"_s;
        QTest::newRow("a stage that another starts from")
            << QByteArray("base AS app") << QByteArray("FROM python:3.12 AS base")
            << u"Dockerfile"_s;
        QTest::newRow("a requirement file")
            << QByteArray("requirements.txt .") << QByteArray() << u"requirements.txt"_s;
        QTest::newRow("a package leads to its next place")
            << QByteArray("numpy==1.26.4") << QByteArray("numpy==2.1.1") << u"requirements.txt"_s;
        QTest::newRow("a keyword leads nowhere")
            << QByteArray("COPY --from") << QByteArray() << QString();
    }
    void definitionsAreFound()
    {
        QFETCH(QByteArray, word);
        QFETCH(QByteArray, target);
        QFETCH(QString, file);
        const std::string dockerfile = "FROM python:3.12 AS base\nARG VERSION=2.32.3\nRUN pip "
                                       "install \"requests==${VERSION}\"\n"
                                       "FROM base AS app\nCOPY --from=base /a /b\nCOPY "
                                       "requirements.txt .\nRUN pip install numpy==1.26.4\n"
                                       "RUN pip install -r requirements.txt\n";
        const AuditPtr audit =
            auditOf({{"Dockerfile", dockerfile}, {"requirements.txt", "# list\nnumpy==2.1.1\n"}});
        QVERIFY(audit);
        const std::size_t at = dockerfile.find(word.toStdString());
        QVERIFY(at != std::string::npos);
        const auto offset = static_cast<std::uint32_t>(at + 1);
        const auto found = definitionAt(
            *audit, {.file = audit->model.dockerfileText, .begin = offset, .end = offset});
        QCOMPARE(found.has_value(), !file.isEmpty());
        if (!found) return;
        QVERIFY(found);
        QCOMPARE(toQString(audit->model.sources.text(found->file).path()), file);
        QCOMPARE(QByteArray::fromStdString(std::string(audit->model.sources.slice(*found))),
                 target);
    }

    void optionsSayWhatTheyDoHere()
    {
        const std::string_view dockerfile =
            m_audit->model.sources.text(m_audit->model.dockerfileText).bytes();
        const auto cardAt = [&](std::string_view word) {
            const auto offset = static_cast<std::uint32_t>(dockerfile.find(word)) + 3;
            return optionCard(
                *m_audit, {.file = m_audit->model.dockerfileText, .begin = offset, .end = offset});
        };
        // What it says is what the decisions of the command say.
        const auto step = std::ranges::find(m_audit->model.trace.installs, 9U, &InstallStep::layer);
        QVERIFY(step != m_audit->model.trace.installs.end());
        const auto written = std::ranges::count_if(step->decisions, [](const Decision& decision) {
            return !decision.before.empty() && decision.kind != DecisionKind::Keep
                && decision.kind != DecisionKind::Uninstall && decision.kind != DecisionKind::Fail;
        });
        QVERIFY(written > 0);
        const QString card = cardAt("--ignore-installed");
        QVERIFY2(card.contains(u"writes over %1 package"_s.arg(written)), qPrintable(card));
        QVERIFY(cardAt("--constraint /tmp").contains(u"--constraint"_s));
        QVERIFY(cardAt("WORKDIR").isEmpty());
        const AuditPtr audit = auditOf({{"Dockerfile", "ARG TAG=3.12\nFROM python:${TAG}\n"}});
        QVERIFY(audit);
        const auto use =
            static_cast<std::uint32_t>(
                audit->model.sources.text(audit->model.dockerfileText).bytes().find("${TAG}"))
            + 3;
        QVERIFY(
            variableCard(*audit, {.file = audit->model.dockerfileText, .begin = use, .end = use})
                .contains(u"Dockerfile:1"_s));
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
            for (std::size_t i = 1; i < lane.points.size(); ++i)
                QVERIFY(lane.points[i - 1].card < lane.points[i].card);
    }

    void marksAndLinksStandInTheirTexts()
    {
        const SourceSet& sources = m_audit->model.sources;
        const auto requirements = sources.find("requirements.txt");
        QVERIFY(requirements);
        for (std::uint32_t i = 0; i < sources.size(); ++i)
            for (const FindingMark& mark :
                 findingMarks(m_audit->model.sources, m_audit->findings, FileId {i})) {
                QVERIFY(mark.span.end <= sources.text(FileId {i}).bytes().size());
                QVERIFY(mark.span.begin <= mark.span.end);
            }
        const std::vector<Link> links =
            linksBetween(*m_audit, m_audit->model.dockerfileText, *requirements);
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
