#include "ui/findings/finding_html.h"

#include "ui/findings/readable_diff.h"
#include "ui/qt_text.h"
#include "ui/theme/theme.h"
#include "ui/words.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <cctype>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

QString muted(const QString& html)
{
    return u"<span style='color:%1'>%2</span>"_s.arg(theme().muted.name(), html);
}

QString heading(const QString& text)
{
    return u"<p style='margin:10px 0 3px 0; color:%1; font-weight:600'>%2</p>"_s.arg(
        theme().muted.name(), text.toHtmlEscaped());
}

QString pill(const LevelColors& colors, const QString& word)
{
    return u"<span style='background-color:%1; color:%2; font-weight:600'>&nbsp;%3&nbsp;</span>"_s
        .arg(colors.soft.name(), colors.text.name(), word.toHtmlEscaped());
}

QString link(const QString& target, const QString& text)
{
    return u"<a href='%1' style='color:%2; text-decoration:none'>%3</a>"_s.arg(
        target.toHtmlEscaped(), theme().link.name(), text.toHtmlEscaped());
}

QString item(const QString& html)
{
    return u"<p style='margin:2px 0 4px 0'>%1</p>"_s.arg(html);
}

QString findingsOf(const Audit& audit, const std::vector<const Finding*>& findings)
{
    Q_UNUSED(audit)
    QString html = heading(QCoreApplication::translate("Detail", "Findings"));
    if (findings.empty()) return html + item(muted(QCoreApplication::translate("Detail", "None.")));
    for (const Finding* const finding : findings)
        html += item(pill(theme().of(finding->level), levelWord(finding->level)) + u' '
                     + link(u"finding:"_s + toQString(finding->id), toShownText(finding->title)));
    return html;
}

QString decisionHtml(const Decision& decision)
{
    QString text = u"<b>%1</b> "_s.arg(
        toShownText(decision.displayName.empty() ? decision.name : decision.displayName)
            .toHtmlEscaped());
    text += decisionWord(decision.kind).toLower().toHtmlEscaped();
    const QString after = toShownText(decision.after).toHtmlEscaped();
    if (!decision.before.empty() && decision.before != decision.after)
        text += u' ' + toShownText(decision.before).toHtmlEscaped() + u" → "_s + after;
    else if (!after.isEmpty())
        text += u' ' + after;
    if (!decision.afterIndex.empty())
        text += u' ' + muted(u'(' + toShownText(decision.afterIndex).toHtmlEscaped() + u')');
    return text;
}

} // namespace

QString richText(const QString& plain)
{
    static const QRegularExpression code(u"`([^`\n]+)`"_s);
    QString html = plain.toHtmlEscaped();
    const QFont font = codeFont();
    html.replace(
        code, u"<span style=\"font-family:'%1'; font-size:12px\">\\1</span>"_s.arg(font.family()));
    html.replace(u"\n\n"_s, u"</p><p style='margin:6px 0 0 0'>"_s);
    html.replace(u'\n', u"<br/>"_s);
    return html;
}

QString placeLink(Span span)
{
    return u"place:%1:%2:%3"_s.arg(span.file.value).arg(span.begin).arg(span.end);
}

std::optional<Span> placeFromLink(const QUrl& url)
{
    if (url.scheme() != "place"_L1) return std::nullopt;
    const QStringList parts = url.path().split(u':');
    if (parts.size() != 3) return std::nullopt;
    return Span {
        .file = FileId {parts[0].toUInt()}, .begin = parts[1].toUInt(), .end = parts[2].toUInt()};
}

QString diffHtml(const QString& unifiedDiff, int mostLines)
{
    const ThemeColors& colors = theme();
    const QStringList lines = readableDiff(unifiedDiff, true).split(u'\n');
    const QString cell =
        u"<tr><td style='background-color:%1; color:%2; font-family:\"%3\"; font-size:12px; white-space:pre-wrap; padding:1px 8px'>%4</td></tr>"_s;
    QString html;
    for (qsizetype i = 0; i < std::min<qsizetype>(lines.size(), mostLines); ++i) {
        const QString& line = lines[i];
        const bool isAdded = line.startsWith(u'+');
        const bool isRemoved = line.startsWith(u'-');
        const LevelColors& tint = isAdded ? colors.added : colors.removed;
        html += cell.arg((isAdded || isRemoved ? tint.soft : colors.hover).name(),
                         (isAdded || isRemoved ? tint.text : colors.muted).name(),
                         codeFont().family(), line.toHtmlEscaped());
    }
    const auto hidden = static_cast<int>(lines.size() - mostLines);
    if (hidden > 0)
        html +=
            cell.arg(colors.hover.name(), colors.muted.name(), codeFont().family(),
                     QCoreApplication::translate("Detail", "… and %n more line(s)", nullptr, hidden)
                         .toHtmlEscaped());
    return u"<table width='100%' cellspacing='0' cellpadding='0' style='margin:2px 0 4px 0'>"_s
        + html + u"</table>"_s;
}

