#include "core/requirements/project_requirements.h"

#include <QTest>

using namespace pinwheel;

namespace {

/// "text|group" of each entry, a blank between; the slice of each span must hold the name.
std::string listing(const ProjectFile& project)
{
    std::string list;
    for (const ProjectRequirement& entry : project.requirements)
        list += (list.empty() ? "" : " / ") + entry.text
            + (entry.group.empty() ? "" : "|" + entry.group);
    return list;
}

} // namespace

class TestProjectRequirements : public QObject
{
    Q_OBJECT

private slots:
    void formats_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("PEP 621 with extras and groups that include groups")
            << "pyproject.toml"
            << QByteArray(
                   "[project]\nname='x'\ndependencies=['torch>=2']\n[project.optional-dependencies]"
                   "\ngpu=['cupy']\n"
                   "[dependency-groups]\ntest=['pytest']\nall=[{include-group='test'},'mypy']\n")
            << QByteArray("torch>=2 / cupy|extra:gpu / pytest|group:all / pytest|group:test / "
                          "mypy|group:all");
        QTest::newRow("poetry's constraints")
            << "pyproject.toml"
            << QByteArray("[tool.poetry.dependencies]\npython='^3.9'\na='^1.2.3'\nb='^0.2.3'\nc='~"
                          "1.2'\nd='*'\ne='1.4.*'\nf='2.0'\n"
                          "g={version='>=1, <2', extras=['q'], "
                          "python='<3.11'}\nh={git='https://e.example/h.git', rev='v1'}\n")
            << QByteArray("a>=1.2.3,<2.0.0 / b>=0.2.3,<0.3.0 / c>=1.2,<1.3 / d / e==1.4.* / f==2.0 "
                          "/ g[q]>=1,<2; python_version < \"3.11\" / "
                          "h @ git+https://e.example/h.git@v1");
        QTest::newRow("poetry.lock")
            << "poetry.lock"
            << QByteArray("[[package]]\nname='a'\nversion='1'\ngroups=['main','dev']\n[[package]]"
                          "\nname='b'\nversion='2'\ngroups=['dev']\n"
                          "markers='sys_platform == \"win32\"'\n")
            << QByteArray("a==1 / b==2; sys_platform == \"win32\"|group:dev");
        QTest::newRow("uv.lock: what the project reaches, with the markers on the way")
            << "uv.lock"
            << QByteArray("[[package]]\nname='p'\nversion='0'\nsource={virtual='.'}\ndependencies=["
                          "{name='a'},{name='w',marker=\"sys_platform == 'win32'\"}]\n"
                          "[package.dev-dependencies]\ndev=[{name='t'}]\n[[package]]\nname='a'"
                          "\nversion='1'\nsource={registry='https://i.example'}\n"
                          "dependencies=[{name='c'}]\n[[package]]\nname='c'\nversion='2'\n[["
                          "package]]\nname='t'\nversion='3'\ndependencies=[{name='c'}]\n"
                          "[[package]]\nname='w'\nversion='4'\n")
            << QByteArray("a==1 / c==2 / t==3|group:dev / w==4; sys_platform == 'win32'");
        QTest::newRow("pylock.toml") << "pylock.toml"
                                     << QByteArray("lock-version='1.0'\n[[packages]]\nname='a'"
                                                   "\nversion='1'\nmarker='os_name == \"nt\"'\n")
                                     << QByteArray("a==1; os_name == \"nt\"");
        QTest::newRow("Pipfile")
            << "Pipfile"
            << QByteArray(
                   "[packages]\na='*'\nb={version='==1',extras=['x']}\n[dev-packages]\nc='>=2'\n")
            << QByteArray("a / b[x]==1 / c>=2|group:dev");
        QTest::newRow("Pipfile.lock")
            << "Pipfile.lock"
            << QByteArray(
                   R"({"default": {"a": {"version": "==1", "markers": "os_name == 'nt'"}}, "develop": {"b": {"version": "==2"}}})")
            << QByteArray("a==1; os_name == 'nt' / b==2|group:dev");
        QTest::newRow("environment.yml")
            << "environment.yml"
            << QByteArray("dependencies:\n  - python=3.10\n  - nvidia::cuda==12.4\n  - pip:\n    - "
                          "torch==2.5.1\n")
            << QByteArray("python=3.10|conda / nvidia::cuda==12.4|conda / torch==2.5.1");
        QTest::newRow("setup.cfg")
            << "setup.cfg"
            << QByteArray("[options]\ninstall_requires =\n    a>=1\n    b; "
                          "python_version<'3'\n[options.extras_require]\nx = c\n")
            << QByteArray("a>=1 / b; python_version<'3' / c|extra:x");
    }
    void formats()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        const auto kind = projectFileKind(file.toStdString());
        QVERIFY(kind);
        const ProjectFile project = readProjectFile(*kind, FileId {}, std::string_view(text));
        QVERIFY2(project.problems.empty(),
                 project.problems.empty() ? "" : project.problems.front().message.c_str());
        QCOMPARE(QByteArray::fromStdString(listing(project)), expected);
        for (const ProjectRequirement& entry : project.requirements)
            QVERIFY2(
                text.mid(entry.span.begin, entry.span.size()).contains(entry.displayName.c_str()),
                entry.text.c_str());
    }

    void brokenFilesAreProblemsWithAPlace_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("TOML") << "pyproject.toml" << QByteArray("[project\n");
        QTest::newRow("JSON") << "Pipfile.lock" << QByteArray("{\"default\": ");
        QTest::newRow("YAML") << "environment.yml" << QByteArray("a: [b\n- c");
        QTest::newRow("bytes that are no text") << "uv.lock" << QByteArray("\xff\xff");
        QTest::newRow("groups in a circle")
            << "pyproject.toml"
            << QByteArray(
                   "[dependency-groups]\na=[{include-group='b'}]\nb=[{include-group='a'}]\n");
        QTest::newRow("a requirement that is none")
            << "pyproject.toml" << QByteArray("[project]\ndependencies=['a = 1']\n");
    }
    void brokenFilesAreProblemsWithAPlace()
    {
        QFETCH(QString, file);
        QFETCH(QByteArray, text);
        const ProjectFile project = readProjectFile(*projectFileKind(file.toStdString()), FileId {},
                                                    std::string_view(text));
        QVERIFY(!project.problems.empty());
        for (const ProjectFileProblem& problem : project.problems) {
            QVERIFY(!problem.message.empty());
            QVERIFY(problem.span.end <= static_cast<std::uint32_t>(text.size()));
        }
    }
};

QTEST_APPLESS_MAIN(TestProjectRequirements)
#include "tst_project_requirements.moc"
