// Qt writes PDF 1.4 with a plain table of objects (ISO 32000-1, 7.5), a time stamp and a random
// identifier, and knows no bookmarks, no language and no links but those to addresses. So its
// objects are taken apart and written anew: catalog, information and link lists are ours, all else
// as Qt made it. Not written: a structure tree (tagged PDF), metadata in XML.

#include "ui/report/pdf_completion.h"

#include <QCryptographicHash>
#include <QHash>
#include <QUrl>

#include <algorithm>
#include <map>
#include <vector>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<Error> unexpectedShape()
{
    return fail(ErrorCode::Malformed,
                "the PDF that Qt wrote has an unknown shape; export another format");
}

/// The text after a key up to the end of its line or the next delimiter: "12 0 R" of "/Root 12 0
/// R".
std::optional<int> numberAfter(QByteArrayView text, QByteArrayView key)
{
    const qsizetype at = text.indexOf(key);
    if (at < 0) return std::nullopt;
    QByteArrayView rest = text.sliced(at + key.size());
    while (rest.startsWith(' ') || rest.startsWith('\n'))
        rest = rest.sliced(1);
    qsizetype digits = 0;
    while (digits < rest.size() && rest[digits] >= '0' && rest[digits] <= '9')
        ++digits;
    bool ok = false;
    const int value = rest.first(digits).toInt(&ok);
    return ok ? std::optional(value) : std::nullopt;
}

/// The objects of a file by number, each from "n 0 obj" to "endobj".
struct PdfObjects {
    std::map<int, QByteArray> bodies;
    int root = 0;
    int info = 0;
    int next = 1; ///< the first unused number

    int add(QByteArray content)
    {
        bodies[next] = std::move(content);
        return next++;
    }
};

Result<PdfObjects> readObjects(const QByteArray& pdf)
{
    const qsizetype trailer = pdf.lastIndexOf("trailer");
    if (trailer < 0) return unexpectedShape();
    const QByteArrayView end = QByteArrayView(pdf).sliced(trailer);
    const auto root = numberAfter(end, "/Root");
    const auto info = numberAfter(end, "/Info");
    const auto size = numberAfter(end, "/Size");
    const auto table = numberAfter(end, "startxref");
    if (!root || !info || !size || !table || *table >= pdf.size()
        || !QByteArrayView(pdf).sliced(*table).startsWith("xref"))
        return unexpectedShape();
    // "xref", "0 count", then rows of twenty bytes each.
    qsizetype at = pdf.indexOf('\n', pdf.indexOf('\n', *table) + 1) + 1;
    constexpr qsizetype rowSize = 20;
    std::map<qsizetype, int> numberAt;
    for (int number = 0; number < *size; ++number, at += rowSize) {
        if (at + rowSize > pdf.size()) return unexpectedShape();
        const QByteArrayView row = QByteArrayView(pdf).sliced(at, rowSize);
        if (row.sliced(17).startsWith('n')) numberAt[row.first(10).toLongLong()] = number;
    }
    PdfObjects objects {.bodies = {}, .root = *root, .info = *info, .next = *size};
    for (auto entry = numberAt.begin(); entry != numberAt.end(); ++entry) {
        const auto following = std::next(entry);
        const qsizetype to = following == numberAt.end() ? *table : following->first;
        const QByteArray head = QByteArray::number(entry->second) + " 0 obj";
        QByteArray body = pdf.sliced(entry->first, to - entry->first);
        if (!body.startsWith(head) || !body.trimmed().endsWith("endobj")) return unexpectedShape();
        body = body.sliced(head.size()).trimmed();
        body.chop(static_cast<qsizetype>(qstrlen("endobj")));
        objects.bodies[entry->second] = body.trimmed();
    }
    return objects;
}

/// A text string in UTF-16, as any language needs it.
QByteArray pdfText(const QString& text)
{
    QByteArray out = "<FEFF";
    for (const QChar unit : text)
        out += QByteArray::number(unit.unicode(), 16).rightJustified(4, '0').toUpper();
    return out + '>';
}

QByteArray number(qreal value)
{
    return QByteArray::number(value, 'f', 2);
}

QByteArray reference(int object)
{
    return QByteArray::number(object) + " 0 R";
}

class Completion
{
public:
    Completion(PdfObjects objects, const PaperMap& map, const PdfFacts& facts)
        : m_objects(std::move(objects))
        , m_map(map)
        , m_facts(facts)
    {
    }