namespace {

/// What a fix would change, and why it is offered.
QString fixHtml(const Fix& fix)
{
    constexpr int mostLines = 40;
    QString html = heading(QCoreApplication::translate("Detail", "Fix"));
    html += item(u"<b>"_s + richText(toShownText(fix.title)) + u"</b>"_s);
    if (!fix.reason.empty()) html += item(richText(toShownText(fix.reason)));
    if (fix.outcome && !fix.outcome->diff.empty())
        html += diffHtml(toShownText(fix.outcome->diff), mostLines);
    if (fix.outcome) {
        for (const std::string& change : fix.outcome->environment)
            html += item(u"• "_s + richText(toShownText(change)));
        if (fix.outcome->environment.empty())
            html += item(
                muted(QCoreApplication::translate("Detail", "What is installed stays the same.")
                          .toHtmlEscaped()));
    }
    return html;
}

} // namespace

QString findingHtml(const Audit& audit, const Finding& finding, const Fix* fix)
{
    const SourceSet& sources = audit.model.sources;
    QString html;
    html += u"<p style='margin:0 0 6px 0'>%1 %2</p>"_s.arg(
        pill(theme().of(finding.level), levelWordUpper(finding.level)),
        muted(QCoreApplication::translate("Detail", "%1 × %2 · %3 · certainty: %4")
                  .arg(probabilityWord(finding.probability).toLower(),
                       impactWord(finding.impact).toLower(),
                       priorityWordUpper(finding.priority).toLower(),
                       gradeWord(finding.grade).toLower())
                  .toHtmlEscaped()));
    const QString message = toShownText(finding.message.empty() ? finding.title : finding.message);
    html += u"<p style='margin:0'>%1</p>"_s.arg(richText(message));
    if (!finding.wouldMakeCertain.empty())
        html += item(muted(QCoreApplication::translate("Detail", "What would make it certain: ")
                               .toHtmlEscaped())
                     + richText(toShownText(finding.wouldMakeCertain)));

    if (fix != nullptr) html += fixHtml(*fix);
    html += heading(QCoreApplication::translate("Detail", "Evidence"));
    html +=
        item(link(placeLink(finding.span), placeText(sources, finding.span)) + u"  "_s
             + muted(QCoreApplication::translate("Detail", "where it is shown").toHtmlEscaped()));
    for (const Evidence& evidence : finding.evidence) {
        const QString words = richText(toShownText(evidence.text));
        if (evidence.span)
            html += item(link(placeLink(*evidence.span), placeText(sources, *evidence.span))
                         + u"  "_s + words);
        else
            html += item(u"• "_s + words);
    }
    if (!finding.facts.empty()) {
        html += heading(QCoreApplication::translate("Detail", "Facts"));
        for (const FactCitation& fact : finding.facts)
            html += item(
                richText(toShownText(fact.text)) + u"<br/>"_s
                + muted(
                    (toShownText(fact.source) + u" · "_s + toQString(fact.date)).toHtmlEscaped()));
    }
    html += item(
        link(u"rule:"_s + toQString(finding.rule),
             QCoreApplication::translate("Detail", "About rule %1").arg(toQString(finding.rule))));
    return html;
}

QString layerHtml(const Audit& audit, const Layer& layer)
{
    QString html = item(muted(QCoreApplication::translate("Detail", "Layer %1 · %2 · ")
                                  .arg(QString::number(layer.number), toShownText(layer.tool))
                                  .toHtmlEscaped())
                        + link(placeLink(layer.span), placeText(audit.model.sources, layer.span)));
    if (!layer.subtitle.empty()) html += item(toShownText(layer.subtitle).toHtmlEscaped());
    std::vector<const Finding*> here;
    for (const Finding& finding : audit.findings)
        if (!finding.suppressedBy && finding.span.overlaps(layer.span)) here.push_back(&finding);
    html += findingsOf(audit, here);
    constexpr std::size_t mostShown = 40;
    std::size_t shown = 0;
    for (const std::uint32_t index : layer.installs) {
        if (index >= audit.model.trace.installs.size()) continue;
        const InstallStep& step = audit.model.trace.installs[index];
        html += heading(QCoreApplication::translate("Detail", "What it does"));
        if (step.failure)
            html += item(
                pill(theme().of(Level::Critical), QCoreApplication::translate("Detail", "fails"))
                + u' ' + richText(toShownText(*step.failure)));
        for (const Decision& decision : step.decisions) {
            if (++shown > mostShown) break;
            html += item(decisionHtml(decision));
        }
        if (shown > mostShown)
            html +=
                item(muted(QCoreApplication::translate("Detail", "… and more: see pip decisions")
                               .toHtmlEscaped()));
        for (const std::string& note : step.notes)
            html += item(muted(richText(toShownText(note))));
    }
    for (const std::string& path : layer.writes)
        html += item(muted(QCoreApplication::translate("Detail", "writes ").toHtmlEscaped())
                     + toShownText(path).toHtmlEscaped());
    return html;
}

