#include "core/dockerfile/run_mount.h"

#include "core/base/ascii_case.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

namespace pinwheel {
namespace {

/// One record of comma-separated values; none where a quote stands alone. Source: Go, encoding/csv.
std::optional<std::vector<std::string>> commaSeparated(std::string_view text)
{
    if (text.empty()) return std::nullopt;
    std::vector<std::string> fields;
    for (;;) {
        std::string& field = fields.emplace_back();
        if (!text.starts_with('"')) {
            field = text.substr(0, text.find(','));
            if (field.contains('"')) return std::nullopt;
            text.remove_prefix(field.size());
        } else {
            for (text.remove_prefix(1);;) {
                const std::size_t quote = text.find('"');
                if (quote == std::string_view::npos) return std::nullopt;
                field += text.substr(0, quote);
                text.remove_prefix(quote + 1);
                if (!text.starts_with('"')) break;
                field += '"';
                text.remove_prefix(1);
            }
        }
        if (text.empty()) return fields;
        if (!text.starts_with(',')) return std::nullopt;
        text.remove_prefix(1);
    }
}

constexpr std::array<std::pair<std::string_view, MountType>, 5> types {
    {{"bind", MountType::Bind},
     {"cache", MountType::Cache},
     {"tmpfs", MountType::Tmpfs},
     {"secret", MountType::Secret},
     {"ssh", MountType::Ssh}}};

std::string_view nameOf(MountType type)
{
    return std::ranges::find(types, type, &std::pair<std::string_view, MountType>::second)->first;
}

/// What Go's strconv.ParseBool takes.
bool isBoolean(std::string_view text)
{
    static constexpr std::array<std::string_view, 12> words {
        "1", "t", "T", "true", "TRUE", "True", "0", "f", "F", "false", "FALSE", "False"};
    return std::ranges::contains(words, text);
}

/// What Go's strconv.ParseUint takes for 32 bits.
bool isNumber(std::string_view text, int base)
{
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
    return error == std::errc() && end == text.data() + text.size();
}

class MountReader
{
public:
    explicit MountReader(const MountExpander& expand)
        : m_expand(expand)
    {
    }

    RunMount read(std::string_view text)
    {
        const auto fields = commaSeparated(text);
        if (!fields) return refused("failed to parse csv mounts");
        for (const std::string& field : *fields) {
            take(field);
            if (m_mount.error) return std::move(m_mount);
        }
        judgeWhole();
        return std::move(m_mount);
    }

private:
    RunMount refused(std::string why)
    {
        m_mount.error = std::move(why);
        return std::move(m_mount);
    }

    bool isSecret() const
    {
        return m_mount.type == MountType::Secret || m_mount.type == MountType::Ssh;
    }

    void unexpected(const std::string& key)
    {
        m_mount.error = "unexpected key '" + key + "' for mount type '"
            + std::string(nameOf(m_mount.type)) + "'";
    }

    void takeBare(const std::string& field, const std::string& key)
    {
        if (key == "required" && !isSecret())
            unexpected(key);
        else if (key != "required" && key != "readonly" && key != "ro" && key != "readwrite"
                 && key != "rw")
            m_mount.error = "invalid field '" + field + "' must be a key=value pair";
    }

    void take(const std::string& field)
    {
        const std::size_t equals = field.find('=');
        const std::string key = asciiLowerCase(std::string_view(field).substr(0, equals));
        if (equals == std::string::npos) return takeBare(field, key);
        const std::string written = field.substr(equals + 1);
        // In the name of a stage the builder expands nothing.
        const bool isPlain = key == "from" || !written.contains('$');
        const Known<std::string> value = m_expand ? m_expand(written)
            : isPlain                             ? Known<std::string>(written)
                      : Known<std::string>(unknown("it holds a variable"));
        if (value)
            set(field, key, *value);
        else
            m_mount.isKnown = false;
    }

