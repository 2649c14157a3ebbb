#include "core/python/core_metadata.h"

#include "core/python/python_text.h"

namespace pinwheel {
namespace {

/// Takes the next line, without its ending.
std::string_view takeLine(std::string_view& rest)
{
    const std::size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

void setField(CoreMetadata& metadata, std::string_view name, std::string_view value)
{
    const auto setOnce = [value](std::string& field) {
        if (field.empty()) field = value;
    };
    if (equalsIgnoringCase(name, "metadata-version"))
        setOnce(metadata.metadataVersion);
    else if (equalsIgnoringCase(name, "name"))
        setOnce(metadata.name);
    else if (equalsIgnoringCase(name, "version"))
        setOnce(metadata.version);
    else if (equalsIgnoringCase(name, "requires-python"))
        setOnce(metadata.requiresPython);
    else if (equalsIgnoringCase(name, "requires-dist"))
        metadata.requiresDist.emplace_back(value);
    else if (equalsIgnoringCase(name, "provides-extra"))
        metadata.providesExtra.emplace_back(value);
}

} // namespace

Result<CoreMetadata> parseCoreMetadata(std::string_view text)
{
    CoreMetadata metadata;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    while (!text.empty()) {
        const std::string_view line = takeLine(text);
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || colon == 0)
            break; // The empty line, or no header at all.
        std::string value(withoutOuterBlanks(line.substr(colon + 1)));
        while (text.starts_with(' ') || text.starts_with('\t')) {
            value += ' ';
            value += withoutOuterBlanks(takeLine(text));
        }
        setField(metadata, line.substr(0, colon), value);
    }
    if (metadata.name.empty()) return fail(ErrorCode::Malformed, "the metadata has no name");
    if (metadata.version.empty()) return fail(ErrorCode::Malformed, "the metadata has no version");
    return metadata;
}

} // namespace pinwheel
