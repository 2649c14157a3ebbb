#include "ui/fixes/audit_change.h"

#include "ui/findings/finding_html.h"
#include "ui/qt_text.h"
#include "ui/theme/theme.h"
#include "ui/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

/// Distributions of the target's last environments, by environment and name.
std::map<std::pair<std::string, std::string>, const InstalledDistribution*>
installedIn(const Audit& audit)
{
    std::map<std::pair<std::string, std::string>, const InstalledDistribution*> result;
    const BuildTrace& trace = audit.model.trace;
    if (trace.targetStage >= trace.stages.size()) return result;
    for (const EnvironmentPtr& environment : trace.stages[trace.targetStage].environments)
        for (const InstalledDistribution& distribution : environment->distributions)
            result[{environment->name, distribution.name}] = &distribution;
    return result;
}

QString versionOf(const InstalledDistribution& distribution)
{
    QString version = toShownText(distribution.versionText());
    if (!distribution.version)
        version = distribution.range.empty()
            ? QCoreApplication::translate("AuditChange", "a version not known")
            : QCoreApplication::translate("AuditChange", "some version %1")
                  .arg(toShownText(distribution.range));
    return distribution.index.empty() ? version
                                      : u"%1 (%2)"_s.arg(version, toShownText(distribution.index));
}

QStringList environmentChanges(const Audit& before, const Audit& after)
{
    const auto old = installedIn(before);
    const auto now = installedIn(after);
    QStringList changes;
    const auto nameOf = [](const InstalledDistribution& distribution) {
        return toShownText(distribution.displayName.empty() ? distribution.name
                                                            : distribution.displayName);
    };
    for (const auto& [key, distribution] : old) {
        const auto found = now.find(key);
        if (found == now.end())
            changes += QCoreApplication::translate("AuditChange", "%1 %2 is no longer installed")
                           .arg(nameOf(*distribution), versionOf(*distribution));
        else if (versionOf(*distribution) != versionOf(*found->second))
            changes += u"%1 %2 → %3"_s.arg(nameOf(*distribution), versionOf(*distribution),
                                           versionOf(*found->second));
    }
    for (const auto& [key, distribution] : now)
        if (!old.contains(key))
            changes += QCoreApplication::translate("AuditChange", "%1 %2 is installed as well")
                           .arg(nameOf(*distribution), versionOf(*distribution));
    return changes;
}

/// Titles of findings that count, with how often each is there.
std::map<QString, int> titlesOf(const Audit& audit)
{
    std::map<QString, int> titles;
    for (const Finding& finding : audit.findings)
        if (!finding.suppressedBy)
            ++titles[toQString(finding.rule) + u' ' + toShownText(finding.title)];
    return titles;
}

QStringList missingFrom(const std::map<QString, int>& all, const std::map<QString, int>& others)
{
    QStringList result;
    for (const auto& [title, count] : all) {
        const auto found = others.find(title);
        for (int i = found == others.end() ? 0 : found->second; i < count; ++i)
            result += title;
    }
    return result;
}

QString pill(Level level)
{
    const LevelColors& colors = theme().of(level);
    return u"<span style='background-color:%1; color:%2; font-weight:600'>&nbsp;%3&nbsp;</span>"_s
        .arg(colors.soft.name(), colors.text.name(), levelWordUpper(level).toHtmlEscaped());
}

/// The counts of one matrix, worst impact on top, most probable at the right.
QString matrixHtml(const RiskCells& cells)
{
    QString html = u"<table cellspacing='2' cellpadding='0'>"_s;
    for (int impact = 3; impact >= 0; --impact) {
        html += u"<tr>"_s;
        for (int probability = 0; probability < 4; ++probability) {
            const RiskCells::Cell& cell =
                cells.at(static_cast<Impact>(impact), static_cast<Probability>(probability));
            const LevelColors& colors = theme().of(cell.worst);
            html += u"<td width='20' align='center' style='background-color:%1; color:%2'>%3</td>"_s
                        .arg(cell.count > 0 ? colors.soft.name() : theme().hover.name(),
                             cell.count > 0 ? colors.text.name() : theme().muted.name(),
                             cell.count > 0 ? u"<b>%1</b>"_s.arg(cell.count) : u"·"_s);
        }
        html += u"</tr>"_s;
    }
    return html + u"</table>"_s;
}

QString listHtml(const QString& title, const QStringList& lines, const QString& nothing)
{
    constexpr qsizetype mostShown = 60;
    const QString color = theme().muted.name();
    QString html = u"<p style='margin:10px 0 3px 0; color:%1; font-weight:600'>%2</p>"_s.arg(
        color, title.toHtmlEscaped());
    if (lines.empty())
        return html
            + u"<p style='margin:2px 0; color:%1'>%2</p>"_s.arg(color, nothing.toHtmlEscaped());
    for (const QString& line : lines.first(std::min(mostShown, lines.size())))
        html += u"<p style='margin:2px 0'>%1</p>"_s.arg(richText(line));
    const auto hidden = static_cast<int>(lines.size() - mostShown);
    if (hidden > 0)
        html += u"<p style='margin:2px 0; color:%1'>%2</p>"_s.arg(
            color, QCoreApplication::translate("AuditChange", "… and %n more", nullptr, hidden));
    return html;
}

} // namespace

AuditChange auditChange(const Audit& before, const Audit& after)
{
    const std::map<QString, int> old = titlesOf(before);
    const std::map<QString, int> now = titlesOf(after);
    return {.before = before.before,
            .after = after.before,
            .cellsBefore = riskCells(before),
            .cellsAfter = riskCells(after),
            .environment = environmentChanges(before, after),
            .gone = missingFrom(old, now),
            .come = missingFrom(now, old)};
}

QString auditChangeHtml(const AuditChange& change)
{
    QString html = u"<p style='margin:0 0 6px 0'>%1 %2 → %3</p>"_s.arg(
        QCoreApplication::translate("AuditChange", "Overall risk:").toHtmlEscaped(),
        pill(change.before), pill(change.after));
    html +=
        u"<table cellspacing='0' cellpadding='0'><tr><td>%1</td><td valign='middle' style='padding:0 8px'>→</td><td>%2</td></tr></table>"_s
            .arg(matrixHtml(change.cellsBefore), matrixHtml(change.cellsAfter));
    html +=
        listHtml(QCoreApplication::translate("AuditChange", "Environment"), change.environment,
                 QCoreApplication::translate("AuditChange", "What is installed stays the same."));
    html += listHtml(QCoreApplication::translate("AuditChange", "Findings that go"), change.gone,
                     QCoreApplication::translate("AuditChange", "None."));
    return html
        + listHtml(QCoreApplication::translate("AuditChange", "Findings that come"), change.come,
                   QCoreApplication::translate("AuditChange", "None."));
}

} // namespace pinwheel
