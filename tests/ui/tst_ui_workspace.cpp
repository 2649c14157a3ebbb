#include "core/text/save_files.h"
#include "tests/ui/support/real_window.h"
#include "ui/workspace/mojibake.h"
#include "ui/workspace/workspace.h"

#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTest>

#include <unistd.h>

using namespace pinwheel;
using namespace Qt::StringLiterals;

namespace {

Span spanOf(const SourceSet& sources, FileId file, std::string_view words)
{
    const auto at = static_cast<std::uint32_t>(sources.text(file).bytes().find(words));
    return {.file = file, .begin = at, .end = at + static_cast<std::uint32_t>(words.size())};
}

} // namespace

/// Texts are never lost: editing, undoing, saving.
class TestUiWorkspace : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { useTestSettings(); }

    void garbledTextIsNamed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("shown");
        QTest::addColumn<QString>("meant");
        QTest::addColumn<int>("line");
        QTest::newRow("an accent read as Latin-1")
            << QByteArray("# a\n# cafÃ©\n") << u"Ã©"_s << u"é"_s << 2;
        QTest::newRow("a dash read as Windows-1252")
            << QByteArray("# a â€” b") << u"â€”"_s << u"—"_s << 1;
        QTest::newRow("two letters in a row") << QByteArray("# Ã¤Ã¶") << u"Ã¤Ã¶"_s << u"äö"_s << 1;
        QTest::newRow("letters that were lost")
            << QByteArray("# caf\xEF\xBF\xBD") << QString(QChar(0xFFFD)) << QString() << 1;
        QTest::newRow("accents are none")
            << QByteArray("# café, Äpfel, À la carte, São, naïve, 20 °C, “quoted” – dash…")
            << QString() << QString() << 0;
        QTest::newRow("other scripts are none")
            << QByteArray("# 中文 Ελληνικά русский") << QString() << QString() << 0;
        QTest::newRow("a byte order mark is none")
            << QByteArray("\xEF\xBB\xBFnumpy\n") << QString() << QString() << 0;
    }

    void garbledTextIsNamed()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, shown);
        QFETCH(const QString, meant);
        QFETCH(const int, line);
        const std::optional<Mojibake> found = findMojibake(text);
        QCOMPARE(found.has_value(), line > 0);
        if (!found) return;
        QCOMPARE(found->shown, shown);
        QCOMPARE(found->meant, meant);
        QCOMPARE(found->line, line);
    }

    void savingKeepsBytesModeAndLinks()
    {
        const ProjectFolder folder({{u"real.txt"_s, "\xEF\xBB\xBFnumpy\r\nscipy\r\n"}});
        QVERIFY(QFile::link(folder.file(u"real.txt"_s), folder.file(u"link.txt"_s)));
        QFile::setPermissions(folder.file(u"real.txt"_s),
                              QFileDevice::ReadOwner | QFileDevice::WriteOwner
                                  | QFileDevice::ExeOwner);
        Workspace workspace;
        workspace.setFolder(folder.path().toStdString());
        const Result<Document*> opened = workspace.open(u"link.txt"_s);
        QVERIFY(opened);
        Document* const document = *opened;
        QCOMPARE(document->bomSize(), 3);
        QCOMPARE(document->lineEndingName(), u"CRLF"_s);
        workspace.replaceText(document, 3, 5, "pandas", u"test"_s);
        QVERIFY(workspace.hasModified());
        QVERIFY(workspace.save(document));
        QVERIFY(!workspace.hasModified());
        QCOMPARE(folder.read(u"real.txt"_s), QByteArray("\xEF\xBB\xBFpandas\r\nscipy\r\n"));
        QVERIFY(QFileInfo(folder.file(u"link.txt"_s)).isSymLink());
        QVERIFY(QFileInfo(folder.file(u"real.txt"_s)).isExecutable());
        // Nothing temporary stays behind.
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 2);
    }

    void savingRefusesWhatChangedOnDisk()
    {
        const ProjectFolder folder({{u"a.txt"_s, "numpy\n"}});
        Workspace workspace;
        workspace.setFolder(folder.path().toStdString());
        Document* const document = *workspace.open(u"a.txt"_s);
        workspace.replaceText(document, 0, 5, "scipy", u"test"_s);
        folder.write(u"a.txt"_s, "torch\n");
        const Result<void> saved = workspace.save(document);
        QVERIFY(!saved);
        QCOMPARE(saved.error().code, ErrorCode::ChangedOnDisk);
        QCOMPARE(folder.read(u"a.txt"_s), QByteArray("torch\n"));
        QVERIFY(document->isModified());
        QVERIFY(workspace.saveOverChanges(document));
        QCOMPARE(folder.read(u"a.txt"_s), QByteArray("scipy\n"));
    }

    void savingWhatWasDeletedAsksFirst()
    {
        const ProjectFolder folder({{u"a.txt"_s, "numpy\n"}});
        Workspace workspace;
        workspace.setFolder(folder.path().toStdString());
        Document* const document = *workspace.open(u"a.txt"_s);
        workspace.replaceText(document, 0, 5, "scipy", u"test"_s);
        QVERIFY(QFile::remove(folder.file(u"a.txt"_s)));
        QCOMPARE(workspace.save(document).error().code, ErrorCode::ChangedOnDisk);
        QVERIFY(workspace.saveOverChanges(document));
        QCOMPARE(folder.read(u"a.txt"_s), QByteArray("scipy\n"));
    }

    void otherEncodingsAreReadOnly_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("readOnly");
        QTest::newRow("UTF-8") << QByteArray("n\xC3\xA4me\n") << false;
        QTest::newRow("UTF-8 with BOM") << QByteArray("\xEF\xBB\xBFname\n") << false;
        QTest::newRow("Latin-1") << QByteArray("n\xE4me\n") << true;
        QTest::newRow("UTF-16") << QByteArray("\xFF\xFEn\0a\0", 6) << true;
        QTest::newRow("NUL bytes") << QByteArray("a\0b", 3) << true;
        QTest::newRow("empty") << QByteArray() << false;
    }
    void otherEncodingsAreReadOnly()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(bool, readOnly);
        const ProjectFolder folder({{u"a.txt"_s, bytes}});
        Workspace workspace;
        workspace.setFolder(folder.path().toStdString());
        Document* const document = *workspace.open(u"a.txt"_s);
        QCOMPARE(document->isReadOnly(), readOnly);
        QCOMPARE(document->bytes(), bytes);
    }

    void aFixOverTwoFilesIsOneUndoStep()
    {
        const ProjectFolder folder(
            {{u"Dockerfile"_s, "FROM a\nRUN pip install x\nRUN pip install y\n"},
             {u"r.txt"_s, "x\ny\n"}});
        Workspace workspace;
        workspace.setFolder(folder.path().toStdString());
        Document* const dockerfile = *workspace.open(u"Dockerfile"_s);
        Document* const requirements = *workspace.open(u"r.txt"_s);
        SourceSet sources;
        const FileId first = sources.add(
            std::make_shared<SourceText>("Dockerfile", dockerfile->bytes().toStdString()));
        const FileId second =
            sources.add(std::make_shared<SourceText>("r.txt", requirements->bytes().toStdString()));
        EditSet edits;
        QVERIFY(edits.add(
            {.span = spanOf(sources, first, "install x"), .replacement = "install x==1"}));
        QVERIFY(edits.add(
            {.span = spanOf(sources, first, "install y"), .replacement = "install y==2"}));
        QVERIFY(edits.add({.span = spanOf(sources, second, "x\n"), .replacement = ""}));
        const Workspace::Snapshot snapshot = workspace.snapshot();
        // Text typed before the places moves them.
        dockerfile->replace(0, 0, "# first\n");
        QVERIFY(workspace.applyEdits(edits, sources, snapshot.revisions, u"fix"_s));
        QCOMPARE(dockerfile->bytes(),
                 QByteArray("# first\nFROM a\nRUN pip install x==1\nRUN pip install y==2\n"));
        QCOMPARE(requirements->bytes(), QByteArray("y\n"));
        QCOMPARE(workspace.undoStack()->count(), 1);
        workspace.undoStack()->undo();
        QCOMPARE(dockerfile->bytes(),
                 QByteArray("# first\nFROM a\nRUN pip install x\nRUN pip install y\n"));
        QCOMPARE(requirements->bytes(), QByteArray("x\ny\n"));
        QVERIFY(!requirements->isModified());
    }

    void aFixOnEditedTextChangesNothing()
    {
        const ProjectFolder folder({{u"r.txt"_s, "numpy>=1\nscipy\n"}});
        Workspace workspace;
        workspace.setFolder(folder.path().toStdString());
        Document* const document = *workspace.open(u"r.txt"_s);
        SourceSet sources;
        const FileId file =
            sources.add(std::make_shared<SourceText>("r.txt", document->bytes().toStdString()));
        EditSet edits;
        QVERIFY(
            edits.add({.span = spanOf(sources, file, "numpy>=1"), .replacement = "numpy==1.26.4"}));
        const Workspace::Snapshot snapshot = workspace.snapshot();
        document->replace(6, 1, "<");
        QVERIFY(!workspace.applyEdits(edits, sources, snapshot.revisions, u"fix"_s));
        QCOMPARE(document->bytes(), QByteArray("numpy><1\nscipy\n"));
        QCOMPARE(workspace.undoStack()->count(), 0);
    }

    void aChangeOnDiskIsTold()
    {
        const ProjectFolder folder({{u"a.txt"_s, "numpy\n"}});
        Workspace workspace;
        workspace.setFolder(folder.path().toStdString());
        QVERIFY(workspace.open(u"a.txt"_s));
        QSignalSpy told(&workspace, &Workspace::changedOnDisk);
        folder.write(u"a.txt"_s, "scipy\n");
        QVERIFY(told.wait(5000));
        QCOMPARE(told.front()[1].toBool(), true);
    }

    void anUnwritableFolderGivesOneLine()
    {
        if (::geteuid() == 0) QSKIP("root may write everywhere");
        const ProjectFolder folder({{u"a.txt"_s, "numpy\n"}});
        QFile::setPermissions(folder.path(), QFileDevice::ReadOwner | QFileDevice::ExeOwner);
        const FileChange change {folder.file(u"a.txt"_s).toStdString(), "x", "numpy\n"};
        const Result<void> saved = saveFiles({&change, 1});
        QFile::setPermissions(folder.path(),
                              QFileDevice::ReadOwner | QFileDevice::WriteOwner
                                  | QFileDevice::ExeOwner);
        QVERIFY(!saved);
        QVERIFY(!saved.error().message.contains('\n'));
        QCOMPARE(folder.read(u"a.txt"_s), QByteArray("numpy\n"));
    }
};

QTEST_MAIN(TestUiWorkspace)
#include "tst_ui_workspace.moc"
