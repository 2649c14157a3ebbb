#include "core/python/core_metadata.h"
#include "core/python/simple_page.h"

#include <QTest>

using namespace pinwheel;

namespace {

const std::string base = "https://index.example/simple/torch/";

} // namespace

class SimplePageTest : public QObject
{
    Q_OBJECT

private slots:
    void readsJson()
    {
        // The slashes are escaped because moc takes two of them for a comment, even here.
        const auto page =
            parseSimplePage(R"({"meta": {"api-version": "1.1"}, "name": "torch", "files": [
            {"filename": "torch-1.0-py3-none-any.whl", "url": "../../f/torch-1.0-py3-none-any.whl", "hashes": {"sha256": "0a"},
             "requires-python": ">=3.8", "yanked": "broken", "core-metadata": {"sha256": "0b"}, "size": 12,
             "upload-time": "2024-01-01T00:00:00Z"},
            {"filename": "torch-1.1.tar.gz", "url": "https:\/\/cdn.example/torch-1.1.tar.gz", "hashes": {}, "yanked": false,
             "requires-python": null, "dist-info-metadata": false, "size": -1},
            {"filename": "no address"}, 7]})",
                            base);
        QVERIFY(page);
        QCOMPARE(page->project, std::string("torch"));
        QCOMPARE(page->apiVersion, std::string("1.1"));
        QCOMPARE(page->files.size(), std::size_t(2));
        QVERIFY((page->files[0]
                 == DistributionFile {
                     .filename = "torch-1.0-py3-none-any.whl",
                     .url = "https://index.example/f/torch-1.0-py3-none-any.whl",
                     .hashes = {{"sha256", "0a"}},
                     .requiresPython = ">=3.8",
                     .isYanked = true,
                     .yankReason = "broken",
                     .hasCoreMetadata = true,
                     .sizeBytes = 12,
                     .uploadTime = "2024-01-01T00:00:00Z",
                 }));
        QVERIFY((page->files[1]
                 == DistributionFile {.filename = "torch-1.1.tar.gz",
                                      .url = "https://cdn.example/torch-1.1.tar.gz"}));
    }

    void readsHtml()
    {
        const auto page =
            parseSimplePage(R"(<!DOCTYPE html><html><head><meta name="x"><BASE HREF="/whl/">
            <script>document.write("<a href='no'>")</script></head><body><!-- <a href="no"> -->
            <a href="torch-2.5.1%2Bcu124-cp312-cp312-linux_x86_64.whl#sha256=0a" data-requires-python="&gt;=3.8,&lt;4"
               data-yanked="" data-core-metadata="sha256=0b">torch</a>
            <A class=x HREF=../other-1.0.tar.gz data-yanked>o</A><a name="anchor">n</a><a href="">e</a></body></html>)",
                            base);
        QVERIFY(page);
        QCOMPARE(page->files.size(), std::size_t(2));
        QVERIFY((
            page->files[0]
            == DistributionFile {
                .filename = "torch-2.5.1+cu124-cp312-cp312-linux_x86_64.whl",
                .url = "https://index.example/whl/torch-2.5.1%2Bcu124-cp312-cp312-linux_x86_64.whl",
                .hashes = {{"sha256", "0a"}},
                .requiresPython = ">=3.8,<4",
                .isYanked = true,
                .hasCoreMetadata = true,
            }));
        QVERIFY((page->files[1]
                 == DistributionFile {.filename = "other-1.0.tar.gz",
                                      .url = "https://index.example/other-1.0.tar.gz"}));
    }

    void refusesWhatIsNoPage()
    {
        QVERIFY(!parseSimplePageJson("", base) && !parseSimplePageJson("[]", base)
                && !parseSimplePageJson("{\"files\": 1}", base));
        QVERIFY(parseSimplePageHtml("<a href='x", base).files.size() == 1);
        QVERIFY(parseSimplePageHtml("no anchor < a > b", base).files.empty());
    }

    void joinsAddresses_data()
    {
        // RFC 3986, 5.4.1 and 5.4.2.
        QTest::addColumn<QString>("reference");
        QTest::addColumn<QString>("address");
        const auto row = [](const char* reference, const char* address) {
            QTest::newRow(reference) << reference << address;
        };
        row("g:h", "g:h");
        row("g", "http://a/b/c/g");
        row("./g", "http://a/b/c/g");
        row("g/", "http://a/b/c/g/");
        row("/g", "http://a/g");
        row("//g", "http://g");
        row("?y", "http://a/b/c/d;p?y");
        row("g?y", "http://a/b/c/g?y");
        row("#s", "http://a/b/c/d;p?q#s");
        row("g#s", "http://a/b/c/g#s");
        row(";x", "http://a/b/c/;x");
        row("", "http://a/b/c/d;p?q");
        row(".", "http://a/b/c/");
        row("..", "http://a/b/");
        row("../g", "http://a/b/g");
        row("../..", "http://a/");
        row("../../g", "http://a/g");
        row("../../../../g", "http://a/g");
        row("/./g", "http://a/g");
        row("/../g", "http://a/g");
        row("g.", "http://a/b/c/g.");
        row("..g", "http://a/b/c/..g");
        row("./../g", "http://a/b/g");
        row("g/./h", "http://a/b/c/g/h");
        row("g/../h", "http://a/b/c/h");
        row("g?y/../x", "http://a/b/c/g?y/../x");
    }
    void joinsAddresses()
    {
        QFETCH(QString, reference);
        QTEST(QString::fromStdString(resolvedUrl("http://a/b/c/d;p?q", reference.toStdString())),
              "address");
    }

    void readsMetadata()
    {
        const auto metadata = parseCoreMetadata(
            "Metadata-Version: 2.1\r\nName: foo\r\nVERSION:1.0\nRequires-Dist: bar (>=1)\n"
            "  ; extra == 'x'\nRequires-Dist: baz\nProvides-Extra: x\nRequires-Python: >=3.8\n\n"
            "Name: of the description\n");
        QVERIFY(metadata);
        QVERIFY((*metadata
                 == CoreMetadata {.metadataVersion = "2.1",
                                  .name = "foo",
                                  .version = "1.0",
                                  .requiresPython = ">=3.8",
                                  .requiresDist = {"bar (>=1) ; extra == 'x'", "baz"},
                                  .providesExtra = {"x"}}));
        QVERIFY(!parseCoreMetadata("") && !parseCoreMetadata("Name: foo\n")
                && !parseCoreMetadata("\nName: a\nVersion: 1\n"));
    }
};

QTEST_APPLESS_MAIN(SimplePageTest)
#include "tst_simple_page.moc"
