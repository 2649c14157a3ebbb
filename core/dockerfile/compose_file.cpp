#include "core/dockerfile/compose_file.h"

#include "core/base/limits.h"
#include "core/text/file_provider.h"

#include <algorithm>
#include <array>
#include <yaml-cpp/yaml.h>

namespace pinwheel {
namespace {

namespace fs = std::filesystem;

/// What one file says of a service's build; what it does not say may come from another.
struct ServicePart {
    bool builds = false;
    bool replaces = false; ///< `build: !override`: nothing is taken from what is extended
    std::optional<std::string> context;
    std::optional<std::string> dockerfile;
    std::optional<std::string> dockerfileInline;
    std::optional<std::string> target;
    std::optional<std::string> platform; ///< of the service
    std::map<std::string, std::optional<std::string>> arguments;
    std::vector<std::string> platforms;
    std::string trouble;
};

/// A file that is read, with its folder as seen from the first one's.
struct ComposeSource {
    YAML::Node root;
    fs::path folder;
};

Result<YAML::Node> mappingOf(std::string_view text, std::string_view what)
{
    try {
        YAML::Node root = YAML::Load(std::string(text));
        if (!root.IsMap()) return fail(ErrorCode::Malformed, std::string(what) + " is no mapping");
        return root;
    } catch (const YAML::Exception& error) {
        return fail(ErrorCode::Malformed, std::string(what) + " is no YAML: " + error.what());
    }
}

/// The value of a key, also of one that `<<` brings in. Source: YAML, "Merge Key
/// Language-Independent Type".
YAML::Node valueAt(const YAML::Node& map, const std::string& key, std::size_t depth = 0)
{
    if (!map.IsDefined() || !map.IsMap()) return YAML::Node(YAML::NodeType::Undefined);
    if (const YAML::Node own = map[key]; own.IsDefined()) return own;
    const YAML::Node merged = map["<<"];
    if (!merged.IsDefined() || depth >= limits::includeDepth)
        return YAML::Node(YAML::NodeType::Undefined);
    if (merged.IsMap()) return valueAt(merged, key, depth + 1);
    if (merged.IsSequence())
        for (const auto& one : merged)
            if (const YAML::Node value = valueAt(one, key, depth + 1); value.IsDefined())
                return value;
    return YAML::Node(YAML::NodeType::Undefined);
}

/// Mappings are merged key by key, lists are appended, other values replaced. Source: the Compose
/// Specification, "merge".
ServicePart merged(ServicePart base, ServicePart over)
{
    if (over.replaces) {
        if (!over.platform) over.platform = std::move(base.platform);
        return over;
    }
    const auto take = [](std::optional<std::string>& field, std::optional<std::string>& value) {
        if (value) field = std::move(value);
    };
    base.builds = base.builds || over.builds;
    take(base.context, over.context);
    take(base.dockerfile, over.dockerfile);
    take(base.dockerfileInline, over.dockerfileInline);
    take(base.target, over.target);
    take(base.platform, over.platform);
    for (auto& [name, value] : over.arguments)
        base.arguments.insert_or_assign(name, std::move(value));
    for (std::string& platform : over.platforms)
        if (!std::ranges::contains(base.platforms, platform))
            base.platforms.push_back(std::move(platform));
    if (base.trouble.empty()) base.trouble = std::move(over.trouble);
    return base;
}

BuildEntry entryOf(std::string name, ServicePart part)
{
    BuildEntry entry {.name = std::move(name),
                      .context = part.context.value_or("."),
                      .dockerfile = part.dockerfile.value_or("Dockerfile"),
                      .dockerfileInline = std::move(part.dockerfileInline),
                      .arguments = std::move(part.arguments),
                      .target = part.target.value_or(""),
                      .platforms = std::move(part.platforms),
                      .trouble = std::move(part.trouble)};
    if (part.platform && entry.platforms.empty())
        entry.platforms.push_back(*std::move(part.platform));
    return entry;
}

/// Reads the services of a Compose file; the first variable that has to have a value and has none
/// ends it.
class ComposeReader
{
public:
    ComposeReader(const EnvironmentLookup& environment, const ComposeNeighbours& neighbours)
        : m_environment(environment)
        , m_neighbours(neighbours)
    {
    }

    /// @param files  in the order in which they are merged
    Result<std::vector<BuildEntry>> read(std::span<const YAML::Node> files)
    {
        std::vector<std::string> names;
        std::map<std::string, ServicePart> parts;
        for (const YAML::Node& root : files) {
            const YAML::Node services = root["services"];
            if (!services.IsDefined() || !services.IsMap()) continue;
            for (const auto& service : services) {
                if (names.size() >= limits::buildEntries) break;
                const auto name = scalar(service.first);
                if (!name || !service.second.IsMap()) continue;
                ServicePart part = partOf({.root = root, .folder = {}}, *name, service.second, 0);
                const auto [known, isNew] = parts.try_emplace(*name);
                if (isNew) names.push_back(*name);
                known->second = merged(std::move(known->second), std::move(part));
            }
        }
        if (m_problem) return std::unexpected(*m_problem);
        std::vector<BuildEntry> entries;
        for (std::string& name : names)
            if (ServicePart& part = parts.at(name); part.builds)
                entries.push_back(entryOf(std::move(name), std::move(part)));
        return entries;
    }

private:
    std::optional<std::string> scalar(const YAML::Node& node)
    {
        if (!node.IsDefined() || !node.IsScalar()) return std::nullopt;
        Result<std::string> text = composeInterpolated(node.Scalar(), m_environment);
        if (text) return *text;
        if (!m_problem) m_problem = text.error();
        return std::nullopt;
    }

