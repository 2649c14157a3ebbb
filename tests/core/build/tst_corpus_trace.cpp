#include "core/build/interpret.h"
#include "core/dockerfile/dockerfile_names.h"
#include "core/knowledge/knowledge.h"
#include "tests/support/audit_project.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace pinwheel;

/// How much of the install commands of real Dockerfiles is understood, as a table. The cases lie
/// beside the source tree and are not part of it.
class tst_corpus_trace : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void installCommandsAreUnderstood();

private:
    QString m_folder;
};

namespace {

/// Install commands of one tool by how far they are known.
struct Counts {
    int known = 0;
    int projectMissing = 0; ///< installs a project of which the case holds no file
    int partly = 0;
    int unknown = 0;

    [[nodiscard]] int all() const { return known + projectMissing + partly + unknown; }
    /// Of the commands whose files are there.
    [[nodiscard]] int share() const
    {
        return all() == projectMissing ? 100 : 100 * known / (all() - projectMissing);
    }
};

QString row(const QString& name, const Counts& counts)
{
    return QStringLiteral("%1 %2 %3 %4 %5 %6 %7%\n")
        .arg(name, -14)
        .arg(counts.all(), 8)
        .arg(counts.known, 6)
        .arg(counts.projectMissing, 16)
        .arg(counts.partly, 7)
        .arg(counts.unknown, 8)
        .arg(counts.share(), 6);
}

/// The folder inside a case that the build's context is.
std::string contextOf(const QString& folder)
{
    QFile file(folder + "/case.json");
    if (!file.open(QFile::ReadOnly)) return {};
    const QString root =
        QJsonDocument::fromJson(file.readAll()).object()["context_root"].toString(".");
    return root == "." ? std::string() : root.toStdString();
}

} // namespace

void tst_corpus_trace::initTestCase()
{
    m_folder = QStringLiteral(PINWHEEL_SOURCE_DIR "/../shared/corpus");
    if (!QDir(m_folder).exists()) QSKIP("the corpus does not lie beside the source tree");
}

void tst_corpus_trace::installCommandsAreUnderstood()
{
    QMap<QString, Counts> tools;
    QStringList open;
    int dockerfiles = 0;
    for (const QString& name :
         QDir(m_folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        const QString folder = m_folder + "/" + name;
        const AuditServices services = test::servicesForFolder(folder.toStdString());
        for (const std::string& dockerfile : findDockerfiles(*services.files)) {
            const auto audit = runAudit({.dockerfile = dockerfile,
                                         .context = contextOf(folder),
                                         .resolve = false,
                                         .proveFixes = false},
                                        services);
            QVERIFY2(audit.has_value(), qPrintable(name));
            ++dockerfiles;
            const BuildTrace& trace = (*audit)->model.trace;
            QVERIFY2(!trace.stages.empty(), qPrintable(name));
            for (const InstallStep& step : trace.installs) {
                Counts& counts = tools[QString::fromStdString(step.tool)];
                switch (step.completeness) {
                case Completeness::Known:
                    ++counts.known;
                    break;
                case Completeness::ProjectMissing:
                    ++counts.projectMissing;
                    break;
                case Completeness::Partly:
                    ++counts.partly;
                    break;
                case Completeness::Unknown:
                    ++counts.unknown;
                    break;
                }
                if (step.completeness == Completeness::Known) continue;
                open.append(name + ": " + QString::fromStdString(step.text).left(160));
                for (const std::string& note : step.notes)
                    open.append("    " + QString::fromStdString(note));
            }
        }
    }
    QString table = QStringLiteral("\n%1 Dockerfiles\n%2 commands  known  project missing  partly  "
                                   "unknown  known of the rest\n")
                        .arg(dockerfiles)
                        .arg("tool", -14);
    Counts python;
    for (auto it = tools.cbegin(); it != tools.cend(); ++it) {
        table += row(it.key(), it.value());
        if (it.key() != "pip" && it.key() != "uv" && it.key() != "conda" && it.key() != "mamba"
            && it.key() != "micromamba")
            continue;
        python.known += it.value().known;
        python.projectMissing += it.value().projectMissing;
        python.partly += it.value().partly;
        python.unknown += it.value().unknown;
    }
    table += row("pip, uv, conda", python);
    qInfo().noquote() << table;
    if (qEnvironmentVariableIsSet("PINWHEEL_CORPUS_DETAILS"))
        for (const QString& line : open)
            qInfo().noquote() << line;
    QVERIFY(dockerfiles > 0);
    QVERIFY2(100 * python.known >= 90 * python.all(),
             "fewer than nine of ten pip, uv and conda commands are fully known");
}

QTEST_GUILESS_MAIN(tst_corpus_trace)
#include "tst_corpus_trace.moc"
