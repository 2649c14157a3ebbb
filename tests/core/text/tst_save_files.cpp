// Saving the user's files: whole, all or none, and nothing left behind, also when the program is
// killed meanwhile.

#include "core/base/format.h"
#include "core/text/file_provider.h"
#include "core/text/save_files.h"

#include <QTemporaryDir>
#include <QTest>

#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <random>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace pinwheel;
namespace fs = std::filesystem;

namespace {

void write(const fs::path& path, std::string_view bytes)
{
    std::ofstream(path, std::ios::binary) << bytes;
}

std::string read(const fs::path& path)
{
    return readTextFile(path).value_or("(unreadable)");
}

std::vector<std::string> namesIn(const fs::path& folder)
{
    std::vector<std::string> names;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder))
        names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    return names;
}

/// What save number `round` writes into a file: one letter, long enough for several writes to the
/// disk.
std::string contentOf(int round, std::size_t file)
{
    return std::string(200'000 + file * 1'000, static_cast<char>('a' + round % 26));
}

std::vector<FileChange> changesOf(const fs::path& folder, int round)
{
    std::vector<FileChange> changes;
    for (std::size_t file = 0; file < 3; ++file)
        changes.push_back({folder / formatted("file{}.txt", file), contentOf(round + 1, file),
                           contentOf(round, file)});
    return changes;
}

} // namespace

class TestSaveFiles : public QObject
{
    Q_OBJECT

    QTemporaryDir m_temporary;
    fs::path m_folder;

private slots:
    void init()
    {
        m_folder = fs::path(m_temporary.path().toStdString()) / QTest::currentTestFunction();
        fs::create_directories(m_folder);
    }

