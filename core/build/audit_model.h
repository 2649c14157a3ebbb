#pragma once

#include "core/build/audit_options.h"
#include "core/build/trace.h"
#include "core/dockerfile/dockerfile.h"
#include "core/text/source_set.h"

namespace pinwheel {

/// All facts of one audit before anything is judged: the texts, their trees and what the build
/// does.
struct AuditModel {
    AuditOptions options;
    SourceSet sources;
    FileId dockerfileText;
    Dockerfile dockerfile;
    BuildTrace trace;
};

/// The platform that the target stage is built for: that of its FROM, else what the build is asked
/// for.
[[nodiscard]] inline const std::string& targetPlatform(const AuditModel& model)
{
    const BuildTrace& trace = model.trace;
    const bool isNamed = trace.targetStage < trace.stages.size()
        && !trace.stages[trace.targetStage].platform.empty();
    return isNamed ? trace.stages[trace.targetStage].platform : model.options.platform;
}

} // namespace pinwheel
