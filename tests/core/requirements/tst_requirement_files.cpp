#include "core/requirements/requirement_files.h"

#include <QTest>

#include <map>

using namespace pinwheel;

namespace {

class TextSource final : public RequirementSource
{
public:
    explicit TextSource(std::map<std::string, std::string> texts)
    {
        for (auto& [path, text] : texts) {
            m_ids.emplace(path, static_cast<std::uint32_t>(m_texts.size()));
            m_texts.push_back(std::make_shared<const SourceText>(path, std::move(text)));
        }
    }
    RequirementText read(const std::string& location) override
    {
        if (location == "/unknown.txt") return RequirementText::unknown("it is downloaded");
        const auto found = m_ids.find(location);
        if (found == m_ids.end()) return RequirementText::missing();
        return RequirementText::found(FileId {found->second}, m_texts[found->second]);
    }
    std::optional<bool> exists(const std::string& path) override { return path == "/wheels"; }
    std::string slice(Span span) const
    {
        return std::string(m_texts[span.file.index()]->slice(span));
    }

private:
    std::map<std::string, std::uint32_t> m_ids;
    std::vector<SourceTextPtr> m_texts;
};

RequirementFiles readAll(TextSource& source, RequirementVariables variables = {})
{
    RequirementReading reading;
    reading.entries = {{.path = "requirements.txt", .span = {}}};
    reading.variables = std::move(variables);
    return readRequirementFiles(reading, source);
}

int count(const RequirementFiles& files, RequirementProblem::Kind kind)
{
    return static_cast<int>(std::ranges::count(files.problems, kind, &RequirementProblem::kind));
}

} // namespace

class TestRequirementFiles : public QObject
{
    Q_OBJECT

private slots:
    void spansPointIntoTheFile()
    {
        TextSource source({{"/requirements.txt",
                            "\xEF\xBB\xBF# head\r\n  torch==2.5.1 \\\r\n   --hash=sha256:ab   # "
                            "why\r\n-e ./pkg[dev]\n"}});
        const RequirementFiles files = readAll(source);
        QCOMPARE(files.requirements.size(), std::size_t {2});
        const RequirementLine& torch = files.requirements[0];
        QCOMPARE(source.slice(torch.textSpan), std::string("torch==2.5.1"));
        QCOMPARE(torch.lineNumber, 2U);
        QCOMPARE(torch.hashes.size(), std::size_t {1});
        QCOMPARE(source.slice(torch.hashes[0].span), std::string("--hash=sha256:ab"));
        QCOMPARE(source.slice(torch.span), std::string("torch==2.5.1 \\\r\n   --hash=sha256:ab"));
        QCOMPARE(source.slice(files.requirements[1].textSpan), std::string("./pkg[dev]"));
        QVERIFY(files.requirements[1].editable);
        QCOMPARE(files.requirements[1].subject.kind, SubjectKind::LocalPath);
        QCOMPARE(files.requirements[1].subject.extras, std::vector<std::string> {"dev"});
    }

    void aVariableKeepsItsPlace()
    {
        TextSource source(
            {{"/requirements.txt", "--index-url https://${TOKEN}@i.example/simple\n${NAME}==1\n"}});
        const RequirementFiles files = readAll(
            source, {{"TOKEN", std::string("s3cret")}, {"NAME", unknown("a build argument")}});
        QVERIFY(files.finder.indexUrl);
        QCOMPARE(*files.finder.indexUrl->text, std::string("https://s3cret@i.example/simple"));
        QCOMPARE(source.slice(files.options[0].options[0].valueSpan),
                 std::string("https://${TOKEN}@i.example/simple"));
        QVERIFY(!files.requirements[0].unknownReason.empty());
        QCOMPARE(count(files, RequirementProblem::Kind::Unknown), 1);
    }

    void nestedFilesStandWhereTheyAreNamed()
    {
        TextSource source({{"/requirements.txt", "a\n-r sub/more.txt\nd\n"},
                           {"/sub/more.txt", "b\n-c ../limits.txt\n"},
                           {"/limits.txt", "c<2\n"}});
        const RequirementFiles files = readAll(source);
        std::string names;
        for (const RequirementLine& line : files.requirements)
            names += line.text + (line.constraint ? "! " : " ");
        QCOMPARE(names, std::string("a b c<2! d "));
        QCOMPARE(files.chainText(2),
                 std::string("/requirements.txt → /sub/more.txt → /limits.txt"));
        QCOMPARE(source.slice(*files.files[2].includeSpan), std::string("-c ../limits.txt"));
    }

