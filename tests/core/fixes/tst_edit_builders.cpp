// What the builders of edits do to texts in the layouts that people write. Only the named bytes
// change.

#include "core/fixes/edit_builders.h"
#include "tests/support/audit_project.h"

#include <QTest>

using namespace pinwheel;
using namespace pinwheel::test;

namespace {

AuditPtr auditOfDockerfile(const std::string& text)
{
    AuditOptions options;
    options.proveFixes = false;
    return auditOf({{"Dockerfile", text}}, options);
}

/// The step that installs a package.
const InstallStep* stepFor(const Audit& audit, std::string_view name)
{
    for (const InstallStep& step : audit.model.trace.installs)
        for (const PackageArgument& argument : step.command.arguments)
            if (argument.name == name) return &step;
    return nullptr;
}

std::string applied(const Audit& audit, const std::optional<TextEdit>& edit)
{
    if (!edit) return "none";
    const SourceText& text = audit.model.sources.text(edit->span.file);
    return applyEdits(text.bytes(), edit->span.file, *editSet({*edit}));
}

/// A text with «one word» marked, and that word's place in it.
std::pair<SourceSet, Span> marked(std::string text)
{
    const std::size_t begin = text.find("«");
    text.erase(begin, std::string_view("«").size());
    const std::size_t end = text.find("»");
    text.erase(end, std::string_view("»").size());
    SourceSet sources;
    const FileId file = sources.add(std::make_shared<const SourceText>("f", text));
    return {std::move(sources),
            {file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}};
}

std::string appliedTo(const SourceSet& sources, const TextEdit& edit)
{
    return applyEdits(sources.text(edit.span.file).bytes(), edit.span.file, *editSet({edit}));
}

} // namespace

class TestEditBuilders : public QObject
{
    Q_OBJECT

private slots:
    void commandIsPutBefore_data();
    void commandIsPutBefore();
    void switchIsAdded_data();
    void switchIsAdded();
    void wordIsRemoved_data();
    void wordIsRemoved();
    void linesAreRemoved_data();
    void linesAreRemoved();
    void lineIsPutBefore_data();
    void lineIsPutBefore();
    void specifierIsReplaced_data();
    void specifierIsReplaced();
};

void TestEditBuilders::commandIsPutBefore_data()
{
    QTest::addColumn<std::string>("before");
    QTest::addColumn<std::string>("after");
    const auto row = [](const char* name, std::string before, std::string after) {
        QTest::newRow(name) << "FROM python:3.12\n" + before
                            << (after == "none" ? after : "FROM python:3.12\n" + after);
    };
    row("one line", "RUN pip install flask\n", "RUN true && \\\n    pip install flask\n");
    row("no newline at the end", "RUN pip install flask", "RUN true && \\\n    pip install flask");
    row("the instruction is indented by its author", "RUN pip install \\\n  flask \\\n  click\n",
        "RUN true && \\\n  pip install \\\n  flask \\\n  click\n");
    row("by tabs", "RUN pip install \\\n\tflask\n", "RUN true && \\\n\tpip install \\\n\tflask\n");
    row("alone on its line", "RUN apt-get update && \\\n      pip install flask\n",
        "RUN apt-get update && \\\n      true && \\\n      pip install flask\n");
    row("lines begin with &&", "RUN apt-get update \\\n && pip install flask\n",
        "RUN apt-get update \\\n && true \\\n && pip install flask\n");
    row("behind another command of its line",
        "RUN apt-get update \\\n && cd /srv && pip install flask\n",
        "RUN apt-get update \\\n && cd /srv && true && \\\n pip install flask\n");
    row("a comment stands above",
        "RUN apt-get update && \\\n    # the server\n    pip install flask\n",
        "RUN apt-get update && \\\n    # the server\n    true && \\\n    pip install flask\n");
    row("a comment is the first continued line", "RUN pip install \\\n# why\n      flask\n",
        "RUN true && \\\n      pip install \\\n# why\n      flask\n");
    row("a heredoc", "RUN <<EOF\nset -e\n  pip install flask\nEOF\n",
        "RUN <<EOF\nset -e\n  true\n  pip install flask\nEOF\n");
    row("behind a command in a heredoc", "RUN <<EOF\ncd /srv && pip install flask\nEOF\n",
        "RUN <<EOF\ncd /srv && true && pip install flask\nEOF\n");
    row("a flag of the instruction", "RUN --mount=type=cache,target=/c pip install flask\n",
        "RUN --mount=type=cache,target=/c true && \\\n    pip install flask\n");
    row("behind a semicolon", "RUN cd /srv; pip install flask\n",
        "RUN cd /srv; true && \\\n    pip install flask\n");
    row("in a branch", "RUN if true; then pip install flask; fi\n",
        "RUN if true; then true && \\\n    pip install flask; fi\n");
    row("behind ||", "RUN test -e /srv/x || pip install flask\n", "none");
    row("in exec form", "RUN [\"pip\", \"install\", \"flask\"]\n", "none");
    QTest::newRow("another escape character")
        << std::string("# escape=`\nFROM python:3.12\nRUN pip install flask\n")
        << std::string("# escape=`\nFROM python:3.12\nRUN true && `\n    pip install flask\n");
    QTest::newRow("lines end with CR LF")
        << std::string("FROM python:3.12\r\nRUN pip install flask\r\n")
        << std::string("FROM python:3.12\r\nRUN true && \\\r\n    pip install flask\r\n");
    QTest::newRow("CR LF in the last line")
        << std::string("FROM python:3.12\r\nRUN pip install flask")
        << std::string("FROM python:3.12\r\nRUN true && \\\r\n    pip install flask");
    QTest::newRow("CR LF in a heredoc of a text with both endings")
        << std::string("FROM python:3.12\r\nRUN <<EOF\n  pip install flask\nEOF\n")
        << std::string("FROM python:3.12\r\nRUN <<EOF\n  true\n  pip install flask\nEOF\n");
}

