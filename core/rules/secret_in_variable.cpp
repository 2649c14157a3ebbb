#include "core/base/ascii_case.h"
#include "core/base/format.h"
#include "core/rules/all_rules.h"
#include "core/rules/build_view.h"

#include <algorithm>

namespace pinwheel {
namespace {

const RuleInfo info {
    .id = "PIN710",
    .name = "secret-in-variable",
    .summary = "A variable whose name tells a secret is set with ARG or ENV.",
    .family = "dockerfile",
    .impact = Impact::High,
    .aliases = {"SecretsUsedInArgOrEnv"},
};

/// The last word of the name, as in API_KEY and DB_PASSWORD.
bool tellsSecret(std::string_view name)
{
    std::string upper(name);
    std::ranges::transform(upper, upper.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    for (const std::string_view allowed : {"PUBLIC", "_FILE", "_PATH", "_URL", "_NAME", "_ID"})
        if (upper.find(allowed) != std::string::npos) return false;
    for (const std::string_view word : {"PASSWORD", "PASSWD", "SECRET", "TOKEN", "API_KEY",
                                        "APIKEY", "ACCESS_KEY", "PRIVATE_KEY", "CREDENTIALS"})
        if (upper == word || upper.ends_with("_" + std::string(word))) return true;
    return false;
}

/// A value that is written out: neither empty nor another variable.
bool holdsValue(std::string_view value)
{
    while (!value.empty() && (value.front() == '"' || value.front() == '\''))
        value.remove_prefix(1);
    while (!value.empty() && (value.back() == '"' || value.back() == '\''))
        value.remove_suffix(1);
    return !value.empty() && value.find('$') == std::string_view::npos;
}

/// A value that says itself that it is none: for a build step that only wants the variable to be
/// set.
bool isPlaceholder(std::string_view value)
{
    const std::string lower = asciiLowerCase(value);
    for (const std::string_view word :
         {"dummy", "placeholder", "changeme", "change-me", "change_me", "example", "fake",
          "not-a-secret", "unused", "insecure", "xxxx", "replace"})
        if (lower.contains(word)) return true;
    return false;
}

void reportSecret(FindingSink& findings, const std::string& name, std::string_view value, Span span)
{
    Finding& finding =
        findings.report(info, name, span, formatted("{} is written into the image", name));
    setGrade(finding, Grade::Likely, "knowing whether the value is a real secret");
    if (isPlaceholder(value)) finding.impact = Impact::Low;
    finding.message =
        formatted("The value of {} stays in the image's history for everyone who has the image. A "
                  "build secret (RUN --mount=type=secret) leaves no trace.",
                  name);
}

void check(const RuleContext& context, FindingSink& findings)
{
    for (const Instruction& instruction : context.model.dockerfile.instructions) {
        if (instruction.keyword == "ENV")
            for (const KeyValue& pair : instruction.pairs)
                if (tellsSecret(pair.key.text) && holdsValue(pair.value.text))
                    reportSecret(findings, pair.key.text, pair.value.text, pair.key.span);
        if (instruction.keyword != "ARG") continue;
        for (const Word& word : instruction.words) {
            const std::size_t equals = word.text.find('=');
            if (equals != std::string::npos && tellsSecret(word.text.substr(0, equals))
                && holdsValue(word.text.substr(equals + 1)))
                reportSecret(findings, word.text.substr(0, equals), word.text.substr(equals + 1),
                             word.span);
        }
    }
}

} // namespace

Rule secretInVariable()
{
    return {info, check};
}

} // namespace pinwheel
