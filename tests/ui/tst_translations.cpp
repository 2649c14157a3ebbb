#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace {

struct Message {
    QString context;
    QString source;
    QStringList translations;
    bool isPlural = false;
    bool isUnfinished = false;
};

QString pathOf(const QString& language)
{
    return QStringLiteral(PINWHEEL_SOURCE_DIR)
        + u"/resources/translations/pinwheel_%1.ts"_s.arg(language);
}

std::vector<Message> messagesIn(const QString& path)
{
    std::vector<Message> messages;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return messages;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement) continue;
        const QStringView name = xml.name();
        if (name == "name"_L1)
            context = xml.readElementText();
        else if (name == "message"_L1)
            messages.push_back({.context = context,
                                .source = {},
                                .translations = {},
                                .isPlural = xml.attributes().value("numerus"_L1) == "yes"_L1});
        else if (name == "source"_L1)
            messages.back().source = xml.readElementText();
        else if (name == "translation"_L1) {
            messages.back().isUnfinished = !xml.attributes().value("type"_L1).isEmpty();
            if (!messages.back().isPlural) messages.back().translations += xml.readElementText();
        } else if (name == "numerusform"_L1)
            messages.back().translations += xml.readElementText();
    }
    return messages;
}

std::vector<Message> messagesOf(const QString& language)
{
    return messagesIn(pathOf(language));
}

/// The text of string literals that stand beside each other.
QString literalText(const QString& literals)
{
    static const QRegularExpression literal(u"\"((?:[^\"\\\\]|\\\\.)*)\""_s);
    QString text;
    for (const QRegularExpressionMatch& match : literal.globalMatch(literals)) {
        QString part = match.captured(1);
        part.replace(u"\\\""_s, u"\""_s).replace(u"\\n"_s, u"\n"_s).replace(u"\\\\"_s, u"\\"_s);
        text += part;
    }
    return text;
}

/// A text that the window asks a translation for, and the name of the class that asks.
struct Asked {
    QString place;
    QString context; ///< "MainWindow", as in the code; for translate() as given
    QString text;
};

std::vector<Asked> askedTexts()
{
    static const QRegularExpression definition(u"^(?:[A-Za-z].*?\\b)?(\\w+)::~?\\w+\\("_s,
                                               QRegularExpression::MultilineOption);
    static const QRegularExpression call(
        u"(?:\\b(\\w+)::)?\\b(tr|translate)\\(\\s*((?:\"(?:[^\"\\\\]|\\\\.)*\"\\s*)+)(?:,\\s*((?:\"(?:[^\"\\\\]|\\\\.)*\"\\s*)+))?"_s);
    std::vector<Asked> asked;
    for (const QString& folder : {u"/ui"_s, u"/app/workbench"_s}) {
        QDirIterator files(QStringLiteral(PINWHEEL_SOURCE_DIR) + folder, {u"*.cpp"_s}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly)) continue;
            const QString code = QString::fromUtf8(file.readAll());
            for (const QRegularExpressionMatch& match : call.globalMatch(code)) {
                const QString owner = match.captured(1);
                const bool isTranslate = match.captured(2) == "translate"_L1;
                QString context = owner == "QObject"_L1 ? owner : u"pinwheel::"_s + owner;
                if (isTranslate)
                    context = literalText(match.captured(3));
                else if (owner.isEmpty())
                    for (const QRegularExpressionMatch& before :
                         definition.globalMatch(code.left(match.capturedStart())))
                        context = u"pinwheel::"_s + before.captured(1);
                asked.push_back({.place = files.filePath(),
                                 .context = context,
                                 .text = literalText(match.captured(isTranslate ? 4 : 3))});
            }
        }
    }
    return asked;
}

/// "%1", "%n" of a text, sorted.
QStringList placeholders(const QString& text)
{
    static const QRegularExpression form(u"%(?:L?\\d+|n)"_s);
    QStringList found;
    for (const QRegularExpressionMatch& match : form.globalMatch(text))
        found += match.captured();
    found.sort();
    found.removeDuplicates();
    return found;
}

} // namespace

/// German is whole: whatever the window says, it says in German as well.
class TestTranslations : public QObject
{
    Q_OBJECT

private slots:
    void everyMessageIsTranslated()
    {
        const std::vector<Message> messages = messagesOf(u"de"_s);
        QVERIFY(messages.size() > 500);
        for (const Message& message : messages) {
            const QString words = message.context + u": "_s + message.source;
            QVERIFY2(!message.isUnfinished, qPrintable(words));
            QCOMPARE(message.translations.size(), message.isPlural ? 2 : 1);
            for (const QString& translation : message.translations) {
                QVERIFY2(!translation.isEmpty(), qPrintable(words));
                if (!message.isPlural)
                    QVERIFY2(placeholders(translation) == placeholders(message.source),
                             qPrintable(words + u" → "_s + translation));
            }
        }
    }

    void everyTextOfTheWindowHasItsMessage()
    {
        QSet<std::pair<QString, QString>> known;
        for (const Message& message : messagesOf(u"de"_s))
            known.insert({message.context, message.source});
        const std::vector<Asked> asked = askedTexts();
        QVERIFY(asked.size() > 500);
        QStringList missing;
        for (const Asked& text : asked)
            if (!text.text.isEmpty() && !known.contains({text.context, text.text}))
                missing +=
                    text.place.section(u'/', -1) + u": "_s + text.context + u": "_s + text.text;
        QVERIFY2(missing.isEmpty(), qPrintable(u"\n"_s + missing.join(u'\n')));
    }

    /// lupdate (Qt 6.8) runs for ever over a count that is a call with two arguments.
    void lupdateEndsAndHasNothingToChange()
    {
        const QTemporaryDir folder;
        const QString copy = folder.filePath(u"pinwheel_de.ts"_s);
        QVERIFY(QFile::copy(pathOf(u"de"_s), copy));
        QProcess lupdate;
        lupdate.setWorkingDirectory(QStringLiteral(PINWHEEL_SOURCE_DIR));
        lupdate.setProcessChannelMode(QProcess::MergedChannels);
        lupdate.start(QStringLiteral(PINWHEEL_LUPDATE),
                      {u"-silent"_s, u"-I"_s, u"."_s, u"-locations"_s, u"none"_s, u"ui"_s,
                       u"app/workbench"_s, u"-ts"_s, copy});
        if (!lupdate.waitForStarted()) QSKIP("lupdate is not here");
        QVERIFY2(lupdate.waitForFinished(120'000), lupdate.readAll().constData());
        QCOMPARE(lupdate.exitCode(), 0);
        const std::vector<Message> messages = messagesIn(copy);
        QCOMPARE(messages.size(), messagesOf(u"de"_s).size());
        for (const Message& message : messages)
            QVERIFY2(!message.isUnfinished, qPrintable(message.context + u": "_s + message.source));
    }

    void pluralsAreWholeInEnglish()
    {
        QSet<std::pair<QString, QString>> known;
        for (const Message& message : messagesOf(u"en"_s))
            known.insert({message.context, message.source});
        for (const Message& message : messagesOf(u"de"_s))
            if (message.isPlural)
                QVERIFY2(known.contains({message.context, message.source}),
                         qPrintable(message.context + u": "_s + message.source));
    }
};

QTEST_APPLESS_MAIN(TestTranslations)
#include "tst_translations.moc"
