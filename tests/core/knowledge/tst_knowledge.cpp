#include "core/base/installation.h"
#include "core/knowledge/dotted_version.h"
#include "core/knowledge/image_reference.h"
#include "core/knowledge/knowledge.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace pinwheel;

/// The shipped facts answer as their sources say.
class tst_knowledge : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void referenceIsReadAsDockerDoes_data();
    void referenceIsReadAsDockerDoes();
    void imageTellsItsContent_data();
    void imageTellsItsContent();
    void unknownImageIsNone();
    void missingFieldIsUnknown();
    void aptPackageTellsItsDistribution();
    void systemPackageTellsItsPython();
    void gpuIsFoundByItsUsualNames_data();
    void gpuIsFoundByItsUsualNames();
    void codeServesGpu_data();
    void codeServesGpu();
    void torchBuildFollowsLocalPartAndPlatform_data();
    void torchBuildFollowsLocalPartAndPlatform();
    void torchFamilyBelongsTogether();
    void driverTables();
    void numpyInterface_data();
    void numpyInterface();
    void userFactsAddAndOverride();
    void malformedUserFileIsAnError();
    void everyFactHasSourceAndDate();

private:
    std::shared_ptr<const Knowledge> m_knowledge;
};

void tst_knowledge::initTestCase()
{
    QElapsedTimer timer;
    timer.start();
    const auto loaded = loadKnowledge(dataFolder() / "knowledge");
    QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().message.c_str());
    m_knowledge = *loaded;
    qInfo("facts read in %lld us", static_cast<long long>(timer.nsecsElapsed() / 1000));
}

void tst_knowledge::referenceIsReadAsDockerDoes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("tag");
    QTest::addColumn<bool>("valid");
    QTest::newRow("one word is an official image") << "python:3.12" << "python" << "3.12" << true;
    QTest::newRow("the default registry may be written out")
        << "docker.io/library/python:3.12" << "python" << "3.12" << true;
    QTest::newRow("a port is no tag")
        << "localhost:5000/base" << "localhost:5000/base" << "" << true;
    QTest::newRow("tag and digest") << "ubuntu:22.04@sha256:abc" << "ubuntu" << "22.04" << true;
    QTest::newRow("another registry")
        << "nvcr.io/nvidia/pytorch:24.02-py3" << "nvcr.io/nvidia/pytorch" << "24.02-py3" << true;
    QTest::newRow("architecture mirror") << "arm64v8/ubuntu:24.04" << "ubuntu" << "24.04" << true;
    QTest::newRow("a variable is no reference") << "${BASE}" << "" << "" << false;
    QTest::newRow("an empty tag is no reference") << "python:" << "" << "" << false;
    QTest::newRow("nothing") << "" << "" << "" << false;
}

void tst_knowledge::referenceIsReadAsDockerDoes()
{
    QFETCH(QString, text);
    QFETCH(QString, name);
    QFETCH(QString, tag);
    QFETCH(bool, valid);
    const auto reference = parseImageReference(text.toStdString());
    QCOMPARE(reference.has_value(), valid);
    if (!reference) return;
    QCOMPARE(QString::fromStdString(reference->familiarName()), name);
    QCOMPARE(QString::fromStdString(reference->tag), tag);
}

namespace {
QString text(const Known<std::string>& value)
{
    return value ? QString::fromStdString(*value) : QStringLiteral("?");
}
QString text(const Known<bool>& value)
{
    return value ? (*value ? QStringLiteral("yes") : QStringLiteral("no")) : QStringLiteral("?");
}
} // namespace

