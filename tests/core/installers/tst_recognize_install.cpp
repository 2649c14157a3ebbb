#include "core/installers/install_command.h"

#include <QTest>

using namespace pinwheel;

namespace {

/// Words of a line at its blanks; `$` begins what is not known, a word of `$` alone may be several.
std::vector<InstallerWord> wordsOf(const QString& line)
{
    std::vector<InstallerWord> words;
    std::uint32_t at = 0;
    for (const QString& part : line.split(QLatin1Char(' '))) {
        const std::string text = part.toStdString();
        InstallerWord word {
            .text = text,
            .span = {.begin = at, .end = at + static_cast<std::uint32_t>(text.size())}};
        if (const std::size_t dollar = text.find('$'); dollar != std::string::npos) {
            word.text = unknown("a build argument");
            word.knownPrefix = text.substr(0, dollar);
            word.mayBeSeveral = dollar == 0;
        }
        at += static_cast<std::uint32_t>(text.size()) + 1;
        words.push_back(std::move(word));
    }
    return words;
}

/// "tool: action: name spec, …"
std::string summary(const InstallCommand& command)
{
    std::string text =
        std::string(toText(command.tool)) + ": " + std::string(toText(command.action)) + ":";
    for (const PackageArgument& argument : command.arguments) {
        text +=
            " " + (argument.name.empty() ? argument.location : argument.name) + argument.specifier;
        if (argument.editable) text += "(e)";
        if (!argument.text) text += "?";
    }
    for (const FileArgument& file : command.requirementFiles)
        text += " -r " + file.path.text.valueOr("?");
    for (const FileArgument& file : command.constraintFiles)
        text += " -c " + file.path.text.valueOr("?");
    for (const FileArgument& file : command.projectFiles)
        text += " -f " + file.path.text.valueOr("?");
    return text;
}

} // namespace

