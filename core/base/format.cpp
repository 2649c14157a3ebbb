#include "core/base/format.h"

namespace pinwheel {

std::string formattedAs(std::string_view format, std::format_args arguments)
{
    return std::vformat(format, arguments);
}

} // namespace pinwheel