void TestEditBuilders::commandIsPutBefore()
{
    QFETCH(std::string, before);
    QFETCH(std::string, after);
    const AuditPtr audit = auditOfDockerfile(before);
    const InstallStep* step = stepFor(*audit, "flask");
    QVERIFY(step != nullptr);
    QCOMPARE(applied(*audit, insertCommandBefore(audit->model, *step, "true")), after);
}

void TestEditBuilders::switchIsAdded_data()
{
    QTest::addColumn<std::string>("before");
    QTest::addColumn<std::string>("after");
    const auto row = [](const char* name, std::string before, std::string after) {
        QTest::newRow(name) << before << after;
    };
    row("one line", "FROM python:3.12\nRUN pip install flask\n",
        "FROM python:3.12\nRUN pip install -v flask\n");
    row("the next line goes on", "FROM python:3.12\nRUN pip install \\\n\tflask\n",
        "FROM python:3.12\nRUN pip install -v \\\n\tflask\n");
    row("no blank before the continuation", "FROM python:3.12\nRUN pip install\\\n flask\n",
        "FROM python:3.12\nRUN pip install -v\\\n flask\n");
    row("CR LF", "FROM python:3.12\r\nRUN pip install \\\r\n  flask\r\n",
        "FROM python:3.12\r\nRUN pip install -v \\\r\n  flask\r\n");
    row("python -m pip", "FROM python:3.12\nRUN python -m pip   install flask",
        "FROM python:3.12\nRUN python -m pip   install -v flask");
    row("the second of two", "FROM python:3.12\nRUN pip install click && pip install flask\n",
        "FROM python:3.12\nRUN pip install click && pip install -v flask\n");
    row("a heredoc", "FROM python:3.12\nRUN <<EOF\npip install \\\n  flask\nEOF\n",
        "FROM python:3.12\nRUN <<EOF\npip install -v \\\n  flask\nEOF\n");
}

void TestEditBuilders::switchIsAdded()
{
    QFETCH(std::string, before);
    QFETCH(std::string, after);
    const AuditPtr audit = auditOfDockerfile(before);
    const InstallStep* step = stepFor(*audit, "flask");
    QVERIFY(step != nullptr);
    QCOMPARE(applied(*audit, addSwitch(audit->model, *step, "-v")), after);
}

void TestEditBuilders::wordIsRemoved_data()
{
    QTest::addColumn<std::string>("before");
    QTest::addColumn<std::string>("after");
    const auto row = [](const char* name, std::string before, std::string after) {
        QTest::newRow(name) << before << after;
    };
    row("between words", "a «b» c\n", "a c\n");
    row("quotes go too", "a \"«b<2»\" c\n", "a c\n");
    row("last of its line", "a «b»\n", "a\n");
    row("before a continuation", "a «b» \\\n  c\n", "a \\\n  c\n");
    row("alone on a continued line", "a \\\n  «b» \\\n  c\n", "a \\\n  c\n");
    row("alone on a line of CR LF", "a \\\r\n  «b» \\\r\n  c\r\n", "a \\\r\n  c\r\n");
    row("first of a line", "a \\\n  «b» c\n", "a \\\n  c\n");
    row("alone on the last line", "a \\\n  «b»\nX\n", "a\nX\n");
    row("alone on the last line of CR LF", "a \\\r\n  «b»\r\nX\r\n", "a\r\nX\r\n");
    row("alone on the last line without a newline", "a \\\n\t«b»", "a");
    row("alone on the last line below a comment", "a \\\n  # why\n  «b»\nX\n", "a\n  # why\nX\n");
    row("below a comment, CR LF", "a \\\r\n# why\r\n  «b»\r\nX\r\n", "a\r\n# why\r\nX\r\n");
    row("above a comment", "a \\\n  «b» \\\n  # why\n  c\n", "a \\\n  # why\n  c\n");
}

