#include "core/python/project_name.h"
#include "core/python/requirement.h"
#include "core/python/wheel_name.h"
#include "tests/fuzz/fuzz.h"

using namespace pinwheel;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = fuzz::textOf(data, size);
    const auto requirement = parseRequirement(text);
    if (requirement) {
        require(!requirement->name.empty(), "a requirement has a name");
        const auto again = parseRequirement(requirement->toString());
        require(again.has_value(), "what is printed can be read");
        require(*again == *requirement, "a requirement prints as it is read");
        require(again->toString() == requirement->toString(), "printing again changes nothing");
    } else {
        require(requirement.error().position <= size, "the mistake lies in the text");
        require(!requirement.error().message.empty(), "the mistake is told");
    }
    const std::string normal = normalizedName(text);
    require(normalizedName(normal) == normal, "a normalized name is normal");
    if (const auto wheel = parseWheelName(text)) {
        const auto asPip = parseWheelNameAsPip(text);
        require(asPip && *asPip == *wheel, "pip takes every wheel name of the standard");
        require(!wheel->tags.expanded().empty(), "a wheel has a tag");
    }
    (void)parseWheelNameAsPip(text);
    (void)parseSdistName(text);
    (void)parseSdistNameOf("foo", text);
    return 0;
}