    void readArguments(const YAML::Node& node, ServicePart& part)
    {
        if (node.IsMap()) {
            for (const auto& pair : node) {
                const auto name = scalar(pair.first);
                if (name && *name == "<<" && pair.second.IsMap())
                    readArguments(pair.second, part);
                else if (name)
                    part.arguments[*name] = scalar(pair.second);
            }
        } else if (node.IsSequence()) {
            for (const auto& item : node) {
                const auto text = scalar(item);
                if (!text) continue;
                const std::size_t equal = text->find('=');
                part.arguments[text->substr(0, equal)] = equal == std::string::npos
                    ? std::nullopt
                    : std::optional(text->substr(equal + 1));
            }
        }
    }

    void readBuild(const YAML::Node& build, const fs::path& folder, ServicePart& part)
    {
        part.builds = true;
        part.replaces = build.Tag() == "!override";
        part.context = build.IsScalar() ? scalar(build) : scalar(valueAt(build, "context"));
        const bool isHere = part.context && !isRemoteContext(*part.context);
        if (isHere && !folder.empty())
            part.context = (folder / *part.context).lexically_normal().string();
        part.dockerfile = scalar(valueAt(build, "dockerfile"));
        part.dockerfileInline = scalar(valueAt(build, "dockerfile_inline"));
        part.target = scalar(valueAt(build, "target"));
        if (const YAML::Node arguments = valueAt(build, "args"); arguments.IsDefined())
            readArguments(arguments, part);
        if (const YAML::Node platforms = valueAt(build, "platforms");
            platforms.IsDefined() && platforms.IsSequence())
            for (const auto& platform : platforms)
                if (const auto text = scalar(platform)) part.platforms.push_back(*text);
    }

    ServicePart partOf(const ComposeSource& file, const std::string& name,
                       const YAML::Node& service, std::size_t depth)
    {
        ServicePart part;
        const YAML::Node build = valueAt(service, "build");
        const bool isReset = build.IsDefined() && build.Tag() == "!reset";
        if (build.IsDefined() && !isReset && (build.IsScalar() || build.IsMap()))
            readBuild(build, file.folder, part);
        part.platform = scalar(valueAt(service, "platform"));
        const YAML::Node extends = valueAt(service, "extends");
        if (isReset) part.replaces = true;
        if (!extends.IsDefined()) return part;
        return merged(extended(file, name, extends, depth), std::move(part));
    }

    /// What a service starts from.
    ServicePart extended(const ComposeSource& file, const std::string& name,
                         const YAML::Node& extends, std::size_t depth)
    {
        const auto trouble = [](std::string why) {
            ServicePart part;
            part.trouble = std::move(why);
            return part;
        };
        if (depth >= limits::includeDepth)
            return trouble("it extends itself, or too many services");
        const auto from =
            extends.IsScalar() ? scalar(extends) : scalar(valueAt(extends, "service"));
        if (!from) return trouble("it extends a service without a name");
        ComposeSource source = file;
        if (const auto path = scalar(valueAt(extends, "file"))) {
            const fs::path place = (file.folder / *path).lexically_normal();
            const Result<std::string> text = m_neighbours(place.string());
            auto root = text ? mappingOf(*text, place.string())
                             : Result<YAML::Node>(std::unexpected(text.error()));
            if (!root) return trouble("it extends another file: " + root.error().message);
            source = {.root = *std::move(root), .folder = place.parent_path()};
        }
        const YAML::Node service = valueAt(valueAt(source.root, "services"), *from);
        if (!service.IsDefined() || !service.IsMap())
            return trouble("it extends the service " + *from + ", which is not there");
        return partOf(source, name, service, depth + 1);
    }

    const EnvironmentLookup& m_environment;
    const ComposeNeighbours& m_neighbours;
    std::optional<Error> m_problem;
};

/// Names under which Compose looks for a project's file without being told one, and for what
/// overrides it.
constexpr std::array<std::string_view, 4> usualNames {"compose.yaml", "compose.yml",
                                                      "docker-compose.yml", "docker-compose.yaml"};
constexpr std::array<std::string_view, 4> overrideNames {
    "compose.override.yml", "compose.override.yaml", "docker-compose.override.yml",
    "docker-compose.override.yaml"};

} // namespace

ComposeNeighbours filesBeside(const fs::path& composeFile)
{
    return [folder = composeFile.parent_path()](const std::string& path) {
        return readTextFile(folder / path);
    };
}

bool isComposeOverrideName(std::string_view name)
{
    return std::ranges::contains(overrideNames, name);
}

Result<std::vector<BuildEntry>> readComposeFile(std::string_view name, std::string_view text,
                                                const EnvironmentLookup& environment,
                                                const ComposeNeighbours& neighbours)
{
    PINWHEEL_TRY(root, mappingOf(text, "the Compose file"));
    std::vector<YAML::Node> files {std::move(root)};
    if (std::ranges::contains(usualNames, name)) {
        for (const std::string_view candidate : overrideNames) {
            const Result<std::string> other = neighbours(std::string(candidate));
            if (!other) continue;
            PINWHEEL_TRY(overriding, mappingOf(*other, candidate));
            files.push_back(std::move(overriding));
            break;
        }
    }
    try {
        return ComposeReader(environment, neighbours).read(files);
    } catch (const YAML::Exception& error) {
        return fail(ErrorCode::Malformed,
                    std::string("the Compose file is no YAML: ") + error.what());
    }
}

} // namespace pinwheel
