// The truths about resources/examples/cuda-worker that an expert wrote down, each asserted on the
// real audit of the real files: what pip does there was seen with real pip on stand-in wheels.

#include "core/base/format.h"
#include "tests/support/audit_project.h"

#include <QTest>

#include <algorithm>

using namespace pinwheel;
using namespace pinwheel::test;

namespace {

const InstallStep& stepOfLayer(const Audit& audit, std::uint32_t number)
{
    const auto& installs = audit.model.trace.installs;
    const auto found = std::ranges::find(installs, number, &InstallStep::layer);
    if (found == installs.end()) qFatal("no install in layer %u", number);
    return *found;
}

std::uint32_t lineOf(const Audit& audit, Span span)
{
    return audit.model.sources.text(span.file).lineOf(span.begin);
}

/// The files with one text exchanged.
std::map<std::string, std::string> seedWith(const std::string& file, const std::string& from,
                                            const std::string& to)
{
    auto files = seedFiles();
    std::string& text = files.at(file);
    const std::size_t at = text.find(from);
    if (at == std::string::npos) qFatal("the example does not hold the text any more");
    text.replace(at, from.size(), to);
    return files;
}

bool mentions(const Finding& finding, std::string_view word)
{
    return finding.title.contains(word) || finding.message.contains(word);
}

std::string titles(const Audit& audit)
{
    std::string all;
    for (const Finding& finding : audit.findings)
        all += formatted("\n{} {} [{} {}] {}", finding.rule, finding.subject, toText(finding.level),
                         toText(finding.grade), finding.title);
    return all;
}

} // namespace

class TestSeedTruths : public QObject
{
    Q_OBJECT

private:
    AuditPtr m_seed;

    const InstallStep& requirements() const { return stepOfLayer(*m_seed, 9); }

private slots:
    void initTestCase()
    {
        m_seed = auditOfSeed();
        qInfo("%s", titles(*m_seed).c_str());
    }

    void layersAreNumberedAsAnExpertDoes_data()
    {
        QTest::addColumn<uint>("number");
        QTest::addColumn<uint>("line");
        QTest::addColumn<QString>("tool");
        QTest::newRow("base image") << 1U << 3U << "FROM";
        QTest::newRow("system packages") << 2U << 17U << "apt";
        QTest::newRow("pip itself") << 3U << 43U << "pip";
        QTest::newRow("build tools") << 4U << 47U << "pip";
        QTest::newRow("numpy") << 5U << 50U << "pip";
        QTest::newRow("scipy") << 6U << 55U << "pip";
        QTest::newRow("torch family") << 7U << 61U << "pip";
        QTest::newRow("constraints file") << 8U << 66U << "file";
        QTest::newRow("requirements") << 9U << 73U << "pip";
        QTest::newRow("application") << 10U << 78U << "COPY";
    }
    void layersAreNumberedAsAnExpertDoes()
    {
        QFETCH(uint, number);
        QFETCH(uint, line);
        QFETCH(QString, tool);
        QCOMPARE(m_seed->model.trace.layers.size(), 10U);
        const Layer* layer = m_seed->model.trace.layer(number);
        QVERIFY(layer != nullptr);
        QCOMPARE(layer->line, line);
        QCOMPARE(QString::fromStdString(layer->tool), tool);
    }

    void baseImageIsKnown()
    {
        const BaseImage& base = m_seed->model.trace.stages.front().base;
        QCOMPARE(base.os, std::string("ubuntu"));
        QCOMPARE(base.osVersion, std::string("22.04"));
        QCOMPARE(*base.cudaToolkit, std::string("12.4.1"));
        QCOMPARE(*base.python, std::string());
        QCOMPARE(*base.hasCudnn, false);
        QCOMPARE(*base.hasNvcc, true);
    }