void tst_knowledge::imageTellsItsContent_data()
{
    QTest::addColumn<QString>("image");
    QTest::addColumn<QString>("system"); // os version libc
    QTest::addColumn<QString>("python"); // python in image | distribution python | managed
    QTest::addColumn<QString>("cuda"); // toolkit flavor cudnn nvcc
    QTest::newRow("CUDA devel has no cuDNN")
        << "nvidia/cuda:12.4.1-devel-ubuntu22.04" << "ubuntu 22.04 2.35" << "|3.10|no"
        << "12.4.1 devel  yes";
    QTest::newRow("cuDNN tag") << "nvidia/cuda:12.4.1-cudnn-devel-ubuntu22.04"
                               << "ubuntu 22.04 2.35" << "|3.10|no" << "12.4.1 devel 9.1.0.70 yes";
    QTest::newRow("runtime has no nvcc")
        << "nvcr.io/nvidia/cuda:12.3.2-cudnn9-runtime-ubuntu22.04" << "ubuntu 22.04 2.35"
        << "|3.10|no" << "12.3.2 runtime 9.0.0.312 no";
    QTest::newRow("slim python of a codename")
        << "python:3.10.3-slim-bullseye" << "debian 11 2.31" << "3.10.3|3.9|no" << "   no";
    QTest::newRow("python without codename has the default Debian")
        << "python:3.12-slim" << "debian 13 2.41" << "3.12|3.13|yes" << "   no";
    QTest::newRow("a patch release keeps its Debian, which is not known")
        << "python:3.8.12" << "debian ? ?" << "3.8.12|?|?" << "   no";
    QTest::newRow("python on Alpine")
        << "python:3.12-alpine3.20" << "alpine 3.20 ?" << "3.12|3.12|yes" << "   no";
    QTest::newRow("Ubuntu 24.04 is marked")
        << "ubuntu:24.04" << "ubuntu 24.04 2.39" << "|3.12|yes" << "   no";
    QTest::newRow("Debian by codename")
        << "debian:bookworm-slim" << "debian 12 2.36" << "|3.11|yes" << "   no";
    QTest::newRow("Debian point release")
        << "debian:12.2-slim" << "debian 12 2.36" << "|3.11|yes" << "   no";
    QTest::newRow("Rocky") << "rockylinux:9.3" << "rhel 9 2.34" << "|3.9|no" << "   no";
    QTest::newRow("UBI carries its release in the name")
        << "registry.access.redhat.com/ubi9/ubi:latest" << "rhel 9 2.34" << "|3.9|no" << "   no";
    QTest::newRow("pytorch with conda")
        << "pytorch/pytorch:2.4.0-cuda12.4-cudnn9-devel" << "ubuntu 22.04 2.35" << "3.11|3.10|no"
        << "12.4 devel  yes";
    QTest::newRow("uv on a python image") << "ghcr.io/astral-sh/uv:python3.12-bookworm-slim"
                                          << "debian 12 2.36" << "3.12|3.11|yes" << "   no";
    QTest::newRow("NGC") << "nvcr.io/nvidia/pytorch:24.12-py3" << "ubuntu 24.04 2.39"
                         << "3.12|3.12|yes" << "12.6 devel ? yes";
    QTest::newRow("scratch") << "scratch" << " ? ?" << "|?|?" << "   no";
}

void tst_knowledge::imageTellsItsContent()
{
    QFETCH(QString, image);
    const auto facts = m_knowledge->baseImage(image.toStdString(), "linux/amd64");
    QVERIFY(facts.has_value());
    QTEST(text(facts->os) + " " + text(facts->osVersion) + " " + text(facts->libcVersion),
          "system");
    QTEST(text(facts->python) + "|" + text(facts->distributionPython) + "|"
              + text(facts->distributionPythonManaged),
          "python");
    QTEST(text(facts->cudaToolkit) + " " + QString::fromStdString(facts->cudaFlavor) + " "
              + text(facts->cudnnVersion) + " " + text(facts->hasNvcc),
          "cuda");
    QVERIFY(!facts->summary.empty());
}

void tst_knowledge::unknownImageIsNone()
{
    QVERIFY(!m_knowledge->baseImage("registry.example/team/base:1", "linux/amd64"));
    QVERIFY(!m_knowledge->baseImage("${BASE_IMAGE}", "linux/amd64"));
}

void tst_knowledge::missingFieldIsUnknown()
{
    const auto facts = m_knowledge->baseImage("python:latest", "linux/amd64");
    QVERIFY(facts);
    QVERIFY(!facts->python.isKnown());
    QVERIFY(!facts->python.reason().empty());
    const auto conda = m_knowledge->baseImage("continuumio/miniconda3:4.6.14", "linux/amd64");
    QVERIFY(conda);
    QCOMPARE(conda->condaTool, "conda");
    QVERIFY(!conda->python.isKnown());
}

