#pragma once

#include "core/base/progress.h"
#include "core/index/index_cache.h"
#include "core/index/package_index.h"
#include "core/index/transport.h"

#include <functional>

namespace pinwheel {

/// What a live index works with.
struct LiveIndexServices {
    std::shared_ptr<Transport> transport; ///< never null
    std::shared_ptr<IndexCache> cache; ///< null: nothing is kept from run to run
    std::string defaultIndexUrl; ///< of pip's default index; "": it cannot be asked
    std::string month; ///< "2026-11", for reports
    std::function<std::int64_t()> now; ///< seconds since 1970
    ProgressListener progress; ///< told what is asked; may be empty
};

/// The indexes themselves, over HTTP: project pages (PEP 691, 503), metadata files (PEP 658, 714),
/// else METADATA out of the wheel. Each question is asked once; answers stay as long as the index
/// lives, and AskingIndex::stoppedBy gives views that share them.
[[nodiscard]] PackageIndexPtr makeLiveIndex(LiveIndexServices services);

} // namespace pinwheel
