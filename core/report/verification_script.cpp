// The check is written from the simulated environment: exact versions where the project pins them,
// ranges where it does not, and the predicted series beside them. Names are matched at run time by
// the metadata of what is installed, so nothing is guessed about which module belongs to which
// distribution.

#include "core/report/verification_script.h"

#include "core/base/format.h"
#include "core/report/escape.h"
#include "core/report/outline.h"

#include <algorithm>
#include <map>
#include <vector>

namespace pinwheel {
namespace {

struct Expectation {
    std::string name;
    std::string version; ///< predicted; empty where not known
    std::string range; ///< all specifiers that the project states, joined
    bool exact = false;
    bool conda = false; ///< conda installs it
};

/// Specifiers of all mentions of a package that apply, joined by commas.
std::map<std::string, std::string> statedRanges(const Audit& audit)
{
    std::map<std::string, std::string> out;
    for (const Mention& mention : audit.model.trace.mentions) {
        if (!mention.applies) continue;
        std::string& range = out[mention.name];
        for (std::size_t at = 0; at < mention.specifier.size();) {
            const std::size_t end =
                std::min(mention.specifier.find(',', at), mention.specifier.size());
            const std::string clause = mention.specifier.substr(at, end - at);
            if (!(',' + range + ',').contains(',' + clause + ','))
                range += (range.empty() ? "" : ",") + clause;
            at = end + 1;
        }
    }
    return out;
}

bool isTorchFamily(std::string_view name)
{
    return name == "torch" || name == "torchvision" || name == "torchaudio";
}

std::vector<Expectation> expectationsOf(const Audit& audit, const Environment& environment)
{
    const auto ranges = statedRanges(audit);
    std::vector<Expectation> out;
    for (const InstalledDistribution& distribution : environment.distributions) {
        const auto range = ranges.find(distribution.name);
        if (range == ranges.end() && !isTorchFamily(distribution.name)) continue;
        Expectation expected {.name = distribution.name,
                              .conda = distribution.metadata == MetadataKind::Conda};
        if (distribution.version.isKnown()) expected.version = *distribution.version;
        if (range != ranges.end()) expected.range = range->second;
        const bool pinned =
            expected.range.find("==") != std::string::npos && !expected.range.contains('*');
        const bool local = expected.version.contains('+');
        expected.exact = !expected.version.empty() && (pinned || local);
        out.push_back(std::move(expected));
    }
    return out;
}

/// "cu124" is CUDA 12.4: the last digit is the minor version. Source: the PyTorch wheel indexes'
/// names.
std::string cudaOfLocalVersion(std::string_view version)
{
    const std::size_t at = version.find("+cu");
    if (at == std::string_view::npos) return {};
    const std::string_view digits = version.substr(at + 3);
    const bool number = digits.size() >= 2 && digits.size() <= 3
        && std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
    if (!number) return {};
    return formatted("{}.{}", digits.substr(0, digits.size() - 1), digits.back());
}

constexpr std::string_view head = R"py(#!/usr/bin/env python3
"""Compares the installed Python packages with what the audit expects. Ends with status 1 where they differ."""
import importlib
import importlib.metadata as metadata
import pathlib
import re
import subprocess
import sys

failures = []


def fail(text):
    failures.append(text)
    print("FAIL  " + text)


def normalized(name):
    return re.sub(r"[-_.]+", "-", name or "").lower()


installed = {}
for distribution in metadata.distributions():
    name = normalized(distribution.metadata["Name"])
    installed.setdefault(name, []).append(distribution)

try:
    from packaging.specifiers import SpecifierSet
except ImportError:
    try:
        from pip._vendor.packaging.specifiers import SpecifierSet
    except ImportError:
        SpecifierSet = None

)py";

constexpr std::string_view condaChecks = R"py(
# What conda installs need not be a Python distribution: conda keeps records of its own.
for record in sorted(pathlib.Path(sys.prefix, "conda-meta").glob("*-*-*.json")):
    name, version = record.name.rsplit("-", 2)[:2]
    if name not in EXPECTED or normalized(name) in installed:
        continue
    expected, exact, stated = EXPECTED.pop(name)
    if exact and version != expected:
        fail(f"{name} {version} is installed, expected {expected}")
    else:
        print(f"ok    {name} {version} (conda)")
)py";

constexpr std::string_view checks = R"py(
for name, (expected, exact, stated) in EXPECTED.items():
    found = sorted({distribution.version for distribution in installed.get(normalized(name), [])})
    if not found:
        fail(f"{name} is not installed (expected {expected or stated or 'any version'})")
        continue
    if len(found) > 1:
        fail(f"{name} has metadata of several versions: {', '.join(found)}")
    version = metadata.version(name)
    if exact and version != expected:
        fail(f"{name} {version} is installed, expected {expected}")
    elif stated and SpecifierSet and not SpecifierSet(stated).contains(version, prereleases=True):
        fail(f"{name} {version} does not satisfy {stated}")
    else:
        note = "" if exact or not expected or version == expected else f" (the audit predicted {expected})"
        print(f"ok    {name} {version}{note}")

)py";

