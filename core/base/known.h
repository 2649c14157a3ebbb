#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <utility>

namespace pinwheel {

/// Makes a Known<T> without a value: `return unknown("the build argument VERSION has no default")`.
struct Unknown {
    std::string reason;
};

[[nodiscard]] inline Unknown unknown(std::string reason)
{
    return Unknown {std::move(reason)};
}

/// A value, or the reason why it is not known. Not knowing is a result of its own: it is neither
/// "absent" nor "empty", and who needs the value stays silent or says what would make it known.
template <class T>
class Known
{
public:
    Known(T value) // NOLINT(google-explicit-constructor): a value is a known value.
        : m_value(std::move(value))
    {
    }
    Known(
        Unknown why) // NOLINT(google-explicit-constructor): so that `return unknown(…)` reads well.
        : m_reason(std::move(why.reason))
    {
    }

    [[nodiscard]] bool isKnown() const { return m_value.has_value(); }
    explicit operator bool() const { return isKnown(); }

    /// The value; only when it is known.
    [[nodiscard]] const T& operator*() const
    {
        assert(m_value);
        return *m_value;
    }
    [[nodiscard]] const T* operator->() const { return &**this; }
    [[nodiscard]] T valueOr(T other) const { return m_value ? *m_value : std::move(other); }

    /// Why there is no value; empty when there is one.
    [[nodiscard]] const std::string& reason() const { return m_reason; }

    friend bool operator==(const Known&, const Known&) = default;

private:
    std::optional<T> m_value;
    std::string m_reason;
};

} // namespace pinwheel
