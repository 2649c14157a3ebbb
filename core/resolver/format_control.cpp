// --no-binary and --only-binary. Source: pip, models/format_control.py.

#include "core/resolver/pip_install.h"

namespace pinwheel {

namespace {

constexpr std::string_view all = ":all:";

} // namespace

bool FormatControl::allowsWheels(std::string_view name) const
{
    if (onlyBinary.contains(name)) return true;
    if (noBinary.contains(name)) return false;
    return onlyBinary.contains(all) || !noBinary.contains(all);
}

bool FormatControl::allowsSdists(std::string_view name) const
{
    if (onlyBinary.contains(name)) return false;
    if (noBinary.contains(name)) return true;
    return !onlyBinary.contains(all);
}

} // namespace pinwheel
