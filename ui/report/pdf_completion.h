#pragma once

#include "core/base/error.h"
#include "ui/report/paper_pages.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

namespace pinwheel {

struct PdfFacts {
    QString language; ///< "en"
    QDateTime time; ///< UTC
    qreal pageHeight = 0; ///< in points
};

/// Adds to a PDF that Qt wrote what Qt cannot write: bookmarks, links inside the document, its
/// language, a time and an identifier that depend on the content alone. Fails where the bytes are
/// not shaped as Qt shapes them.
[[nodiscard]] Result<QByteArray> completePdf(QByteArray pdf, const PaperMap& map,
                                             const PdfFacts& facts);

} // namespace pinwheel