void tst_knowledge::aptPackageTellsItsDistribution()
{
    const auto blinker = m_knowledge->aptPythonDistributions("ubuntu", "22.04", "python3-blinker");
    QCOMPARE(blinker.size(), 1U);
    QCOMPARE(*blinker[0].version, "1.4");
    QCOMPARE(blinker[0].metadata, AptMetadata::Distutils);
    QVERIFY(!blinker[0].fact.source.empty());
    const auto numpy = m_knowledge->aptPythonDistributions("debian", "12", "python3-numpy");
    QCOMPARE(numpy.size(), 1U);
    QCOMPARE(*numpy[0].version, "1.24.2");
    QCOMPARE(numpy[0].metadata, AptMetadata::EggInfo);
    // The first and the last line of a list.
    QCOMPARE(m_knowledge->aptPythonDistributions("debian", "11", "python3-a38").size(), 1U);
    QVERIFY(m_knowledge->aptPythonDistributions("debian", "13", "curl").empty());
    // Between two known releases the version is not known.
    const auto jammy = m_knowledge->aptPythonDistributions("ubuntu", "22.04", "python3-numpy");
    QCOMPARE(jammy.size(), 1U);
    QCOMPARE(jammy[0].distribution, "numpy");
    QVERIFY(!jammy[0].version.isKnown());
    QCOMPARE(jammy[0].metadata, AptMetadata::Unknown);
    QCOMPARE(*m_knowledge->distributionPip("debian", "12"), "23.0.1");
}

void tst_knowledge::systemPackageTellsItsPython()
{
    QCOMPARE(m_knowledge->systemPythonPackage("ubuntu", "22.04", "python3")->python, "3.10");
    QCOMPARE(m_knowledge->systemPythonPackage("ubuntu", "22.04", "python3.11-venv")->python,
             "3.11");
    QVERIFY(m_knowledge->systemPythonPackage("ubuntu", "22.04", "python3.11-venv")->fromDeadsnakes);
    QVERIFY(!m_knowledge->systemPythonPackage("ubuntu", "22.04", "python3.10")->fromDeadsnakes);
    QVERIFY(m_knowledge->systemPythonPackage("debian", "12", "python3-pip")->bringsPip);
    QVERIFY(m_knowledge->systemPythonPackage("alpine", "3.20", "py3-pip")->bringsPip);
    QVERIFY(!m_knowledge->systemPythonPackage("ubuntu", "22.04", "python3-numpy"));
    QVERIFY(!m_knowledge->systemPythonPackage("ubuntu", "22.04", "curl"));
}

void tst_knowledge::gpuIsFoundByItsUsualNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("capability");
    QTest::newRow("short name") << "RTX 5090" << "12.0";
    QTest::newRow("full name") << "NVIDIA GeForce RTX 5090" << "12.0";
    QTest::newRow("without a blank") << "rtx5090" << "12.0";
    QTest::newRow("memory and connector do not count") << "NVIDIA A100-SXM4-80GB" << "8.0";
    QTest::newRow("memory kind") << "NVIDIA H100 80GB HBM3" << "9.0";
    QTest::newRow("variants share the capability") << "GeForce RTX 4070 Ti SUPER" << "8.9";
    QTest::newRow("laptop") << "NVIDIA GeForce RTX 3080 Laptop GPU" << "8.6";
    QTest::newRow("cloud variant") << "A10G" << "8.6";
    QTest::newRow("Tesla may be left out") << "K80" << "3.7";
    QTest::newRow("Ada workstation") << "RTX 6000 Ada Generation" << "8.9";
    QTest::newRow("nonsense") << "Radeon 7900" << "?";
    QTest::newRow("nothing") << "" << "?";
}

void tst_knowledge::gpuIsFoundByItsUsualNames()
{
    QFETCH(QString, name);
    const auto gpu = m_knowledge->gpu(name.toStdString());
    QTEST(gpu ? QString::fromStdString(gpu->capability.text()) : QStringLiteral("?"), "capability");
}

void tst_knowledge::codeServesGpu_data()
{
    QTest::addColumn<QString>("gpu");
    QTest::addColumn<QStringList>("code");
    QTest::addColumn<QStringList>("ptx");
    QTest::addColumn<int>("answer");
    const QStringList torch25 {"sm_50", "sm_60", "sm_70", "sm_75", "sm_80", "sm_86", "sm_90"};
    QTest::newRow("another major has no kernels")
        << "12.0" << torch25 << QStringList {} << int(GpuCode::None);
    QTest::newRow("a lower minor of the same major runs")
        << "8.9" << torch25 << QStringList {} << int(GpuCode::MachineCode);
    QTest::newRow("data-centre Blackwell code is not for GeForce")
        << "12.0" << QStringList {"sm_100"} << QStringList {} << int(GpuCode::None);
    QTest::newRow("Orin takes no discrete code")
        << "8.7" << torch25 << QStringList {} << int(GpuCode::None);
    QTest::newRow("PTX is compiled for later ones")
        << "12.0" << torch25 << QStringList {"compute_90"} << int(GpuCode::Ptx);
    QTest::newRow("PTX does not go back")
        << "7.5" << QStringList {"sm_80"} << QStringList {"compute_80"} << int(GpuCode::None);
    QTest::newRow("a higher minor does not run on a lower")
        << "8.0" << QStringList {"sm_86"} << QStringList {} << int(GpuCode::None);
}

