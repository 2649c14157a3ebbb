#include "core/settings/project_settings.h"

#include "core/base/format.h"
#include "core/rules/rule.h"
#include "core/settings/suggestion.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <toml++/toml.hpp>

namespace pinwheel {
namespace fs = std::filesystem;

namespace {

constexpr auto keys = std::to_array<SettingKey>({
    {"dockerfile", "PINWHEEL_DOCKERFILE", "text", "",
     "Dockerfile to audit, relative to the audited folder"},
    {"context", "PINWHEEL_CONTEXT", "text", "", "Build context, relative to the audited folder"},
    {"target", "PINWHEEL_TARGET", "text", "",
     "Stage to build, by name or number; the last one where it is not set"},
    {"platform", "PINWHEEL_PLATFORM", "text", "linux/amd64", "Platform of the image"},
    {"gpus", "PINWHEEL_GPUS", "list", "", "GPUs that the image will run on"},
    {"driver", "PINWHEEL_DRIVER", "text", "", "NVIDIA driver version of the hosts"},
    {"profile", "PINWHEEL_PROFILE", "text", "default", "Rules to apply: default, strict or all"},
    {"fail-on", "PINWHEEL_FAIL_ON", "text", "high",
     "Exit status 1 from this level on: critical, high, medium, low, never"},
    {"max-findings", "PINWHEEL_MAX_FINDINGS", "number", "",
     "Exit status 1 when there are more findings"},
    {"resolve", "PINWHEEL_RESOLVE", "yes or no", "true",
     "Use index data; without it versions are ranges"},
    {"index", "PINWHEEL_INDEX", "text", "shipped",
     "Index data: shipped or a file; live (asks the indexes themselves) only from the command line "
     "and the environment"},
    {"index-url", "PINWHEEL_INDEX_URL", "text", "",
     "Address of pip's default index, for a live index; else PIP_INDEX_URL"},
    {"fixes", "PINWHEEL_FIXES", "yes or no", "true", "Work out fixes"},
    {"knowledge", "PINWHEEL_KNOWLEDGE", "list", "",
     "Files with facts of your own, relative to the settings file"},
});

std::vector<std::string> namesOf(std::span<const SettingKey> table)
{
    std::vector<std::string> out;
    for (const SettingKey& key : table)
        out.emplace_back(key.name);
    return out;
}

/// Reads one table of a settings file; the first trouble ends it.
class SettingsReader
{
public:
    SettingsReader(ProjectSettings& settings, std::string_view name)
        : m_settings(settings)
        , m_name(name)
    {
    }

    Result<void> read(const toml::table& table)
    {
        for (const auto& [key, node] : table) {
            const std::string name(key.str());
            Result<void> done;
            if (name == "build-args")
                done = readBuildArguments(node);
            else if (name == "severity")
                done = readLevels(node);
            else if (name == "ignore")
                done = readIgnores(node);
            else
                done = readValue(name, node, key.source());
            if (!done) return done;
        }
        return {};
    }

private:
    [[nodiscard]] std::string origin(const toml::source_region& source) const
    {
        return formatted("{}:{}", m_name, source.begin.line);
    }
    [[nodiscard]] std::unexpected<Error> trouble(const toml::source_region& source,
                                                 std::string_view text) const
    {
        return fail(ErrorCode::Malformed, formatted("{}: {}", origin(source), text));
    }

    Result<void> readValue(const std::string& name, const toml::node& node,
                           const toml::source_region& source)
    {
        const auto key = std::ranges::find(keys, name, &SettingKey::name);
        if (key == keys.end()) {
            std::vector<std::string> known = namesOf(keys);
            known.insert(known.end(), {"build-args", "severity", "ignore"});
            return trouble(source, formatted("unknown key '{}'{}", name, didYouMean(name, known)));
        }
        Setting setting {.values = {}, .origin = origin(source)};
        if (key->type == "text" && node.is_string())
            setting.values = {node.as_string()->get()};
        else if (key->type == "number" && node.is_integer())
            setting.values = {std::to_string(node.as_integer()->get())};
        else if (key->type == "yes or no" && node.is_boolean())
            setting.values = {node.as_boolean()->get() ? "true" : "false"};
        else if (key->type == "list" && node.is_array()
                 && std::ranges::all_of(*node.as_array(),
                                        [](const toml::node& item) { return item.is_string(); }))
            for (const toml::node& item : *node.as_array())
                setting.values.push_back(item.as_string()->get());
        else
            return trouble(source,
                           formatted("'{}' wants a {}", name,
                                     key->type == "list" ? "list of texts" : key->type));
        m_settings.values.insert_or_assign(name, std::move(setting));
        return {};
    }