    void constraintsFileIsReadAsItWasWritten()
    {
        QCOMPARE(requirements().constraintFiles.size(), 1U);
        const SourceText& text = m_seed->model.sources.text(requirements().constraintFiles.front());
        QCOMPARE(text.path(), std::string("/tmp/constraints.txt"));
        QCOMPARE(text.bytes(),
                 std::string_view("torch==2.5.1\ntorchvision==0.20.1\ntorchaudio==2.5.1\n"));
        for (const Mention& mention : m_seed->model.trace.mentions) {
            if (mention.role != Mention::Role::Constraint || mention.name != "torchvision")
                continue;
            QVERIFY(mention.origin.has_value());
            QCOMPARE(m_seed->model.sources.slice(*mention.origin),
                     std::string_view("torchvision==0.20.1"));
            QCOMPARE(lineOf(*m_seed, *mention.origin), 67U);
        }
    }

    void t1_theSwitchTakesNoArgumentAndHitsEveryRequirement()
    {
        const auto& arguments = requirements().command.arguments;
        QCOMPARE(arguments.size(), 1U);
        QCOMPARE(arguments.front().name, std::string("blinker"));
        QVERIFY(arguments.front().followsSwitch.has_value());
        QVERIFY(requirements().options.ignoreInstalled.on);
        for (const Decision& decision : requirements().decisions)
            QVERIFY2(decision.kind != DecisionKind::Keep, decision.name.c_str());
        const auto findings = findingsOf(*m_seed, "PIN201");
        QCOMPARE(findings.size(), 1U);
        QCOMPARE(findings.front()->grade, Grade::Certain);
        QCOMPARE(lineOf(*m_seed, findings.front()->span), 73U);
    }

