// Variants of what single rules look at: each row is a build, and says how often the rule speaks.

#include "tests/support/audit_project.h"

#include <QTest>

using namespace pinwheel;
using namespace pinwheel::test;

class TestRuleVariants : public QObject
{
    Q_OBJECT

private slots:
    void ruleSpeaks_data();
    void ruleSpeaks();
};

namespace {

void addRow(const char* rule, const char* what, const QByteArray& dockerfile, int count)
{
    QTest::newRow((QByteArray(rule) + " " + what).constData())
        << QByteArray(rule) << dockerfile << count;
}

void addHygieneRows()
{
    const QByteArray slim = "FROM python:3.12-slim\n";
    const QByteArray pipMount = "RUN --mount=type=cache,target=/root/.cache/pip ";
    addRow("PIN610", "a library that nothing installs",
           slim + "RUN pip install --no-cache-dir opencv-python==4.10.0.84\n", 1);
    addRow("PIN604", "the cache folder removed",
           slim + "RUN pip install click==8.1.7 && rm -rf /root/.cache/pip\n", 0);
    addRow("PIN604", "the cache emptied",
           slim + "RUN pip install click==8.1.7 && python -m pip cache purge\n", 0);
    addRow("PIN604", "words about a cache",
           slim + "RUN pip install click==8.1.7 && echo 'rm the .cache later'\n", 1);
    const QByteArray git = "apt-get install -y --no-install-recommends git";
    addRow("PIN605", "removed by a pattern around them",
           slim + "RUN apt-get update && " + git + " && rm -rf /var/cache/* /var/lib/apt/*\n", 0);
    addRow("PIN605", "removed by find",
           slim + "RUN apt-get update && " + git + " && find /var/lib/apt/lists -type f -delete\n",
           0);
    addRow("PIN605", "removed by apt itself",
           "FROM debian:13-slim\nRUN apt-get update && " + git + " && apt-get distclean\n", 0);
    addRow("PIN605", "removed by a command that a variable holds",
           slim + "RUN D=/var/lib/apt/lists; apt-get update && " + git + " && rm -rf $D/*\n", 0);
    addRow("PIN605", "only the packages removed",
           slim + "RUN apt-get update && " + git + " && apt-get clean\n", 1);
    addRow("PIN605", "words about the lists",
           slim + "RUN apt-get update && " + git + " && echo rm /var/lib/apt/lists\n", 1);
    addRow("PIN605", "an update that is only printed", slim + "RUN echo apt-get update\n", 0);
    addRow("PIN613", "answered by a pipe",
           slim
               + "RUN apt-get update && yes | apt-get install git && rm -rf /var/lib/apt/lists/*\n",
           0);
    addRow("PIN613", "words about yes",
           slim
               + "RUN apt-get update && apt-get install git && echo 'yes | no' && rm -rf "
                 "/var/lib/apt/lists/*\n",
           1);
    addRow("PIN615", "answered by a pipe",
           slim + "RUN pip install --no-cache-dir click==8.1.7 && yes | pip uninstall click\n", 0);
    addRow("PIN620", "words about the cache",
           "FROM python:3.12-alpine\nRUN apk update && apk add libpq && echo /var/cache/apk\n", 1);
    addRow("PIN620", "emptied by apk itself",
           "FROM python:3.12-alpine\nRUN apk update && apk add libpq && apk cache clean\n", 0);
    addRow("PIN619", "pip told not to use its mount",
           slim + pipMount + "pip install --no-cache-dir click==8.1.7\n", 1);
    addRow("PIN619", "told by a variable",
           slim + "ENV PIP_NO_CACHE_DIR=1\n" + pipMount + "pip install click==8.1.7\n", 1);
    addRow("PIN619", "the mount is used", slim + pipMount + "pip install click==8.1.7\n", 0);
    addRow("PIN619", "a mount for apt",
           slim
               + "RUN --mount=type=cache,target=/var/cache/apt pip install --no-cache-dir "
                 "click==8.1.7\n",
           0);
    addRow("PIN619", "no mount", slim + "RUN pip install --no-cache-dir click==8.1.7\n", 0);
    addRow("PIN620", "apk keeps its lists",
           "FROM python:3.12-alpine\nRUN apk update && apk add libpq\n", 1);
    addRow("PIN620", "apk without a cache",
           "FROM python:3.12-alpine\nRUN apk add --no-cache libpq\n", 0);
    addRow("PIN620", "removed by the same RUN",
           "FROM python:3.12-alpine\nRUN apk update && apk add libpq && rm -rf /var/cache/apk/*\n",
           0);
    addRow("PIN621", "apt",
           slim
               + "RUN apt update && apt install -y --no-install-recommends git && rm -rf "
                 "/var/lib/apt/lists/*\n",
           1);
    addRow("PIN621", "apt-get",
           slim
               + "RUN apt-get update && apt-get install -y --no-install-recommends git && rm -rf "
                 "/var/lib/apt/lists/*\n",
           0);
    addRow("PIN622", "a clone that nothing installs",
           "FROM python:3.12\nRUN git clone https://git.example/team/data.git /data\n", 0);
    addRow("PIN622", "requirements of a clone",
           "FROM python:3.12\nRUN git clone --depth 1 https://git.example/team/tool.git /tool\nRUN "
           "pip install --no-cache-dir -r /tool/requirements.txt\n",
           1);
    addRow("PIN622", "a tag behind an option",
           "FROM python:3.12\nRUN git -c core.autocrlf=false clone --depth=1 -b v2 "
           "https://git.example/team/tool.git /tool\nRUN pip install --no-cache-dir /tool\n",
           0);
    addRow("PIN622", "checked out later",
           "FROM python:3.12\nRUN git clone https://git.example/team/tool.git /tool\nWORKDIR "
           "/tool\nRUN git checkout 4f1c2d3 && pip install --no-cache-dir .\n",
           0);
    addRow("PIN605", "a folder that apt does not have",
           slim
               + "RUN apt-get update && apt-get install -y --no-install-recommends git && rm -rf "
                 "/var/apt/cache /var/lib/apt/lists\n",
           1);
    addRow("PIN605", "a folder spelled wrongly",
           slim
               + "RUN apt-get update && apt-get install -y --no-install-recommends git && rm -rf "
                 "/var/lib/apt/lists/* && rm -r /var/cache/apt/archive/\n",
           1);
    addRow("PIN605", "apt's own folders",
           slim
               + "RUN apt-get update && apt-get install -y --no-install-recommends git && rm -rf "
                 "/var/lib/apt/lists/* /var/cache/apt/archives/*.deb /var/log/apt /var/log/*\n",
           0);
    addRow("PIN606", "a wheel stage", slim + "RUN pip wheel --wheel-dir /wheels click\n", 1);
    addRow("PIN606", "a pinned wheel stage",
           slim + "RUN pip wheel --wheel-dir /wheels click==8.1.7\n", 0);
    addRow(
        "PIN620", "another file of that name",
        "FROM python:3.12-alpine\nRUN apk update && apk add libpq && echo /var/cache/apk > /note\n",
        1);
    addRow("PIN103", "one repository twice",
           "FROM python:3.12\nRUN pip install --no-cache-dir "
           "git+https://git.example/team/tool.git@v1\nRUN pip install --no-cache-dir "
           "git+https://git.example/team/tool.git@v1 click==8.1.7\n",
           1);
    addRow("PIN103", "two folders of one repository",
           "FROM python:3.12\nRUN pip install --no-cache-dir "
           "'git+https://git.example/team/tool.git@v1#subdirectory=a'\nRUN pip install "
           "--no-cache-dir 'git+https://git.example/team/tool.git@v1#subdirectory=b'\n",
           0);
    addRow("PIN104", "one repository in two spellings",
           "FROM python:3.12\nRUN pip install --no-cache-dir "
           "git+https://git.example/team/tool.git\nRUN pip install --no-cache-dir "
           "git+https://git.example/team/tool/\n",
           1);
    addRow("PIN104", "two repositories",
           "FROM python:3.12\nRUN pip install --no-cache-dir "
           "git+https://git.example/team/tool.git@v1\nRUN pip install --no-cache-dir "
           "git+https://git.example/team/tools.git@v1\n",
           0);
    addRow("PIN408", "mended by the next layer",
           slim
               + "RUN pip install --no-cache-dir requests==2.31.0\nRUN pip install --no-cache-dir "
                 "idna==2.0\nRUN pip install --no-cache-dir idna==3.7\n",
           1);
    addRow("PIN408", "mended by the next command",
           slim
               + "RUN pip install --no-cache-dir requests==2.31.0\nRUN pip install --no-cache-dir "
                 "idna==2.0 && pip install --no-cache-dir idna==3.7\n",
           0);
    addRow("PIN401", "two versions in one command, told by PIN105",
           slim + "RUN pip install --no-cache-dir click==8.1.7 click==8.1.6\n", 0);
    addRow("PIN105", "two versions in one command",
           slim + "RUN pip install --no-cache-dir click==8.1.7 click==8.1.6\n", 1);
    addRow("PIN415", "an image of another architecture",
           "FROM arm64v8/python:3.12-slim\nRUN pip install --no-cache-dir coremltools\n", 1);
    addRow("PIN402", "a bound that old pips read",
           "FROM python:3.9-slim\nRUN pip install --no-cache-dir celery==4.4.7\n", 0);
    addRow("PIN415", "the usual architecture",
           slim + "RUN pip install --no-cache-dir coremltools\n", 0);
    addRow("PIN623", "an underscore", "FROM team_base:1\n", 1);
    addRow("PIN623", "a name that ends as local ones do", "FROM shop-base\n", 1);
    addRow("PIN623", "an official image", "FROM buildpack-deps:bookworm\n", 0);
    addRow("PIN623", "an official image of which nothing is known", "FROM eclipse-temurin:21\n", 0);
    addRow("PIN623", "a user", "FROM team/shop_base:1\n", 0);
    addRow("PIN623", "a stage", "FROM python:3.12-slim AS shop_base\nFROM shop_base\n", 0);
}

void addDockerfileRows()
{
    const QByteArray slim = "FROM python:3.12-slim\n";
    addRow("PIN702", "another shell", slim + "SHELL [\"/bin/bash\", \"-c\"]\nCMD python app.py\n",
           0);
    addRow("PIN702", "the shell of the stage below",
           "FROM python:3.12-slim AS base\nSHELL [\"/bin/bash\", \"-c\"]\nFROM base\nCMD python "
           "app.py\n",
           0);
    addRow("PIN702", "a shell of another stage",
           "FROM python:3.12-slim AS other\nSHELL [\"/bin/bash\", \"-c\"]\n" + slim
               + "CMD python app.py\n",
           1);
    addRow("PIN702", "a shell behind it",
           slim + "CMD python app.py\nSHELL [\"/bin/bash\", \"-c\"]\n", 1);
    addRow("PIN707", "a tag that no argument says",
           "ARG PYTHON=3.12\nFROM python:${PYTHON}${VARIANT}\n", 1);
    addRow("PIN708", "a flag that the builder does not know", slim + "COPY --form=a a /srv/\n", 1);
    addRow("PIN708", "an instruction of another frontend",
           "# syntax=example/frontend:1\n" + slim + "INCLUDE a\nCOPY --form=a a /srv/\n", 1);
    addRow("PIN708", "an expansion without its end", slim + "WORKDIR ${HOME\n", 1);
    addRow("PIN708", "a quote without its end", slim + "ENV GREETING it's\n", 1);
    addRow("PIN708", "a value that the command line must give",
           slim + "ARG APP\nENV APP=\"${APP:?say which}\"\n", 0);
    addRow("PIN708", "an operator that the builder does not know", slim + "ENV A=1\nENV B=${A^^}\n",
           1);
    addRow("PIN708", "in a stage that is not built",
           "FROM python:3.12-slim AS other\nWORKDIR ${HOME\n" + slim, 0);
    addRow("PIN708", "text for the shell", slim + "RUN echo \"${HOME%/}\" '${X'\n", 0);
    addRow("PIN713", "a stage for one architecture",
           "FROM --platform=linux/arm64 python:3.12-slim AS build-ARM64\n", 0);
    addRow("PIN713", "a stage with another name",
           "FROM --platform=linux/arm64 python:3.12-slim AS build\n", 1);
    addRow("PIN714", "two cases in one keyword", "From python:3.12-slim\nFROM python:3.12-slim\n",
           1);
    addRow("PIN714", "lower case throughout", "from python:3.12-slim as build\nrun make\n", 0);
    addRow("PIN714", "AS in another case", "FROM python:3.12-slim as build\n", 1);
    addRow("PIN714", "a stage name with capital letters", "FROM python:3.12-slim AS Build\n", 1);
    addRow("PIN715", "the target platform", "FROM --platform=$TARGETPLATFORM python:3.12-slim\n",
           1);
    addRow("PIN715", "in braces", "FROM --platform=${TARGETPLATFORM} python:3.12-slim\n", 1);
    addRow("PIN715", "the build platform", "FROM --platform=$BUILDPLATFORM python:3.12-slim\n", 0);
    addRow("PIN716", "an address", slim + "EXPOSE 127.0.0.1:80:80\n", 1);
    addRow("PIN716", "a port and its protocol", slim + "EXPOSE 80/tcp 443\n", 0);
    addRow("PIN716", "a range", slim + "EXPOSE 7000-8000\n", 0);
    addRow("PIN716", "a variable", slim + "ARG PORT=80\nEXPOSE $PORT\n", 0);
    addRow("PIN717", "scratch", "FROM python:3.12-slim AS scratch\n", 1);
    addRow("PIN717", "context", "FROM python:3.12-slim AS context\n", 1);
    addRow("PIN717", "another name", "FROM python:3.12-slim AS contexts\n", 0);
    addRow("PIN718", "two sources, no slash", slim + "COPY a b /srv/app\n", 1);
    addRow("PIN718", "two sources, a slash", slim + "COPY a b /srv/app/\n", 0);
    addRow("PIN718", "one source", slim + "COPY a /srv/app\n", 0);
    addRow("PIN718", "the working folder",
           slim + "WORKDIR /srv/app\nCOPY a b .\nCOPY a b /srv/app\n", 0);
    addRow("PIN719", "another variable of the same ENV",
           slim + "ENV HOME_DIR=/srv DATA=${HOME_DIR}/data\n", 1);
    addRow("PIN719", "its own old value", slim + "ENV A=1 PATH=/srv/bin:$PATH\n", 0);
    addRow("PIN719", "an escaped sign", slim + "ENV HOME_DIR=/srv DATA=\\$HOME_DIR\n", 0);
    addRow("PIN720", "a misspelled argument", slim + "ARG APP_DIR=/srv\nWORKDIR $APP_DRI\n", 1);
    addRow("PIN720", "an argument before the first FROM",
           "ARG DIR=/srv\n" + slim + "WORKDIR $DIR\n", 1);
    addRow("PIN720", "an argument without a value", slim + "ARG VARIANT\nWORKDIR /srv$VARIANT\n",
           0);
    addRow("PIN720", "a default in the word", slim + "WORKDIR ${DIR:-/srv}\n", 0);
    addRow("PIN720", "put before its own old value",
           slim + "ENV LD_LIBRARY_PATH=/srv/lib:$LD_LIBRARY_PATH\n", 0);
    addRow("PIN720", "an image that may set it",
           "FROM registry.example/base:1\nWORKDIR $APP_HOME\n", 0);
    addRow("PIN720", "set by the stage below",
           "FROM python:3.12-slim AS base\nENV APP_HOME=/srv\nFROM base\nWORKDIR $APP_HOME\n", 0);
}

void addCommandRows()
{
    const QByteArray slim = "FROM python:3.12-slim\n";
    addRow("PIN721", "a service", slim + "RUN service cron start\n", 1);
    addRow("PIN721", "a client that is installed",
           slim
               + "RUN apt-get update && apt-get install -y --no-install-recommends vim && rm -rf "
                 "/var/lib/apt/lists/*\n",
           0);
    addRow("PIN722", "sudo", slim + "RUN sudo ldconfig\n", 1);
    addRow("PIN722", "installing sudo",
           slim
               + "RUN apt-get update && apt-get install -y --no-install-recommends sudo && rm -rf "
                 "/var/lib/apt/lists/*\n",
           0);
    addRow("PIN723", "an empty line between", "# about the versions\n\nARG APP_VERSION=1\n" + slim,
           0);
    addRow("PIN723", "the second of two names",
           "# BUILD is the number\nARG APP_VERSION=1 BUILD=2\n" + slim, 0);
    addRow("PIN723", "another name", "# VERSION is what is installed\nARG APP_VERSION=1\n" + slim,
           1);
    addRow("PIN724", "quiet in a cluster of options",
           slim + "RUN wget -qO /srv/a https://example.org/a\n", 0);
    addRow("PIN724", "loud", slim + "RUN wget -O /srv/a https://example.org/a\n", 1);
    addRow("PIN725", "one in each stage",
           "FROM debian:12-slim AS a\nRUN wget -q https://example.org/a\nFROM debian:12-slim\nCOPY "
           "--from=a /a /a\nRUN curl -fsSO https://example.org/b\n",
           0);
    addRow("PIN726", "other flags", slim + "RUN mkdir /srv/a\nRUN --network=none mkdir /srv/b\n",
           0);
    addRow("PIN727", "another link", slim + "RUN ln -sf /usr/bin/python3 /usr/bin/py\n", 0);
    addRow("PIN728", "copied from another stage",
           "FROM debian:12-slim AS a\nRUN touch /a.tar\nFROM debian:12-slim\nCOPY --from=a /a.tar "
           "/\nRUN tar -xf /a.tar\n",
           0);
    addRow("PIN729", "a folder of its own", slim + "WORKDIR /srv\nRUN make\n", 0);
}

} // namespace

void TestRuleVariants::ruleSpeaks_data()
{
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<QByteArray>("dockerfile");
    QTest::addColumn<int>("count");
    addHygieneRows();
    addDockerfileRows();
    addCommandRows();
}

void TestRuleVariants::ruleSpeaks()
{
    QFETCH(QByteArray, rule);
    QFETCH(QByteArray, dockerfile);
    QFETCH(int, count);
    AuditOptions options;
    options.profile = "all";
    options.proveFixes = false;
    const AuditPtr audit =
        auditOf({{"Dockerfile", dockerfile.toStdString()}, {"a", "a\n"}, {"b", "b\n"}}, options);
    QCOMPARE(static_cast<int>(findingsOf(*audit, rule.toStdString()).size()), count);
}

QTEST_GUILESS_MAIN(TestRuleVariants)
#include "tst_rule_variants.moc"
