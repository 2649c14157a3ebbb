#include "core/base/progress.h"

#include "core/base/format.h"

namespace pinwheel {

std::string toText(const Progress& progress)
{
    switch (progress.what) {
    case Progress::What::Resolving:
        return formatted("resolving {} of {}", progress.done, progress.total);
    case Progress::What::AskingIndex:
        return progress.project.empty() ? formatted("asking for {} pages", progress.total)
                                        : formatted("asking for {}", progress.project);
    }
    return {};
}

} // namespace pinwheel
