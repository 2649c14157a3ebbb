// JSON, SARIF and CycloneDX reports of every example against their schemas, by Python's jsonschema.

#include "core/report/report.h"
#include "tests/core/report/hostile_audit.h"
#include "tests/support/audit_project.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace pinwheel;
using namespace pinwheel::test;

namespace {

const QString source = QStringLiteral(PINWHEEL_SOURCE_DIR);
const QString npm = QStringLiteral(PINWHEEL_NPM_DIR);

QString schemaOf(ReportFormat format)
{
    if (format == ReportFormat::Json) return source + "/resources/schemas/audit.schema.json";
    if (format == ReportFormat::Sarif)
        return npm + "/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json";
    return npm + "/@cyclonedx/cyclonedx-library/res/schema/bom-1.6.SNAPSHOT.schema.json";
}

// Schemas that a schema names by file (spdx, jsf) stand beside it.
const QByteArray validator = R"py(
import json, os, sys, warnings
warnings.filterwarnings("ignore")
import jsonschema
schema_path, document_path = sys.argv[1:]
schema = json.load(open(schema_path, encoding="utf-8"))
identity = schema.get("$id", schema.get("id", ""))
store = {}
folder = os.path.dirname(schema_path)
for name in os.listdir(folder):
    if name.endswith(".json"):
        other = json.load(open(os.path.join(folder, name), encoding="utf-8"))
        for key in ("$id", "id"): # draft 4 says "id"
            if isinstance(other.get(key), str): store[other[key]] = other
        base = identity.rsplit("/", 1)[0]
        store[base + "/" + name.replace(".SNAPSHOT", "")] = other
kind = jsonschema.validators.validator_for(schema)
resolver = jsonschema.RefResolver(identity, schema, store=store)
errors = list(kind(schema, resolver=resolver).iter_errors(json.load(open(document_path, encoding="utf-8"))))
for error in errors[:5]:
    print("/".join(map(str, error.absolute_path)), error.message[:300])
sys.exit(1 if errors else 0)
)py";

} // namespace

class TestSchemas : public QObject
{
    Q_OBJECT

private slots:
    void reportsAreValid_data()
    {
        QTest::addColumn<QString>("example");
        QTest::addColumn<int>("format");
        QStringList examples =
            QDir(source + "/resources/examples").entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        QVERIFY(examples.size() >= 6);
        examples << QString(); // an audit made of hostile texts
        for (const QString& example : examples)
            for (const ReportFormat format :
                 {ReportFormat::Json, ReportFormat::Sarif, ReportFormat::CycloneDx}) {
                const QString name = QString::number(static_cast<int>(format)) + " of "
                    + (example.isEmpty() ? "hostile texts" : example);
                QTest::newRow(qPrintable(name)) << example << static_cast<int>(format);
            }
    }
    void reportsAreValid()
    {
        QFETCH(QString, example);
        QFETCH(int, format);
        const QString schema = schemaOf(static_cast<ReportFormat>(format));
        if (!QFile::exists(schema))
            QSKIP("the schema is not at hand (npm packages of packaging/toolbox)");
        QTemporaryDir folder;
        QFile script(folder.filePath("validate.py"));
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write(validator);
        script.close();
        std::string text;
        if (example.isEmpty()) {
            text = renderReport(static_cast<ReportFormat>(format),
                                auditWithText("\xff<a|b>\x1b\n\"'`"));
        } else {
            const auto audit = runAudit(
                {}, servicesForFolder((source + "/resources/examples/" + example).toStdString()));
            QVERIFY2(audit, audit ? "" : audit.error().message.c_str());
            text = renderReport(static_cast<ReportFormat>(format), **audit,
                                {.project = example.toStdString(), .toolVersion = "0.1.0"});
        }
        QFile document(folder.filePath("document.json"));
        QVERIFY(document.open(QIODevice::WriteOnly));
        document.write(text.data(), static_cast<qint64>(text.size()));
        document.close();
        QProcess process;
        process.start(QStringLiteral("python3"), {script.fileName(), schema, document.fileName()});
        QVERIFY(process.waitForFinished());
        const QByteArray said = process.readAllStandardOutput() + process.readAllStandardError();
        if (said.contains("No module named 'jsonschema'"))
            QSKIP("python3-jsonschema is not installed");
        QVERIFY2(process.exitCode() == 0, said.constData());
    }
};

QTEST_APPLESS_MAIN(TestSchemas)
#include "tst_schemas.moc"
