#include "core/python/project_name.h"
#include "core/python/requirement.h"
#include "core/python/tag.h"

#include <QTest>

using namespace pinwheel;

class RequirementTest : public QObject
{
    Q_OBJECT

private slots:
    void readsAndPrints_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("printed");
        QTest::newRow("a name") << " torch " << "torch";
        QTest::newRow("extras, sorted and once") << "a[ y , x,y ]" << "a[x,y]";
        QTest::newRow("clauses") << "a >=1 , <2" << "a>=1,<2";
        QTest::newRow("clauses in parentheses") << "a (>=1,)" << "a>=1";
        QTest::newRow("empty parentheses") << "a()" << "a";
        QTest::newRow("an address")
            << "a @ https://h/a.whl#sha256=0" << "a@ https://h/a.whl#sha256=0";
        QTest::newRow("an address and a marker")
            << "a@./x ; extra=='B_c'" << "a@ ./x ; extra == \"b-c\"";
        QTest::newRow("a semicolon without a blank is of the address") << "a @ x;y" << "a@ x;y";
        QTest::newRow("any text behind ===")
            << "a===1.0-x; os.name<'b'" << "a===1.0-x; os_name < \"b\"";
        QTest::newRow("a line break at the end") << "a>=1\n" << "a>=1";
        QTest::newRow("and before or")
            << "a; (os_name=='x' or extra=='y') and 'z' not  in sys_platform"
            << "a; (os_name == \"x\" or extra == \"y\") and \"z\" not in sys_platform";
        QTest::newRow("an escape in a string")
            << "a; os_name == '\\x41\\q'" << "a; os_name == \"A\\\\q\"";
    }
    void readsAndPrints()
    {
        QFETCH(QString, text);
        const auto requirement = parseRequirement(text.toStdString());
        QVERIFY2(requirement, requirement ? "" : requirement.error().message.c_str());
        QTEST(QString::fromStdString(requirement->toString()), "printed");
        QVERIFY(parseRequirement(requirement->toString()) == requirement);
    }

    void refusalTellsThePlace_data()
    {
        QTest::addColumn<QString>("marked"); // The mistake stands at «.
        for (const char* marked :
             {"«", " «-a", "a «b", "a«[x", "a[x,«]", "a «(>=1", "a >=1«.*", "a>=1; «",
              "a; os_name «", "a; os_name == «b", "a; «(os_name == 'b'", "a; os_name == 'b' «c",
              "a @ «", "a @ u «v", "a; os_name not «'b'", "a; os_name == «'\\x4'", "a «>=x",
              "a>=1 «>=2"})
            QTest::newRow(marked) << marked;
    }
    void refusalTellsThePlace()
    {
        QFETCH(QString, marked);
        const std::string text = QString(marked).remove(u'«').toStdString();
        const auto requirement = parseRequirement(text);
        QVERIFY(!requirement);
        QCOMPARE(requirement.error().position, std::size_t(marked.indexOf(u'«')));
        QVERIFY(!requirement.error().message.empty());
    }

    void evaluates_data()
    {
        QTest::addColumn<QString>("marker");
        QTest::addColumn<QString>("value"); // true, false, error
        QTest::newRow("versions compare as versions") << "python_version < '3.9'" << "false";
        QTest::newRow("a version prefix") << "python_version == '3.*'" << "true";
        QTest::newRow("the other way round") << "'3.9' < python_version" << "true";
        QTest::newRow("text compares as text") << "sys_platform == 'linux'" << "true";
        QTest::newRow("in") << "'linu' in sys_platform" << "true";
        QTest::newRow("not in a list of words") << "sys_platform not in 'win32 darwin'" << "true";
        QTest::newRow("extras compare by their normal names") << "extra == 'Dev_Test'" << "true";
        QTest::newRow("and binds closer than or")
            << "os_name == 'posix' or os_name == 'a' and os_name == 'b'" << "true";
        QTest::newRow("a string may name a variable") << "'posix' == 'os_name'" << "true";
        QTest::newRow("no variable at all") << "'a' == 'b'" << "error";
        QTest::newRow("a version is compared with text") << "sys_platform >= '3'" << "error";
        QTest::newRow("compatible with text") << "sys_platform ~= 'linux'" << "error";
        QTest::newRow("a mistake behind a clear answer")
            << "os_name == 'posix' or sys_platform >= '3'" << "error";
        QTest::newRow("the kernel's release is not known") << "platform_release == ''" << "true";
    }
    void evaluates()
    {
        QFETCH(QString, marker);
        MarkerEnvironment environment =
            linuxEnvironment({.major = 3, .minor = 10, .micro = 12}, "x86_64");
        environment.extra = "dev-test";
        const auto parsed = parseMarker(marker.toStdString());
        QVERIFY(parsed);
        const auto value = parsed->evaluate(environment);
        QTEST(QString(!value ? "error" : (*value ? "true" : "false")), "value");
    }

    void nestingIsBounded()
    {
        const std::string deep = std::string(100'000, '(') + "os_name == 'x'";
        QVERIFY(!parseMarker(deep));
        QVERIFY(parseMarker(std::string(150, '(') + "os_name == 'x'" + std::string(150, ')')));
    }

    void knowsTheVariablesItNames()
    {
        const auto marker =
            parseMarker("python_version < '3' and (extra == 'os_name' or 'x' in sys_platform)");
        QVERIFY(marker->mentions("extra") && marker->mentions("sys_platform")
                && !marker->mentions("os_name"));
    }

    void namesAreNormalized()
    {
        QCOMPARE(normalizedName("Ruamel._-.Yaml"), std::string("ruamel-yaml"));
        QVERIFY(isSameProject("typing_extensions", "Typing-Extensions"));
        QVERIFY(isValidName("a") && isValidName("A.b-c_9"));
        QVERIFY(!isValidName("") && !isValidName("-a") && !isValidName("a_") && !isValidName("a b")
                && !isValidName("é"));
    }
};

QTEST_APPLESS_MAIN(RequirementTest)
#include "tst_requirement.moc"
