#include "core/build/image_files.h"

#include <QTest>

using namespace pinwheel;
using Kind = FileLookup::Kind;

class TestImageFiles : public QObject
{
    Q_OBJECT

    SourceSet m_sources;
    FileProviderPtr m_context =
        std::make_shared<const MemoryFileProvider>(std::map<std::string, std::string> {
            {"requirements.txt", "flask\n"}, {"src/app.py", "x"}, {"secret.env", "s"}});
    std::shared_ptr<const DockerIgnore> m_ignore =
        std::make_shared<const DockerIgnore>(DockerIgnore::parse("*.env\n"));

private slots:
    void latestWriteWins()
    {
        ProjectTexts texts(m_sources, m_context);
        ImageFiles image;
        image.mountContext("/app", "", m_ignore, {.layer = 1});
        QCOMPARE(texts.bytesOf(image.find("/app/requirements.txt", texts)),
                 std::optional<std::string_view>("flask\n"));
        image.writeText("/app/requirements.txt", "django\n", {}, {.layer = 2});
        QCOMPARE(texts.bytesOf(image.find("/app/requirements.txt", texts)),
                 std::optional<std::string_view>("django\n"));
        image.mountContext("/app/requirements.txt", "requirements.txt", m_ignore, {.layer = 3});
        QCOMPARE(texts.bytesOf(image.find("/app/requirements.txt", texts)),
                 std::optional<std::string_view>("flask\n"));
        image.remove("/app", {.layer = 4});
        QCOMPARE(image.find("/app/requirements.txt", texts).kind, Kind::Missing);
        QCOMPARE(image.find("/app/src/app.py", texts).kind, Kind::Missing);
    }

    void ignoredFilesAreNotInTheContext()
    {
        ProjectTexts texts(m_sources, m_context);
        ImageFiles image;
        image.mountContext("/app", "", m_ignore, {});
        QCOMPARE(image.find("/app/secret.env", texts).kind, Kind::Missing);
        QCOMPARE(image.find("/app/src", texts).kind, Kind::Folder);
    }

    void linksAreFollowedInEveryPart()
    {
        ProjectTexts texts(m_sources, m_context);
        ImageFiles image;
        image.makeLink("/usr/bin/python", "/usr/bin/python3.10", {});
        image.makeLink("/srv", "data", {});
        image.writeText("/data/x", "1", {}, {});
        QCOMPARE(image.followLinks("/usr/bin/python"), std::string("/usr/bin/python3.10"));
        QCOMPARE(image.find("/srv/x", texts).kind, Kind::File);
        image.makeLink("/a", "/b", {});
        image.makeLink("/b", "/a", {});
        QVERIFY(image.find("/a/x", texts).kind != Kind::File); // A ring of links ends.
    }

    void whatIsUnknownIsNotMissing()
    {
        ProjectTexts texts(m_sources, m_context);
        ImageFiles image;
        image.mountUnknown("/opt/tool", "it is downloaded", {});
        const FileLookup there = image.find("/opt/tool/bin/x", texts);
        QCOMPARE(there.kind, Kind::Unknown);
        QCOMPARE(there.reason, std::string("it is downloaded"));
        QCOMPARE(image.find("/opt/other", texts).kind, Kind::Missing);
    }

    void writtenBytesLeadBackToTheirOrigin()
    {
        ProjectTexts texts(m_sources, m_context);
        ImageFiles image;
        const FileId dockerfile = m_sources.add(
            std::make_shared<const SourceText>("Dockerfile", "RUN echo torch==2.5.1 > c.txt"));
        image.writeText("/c.txt", "torch==2.5.1\n", {{0, 12, {dockerfile, 9, 21}}}, {});
        const auto id = texts.idOf(image.find("/c.txt", texts));
        QVERIFY(id.has_value());
        const auto origin = texts.originOf({*id, 7, 12});
        QVERIFY(origin.has_value());
        QCOMPARE(m_sources.slice(*origin), std::string_view("2.5.1"));
    }
};

QTEST_APPLESS_MAIN(TestImageFiles)
#include "tst_image_files.moc"
