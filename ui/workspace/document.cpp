#include "ui/workspace/document.h"

#include "ui/workspace/mojibake.h"

#include <QStringDecoder>

#include <algorithm>

namespace pinwheel {

using namespace Qt::StringLiterals;

Document::Document(Place place, QByteArray bytes, QObject* parent)
    : QObject(parent)
    , m_place(std::move(place))
    , m_bytes(std::move(bytes))
    , m_savedBytes(m_bytes)
{
    if (m_place.readOnlyReason.isEmpty()) m_place.readOnlyReason = encodingTrouble(m_bytes);
    if (isReadOnly()) return;
    const std::optional<Mojibake> garbled = findMojibake(m_bytes);
    if (!garbled) return;
    m_encodingNotice = garbled->meant.isEmpty()
        ? tr("Line %1 holds the sign for letters that were lost in an earlier change of encoding.")
              .arg(garbled->line)
        : tr("Line %1: “%2” looks like UTF-8 that was read as Windows-1252 and saved again; it was "
             "probably “%3”.")
              .arg(garbled->line)
              .arg(garbled->shown, garbled->meant);
}

QString Document::encodingTrouble(const QByteArray& bytes)
{
    if (bytes.startsWith("\xFF\xFE") || bytes.startsWith("\xFE\xFF"))
        return tr("This file is UTF-16. Docker and pip expect UTF-8, so it is shown read-only.");
    if (bytes.contains('\0')) return tr("This file holds NUL bytes, so it is shown read-only.");
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString decoded = decoder.decode(bytes);
    Q_UNUSED(decoded)
    if (decoder.hasError()) return tr("This file is not UTF-8, so it is shown read-only.");
    return {};
}

QString Document::encodingName() const
{
    if (m_bytes.startsWith("\xFF\xFE") || m_bytes.startsWith("\xFE\xFF")) return u"UTF-16"_s;
    if (bomSize() > 0) return tr("UTF-8 with BOM");
    if (isReadOnly() && !encodingTrouble(m_bytes).isEmpty()) return tr("not UTF-8");
    return m_encodingNotice.isEmpty() ? u"UTF-8"_s : tr("UTF-8, garbled");
}

QString Document::lineEndingName() const
{
    const qsizetype all = m_bytes.count('\n');
    const qsizetype withReturn = m_bytes.count("\r\n");
    if (withReturn == 0) return u"LF"_s;
    return withReturn == all ? u"CRLF"_s : tr("mixed line ends");
}

void Document::replace(qsizetype begin, qsizetype removed, const QByteArray& inserted)
{
    begin = std::clamp<qsizetype>(begin, 0, m_bytes.size());
    removed = std::clamp<qsizetype>(removed, 0, m_bytes.size() - begin);
    if (removed == 0 && inserted.isEmpty()) return;
    const bool wasModified = isModified();
    m_bytes.replace(begin, removed, inserted);
    ++m_revision;
    m_changes.push_back({.revision = m_revision,
                         .begin = static_cast<std::uint32_t>(begin),
                         .end = static_cast<std::uint32_t>(begin + removed),
                         .newLength = static_cast<std::uint32_t>(inserted.size())});
    emit replaced(begin, removed, inserted);
    if (wasModified != isModified()) emit modifiedChanged(isModified());
}

void Document::markSaved(const QByteArray& onDisk)
{
    const bool wasModified = isModified();
    m_savedBytes = onDisk;
    if (wasModified != isModified()) emit modifiedChanged(isModified());
}

void Document::setReadOnlyReason(const QString& reason)
{
    if (m_place.readOnlyReason == reason) return;
    m_place.readOnlyReason = reason;
    emit readOnlyChanged();
}

void Document::resetTo(const QByteArray& bytes)
{
    if (bytes == m_bytes) return;
    replace(0, m_bytes.size(), bytes);
    markSaved(bytes);
}

PositionMap Document::positionsSince(std::uint64_t revision) const
{
    PositionMap map;
    for (const Change& change : m_changes)
        if (change.revision > revision) map.replace(change.begin, change.end, change.newLength);
    return map;
}

void Document::forgetChangesUntil(std::uint64_t revision)
{
    std::erase_if(m_changes,
                  [revision](const Change& change) { return change.revision <= revision; });
}

} // namespace pinwheel
