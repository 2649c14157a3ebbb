#include "core/requirements/option_value.h"

#include "core/python/project_name.h"

#include <algorithm>

namespace pinwheel {
namespace {

constexpr std::string_view all = ":all:";
constexpr std::string_view none = ":none:";

std::vector<std::string_view> splitAtCommas(std::string_view value)
{
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t comma = value.find(',');
        parts.push_back(value.substr(0, comma));
        if (comma == std::string_view::npos) return parts;
        value.remove_prefix(comma + 1);
    }
}

// Source: pip, models/format_control.py, handle_mutual_excludes. An ":all:" makes what stands
// before it meaningless; what stands behind the last one counts only when there is a ":none:"
// behind it.
bool addFormats(std::string_view value, const OptionOrigin& origin, BinaryFormats::Names& target,
                BinaryFormats::Names& other)
{
    if (value.starts_with('-')) return false;
    std::vector<std::string_view> names = splitAtCommas(value);
    while (true) {
        const auto found = std::find(names.begin(), names.end(), all);
        if (found == names.end()) break;
        other.clear();
        target.clear();
        target.emplace(all, origin);
        names.erase(names.begin(), found + 1);
        if (std::find(names.begin(), names.end(), none) == names.end()) return true;
    }
    for (const std::string_view name : names) {
        if (name == none) {
            target.clear();
            continue;
        }
        const std::string project = normalizedName(name);
        other.erase(project);
        target.insert_or_assign(project, origin);
    }
    return true;
}

} // namespace

bool BinaryFormats::addNoBinary(std::string_view value, const OptionOrigin& origin)
{
    return addFormats(value, origin, noBinary, onlyBinary);
}

bool BinaryFormats::addOnlyBinary(std::string_view value, const OptionOrigin& origin)
{
    return addFormats(value, origin, onlyBinary, noBinary);
}

} // namespace pinwheel
