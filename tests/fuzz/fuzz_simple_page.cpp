#include "core/python/core_metadata.h"
#include "core/python/simple_page.h"
#include "core/python/wheel_name.h"
#include "tests/fuzz/fuzz.h"

using namespace pinwheel;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = fuzz::textOf(data, size);
    const std::string_view base = "https://index.example/simple/torch/";
    for (const std::string_view type : {"", "text/html", "application/vnd.pypi.simple.v1+json"}) {
        const auto page = parseSimplePage(text, base, type);
        if (!page) {
            require(!page.error().message.empty(), "the mistake is told");
            continue;
        }
        for (const DistributionFile& file : page->files) {
            require(!file.url.empty(), "a file has an address");
            require(!file.url.contains('#'), "the fragment is taken off");
            (void)parseWheelNameAsPip(file.filename);
        }
    }
    const std::string url = resolvedUrl(base, text);
    require(text.empty() || !url.empty(), "a reference gives an address");
    (void)resolvedUrl(text, "../x/./y");
    if (const auto metadata = parseCoreMetadata(text))
        require(!metadata->name.empty(), "metadata has a name");
    return 0;
}
