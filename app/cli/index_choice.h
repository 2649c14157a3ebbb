#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/index/package_index.h"

#include <filesystem>
#include <string>

namespace pinwheel {

/// Which index data an audit uses.
struct IndexChoice {
    std::string which = "shipped"; ///< "shipped", "live" or a file
    std::string defaultUrl; ///< address of pip's default index, for a live one; "": PIP_INDEX_URL
    ProgressListener progress; ///< told what a live index asks; may be empty
};

/// Opens it. A live index loads the network library, which no other run does; what is wrong with
/// its cache is said on standard error.
[[nodiscard]] Result<PackageIndexPtr> openIndex(const IndexChoice& choice);

/// Where answers of live indexes are kept: index.sqlite in the user's cache folder.
[[nodiscard]] std::filesystem::path indexCacheFile();

} // namespace pinwheel
