#include "core/base/format.h"
#include "core/base/installation.h"
#include "core/index/snapshot_format.h"
#include "core/index/snapshot_index.h"
#include "core/index/snapshot_text.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <filesystem>
#include <sqlite3.h>

using namespace pinwheel;

class TestSnapshot : public QObject
{
    Q_OBJECT

    static std::filesystem::path shipped() { return dataFolder() / "index.sqlite"; }
    static QString run(const std::filesystem::path& file, const std::string& sql)
    {
        sqlite3* database = nullptr;
        sqlite3_open(file.c_str(), &database);
        char* message = nullptr;
        sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &message);
        const QString said = QString::fromUtf8(message);
        sqlite3_free(message);
        sqlite3_close(database);
        return said;
    }

private slots:
    void textIsReadAndPackedAndReadAgain()
    {
        const auto read =
            parseSnapshotText("@demo\n+a>=1\n+b; extra == \"x\"\n~demo-*-py3-none-any.whl\n<>=3.9\n"
                              "1.0\tp0\tr0-1\tf0\to2\tc1-2\t!nx\n2.0+cu1\ticu1\tr1\tybroken\n");
        QVERIFY(read);
        const auto again = unpackProject(packProject(read->front()));
        QVERIFY(again);
        QCOMPARE(again->releases.size(), std::size_t {2});
        const SnapshotRelease& first = again->releases[0];
        QCOMPARE(first.requirements, (std::vector<std::uint32_t> {0, 1}));
        QCOMPARE(first.filesOmitted, 2U);
        QCOMPARE(*first.covered, 6U);
        QCOMPARE(first.flags,
                 std::uint32_t {SnapshotRelease::NamesOnly | SnapshotRelease::ExtrasUnknown});
        QCOMPARE(fileName(again->files[first.files[0]], first.version),
                 std::string("demo-1.0-py3-none-any.whl"));
        QCOMPARE(again->releases[1].index, std::string("cu1"));
        QCOMPARE(again->releases[1].yankedReason, std::string("broken"));
    }

    void badTextNamesItsLine_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("release before any project") << QByteArray("1.0\n") << QByteArray("line 1 ");
        QTest::newRow("requirement that is not there")
            << QByteArray("@a\n+b\n1.0\tr1\n") << QByteArray("line 3 ");
        QTest::newRow("range backwards")
            << QByteArray("@a\n+b\n+c\n1.0\tr1-0\n") << QByteArray("line 4 ");
        QTest::newRow("unknown field") << QByteArray("@a\n1.0\tz1\n") << QByteArray("line 2 ");
        QTest::newRow("number too large")
            << QByteArray("@a\n1.0\to99999999999\n") << QByteArray("line 2 ");
    }
    void badTextNamesItsLine()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, line);
        const auto read = parseSnapshotText(text.toStdString());
        QVERIFY(!read);
        QVERIFY2(read.error().message.contains(line.toStdString()), read.error().message.c_str());
    }

    void damagedBytesAreRefused()
    {
        const auto read =
            parseSnapshotText("@demo\n+a>=1\n~demo-*-py3-none-any.whl\n1.0\tr0\tf0\n1.1\tr0\tf0\n");
        QVERIFY(read);
        const std::string whole = packProject(read->front());
        for (std::size_t size = 0; size < whole.size(); ++size)
            QVERIFY(!unpackProject(std::string_view(whole).substr(0, size)));
        for (std::size_t place = 0; place < whole.size(); ++place) {
            std::string changed = whole;
            changed[place] = static_cast<char>(changed[place] ^ 0x55);
            (void)unpackProject(changed); // Any bytes: no crash, no numbers out of range.
        }
    }

    void shippedSnapshotAnswers()
    {
        const auto index = openShippedSnapshot();
        QVERIFY2(index.has_value(), index ? "" : index.error().message.c_str());
        const IndexSummary summary = (*index)->summary();
        QVERIFY(summary.projects > 1'800 && summary.releases > 32'000
                && summary.listedProjects >= 15'000);
        QCOMPARE(summary.indexes.front(), std::string("default index"));

        const ProjectAnswer torch = (*index)->project(indexSource(""), "torch");
        QCOMPARE(torch.status, ProjectAnswer::Status::Found);
        const auto isLocal = [](const IndexedFile& file) { return file.filename.contains('+'); };
        QVERIFY(std::ranges::none_of(torch.page->files, isLocal));
        const ProjectAnswer cuda =
            (*index)->project(indexSource("https://download.pytorch.org/whl/cu124"), "torch");
        QCOMPARE(cuda.status, ProjectAnswer::Status::Found);
        QVERIFY(std::ranges::all_of(cuda.page->files, isLocal));
        const auto file = std::ranges::find_if(cuda.page->files, [](const IndexedFile& f) {
            return f.filename.starts_with("torch-2.5.1+cu124-cp310");
        });
        QVERIFY(file != cuda.page->files.end());
        const ReleaseMetadata metadata =
            (*index)->metadata(indexSource(""), *cuda.page, file->record);
        QVERIFY(std::ranges::contains(metadata.requiresDist, std::string("filelock")));
    }

    void namesAreFoundByPrefix()
    {
        const auto names = snapshotNames(shipped(), "torchv", 50);
        QVERIFY(names);
        QVERIFY(std::ranges::contains(*names, std::string("torchvision")));
        QVERIFY(std::ranges::all_of(
            *names, [](const std::string& name) { return name.starts_with("torchv"); }));
        QVERIFY(std::ranges::is_sorted(*names));
        QCOMPARE(snapshotNames(shipped(), "", 7)->size(), std::size_t(7));
        QVERIFY(snapshotNames(shipped(), "%", 7)->empty()); // No pattern.
        QCOMPARE(snapshotNames("/no/such/file", "a", 7).error().code, ErrorCode::NotFound);
    }

    void whatIsNotRecordedIsNotSaidToBeAbsent()
    {
        const auto index = openShippedSnapshot();
        QVERIFY(index);
        const ProjectAnswer magic = (*index)->project(indexSource(""), "python-magic");
        QCOMPARE(magic.status, ProjectAnswer::Status::NotRecorded);
        QVERIFY(!magic.newestListed.empty());
        QCOMPARE((*index)->project(indexSource(""), "no-such-project-at-all").status,
                 ProjectAnswer::Status::NotRecorded);
        QCOMPARE((*index)->project(indexSource("https://packages.example/simple"), "torch").status,
                 ProjectAnswer::Status::NotRecorded);
    }

    void badFilesAreRecognised()
    {
        const QTemporaryDir folder;
        const auto path = [&](const char* name) {
            return std::filesystem::path(folder.filePath(name).toStdString());
        };
        QCOMPARE(openSnapshot(path("absent.sqlite")).error().code, ErrorCode::NotFound);

        QFile text(folder.filePath("text.sqlite"));
        QVERIFY(text.open(QIODevice::WriteOnly));
        text.write("this is no database, but long enough to be taken for one by someone who looks "
                   "only at its size");
        text.close();
        QCOMPARE(openSnapshot(path("text.sqlite")).error().code, ErrorCode::Malformed);

        std::filesystem::copy_file(shipped(), path("newer.sqlite"));
        QCOMPARE(
            run(path("newer.sqlite"), formatted("PRAGMA user_version = {}", snapshotFormat + 1)),
            QString());
        QCOMPARE(openSnapshot(path("newer.sqlite")).error().code, ErrorCode::Unsupported);

        std::filesystem::copy_file(shipped(), path("emptied.sqlite"));
        QCOMPARE(run(path("emptied.sqlite"), "DROP TABLE project"), QString());
        QCOMPARE(openSnapshot(path("emptied.sqlite")).error().code, ErrorCode::Malformed);

        std::filesystem::copy_file(shipped(), path("record.sqlite"));
        QCOMPARE(run(path("record.sqlite"),
                     "UPDATE project SET page = substr(page, 1, 40) WHERE name = 'numpy'"),
                 QString());
        const auto damaged = openSnapshot(path("record.sqlite"));
        QVERIFY(damaged);
        const ProjectAnswer numpy = (*damaged)->project(indexSource(""), "numpy");
        QCOMPARE(numpy.status, ProjectAnswer::Status::NotRecorded);
        QVERIFY(numpy.reason.contains("damaged"));
    }
};

QTEST_APPLESS_MAIN(TestSnapshot)
#include "tst_snapshot.moc"
