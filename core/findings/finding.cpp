#include "core/findings/finding.h"

namespace pinwheel {

std::string_view toText(Grade grade)
{
    switch (grade) {
    case Grade::Unknown:
        return "unknown";
    case Grade::Likely:
        return "likely";
    case Grade::Certain:
        return "certain";
    }
    return {};
}

std::string_view toText(Probability probability)
{
    switch (probability) {
    case Probability::Low:
        return "low";
    case Probability::Medium:
        return "medium";
    case Probability::High:
        return "high";
    case Probability::Certain:
        return "certain";
    }
    return {};
}

std::string_view toText(Impact impact)
{
    switch (impact) {
    case Impact::Low:
        return "low";
    case Impact::Medium:
        return "medium";
    case Impact::High:
        return "high";
    case Impact::Critical:
        return "critical";
    }
    return {};
}

std::string_view toText(Level level)
{
    switch (level) {
    case Level::Low:
        return "low";
    case Level::Medium:
        return "medium";
    case Level::High:
        return "high";
    case Level::Critical:
        return "critical";
    }
    return {};
}

std::string_view toText(Priority priority)
{
    switch (priority) {
    case Priority::Monitor:
        return "monitor";
    case Priority::Optional:
        return "optional";
    case Priority::Important:
        return "important";
    case Priority::Immediate:
        return "immediate";
    }
    return {};
}

std::string_view toText(Applicability applicability)
{
    switch (applicability) {
    case Applicability::Safe:
        return "safe";
    case Applicability::Review:
        return "review";
    case Applicability::Manual:
        return "manual";
    }
    return {};
}

std::optional<Level> levelFromText(std::string_view word)
{
    for (const Level level : {Level::Low, Level::Medium, Level::High, Level::Critical})
        if (toText(level) == word) return level;
    return std::nullopt;
}

} // namespace pinwheel
