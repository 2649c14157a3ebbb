#pragma once

#include "core/index/package_index.h"

#include <span>
#include <stop_token>

namespace pinwheel {

/// An index that has to ask somebody else for its answers: it is faster when it is told early what
/// it will be asked, and an audit that is stopped must not wait for it.
class AskingIndex : public PackageIndex
{
public:
    /// These projects will be asked for on these sources. A hint: answers are the same without it.
    virtual void expect(std::span<const IndexSource> sources,
                        std::span<const std::string> names) const = 0;

    /// This index for one audit: questions that wait for an answer end soon after `stop` is
    /// requested, and what was cancelled is not remembered. Null where this index obeys `stop`
    /// already, or where nobody can request it.
    [[nodiscard]] virtual PackageIndexPtr stoppedBy(std::stop_token stop) const = 0;
};

} // namespace pinwheel
