#include "core/text/line_diff.h"

#include <QTest>

using namespace pinwheel;

class TestLineDiff : public QObject
{
    Q_OBJECT

private slots:
    void equalTextsGiveNoDiff() { QCOMPARE(unifiedDiff("f", "a\nb\n", "a\nb\n"), std::string()); }

    void hunkHasContextAndCounts()
    {
        QCOMPARE(unifiedDiff("f", "1\n2\n3\n4\n5\n", "1\n2\nx\n4\n5\n", 1),
                 std::string("--- a/f\n+++ b/f\n@@ -2,3 +2,3 @@\n 2\n-3\n+x\n 4\n"));
    }

    void missingNewlineAtTheEndIsSaid()
    {
        QCOMPARE(unifiedDiff("f", "a", "b"),
                 std::string("--- a/f\n+++ b/f\n@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of "
                             "file\n+b\n\\ No newline at end of file\n"));
    }

    void insertionIntoAnEmptyTextNamesLineZero()
    {
        QCOMPARE(unifiedDiff("f", "", "a\n"),
                 std::string("--- a/f\n+++ b/f\n@@ -0,0 +1,1 @@\n+a\n"));
    }

    void distantChangesAreTwoHunks()
    {
        const std::string before = "a\n1\n2\n3\n4\n5\n6\n7\n8\nb\n";
        const std::string after = "A\n1\n2\n3\n4\n5\n6\n7\n8\nB\n";
        QCOMPARE(QByteArray::fromStdString(unifiedDiff("f", before, after, 1)).count("@@ -"), 2);
    }

    void keepsTheMostLines()
    {
        int same = 0;
        for (const DiffLine& line : diffLines("a\nb\nc\nd\n", "b\nx\nd\n"))
            same += line.kind == DiffLine::Kind::Same;
        QCOMPARE(same, 2);
    }
};

QTEST_APPLESS_MAIN(TestLineDiff)
#include "tst_line_diff.moc"
