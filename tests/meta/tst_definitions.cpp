#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

/// One name, one type: where two files define different types of the same name in the same
/// namespace, the linker keeps one of each pair of inline functions, and the other file then works
/// on memory of the wrong shape. No compiler notices.
class tst_definitions : public QObject
{
    Q_OBJECT

private slots:
    void everyTypeHasOneDefinition();
    void readerSeesRepeatedNames();
};

namespace {

/// The types that a file defines directly in a named namespace, "pinwheel::shell::Word". What
/// stands in an unnamed one is the file's own. Sources are formatted by clang-format: a definition
/// at namespace scope begins in the first column.
QStringList typesDefinedIn(const QString& text)
{
    static const QRegularExpression opening(R"(^(?:inline )?namespace ?([\w:]*) \{)");
    static const QRegularExpression type(
        R"(^(?:template <.*> ?)?(?:struct|class|enum class|enum) (?:alignas\(\w+\) )?(\w+)(?: final)?(?: :.*| \{.*)?$)");
    QStringList spaces;
    QStringList types;
    for (const QString& line : text.split('\n')) {
        if (const auto match = opening.match(line); match.hasMatch()) {
            // "namespace a { class B; }" is over with its line.
            if (!line.contains('}')) spaces.append(match.captured(1));
        } else if (line.startsWith("} // namespace")) {
            if (!spaces.isEmpty()) spaces.removeLast();
        } else if (const auto found = type.match(line);
                   found.hasMatch() && !spaces.isEmpty() && !spaces.contains(QString())) {
            types.append(spaces.join("::") + "::" + found.captured(1));
        }
    }
    return types;
}

} // namespace

void tst_definitions::everyTypeHasOneDefinition()
{
    QHash<QString, QString> places;
    QStringList repeated;
    for (const char* const top : {"core", "ui", "app"}) {
        QDirIterator all(QStringLiteral(PINWHEEL_SOURCE_DIR "/") + top, {"*.h", "*.cpp"},
                         QDir::Files, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            QFile file(all.next());
            QVERIFY(file.open(QFile::ReadOnly));
            for (const QString& type : typesDefinedIn(QString::fromUtf8(file.readAll()))) {
                if (places.contains(type))
                    repeated.append(type + " in " + places[type] + " and " + file.fileName());
                places[type] = file.fileName();
            }
        }
    }
    QVERIFY(places.size() > 400);
    QVERIFY2(repeated.isEmpty(), qPrintable(repeated.join('\n')));
}

void tst_definitions::readerSeesRepeatedNames()
{
    const QString text = "namespace a {\n"
                         "namespace {\nstruct Own {\n};\n} // namespace\n"
                         "struct Shape {\n};\nclass Circle final : public Shape\n{\n};\n"
                         "class Later;\nstruct Shape::Inner {\n};\n"
                         "enum class Kind { A, B };\nstruct Unopened\n{\n};\n"
                         "} // namespace a\n";
    const QStringList expected {"a::Shape", "a::Circle", "a::Kind", "a::Unopened"};
    QCOMPARE(typesDefinedIn(text), expected);
}

QTEST_GUILESS_MAIN(tst_definitions)
#include "tst_definitions.moc"
