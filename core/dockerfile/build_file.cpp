#include "core/dockerfile/build_file.h"

#include "core/base/limits.h"

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>
#include <set>
#include <yaml-cpp/yaml.h>

namespace pinwheel {

namespace {

bool isNameCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// The text that stands for `${expression}`; none to leave it as written.
using Substitute = std::function<std::optional<std::string>(std::string_view expression)>;

/// Replaces `${…}` without nesting; `$$` becomes `$`.
std::string interpolated(std::string_view text, const Substitute& substitute)
{
    std::string result;
    while (!text.empty()) {
        const std::size_t sign = text.find('$');
        result += text.substr(0, sign);
        if (sign == std::string_view::npos) break;
        text.remove_prefix(sign);
        if (text.starts_with("$$")) {
            result += '$';
            text.remove_prefix(2);
            continue;
        }
        const std::size_t end = text.starts_with("${") ? text.find('}') : std::string_view::npos;
        const auto value =
            end == std::string_view::npos ? std::nullopt : substitute(text.substr(2, end - 2));
        if (!value) {
            result += '$';
            text.remove_prefix(1);
            continue;
        }
        result += *value;
        text.remove_prefix(end + 1);
    }
    return result;
}

/// `NAME:-default` and `NAME-default` of the Compose Specification, "Interpolation".
std::optional<std::string> composeDefault(std::string_view expression)
{
    const auto nameEnd = std::ranges::find_if_not(expression, isNameCharacter);
    std::string_view rest =
        expression.substr(static_cast<std::size_t>(nameEnd - expression.begin()));
    if (rest.starts_with(':')) rest.remove_prefix(1);
    if (nameEnd == expression.begin() || !rest.starts_with('-')) return std::nullopt;
    return std::string(rest.substr(1));
}

std::optional<std::string> scalar(const YAML::Node& node)
{
    if (!node.IsDefined() || !node.IsScalar()) return std::nullopt;
    return interpolated(node.Scalar(), composeDefault);
}

void readArguments(const YAML::Node& node, BuildEntry& entry)
{
    if (node.IsMap()) {
        for (const auto& pair : node)
            if (const auto name = scalar(pair.first)) entry.arguments[*name] = scalar(pair.second);
    } else if (node.IsSequence()) {
        for (const auto& item : node) {
            const auto text = scalar(item);
            if (!text) continue;
            const std::size_t equal = text->find('=');
            entry.arguments[text->substr(0, equal)] =
                equal == std::string::npos ? std::nullopt : std::optional(text->substr(equal + 1));
        }
    }
}

BuildEntry readService(std::string name, const YAML::Node& service, const YAML::Node& build)
{
    BuildEntry entry {.name = std::move(name)};
    if (const auto context = scalar(build)) {
        entry.context = *context;
    } else {
        entry.context = scalar(build["context"]).value_or(".");
        entry.dockerfile = scalar(build["dockerfile"]).value_or("Dockerfile");
        entry.dockerfileInline = scalar(build["dockerfile_inline"]);
        entry.target = scalar(build["target"]).value_or("");
        if (const YAML::Node arguments = build["args"]; arguments.IsDefined())
            readArguments(arguments, entry);
        if (const YAML::Node platforms = build["platforms"];
            platforms.IsDefined() && platforms.IsSequence())
            for (const auto& platform : platforms)
                if (const auto text = scalar(platform)) entry.platforms.push_back(*text);
    }
    if (const auto platform = scalar(service["platform"]); platform && entry.platforms.empty())
        entry.platforms.push_back(*platform);
    return entry;
}

std::vector<BuildEntry> readServices(const YAML::Node& services)
{
    std::vector<BuildEntry> entries;
    if (!services.IsDefined() || !services.IsMap()) return entries;
    for (const auto& service : services) {
        if (entries.size() >= limits::buildEntries) break;
        const auto name = scalar(service.first);
        if (!name || !service.second.IsMap()) continue;
        const YAML::Node build = service.second["build"];
        if (build.IsDefined() && (build.IsScalar() || build.IsMap()))
            entries.push_back(readService(*name, service.second, build));
    }
    return entries;
}

using Json = nlohmann::json;

class BakeReader
{
public:
    explicit BakeReader(const Json& file)
        : m_file(file)
    {
        if (const auto variables = file.find("variable");
            variables != file.end() && variables->is_object())
            for (const auto& [name, definition] : variables->items())
                if (const Json& value = first(definition);
                    value.is_object() && value.contains("default"))
                    if (const auto text = plainText(value.at("default"))) m_variables[name] = *text;
    }

