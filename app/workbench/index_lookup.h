#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/index/package_index.h"
#include "ui/editor/completions.h"

namespace pinwheel {

/// Names and versions out of the shipped snapshot; `index` gives it once it is open.
[[nodiscard]] IndexLookup snapshotLookup(std::function<PackageIndexPtr()> index);

/// The indexes themselves, the default one at an address; made on the main thread. `progress` is
/// told on the auditing thread what they are asked for.
[[nodiscard]] Result<PackageIndexPtr> openLiveIndex(const QString& defaultUrl,
                                                    ProgressListener progress);

} // namespace pinwheel
