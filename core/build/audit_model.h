#pragma once

#include "core/build/audit_options.h"
#include "core/build/trace.h"
#include "core/dockerfile/dockerfile.h"
#include "core/text/source_set.h"

namespace pinwheel {

/// All facts of one audit before anything is judged: the texts, their trees and what the build does.
struct AuditModel {
    AuditOptions options;
    SourceSet sources;
    FileId dockerfileText;
    Dockerfile dockerfile;
    BuildTrace trace;
};

} // namespace pinwheel