    Result<QByteArray> run()
    {
        if (auto read = readPages(); !read) return std::unexpected(read.error());
        replaceLinks();
        const QByteArray old = m_objects.bodies[m_objects.info];
        replaceInformation(old);
        replaceCatalog();
        return write();
    }

private:
    Result<void> readPages()
    {
        const QByteArray catalog = m_objects.bodies[m_objects.root];
        const auto pages = numberAfter(catalog, "/Pages");
        if (!pages) return unexpectedShape();
        m_tree = *pages;
        // What the old catalog alone referred to is left out.
        for (const char* key : {"/Metadata", "/Names"})
            if (const auto object = numberAfter(catalog, key)) m_objects.bodies.erase(*object);
        QByteArrayView kids = m_objects.bodies[m_tree];
        const qsizetype begin = kids.indexOf("/Kids");
        if (begin < 0) return unexpectedShape();
        const qsizetype open = kids.indexOf('[', begin);
        const qsizetype close = kids.indexOf(']', open);
        if (open < 0 || close < 0) return unexpectedShape();
        const QList<QByteArray> words =
            kids.sliced(open + 1, close - open - 1).toByteArray().simplified().split(' ');
        for (qsizetype i = 0; i + 2 < words.size(); i += 3) {
            const int page = words[i].toInt();
            const auto links = numberAfter(m_objects.bodies[page], "/Annots");
            if (!links) return unexpectedShape();
            m_pages.push_back({page, *links});
        }
        return {};
    }

    [[nodiscard]] QByteArray destination(int page, qreal top) const
    {
        return "[" + reference(m_pages[static_cast<std::size_t>(page)].object) + " /XYZ null "
            + number(m_facts.pageHeight - top + 4) + " null]";
    }

    void replaceLinks()
    {
        QHash<QString, QByteArray> destinations;
        for (const PaperMap::Heading& heading : m_map.headings)
            if (!heading.bookmark.id.isEmpty() && heading.page < pageCount())
                destinations.insert("#"_L1 + heading.bookmark.id,
                                    destination(heading.page, heading.top));
        std::vector<QByteArray> lists(m_pages.size());
        for (const PaperMap::Link& link : m_map.links) {
            QByteArray action;
            if (link.target.startsWith(u'#')) {
                const auto found = destinations.constFind(link.target);
                if (found != destinations.cend()) action = "/Dest " + *found;
            } else if (const QUrl url(link.target, QUrl::StrictMode);
                       url.isValid() && url.scheme() == "https"_L1) {
                action = "/A << /S /URI /URI <" + url.toEncoded().toHex() + "> >>";
            }
            if (action.isEmpty() || link.page >= pageCount()) continue;
            const QRectF& area = link.area;
            const int object = m_objects.add(
                "<< /Type /Annot /Subtype /Link /Border [0 0 0] /Rect [" + number(area.left()) + ' '
                + number(m_facts.pageHeight - area.bottom()) + ' ' + number(area.right()) + ' '
                + number(m_facts.pageHeight - area.top()) + "] " + action + " >>");
            lists[static_cast<std::size_t>(link.page)] += reference(object) + ' ';
        }
        for (std::size_t i = 0; i < m_pages.size(); ++i)
            m_objects.bodies[m_pages[i].links] = "[ " + lists[i] + "]";
    }

    /// Keeps title, creator and producer; the times are ours.
    void replaceInformation(const QByteArray& old)
    {
        QByteArray kept;
        for (const char* key : {"/Title", "/Creator", "/Producer"}) {
            const qsizetype begin = old.indexOf(key);
            qsizetype end = old.indexOf('(', begin);
            if (begin < 0 || end < 0) continue;
            // A literal string ends at the first parenthesis that is not escaped; Qt escapes them
            // all.
            for (++end; end < old.size() && old[end] != ')'; ++end)
                if (old[end] == '\\') ++end;
            kept += old.sliced(begin, std::min(end + 1, old.size()) - begin) + '\n';
        }
        const QByteArray time =
            "(D:" + m_facts.time.toUTC().toString(u"yyyyMMddHHmmss"_s).toLatin1() + "Z)";
        m_objects.bodies[m_objects.info] =
            "<<\n" + kept + "/CreationDate " + time + "\n/ModDate " + time + "\n>>";
    }

