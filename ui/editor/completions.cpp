#include "ui/editor/completions.h"

#include "ui/qt_text.h"

#include <QRegularExpression>

#include <set>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

// Source: Dockerfile reference, overview of instructions.
const QStringList& instructions()
{
    static const QStringList words {
        u"ADD"_s,    u"ARG"_s,        u"CMD"_s,         u"COPY"_s,   u"ENTRYPOINT"_s, u"ENV"_s,
        u"EXPOSE"_s, u"FROM"_s,       u"HEALTHCHECK"_s, u"LABEL"_s,  u"ONBUILD"_s,    u"RUN"_s,
        u"SHELL"_s,  u"STOPSIGNAL"_s, u"USER"_s,        u"VOLUME"_s, u"WORKDIR"_s};
    return words;
}

// Source: pip documentation, "pip install", options; "Requirements File Format", supported options.
const QStringList& installOptions()
{
    static const QStringList words {u"--break-system-packages"_s,
                                    u"--constraint"_s,
                                    u"--force-reinstall"_s,
                                    u"--ignore-installed"_s,
                                    u"--no-build-isolation"_s,
                                    u"--no-cache-dir"_s,
                                    u"--no-deps"_s,
                                    u"--only-binary"_s,
                                    u"--target"_s,
                                    u"--upgrade"_s,
                                    u"--upgrade-strategy"_s,
                                    u"--user"_s};
    return words;
}
const QStringList& fileOptions()
{
    static const QStringList words {u"--constraint"_s, u"--editable"_s,      u"--extra-index-url"_s,
                                    u"--find-links"_s, u"--hash"_s,          u"--index-url"_s,
                                    u"--no-binary"_s,  u"--no-index"_s,      u"--only-binary"_s,
                                    u"--pre"_s,        u"--prefer-binary"_s, u"--require-hashes"_s,
                                    u"--requirement"_s};
    return words;
}

/// Letters after which the names of an index are few enough to help.
constexpr qsizetype leastLetters = 2;

/// Versions behind "numpy>=1.2" or "uvicorn[standard]==": what the index lists and fits the letters
/// typed so far.
std::optional<CompletionOffer> versionOffer(const QString& lineBefore, const IndexLookup& index)
{
    // Source: PEP 508, version_cmp; a comma begins a further bound of the same requirement.
    static const QRegularExpression bound(
        u"([A-Za-z0-9][A-Za-z0-9._-]*)(?:\\[[^\\]]*\\])?\\s*(?:(?:===?|[<>~!]=|[<>])\\s*[0-9A-Za-z.+!*-]+\\s*,\\s*)*(?:===?|[<>~!]=|[<>])\\s*([0-9A-Za-z.+!*-]*)$"_s);
    const QRegularExpressionMatch match = bound.match(lineBefore);
    if (!match.hasMatch() || !index.package) return std::nullopt;
    CompletionOffer offer {.typed = match.captured(2), .words = {}, .isInOrder = true};
    for (const QString& version : index.package(match.captured(1)).versions)
        if (version.startsWith(offer.typed, Qt::CaseInsensitive) && version != offer.typed)
            offer.words += version;
    return offer;
}

} // namespace

CompletionOffer completionOffer(const QString& lineBefore, const QStringList& words,
                                const IndexLookup& index)
{
    if (auto versions = versionOffer(lineBefore, index); versions && !versions->words.isEmpty())
        return *std::move(versions);
    static const QRegularExpression wordAtEnd(u"[A-Za-z0-9_.=-]*$"_s);
    CompletionOffer offer {.typed = wordAtEnd.match(lineBefore).captured(), .words = {}};
    for (const QString& word : words)
        if (word.startsWith(offer.typed, Qt::CaseInsensitive) && word != offer.typed)
            offer.words += word;
    const bool isName = offer.typed.size() >= leastLetters && offer.typed.front().isLetterOrNumber()
        && !offer.typed.contains(u'=');
    const bool isPlace = index.namesAtLineStart || offer.typed.size() < lineBefore.size();
    if (isName && isPlace && index.names && !lineBefore.trimmed().startsWith(u'#'))
        offer.words += index.names(offer.typed);
    offer.words.removeDuplicates();
    offer.words.sort(Qt::CaseInsensitive);
    return offer;
}

QStringList completionsFor(const Audit* audit, bool isDockerfile)
{
    QStringList words = fileOptions();
    if (isDockerfile) words += instructions() + installOptions();
    if (audit == nullptr) return words;
    std::set<QString> found;
    const auto add = [&found](const InstalledDistribution& installed) {
        const QString name =
            toShownText(installed.displayName.empty() ? installed.name : installed.displayName);
        found.insert(name);
        if (installed.version.isKnown())
            found.insert(name + u"=="_s + toShownText(*installed.version));
    };
    for (const Layer& layer : audit->model.trace.layers)
        for (const EnvironmentPtr& environment : layer.environments)
            if (environment)
                for (const InstalledDistribution& installed : environment->distributions)
                    add(installed);
    for (const Mention& mention : audit->model.trace.mentions)
        found.insert(toShownText(mention.name));
    if (isDockerfile && audit->model.trace.targetStage < audit->model.trace.stages.size())
        for (const auto& [name, value] :
             audit->model.trace.stages[audit->model.trace.targetStage].variables)
            found.insert(toShownText(name));
    words += QStringList(found.begin(), found.end());
    words.removeDuplicates();
    return words;
}

} // namespace pinwheel