void tst_knowledge::codeServesGpu()
{
    QFETCH(QString, gpu);
    QFETCH(QStringList, code);
    QFETCH(QStringList, ptx);
    const auto read = [](const QStringList& list) {
        std::vector<ComputeCapability> result;
        for (const QString& entry : list)
            result.push_back(*parseComputeCapability(entry.toStdString()));
        return result;
    };
    QTEST(int(m_knowledge->codeFor(*parseComputeCapability(gpu.toStdString()), read(code),
                                   read(ptx))),
          "answer");
}

void tst_knowledge::torchBuildFollowsLocalPartAndPlatform_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("platform");
    QTest::addColumn<QString>("variant");
    QTest::newRow("local part") << "2.5.1+cu124" << "linux/arm64" << "cu124";
    QTest::newRow("default index on amd64") << "2.5.1" << "linux/amd64" << "cu124";
    QTest::newRow("default index on arm64") << "2.5.1" << "linux/arm64/v8" << "cpu";
    QTest::newRow("CPU build") << "2.8.0+cpu" << "linux/amd64" << "cpu";
    QTest::newRow("not read for certain") << "2.9.0" << "linux/arm64" << "";
    QTest::newRow("old default build") << "1.12.1" << "linux/amd64" << "cu102";
    QTest::newRow("NVIDIA's own") << "2.2.0a0+6a974bec.nv23.11" << "linux/amd64" << "";
    QTest::newRow("not recorded") << "9.9.9" << "linux/amd64" << "";
}

void tst_knowledge::torchBuildFollowsLocalPartAndPlatform()
{
    QFETCH(QString, version);
    QFETCH(QString, platform);
    const TorchBuild build =
        m_knowledge->torchBuild(version.toStdString(), "", platform.toStdString());
    QTEST(QString::fromStdString(build.variantName), "variant");
    QVERIFY(!build.variantName.empty() || !build.reason.empty());
}

void tst_knowledge::torchFamilyBelongsTogether()
{
    QCOMPARE(*m_knowledge->torchForCompanion("torchvision", "0.20.1+cu124"), "2.5.1");
    QCOMPARE(*m_knowledge->torchForCompanion("torchaudio", "2.5.1"), "2.5.1");
    QVERIFY(!m_knowledge->torchForCompanion("torchaudio", "2.11.0").isKnown());
    QVERIFY(!m_knowledge->torchForCompanion("torchvision", "0.99").isKnown());
    QCOMPARE(m_knowledge->torchRelease("2.5.1+cu124")->pythonMax, "3.12");
    QCOMPARE(m_knowledge->firstTorchFor({12, 0})->version, "2.7.0");
    QCOMPARE(Knowledge::variantOfIndex("https://download.pytorch.org/whl/cu124"), "cu124");
    QCOMPARE(Knowledge::variantOfIndex("https://download.pytorch.org/whl/nightly/cpu/"), "cpu");
    QCOMPARE(Knowledge::variantOfIndex("https://pypi.org/simple"), "");
    QCOMPARE(m_knowledge->packageRow("xformers", "0.0.28.post3")->torch, "==2.5.1");
    QCOMPARE(m_knowledge->packageRow("xformers", "0.0.22.post4")->torch, "==2.1.0");
    QCOMPARE(m_knowledge->packageRow("xformers", "0.0.34")->torch, ">=2.10.0");
    QVERIFY(!m_knowledge->packageRow("bitsandbytes", "0.45.0")->gpuCode.empty());
}

void tst_knowledge::driverTables()
{
    QCOMPARE(*m_knowledge->driverFloor("12.4.1"), "525.60.13");
    QCOMPARE(*m_knowledge->toolkitDriver("12.4"), "550.54.14");
    QCOMPARE(*m_knowledge->toolkitDriver("12.4.1"), "550.54.15");
    QVERIFY(!m_knowledge->driverFloor("99.1").isKnown());
    QCOMPARE(*m_knowledge->nvccMaxGcc("12.4"), 13);
    QCOMPARE(*m_knowledge->firstCudaFor({12, 0}), "12.8");
}