    Result<void> readBuildArguments(const toml::node& node)
    {
        if (!node.is_table()) return trouble(node.source(), "'build-args' wants a table");
        for (const auto& [key, value] : *node.as_table()) {
            if (!value.is_string())
                return trouble(key.source(),
                               formatted("the build argument '{}' wants a text", key.str()));
            m_settings.buildArguments.insert_or_assign(
                std::string(key.str()), Setting {{value.as_string()->get()}, origin(key.source())});
        }
        return {};
    }

    [[nodiscard]] static std::vector<std::string> ruleIds()
    {
        std::vector<std::string> ids;
        for (const Rule& rule : allRules())
            ids.emplace_back(rule.info.id);
        return ids;
    }

    Result<void> readLevels(const toml::node& node)
    {
        if (!node.is_table()) return trouble(node.source(), "'severity' wants a table");
        for (const auto& [key, value] : *node.as_table()) {
            const std::string rule(key.str());
            if (!findRule(rule))
                return trouble(key.source(),
                               formatted("unknown rule '{}'{}", rule, didYouMean(rule, ruleIds())));
            const std::string word = value.is_string() ? value.as_string()->get() : "";
            if (word != "off" && !levelFromText(word))
                return trouble(
                    key.source(),
                    formatted("the severity of {} is off, low, medium, high or critical", rule));
            m_settings.levels.insert_or_assign(std::string(findRule(rule)->info.id),
                                               Setting {{word}, origin(key.source())});
        }
        return {};
    }

    Result<void> readIgnores(const toml::node& node)
    {
        if (!node.is_array()) return trouble(node.source(), "ignores are written as [[ignore]]");
        for (const toml::node& item : *node.as_array()) {
            if (!item.is_table())
                return trouble(item.source(), "ignores are written as [[ignore]]");
            if (auto read = readIgnore(*item.as_table()); !read) return read;
        }
        return {};
    }

    Result<void> readIgnore(const toml::table& table)
    {
        IgnoreRule ignore {.rule = "*", .origin = origin(table.source())};
        for (const auto& [key, value] : table) {
            const std::string name(key.str());
            const bool isDate = name == "expires" && value.is_date();
            if (!value.is_string() && !isDate)
                return trouble(key.source(), formatted("'{}' of an ignore wants a text", name));
            const std::string text =
                isDate ? dateText(value.as_date()->get()) : value.as_string()->get();
            if (name == "rule")
                ignore.rule = text;
            else if (name == "path")
                ignore.path = text;
            else if (name == "subject" || name == "package")
                ignore.subject = text;
            else if (name == "reason")
                ignore.reason = text;
            else if (name == "expires")
                ignore.expires = text;
            else
                return trouble(key.source(),
                               formatted("unknown key '{}' of an ignore{}", name,
                                         didYouMean(name,
                                                    {"rule", "path", "subject", "package", "reason",
                                                     "expires"})));
            if (name == "rule" && text != "*" && !findRule(text))
                return trouble(key.source(),
                               formatted("unknown rule '{}'{}", text, didYouMean(text, ruleIds())));
            if (name == "expires" && !isDateText(text))
                return trouble(key.source(), "'expires' wants a date such as 2027-01-31");
        }
        if (ignore.reason.empty()) return trouble(table.source(), "an ignore wants a reason");
        if (ignore.rule != "*") ignore.rule = findRule(ignore.rule)->info.id;
        m_settings.ignores.push_back(std::move(ignore));
        return {};
    }

    [[nodiscard]] static std::string dateText(const toml::date& date)
    {
        return formatted("{:04}-{:02}-{:02}", static_cast<int>(date.year),
                         static_cast<int>(date.month), static_cast<int>(date.day));
    }
    [[nodiscard]] static bool isDateText(std::string_view text)
    {
        if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
        return std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; }) == 8;
    }

