#include "ui/session/crash_journal.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QUuid>

#include <cerrno>
#include <csignal>
#include <unistd.h>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostBytes = 64LL << 20;

QString toText(const QByteArray& bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}
QByteArray fromText(const QJsonValue& value)
{
    return QByteArray::fromBase64(value.toString().toLatin1());
}

bool isRunning(qint64 process)
{
    return process > 0 && (::kill(static_cast<pid_t>(process), 0) == 0 || errno == EPERM);
}

std::optional<JournaledSession> readJournal(const QString& path)
{
    QFile file(path);
    if (file.size() > mostBytes || !file.open(QIODevice::ReadOnly)) return std::nullopt;
    const QJsonObject object = QJsonDocument::fromJson(file.readAll()).object();
    if (object.isEmpty() || isRunning(object["process"_L1].toInteger())) return std::nullopt;
    JournaledSession session {.folder = object["folder"_L1].toString(),
                              .dockerfile = object["dockerfile"_L1].toString(),
                              .files = {},
                              .journal = path};
    const QJsonArray files = object["files"_L1].toArray();
    for (const QJsonValue& value : files)
        session.files.push_back({.path = value["path"_L1].toString(),
                                 .text = fromText(value["text"_L1]),
                                 .savedText = fromText(value["saved"_L1])});
    if (session.files.empty() || session.folder.isEmpty()) return std::nullopt;
    return session;
}

} // namespace

QString CrashJournal::folder()
{
    const QString state =
        qEnvironmentVariable("XDG_STATE_HOME", QDir::homePath() + u"/.local/state"_s);
    return state + u"/pinwheel/journal"_s;
}

CrashJournal::CrashJournal(Workspace* workspace, QObject* parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_file(folder() + u'/' + QString::number(::getpid()) + u'-'
             + QUuid::createUuid().toString(QUuid::Id128) + u".json"_s)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(delayMs);
    connect(&m_timer, &QTimer::timeout, this, &CrashJournal::write);
    // Not restarted by every letter: while somebody types on, the journal is still written every
    // delay.
    const auto soon = [this] {
        if (!m_timer.isActive()) m_timer.start();
    };
    connect(workspace, &Workspace::textChanged, this, soon);
    connect(workspace, &Workspace::modifiedChanged, this, soon);
}

CrashJournal::~CrashJournal()
{
    discard();
}

void CrashJournal::discard()
{
    m_timer.stop();
    QFile::remove(m_file);
}

void CrashJournal::write()
{
    m_timer.stop();
    QJsonArray files;
    for (const Document* const document : m_workspace->documents()) {
        if (!document->isModified() || document->place().file.empty()) continue;
        files.append(QJsonObject {{u"path"_s, document->path()},
                                  {u"text"_s, toText(document->bytes())},
                                  {u"saved"_s, toText(document->savedBytes())}});
    }
    if (files.isEmpty()) return discard();
    QDir().mkpath(folder());
    QFile::setPermissions(folder(),
                          QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    QSaveFile file(m_file);
    if (!file.open(QIODevice::WriteOnly))
        return; // No state folder: the text is still in the window.
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    file.write(QJsonDocument(QJsonObject {{u"process"_s, static_cast<qint64>(::getpid())},
                                          {u"folder"_s,
                                           QString::fromStdString(m_workspace->folder().string())},
                                          {u"dockerfile"_s, m_dockerfile},
                                          {u"files"_s, files}})
                   .toJson(QJsonDocument::Compact));
    file.commit();
}

std::vector<JournaledSession> CrashJournal::abandoned()
{
    std::vector<JournaledSession> sessions;
    const QDir dir(folder());
    for (const QString& name : dir.entryList({u"*.json"_s}, QDir::Files, QDir::Time))
        if (auto session = readJournal(dir.filePath(name))) sessions.push_back(std::move(*session));
    return sessions;
}

} // namespace pinwheel
