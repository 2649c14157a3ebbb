#include "core/report/json_facts.h"

#include "core/report/escape.h"
#include "core/report/places.h"

namespace pinwheel {

Json jsonLocation(const SourceSet& sources, Span span)
{
    const Place place = placeOf(sources, span);
    Json out = {{"file", dataText(place.file)}, {"line", place.begin.line}, {"column", place.begin.column},
        {"end_line", place.end.line}, {"end_column", place.end.column}};
    if (place.written) out["written"] = true;
    return out;
}

std::string jsonText(const Json& value)
{
    return value.dump(2, ' ', false, nlohmann::detail::error_handler_t::replace) + "\n";
}

} // namespace pinwheel
