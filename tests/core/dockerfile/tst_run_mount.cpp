#include "core/dockerfile/run_mount.h"

#include <QTest>

using namespace pinwheel;

class TestRunMount final : public QObject
{
    Q_OBJECT

private slots:
    void readsKeysInAnySpelling()
    {
        const RunMount mount = parseRunMount("TYPE=Cache,Dst=/root/.cache/pip,id=pip,ro=T");
        QVERIFY(!mount.error);
        QCOMPARE(mount.type, MountType::Cache);
        QCOMPARE(mount.target, std::string("/root/.cache/pip"));
        QCOMPARE(mount.id, std::string("pip"));
        QVERIFY(mount.isKnown);
    }

    void aMountIsABindUnlessItSaysSo()
    {
        const RunMount mount = parseRunMount("src=a,target=/b,from=base");
        QVERIFY(!mount.error);
        QCOMPARE(mount.type, MountType::Bind);
        QCOMPARE(mount.source, std::string("a"));
        QCOMPARE(mount.from, std::string("base"));
    }

    void quotesHoldCommas()
    {
        const RunMount mount = parseRunMount(R"("target=/a,b","source=say ""hi""",type=bind)");
        QVERIFY(!mount.error);
        QCOMPARE(mount.target, std::string("/a,b"));
        QCOMPARE(mount.source, std::string("say \"hi\""));
    }

    void variablesAreUnknownUntilTheyAreExpanded()
    {
        QVERIFY(!parseRunMount("type=$T,target=/a").isKnown);
        QCOMPARE(parseRunMount("from=$STAGE").from, std::string("$STAGE"));
        const RunMount mount = parseRunMount("type=$T,target=/a", [](std::string_view text) {
            return Known<std::string>(text == "$T" ? "tmpfs" : std::string(text));
        });
        QCOMPARE(mount.type, MountType::Tmpfs);
        const RunMount unsure = parseRunMount("type=secret,id=$ID", [](std::string_view text) {
            return text.starts_with('$') ? Known<std::string>(unknown("no value"))
                                         : Known<std::string>(std::string(text));
        });
        QVERIFY(!unsure.error); // Whether it has an id is not known.
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("error");
        const auto row = [](const char* text, const char* error) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(error);
        };
        row("", "failed to parse csv mounts");
        row("target=\"/a\"", "failed to parse csv mounts");
        row("\"target=/a\"b", "failed to parse csv mounts");
        row("\"target=/a", "failed to parse csv mounts");
        row("type=Volume,target=/a", "unsupported mount type \"Volume\"");
        row("type=cache,target=/a,compress=1", "unexpected key 'compress' in 'compress=1'");
        row("type=cache,/a", "invalid field '/a' must be a key=value pair");
        row("type=cache,required,target=/a", "unexpected key 'required' for mount type 'cache'");
        row("required,type=secret,id=a", "unexpected key 'required' for mount type 'bind'");
        row("type=cache,target=/a,size=1g", "unexpected key 'size' for mount type 'cache'");
        row("type=cache,target=/a,ro=yes", "invalid value for ro: yes");
        row("type=cache,target=/a,sharing=all", "unsupported sharing value \"all\"");
        row("type=cache,target=/a,mode=0799", "invalid value 0799 for mode");
        row("type=cache,target=/a,uid=4294967296", "invalid value 4294967296 for uid");
        row("type=bind,target=/a,gid=0", "gid not allowed for \"bind\" type mounts");
        row("type=tmpfs,target=/a,mode=0700", "mode not allowed for \"tmpfs\" type mounts");
        row("type=secret,from=base,id=a", "secret mount should not have a from");
        row("type=secret,id=a,sharing=locked", "secret mount should not define sharing");
        row("type=secret", "invalid secret mount. one of source, target required");
        row("type=secret,src=a,id=b", "both source and id can't be set");
        row("type=bind,target=/a,sharing=shared", "invalid cache sharing set for bind mount");
    }

    void refuses()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, error);
        const RunMount mount = parseRunMount(text.toStdString());
        QVERIFY2(mount.error, text.constData());
        QCOMPARE(QByteArray::fromStdString(*mount.error), error);
    }

    void accepts_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text :
             {"type=ssh", "type=ssh,required=true,mode=0600,uid=1,gid=1",
              "type=secret,id=token,target=/run/token,required", "type=tmpfs,target=/tmp,size=64m",
              "target=/a,readwrite", "type=cache,target=/a,sharing=LOCKED,readonly=false"})
            QTest::newRow(text) << QByteArray(text);
    }

    void accepts()
    {
        QFETCH(QByteArray, text);
        const RunMount mount = parseRunMount(text.toStdString());
        QVERIFY2(!mount.error, mount.error.value_or("").c_str());
    }
};

QTEST_APPLESS_MAIN(TestRunMount)
#include "tst_run_mount.moc"
