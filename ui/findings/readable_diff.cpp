#include "ui/findings/readable_diff.h"

#include <QRegularExpression>
#include <QStringList>

#include <utility>

namespace pinwheel {

using namespace Qt::StringLiterals;

QString readableDiff(const QString& unifiedDiff, bool changesOnly)
{
    static const QRegularExpression hunk(u"^@@ -(\\d+)"_s);
    QString path;
    QStringList lines;
    int line0 = 0; // Of the old text, at the line at hand.
    bool named = false; // The place of the present run of changes was told.
    for (const QString& line : unifiedDiff.split(u'\n')) {
        if (line.startsWith("--- "_L1)) {
            path = line.mid(4);
            if (path.startsWith("a/"_L1)) path = path.mid(2);
        } else if (line.startsWith("+++ "_L1)) {
            continue;
        } else if (const QRegularExpressionMatch match = hunk.match(line); match.hasMatch()) {
            line0 = match.captured(1).toInt();
            named = false;
            if (!changesOnly) lines += path + u':' + match.captured(1);
        } else if (changesOnly) {
            const bool changed = line.startsWith(u'-') || line.startsWith(u'+');
            if (changed && !std::exchange(named, true))
                lines += path + u':' + QString::number(line0);
            if (changed)
                lines += line;
            else
                named = false;
            if (!line.startsWith(u'+')) ++line0;
        } else {
            lines += line;
        }
    }
    while (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast();
    return lines.join(u'\n');
}

} // namespace pinwheel