    void bytesAreWrittenAsTheyAre_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("a byte order mark and CRLF") << QByteArray("\xEF\xBB\xBF"
                                                                  "a\r\nb\r\n");
        QTest::newRow("no newline at the end") << QByteArray("a\nb");
        QTest::newRow("nothing") << QByteArray("");
        QTest::newRow("bytes that are no UTF-8") << QByteArray("\xff\x00\xfe", 3);
    }
    void bytesAreWrittenAsTheyAre()
    {
        QFETCH(QByteArray, bytes);
        const fs::path file = m_folder / "f";
        write(file, "old");
        const FileChange change {file, bytes.toStdString(), "old"};
        QVERIFY(saveFiles({&change, 1}).has_value());
        QCOMPARE(read(file), bytes.toStdString());
        QCOMPARE(namesIn(m_folder), std::vector<std::string> {"f"});
    }

    void modeAndLinkAreKept()
    {
        const fs::path file = m_folder / "real";
        write(file, "old");
        QCOMPARE(::chmod(file.c_str(), 0640), 0);
        fs::create_symlink("real", m_folder / "link");
        const FileChange change {m_folder / "link", "new", "old"};
        QVERIFY(saveFiles({&change, 1}).has_value());
        QVERIFY(fs::is_symlink(m_folder / "link"));
        QCOMPARE(read(file), std::string("new"));
        struct stat status {};
        QCOMPARE(::stat(file.c_str(), &status), 0);
        QCOMPARE(status.st_mode & 07777U, 0640U);
    }

    void nothingIsWrittenWhenOneFileChanged()
    {
        write(m_folder / "a", "old");
        write(m_folder / "b", "somebody else's");
        const std::vector<FileChange> changes {{m_folder / "a", "new", "old"},
                                               {m_folder / "b", "new", "old"}};
        const auto saved = saveFiles(changes);
        QVERIFY(!saved);
        QCOMPARE(saved.error().code, ErrorCode::ChangedOnDisk);
        QCOMPARE(read(m_folder / "a"), std::string("old"));
        QCOMPARE(namesIn(m_folder), (std::vector<std::string> {"a", "b"}));
    }

    void aDeletedFileIsNotMadeAgain()
    {
        const FileChange change {m_folder / "gone", "new", "old"};
        QCOMPARE(saveFiles({&change, 1}).error().code, ErrorCode::ChangedOnDisk);
        QVERIFY(namesIn(m_folder).empty());
    }

    void nothingIsWrittenWhenOneFolderCannotBeWritten()
    {
        if (::geteuid() == 0) QSKIP("root may write everywhere");
        fs::create_directories(m_folder / "closed");
        write(m_folder / "a", "old");
        write(m_folder / "closed" / "b", "old");
        fs::permissions(m_folder / "closed", fs::perms::owner_read | fs::perms::owner_exec);
        const std::vector<FileChange> changes {{m_folder / "a", "new", "old"},
                                               {m_folder / "closed" / "b", "new", "old"}};
        const auto saved = saveFiles(changes);
        fs::permissions(m_folder / "closed", fs::perms::owner_all);
        QVERIFY(!saved);
        QCOMPARE(read(m_folder / "a"), std::string("old"));
    }

    void leftoversOfOthersStay()
    {
        const std::vector<std::string> names {".f.pinwheel-Abc123", "f.pinwheel-Abc123",
                                              ".f.pinwheel-Abc1234", ".f.pinwheel-",
                                              ".pinwheel-Abc123"};
        for (const std::string& name : names)
            write(m_folder / name, "x");
        const int locked =
            ::open((m_folder / ".f.pinwheel-Locked").c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
        QVERIFY(::flock(locked, LOCK_EX) == 0);
        removeLeftovers(m_folder);
        QCOMPARE(
            namesIn(m_folder),
            (std::vector<std::string> {".f.pinwheel-", ".f.pinwheel-Abc1234", ".f.pinwheel-Locked",
                                       ".pinwheel-Abc123", "f.pinwheel-Abc123"}));
        ::close(locked);
        removeLeftovers(m_folder);
        QVERIFY(!fs::exists(m_folder / ".f.pinwheel-Locked"));
    }

    /// A child saves three files again and again and is killed at a random moment; 200 times.
    void aKilledSaveLeavesWholeFiles()
    {
        for (std::size_t file = 0; file < 3; ++file)
            write(m_folder / formatted("file{}.txt", file), contentOf(0, file));
        const auto begin = std::chrono::steady_clock::now();
        QVERIFY(saveFiles(changesOf(m_folder, 0)).has_value());
        const auto duration = std::chrono::duration_cast<std::chrono::microseconds>(
                                  std::chrono::steady_clock::now() - begin)
                                  .count();
        std::mt19937 random(7);
        std::uniform_int_distribution<std::int64_t> moment(0, duration * 3 / 2);
        int killedInside = 0;
        int finished = 0;
        for (int round = 0; round < 200; ++round) {
            // All files begin with the same content, as the program would have read them.
            for (std::size_t file = 0; file < 3; ++file)
                write(m_folder / formatted("file{}.txt", file), contentOf(round, file));
            const pid_t child = ::fork();
            QVERIFY(child >= 0);
            if (child == 0) {
                const auto saved = saveFiles(changesOf(m_folder, round));
                ::_exit(saved ? 0 : 1);
            }
            std::this_thread::sleep_for(std::chrono::microseconds(moment(random)));
            ::kill(child, SIGKILL);
            int status = 0;
            QCOMPARE(::waitpid(child, &status, 0), child);
            if (WIFSIGNALED(status))
                ++killedInside;
            else
                QCOMPARE(WEXITSTATUS(status), 0);
            if (!WIFSIGNALED(status)) ++finished;
            for (std::size_t file = 0; file < 3; ++file) {
                const std::string now = read(m_folder / formatted("file{}.txt", file));
                QVERIFY2(now == contentOf(round, file) || now == contentOf(round + 1, file),
                         "a file is neither old nor new");
            }
            removeLeftovers(m_folder);
            QCOMPARE(namesIn(m_folder).size(), 3U);
        }
        qInfo("%d of 200 saves were killed before their end, %d had finished", killedInside,
              finished);
        QVERIFY2(killedInside >= 20, "the kills came too late to prove anything");
    }
};

QTEST_GUILESS_MAIN(TestSaveFiles)
#include "tst_save_files.moc"
