#include "ui/editor/hover_card.h"

#include "ui/editor/definitions.h"
#include "ui/qt_text.h"
#include "ui/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace pinwheel {

using namespace Qt::StringLiterals;

namespace {

int countOf(const InstallStep& step, auto&& predicate)
{
    return static_cast<int>(std::ranges::count_if(step.decisions, predicate));
}

int countOfKind(const InstallStep& step, DecisionKind kind)
{
    return countOf(step, [kind](const Decision& decision) { return decision.kind == kind; });
}

bool isInstalled(const Decision& decision)
{
    return decision.kind != DecisionKind::Keep && decision.kind != DecisionKind::Uninstall
        && decision.kind != DecisionKind::Fail;
}

/// What the option does here; empty where its effect cannot be counted.
QString effectOf(const InstallStep& step, const std::string& option)
{
    // Counted before they are said: lupdate does not come back from a call with two arguments in
    // the place of a count.
    const int written = countOf(step, [](const Decision& decision) {
        return isInstalled(decision) && !decision.before.empty();
    });
    const int installed = countOf(step, isInstalled);
    const int upgraded = countOfKind(step, DecisionKind::Upgrade);
    const int bounded =
        countOf(step, [](const Decision& decision) { return !decision.constrainedBy.empty(); });
    const int asked =
        countOf(step, [](const Decision& decision) { return !decision.askedBy.empty(); });
    if (option == "--ignore-installed")
        return QCoreApplication::translate("Hover",
                                           "A switch without an argument: pip does not look at "
                                           "what is installed. Here it writes over %n package(s).",
                                           nullptr, written);
    if (option == "--force-reinstall")
        return QCoreApplication::translate(
            "Hover", "Installs again what is already there. Here it does so to %n package(s).",
            nullptr, written);
    if (option == "--upgrade")
        return QCoreApplication::translate(
            "Hover", "Takes the newest version that fits. Here it upgrades %n package(s).", nullptr,
            upgraded);
    if (option == "--no-deps")
        return QCoreApplication::translate(
            "Hover",
            "Does not look at what the packages require. Here it installs %n package(s) alone.",
            nullptr, installed);
    if (option == "--constraint")
        return QCoreApplication::translate(
            "Hover", "Bounds versions without asking for a package. Here it bounds %n package(s).",
            nullptr, bounded);
    if (option == "--requirement")
        return QCoreApplication::translate(
            "Hover", "Asks for what the file lists. Here files and words ask for %n package(s).",
            nullptr, asked);
    if (option == "--index-url" || option == "--extra-index-url") {
        QStringList labels;
        for (const IndexSource& index : step.indexes)
            labels += toShownText(index.label);
        return QCoreApplication::translate("Hover",
                                           "Where pip looks. Here: %1; %2 packages come from "
                                           "another index than the default one.")
            .arg(labels.join(u", "_s))
            .arg(countOf(step, [](const Decision& decision) {
                return isInstalled(decision) && !decision.afterIndex.empty()
                    && decision.afterIndex != IndexSource::defaultIndexLabel;
            }));
    }
    if (option == "--no-cache-dir")
        return QCoreApplication::translate(
            "Hover",
            "Keeps no downloads: the layer is smaller, and what is installed is the same.");
    if (option == "--pre")
        return QCoreApplication::translate("Hover", "Takes pre-releases as well.");
    return {};
}

QString summaryOf(const InstallStep& step)
{
    QStringList parts;
    for (const DecisionKind kind :
         {DecisionKind::Install, DecisionKind::Keep, DecisionKind::Upgrade, DecisionKind::Downgrade,
          DecisionKind::Reinstall, DecisionKind::ReplaceBuild, DecisionKind::Uninstall,
          DecisionKind::Fail, DecisionKind::Undetermined})
        if (const int count = countOfKind(step, kind); count > 0)
            parts += u"%1 %2"_s.arg(decisionWord(kind)).arg(count);
    return parts.isEmpty()
        ? QString()
        : QCoreApplication::translate("Hover", "This command: %1.").arg(parts.join(u" · "_s));
}

QString paragraph(const QString& text)
{
    return text.isEmpty() ? text
                          : u"<p style='margin:4px 0 2px 0'>%1</p>"_s.arg(text.toHtmlEscaped());
}

} // namespace

QString optionCard(const Audit& audit, Span place)
{
    for (const InstallStep& step : audit.model.trace.installs) {
        for (const CommandOption& option : step.command.options) {
            const bool here = option.span.file == place.file && option.span.begin <= place.begin
                && place.begin < option.span.end;
            if (!here) continue;
            const QString name = toShownText(option.spelled.empty() ? option.name : option.spelled);
            const QString title = option.name == option.spelled || option.spelled.empty()
                ? name
                : name + u" = "_s + toShownText(option.name);
            return u"<p style='margin:6px 0 2px 0'><b>%1</b></p>"_s.arg(title.toHtmlEscaped())
                + paragraph(effectOf(step, option.name)) + paragraph(summaryOf(step));
        }
    }
    return {};
}

QString indexCard(const Audit& audit, Span place, const IndexLookup& index)
{
    constexpr qsizetype mostShown = 8;
    if (!index.package) return {};
    const auto mention =
        std::ranges::find_if(audit.model.trace.mentions, [place](const Mention& each) {
            return each.span.file == place.file && each.span.contains(place.begin);
        });
    if (mention == audit.model.trace.mentions.end()) return {};
    const IndexedPackage package = index.package(toShownText(mention->name));
    if (package.versions.isEmpty()) return paragraph(package.trouble);
    const auto releases = static_cast<int>(package.versions.size());
    QString html = paragraph(
        QCoreApplication::translate("Hover", "The index data holds %n release(s): %1", nullptr,
                                    releases)
            .arg(package.versions.first(std::min(mostShown, package.versions.size())).join(u", "_s)
                 + (package.versions.size() > mostShown ? u"…"_s : QString())));
    if (!package.newestListed.isEmpty())
        html += paragraph(QCoreApplication::translate(
                              "Hover", "Newest release listed in %1: %2, not recorded further.")
                              .arg(package.newestMonth, package.newestListed));
    return html;
}

QString variableCard(const Audit& audit, Span place)
{
    if (place.file != audit.model.dockerfileText) return {};
    const std::optional<Span> origin = variableAt(audit, place);
    if (!origin) return {};
    const std::string_view setting = audit.model.sources.slice(*origin);
    const std::string name(setting.substr(0, setting.find('=')));
    QString html = paragraph(
        QCoreApplication::translate("Hover", "Set in %1: %2")
            .arg(placeText(audit.model.sources, *origin),
                 toShownText(
                     audit.model.sources.text(origin->file)
                         .lineText(audit.model.sources.text(origin->file).lineOf(origin->begin)))
                     .simplified()));
    if (const auto given = audit.model.options.buildArguments.find(name);
        given != audit.model.options.buildArguments.end())
        html += paragraph(QCoreApplication::translate("Hover", "Given as build argument: %1")
                              .arg(toShownText(name + "=" + given->second).section(u'=', 1)));
    return html;
}

} // namespace pinwheel