    void aNewIndexForgetsTheExtraOnesBeforeIt()
    {
        TextSource source({{"/requirements.txt",
                            "--extra-index-url https://a\n-i https://b\n--extra-index-url "
                            "https://c\n-f wheels -f other\n"}});
        const FinderOptions finder = readAll(source).finder;
        QCOMPARE(*finder.indexUrl->text, std::string("https://b"));
        QCOMPARE(finder.extraIndexUrls.size(), std::size_t {1});
        QCOMPARE(finder.findLinks.size(), std::size_t {1});
        QCOMPARE(*finder.findLinks[0].text, std::string("/wheels"));
        QCOMPARE(finder.indexUrl->origin.kind, OptionOrigin::Kind::RequirementFile);
    }

    void badLinesAreProblemsAndReadingGoesOn_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<int>("kind");
        const auto kind = [](RequirementProblem::Kind k) { return static_cast<int>(k); };
        QTest::newRow("an option that pip does not have")
            << QByteArray("--nothing") << kind(RequirementProblem::Kind::Error);
        QTest::newRow("an ambiguous abbreviation")
            << QByteArray("--req x") << kind(RequirementProblem::Kind::Error);
        QTest::newRow("a weak hash")
            << QByteArray("a --hash=md5:1") << kind(RequirementProblem::Kind::Error);
        QTest::newRow("an open quotation")
            << QByteArray("a --global-option='x") << kind(RequirementProblem::Kind::Error);
        QTest::newRow("a missing file")
            << QByteArray("-r gone.txt") << kind(RequirementProblem::Kind::Error);
        QTest::newRow("a file that includes itself")
            << QByteArray("-r requirements.txt") << kind(RequirementProblem::Kind::Error);
        QTest::newRow("a file that is not known")
            << QByteArray("-r unknown.txt") << kind(RequirementProblem::Kind::Unknown);
        QTest::newRow("a requirement that is none")
            << QByteArray("a = 1") << kind(RequirementProblem::Kind::Refused);
        QTest::newRow("an option behind a requirement")
            << QByteArray("a --pre") << kind(RequirementProblem::Kind::Ignored);
        QTest::newRow("a hash without requirement")
            << QByteArray("--hash=sha256:1") << kind(RequirementProblem::Kind::Ignored);
    }
    void badLinesAreProblemsAndReadingGoesOn()
    {
        QFETCH(QByteArray, line);
        QFETCH(int, kind);
        TextSource source({{"/requirements.txt", line.toStdString() + "\nlast\n"}});
        const RequirementFiles files = readAll(source);
        QVERIFY(count(files, static_cast<RequirementProblem::Kind>(kind)) > 0);
        QVERIFY(!files.requirements.empty());
        QCOMPARE(files.requirements.back().text, std::string("last"));
        QCOMPARE(files.isReadable(), kind != static_cast<int>(RequirementProblem::Kind::Error));
    }

    void includesEndAtTheLimit()
    {
        std::map<std::string, std::string> texts {{"/requirements.txt", "-r 0.txt\n"}};
        for (int i = 0; i < 50; ++i)
            texts.emplace("/" + std::to_string(i) + ".txt",
                          "-r " + std::to_string(i + 1) + ".txt\n");
        TextSource source(std::move(texts));
        QCOMPARE(count(readAll(source), RequirementProblem::Kind::Limit), 1);
    }

    void subjects_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("name");
        const auto row = [](const char* title, const char* text, SubjectKind kind,
                            const char* name) {
            QTest::newRow(title) << QString(QLatin1String(text)) << static_cast<int>(kind)
                                 << QString(QLatin1String(name));
        };
        row("a project", "Torch_Vision[x]>=1 ; python_version < '4'", SubjectKind::Named,
            "torch-vision");
        row("a direct reference", "a @ https://e.example/a-1.0.zip", SubjectKind::Named, "a");
        row("a wheel by URL", "https://e.example/torch-2.5.1%2Bcu124-cp310-cp310-linux_x86_64.whl",
            SubjectKind::Url, "torch");
        row("a repository", "git+https://e.example/x.git@v1#egg=My_X", SubjectKind::Vcs, "my-x");
        row("a folder", "./sub/project[extra]", SubjectKind::LocalPath, "");
        row("the working folder", ".", SubjectKind::LocalPath, "");
        row("a local wheel", "dist/foo-1.0-py3-none-any.whl", SubjectKind::Archive, "foo");
        row("one equals sign", "numpy=1.0", SubjectKind::Invalid, "");
    }
    void subjects()
    {
        QFETCH(QString, text);
        QFETCH(int, kind);
        QFETCH(QString, name);
        const RequirementSubject subject = readRequirementSubject(text.toStdString());
        QCOMPARE(static_cast<int>(subject.kind), kind);
        QCOMPARE(subject.name, name.toStdString());
    }
};

QTEST_APPLESS_MAIN(TestRequirementFiles)
#include "tst_requirement_files.moc"
