#pragma once

#include "ui/workspace/document.h"

#include <QPointer>
#include <QUndoCommand>

namespace pinwheel {

/// One replacement in one document. Typing and deleting letter by letter merges into one step per
/// word.
class ReplaceCommand final : public QUndoCommand
{
public:
    ReplaceCommand(Document* document, qsizetype begin, QByteArray removed, QByteArray inserted);

    /// The document already holds the change (it was typed); the first redo does nothing.
    void setAlreadyDone() { m_alreadyDone = true; }
    void redo() override;
    void undo() override;
    [[nodiscard]] int id() const override { return 1; }
    bool mergeWith(const QUndoCommand* other) override;

private:
    QPointer<Document> m_document;
    qsizetype m_begin;
    QByteArray m_removed;
    QByteArray m_inserted;
    bool m_alreadyDone = false;
};

} // namespace pinwheel