void tst_knowledge::numpyInterface_data()
{
    QTest::addColumn<QString>("package");
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("works"); // with NumPy 1, with NumPy 2
    QTest::newRow("scipy 1.12 excludes NumPy 2") << "scipy" << "1.12.0" << "1";
    QTest::newRow("scipy 1.13 works with both") << "scipy" << "1.13.1" << "12";
    QTest::newRow("scipy 1.18 needs NumPy 2") << "scipy" << "1.18.0" << "2";
    QTest::newRow("pandas 2.2.1") << "pandas" << "2.2.1" << "1";
    QTest::newRow("pandas 2.2.2") << "pandas" << "2.2.2" << "12";
    QTest::newRow("opencv 4.9") << "opencv-python" << "4.9.0.80" << "1";
    QTest::newRow("opencv 4.10.0.84") << "opencv-python-headless" << "4.10.0.84" << "12";
    QTest::newRow("opencv 4.12") << "opencv-python" << "4.12.0.88" << "2";
    QTest::newRow("torch 2.2") << "torch" << "2.2.2+cu121" << "1";
    QTest::newRow("torch 2.6 works with both") << "torch" << "2.6.0" << "12";
    QTest::newRow("not recorded") << "requests" << "2.0" << "?";
}

void tst_knowledge::numpyInterface()
{
    QFETCH(QString, package);
    QFETCH(QString, version);
    const auto abi = m_knowledge->numpyAbi(package.toStdString(), version.toStdString());
    const QString works = abi
        ? QString(abi->worksWithNumpy1 ? "1" : "") + (abi->worksWithNumpy2 ? "2" : "")
        : QStringLiteral("?");
    QTEST(works, "works");
}

void tst_knowledge::userFactsAddAndOverride()
{
    QTemporaryDir folder;
    QFile file(folder.filePath("ours.json"));
    QVERIFY(file.open(QFile::WriteOnly));
    file.write(R"({"retrieved": "2026-12-01", "facts": [
        {"id": "our-base", "kind": "image", "images": ["registry.example/team/base"], "base": "nvidia/cuda:12.4.1-devel-ubuntu22.04",
         "text": "our base", "python": "3.11.9", "prefix": "/usr/local", "pip": true,
         "preinstalled": [{"name": "torch", "version": "2.5.1+cu124", "index": "cu124"}], "source": "the team's wiki"},
        {"id": "ubuntu-24.04", "kind": "os", "os": "ubuntu", "version": "24.04", "codename": "noble", "libc": "glibc",
         "libcVersion": "2.39", "python": "3.12", "pep668": false, "text": "ours", "source": "we removed the marker"}]})");
    file.close();
    const std::filesystem::path path = file.fileName().toStdString();
    const auto loaded = loadKnowledge(dataFolder() / "knowledge", std::span(&path, 1));
    QVERIFY2(loaded.has_value(), loaded ? "" : loaded.error().message.c_str());
    const auto ours = (*loaded)->baseImage("registry.example/team/base:7", "linux/amd64");
    QVERIFY(ours);
    QCOMPARE(*ours->python, "3.11.9");
    QCOMPARE(*ours->cudaToolkit, "12.4.1");
    QCOMPARE(ours->preinstalled.size(), 1U);
    QCOMPARE(*(*loaded)->externallyManaged("ubuntu", "24.04"), false);
    QCOMPARE((*loaded)->fact("ubuntu-24.04")->source, "we removed the marker");
    QCOMPARE((*loaded)->date(), "2026-12-01");
}

void tst_knowledge::malformedUserFileIsAnError()
{
    QTemporaryDir folder;
    for (const char* content : {"", "[]", "{\"facts\": 3}", "{\"facts\": [{\"id\": 5}]}",
                                "{\"facts\": [{\"id\": \"x\", \"kind\": \"gpu\"}]}"}) {
        QFile file(folder.filePath("bad.json"));
        QVERIFY(file.open(QFile::WriteOnly | QFile::Truncate));
        file.write(content);
        file.close();
        const std::filesystem::path path = file.fileName().toStdString();
        const auto loaded = loadKnowledge(dataFolder() / "knowledge", std::span(&path, 1));
        QVERIFY2(!loaded.has_value(), content);
        QVERIFY(loaded.error().message.find("bad.json") != std::string::npos);
    }
    QVERIFY(!loadKnowledge("/nowhere").has_value());
}

void tst_knowledge::everyFactHasSourceAndDate()
{
    for (const FactCitation& fact : m_knowledge->allFacts()) {
        QVERIFY2(!fact.source.empty(), fact.id.c_str());
        QCOMPARE(fact.date.size(), 10U);
        QVERIFY2(!fact.text.empty() && fact.text != fact.id, fact.id.c_str());
    }
    QVERIFY(m_knowledge->allFacts().size() > 150);
}

QTEST_GUILESS_MAIN(tst_knowledge)
#include "tst_knowledge.moc"
