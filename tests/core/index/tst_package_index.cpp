#include "core/index/memory_index.h"

#include <QTest>

using namespace pinwheel;

class TestPackageIndex : public QObject
{
    Q_OBJECT

private slots:
    void urlsAreLabelled_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("label");
        QTest::newRow("no URL is the default index") << "" << "default index";
        QTest::newRow("a PyTorch wheel index")
            << "https://download.pytorch.org/whl/cu124" << "cu124";
        QTest::newRow("a slash at the end says nothing")
            << "https://download.pytorch.org/whl/cu124/" << "cu124";
        QTest::newRow("the nightly index is another one")
            << "https://download.pytorch.org/whl/nightly/cu128" << "nightly/cu128";
        QTest::newRow("the folder of all PyTorch indexes")
            << "https://download.pytorch.org/whl" << "pytorch";
        QTest::newRow("other hosts by themselves")
            << "https://packages.example/simple/" << "https://packages.example/simple";
    }
    void urlsAreLabelled()
    {
        QFETCH(QString, url);
        QFETCH(QString, label);
        QCOMPARE(QString::fromStdString(indexSource(url.toStdString()).label), label);
    }

    void credentialsStayOutOfLabels()
    {
        const IndexSource source = indexSource("https://user:secret@packages.example/simple");
        QVERIFY(!source.label.contains("secret"));
        QVERIFY(source.url.contains("secret"));
    }

    void wholeIsWholeOnlyForCoveredPythons()
    {
        ReleaseMetadata metadata;
        QVERIFY(metadata.isCompleteFor("3.8"));
        metadata.pythonCovered = {"3.10", "3.11"};
        QVERIFY(metadata.isCompleteFor("3.10"));
        QVERIFY(!metadata.isCompleteFor("3.8"));
        metadata.known = RequirementsKnown::NamesOnly;
        QVERIFY(!metadata.isCompleteFor("3.10"));
    }

    void tableTellsNotThereFromNotRecorded()
    {
        MemoryIndex index;
        index.add("main", "Some_Project",
                  {.filename = "some_project-1.0-py3-none-any.whl", .requiresDist = {"other"}});
        index.addNotRecorded("python-magic", "0.4.27", "2022-06");
        const IndexSource main {.url = "main", .label = "main"};
        const ProjectAnswer found = index.project(main, "some-project");
        QCOMPARE(found.status, ProjectAnswer::Status::Found);
        QCOMPARE(index.metadata(main, *found.page, found.page->files.front().record)
                     .requiresDist.front(),
                 std::string("other"));
        QCOMPARE(index.project(main, "absent").status, ProjectAnswer::Status::NotFound);
        QCOMPARE(index.project(main, "python-magic").status, ProjectAnswer::Status::NotRecorded);
        QCOMPARE(index.project(main, "python-magic").newestListed, std::string("0.4.27"));
    }
};

QTEST_APPLESS_MAIN(TestPackageIndex)
#include "tst_package_index.moc"
