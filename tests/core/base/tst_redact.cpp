#include "core/base/redact.h"

#include <QTest>

using namespace pinwheel;

class TestRedact : public QObject
{
    Q_OBJECT

private slots:
    void hidesSecretsAndNothingElse_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("shown");
        const auto row = [](const char* name, const char* text, const char* shown) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(shown);
        };
        row("user and password in a URL", "--index-url https://user:pw@host/simple",
            "--index-url https://***@host/simple");
        row("token alone in a URL", "https://ghp_abc@github.com/x.git",
            "https://***@github.com/x.git");
        row("password with an at sign", "https://u:p@ss@host/x", "https://***@host/x");
        row("two URLs", "https://a:b@h1 https://c:d@h2", "https://***@h1 https://***@h2");
        row("URL without credentials", "https://host/a@b", "https://host/a@b");
        row("git user", "git+ssh://git@github.com/x.git", "git+ssh://git@github.com/x.git");
        row("variable instead of a value", "https://${TOKEN}@host/", "https://${TOKEN}@host/");
        row("secret variable", "ENV API_TOKEN=abc123 OTHER=x", "ENV API_TOKEN=*** OTHER=x");
        row("quoted secret", "PASSWORD=\"a b\"", "PASSWORD=\"***\"");
        row("quote that is not closed", "PASSWORD=\"a b", "PASSWORD=\"*** b");
        row("secret that is a variable", "PASSWORD=$PW", "PASSWORD=$PW");
        row("pin is no secret", "tokenizers==0.15.0", "tokenizers==0.15.0");
        row("query string", "https://h/x?token=abc&y=1", "https://h/x?token=***&y=1");
        row("tokenizer is no token", "ENV TOKENIZERS_PARALLELISM=false API_TOKENS=a",
            "ENV TOKENIZERS_PARALLELISM=false API_TOKENS=***");
        row("option with its value behind a blank", "tool --api-token abc123 --retries 3",
            "tool --api-token *** --retries 3");
        row("quoted value of an option", "tool --password 'abc' x", "tool --password '***' x");
        row("option without a value", "tool --password --yes", "tool --password --yes");
        row("password from standard input", "docker login --password-stdin host",
            "docker login --password-stdin host");
        row("variable behind an option", "tool --token $TOKEN", "tool --token $TOKEN");
        row("ENV with a blank", "ENV DB_PASSWORD abc\nENV LANG C",
            "ENV DB_PASSWORD ***\nENV LANG C");
        row("netrc", "echo 'machine h login bob password abc' > .netrc",
            "echo 'machine h login bob password ***' > .netrc");
        row("netrc over several lines", "machine h\n  login bob\n  password abc\n",
            "machine h\n  login bob\n  password ***\n");
        row("the word password in a sentence", "the password is wrong", "the password is wrong");
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