QString packageHtml(const Audit& audit, const QString& name)
{
    const std::string wanted = toStdString(name);
    QString html = heading(QCoreApplication::translate("Detail", "Along the build"));
    for (const InstallStep& step : audit.model.trace.installs)
        for (const Decision& decision : step.decisions)
            if (decision.name == wanted)
                html += item(link(placeLink(step.span),
                                  QCoreApplication::translate("Detail", "Layer %1").arg(step.layer))
                             + u": "_s + decisionHtml(decision) + u"<br/>"_s
                             + muted(richText(toShownText(decision.reason))));
    html += heading(QCoreApplication::translate("Detail", "Asked for by"));
    for (const Mention& mention : audit.model.trace.mentions)
        if (mention.name == wanted)
            html += item(link(placeLink(mention.span), placeText(audit.model.sources, mention.span))
                         + u"  "_s
                         + toShownText(audit.model.sources.slice(mention.span)).toHtmlEscaped());
    std::vector<const Finding*> here;
    for (const Finding& finding : audit.findings)
        if (!finding.suppressedBy && std::ranges::contains(finding.packages, wanted))
            here.push_back(&finding);
    return html + findingsOf(audit, here);
}

namespace {

/// The word of letters, digits and underscores around a place.
std::string wordAt(const SourceText& text, std::uint32_t offset)
{
    const std::string_view bytes = text.bytes();
    const auto isWord = [&](std::size_t i) {
        return i < bytes.size()
            && (std::isalnum(static_cast<unsigned char>(bytes[i])) != 0 || bytes[i] == '_');
    };
    std::size_t begin = offset;
    std::size_t end = offset;
    while (begin > 0 && isWord(begin - 1))
        --begin;
    while (isWord(end))
        ++end;
    return std::string(bytes.substr(begin, end - begin));
}

QString packageLines(const Audit& audit, const std::string& name)
{
    QString html =
        u"<p style='margin:6px 0 2px 0'><b>%1</b></p>"_s.arg(toShownText(name).toHtmlEscaped());
    bool any = false;
    for (const InstallStep& step : audit.model.trace.installs)
        for (const Decision& decision : step.decisions)
            if (decision.name == name) {
                any = true;
                html += item(QCoreApplication::translate("Detail", "Layer %1").arg(step.layer)
                             + u": "_s + decisionHtml(decision));
            }
    return any ? html : QString();
}

} // namespace

QString hoverHtml(const Audit& audit, Span place)
{
    QString html;
    for (const Finding& finding : audit.findings) {
        if (finding.suppressedBy) continue;
        const bool here = finding.span.file == place.file && finding.span.contains(place.begin);
        const bool asEvidence =
            std::ranges::any_of(finding.evidence, [place](const Evidence& evidence) {
                return evidence.span && evidence.span->file == place.file
                    && evidence.span->contains(place.begin);
            });
        if (here || asEvidence)
            html += item(pill(theme().of(finding.level), levelWord(finding.level)) + u' '
                         + toShownText(finding.title).toHtmlEscaped());
    }
    for (const Mention& mention : audit.model.trace.mentions) {
        if (mention.span.file != place.file || !mention.span.contains(place.begin)) continue;
        html += packageLines(audit, mention.name);
        break;
    }
    const std::string word = wordAt(audit.model.sources.text(place.file), place.begin);
    for (const StageTrace& stage : audit.model.trace.stages) {
        const auto variable = stage.variables.find(word);
        if (word.empty() || variable == stage.variables.end()) continue;
        html += item(u"<b>%1</b> = %2"_s.arg(
            toShownText(word).toHtmlEscaped(),
            toShownText(word + "=" + variable->second).section(u'=', 1).toHtmlEscaped()));
        break;
    }
    return html.isEmpty() ? html : u"<div style='max-width:520px'>%1</div>"_s.arg(html);
}

} // namespace pinwheel
