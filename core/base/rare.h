#pragma once

#include <memory>
#include <optional>
#include <utility>

namespace pinwheel {

/// A value that is mostly absent: one pointer where there is none, so that a structure with dozens
/// of them stays small. A value itself, like std::optional: copies are deep, equal contents are
/// equal.
template <class T>
class Rare
{
public:
    Rare() = default;
    Rare(std::nullopt_t) // NOLINT(google-explicit-constructor): as std::optional has it.
    {
    }
    Rare(T value) // NOLINT(google-explicit-constructor): as std::optional has it.
        : m_value(std::make_unique<T>(std::move(value)))
    {
    }
    Rare(std::optional<T> value) // NOLINT(google-explicit-constructor): it says the same.
        : m_value(value ? std::make_unique<T>(*std::move(value)) : nullptr)
    {
    }
    Rare(const Rare& other)
        : m_value(other ? std::make_unique<T>(*other) : nullptr)
    {
    }
    Rare(Rare&&) noexcept = default;
    Rare& operator=(const Rare& other)
    {
        if (this != &other) m_value = other ? std::make_unique<T>(*other) : nullptr;
        return *this;
    }
    Rare& operator=(Rare&&) noexcept = default;
    ~Rare() = default;

    [[nodiscard]] bool has_value() const { return m_value != nullptr; }
    explicit operator bool() const { return has_value(); }
    [[nodiscard]] T& operator*() { return *m_value; }
    [[nodiscard]] const T& operator*() const { return *m_value; }
    [[nodiscard]] T* operator->() { return m_value.get(); }
    [[nodiscard]] const T* operator->() const { return m_value.get(); }
    void reset() { m_value.reset(); }

    friend bool operator==(const Rare& left, const Rare& right)
    {
        return left.has_value() == right.has_value() && (!left || *left == *right);
    }

private:
    std::unique_ptr<T> m_value;
};

} // namespace pinwheel
