#pragma once

#include <cassert>
#include <memory>
#include <string>
#include <utility>
#include <variant>

namespace pinwheel {

/// Makes a Known<T> without a value: `return unknown("the build argument VERSION has no default")`.
/// Copies share the text, and so do moves: what was moved from still has its reason.
class Unknown
{
public:
    explicit Unknown(std::string reason)
        : m_reason(std::make_shared<const std::string>(std::move(reason)))
    {
    }
    Unknown(const Unknown&) = default;
    Unknown& operator=(const Unknown&) = default;
    ~Unknown() = default;
    [[nodiscard]] const std::string& reason() const { return *m_reason; }

    friend bool operator==(const Unknown& left, const Unknown& right)
    {
        return left.m_reason == right.m_reason || *left.m_reason == *right.m_reason;
    }

private:
    std::shared_ptr<const std::string> m_reason; ///< never null
};

[[nodiscard]] inline Unknown unknown(std::string reason)
{
    return Unknown(std::move(reason));
}

/// A value, or the reason why it is not known. Not knowing is a result of its own: it is neither
/// "absent" nor "empty", and who needs the value stays silent or says what would make it known.
template <class T>
class Known
{
public:
    Known(T value) // NOLINT(google-explicit-constructor): a value is a known value.
        : m_content(std::in_place_index<0>, std::move(value))
    {
    }
    Known(
        Unknown why) // NOLINT(google-explicit-constructor): so that `return unknown(…)` reads well.
        : m_content(std::in_place_index<1>, std::move(why))
    {
    }

    [[nodiscard]] bool isKnown() const { return m_content.index() == 0; }
    explicit operator bool() const { return isKnown(); }

    /// The value; only when it is known.
    [[nodiscard]] const T& operator*() const
    {
        assert(isKnown());
        return *std::get_if<0>(&m_content);
    }
    [[nodiscard]] const T* operator->() const { return &**this; }
    [[nodiscard]] T valueOr(T other) const { return isKnown() ? **this : std::move(other); }

    /// Why there is no value; empty when there is one.
    [[nodiscard]] const std::string& reason() const
    {
        static const std::string none;
        const Unknown* const why = std::get_if<1>(&m_content);
        return why == nullptr ? none : why->reason();
    }

    friend bool operator==(const Known&, const Known&) = default;

private:
    std::variant<T, Unknown> m_content;
};

} // namespace pinwheel
