#pragma once

// The project's own settings: pinwheel.toml, or [tool.pinwheel] of pyproject.toml, found from the
// audited folder upward; then environment variables; then options of the command line. Each value
// knows where it comes from.

#include "core/audit/audit.h"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// One key that a settings file may hold at its top, with its environment variable and its meaning.
struct SettingKey {
    std::string_view name; ///< "fail-on"
    std::string_view variable; ///< "PINWHEEL_FAIL_ON"
    std::string_view type; ///< "text", "list", "number", "yes or no"
    std::string_view defaultText; ///< as it would be written; "" for none
    std::string_view meaning;
};
/// All of them, in the order in which they are documented.
[[nodiscard]] std::span<const SettingKey> settingKeys();

/// A value and where it was set: "default", "pinwheel.toml:3", "PINWHEEL_TARGET".
struct Setting {
    std::vector<std::string> values; ///< one, or any number for a list
    std::string origin = "default";

    [[nodiscard]] std::string text() const; ///< values joined by ", "
    friend bool operator==(const Setting&, const Setting&) = default;
};

/// One `[[ignore]]` of a settings file: findings that are left out, with a reason.
struct IgnoreRule {
    std::string rule; ///< "PIN101", or "*"
    std::string
        path; ///< pattern of the finding's file, `*` and `?` as in .dockerignore; empty = any
    std::string subject; ///< package, option or image; empty = any
    std::string reason; ///< never empty
    std::string expires; ///< "2027-01-31"; holds to that day; empty = for ever
    std::string origin; ///< "pinwheel.toml:12"

    friend bool operator==(const IgnoreRule&, const IgnoreRule&) = default;
};

struct ProjectSettings {
    std::map<std::string, Setting, std::less<>>
        values; ///< by key; every key of settingKeys() is there
    std::map<std::string, Setting, std::less<>> buildArguments; ///< by name
    std::map<std::string, Setting, std::less<>> levels; ///< by rule: "off" or a level
    std::vector<IgnoreRule> ignores;
    std::filesystem::path file; ///< empty where there is none

    [[nodiscard]] const Setting& at(std::string_view key) const { return values.find(key)->second; }
    [[nodiscard]] std::string text(std::string_view key) const { return at(key).text(); }
};

/// The defaults alone.
[[nodiscard]] ProjectSettings defaultSettings();
/// Sets what a settings file says. Malformed, naming the line, on bad TOML, an unknown key ("did
/// you mean"), a value of another type, an ignore without reason, an unknown rule.
/// @param name   of the file, for origins and errors
/// @param table  "tool.pinwheel" for pyproject.toml, "" for pinwheel.toml
[[nodiscard]] Result<void> applySettingsText(ProjectSettings& settings, std::string_view text,
                                             std::string_view name, std::string_view table);
/// Sets what environment variables say; `variable` gives the value of one, none where it is not
/// set.
[[nodiscard]] Result<void>
applyEnvironment(ProjectSettings& settings,
                 const std::function<std::optional<std::string>(std::string_view)>& variable);

/// The settings file that holds for a folder: in it or in the nearest folder above, up to the top
/// of a repository. Empty where there is none.
[[nodiscard]] std::filesystem::path findSettingsFile(const std::filesystem::path& folder);
/// Defaults, then the settings file of the folder.
[[nodiscard]] Result<ProjectSettings> readProjectSettings(const std::filesystem::path& folder);

/// What the settings do to findings, for AuditServices::policy.
/// @param today  "2026-11-23": an ignore that has expired does not hold
[[nodiscard]] std::function<void(std::vector<Finding>&, const SourceSet&)>
policyOf(const ProjectSettings& settings, std::string today);

} // namespace pinwheel
