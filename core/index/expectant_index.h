#pragma once

#include "core/index/package_index.h"

#include <span>

namespace pinwheel {

/// An index that answers faster when it is told early what it will be asked: a live one asks for
/// all of it at once.
class ExpectantIndex
{
public:
    ExpectantIndex() = default;
    ExpectantIndex(const ExpectantIndex&) = delete;
    ExpectantIndex& operator=(const ExpectantIndex&) = delete;
    virtual ~ExpectantIndex() = default;

    /// These projects will be asked for on these sources. A hint: answers are the same without it.
    virtual void expect(std::span<const IndexSource> sources,
                        std::span<const std::string> names) const = 0;
};

} // namespace pinwheel
