#include "core/base/redact.h"

#include <QTest>

using namespace pinwheel;

class TestRedact : public QObject {
    Q_OBJECT

private slots:
    void hidesSecretsAndNothingElse_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("shown");
        const auto row = [](const char* name, const char* text, const char* shown) { QTest::newRow(name) << QByteArray(text) << QByteArray(shown); };
        row("user and password in a URL", "--index-url https://user:pw@host/simple", "--index-url https://***@host/simple");
        row("token alone in a URL", "https://ghp_abc@github.com/x.git", "https://***@github.com/x.git");
        row("password with an at sign", "https://u:p@ss@host/x", "https://***@host/x");
        row("two URLs", "https://a:b@h1 https://c:d@h2", "https://***@h1 https://***@h2");
        row("URL without credentials", "https://host/a@b", "https://host/a@b");
        row("git user", "git+ssh://git@github.com/x.git", "git+ssh://git@github.com/x.git");
        row("variable instead of a value", "https://${TOKEN}@host/", "https://${TOKEN}@host/");
        row("secret variable", "ENV API_TOKEN=abc123 OTHER=x", "ENV API_TOKEN=*** OTHER=x");
        row("quoted secret", "PASSWORD=\"a b\"", "PASSWORD=\"*** b\"");
        row("secret that is a variable", "PASSWORD=$PW", "PASSWORD=$PW");
        row("pin is no secret", "tokenizers==0.15.0", "tokenizers==0.15.0");
        row("query string", "https://h/x?token=abc&y=1", "https://h/x?token=***&y=1");
        row("plain text", "RUN pip install torch", "RUN pip install torch");
    }
    void hidesSecretsAndNothingElse()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, shown);
        QCOMPARE(QByteArray::fromStdString(redactCredentials(text.toStdString())), shown);
    }

    void hidingTwiceChangesNothing()
    {
        const std::string once = redactCredentials("https://user:pw@host API_KEY=abc");
        QCOMPARE(redactCredentials(once), once);
    }
};

QTEST_APPLESS_MAIN(TestRedact)
#include "tst_redact.moc"
