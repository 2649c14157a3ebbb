#pragma once

#include "core/base/progress.h"
#include "core/build/audit_model.h"
#include "core/build/resolution_memory.h"
#include "core/text/file_provider.h"

#include <functional>
#include <stop_token>

namespace pinwheel {

class Knowledge;
class PackageIndex;

/// The world outside, as far as the interpretation of a build may see it.
struct BuildServices {
    FileProviderPtr files; ///< the build context
    std::shared_ptr<const PackageIndex> index; ///< null: versions stay unknown
    std::shared_ptr<const Knowledge> knowledge; ///< never null
    std::shared_ptr<ResolutionMemory> memory; ///< null: every resolution is done anew
    ProgressListener progress; ///< may be empty
    std::function<void(std::string)>
        limitReached; ///< is told what was not read or not followed to its end; may be empty
};

/// Walks the stages that the target needs, instruction by instruction, without running anything:
/// variables, files, interpreters and environments before and after each, and what every install
/// command does. Fills `model.trace` and adds the texts it meets to `model.sources`;
/// `model.dockerfile` is already parsed. Fails on an unknown target and when stopped.
[[nodiscard]] Result<void> interpretBuild(AuditModel& model, const BuildServices& services,
                                          std::stop_token stop);

} // namespace pinwheel
