#include "ui/words.h"

#include "ui/qt_text.h"

#include <QCoreApplication>

namespace pinwheel {

QString levelWord(Level level)
{
    switch (level) {
    case Level::Low:
        return QCoreApplication::translate("Words", "Low");
    case Level::Medium:
        return QCoreApplication::translate("Words", "Medium");
    case Level::High:
        return QCoreApplication::translate("Words", "High");
    case Level::Critical:
        return QCoreApplication::translate("Words", "Critical");
    }
    return {};
}

QString levelWordUpper(Level level)
{
    return levelWord(level).toUpper();
}

QString probabilityWord(Probability probability)
{
    switch (probability) {
    case Probability::Low:
        return QCoreApplication::translate("Words", "Low");
    case Probability::Medium:
        return QCoreApplication::translate("Words", "Medium");
    case Probability::High:
        return QCoreApplication::translate("Words", "High");
    case Probability::Certain:
        return QCoreApplication::translate("Words", "Certain");
    }
    return {};
}

QString impactWord(Impact impact)
{
    switch (impact) {
    case Impact::Low:
        return QCoreApplication::translate("Words", "Low");
    case Impact::Medium:
        return QCoreApplication::translate("Words", "Medium");
    case Impact::High:
        return QCoreApplication::translate("Words", "High");
    case Impact::Critical:
        return QCoreApplication::translate("Words", "Critical");
    }
    return {};
}

QString priorityWordUpper(Priority priority)
{
    switch (priority) {
    case Priority::Monitor:
        return QCoreApplication::translate("Words", "MONITOR");
    case Priority::Optional:
        return QCoreApplication::translate("Words", "OPTIONAL");
    case Priority::Important:
        return QCoreApplication::translate("Words", "IMPORTANT");
    case Priority::Immediate:
        return QCoreApplication::translate("Words", "IMMEDIATE");
    }
    return {};
}

QString gradeWord(Grade grade)
{
    switch (grade) {
    case Grade::Unknown:
        return QCoreApplication::translate("Words", "Unknown");
    case Grade::Likely:
        return QCoreApplication::translate("Words", "Likely");
    case Grade::Certain:
        return QCoreApplication::translate("Words", "Certain");
    }
    return {};
}

QString applicabilityWord(Applicability applicability)
{
    switch (applicability) {
    case Applicability::Safe:
        return QCoreApplication::translate("Words", "Safe");
    case Applicability::Review:
        return QCoreApplication::translate("Words", "For review");
    case Applicability::Manual:
        return QCoreApplication::translate("Words", "By hand");
    }
    return {};
}

QString decisionWord(DecisionKind kind)
{
    switch (kind) {
    case DecisionKind::Keep:
        return QCoreApplication::translate("Words", "Keep");
    case DecisionKind::Install:
        return QCoreApplication::translate("Words", "Install");
    case DecisionKind::Upgrade:
        return QCoreApplication::translate("Words", "Upgrade");
    case DecisionKind::Downgrade:
        return QCoreApplication::translate("Words", "Downgrade");
    case DecisionKind::Reinstall:
        return QCoreApplication::translate("Words", "Reinstall");
    case DecisionKind::ReplaceBuild:
        return QCoreApplication::translate("Words", "Replace the build");
    case DecisionKind::Uninstall:
        return QCoreApplication::translate("Words", "Uninstall");
    case DecisionKind::Fail:
        return QCoreApplication::translate("Words", "Fail");
    case DecisionKind::Undetermined:
        return QCoreApplication::translate("Words", "Not known");
    }
    return {};
}

QString linkStateWord(LinkState state)
{
    switch (state) {
    case LinkState::Holds:
        return QCoreApplication::translate("Words", "Holds");
    case LinkState::Breaks:
        return QCoreApplication::translate("Words", "Breaks");
    case LinkState::Unknown:
        return QCoreApplication::translate("Words", "Unknown");
    }
    return {};
}

QString placeText(const SourceSet& sources, Span span)
{
    if (span.file.index() >= sources.size()) return {};
    const SourceText& text = sources.text(span.file);
    return toQString(text.path()) + u':' + QString::number(text.place(span.begin).line);
}

} // namespace pinwheel