    void t2_theTorchFamilyIsReplacedByTheDefaultIndex_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("torch") << QByteArray("torch") << QByteArray("2.5.1+cu124")
                               << QByteArray("2.5.1");
        QTest::newRow("torchvision")
            << QByteArray("torchvision") << QByteArray("0.20.1+cu124") << QByteArray("0.20.1");
        QTest::newRow("torchaudio")
            << QByteArray("torchaudio") << QByteArray("2.5.1+cu124") << QByteArray("2.5.1");
    }
    void t2_theTorchFamilyIsReplacedByTheDefaultIndex()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        const Decision* installed = decisionIn(stepOfLayer(*m_seed, 7), name.toStdString());
        QVERIFY(installed != nullptr);
        QCOMPARE(installed->after, before.toStdString());
        QCOMPARE(installed->afterIndex, std::string("cu124"));
        const Decision* replaced = decisionIn(requirements(), name.toStdString());
        QVERIFY(replaced != nullptr);
        QCOMPARE(replaced->kind, DecisionKind::ReplaceBuild);
        QCOMPARE(replaced->before, before.toStdString());
        QCOMPARE(replaced->after, after.toStdString());
        QCOMPARE(replaced->afterIndex, std::string("default index"));
        QCOMPARE(replaced->grade, Grade::Certain);
    }

    void t3_nothingIsUninstalledSoTheOldMetadataStays()
    {
        const InstalledDistribution* torch = finalDistribution(*m_seed, "torch");
        QVERIFY(torch != nullptr);
        QCOMPARE(*torch->version, std::string("2.5.1"));
        QVERIFY(std::ranges::contains(torch->staleVersions, std::string("2.5.1+cu124")));
        QVERIFY(decisionIn(requirements(), "torch")->leavesStaleMetadata);
    }

    void t4_thePublicPinAdmitsAnotherBuildAndALocalPinDoesNot()
    {
        const bool told = std::ranges::any_of(m_seed->findings, [](const Finding& f) {
            return mentions(f, "constraint") && (mentions(f, "+cu124") || mentions(f, "build"));
        });
        QVERIFY2(told, titles(*m_seed).c_str());
        // With the local version pinned, the default index has nothing that fits: it fails loudly.
        const AuditPtr pinned =
            auditOf(seedWith("Dockerfile", "echo \"torch==2.5.1\"", "echo \"torch==2.5.1+cu124\""));
        QVERIFY(stepOfLayer(*pinned, 9).failure.has_value());
    }

    void t5_theVerdictFollowsThePlatform()
    {
        QCOMPARE(m_seed->before, Level::High);
        AuditOptions arm;
        arm.platform = "linux/arm64";
        const AuditPtr onArm = auditOfSeed(arm);
        QCOMPARE(onArm->before, Level::Critical);
        // What is critical there is the CPU build, not what the snapshot does not record of that
        // platform.
        for (const Finding& finding : onArm->findings)
            if (finding.level == Level::Critical) QCOMPARE(finding.rule, std::string("PIN101"));
    }

    void t6_removingTheTorchLinesDoesNotHelp()
    {
        const AuditPtr without = auditOf(seedWith(
            "requirements.txt", "torch==2.5.1\ntorchvision==0.20.1\ntorchaudio==2.5.1\n", ""));
        const Decision* torch = decisionIn(stepOfLayer(*without, 9), "torch");
        QVERIFY(torch != nullptr);
        QCOMPARE(torch->kind, DecisionKind::ReplaceBuild);
        QVERIFY(std::ranges::contains(torch->requiredBy, std::string("accelerate")));
    }

    void t7_withoutTheSwitchTheInstalledBuildIsKept()
    {
        const AuditPtr without =
            auditOf(seedWith("Dockerfile", "--ignore-installed blinker", "tqdm"));
        const Decision* torch = decisionIn(stepOfLayer(*without, 9), "torch");
        QVERIFY(torch != nullptr);
        QCOMPARE(torch->kind, DecisionKind::Keep);
        QCOMPARE(torch->before, std::string("2.5.1+cu124"));
    }

    void t8_deletingTheSwitchBreaksTheBuild()
    {
        const InstalledDistribution* apt = stepOfLayer(*m_seed, 2).after->find("blinker");
        QVERIFY(apt != nullptr);
        QCOMPARE(*apt->version, std::string("1.4"));
        QCOMPARE(apt->metadata, MetadataKind::Distutils);
        const AuditPtr without =
            auditOf(seedWith("Dockerfile", "--ignore-installed blinker", "tqdm"));
        const InstallStep& step = stepOfLayer(*without, 9);
        QVERIFY(step.failure.has_value());
        QCOMPARE(*step.failureKind, std::string("cannot-uninstall"));
        QVERIFY(step.failure->contains("blinker"));
        // So no fix that merely takes the switch away is offered.
        for (const Finding& finding : m_seed->findings)
            for (const Fix& fix : finding.fixes)
                if (fix.outcome) QVERIFY(fix.outcome->after <= m_seed->before);
    }

    void t9_numpyIsNotUpgraded()
    {
        QCOMPARE(decisionIn(stepOfLayer(*m_seed, 5), "numpy")->after, std::string("1.26.4"));
        const Decision* numpy = decisionIn(requirements(), "numpy");
        QVERIFY(numpy != nullptr);
        QCOMPARE(numpy->kind, DecisionKind::Reinstall);
        QCOMPARE(numpy->after, std::string("1.26.4"));
        const auto findings = findingsOf(*m_seed, {}, "numpy");
        QVERIFY(std::ranges::any_of(findings, [](const Finding* f) {
            return f->cells.dockerfile.contains("1.24") && f->cells.requirements.contains("1.26");
        }));
        QVERIFY(std::ranges::none_of(findings,
                                     [](const Finding* f) { return mentions(*f, "upgraded"); }));
    }

    void t10_scipyIsNamedTwiceWithTheSameRange()
    {
        QCOMPARE(decisionIn(stepOfLayer(*m_seed, 6), "scipy")->after, std::string("1.12.0"));
        auto findings = findingsOf(*m_seed, "PIN103");
        std::erase_if(findings, [](const Finding* f) {
            return !std::ranges::contains(f->packages, std::string("scipy"));
        });
        QCOMPARE(findings.size(), 1U);
        QCOMPARE(findings.front()->level, Level::Low);
    }

    void t11_theBaseHasNoCudnnAndThatIsLow()
    {
        const auto found = std::ranges::find_if(
            m_seed->findings, [](const Finding& f) { return mentions(f, "cuDNN"); });
        QVERIFY2(found != m_seed->findings.end(), titles(*m_seed).c_str());
        QCOMPARE(found->level, Level::Low);
        QCOMPARE(found->grade, Grade::Certain);
    }

    void t12_cudaOfBaseAndWheelAgreeAndTheDriverIsNamed()
    {
        const auto cuda = std::ranges::find(m_seed->chains, std::string("cuda"), &Chain::id);
        QVERIFY(cuda != m_seed->chains.end());
        std::string text;
        const auto collect = [&](const auto& self, const std::vector<ChainLink>& links) -> void {
            for (const ChainLink& link : links) {
                QVERIFY2(link.state != LinkState::Breaks, link.account.c_str());
                text += link.from + link.to + link.account;
                self(self, link.links);
            }
        };
        collect(collect, cuda->links);
        QVERIFY2(text.contains("12.4"), text.c_str());
        QVERIFY2(text.contains("driver"), text.c_str());
    }

    void t13_anRtx5090HasNoKernelsInThisBuild()
    {
        AuditOptions options;
        options.gpus = {"RTX 5090"};
        const AuditPtr audit = auditOfSeed(options);
        QCOMPARE(audit->before, Level::Critical);
        const auto isGpuFinding = [](const Finding& f) {
            return f.level == Level::Critical && mentions(f, "12.0")
                && f.subject.starts_with("torch");
        };
        const auto found = std::ranges::find_if(audit->findings, isGpuFinding);
        QVERIFY2(found != audit->findings.end(), titles(*audit).c_str());
        QVERIFY2(mentions(*found, "2.7.0") && mentions(*found, "cu128"), found->message.c_str());
        QCOMPARE(found->grade, Grade::Certain);
        QVERIFY(std::ranges::any_of(audit->findings, [](const Finding& f) {
            return f.subject.starts_with("bitsandbytes")
                && (mentions(f, "0.45.3")
                    || std::ranges::any_of(f.facts, [](const FactCitation& fact) {
                           return fact.text.contains("0.45.3");
                       }));
        }));
        const auto torch =
            std::ranges::find(found->fixes, Applicability::Review, &Fix::applicability);
        QVERIFY(torch != found->fixes.end());
        QVERIFY(torch->outcome.has_value());
        QVERIFY2(torch->outcome->diff.contains("torch==2.7.0+cu128"), torch->outcome->diff.c_str());
        options.gpus = {"A100"};
        QCOMPARE(auditOfSeed(options)->before, Level::High);
    }

    void t14_thePythonIsServedByAll()
    {
        const auto python = std::ranges::find(m_seed->chains, std::string("python"), &Chain::id);
        QVERIFY(python != m_seed->chains.end());
        for (const ChainLink& link : python->links)
            QVERIFY2(link.state != LinkState::Breaks, link.account.c_str());
    }

    void t15_wrongClaimsAreNotMade_data()
    {
        QTest::addColumn<QByteArray>("subject");
        QTest::addColumn<QByteArray>("claim");
        QTest::newRow("scipy 1.13 does not need NumPy 2")
            << QByteArray("scipy") << QByteArray("requires NumPy 2");
        QTest::newRow("accelerate does not need NumPy 1")
            << QByteArray("accelerate") << QByteArray("NumPy");
        QTest::newRow("bitsandbytes declares no torch bounds")
            << QByteArray("bitsandbytes") << QByteArray("torch 2.6");
    }
    void t15_wrongClaimsAreNotMade()
    {
        QFETCH(QByteArray, subject);
        QFETCH(QByteArray, claim);
        for (const Finding* finding : findingsOf(*m_seed, {}, subject.toStdString()))
            QVERIFY2(!mentions(*finding, claim.toStdString()), finding->title.c_str());
    }

    void t16_whatTheSnapshotLacksIsSaid()
    {
        const auto& notes = requirements().notes;
        QVERIFY(std::ranges::any_of(
            notes, [](const std::string& note) { return note.contains("python-magic"); }));
        const Decision* magic = decisionIn(requirements(), "python-magic");
        QVERIFY(magic != nullptr);
        QCOMPARE(magic->grade, Grade::Unknown);
        // Newer than every recorded release of it, by the listing.
        const Decision* docstrange = decisionIn(requirements(), "docstrange");
        QVERIFY(docstrange != nullptr);
        QVERIFY(docstrange->grade != Grade::Certain);
        QVERIFY2(docstrange->reason.contains(
                     "docstrange 1.1.8 (2025-10) is newer than every recorded release"),
                 docstrange->reason.c_str());
        const auto unknown = findingsOf(*m_seed, "PIN409");
        QCOMPARE(unknown.size(), 1U);
        QCOMPARE(unknown.front()->grade, Grade::Unknown);
        QVERIFY2(unknown.front()->wouldMakeCertain.contains("a live index or a lock file"),
                 unknown.front()->wouldMakeCertain.c_str());
    }

    void oneFindingSpeaksOfAllPackagesThatItHolds()
    {
        for (const char* rule : {"PIN101", "PIN103", "PIN212"})
            QCOMPARE(findingsOf(*m_seed, rule).size(), 1U);
        const std::vector<std::string> family {"torch", "torchaudio", "torchvision"};
        auto packages = findingsOf(*m_seed, "PIN101").front()->packages;
        std::ranges::sort(packages);
        QVERIFY(packages == family);
    }

    void t17_whatIsNotPinnedIsNoAlarm()
    {
        for (const char* name : {"pip", "packaging", "wheel", "setuptools"})
            for (const Finding* finding : findingsOf(*m_seed, {}, name))
                QCOMPARE(finding->level, Level::Low);
    }

    void t18_twoDistributionsOwnCv2()
    {
        const auto found = std::ranges::find_if(m_seed->findings, [](const Finding& f) {
            return mentions(f, "cv2") && mentions(f, "opencv-python-headless");
        });
        QVERIFY2(found != m_seed->findings.end(), titles(*m_seed).c_str());
        QCOMPARE(found->level, Level::Medium);
        QCOMPARE(found->grade, Grade::Likely);
    }

    void versionsAreThoseThatRealPipChose_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("version");
        for (const auto& [name, version] :
             std::initializer_list<std::pair<const char*, const char*>> {
                 {"torch", "2.5.1"},
                 {"numpy", "1.26.4"},
                 {"scipy", "1.12.0"},
                 {"accelerate", "0.34.2"},
                 {"transformers", "4.49.0"},
                 {"blinker", "1.9.0"},
                 {"flask", "3.1.3"},
                 {"runpod", "1.10.0"},
                 {"opencv-python", "4.10.0.84"},
                 {"bitsandbytes", "0.45.0"}})
            QTest::newRow(name) << QByteArray(name) << QByteArray(version);
    }
    void versionsAreThoseThatRealPipChose()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, version);
        const InstalledDistribution* distribution = finalDistribution(*m_seed, name.toStdString());
        QVERIFY(distribution != nullptr);
        QCOMPARE(distribution->versionText(), version.toStdString());
    }

    void nothingIsClaimedThatIsNotSo()
    {
        const auto never = [&](std::string_view words) {
            for (const Finding& finding : m_seed->findings)
                if (finding.level >= Level::Medium)
                    QVERIFY2(!finding.title.contains(words), finding.title.c_str());
        };
        for (const char* words : {"externally-managed", "libGL", "never used", "undefined",
                                  "--no-cache-dir", "CPU-only"})
            never(words);
    }

    void afterTheSafeFixesOnlyTheSharedModuleIsLeft()
    {
        QVERIFY(m_seed->allSafeFixes.has_value());
        QCOMPARE(m_seed->afterSafeFixes, Level::Medium);
        auto files = seedFiles();
        for (auto& [path, text] : files) {
            const auto file = m_seed->model.sources.find(path);
            QVERIFY(file.has_value());
            text = applyEdits(text, *file, m_seed->allSafeFixes->edits);
        }
        const AuditPtr fixed = auditOf(files);
        QCOMPARE(fixed->before, Level::Medium);
        for (const Finding& finding : fixed->findings)
            if (finding.level >= Level::Medium)
                QVERIFY2(mentions(finding, "cv2"), finding.title.c_str());
        const InstalledDistribution* torch = finalDistribution(*fixed, "torch");
        QVERIFY(torch != nullptr);
        QCOMPARE(torch->versionText(), std::string("2.5.1+cu124"));
        QCOMPARE(torch->index, std::string("cu124"));
        QVERIFY(torch->staleVersions.empty());
        QVERIFY(std::ranges::none_of(fixed->model.trace.installs,
                                     [](const InstallStep& s) { return s.failure.has_value(); }));
        QVERIFY(!fixed->allSafeFixes.has_value());
    }
};

QTEST_APPLESS_MAIN(TestSeedTruths)
#include "tst_seed_truths.moc"
