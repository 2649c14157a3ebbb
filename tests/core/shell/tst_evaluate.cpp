#include "tests/core/shell/shell_world.h"

#include <QTest>

using namespace pinwheel;

namespace {

struct Evaluated {
    EvaluationResult result;
    ShellWorld world;
    ShellState state;

    [[nodiscard]] QByteArray lines() const
    {
        std::string all;
        for (const ShellCommand& command : result.commands)
            all += lineOf(command) + "\n";
        return QByteArray::fromStdString(all);
    }
};

Evaluated evaluate(const QByteArray& script, ShellDialect dialect = ShellDialect::Dash)
{
    Evaluated done;
    done.state.setEnvironment("HOME", "/root");
    done.state.setEnvironment("PATH", "/usr/bin:/bin");
    done.state.setEnvironment("ARCH", unknown("the platform is not chosen"));
    done.state.workingFolder = std::string("/app");
    done.world.files["/app/requirements.txt"] = TracedText("torch==2.5.1\n# comment\nnumpy\n\n");
    done.world.files["/app/setup.sh"] = TracedText("#!/bin/bash\nset -e\npip install ${1:-none}\n");
    done.world.outcomes["uname"] = {.standardOutput = TracedText("x86_64\n")};
    done.result = evaluateShell(script.toStdString(), done.state, done.world, {.dialect = dialect});
    return done;
}

} // namespace

