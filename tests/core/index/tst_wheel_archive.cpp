// Archives that Python wrote are read; damaged ones give an error and never a crash.

#include "core/index/inflate.h"
#include "core/index/wheel_archive.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace pinwheel;

namespace {

std::string bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

Result<std::string> metadataOf(const std::string& archive, const std::string& filename,
                               std::size_t tailBytes)
{
    const std::size_t tail = std::min(tailBytes, archive.size());
    return wheelMetadata(filename, archive.size(),
                         std::string_view(archive).substr(archive.size() - tail),
                         [&](std::uint64_t begin, std::uint64_t end) -> Result<std::string> {
                             return archive.substr(begin, end - begin);
                         });
}

} // namespace

class TestWheelArchive : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    [[nodiscard]] std::string wheel(const char* name) const
    {
        return bytesOf(m_folder.filePath("index/files/") + name);
    }

private slots:
    void initTestCase()
    {
        QProcess make;
        make.start(QStringLiteral("python3"),
                   {QStringLiteral(PINWHEEL_SOURCE_DIR "/tests/net/make_index.py"),
                    m_folder.filePath("index")});
        QVERIFY(make.waitForFinished() && make.exitCode() == 0);
    }

    void metadataAreRead_data()
    {
        QTest::addColumn<QByteArray>("filename");
        QTest::addColumn<qulonglong>("tail");
        for (const char* filename : {"alpha-1.5-py3-none-any.whl", "beta-1.4-py3-none-any.whl",
                                     "gamma-0.9-py3-none-any.whl"})
            for (const qulonglong tail : {100ULL, 2'000ULL, 65'536ULL, 10'000'000ULL})
                QTest::addRow("%s with a tail of %llu bytes", filename, tail)
                    << QByteArray(filename) << tail;
    }
    void metadataAreRead()
    {
        QFETCH(QByteArray, filename);
        QFETCH(qulonglong, tail);
        const auto text = metadataOf(wheel(filename), filename.toStdString(), tail);
        QVERIFY2(text, text ? "" : text.error().message.c_str());
        QVERIFY(text->starts_with("Metadata-Version: 2.1\nName: "
                                  + filename.first(filename.indexOf('-')).toStdString()));
        QVERIFY(text->ends_with("What it is for. \n"));
    }

    void metadataOfAnotherProjectAreNotTaken()
    {
        const auto text =
            metadataOf(wheel("beta-1.4-py3-none-any.whl"), "alpha-1.4-py3-none-any.whl", 65'536);
        QVERIFY(!text);
        QVERIFY(text.error().message.contains("no metadata of alpha"));
    }

    void damagedArchivesGiveAnErrorOrTheSameText()
    {
        const std::string good = wheel("gamma-3.0-py3-none-any.whl");
        const auto right = metadataOf(good, "gamma-3.0-py3-none-any.whl", 65'536);
        QVERIFY(right);
        std::uint32_t state = 7;
        for (int round = 0; round < 3'000; ++round) {
            std::string bad = good;
            for (int change = 0; change < 4; ++change) {
                state = state * 1664525U + 1013904223U;
                const bool atEnd =
                    (state >> 8) % 2 == 0; // Where the directory is, and the metadata at the front.
                const std::size_t place =
                    atEnd ? bad.size() - 1 - (state >> 9) % 4'000 : (state >> 9) % 500;
                bad[place] = static_cast<char>(state >> 24);
            }
            if (round % 10 == 0) bad = bad.substr(0, bad.size() - (state >> 9) % bad.size());
            const auto text = metadataOf(bad, "gamma-3.0-py3-none-any.whl", 65'536);
            QVERIFY(!text || *text == *right);
        }
    }

    void archivesInZip64FormAreNamed_data()
    {
        QTest::addColumn<QByteArray>("record");
        QTest::addColumn<int>("place");
        QTest::newRow("place of the directory") << QByteArray("PK\x05\x06", 4) << 16;
        QTest::newRow("size of the directory") << QByteArray("PK\x05\x06", 4) << 12;
        QTest::newRow("place of the metadata") << QByteArray("PK\x01\x02", 4) << 42;
        QTest::newRow("packed size of the metadata") << QByteArray("PK\x01\x02", 4) << 20;
        QTest::newRow("size of the metadata") << QByteArray("PK\x01\x02", 4) << 24;
    }
    void archivesInZip64FormAreNamed()
    {
        QFETCH(QByteArray, record);
        QFETCH(int, place);
        std::string archive = wheel("gamma-3.0-py3-none-any.whl");
        const std::size_t at =
            archive.find(record.toStdString()); // The metadata are the first member.
        QVERIFY(at != std::string::npos);
        archive.replace(at + static_cast<std::size_t>(place), 4, "\xff\xff\xff\xff");
        const auto text = metadataOf(archive, "gamma-3.0-py3-none-any.whl", 65'536);
        QVERIFY(!text);
        QCOMPARE(text.error().code, ErrorCode::Unsupported);
        QVERIFY2(text.error().message.contains("zip64"), text.error().message.c_str());
    }

    void unpackingIsBounded()
    {
        // A stored block of 5 bytes, then the same with a wrong complement, then one that ends
        // early.
        const std::string stored("\x01\x05\x00\xfa\xffhello", 10);
        QCOMPARE(inflated(stored, 5).value_or(""), std::string("hello"));
        QCOMPARE(inflated(stored, 4).error().code, ErrorCode::LimitExceeded);
        QCOMPARE(inflated(std::string("\x01\x05\x00\xfb\xffhello", 10), 5).error().code,
                 ErrorCode::Malformed);
        QCOMPARE(inflated(stored.substr(0, 8), 5).error().code, ErrorCode::Malformed);
        QCOMPARE(inflated("", 5).error().code, ErrorCode::Malformed);
        QCOMPARE(crc32Of("123456789"), 0xcbf43926U); // The check value of the catalogue of CRCs.
    }
};

QTEST_GUILESS_MAIN(TestWheelArchive)
#include "tst_wheel_archive.moc"
