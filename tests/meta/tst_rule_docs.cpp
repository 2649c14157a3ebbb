#include "../rules/rule_page.h"
#include "core/base/installation.h"
#include "core/rules/rule.h"
#include "core/text/file_provider.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

#include <set>

using namespace pinwheel;

/// Each rule has a complete page and an id of its own.
class tst_rule_docs : public QObject
{
    Q_OBJECT

private slots:
    void idsAndNamesAreUnique();
    void everyRuleHasItsPage();
    void everyPageHasItsRule();
    void aliasesAreUnique();
};

void tst_rule_docs::idsAndNamesAreUnique()
{
    static const QRegularExpression id("^PIN[1-9][0-9]{2}$");
    static const QRegularExpression name("^[a-z][a-z0-9-]+$");
    std::set<std::string_view> seen;
    std::string_view last;
    for (const Rule& rule : allRules()) {
        QVERIFY(id.match(QString::fromUtf8(rule.info.id)).hasMatch());
        QVERIFY(name.match(QString::fromUtf8(rule.info.name)).hasMatch());
        QVERIFY2(seen.insert(rule.info.id).second, std::string(rule.info.id).c_str());
        QVERIFY2(seen.insert(rule.info.name).second, std::string(rule.info.name).c_str());
        QVERIFY2(last < rule.info.id, "the table is in the order of the ids");
        last = rule.info.id;
        QVERIFY(!rule.info.family.empty());
        QVERIFY(rule.info.summary.ends_with('.'));
    }
}

void tst_rule_docs::everyRuleHasItsPage()
{
    for (const Rule& rule : allRules()) {
        const std::string id(rule.info.id);
        const auto text = readTextFile(dataFolder() / "rules" / (id + ".md"));
        QVERIFY2(text.has_value(), id.c_str());
        const RulePage page = readRulePage(*text);
        QCOMPARE(page.title, id + " " + std::string(rule.info.name));
        QVERIFY2(text->find(rule.info.summary) != std::string::npos, id.c_str());
        QVERIFY2(!page.good.empty(), id.c_str());
        QVERIFY2(!page.headings.empty() && page.headings.front() == "Why", id.c_str());
        for (const std::string_view alias : rule.info.aliases)
            QVERIFY2(text->find(alias) != std::string::npos, id.c_str());
    }
}

void tst_rule_docs::everyPageHasItsRule()
{
    for (const QString& page :
         QDir(QStringLiteral(PINWHEEL_SOURCE_DIR "/resources/rules")).entryList({"PIN*.md"}))
        QVERIFY2(findRule(page.chopped(3).toStdString()) != nullptr, qPrintable(page));
}

void tst_rule_docs::aliasesAreUnique()
{
    std::set<std::string_view> seen;
    for (const Rule& rule : allRules())
        for (const std::string_view alias : rule.info.aliases)
            QVERIFY2(seen.insert(alias).second, std::string(alias).c_str());
}

QTEST_GUILESS_MAIN(tst_rule_docs)
#include "tst_rule_docs.moc"
