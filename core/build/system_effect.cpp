// apt, apk, dnf and their like: which interpreter a system package brings, and which Python
// distributions.

#include "core/base/format.h"
#include "core/build/install_effects.h"
#include "core/knowledge/knowledge.h"

#include <algorithm>

namespace pinwheel {
namespace {

MetadataKind kindOf(AptMetadata metadata)
{
    switch (metadata) {
    case AptMetadata::Distutils:
        return MetadataKind::Distutils;
    case AptMetadata::EggInfo:
        return MetadataKind::EggInfo;
    case AptMetadata::DistInfo:
        return MetadataKind::DistInfoNoRecord;
    case AptMetadata::DistInfoRecord:
        return MetadataKind::DistInfo;
    case AptMetadata::Unknown:
        return MetadataKind::Unknown;
    }
    return MetadataKind::Unknown;
}

/// The prefix of the distribution's own Python; other versions keep their packages apart.
std::string prefixOf(const StageState& state, const std::string& python)
{
    const auto system = state.environments.find("/usr");
    if (system == state.environments.end() || !system->second->python.isKnown()
        || *system->second->python == python)
        return "/usr";
    return "/usr/lib/python" + python;
}

void addInterpreter(InstallContext& context, const std::string& python)
{
    StageState& state = context.state;
    const std::string prefix = prefixOf(state, python);
    if (state.environments.contains(prefix)) return;
    Environment environment;
    environment.name = formatted("system Python {}", python);
    environment.prefix = prefix;
    environment.python = python;
    environment.externallyManaged =
        context.run.services.knowledge->externallyManaged(state.base.os, state.base.osVersion);
    const bool isDefault = prefix == "/usr";
    state.executables.add("/usr/bin/python" + python, {Executable::Kind::Python, prefix, python});
    if (isDefault)
        state.executables.add("/usr/bin/python3", {Executable::Kind::Python, prefix, python});
    state.environments.insert_or_assign(prefix, context.run.copyOf(environment));
}

void addPip(InstallContext& context, const std::string& tool)
{
    StageState& state = context.state;
    if (!state.environments.contains("/usr")) return;
    const std::string python = state.environments.at("/usr")->python.valueOr("");
    for (const char* name : {"/usr/bin/pip3", "/usr/bin/pip"})
        state.executables.add(name, {Executable::Kind::Pip, "/usr", python});
    Environment& environment = changeEnvironment(context, "/usr");
    if (environment.find("pip") != nullptr) return;
    InstalledDistribution pip;
    pip.name = pip.displayName = "pip";
    pip.version =
        context.run.services.knowledge->distributionPip(state.base.os, state.base.osVersion);
    pip.grade = pip.version.isKnown() ? Grade::Certain : Grade::Unknown;
    pip.index = pip.installer = tool;
    pip.metadata = MetadataKind::Unknown;
    pip.layer = context.step;
    environment.put(std::move(pip));
}

void addDistributions(InstallContext& context, InstallStep& step, const PackageArgument& package)
{
    const StageState& state = context.state;
    if (!state.environments.contains("/usr")) return;
    for (const AptPythonDistribution& there :
         context.run.services.knowledge->aptPythonDistributions(state.base.os, state.base.osVersion,
                                                                package.name)) {
        InstalledDistribution distribution;
        distribution.name = distribution.displayName = there.distribution;
        distribution.version = there.version;
        distribution.index = distribution.installer =
            step.tool.starts_with("apt") ? "apt" : step.tool;
        distribution.metadata = kindOf(there.metadata);
        distribution.layer = step.layer;
        distribution.askedBy = package.span;
        distribution.grade = there.version.isKnown() ? Grade::Certain : Grade::Unknown;
        step.decisions.push_back(
            {.name = distribution.name,
             .displayName = distribution.name,
             .kind = DecisionKind::Install,
             .after = distribution.versionText(),
             .afterIndex = distribution.index,
             .versionKnown = there.version.isKnown(),
             .grade = distribution.grade,
             .reason = formatted("the system package {} brings it", package.name),
             .askedBy = {package.span}});
        changeEnvironment(context, "/usr").put(std::move(distribution));
    }
}

} // namespace

void performSystem(InstallContext& context, InstallStep& step)
{
    step.isSystem = true;
    step.tool = step.tool.starts_with("apt") ? "apt" : step.tool;
    if (step.command.action != InstallAction::Install) return;
    const Knowledge& knowledge = *context.run.services.knowledge;
    StageState& state = context.state;
    bool bringsPip = false;
    for (const PackageArgument& package : step.command.arguments) {
        if (package.name.empty()) continue;
        step.systemPackages.push_back(package.name);
        state.systemPackages.insert(package.name);
        const auto python =
            knowledge.systemPythonPackage(state.base.os, state.base.osVersion, package.name);
        if (!python) continue;
        if (!python->python.empty()) addInterpreter(context, python->python);
        bringsPip |= python->bringsPip;
        if (package.name == "python-is-python3" && state.environments.contains("/usr"))
            state.executables.add("/usr/bin/python",
                                  {Executable::Kind::Python, "/usr",
                                   state.environments.at("/usr")->python.valueOr("")});
    }
    if (bringsPip) addPip(context, step.tool);
    for (const PackageArgument& package : step.command.arguments)
        if (!package.name.empty()) addDistributions(context, step, package);
    std::ranges::sort(step.systemPackages);
    if (const auto environment = state.environments.find("/usr");
        environment != state.environments.end()) {
        step.after = environment->second;
        step.environment = environment->second->name;
    }
}

} // namespace pinwheel
