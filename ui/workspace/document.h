#pragma once

#include "core/text/position_map.h"
#include "core/text/source_text.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <filesystem>
#include <vector>

namespace pinwheel {

/// One open text: the bytes as they will be saved, BOM and line endings included. Editors show it,
/// the undo stack changes it, the audit reads it. Offsets are bytes, as in the core.
class Document final : public QObject
{
    Q_OBJECT

public:
    /// Where the text lives and why it may not be edited.
    struct Place {
        QString path; ///< as the audit names it: relative to the folder, or the path in the image
        std::filesystem::path file; ///< on disk; empty for a text that a layer writes
        TextOrigin origin = TextOrigin::Disk;
        QString readOnlyReason; ///< empty where it may be edited
    };

    Document(Place place, QByteArray bytes, QObject* parent = nullptr);

    [[nodiscard]] const Place& place() const { return m_place; }
    [[nodiscard]] const QString& path() const { return m_place.path; }
    [[nodiscard]] const QByteArray& bytes() const { return m_bytes; }
    /// What the file held when it was last read or saved.
    [[nodiscard]] const QByteArray& savedBytes() const { return m_savedBytes; }
    [[nodiscard]] bool isModified() const { return m_bytes != m_savedBytes; }
    [[nodiscard]] bool isReadOnly() const { return !m_place.readOnlyReason.isEmpty(); }
    /// 3 where the text begins with a UTF-8 byte order mark, else 0.
    [[nodiscard]] int bomSize() const { return m_bytes.startsWith("\xEF\xBB\xBF") ? 3 : 0; }
    [[nodiscard]] QString encodingName() const; ///< "UTF-8", "UTF-8 with BOM", …
    /// Where the text looks garbled by a wrong encoding, and what it was; empty where it does not.
    /// Of the text as it was read.
    [[nodiscard]] const QString& encodingNotice() const { return m_encodingNotice; }
    void dropEncodingNotice() { m_encodingNotice.clear(); }
    [[nodiscard]] QString lineEndingName() const; ///< "LF", "CRLF", "mixed"

    /// Replaces `removed` bytes at `begin`; the only way in which the text changes.
    void replace(qsizetype begin, qsizetype removed, const QByteArray& inserted);
    /// The text of the file was read again or written.
    void markSaved(const QByteArray& onDisk);
    void setReadOnlyReason(const QString& reason);
    /// For a text that a layer writes: shows what the newest audit says.
    void resetTo(const QByteArray& bytes);

    /// Counts changes; a mark of an older revision is carried by positionsSince.
    [[nodiscard]] std::uint64_t revision() const { return m_revision; }
    [[nodiscard]] PositionMap positionsSince(std::uint64_t revision) const;
    /// Changes up to `revision` are no longer asked for.
    void forgetChangesUntil(std::uint64_t revision);

    /// Why a text cannot be edited as UTF-8 text; empty where it can.
    [[nodiscard]] static QString encodingTrouble(const QByteArray& bytes);

signals:
    void replaced(qsizetype begin, qsizetype removed, const QByteArray& inserted);
    void modifiedChanged(bool modified);
    void readOnlyChanged();

private:
    struct Change {
        std::uint64_t revision = 0;
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
        std::uint32_t newLength = 0;
    };
    Place m_place;
    QByteArray m_bytes;
    QByteArray m_savedBytes;
    QString m_encodingNotice;
    std::uint64_t m_revision = 0;
    std::vector<Change> m_changes;
};

} // namespace pinwheel
