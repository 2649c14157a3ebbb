// --no-binary and --only-binary. Source: pip, models/format_control.py.

#include "core/python/project_name.h"
#include "core/resolver/pip_install.h"

namespace pinwheel {

namespace {

    using Names = std::set<std::string, std::less<>>;
    constexpr std::string_view all = ":all:";
    constexpr std::string_view none = ":none:";

    std::vector<std::string_view> partsOf(std::string_view value)
    {
        std::vector<std::string_view> parts;
        while (true) {
            const std::size_t comma = value.find(',');
            parts.push_back(value.substr(0, comma));
            if (comma == std::string_view::npos) return parts;
            value.remove_prefix(comma + 1);
        }
    }

    void addNames(std::string_view value, Names& target, Names& other)
    {
        std::vector<std::string_view> parts = partsOf(value);
        // ":all:" forgets everything before it; without a later ":none:", what follows is covered by it.
        for (auto found = std::ranges::find(parts, all); found != parts.end(); found = std::ranges::find(parts, all)) {
            other.clear();
            target = {std::string(all)};
            parts.erase(parts.begin(), found + 1);
            if (!std::ranges::contains(parts, none)) return;
        }
        for (const std::string_view part : parts) {
            if (part == none) {
                target.clear();
                continue;
            }
            const std::string name = normalizedName(part);
            other.erase(name);
            target.insert(name);
        }
    }

} // namespace

void FormatControl::addNoBinary(std::string_view value) { addNames(value, noBinary, onlyBinary); }
void FormatControl::addOnlyBinary(std::string_view value) { addNames(value, onlyBinary, noBinary); }

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
