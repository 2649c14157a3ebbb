#include "core/python/remembered_requirement.h"

#include "core/base/text_hash.h"
#include "core/python/project_name.h"

#include <mutex>
#include <unordered_map>

namespace pinwheel {
namespace {

/// Texts that are kept. Reason: a large environment has some three thousand; each takes about half
/// a kilobyte.
constexpr std::size_t maxTexts = 20'000;

struct Memory {
    std::mutex mutex;
    std::unordered_map<std::string, std::shared_ptr<const NamedRequirement>, TextHash,
                       std::equal_to<>>
        byText;
};

} // namespace

std::shared_ptr<const NamedRequirement> rememberedRequirement(std::string_view text)
{
    static Memory memory;
    {
        const std::scoped_lock lock(memory.mutex);
        if (const auto found = memory.byText.find(text); found != memory.byText.end())
            return found->second;
    }
    std::shared_ptr<const NamedRequirement> made;
    if (auto parsed = parseRequirement(text)) {
        std::string project = normalizedName(parsed->name);
        made = std::make_shared<const NamedRequirement>(std::move(*parsed), std::move(project));
    }
    const std::scoped_lock lock(memory.mutex);
    if (memory.byText.size() >= maxTexts) memory.byText.clear();
    memory.byText.insert_or_assign(std::string(text), made);
    return made;
}

} // namespace pinwheel