class TestRecognizeInstall : public QObject
{
    Q_OBJECT

private slots:
    void commands_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* line, const char* expected) {
            QTest::newRow(line) << QString::fromLatin1(line) << QString::fromLatin1(expected);
        };
        row("pip install torch", "pip: install: torch");
        row("pip3.10 --quiet install -U pip setuptools<70", "pip: install: pip setuptools<70");
        row("/opt/venv/bin/pip install -e .[dev] a", "pip: install: a .(e)");
        row("python3.11 -u -m pip install -r req.txt -c limits.txt",
            "pip: install: -r req.txt -c limits.txt");
        row("python -mpip install a", "pip: install: a");
        row("python -W ignore -Im pip install a", "pip: install: a");
        row("python /usr/bin/pip install a", "pip: install: a");
        row("conda run --no-capture-output -n env pip install a", "pip: install: a");
        row("poetry run python -m pip install a", "pip: install: a");
        row("uv run --with x pip install a", "pip: install: a");
        row("pip download -d /w torch==2", "pip: download: torch==2");
        row("pip uninstall -y a", "pip: uninstall: a");
        row("pip install torch==$V $MORE", "pip: install: torch? ?");
        row("pip install torch --index-url=$URL", "pip: install: torch");
        row("uv pip install --system -r r.txt torch", "uv: install: torch -r r.txt");
        row("uv pip sync requirements.txt", "uv: sync: -r requirements.txt");
        row("uv sync --frozen --no-dev", "uv: sync:");
        row("uv add torch>=2 --group gpu", "uv: add: torch>=2");
        row("uv venv --python 3.11 /opt/venv", "uv: create environment:");
        row("uv tool install ruff", "uv: install tool: ruff");
        row("uv python install 3.12", "uv: install Python: ");
        row("conda create -y -n e python=3.10 -c nvidia", "conda: create environment: python=3.10");
        row("mamba install -c conda-forge numpy=1.26=py310 --file list.txt",
            "mamba: install: numpy=1.26 -r list.txt");
        row("conda env update -f environment.yml", "conda: install: -f environment.yml");
        row("poetry install --no-root --only main", "poetry: install:");
        row("poetry install --sync", "poetry: sync:");
        row("pipenv install --system --deploy", "pipenv: install:");
        row("pdm sync --prod", "pdm: sync:");
        row("pipx install poetry==1.8", "pipx: install tool: poetry==1.8");
        row("pip-sync a.txt b.txt", "pip-sync: sync: -r a.txt -r b.txt");
        row("python -m piptools compile x.in", "pip-compile: lock: -f x.in");
        row("apt-get -qqy install --no-install-recommends python3-pip=1.2-3 git -t bookworm",
            "apt-get: install: python3-pip1.2-3 git");
        row("apt-get update", "apt-get: update package lists:");
        row("apk add --no-cache --virtual .build gcc py3-pip>=1", "apk: install: gcc py3-pip>=1");
        row("dnf -y install python3.11", "dnf: install: python3.11");
        row("zypper -n in python311", "zypper: install: python311");
        row("python3 -m venv --system-site-packages /opt/venv", "venv: create environment:");
        row("virtualenv -p python3.9 /v", "virtualenv: create environment:");
        row("python get-pip.py pip<24", "get-pip.py: bootstrap pip: pip<24");
        row("python setup.py develop", "setup.py: install: .(e)");
        row("pyenv install 3.10.4", "pyenv: install Python: ");
    }
    void commands()
    {
        QFETCH(QString, line);
        QFETCH(QString, expected);
        const auto command = recognizeInstall(wordsOf(line));
        QVERIFY(command);
        QCOMPARE(QString::fromStdString(summary(*command)), expected);
        for (const CommandProblem& problem : command->problems)
            QVERIFY2(!problem.isFatal(), problem.message.c_str());
    }

    void otherCommandsAreNone_data()
    {
        QTest::addColumn<QString>("line");
        for (const char* line : {"ls -l", "python app.py", "python -c pip", "npm install x",
                                 "conda run -n e python app.py", "piper install x"})
            QTest::newRow(line) << QString::fromLatin1(line);
    }
    void otherCommandsAreNone()
    {
        QFETCH(QString, line);
        QVERIFY(!recognizeInstall(wordsOf(line)));
    }

    void aSwitchTakesNoArgument()
    {
        const auto command = recognizeInstall(wordsOf(QStringLiteral(
            "pip install --no-cache-dir --ignore-installed blinker -r requirements.txt")));
        QVERIFY(command);
        QCOMPARE(command->arguments.size(), std::size_t {1});
        const PackageArgument& blinker = command->arguments.front();
        QCOMPARE(blinker.name, std::string("blinker"));
        QVERIFY(blinker.followsSwitch);
        QCOMPARE(command->options[*blinker.followsSwitch].name, std::string("--ignore-installed"));
        QVERIFY(command->pip.ignoreInstalled);
        QCOMPARE(command->pip.ignoreInstalled.origin().span->begin, 27U);
    }

    void pipEndsWithAnError_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("kind");
        const auto row = [](const char* line, CommandProblem::Kind kind) {
            QTest::newRow(line) << QString::fromLatin1(line) << static_cast<int>(kind);
        };
        row("pip install --ignore-installed=blinker a", CommandProblem::Kind::UnexpectedValue);
        row("pip install --nothing a", CommandProblem::Kind::UnknownOption);
        row("pip install --no a", CommandProblem::Kind::AmbiguousOption);
        row("pip install a -r", CommandProblem::Kind::MissingValue);
        row("pip install --upgrade-strategy lazy a", CommandProblem::Kind::BadValue);
        row("pip install a=1", CommandProblem::Kind::BadArgument);
        row("pip instal a", CommandProblem::Kind::UnknownCommand);
        row("pip install -U", CommandProblem::Kind::MissingArgument);
    }
    void pipEndsWithAnError()
    {
        QFETCH(QString, line);
        QFETCH(int, kind);
        const auto command = recognizeInstall(wordsOf(line));
        QVERIFY(command);
        QVERIFY(std::ranges::any_of(command->problems, [kind](const CommandProblem& problem) {
            return static_cast<int>(problem.kind) == kind;
        }));
    }

    void valuesHaveTheirOwnPlace()
    {
        const QString line =
            QStringLiteral("pip install --index-url=https://i.example -ihttps://j.example torch");
        const auto command = recognizeInstall(wordsOf(line));
        QVERIFY(command);
        const auto slice = [&](Span span) {
            return line.mid(static_cast<qsizetype>(span.begin),
                            static_cast<qsizetype>(span.size()));
        };
        QCOMPARE(slice(*command->options[0].valueSpan), QStringLiteral("https://i.example"));
        QCOMPARE(slice(command->options[0].span), QStringLiteral("--index-url"));
        QCOMPARE(slice(*command->options[1].valueSpan), QStringLiteral("https://j.example"));
        QCOMPARE(*command->pip.indexUrl->text, std::string("https://j.example"));
    }

    void launchersKeepTheirEnvironment()
    {
        const auto command =
            recognizeInstall(wordsOf(QStringLiteral("conda run -n gpu python3 -m pip install a")));
        QVERIFY(command);
        QCOMPARE(command->launchers.size(), std::size_t {2});
        QCOMPARE(*command->launchers[0].environmentName->text, std::string("gpu"));
        QCOMPARE(command->launchers[1].word.knownText(), std::string("python3"));
    }

    void optionsOfOtherReleasesAreNoError()
    {
        const auto command = recognizeInstall(wordsOf(
            QStringLiteral("pip install --install-option --x torch --build-constraint b.txt")));
        QVERIFY(command);
        QCOMPARE(command->arguments.size(), std::size_t {1});
        QVERIFY(std::ranges::none_of(command->problems, &CommandProblem::isFatal));
        QCOMPARE(std::ranges::count(command->problems, CommandProblem::Kind::OtherVersion,
                                    &CommandProblem::kind),
                 2);
    }

    void theProgramIsSeenBehindAnUnknownFolder()
    {
        std::vector<InstallerWord> words = wordsOf(QStringLiteral("$VENV install torch"));
        words[0].mayBeSeveral = false;
        QVERIFY(!recognizeInstall(words));
        words[0].knownSuffix = "/bin/pip3";
        const auto command = recognizeInstall(words);
        QVERIFY(command);
        QCOMPARE(command->tool, InstallTool::Pip);
    }

    void downloadedScriptsAreKnownByTheirAddress()
    {
        const auto uv = recognizePipedInstaller("https://astral.sh/uv/install.sh", {});
        QVERIFY(uv);
        QCOMPARE(uv->subcommand, std::string("uv"));
        QVERIFY(!recognizePipedInstaller("https://e.example/install.sh", {}));
    }
};

QTEST_APPLESS_MAIN(TestRecognizeInstall)
#include "tst_recognize_install.moc"
