#pragma once

#include "core/findings/finding.h"
#include "core/text/file_provider.h"
#include "core/text/source_set.h"
#include "ui/workspace/document.h"

#include <QObject>
#include <QUndoStack>

#include <map>
#include <memory>
#include <optional>
#include <vector>

class QFileSystemWatcher;

namespace pinwheel {

/// The audited folder and its open texts: opening, editing with one undo stack over all files,
/// saving, noticing changes on disk.
class Workspace final : public QObject
{
    Q_OBJECT

public:
    explicit Workspace(QObject* parent = nullptr);
    ~Workspace() override;

    /// Closes everything and turns to a folder.
    void setFolder(const std::filesystem::path& folder);
    [[nodiscard]] const std::filesystem::path& folder() const { return m_folder; }

    /// The open document of a path relative to the folder; read from disk where it is not open yet.
    [[nodiscard]] Result<Document*> open(const QString& path);
    /// The read-only document of a text that a layer writes; its text is brought up to date.
    [[nodiscard]] Document* openWritten(const QString& path, const QByteArray& bytes,
                                        const QString& reason);
    [[nodiscard]] Document* find(const QString& path, TextOrigin origin = TextOrigin::Disk) const;
    [[nodiscard]] std::vector<Document*> documents() const;
    [[nodiscard]] bool hasModified() const;

    /// Texts of all open files by path, and their revisions: what an audit of this moment reads.
    struct Snapshot {
        std::map<std::string, std::string> texts;
        std::map<QString, std::uint64_t> revisions;
    };
    [[nodiscard]] Snapshot snapshot() const;

    /// Records a change that an editor already made, for undo.
    void recordTyping(Document* document, qsizetype begin, const QByteArray& removed,
                      const QByteArray& inserted);
    /// Makes all edits of a fix as one undo step. Spans are those of `sources` at the snapshot's
    /// revisions; fails without changing anything where a place was edited since, or a file cannot
    /// be edited.
    [[nodiscard]] Result<void> applyEdits(const EditSet& edits, const SourceSet& sources,
                                          const std::map<QString, std::uint64_t>& revisions,
                                          const QString& title);
    /// Replaces one range as one undo step.
    void replaceText(Document* document, qsizetype begin, qsizetype removed,
                     const QByteArray& inserted, const QString& title);
    [[nodiscard]] QUndoStack* undoStack() { return &m_undoStack; }
    /// Titles of the edit sets that were applied and are not undone, in their order.
    [[nodiscard]] QStringList appliedFixes() const;

    [[nodiscard]] Result<void> save(Document* document);
    /// Saves although the file changed on disk; only after the user said so.
    [[nodiscard]] Result<void> saveOverChanges(Document* document);
    /// Saves all changed documents, or none.
    [[nodiscard]] Result<void> saveAll();
    /// Takes the text from disk as one undo step.
    [[nodiscard]] Result<void> reload(Document* document);

signals:
    void documentOpened(Document* document);
    void textChanged();
    void modifiedChanged();
    /// The file on disk differs from what was read or saved; `exists` is false where it was
    /// deleted.
    void changedOnDisk(Document* document, bool exists);
    void closed();

private:
    void adopt(std::unique_ptr<Document> document);
    void checkFile(const QString& file);
    void keepSaved(Document* document);
    [[nodiscard]] Result<Document*> documentOf(const SourceSet& sources, FileId file);

    std::filesystem::path m_folder;
    std::vector<std::unique_ptr<Document>> m_documents;
    std::map<int, QString> m_fixSteps; ///< undo steps that are edit sets: index and title; outlives
                                       ///< the stack, whose end asks for them
    QUndoStack m_undoStack;
    std::unique_ptr<QFileSystemWatcher> m_watcher;
};

} // namespace pinwheel
