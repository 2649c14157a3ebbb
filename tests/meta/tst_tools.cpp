// Tests that ask another program are skipped where it is missing, so that a user without it can run
// the others. Where packaging/toolbox/packages.txt has been installed none may be missing: a skip
// there would test nothing.

#include <QStandardPaths>
#include <QTest>

class TestTools : public QObject
{
    Q_OBJECT

private slots:
    void isInstalled_data()
    {
        QTest::addColumn<QString>("program");
        for (const char* program : {"appstreamcli", "cmark-gfm", "dash", "desktop-file-validate",
                                    "fish", "git", "mandoc", "nginx", "patch", "pdffonts",
                                    "pdfinfo", "pdftotext", "python3", "qpdf", "tidy", "zsh"})
            QTest::newRow(program) << QString::fromLatin1(program);
    }
    void isInstalled()
    {
        QFETCH(QString, program);
        if (!qEnvironmentVariableIsSet("PINWHEEL_INSIDE") && !qEnvironmentVariableIsSet("CI"))
            QSKIP("neither the toolbox nor a CI machine");
        QVERIFY2(!QStandardPaths::findExecutable(program).isEmpty(),
                 "packages.txt is to install it");
    }
};

QTEST_GUILESS_MAIN(TestTools)
#include "tst_tools.moc"