constexpr std::string_view importChecks = R"py(
# Every module that the packages named by the project bring can be imported.
for name in EXPECTED:
    for distribution in installed.get(normalized(name), [])[:1]:
        modules = (distribution.read_text("top_level.txt") or "").split()
        if not modules:
            files = [str(file) for file in distribution.files or []]
            modules = sorted({file.split("/")[0] for file in files if file.endswith("/__init__.py") and file.count("/") == 1})
        for module in [m for m in modules if m.isidentifier() and not m.startswith("_") and m not in ("test", "tests")]:
            try:
                importlib.import_module(module)
                print(f"ok    import {module}")
            except Exception as error:
                fail(f"import {module} ({name}): {type(error).__name__}: {error}")

result = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True)
print(("ok    " if result.returncode == 0 else "") + "pip check: " + (result.stdout or result.stderr).strip())
if result.returncode != 0:
    fail("pip check reports broken requirements")

print(f"{len(failures)} of the checks failed" if failures else "all checks passed")
sys.exit(1 if failures else 0)
)py";

std::string torchChecks(const Environment& environment)
{
    const InstalledDistribution* torch = environment.find("torch");
    if (!torch) return {};
    const std::string version = torch->version.isKnown() ? *torch->version : "";
    const std::string cuda = cudaOfLocalVersion(version);
    std::string out = "try:\n    import torch\n";
    if (!version.empty() && version.contains('+'))
        out += formatted("    if torch.__version__ != {0}:\n        fail(\"torch.__version__ is \" "
                         "+ torch.__version__ + \", "
                         "expected \" + {0})\n",
                         pythonLiteral(version));
    if (!cuda.empty())
        out += formatted("    if torch.version.cuda != {0}:\n        fail(f\"torch.version.cuda is "
                         "{{torch.version.cuda}}, "
                         "expected \" + {0})\n",
                         pythonLiteral(cuda));
    else if (version.ends_with("+cpu"))
        out += "    if torch.version.cuda is not None:\n        fail(f\"torch.version.cuda is "
               "{torch.version.cuda}, expected "
               "a CPU build\")\n";
    out += "    print(\"info  torch\", torch.__version__, \"CUDA\", torch.version.cuda, \"GPU "
           "seen:\", torch.cuda.is_available())\n"
           // torch.cuda.get_arch_list() is empty where no GPU is seen, as it is while an image is
           // built.
           "    print(\"info  kernels for\", getattr(torch._C, \"_cuda_getArchFlags\", lambda: "
           "None)() or \"no GPU\")\n"
           "    if torch.cuda.is_available():\n"
           "        torch.zeros(1, device=\"cuda\").add_(1)\n"
           "        print(\"ok    a kernel runs on\", torch.cuda.get_device_name(0))\n"
           "except Exception as error:\n"
           "    fail(f\"torch: {type(error).__name__}: {error}\")\n";
    return out;
}

std::string interpreterOf(const Environment& environment)
{
    switch (environment.kind) {
    case EnvironmentKind::Virtual:
        return environment.prefix + "/bin/python";
    case EnvironmentKind::Conda:
        return environment.prefix.empty() ? "python" : environment.prefix + "/bin/python";
    case EnvironmentKind::System:
    case EnvironmentKind::User:
    case EnvironmentKind::Target:
    case EnvironmentKind::Tool:
        break;
    }
    return "python3";
}

} // namespace

VerificationScript verificationScript(const Audit& audit, Expectations expectations)
{
    VerificationScript script;
    EnvironmentPtr environment = finalEnvironment(audit);
    if (audit.environmentAfterFixes && expectations == Expectations::AfterSafeFixes) {
        environment = audit.environmentAfterFixes;
        script.afterFixes = true;
    }
    if (!environment) {
        script.whyNone = "the environment that the image ends with is not known";
        return script;
    }
    script.environment = environment->name;
    script.interpreter = interpreterOf(*environment);
    script.command = formatted("docker run --rm -i IMAGE {} - < verify.py", script.interpreter);

    const std::vector<Expectation> expected = expectationsOf(audit, *environment);
    if (expected.empty()) {
        script.whyNone =
            formatted("{} holds no package that the project names", script.environment);
        return script;
    }

    script.python = head;
    script.python += "# name: (version that the audit predicts, whether it must be exactly that, "
                     "what the project states)\n";
    script.python += "EXPECTED = {\n";
    for (const Expectation& one : expected)
        script.python += formatted("    {}: ({}, {}, {}),\n", pythonLiteral(one.name),
                                   pythonLiteral(one.version), one.exact ? "True" : "False",
                                   pythonLiteral(one.range));
    script.python += "}\n";
    if (std::ranges::contains(expected, true, &Expectation::conda)) script.python += condaChecks;
    script.python += checks;
    script.python += torchChecks(*environment);
    script.python += importChecks;
    return script;
}

} // namespace pinwheel
