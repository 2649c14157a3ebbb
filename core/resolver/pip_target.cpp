#include "core/resolver/pip_target.h"

namespace pinwheel {

PipTargetPtr targetOf(const PythonVersion& python, std::vector<std::string> platforms,
                      std::string_view arch)
{
    auto target = std::make_shared<PipTarget>();
    target->markers = linuxEnvironment(python, arch);
    target->key = python.fullText() + ' ' + std::string(arch);
    for (const std::string& platform : platforms)
        target->key += ' ' + platform;
    target->python = TargetPython(python, std::move(platforms));
    return target;
}

PipTargetPtr linuxTarget(const PythonVersion& python, std::string_view arch,
                         std::optional<LibcVersion> glibc, std::optional<LibcVersion> musl)
{
    return targetOf(python, linuxPlatforms(arch, glibc, musl), arch);
}

} // namespace pinwheel
