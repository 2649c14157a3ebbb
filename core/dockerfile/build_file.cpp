#include "core/dockerfile/build_file.h"

#include "core/base/limits.h"
#include "core/base/redact.h"

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>
#include <set>

namespace pinwheel {

namespace {

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

using Json = nlohmann::json;

class BakeReader
{
public:
    BakeReader(const Json& file, const EnvironmentLookup& environment)
        : m_file(file)
    {
        if (const auto variables = file.find("variable");
            variables != file.end() && variables->is_object())
            for (const auto& [name, definition] : variables->items())
                if (const Json& value = first(definition); value.is_object()) {
                    // A variable of the environment has its say before the default.
                    if (const auto given = environment(name))
                        m_variables[name] = *given;
                    else if (value.contains("default"))
                        if (const auto text = plainText(value.at("default")))
                            m_variables[name] = *text;
                }
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

} // namespace

bool isRemoteContext(std::string_view context)
{
    return context.contains("://") || context.starts_with("git@")
        || context.starts_with("github.com/");
}

Result<std::vector<BuildEntry>> readBakeFile(std::string_view text,
                                             const EnvironmentLookup& environment)
{
    const Json file = Json::parse(text, nullptr, false);
    if (!file.is_object()) return fail(ErrorCode::Malformed, "the bake file is no JSON object");
    return BakeReader(file, environment).read();
}

Result<BuildEntry> placedEntry(BuildEntry entry, const std::filesystem::path& folder,
                               const EnvironmentLookup& environment)
{
    if (!entry.trouble.empty()) return fail(ErrorCode::Usage, entry.trouble);
    if (entry.dockerfileInline)
        return fail(ErrorCode::Usage,
                    "its Dockerfile stands in the file itself, which is not read");
    if (isRemoteContext(entry.context))
        return fail(ErrorCode::Usage,
                    "its context is not a folder here but " + redactCredentials(entry.context));
    const std::filesystem::path placed = (folder / entry.context).lexically_normal();
    entry.context = placed.string();
    entry.dockerfile = (placed / entry.dockerfile).lexically_normal().string();
    for (auto& [name, value] : entry.arguments)
        if (!value) value = environment(name);
    return entry;
}

} // namespace pinwheel
