#include "ui/workspace/text_commands.h"

namespace pinwheel {

ReplaceCommand::ReplaceCommand(Document* document, qsizetype begin, QByteArray removed,
                               QByteArray inserted)
    : m_document(document)
    , m_begin(begin)
    , m_removed(std::move(removed))
    , m_inserted(std::move(inserted))
{
    setText(document->path());
}

void ReplaceCommand::redo()
{
    if (std::exchange(m_alreadyDone, false)) return;
    if (m_document) m_document->replace(m_begin, m_removed.size(), m_inserted);
}

void ReplaceCommand::undo()
{
    if (m_document) m_document->replace(m_begin, m_inserted.size(), m_removed);
}

bool ReplaceCommand::mergeWith(const QUndoCommand* other)
{
    const auto* next = dynamic_cast<const ReplaceCommand*>(other);
    if (next == nullptr || next->m_document != m_document) return false;
    const auto endsWord = [](const QByteArray& text) {
        return text.endsWith('\n') || text.endsWith(' ') || text.size() > 16;
    };
    // Letters typed one after the other.
    if (m_removed.isEmpty() && next->m_removed.isEmpty() && next->m_inserted.size() <= 4
        && next->m_begin == m_begin + m_inserted.size() && !endsWord(m_inserted)) {
        m_inserted += next->m_inserted;
        return true;
    }
    // Letters deleted backwards, or forwards.
    if (m_inserted.isEmpty() && next->m_inserted.isEmpty() && next->m_removed.size() <= 4
        && m_removed.size() < 64) {
        if (next->m_begin + next->m_removed.size() == m_begin) {
            m_removed.prepend(next->m_removed);
            m_begin = next->m_begin;
            return true;
        }
        if (next->m_begin == m_begin) {
            m_removed += next->m_removed;
            return true;
        }
    }
    return false;
}

} // namespace pinwheel