    ProjectSettings& m_settings;
    std::string m_name;
};

} // namespace

std::span<const SettingKey> settingKeys()
{
    return keys;
}

std::string Setting::text() const
{
    std::string out;
    for (const std::string& value : values)
        out += (out.empty() ? "" : ", ") + value;
    return out;
}

ProjectSettings defaultSettings()
{
    ProjectSettings settings;
    for (const SettingKey& key : keys) {
        Setting setting;
        if (!key.defaultText.empty()) setting.values.emplace_back(key.defaultText);
        settings.values.emplace(std::string(key.name), std::move(setting));
    }
    return settings;
}

Result<void> applySettingsText(ProjectSettings& settings, std::string_view text,
                               std::string_view name, std::string_view path)
{
    toml::table parsed;
    try { // the library's own way of telling a syntax error
        parsed = toml::parse(text, name);
    } catch (const toml::parse_error& error) {
        return fail(ErrorCode::Malformed,
                    formatted("{}:{}: {}", name, error.source().begin.line, error.description()));
    }
    const toml::table* table = &parsed;
    if (!path.empty()) {
        const toml::node* found = parsed.at_path(path).node();
        if (!found) return {};
        table = found->as_table();
        if (!table)
            return fail(ErrorCode::Malformed, formatted("{}: [{}] is no table", name, path));
    }
    return SettingsReader(settings, name).read(*table);
}

Result<void>
applyEnvironment(ProjectSettings& settings,
                 const std::function<std::optional<std::string>(std::string_view)>& variable)
{
    for (const SettingKey& key : keys) {
        const auto value = variable(key.variable);
        if (!value) continue;
        Setting setting {.values = {}, .origin = std::string(key.variable)};
        if (key.type == "yes or no" && *value != "true" && *value != "false")
            return fail(ErrorCode::Usage,
                        formatted("{}: '{}' is neither true nor false", key.variable, *value));
        int number = 0;
        if (key.type == "number"
            && (std::from_chars(value->data(), value->data() + value->size(), number).ptr
                    != value->data() + value->size()
                || value->empty()))
            return fail(ErrorCode::Usage, formatted("{}: '{}' is no number", key.variable, *value));
        if (key.type != "list")
            setting.values = {*value};
        else
            for (std::size_t at = 0; at < value->size();) {
                const std::size_t end = std::min(value->find(',', at), value->size());
                const std::size_t first = value->find_first_not_of(' ', at);
                if (first < end)
                    setting.values.push_back(
                        value->substr(first, value->find_last_not_of(' ', end - 1) - first + 1));
                at = end + 1;
            }
        settings.values.insert_or_assign(std::string(key.name), std::move(setting));
    }
    return {};
}

fs::path findSettingsFile(const fs::path& start)
{
    std::error_code error;
    fs::path folder = fs::weakly_canonical(start, error);
    constexpr int foldersUp = 64; // deeper trees do not occur
    for (int i = 0; i < foldersUp && !folder.empty(); ++i) {
        if (fs::is_regular_file(folder / "pinwheel.toml", error)) return folder / "pinwheel.toml";
        if (fs::is_regular_file(folder / "pyproject.toml", error)) {
            const auto text = readTextFile(folder / "pyproject.toml");
            if (text && text->contains("[tool.pinwheel")) return folder / "pyproject.toml";
        }
        if (fs::exists(folder / ".git", error) || folder == folder.parent_path()) break;
        folder = folder.parent_path();
    }
    return {};
}

Result<ProjectSettings> readProjectSettings(const fs::path& folder)
{
    ProjectSettings settings = defaultSettings();
    settings.file = findSettingsFile(folder);
    if (settings.file.empty()) return settings;
    PINWHEEL_TRY(text, readTextFile(settings.file));
    const std::string name = settings.file.filename().string();
    if (auto applied = applySettingsText(settings, text, name,
                                         name == "pyproject.toml" ? "tool.pinwheel" : "");
        !applied)
        return std::unexpected(applied.error());
    return settings;
}

} // namespace pinwheel
