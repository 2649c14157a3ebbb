#include "core/python/core_metadata.h"

#include <QTest>

using namespace pinwheel;

class TestCoreMetadata : public QObject
{
    Q_OBJECT

private slots:
    void headersAreReadUpToTheDescription()
    {
        const auto metadata =
            parseCoreMetadata("\xEF\xBB\xBFMetadata-Version: 2.1\r\nname: "
                              "Demo\r\nVersion:1.0\r\nRequires-Dist: a (>=1);\r\n"
                              "\tpython_version < \"3\"\r\nRequires-Dist: b\r\nProvides-Extra: "
                              "x\r\nRequires-Python: >=3.8\r\n"
                              "\r\nRequires-Dist: described\r\n");
        QVERIFY2(metadata, metadata ? "" : metadata.error().message.c_str());
        QCOMPARE(metadata->name, std::string("Demo"));
        QCOMPARE(metadata->version, std::string("1.0"));
        QCOMPARE(metadata->requiresPython, std::string(">=3.8"));
        QCOMPARE(metadata->requiresDist,
                 (std::vector<std::string> {"a (>=1); python_version < \"3\"", "b"}));
        QCOMPARE(metadata->providesExtra, std::vector<std::string> {"x"});
    }

    void badMetadataAreAnError_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("empty") << QByteArray() << QByteArray("no name");
        QTest::newRow("bytes") << QByteArray("\x00\xff\xfe\x01:\x80", 6) << QByteArray("no name");
        QTest::newRow("a page in HTML")
            << QByteArray("<!DOCTYPE html>\n<p>Name: x\n") << QByteArray("no name");
        QTest::newRow("no version") << QByteArray("Name: x\n") << QByteArray("no version");
        QTest::newRow("name without a value")
            << QByteArray("Name:\nVersion: 1\n") << QByteArray("no name");
        QTest::newRow("version in the description")
            << QByteArray("Name: x\n\nVersion: 1\n") << QByteArray("no version");
        QTest::newRow("folded line at the beginning")
            << QByteArray(" Name: x\nVersion: 1\n") << QByteArray("no name");
    }
    void badMetadataAreAnError()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, says);
        const auto metadata =
            parseCoreMetadata({text.constData(), static_cast<std::size_t>(text.size())});
        QVERIFY(!metadata);
        QCOMPARE(metadata.error().code, ErrorCode::Malformed);
        QVERIFY2(metadata.error().message.contains(says.toStdString()),
                 metadata.error().message.c_str());
    }
};

QTEST_APPLESS_MAIN(TestCoreMetadata)
#include "tst_core_metadata.moc"