class TestEvaluate : public QObject
{
    Q_OBJECT

private slots:
    void commandsOfDash_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QByteArray>("commands");
        QTest::newRow("words and quotes") << QByteArray("pip install 'torch>=2' \"a b\" ''")
                                          << QByteArray("pip install torch>=2 'a b' ''\n");
        QTest::newRow("a list stops where a test fails")
            << QByteArray("[ a = b ] && foo; bar") << QByteArray("bar\n");
        QTest::newRow("the right of || does not run after success")
            << QByteArray("foo || bar; baz") << QByteArray("foo\nbaz\n");
        QTest::newRow("set -e ends the script")
            << QByteArray("set -e; foo; false; bar") << QByteArray("foo\n");
        QTest::newRow("a variable of the environment")
            << QByteArray("foo $HOME/x") << QByteArray("foo /root/x\n");
        QTest::newRow("an unknown value leaves the rest of the word")
            << QByteArray("pip install \"torch==$ARCH\"") << QByteArray("pip install torch==…\n");
        QTest::newRow("an unquoted unknown value may be several words")
            << QByteArray("pip install x$ARCH") << QByteArray("pip install x…*?\n");
        QTest::newRow("both branches of an unknown condition")
            << QByteArray("if [ \"$ARCH\" = x ]; then foo; else bar; fi; baz")
            << QByteArray("maybe: foo\nmaybe: bar\nbaz\n");
        QTest::newRow("an unknown branch makes its variables unknown")
            << QByteArray("V=1; [ $ARCH = x ] && V=2; foo \"$V\"") << QByteArray("foo …\n");
        QTest::newRow("every branch of a case over an unknown value")
            << QByteArray("case $ARCH in a) foo;; *) bar;; esac")
            << QByteArray("maybe: foo\nmaybe: bar\n");
        QTest::newRow("output of a host command")
            << QByteArray("foo $(uname -m)") << QByteArray("uname -m\nfoo x86_64\n");
        QTest::newRow("output that is not known")
            << QByteArray("make -j\"$(nproc)\" all") << QByteArray("nproc\nmake -j… all\n");
        QTest::newRow("cat of a known file")
            << QByteArray("pip install $(grep -v '#' requirements.txt)")
            << QByteArray("grep -v # requirements.txt\npip install torch==2.5.1 numpy\n");
        QTest::newRow("a loop over the lines of a file")
            << QByteArray("while read -r p; do [ -z \"$p\" ] || pip install \"$p\"; done < "
                          "requirements.txt")
            << QByteArray("pip install torch==2.5.1\npip install '# comment'\npip install numpy\n");
        QTest::newRow("a pattern of files")
            << QByteArray("foo *.txt *.none") << QByteArray("foo requirements.txt *.none\n");
        QTest::newRow("extras are no pattern")
            << QByteArray("cd /none; foo a[b]") << QByteArray("foo a[b]\n");
        QTest::newRow("a function with its arguments")
            << QByteArray("f() { for p in \"$@\"; do pip install \"$p\"; done; }; f a 'b c'")
            << QByteArray("pip install a\npip install 'b c'\n");
        QTest::newRow("cd in a subshell stays there")
            << QByteArray("(cd /tmp; foo $(pwd)); foo $PWD") << QByteArray("foo /tmp\nfoo /app\n");
        QTest::newRow("a heredoc that is a script")
            << QByteArray("sh <<EOF\nfoo $HOME \\$1\nEOF\nbar") << QByteArray("foo /root\nbar\n");
        // What follows was seen in dash 0.5.12.
        QTest::newRow("redirections of a function's body")
            << QByteArray("f() { foo $1; return 3; } 2>/dev/null; f a; bar $?")
            << QByteArray("foo a\nbar 3\n");
        QTest::newRow("a subshell with a redirection ends the script under -e")
            << QByteArray("set -e; (exit 3) 2>/dev/null; foo") << QByteArray("");
        QTest::newRow("an error in a redirection fails the command alone")
            << QByteArray("read X <<E; foo $?\n$((1/0))\nE\n") << QByteArray("foo 2\n");
        QTest::newRow("an exit trap keeps the status") << QByteArray(
            "(trap 'foo bye' EXIT; exit 3); bar $?; (trap 'exit 4' EXIT; exit 3); bar $?")
                                                       << QByteArray("foo bye\nbar 3\nbar 4\n");
        QTest::newRow("cd - goes back") << QByteArray("cd /tmp; cd - > o; foo $PWD $OLDPWD $(cd -)")
                                        << QByteArray("foo /app /tmp /tmp\n");
        QTest::newRow("a file that exec opened") << QByteArray(
            "exec 3> o; echo a >&3; read X < o; exec 3>&-; exec 4< o; read Y <&4; foo $X $Y")
                                                 << QByteArray("foo a a\n");
        QTest::newRow("a loop over another descriptor")
            << QByteArray("printf 'a\\nb\\n' > o; while read X <&3; do foo $X; done 3< o")
            << QByteArray("foo a\nfoo b\n");
        QTest::newRow("no assignment behind the colon of ?:")
            << QByteArray("(foo $((0 ? 1 : N = 2)); bar); foo $?") << QByteArray("foo 2\n");
        QTest::newRow("assignments before a command see those before them")
            << QByteArray(
                   "A=1 B=$A$(foo $A) bar; baz \"$A\" \"$B\"; A=2 B=$A; A=3 eval 'foo $A $B'")
            << QByteArray("foo 1\nA=1 B=1… bar\nbaz '' ''\nfoo 3 2\n");
        QTest::newRow("alternatives of no parameters")
            << QByteArray("foo ${@+a} \"${*-b}\" ${@:-c}; foo \"$@$@\"; foo \"$@\"\"$@\"")
            << QByteArray("foo a '' c\nfoo ''\nfoo\n");
        QTest::newRow("octal escapes of echo")
            << QByteArray("foo $(echo '\\101\\0102\\1034')") << QByteArray("foo ABC4\n");
        QTest::newRow("NUL is dropped")
            << QByteArray("foo \"$(printf 'a\\0b')\"") << QByteArray("foo ab\n");
        QTest::newRow("a carriage return is a byte like others")
            << QByteArray("foo a \r b") << QByteArray("foo a \r b\n");
        QTest::newRow("bytes of a pattern")
            << QByteArray("A=\xC3\xA9x; foo ${A#?} ${A#??}") << QByteArray("foo \xA9x x\n");
        QTest::newRow("! before an operator in a long test")
            << QByteArray(
                   "[ ! = x -o -n y ]; foo $?; [ a == a ]; foo $?; [ ! x ]; foo $?; [ -n ]; foo $?")
            << QByteArray("foo 2\nfoo 2\nfoo 1\nfoo 0\n");
        QTest::newRow("getopts begins anew after set")
            << QByteArray("f() { while getopts a: O; do foo $O $OPTARG; done; }; f -a 1; set -- -a "
                          "2; f \"$@\"; getopts a: O; foo $OPTARG")
            << QByteArray("foo a 1\nfoo a 2\nfoo 2\n");
        QTest::newRow("OPTARG of an option without a value")
            << QByteArray("set -u; set -- -b; getopts b O; foo \"$OPTARG\"")
            << QByteArray("foo ''\n");
        QTest::newRow("an alias acts from the next line on")
            << QByteArray("alias x='foo -y'; x a\nx b") << QByteArray("x a\nfoo -y b\n");
        QTest::newRow("an alias of an alias of its own name")
            << QByteArray("alias foo='bar 1'; alias bar='foo 2'\nfoo 3; unalias foo")
            << QByteArray("foo 2 1 3\n");
        QTest::newRow("a name that goes on in the next line")
            << QByteArray("ab=1; foo $a\\\nb") << QByteArray("foo 1\n");
        QTest::newRow("a brace in quotes in braces")
            << QByteArray("A=1; foo ${A+\"\\}\"} \"${A+\"\\}\"}\" ${A#\"\\}\"} \"\\}\"")
            << QByteArray("foo } } 1 \\}\n");
        QTest::newRow("local is for functions")
            << QByteArray("foo; (local A; bar); f() { local A=1; foo $A; }; f")
            << QByteArray("foo\nfoo 1\n");
        QTest::newRow("no user is called by a number")
            << QByteArray("foo ~3") << QByteArray("foo ~3\n");
    }
    void commandsOfDash() { compare(ShellDialect::Dash); }

    void commandsOfBash_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QByteArray>("commands");
        QTest::newRow("brace expansion") << QByteArray("foo a{b,c{1,2}}d {1..3} {x}")
                                         << QByteArray("foo abd ac1d ac2d 1 2 3 {x}\n");
        QTest::newRow("an array") << QByteArray(
            "a=(x 'y z'); a+=(w); foo \"${a[@]}\" ${#a[@]} \"${a[1]}\"")
                                  << QByteArray("foo x 'y z' w 3 'y z'\n");
        QTest::newRow("replacement and substring")
            << QByteArray("v=cu12.4; foo ${v/./} ${v//[0-9]/x} ${v:2} ${v:2:2} ${v^^}")
            << QByteArray("foo cu124 cuxx.x 12.4 12 CU12.4\n");
        QTest::newRow("a condition in double brackets")
            << QByteArray("v=3.10; if [[ $v == 3.* && ! -f none ]]; then foo; else bar; fi")
            << QByteArray("foo\n");
        QTest::newRow("a regular expression")
            << QByteArray("[[ 3.10 =~ ^3\\.[0-9]+$ ]] && foo") << QByteArray("foo\n");
        QTest::newRow("arithmetic")
            << QByteArray("for ((i=0; i<2; i++)); do foo $i; done; ((2 > 1)) && bar")
            << QByteArray("foo 0\nfoo 1\nbar\n");
        QTest::newRow("a here-string")
            << QByteArray("read -r a b <<< 'x y z'; foo \"$b\"") << QByteArray("foo 'y z'\n");
        QTest::newRow("process substitution")
            << QByteArray("cat <(echo torch) | xargs pip install")
            << QByteArray("cat /dev/fd/pinwheel-0-4\npip install torch\n");
    }
    void commandsOfBash() { compare(ShellDialect::Bash); }

    void wrappersAreTakenOff_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QByteArray>("commands");
        QTest::newRow("env") << QByteArray("env -u X A=b pip install x")
                             << QByteArray("A=b pip install x\n");
        QTest::newRow("sudo") << QByteArray("sudo -E -u root A=b pip install x")
                              << QByteArray("A=b pip install x\n");
        QTest::newRow("time, nice, nohup, timeout")
            << QByteArray("time nice -n 5 nohup timeout 10 pip install x")
            << QByteArray("pip install x\n");
        QTest::newRow("sh -c") << QByteArray("sh -c 'pip install \"$1\"' name 'a b'")
                               << QByteArray("pip install 'a b'\n");
        QTest::newRow("bash -lc with the outer quotes expanded")
            << QByteArray("V=1; bash -lc \"pip install x==$V && foo {a,b}\"")
            << QByteArray("pip install x==1\nfoo a b\n");
        QTest::newRow("bash -euxo pipefail -c")
            << QByteArray("bash -euxo pipefail -c 'false; foo'; bar") << QByteArray("bar\n");
        QTest::newRow("only exported variables reach sh -c")
            << QByteArray("A=1; export B=2; sh -c 'foo \"$A\" \"$B\"'") << QByteArray("foo '' 2\n");
        QTest::newRow("su -c") << QByteArray("su user -c 'pip install x'")
                               << QByteArray("pip install x\n");
        QTest::newRow("xargs with a file")
            << QByteArray("xargs pip install < requirements.txt")
            << QByteArray("pip install torch==2.5.1 # comment numpy\n");
        QTest::newRow("xargs -n 1 after a filter")
            << QByteArray("grep -v '^#' requirements.txt | xargs -n 1 pip install")
            << QByteArray(
                   "grep -v ^# requirements.txt\npip install torch==2.5.1\npip install numpy\n");
        QTest::newRow("xargs -I") << QByteArray("printf 'a\\nb\\n' | xargs -I{} pip install {}==1")
                                  << QByteArray("pip install a==1\npip install b==1\n");
        QTest::newRow("exec ends the script")
            << QByteArray("exec pip install x; foo") << QByteArray("pip install x\n");
        QTest::newRow("a known script") << QByteArray("bash setup.sh torch; ./setup.sh")
                                        << QByteArray("pip install torch\npip install none\n");
        QTest::newRow("eval") << QByteArray("c='pip install'; eval \"$c x\"")
                              << QByteArray("pip install x\n");
    }
    void wrappersAreTakenOff() { compare(ShellDialect::Dash); }

    void filesAreWritten_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("content");
        const QByteArray c("/tmp/c.txt");
        QTest::newRow("echo and append")
            << QByteArray("echo \"torch==2.5.1\" > /tmp/c.txt && echo numpy >> /tmp/c.txt") << c
            << QByteArray("torch==2.5.1\nnumpy\n");
        QTest::newRow("printf") << QByteArray("printf '%s\\n' a b >/tmp/c.txt") << c
                                << QByteArray("a\nb\n");
        QTest::newRow("a heredoc through cat")
            << QByteArray("V=1; cat <<EOF > /tmp/c.txt\na==$V\nEOF\n") << c << QByteArray("a==1\n");
        QTest::newRow("a heredoc in quotes")
            << QByteArray("cat > /tmp/c.txt <<'EOF'\na==$V\nEOF\n") << c << QByteArray("a==$V\n");
        QTest::newRow("tee with sudo")
            << QByteArray("echo a | sudo tee -a /tmp/c.txt > /dev/null") << c << QByteArray("a\n");
        QTest::newRow("a group") << QByteArray("{ echo a; echo b; } > /tmp/c.txt") << c
                                 << QByteArray("a\nb\n");
        QTest::newRow("sed -i deletes")
            << QByteArray("sed -i '/torch/d' requirements.txt")
            << QByteArray("/app/requirements.txt") << QByteArray("# comment\nnumpy\n\n");
        QTest::newRow("sed -i replaces")
            << QByteArray("sed -i -e 's/==.*//' -e '2d' -e '$d' requirements.txt")
            << QByteArray("/app/requirements.txt") << QByteArray("torch\nnumpy\n");
        QTest::newRow("sed -E with groups")
            << QByteArray("sed -i -E 's/^(num)(py)$/\\2-\\1/' requirements.txt")
            << QByteArray("/app/requirements.txt")
            << QByteArray("torch==2.5.1\n# comment\npy-num\n\n");
        QTest::newRow("grep -v to another file")
            << QByteArray("grep -vE '^(torch|#)' requirements.txt > /tmp/c.txt") << c
            << QByteArray("numpy\n\n");
        QTest::newRow("cp and mv")
            << QByteArray("cp requirements.txt /tmp/x && mv /tmp/x /tmp/c.txt") << c
            << QByteArray("torch==2.5.1\n# comment\nnumpy\n\n");
        QTest::newRow("sort, cut, head")
            << QByteArray("sort requirements.txt | cut -d= -f1 | tail -n 1 > /tmp/c.txt") << c
            << QByteArray("torch\n");
        QTest::newRow("an unknown part")
            << QByteArray("echo \"torch==$ARCH\" > /tmp/c.txt") << c << QByteArray("torch==…\n");
        QTest::newRow("awk is unknown")
            << QByteArray("awk '{print}' requirements.txt > /tmp/c.txt") << c << QByteArray("…");
    }
    void filesAreWritten()
    {
        QFETCH(const QByteArray, script);
        QFETCH(const QByteArray, path);
        QFETCH(const QByteArray, content);
        const Evaluated done = evaluate(script);
        QVERIFY(done.result.problems.empty());
        const auto found = done.world.files.find(path.toStdString());
        QVERIFY(found != done.world.files.end());
        QCOMPARE(QByteArray::fromStdString(found->second.display()), content);
    }

    void writtenBytesLeadBackToTheScript()
    {
        const std::string script =
            "V=2.5.1; p='torch'; echo \"$p==$V\" > /tmp/c.txt; sed -i 's/x/y/' /tmp/c.txt";
        const Evaluated done = evaluate(QByteArray::fromStdString(script));
        const TracedText& text = done.world.files.find("/tmp/c.txt")->second;
        QCOMPARE(text.bytes, std::string("torch==2.5.1\n"));
        for (const std::string_view part : {"torch", "==", "2.5.1"}) {
            ShellRange range;
            const std::size_t at = text.bytes.find(part);
            QVERIFY(text.scriptRange(at, at + part.size(), range));
            QCOMPARE(std::string_view(script).substr(range.begin, range.end - range.begin), part);
        }
    }

    void rangesPointIntoNestedScripts()
    {
        const std::string script = "bash -c 'pip install torch numpy'";
        const Evaluated done = evaluate(QByteArray::fromStdString(script));
        QCOMPARE(done.result.commands.size(), 1U);
        const ShellRange range = done.result.commands[0].argv[2].range;
        QCOMPARE(script.substr(range.begin, range.end - range.begin), std::string("torch"));
    }

    void badTextIsToldAndTheRestKept_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QByteArray>("commands");
        QTest::newRow("fi without if") << QByteArray("foo; fi; bar") << QByteArray("foo\nbar\n");
        QTest::newRow("an open quote") << QByteArray("foo; bar 'x") << QByteArray("foo\nbar x\n");
        QTest::newRow("an open group") << QByteArray("{ foo; bar") << QByteArray("foo\nbar\n");
        QTest::newRow("an open if") << QByteArray("if true; then foo") << QByteArray("foo\n");
        QTest::newRow("&& without a left side") << QByteArray("&& foo") << QByteArray("foo\n");
    }
    void badTextIsToldAndTheRestKept()
    {
        QFETCH(const QByteArray, script);
        QFETCH(const QByteArray, commands);
        const Evaluated done = evaluate(script);
        QVERIFY(!done.result.problems.empty());
        QVERIFY(!done.result.exact);
        QCOMPARE(done.lines(), commands);
    }

    void limitsAreTold_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::newRow("an endless loop") << QByteArray("while true; do :; done; foo");
        QTest::newRow("an endless recursion") << QByteArray("f() { f; }; f; foo");
        QTest::newRow("loops in loops")
            << QByteArray("while :; do while :; do while :; do :; done; done; done; foo");
        QTest::newRow("a recursion that doubles") << QByteArray("f() { f; f; }; f; foo");
        QTest::newRow("open arithmetic in open arithmetic")
            << (QByteArray("echo ") + QByteArray("$((").repeated(3000));
        QTest::newRow("defaults of defaults")
            << (QByteArray("echo ") + QByteArray("${a:-").repeated(10000));
        QTest::newRow("quotes in defaults")
            << (QByteArray("echo ") + QByteArray("\"${a:-").repeated(10000));
        QTest::newRow("parentheses") << QByteArray("(").repeated(20000);
        QTest::newRow("braces") << QByteArray("{ ").repeated(20000);
        QTest::newRow("backquotes with escapes")
            << (QByteArray("echo `echo \\`echo x\\``;") + QByteArray("if ").repeated(5000));
        QTest::newRow("a doubled value") << QByteArray(
            "x=aaaaaaaa; for i in 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0; do x=$x$x; done; foo");
        QTest::newRow("deep substitutions") << (QByteArray("echo ") + QByteArray("$(").repeated(200)
                                                + "x" + QByteArray(")").repeated(200) + "; foo");
    }
    void limitsAreTold()
    {
        QFETCH(const QByteArray, script);
        const Evaluated done = evaluate(script);
        QVERIFY(!done.result.exact);
        QVERIFY(!done.result.problems.empty());
    }

    void uncertainCommandsAreMarked()
    {
        const Evaluated done =
            evaluate("for f in /app/*.none $ARCH; do pip install $f; done; pip install z");
        QVERIFY(!done.result.exact);
        QVERIFY(!done.result.commands.front().isKnown() || !done.result.commands.back().certain
                || done.result.commands.size() > 1);
        QCOMPARE(QByteArray::fromStdString(lineOf(done.result.commands.back())),
                 QByteArray("pip install z"));
        QVERIFY(done.result.commands.back().certain);
    }

    void linksFoldersAndRemovalsReachTheHost()
    {
        const Evaluated done = evaluate("mkdir -p /opt/x && ln -sf /usr/bin/python3.11 "
                                        "/usr/bin/python && rm -rf /app/setup.sh");
        QCOMPARE(done.world.events,
                 (std::vector<std::string> {"folder /opt/x",
                                            "link /usr/bin/python -> /usr/bin/python3.11",
                                            "remove /app/setup.sh"}));
    }

private:
    static void compare(ShellDialect dialect)
    {
        QFETCH(const QByteArray, script);
        QFETCH(const QByteArray, commands);
        const Evaluated done = evaluate(script, dialect);
        QVERIFY2(done.result.problems.empty(),
                 done.result.problems.empty() ? "" : done.result.problems.front().message.c_str());
        QCOMPARE(done.lines(), commands);
    }
};

QTEST_APPLESS_MAIN(TestEvaluate)
#include "tst_evaluate.moc"