    void set(const std::string& field, const std::string& key, const std::string& value)
    {
        const auto isOneOf = [&key](std::initializer_list<std::string_view> names) {
            return std::ranges::contains(names, key);
        };
        if (key == "type")
            setType(value);
        else if (key == "from")
            m_mount.from = value;
        else if (isOneOf({"source", "src"}))
            m_mount.source = value;
        else if (isOneOf({"target", "dst", "destination"}))
            m_mount.target = value;
        else if (key == "id")
            m_mount.id = value;
        else if (isOneOf({"readonly", "ro", "readwrite", "rw", "required"}))
            setSwitch(key, value);
        else if (key == "size")
            m_mount.type == MountType::Tmpfs ? void() : unexpected(key);
        else if (key == "sharing")
            setSharing(value);
        else if (isOneOf({"mode", "uid", "gid"}))
            setNumber(key, value);
        else
            m_mount.error = "unexpected key '" + key + "' in '" + field + "'";
    }

    void setType(const std::string& value)
    {
        const auto* const found = std::ranges::find(types, asciiLowerCase(value),
                                                    &std::pair<std::string_view, MountType>::first);
        if (found == types.end())
            m_mount.error = "unsupported mount type \"" + value + '"';
        else
            m_mount.type = found->second;
    }

    void setSwitch(const std::string& key, const std::string& value)
    {
        if (key == "required" && !isSecret())
            unexpected(key);
        else if (!isBoolean(value))
            m_mount.error = "invalid value for " + key + ": " + value;
    }

    void setSharing(const std::string& value)
    {
        const std::string mode = asciiLowerCase(value);
        if (mode != "shared" && mode != "private" && mode != "locked")
            m_mount.error = "unsupported sharing value \"" + value + '"';
        m_sharing = mode;
    }

    void setNumber(const std::string& key, const std::string& value)
    {
        if (!isNumber(value, key == "mode" ? 8 : 10))
            m_mount.error = "invalid value " + value + " for " + key;
        m_owners.push_back(key);
    }

    /// What the keys together say; asked where all of them are known.
    void judgeWhole()
    {
        if (!m_mount.isKnown) return;
        const bool takesOwner = isSecret() || m_mount.type == MountType::Cache;
        for (const std::string_view key : {"mode", "uid", "gid"})
            if (!takesOwner && std::ranges::contains(m_owners, key)) {
                m_mount.error = std::string(key) + " not allowed for \""
                    + std::string(nameOf(m_mount.type)) + "\" type mounts";
                return;
            }
        if (m_mount.type == MountType::Secret && !m_mount.from.empty())
            m_mount.error = "secret mount should not have a from";
        else if (m_mount.type == MountType::Secret && !m_sharing.empty())
            m_mount.error = "secret mount should not define sharing";
        else if (m_mount.type == MountType::Secret && m_mount.source.empty()
                 && m_mount.target.empty() && m_mount.id.empty())
            m_mount.error = "invalid secret mount. one of source, target required";
        else if (m_mount.type == MountType::Secret && !m_mount.source.empty()
                 && !m_mount.id.empty())
            m_mount.error = "both source and id can't be set";
        else if (!m_sharing.empty() && m_mount.type != MountType::Cache)
            m_mount.error =
                "invalid cache sharing set for " + std::string(nameOf(m_mount.type)) + " mount";
    }

    const MountExpander& m_expand;
    RunMount m_mount;
    std::string m_sharing;
    std::vector<std::string> m_owners; ///< of mode, uid and gid those that are given
};

} // namespace

RunMount parseRunMount(std::string_view text, const MountExpander& expand)
{
    return MountReader(expand).read(text);
}

std::vector<MountFlag> mountsOf(const Instruction& instruction, const MountExpander& expand)
{
    std::vector<MountFlag> mounts;
    if (instruction.keyword != "RUN") return mounts;
    for (const Flag& flag : instruction.flags)
        if (flag.name == "mount" && flag.value)
            mounts.push_back({.flag = &flag, .mount = parseRunMount(*flag.value, expand)});
    return mounts;
}

} // namespace pinwheel
