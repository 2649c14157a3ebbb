#include "core/report/json_facts.h"

#include "core/base/format.h"
#include "core/report/escape.h"
#include "core/report/places.h"
#include "core/report/utf8.h"

namespace pinwheel {

OrderedJson jsonLocation(const SourceSet& sources, Span span)
{
    const Place place = placeOf(sources, span);
    OrderedJson out = {{"file", dataText(place.file)},
                       {"line", place.begin.line},
                       {"column", place.begin.column},
                       {"end_line", place.end.line},
                       {"end_column", place.end.column}};
    if (place.written) out["written"] = true;
    return out;
}

std::string jsonText(const OrderedJson& value, int indent)
{
    const std::string plain =
        value.dump(indent, ' ', false, nlohmann::detail::error_handler_t::replace);
    // What would act on a terminal or turn the writing direction stands escaped; it is the same
    // JSON. Outside strings there is ASCII alone.
    std::string out;
    forEachCodePoint(plain, [&](CodePoint point, std::string_view bytes) {
        const bool acts = (point.value >= 0x7F && point.value < 0xA0)
            || (point.value >= 0x2028 && point.value <= 0x202E)
            || (point.value >= 0x2066 && point.value <= 0x2069) || point.value == 0x200E
            || point.value == 0x200F || point.value == 0x061C;
        if (acts)
            out += formatted("\\u{:04x}", static_cast<std::uint32_t>(point.value));
        else
            out += bytes;
    });
    return out + "\n";
}

} // namespace pinwheel
