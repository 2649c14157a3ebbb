// ARG and ENV, as BuildKit's dockerfile2llb applies them. Both go into one table for expansion and
// for RUN, the later one wins; so an ARG with a value hides an ENV of the same name that stands
// before it (the Dockerfile reference says that ENV always wins: true of the image, which holds ENV
// alone, and of every ENV that follows the ARG). A stage based on another one starts with its
// table, over which the ENV of its image is laid again.
#include "core/dockerfile/build_variables.h"

#include <algorithm>
#include <array>

namespace pinwheel {

namespace {

/// Arguments that a RUN sees without any declaration when the user gives them. Source: the
/// Dockerfile reference, "Predefined ARGs".
constexpr std::array proxyArguments {
    std::string_view("HTTP_PROXY"),  std::string_view("http_proxy"),
    std::string_view("HTTPS_PROXY"), std::string_view("https_proxy"),
    std::string_view("FTP_PROXY"),   std::string_view("ftp_proxy"),
    std::string_view("NO_PROXY"),    std::string_view("no_proxy"),
    std::string_view("ALL_PROXY"),   std::string_view("all_proxy")};

std::vector<std::pair<std::string, std::string>> platformArguments(const BuildSettings& settings)
{
    const Platform& build = settings.build;
    const Platform& target = settings.target;
    return {{"BUILDPLATFORM", build.toString()},
            {"BUILDOS", build.os},
            {"BUILDARCH", build.architecture},
            {"BUILDVARIANT", build.variant},
            {"TARGETPLATFORM", target.toString()},
            {"TARGETOS", target.os},
            {"TARGETARCH", target.architecture},
            {"TARGETVARIANT", target.variant},
            {"TARGETSTAGE", settings.targetStage.empty() ? "default" : settings.targetStage}};
}

/// `name` or `name=default` of ARG.
struct ArgumentWord {
    std::string_view name;
    std::optional<std::string_view> value;
};

ArgumentWord argumentWord(std::string_view word)
{
    const std::size_t equal = word.find('=');
    if (equal == std::string_view::npos) return {.name = word, .value = std::nullopt};
    return {.name = word.substr(0, equal), .value = word.substr(equal + 1)};
}

} // namespace

BuildVariables BuildVariables::global(const BuildSettings& settings, char escape)
{
    BuildVariables result;
    result.m_given = settings.arguments;
    result.m_escape = escape;
    for (auto& [name, value] : platformArguments(settings)) {
        const auto given = settings.arguments.find(name);
        result.m_variables[name] = {.name = name,
                                    .value =
                                        given == settings.arguments.end() ? value : given->second,
                                    .source = BuildVariable::Source::Predefined};
    }
    return result;
}

BuildVariables BuildVariables::stage(const BuildVariables& global, const BuildVariables* below)
{
    BuildVariables result;
    result.m_given = global.m_given;
    result.m_escape = global.m_escape;
    result.m_global = global.m_variables;
    if (below == nullptr) return result;
    result.m_variables = below->m_variables;
    result.m_declared = below->m_declared;
    result.m_environment = below->m_environment;
    result.m_unknownReason = below->m_unknownReason;
    for (const auto& [name, variable] : result.m_environment)
        result.m_variables[name] = variable;
    return result;
}

void BuildVariables::inheritEnvironment(std::string name, Known<std::string> value)
{
    setEnvironment(std::move(name), std::move(value), {});
}

void BuildVariables::inheritUnknownEnvironment(std::string reason)
{
    m_unknownReason = std::move(reason);
}

void BuildVariables::setEnvironment(std::string name, Known<std::string> value, Span origin)
{
    const BuildVariable variable {.name = name,
                                  .value = std::move(value),
                                  .source = BuildVariable::Source::Environment,
                                  .origin = origin};
    m_variables[name] = variable;
    m_changed.push_back(name);
    m_environment[std::move(name)] = variable;
}

void BuildVariables::declare(const Instruction& arg)
{
    for (const Word& word : arg.words) {
        const ArgumentWord parts = argumentWord(word.text);
        const Expansion name = expand(parts.name);
        if (!name.value || name.value->empty()) continue;
        BuildVariable variable {
            .name = *name.value, .source = BuildVariable::Source::Argument, .origin = word.span};
        const auto global = m_global.find(variable.name);
        if (const auto given = m_given.find(variable.name); given != m_given.end()) {
            variable.value = given->second;
            variable.source = BuildVariable::Source::Given;
        } else if (parts.value) {
            variable.value = expand(*parts.value).value;
        } else if (global != m_global.end()) {
            variable = global->second;
            if (variable.source == BuildVariable::Source::Argument)
                variable.source = BuildVariable::Source::Global;
        } else {
            m_declared.insert(variable.name); // it stays what it was, mostly unset
            continue;
        }
        m_changed.push_back(variable.name);
        m_variables[variable.name] = std::move(variable);
    }
}

void BuildVariables::set(const Instruction& env)
{
    std::vector<BuildVariable> values;
    for (const KeyValue& pair : env.pairs) {
        const Expansion name = expand(pair.key.text);
        if (!name.value || name.value->empty()) continue;
        values.push_back({.name = *name.value,
                          .value = expand(pair.value.text).value,
                          .source = BuildVariable::Source::Environment,
                          .origin = cover(pair.key.span, pair.value.span)});
    }
    for (BuildVariable& value : values)
        setEnvironment(value.name, value.value, value.origin);
}

bool BuildVariables::isDeclared(std::string_view name) const
{
    const BuildVariable* const variable = find(name);
    return m_declared.contains(name)
        || (variable != nullptr && variable->source != BuildVariable::Source::Environment);
}

const BuildVariable* BuildVariables::find(std::string_view name) const
{
    const auto found = m_variables.find(name);
    return found == m_variables.end() ? nullptr : &found->second;
}

std::optional<Known<std::string>> BuildVariables::lookup(std::string_view name) const
{
    if (const BuildVariable* const variable = find(name)) return variable->value;
    if (m_unknownReason) return Known<std::string>(unknown(*m_unknownReason));
    return std::nullopt;
}

Expansion BuildVariables::expand(std::string_view word) const
{
    return expand(word, {.escape = m_escape});
}

Expansion BuildVariables::expand(std::string_view word, const ExpansionOptions& options) const
{
    return expandWord(word, [this](std::string_view name) { return lookup(name); }, options);
}

std::vector<BuildVariable> BuildVariables::forRun() const
{
    std::vector<BuildVariable> result;
    for (const auto& [name, variable] : m_variables)
        result.push_back(variable);
    for (const auto& [name, value] : m_given)
        if (std::ranges::contains(proxyArguments, name) && !m_variables.contains(name))
            result.push_back(
                {.name = name, .value = value, .source = BuildVariable::Source::Predefined});
    return result;
}

std::vector<BuildVariable> BuildVariables::takeChangedForRun()
{
    std::vector<BuildVariable> result;
    if (m_allChanged)
        result = forRun();
    else
        for (const std::string& name : m_changed)
            result.push_back(m_variables.find(name)->second);
    m_allChanged = false;
    m_changed.clear();
    return result;
}

std::vector<BuildVariable> BuildVariables::environment() const
{
    std::vector<BuildVariable> result;
    for (const auto& [name, variable] : m_environment)
        result.push_back(variable);
    return result;
}

} // namespace pinwheel