    [[nodiscard]] std::vector<BuildEntry> read() const
    {
        std::vector<BuildEntry> entries;
        const auto targets = m_file.find("target");
        if (targets == m_file.end() || !targets->is_object()) return entries;
        for (const auto& [name, definition] : targets->items()) {
            if (entries.size() >= limits::buildEntries) break;
            BuildEntry entry {.name = name};
            std::set<std::string> seen;
            apply(name, entry, seen);
            entries.push_back(std::move(entry));
        }
        return entries;
    }

private:
    /// HCL in JSON form may wrap a block into an array of one.
    static const Json& first(const Json& value)
    {
        return value.is_array() && !value.empty() ? value.front() : value;
    }
    static std::optional<std::string> plainText(const Json& value)
    {
        if (value.is_string()) return value.get<std::string>();
        if (value.is_number() || value.is_boolean()) return value.dump();
        return std::nullopt;
    }
    [[nodiscard]] std::optional<std::string> text(const Json& value) const
    {
        const auto plain = plainText(value);
        if (!plain) return std::nullopt;
        return interpolated(*plain, [this](std::string_view name) -> std::optional<std::string> {
            const auto found = m_variables.find(std::string(name));
            if (found == m_variables.end()) return std::nullopt;
            return found->second;
        });
    }
    void set(const Json& target, const char* key, std::string& field) const
    {
        if (const auto found = target.find(key); found != target.end())
            if (auto value = text(*found)) field = std::move(*value);
    }
    void apply(const std::string& name, BuildEntry& entry, std::set<std::string>& seen) const;
    void applyLists(const Json& target, BuildEntry& entry) const;

    const Json& m_file;
    std::map<std::string, std::string> m_variables;
};

void BakeReader::apply(const std::string& name, BuildEntry& entry,
                       std::set<std::string>& seen) const
{
    const Json& targets = m_file.at("target");
    const auto found = targets.find(name);
    // Inheriting in a circle, or too deeply, ends here.
    if (found == targets.end() || seen.size() > static_cast<std::size_t>(limits::includeDepth))
        return;
    const Json& target = first(*found);
    if (!target.is_object() || !seen.insert(name).second) return;
    if (const auto inherits = target.find("inherits");
        inherits != target.end() && inherits->is_array())
        for (const Json& parent : *inherits)
            if (parent.is_string()) apply(parent.get<std::string>(), entry, seen);
    set(target, "context", entry.context);
    set(target, "dockerfile", entry.dockerfile);
    set(target, "target", entry.target);
    if (const auto inlined = target.find("dockerfile-inline"); inlined != target.end())
        entry.dockerfileInline = text(*inlined);
    applyLists(target, entry);
}

void BakeReader::applyLists(const Json& target, BuildEntry& entry) const
{
    if (const auto arguments = target.find("args");
        arguments != target.end() && arguments->is_object())
        for (const auto& [key, value] : arguments->items())
            entry.arguments[key] = text(value);
    if (const auto platforms = target.find("platforms");
        platforms != target.end() && platforms->is_array()) {
        entry.platforms.clear();
        for (const Json& platform : *platforms)
            if (auto value = text(platform)) entry.platforms.push_back(std::move(*value));
    }
}

/// `$NAME` and `${NAME}` as Compose replaces them: by the environment, else by nothing.
std::string withEnvironment(std::string_view text, const EnvironmentLookup& environment)
{
    constexpr std::string_view nameBytes = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    std::string out;
    while (!text.empty()) {
        const std::size_t sign = std::min(text.find('$'), text.size());
        out += text.substr(0, sign);
        text.remove_prefix(sign);
        if (text.empty()) break;
        const bool braces = text.starts_with("${");
        const std::size_t begin = braces ? 2 : 1;
        const std::size_t end = std::min(text.find_first_not_of(nameBytes, begin), text.size());
        const bool isName = end > begin && (!braces || (end < text.size() && text[end] == '}'));
        if (!isName) {
            out += '$';
            text.remove_prefix(1);
            continue;
        }
        out += environment(std::string(text.substr(begin, end - begin))).value_or(std::string());
        text.remove_prefix(end + (braces ? 1 : 0));
    }
    return out;
}

} // namespace

Result<std::vector<BuildEntry>> readComposeFile(std::string_view text)
{
    try {
        const YAML::Node root = YAML::Load(std::string(text));
        if (!root.IsMap()) return fail(ErrorCode::Malformed, "the Compose file is no mapping");
        return readServices(root["services"]);
    } catch (const YAML::Exception& error) {
        return fail(ErrorCode::Malformed,
                    std::string("the Compose file is no YAML: ") + error.what());
    }
}

Result<std::vector<BuildEntry>> readBakeFile(std::string_view text)
{
    const Json file = Json::parse(text, nullptr, false);
    if (!file.is_object()) return fail(ErrorCode::Malformed, "the bake file is no JSON object");
    return BakeReader(file).read();
}

Result<BuildEntry> placedEntry(BuildEntry entry, const std::filesystem::path& folder, const EnvironmentLookup& environment)
{
    if (entry.dockerfileInline) return fail(ErrorCode::Usage, "its Dockerfile stands in the file itself, which is not read");
    const std::string context = withEnvironment(entry.context, environment);
    if (context.contains("://") || context.starts_with("git@")) return fail(ErrorCode::Usage, "its context is not a folder here");
    const std::filesystem::path placed = (folder / context).lexically_normal();
    entry.context = placed.string();
    entry.dockerfile = (placed / withEnvironment(entry.dockerfile, environment)).lexically_normal().string();
    for (auto& [name, value] : entry.arguments) value = value ? withEnvironment(*value, environment) : environment(name);
    return entry;
}

} // namespace pinwheel