    void replaceCatalog()
    {
        QByteArray catalog = "<<\n/Type /Catalog\n/Pages " + reference(m_tree) + "\n/Lang ("
            + m_facts.language.toLatin1() + ")\n/ViewerPreferences << /DisplayDocTitle true >>\n";
        if (const int outline = addOutline(); outline > 0)
            catalog += "/PageMode /UseOutlines\n/Outlines " + reference(outline) + '\n';
        m_objects.bodies[m_objects.root] = catalog + ">>";
    }

    /// Sections, and below each its headings. Returns the number of the outline's object; 0 where
    /// there is no heading.
    int addOutline()
    {
        struct Item {
            const PaperMap::Heading* heading;
            int object;
            std::vector<std::size_t> below;
        };
        std::vector<Item> items;
        std::vector<std::size_t> top;
        for (const PaperMap::Heading& heading : m_map.headings) {
            if (heading.page >= pageCount() || heading.bookmark.depth == 0) continue;
            items.push_back({&heading, m_objects.next++, {}});
            if (heading.bookmark.depth == 1 || top.empty())
                top.push_back(items.size() - 1);
            else
                items[top.back()].below.push_back(items.size() - 1);
        }
        if (top.empty()) return 0;
        const int outline = m_objects.next++;
        const auto writeLevel = [&](const std::vector<std::size_t>& level, int parent) {
            for (std::size_t i = 0; i < level.size(); ++i) {
                const Item& item = items[level[i]];
                QByteArray body = "<< /Title " + pdfText(item.heading->bookmark.text) + " /Parent "
                    + reference(parent) + " /Dest "
                    + destination(item.heading->page, item.heading->top);
                if (i > 0) body += " /Prev " + reference(items[level[i - 1]].object);
                if (i + 1 < level.size()) body += " /Next " + reference(items[level[i + 1]].object);
                // A negative count: closed at first.
                if (!item.below.empty())
                    body += " /First " + reference(items[item.below.front()].object) + " /Last "
                        + reference(items[item.below.back()].object) + " /Count -"
                        + QByteArray::number(item.below.size());
                m_objects.bodies[item.object] = body + " >>";
            }
        };
        writeLevel(top, outline);
        for (const std::size_t index : top)
            writeLevel(items[index].below, items[index].object);
        m_objects.bodies[outline] = "<< /Type /Outlines /First "
            + reference(items[top.front()].object) + " /Last " + reference(items[top.back()].object)
            + " /Count " + QByteArray::number(top.size()) + " >>";
        return outline;
    }

    [[nodiscard]] QByteArray write() const
    {
        QByteArray out = "%PDF-1.4\n%\xE2\xE3\xCF\xD3\n";
        std::map<int, qsizetype> offsets;
        for (const auto& [object, body] : m_objects.bodies) {
            offsets[object] = out.size();
            out += QByteArray::number(object) + " 0 obj\n" + body + "\nendobj\n";
        }
        const QByteArray identifier =
            QCryptographicHash::hash(out, QCryptographicHash::Sha256).first(16).toHex();
        const qsizetype table = out.size();
        out += "xref\n0 " + QByteArray::number(m_objects.next) + "\n";
        for (int object = 0; object < m_objects.next; ++object) {
            const auto offset = offsets.find(object);
            if (offset == offsets.end())
                out += object == 0 ? "0000000000 65535 f \n" : "0000000000 00000 f \n";
            else
                out += QByteArray::number(offset->second).rightJustified(10, '0') + " 00000 n \n";
        }
        out += "trailer\n<<\n/Size " + QByteArray::number(m_objects.next) + "\n/Info "
            + reference(m_objects.info) + "\n/Root " + reference(m_objects.root) + "\n/ID [<"
            + identifier + "> <" + identifier + ">]\n>>\nstartxref\n" + QByteArray::number(table)
            + "\n%%EOF\n";
        return out;
    }

    [[nodiscard]] int pageCount() const { return static_cast<int>(m_pages.size()); }

    struct Page {
        int object = 0;
        int links = 0; ///< the object that lists its links
    };
    PdfObjects m_objects;
    const PaperMap& m_map;
    const PdfFacts& m_facts;
    int m_tree = 0;
    std::vector<Page> m_pages;
};

} // namespace

Result<QByteArray> completePdf(QByteArray pdf, const PaperMap& map, const PdfFacts& facts)
{
    PINWHEEL_TRY(objects, readObjects(pdf));
    return Completion(std::move(objects), map, facts).run();
}

} // namespace pinwheel
