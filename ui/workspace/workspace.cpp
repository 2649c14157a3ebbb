#include "ui/workspace/workspace.h"

#include "core/text/save_files.h"
#include "ui/qt_text.h"
#include "ui/workspace/text_commands.h"

#include <QFileSystemWatcher>

#include <algorithm>
#include <unistd.h>

namespace pinwheel {

namespace {

QString toQString(const std::filesystem::path& path)
{
    return QString::fromStdString(path.string());
}

std::string toBytes(const QByteArray& bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

QByteArray toQByteArray(std::string_view bytes)
{
    return {bytes.data(), static_cast<qsizetype>(bytes.size())};
}

} // namespace

Workspace::Workspace(QObject* parent)
    : QObject(parent)
    , m_watcher(std::make_unique<QFileSystemWatcher>())
{
    connect(m_watcher.get(), &QFileSystemWatcher::fileChanged, this, &Workspace::checkFile);
}

Workspace::~Workspace() = default;

void Workspace::setFolder(const std::filesystem::path& folder)
{
    if (const QStringList files = m_watcher->files(); !files.isEmpty())
        m_watcher->removePaths(files);
    m_undoStack.clear();
    m_fixSteps.clear();
    emit closed();
    m_documents.clear();
    m_folder = folder;
    removeLeftovers(m_folder);
}

void Workspace::adopt(std::unique_ptr<Document> document)
{
    Document* const added = document.get();
    m_documents.push_back(std::move(document));
    connect(added, &Document::replaced, this, [this, added] {
        if (added->place().origin == TextOrigin::Disk) emit textChanged();
    });
    connect(added, &Document::modifiedChanged, this, &Workspace::modifiedChanged);
    if (!added->place().file.empty()) m_watcher->addPath(toQString(added->place().file));
    emit documentOpened(added);
}

Result<Document*> Workspace::open(const QString& path)
{
    if (Document* const present = find(path)) return present;
    const std::filesystem::path file = m_folder / toStdString(path);
    removeLeftovers(file.parent_path());
    PINWHEEL_TRY(bytes, readTextFile(file));
    Document::Place place {
        .path = path, .file = file, .origin = TextOrigin::Disk, .readOnlyReason = {}};
    if (::access(file.c_str(), W_OK) != 0)
        place.readOnlyReason = tr("This file is write-protected on disk.");
    adopt(std::make_unique<Document>(std::move(place), toQByteArray(bytes)));
    return m_documents.back().get();
}

Document* Workspace::openWritten(const QString& path, const QByteArray& bytes,
                                 const QString& reason)
{
    if (Document* const present = find(path, TextOrigin::Written)) {
        present->resetTo(bytes);
        present->setReadOnlyReason(reason);
        return present;
    }
    adopt(std::make_unique<Document>(
        Document::Place {
            .path = path, .file = {}, .origin = TextOrigin::Written, .readOnlyReason = reason},
        bytes));
    return m_documents.back().get();
}

Document* Workspace::find(const QString& path, TextOrigin origin) const
{
    const auto found =
        std::ranges::find_if(m_documents, [&](const std::unique_ptr<Document>& document) {
            return document->path() == path && document->place().origin == origin;
        });
    return found == m_documents.end() ? nullptr : found->get();
}

std::vector<Document*> Workspace::documents() const
{
    std::vector<Document*> result;
    result.reserve(m_documents.size());
    for (const std::unique_ptr<Document>& document : m_documents)
        result.push_back(document.get());
    return result;
}

bool Workspace::hasModified() const
{
    return std::ranges::any_of(m_documents,
                               [](const auto& document) { return document->isModified(); });
}

Workspace::Snapshot Workspace::snapshot() const
{
    Snapshot result;
    for (const std::unique_ptr<Document>& document : m_documents) {
        if (document->place().origin != TextOrigin::Disk) continue;
        result.texts.emplace(toStdString(document->path()), toBytes(document->bytes()));
        result.revisions.emplace(document->path(), document->revision());
    }
    return result;
}

void Workspace::recordTyping(Document* document, qsizetype begin, const QByteArray& removed,
                             const QByteArray& inserted)
{
    auto* const command = new ReplaceCommand(document, begin, removed, inserted);
    command->setAlreadyDone();
    m_undoStack.push(command);
}

void Workspace::replaceText(Document* document, qsizetype begin, qsizetype removed,
                            const QByteArray& inserted, const QString& title)
{
    if (document->isReadOnly()) return;
    m_undoStack.beginMacro(title);
    m_undoStack.push(
        new ReplaceCommand(document, begin, document->bytes().mid(begin, removed), inserted));
    m_undoStack.endMacro();
}

Result<Document*> Workspace::documentOf(const SourceSet& sources, FileId file)
{
    const SourceText& text = sources.text(file);
    if (text.origin() != TextOrigin::Disk)
        return fail(ErrorCode::Unsupported,
                    text.path() + " is written by the build; edit the line that writes it");
    PINWHEEL_TRY(document, open(pinwheel::toQString(text.path())));
    if (document->isReadOnly())
        return fail(ErrorCode::NotWritable,
                    text.path() + ": " + toStdString(document->place().readOnlyReason));
    return document;
}

Result<void> Workspace::applyEdits(const EditSet& edits, const SourceSet& sources,
                                   const std::map<QString, std::uint64_t>& revisions,
                                   const QString& title)
{
    struct Replacement {
        Document* document = nullptr;
        Span span;
        QByteArray text;
    };
    std::vector<Replacement> replacements;
    for (const TextEdit& edit : edits.edits()) {
        PINWHEEL_TRY(document, documentOf(sources, edit.span.file));
        const auto revision = revisions.find(document->path());
        const PositionMap map =
            document->positionsSince(revision == revisions.end() ? 0 : revision->second);
        const std::optional<Span> now = map.map(edit.span);
        if (!now
            || document->bytes().mid(now->begin, now->size())
                != toQByteArray(sources.slice(edit.span)))
            return fail(ErrorCode::Malformed,
                        toStdString(document->path()) + " was edited at the place of the fix");
        replacements.push_back(
            {.document = document, .span = *now, .text = toQByteArray(edit.replacement)});
    }
    if (replacements.empty()) return fail(ErrorCode::Malformed, "the fix changes nothing");

    m_fixSteps[m_undoStack.index()] = title;
    // From the end of each file to its beginning, so that places not yet reached stay valid.
    std::ranges::reverse(replacements);
    m_undoStack.beginMacro(title);
    for (const Replacement& replacement : replacements) {
        m_undoStack.push(new ReplaceCommand(
            replacement.document, replacement.span.begin,
            replacement.document->bytes().mid(replacement.span.begin, replacement.span.size()),
            replacement.text));
    }
    m_undoStack.endMacro();
    return {};
}

QStringList Workspace::appliedFixes() const
{
    QStringList titles;
    // A step that was undone and then replaced by another one bears another text.
    for (const auto& [index, title] : m_fixSteps)
        if (index < m_undoStack.index() && m_undoStack.text(index) == title) titles += title;
    return titles;
}

Result<void> Workspace::save(Document* document)
{
    if (document->place().file.empty() || !document->isModified()) return {};
    const FileChange change {document->place().file, toBytes(document->bytes()),
                             toBytes(document->savedBytes())};
    if (Result<void> saved = saveFiles({&change, 1}); !saved) return saved;
    keepSaved(document);
    return {};
}

void Workspace::keepSaved(Document* document)
{
    document->markSaved(document->bytes());
    m_watcher->addPath(toQString(document->place().file));
}

Result<void> Workspace::saveOverChanges(Document* document)
{
    const Result<std::string> present = readTextFile(document->place().file);
    const bool missing = !present && present.error().code == ErrorCode::NotFound;
    if (!present && !missing) return std::unexpected(present.error());
    const FileChange change {document->place().file, toBytes(document->bytes()),
                             present.value_or(std::string()), missing};
    if (Result<void> saved = saveFiles({&change, 1}); !saved) return saved;
    keepSaved(document);
    return {};
}

Result<void> Workspace::saveAll()
{
    std::vector<Document*> modified;
    std::vector<FileChange> changes;
    for (const std::unique_ptr<Document>& document : m_documents) {
        if (document->place().file.empty() || !document->isModified()) continue;
        modified.push_back(document.get());
        changes.push_back(
            {document->place().file, toBytes(document->bytes()), toBytes(document->savedBytes())});
    }
    if (Result<void> saved = saveFiles(changes); !saved) return saved;
    for (Document* document : modified)
        keepSaved(document);
    return {};
}

Result<void> Workspace::reload(Document* document)
{
    PINWHEEL_TRY(text, readTextFile(document->place().file));
    const QByteArray bytes = toQByteArray(text);
    document->setReadOnlyReason(Document::encodingTrouble(bytes));
    if (bytes != document->bytes()) {
        m_undoStack.beginMacro(tr("Reload %1").arg(document->path()));
        m_undoStack.push(new ReplaceCommand(document, 0, document->bytes(), bytes));
        m_undoStack.endMacro();
    }
    document->markSaved(bytes);
    return {};
}

void Workspace::checkFile(const QString& file)
{
    // Editors that replace a file take it from the watcher's list.
    if (!m_watcher->files().contains(file)) m_watcher->addPath(file);
    for (const std::unique_ptr<Document>& document : m_documents) {
        if (document->place().file.empty() || toQString(document->place().file) != file) continue;
        const Result<std::string> present = readTextFile(document->place().file);
        if (!present)
            emit changedOnDisk(document.get(), false);
        else if (toQByteArray(*present) != document->savedBytes())
            emit changedOnDisk(document.get(), true);
        return;
    }
}

} // namespace pinwheel