void TestEditBuilders::wordIsRemoved()
{
    QFETCH(std::string, before);
    QFETCH(std::string, after);
    const auto [sources, span] = marked(before);
    QCOMPARE(appliedTo(sources, removeWord(sources, span)), after);
}

void TestEditBuilders::linesAreRemoved_data()
{
    QTest::addColumn<std::string>("before");
    QTest::addColumn<std::string>("after");
    const auto row = [](const char* name, std::string before, std::string after) {
        QTest::newRow(name) << before << after;
    };
    row("in between", "a\n«b»==1 # x\nc\n", "a\nc\n");
    row("CR LF", "a\r\n«b»\r\nc\r\n", "a\r\nc\r\n");
    row("the last one", "a\n«b»\n", "a\n");
    row("the last one without a newline", "a\n«b»", "a");
    row("the last one of CR LF without a newline", "a\r\n«b»", "a");
    row("with the hashes that continue it",
        "a\n«b»==1 \\\n    --hash=sha256:1 \\\n    --hash=sha256:2\nc\n", "a\nc\n");
    row("the first one behind a byte order mark", "\xEF\xBB\xBF«a»\nb\n",
        "\xEF\xBB\xBF"
        "b\n");
    row("the only one", "«a»\n", "");
}

void TestEditBuilders::linesAreRemoved()
{
    QFETCH(std::string, before);
    QFETCH(std::string, after);
    const auto [sources, span] = marked(before);
    QCOMPARE(appliedTo(sources, removeLines(sources, span)), after);
}

void TestEditBuilders::lineIsPutBefore_data()
{
    QTest::addColumn<std::string>("before");
    QTest::addColumn<std::string>("after");
    const auto row = [](const char* name, std::string before, std::string after) {
        QTest::newRow(name) << before << after;
    };
    row("in between", "a\n«b»\n", "a\nN\nb\n");
    row("CR LF", "a\r\n«b»\r\n", "a\r\nN\r\nb\r\n");
    row("the only line, without a newline", "«a»", "N\na");
    row("behind a byte order mark", "\xEF\xBB\xBF«a»\n", "\xEF\xBB\xBFN\na\n");
}

void TestEditBuilders::lineIsPutBefore()
{
    QFETCH(std::string, before);
    QFETCH(std::string, after);
    const auto [sources, span] = marked(before);
    QCOMPARE(
        appliedTo(sources, insertLineBefore(sources.text(span.file), span.file, span.begin, "N")),
        after);
}

void TestEditBuilders::specifierIsReplaced_data()
{
    QTest::addColumn<std::string>("before");
    QTest::addColumn<std::string>("after");
    const auto row = [](const char* name, std::string before, std::string after) {
        QTest::newRow(name) << before << after;
    };
    row("none before", "«a»\n", "a==2\n");
    row("one before", "«a>=1,<3»\n", "a==2\n");
    row("blanks in it", "«a >= 1, < 3 ; python_version < '4'»\n", "a==2 ; python_version < '4'\n");
    row("extras stay", "«a[x,y]>=1»\r\n", "a[x,y]==2\r\n");
    row("a comment behind it stays", "«a>=1  # why»\n", "a==2  # why\n");
    row("hashes on the next line stay", "«a==1 \\\n    --hash=sha256:1»\n",
        "a==2 \\\n    --hash=sha256:1\n");
    row("an address is not touched", "«a @ https://example.org/a.whl»\n", "none");
    row("nor is a variable", "«a==$VERSION»\n", "none");
}

void TestEditBuilders::specifierIsReplaced()
{
    QFETCH(std::string, before);
    QFETCH(std::string, after);
    AuditModel model;
    Span span;
    std::tie(model.sources, span) = marked(before);
    const auto edit = replaceSpecifier(model, span, "==2");
    QCOMPARE(edit ? appliedTo(model.sources, *edit) : std::string("none"), after);
}

QTEST_APPLESS_MAIN(TestEditBuilders)
#include "tst_edit_builders.moc"
