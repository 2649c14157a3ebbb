#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// The fields of METADATA or PKG-INFO that a resolution needs, as written. Source: core metadata
/// specification.
struct CoreMetadata {
    std::string metadataVersion;
    std::string name;
    std::string version;
    std::string requiresPython; ///< empty when the file does not say
    std::vector<std::string> requiresDist; ///< one PEP 508 requirement each
    std::vector<std::string> providesExtra; ///< names of extras

    friend bool operator==(const CoreMetadata&, const CoreMetadata&) = default;
};

/// Reads the headers; the description after the first empty line is left alone. Malformed without a
/// name or a version.
[[nodiscard]] Result<CoreMetadata> parseCoreMetadata(std::string_view text);

} // namespace pinwheel
