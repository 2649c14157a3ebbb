#pragma once

#include "core/base/known.h"
#include "core/base/rare.h"
#include "core/text/span.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pinwheel {

/// Where the value of an option was set.
struct OptionOrigin {
    enum class Kind {
        Default, ///< nobody set it: the installer's own default
        CommandLine,
        Variable, ///< `PIP_INDEX_URL`, `UV_INDEX_URL`
        ConfigurationFile, ///< pip.conf
        RequirementFile, ///< an option line of a requirements file
    };
    Kind kind = Kind::Default;
    std::optional<Span>
        span; ///< the words that set it; none for a default, or where the place is not known
    std::string name; ///< option as spelled, variable, or path of the configuration file

    friend bool operator==(const OptionOrigin&, const OptionOrigin&) = default;
};

/// A switch, with who switched it. Reads as a bool. Small, because commands have dozens of them and
/// few are ever switched.
class OptionFlag
{
public:
    OptionFlag() = default;
    OptionFlag(bool isOn, OptionOrigin who)
        : on(isOn)
        , m_origin(std::move(who))
    {
    }

    bool on = false;

    /// Kind Default where nobody switched it.
    [[nodiscard]] const OptionOrigin& origin() const
    {
        static const OptionOrigin nobody;
        return m_origin ? *m_origin : nobody;
    }
    explicit operator bool() const { return on; }
    friend bool operator==(const OptionFlag&, const OptionFlag&) = default;

private:
    Rare<OptionOrigin> m_origin;
};

/// The value of an option, with who gave it.
struct OptionValue {
    Known<std::string> text = std::string();
    std::string
        knownPrefix; ///< where the text is not known: the bytes before the first unknown one
    OptionOrigin origin;

    friend bool operator==(const OptionValue&, const OptionValue&) = default;
};

/// `--no-binary` and `--only-binary` as they stand after all options: normalized names, or ":all:",
/// each with who put it there. Source: pip, models/format_control.py.
struct BinaryFormats {
    using Names = std::map<std::string, OptionOrigin, std::less<>>;
    Names noBinary;
    Names onlyBinary;

    /// Takes one more value into account ("numpy,scipy", ":all:", ":none:"). False where pip
    /// refuses it: a value that begins with "-".
    bool addNoBinary(std::string_view value, const OptionOrigin& origin);
    bool addOnlyBinary(std::string_view value, const OptionOrigin& origin);

    friend bool operator==(const BinaryFormats&, const BinaryFormats&) = default;
};

/// What pip's finder searches and accepts: begins as the command line and the configuration say,
/// and is changed by the option lines of requirement files in the order in which pip reads them.
/// Source: pip, req/req_file.py (handle_option_line) and index/package_finder.py.
struct FinderOptions {
    Rare<OptionValue> indexUrl; ///< none: pip's default index (or no index at all, see `noIndex`)
    std::vector<OptionValue> extraIndexUrls;
    std::vector<OptionValue> findLinks;
    OptionFlag noIndex; ///< then `indexUrl` and `extraIndexUrls` are empty
    OptionFlag preReleases;
    OptionFlag preferBinary;
    OptionFlag requireHashes;
    BinaryFormats formats;
    std::vector<OptionValue> trustedHosts;
    std::vector<OptionValue> features; ///< --use-feature

    friend bool operator==(const FinderOptions&, const FinderOptions&) = default;
};

} // namespace pinwheel
