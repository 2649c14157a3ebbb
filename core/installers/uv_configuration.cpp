#include "core/installers/pip_configuration.h"
#include "core/installers/uv_tables.h"
#include "core/python/python_text.h"

#include <algorithm>

// uv's variables. Unlike with pip a variable counts only where the command line does not give the
// option at all, lists too. Source: uv's reference, "Environment variables"; clap's rule for `env`.

namespace pinwheel {
namespace {

enum class Reading { Switch, Text, List };

struct UvVariable {
    std::string_view name;
    std::string_view option;
    Reading reading = Reading::Text;
};

constexpr std::array uvVariables {
    UvVariable {"UV_DEFAULT_INDEX", "--default-index"},
    UvVariable {"UV_INDEX_URL", "--index-url"},
    UvVariable {"UV_INDEX", "--index", Reading::List},
    UvVariable {"UV_EXTRA_INDEX_URL", "--extra-index-url", Reading::List},
    UvVariable {"UV_FIND_LINKS", "--find-links", Reading::List},
    UvVariable {"UV_NO_CACHE", "--no-cache", Reading::Switch},
    UvVariable {"UV_CACHE_DIR", "--cache-dir"},
    UvVariable {"UV_SYSTEM_PYTHON", "--system", Reading::Switch},
    UvVariable {"UV_PYTHON", "--python"},
    UvVariable {"UV_BREAK_SYSTEM_PACKAGES", "--break-system-packages", Reading::Switch},
    UvVariable {"UV_INDEX_STRATEGY", "--index-strategy"},
    UvVariable {"UV_PRERELEASE", "--prerelease"},
    UvVariable {"UV_RESOLUTION", "--resolution"},
    UvVariable {"UV_CONSTRAINT", "--constraints", Reading::List},
    UvVariable {"UV_BUILD_CONSTRAINT", "--build-constraints", Reading::List},
    UvVariable {"UV_OVERRIDE", "--overrides", Reading::List},
    UvVariable {"UV_REQUIRE_HASHES", "--require-hashes", Reading::Switch},
    UvVariable {"UV_NO_BUILD_ISOLATION", "--no-build-isolation", Reading::Switch},
    UvVariable {"UV_NO_BUILD", "--no-build", Reading::Switch},
    UvVariable {"UV_NO_BINARY", "--no-binary", Reading::Switch},
    UvVariable {"UV_TORCH_BACKEND", "--torch-backend"},
    UvVariable {"UV_EXCLUDE_NEWER", "--exclude-newer"},
    UvVariable {"UV_INSECURE_HOST", "--allow-insecure-host", Reading::List},
    UvVariable {"UV_NO_CONFIG", "--no-config", Reading::Switch},
    UvVariable {"UV_FROZEN", "--frozen", Reading::Switch},
    UvVariable {"UV_LOCKED", "--locked", Reading::Switch},
    UvVariable {"UV_NO_DEV", "--no-dev", Reading::Switch},
    UvVariable {"UV_VENV_SEED", "--seed", Reading::Switch},
    UvVariable {"UV_PROJECT", "--project"},
};

bool isTrue(std::string_view text)
{
    const std::string word = lowerCase(text);
    return word == "1" || word == "true" || word == "yes" || word == "on" || word == "t"
        || word == "y";
}

} // namespace

EffectiveOptions combineUvOptions(const InstallCommand& command, const ProcessVariables& variables)
{
    EffectiveOptions result {.options = command.pip};
    EnvironmentChoice choice;
    for (const UvVariable& known : uvVariables) {
        const auto found = variables.find(known.name);
        if (found == variables.end() || command.option(known.option)) continue;
        const OptionOrigin origin {.kind = OptionOrigin::Kind::Variable,
                                   .span = found->second.span,
                                   .name = std::string(known.name)};
        const Known<std::string>& value = found->second.value;
        if (value && value->empty()) continue;
        if (!value && known.reading == Reading::Switch) {
            result.unknowns.push_back(origin.name
                                      + " has a value that is not known: " + value.reason());
            continue;
        }
        result.applied.push_back(origin);
        if (known.reading == Reading::Switch) {
            if (isTrue(*value)) setUvOption(result.options, choice, known.option, nullptr, origin);
            continue;
        }
        if (known.reading == Reading::Text || !value) {
            const OptionValue text {.text = value, .origin = origin};
            setUvOption(result.options, choice, known.option, &text, origin);
            continue;
        }
        // Several values stand with blanks between them.
        std::string_view rest = *value;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find_first_of(" \t\n,"), rest.size());
            if (end > 0) {
                const OptionValue text {.text = std::string(rest.substr(0, end)), .origin = origin};
                setUvOption(result.options, choice, known.option, &text, origin);
            }
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }
    return result;
}

} // namespace pinwheel
