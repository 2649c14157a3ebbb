#include "core/chains/gpu_matrix.h"
#include "core/knowledge/knowledge.h"
#include "tests/support/audit_project.h"

#include <QTest>

#include <algorithm>

using namespace pinwheel;
using namespace pinwheel::test;

/// The matrix says of each pair what the CUDA chain of an audit for that pair says.
class TestGpuMatrix : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_knowledge = servicesFor({}).knowledge;
        m_seed = auditOfSeed();
        QVERIFY(m_knowledge && m_seed);
    }

    void aNewGpuBreaksAndAnOlderOneHolds()
    {
        const std::vector<std::string> gpus {"RTX 5090", "A100"};
        const GpuMatrix matrix = computeGpuMatrix(m_seed->model, *m_knowledge, gpus, {});
        QCOMPARE(matrix.gpus, gpus);
        QCOMPARE(matrix.rows.size(), std::size_t(1));
        const GpuMatrix::Row& row = matrix.rows.front();
        QVERIFY(row.image.contains("torch 2.5.1"));
        QCOMPARE(row.cells.size(), gpus.size());
        QCOMPARE(row.cells[0].state,
                 LinkState::Breaks); // torch 2.5.1 holds no code for compute capability 12.0.
        QVERIFY(!row.cells[0].account.empty() && !row.cells[0].facts.empty() && row.cells[0].span);
        QCOMPARE(row.cells[1].state,
                 LinkState::Holds); // The driver was not asked about, so it leaves nothing open.
    }

    void anOldDriverBreaksEveryGpu()
    {
        const std::vector<std::string> gpus {"A100"};
        const std::vector<std::string> drivers {"450.80.02", "570.86.15"};
        const GpuMatrix matrix = computeGpuMatrix(m_seed->model, *m_knowledge, gpus, drivers);
        QCOMPARE(matrix.rows.size(), drivers.size());
        QCOMPARE(matrix.rows[0].driver, drivers[0]);
        QCOMPARE(matrix.rows[0].cells[0].state, LinkState::Breaks);
        QCOMPARE(matrix.rows[1].cells[0].state, LinkState::Holds);
    }

    void everyCellAgreesWithTheAuditForIt()
    {
        for (const std::string gpu : {"RTX 5090", "A100", "no such GPU"})
            for (const std::string driver : {"450.80.02", "570.86.15"}) {
                const std::vector gpus {gpu};
                const std::vector drivers {driver};
                const GpuMatrix matrix =
                    computeGpuMatrix(m_seed->model, *m_knowledge, gpus, drivers);
                const AuditPtr audit =
                    auditOfSeed({.gpus = gpus, .driver = driver, .proveFixes = false});
                const auto cuda = std::ranges::find(audit->chains, "cuda", &Chain::id);
                QVERIFY(cuda != audit->chains.end());
                LinkState worst = LinkState::Holds;
                look(cuda->links, worst);
                QCOMPARE(matrix.rows.front().cells.front().state, worst);
            }
    }

    void aBuildWithoutCudaHasNoRow()
    {
        const AuditPtr audit =
            auditOf({{"Dockerfile", "FROM python:3.12-slim\nRUN pip install requests\n"}});
        const std::vector<std::string> gpus {"A100"};
        QVERIFY(computeGpuMatrix(audit->model, *m_knowledge, gpus, {}).rows.empty());
    }

    void telltaleDriversAreInOrder()
    {
        const std::vector<std::string> drivers = telltaleDrivers(*m_knowledge);
        QVERIFY(drivers.size() > 3);
        QVERIFY(std::ranges::contains(drivers, *m_knowledge->driverFloor("12.4")));
        QCOMPARE(std::ranges::adjacent_find(drivers), drivers.end());
    }

private:
    static void look(const std::vector<ChainLink>& links, LinkState& worst)
    {
        for (const ChainLink& link : links) {
            if (link.state == LinkState::Breaks) worst = LinkState::Breaks;
            if (link.state == LinkState::Unknown && worst == LinkState::Holds)
                worst = LinkState::Unknown;
            look(link.links, worst);
        }
    }

    std::shared_ptr<const Knowledge> m_knowledge;
    AuditPtr m_seed;
};

QTEST_APPLESS_MAIN(TestGpuMatrix)
#include "tst_gpu_matrix.moc"
