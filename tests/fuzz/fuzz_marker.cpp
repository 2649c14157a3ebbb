#include "core/python/marker.h"
#include "core/python/tag.h"
#include "tests/fuzz/fuzz.h"

using namespace pinwheel;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto marker = parseMarker(fuzz::textOf(data, size));
    if (!marker) {
        require(marker.error().position <= size, "the mistake lies in the text");
        return 0;
    }
    const auto again = parseMarker(marker->toString());
    require(again.has_value(), "what is printed can be read");
    require(*again == *marker, "a marker prints as it is read");
    for (const PythonVersion python :
         {PythonVersion {2, 7, 18}, PythonVersion {3, 10, 12}, PythonVersion {3, 13, {}}}) {
        const MarkerEnvironment environment = linuxEnvironment(python, "x86_64");
        require(marker->evaluate(environment) == again->evaluate(environment), "both say the same");
    }
    return 0;
}
