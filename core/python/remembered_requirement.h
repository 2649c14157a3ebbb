#pragma once

#include "core/python/requirement.h"

#include <memory>
#include <string>
#include <string_view>

namespace pinwheel {

/// A requirement beside the name that it is compared by.
struct NamedRequirement {
    Requirement parsed;
    std::string project; ///< normalized
};

/// The requirement of a text, parsed once for all audits of a process: rules and chains ask the
/// metadata of the same distributions again for every fix that is tried. Null where the text is no
/// requirement. May be called from several threads; bounded.
[[nodiscard]] std::shared_ptr<const NamedRequirement> rememberedRequirement(std::string_view text);

} // namespace pinwheel
