#include "core/python/project_name.h"

#include "core/python/python_text.h"

#include <algorithm>

namespace pinwheel {
namespace {

bool isSeparator(char c)
{
    return c == '-' || c == '_' || c == '.';
}

} // namespace

std::string normalizedName(std::string_view name)
{
    std::string normal;
    normal.reserve(name.size());
    bool isAscii = true;
    for (const char c : name) {
        isAscii = isAscii && static_cast<unsigned char>(c) < 0x80;
        if (!isSeparator(c))
            normal += lowerCase(c);
        else if (normal.empty() || normal.back() != '-')
            normal += '-';
    }
    return isAscii ? normal : lowerCase(normal);
}

bool isValidName(std::string_view name)
{
    const auto isInner = [](char c) { return isDigit(c) || isLetter(c) || isSeparator(c); };
    return !name.empty() && !isSeparator(name.front()) && !isSeparator(name.back())
        && std::ranges::all_of(name, isInner);
}

bool isSameProject(std::string_view a, std::string_view b)
{
    return normalizedName(a) == normalizedName(b);
}

} // namespace pinwheel
