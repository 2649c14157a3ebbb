// What a stage starts with: the facts of the knowledge base about its image, as an image state.

#include "core/base/format.h"
#include "core/build/stage_state.h"
#include "core/knowledge/knowledge.h"

#include <algorithm>

namespace pinwheel {
namespace {

constexpr std::string_view defaultPath =
    "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// "3.10" of "3.10.14".
std::string minorOf(const std::string& version)
{
    const std::size_t first = version.find('.');
    const std::size_t second = first == std::string::npos ? first : version.find('.', first + 1);
    return version.substr(0, second);
}

InstalledDistribution preinstalled(std::string name, Known<std::string> version, std::string index,
                                   std::uint32_t step)
{
    InstalledDistribution distribution;
    distribution.name = name;
    distribution.displayName = std::move(name);
    distribution.grade = version.isKnown() ? Grade::Certain : Grade::Unknown;
    distribution.version = std::move(version);
    distribution.index = index.empty() ? "base image" : std::move(index);
    distribution.installer = "base image";
    distribution.layer = step;
    return distribution;
}

std::string environmentName(const BaseImageFacts& facts)
{
    if (facts.pythonPrefix == "/opt/conda") return "conda base";
    return formatted("Python {}", minorOf(*facts.python));
}

/// Whether the image brings a torch that does not work with NumPy 2 (fact numpy2-first), so that
/// its NumPy is an older one.
bool hasTorchOfNumpy1(const Interpretation& run, const BaseImageFacts& facts)
{
    const auto torch =
        std::ranges::find(facts.preinstalled, "torch", &PreinstalledDistribution::name);
    if (torch == facts.preinstalled.end() || !torch->version.isKnown()) return false;
    const TorchRelease* release = run.services.knowledge->torchRelease(*torch->version);
    return release != nullptr && release->numpy2.isKnown() && !*release->numpy2;
}

void addImagePython(Interpretation& run, StageState& state, const BaseImageFacts& facts,
                    std::uint32_t step)
{
    Environment environment;
    environment.name = environmentName(facts);
    environment.prefix = facts.pythonPrefix.empty() ? "/usr/local" : facts.pythonPrefix;
    environment.kind = facts.condaTool.empty() ? EnvironmentKind::System : EnvironmentKind::Conda;
    environment.python = minorOf(*facts.python);
    environment.externallyManaged = facts.externallyManaged;
    environment.complete = facts.preinstalledComplete;
    environment.incompleteReason = facts.incompleteReason;
    const bool hasPip = !facts.hasPip.isKnown() || *facts.hasPip;
    if (hasPip) environment.put(preinstalled("pip", facts.pipVersion, {}, step));
    if (facts.hasSetuptools.valueOr(false)) {
        for (const char* name : {"setuptools", "wheel"})
            environment.put(
                preinstalled(name, unknown("the image's version of it was not read"), {}, step));
    }
    for (const PreinstalledDistribution& there : facts.preinstalled) {
        InstalledDistribution distribution =
            preinstalled(there.name, there.version, there.index, step);
        if (there.name == "numpy" && !there.version.isKnown() && hasTorchOfNumpy1(run, facts))
            distribution.range = "<2";
        environment.put(std::move(distribution));
    }
    addPythonEnvironment(run, state, std::move(environment), hasPip);
}

/// An image about which nothing is known may hold any Python: what is asked of it is answered with
/// Unknown.
void addUnknownPython(Interpretation& run, StageState& state, const std::string& reference)
{
    Environment environment;
    environment.name = "Python of the base image";
    environment.prefix = "/";
    environment.python = unknown(formatted("nothing is known of the image {}", reference));
    environment.externallyManaged =
        unknown(formatted("nothing is known of the image {}", reference));
    environment.complete = false;
    environment.incompleteReason = formatted("what the image {} brings is not known", reference);
    addPythonEnvironment(run, state, std::move(environment), true);
}

BaseImage describe(const std::string& reference, Span span,
                   std::shared_ptr<const BaseImageFacts> facts)
{
    BaseImage base;
    base.reference = reference;
    base.span = span;
    if (!facts) {
        base.summary = reference == "scratch" ? "empty image" : "nothing is known of this image";
        return base;
    }
    base.recognized = true;
    base.summary = facts->summary;
    base.os = facts->os.valueOr("");
    base.osVersion = facts->osVersion.valueOr("");
    base.libc = facts->libc.valueOr("");
    base.libcVersion = facts->libcVersion.valueOr("");
    base.cudaToolkit = facts->cudaToolkit;
    base.cudaFlavor = facts->cudaFlavor;
    base.hasCudnn = facts->hasCudnn;
    base.hasNvcc = facts->hasNvcc;
    base.python = facts->python;
    base.facts = facts->facts;
    base.image = std::move(facts);
    return base;
}

} // namespace

void addPythonEnvironment(Interpretation& run, StageState& state, Environment environment,
                          bool withPip)
{
    const std::string prefix = environment.prefix;
    const std::string version = environment.python.valueOr("");
    const std::string bin = prefix == "/" ? "/usr/bin/" : prefix + "/bin/";
    const auto add = [&](const std::string& name, Executable::Kind kind) {
        state.executables.add(bin + name, {kind, prefix, version});
    };
    add("python3", Executable::Kind::Python);
    // Distributions give no plain `python`; everybody else does.
    if (prefix != "/usr") add("python", Executable::Kind::Python);
    if (!version.empty()) add("python" + version, Executable::Kind::Python);
    if (withPip) {
        add("pip", Executable::Kind::Pip);
        add("pip3", Executable::Kind::Pip);
        if (!version.empty() && prefix != "/usr") add("pip" + version, Executable::Kind::Pip);
    }
    state.environments.insert_or_assign(prefix, run.copyOf(environment));
}

void beginFromImage(Interpretation& run, StageState& state, const Stage& stage, std::uint32_t step)
{
    const std::string reference = stage.base.valueOr(stage.baseWord.text);
    auto known = stage.base.isKnown() ? run.services.knowledge->baseImage(reference, state.platform)
                                      : std::nullopt;
    const auto facts = known ? std::make_shared<const BaseImageFacts>(*std::move(known)) : nullptr;
    state.base = describe(reference, stage.baseWord.span, facts);
    state.variables.inheritEnvironment("PATH", std::string(defaultPath));
    if (!facts) {
        if (reference == "scratch") return;
        state.variables.inheritUnknownEnvironment(
            formatted("the environment of the image {} is not known", reference));
        addUnknownPython(run, state, reference);
        return;
    }
    for (const auto& [name, value] : facts->environment)
        state.variables.inheritEnvironment(name, value);
    state.user = facts->user;
    const bool hasPython = facts->python.isKnown() && !facts->python->empty();
    if (hasPython)
        addImagePython(run, state, *facts, step);
    else if (!facts->python.isKnown())
        addUnknownPython(run, state, reference);
    if (facts->hasUv.valueOr(false))
        state.executables.add("/usr/local/bin/uv", {Executable::Kind::Uv, {}, {}});
    if (!facts->condaTool.empty()) {
        const std::string prefix = facts->pythonPrefix.empty() ? "/opt/conda" : facts->pythonPrefix;
        for (const std::string& tool :
             {std::string("conda"), std::string("mamba"), facts->condaTool})
            state.executables.add(prefix + "/bin/" + tool, {Executable::Kind::Conda, prefix, {}});
        if (!facts->environment.contains("PATH"))
            state.variables.inheritEnvironment("PATH", formatted("{}/bin:{}", prefix, defaultPath));
        if (!hasPython && !state.environments.contains(prefix)) {
            Environment base;
            base.name = "conda base";
            base.prefix = prefix;
            base.kind = EnvironmentKind::Conda;
            base.python = facts->condaBaseIsEmpty
                ? Known<std::string>(unknown("no Python was installed yet"))
                : facts->python;
            state.environments.emplace(prefix, run.copyOf(base));
        }
    }
}

} // namespace pinwheel
