#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <utility>
#include <vector>

namespace pinwheel::resolver {

/// A pointer that counts its users without locks: states belong to one thread.
template <class T>
class Counted
{
public:
    Counted() = default;
    explicit Counted(T* object)
        : m_object(object)
    {
        if (m_object != nullptr) ++m_object->users;
    }
    Counted(const Counted& other)
        : Counted(other.m_object)
    {
    }
    Counted(Counted&& other) noexcept
        : m_object(std::exchange(other.m_object, nullptr))
    {
    }
    Counted& operator=(Counted other) noexcept
    {
        std::swap(m_object, other.m_object);
        return *this;
    }
    ~Counted()
    {
        if (m_object != nullptr && --m_object->users == 0) delete m_object;
    }

    explicit operator bool() const { return m_object != nullptr; }
    T* operator->() const { return m_object; }
    T& operator*() const { return *m_object; }
    [[nodiscard]] T* get() const { return m_object; }
    friend bool operator==(const Counted&, const Counted&) = default;

private:
    T* m_object = nullptr;
};

/// An array whose copies share the blocks that none of them has changed. The search keeps a state
/// for every round, and two neighbours differ in a few entries: with plain arrays thousands of
/// requirements would take gigabytes.
template <class T>
class SharedArray
{
    static constexpr std::size_t blockSize = 64;
    struct Block {
        std::uint32_t users = 0;
        std::array<T, blockSize> values {};
    };

public:
    class Iterator
    {
    public:
        using difference_type = std::ptrdiff_t;
        using value_type = T;

        Iterator() = default;
        Iterator(const SharedArray* array, std::size_t position)
            : m_array(array)
            , m_position(position)
        {
        }
        const T& operator*() const { return (*m_array)[m_position]; }
        Iterator& operator++()
        {
            ++m_position;
            return *this;
        }
        Iterator operator++(int)
        {
            const Iterator before = *this;
            ++m_position;
            return before;
        }
        friend bool operator==(const Iterator&, const Iterator&) = default;

    private:
        const SharedArray* m_array = nullptr;
        std::size_t m_position = 0;
    };

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_size == 0; }
    const T& operator[](std::size_t position) const
    {
        return m_blocks[position / blockSize]->values[position % blockSize];
    }
    [[nodiscard]] const T& back() const { return (*this)[m_size - 1]; }
    [[nodiscard]] Iterator begin() const { return {this, 0}; }
    [[nodiscard]] Iterator end() const { return {this, m_size}; }

    /// The entry, to be changed here and in no copy; valid until the next change.
    [[nodiscard]] T& writable(std::size_t position)
    {
        Counted<Block>& block = m_blocks[position / blockSize];
        if (block->users > 1) block = Counted<Block>(new Block {.values = block->values});
        return block->values[position % blockSize];
    }
    void push_back(T value)
    {
        if (m_size == m_blocks.size() * blockSize) m_blocks.emplace_back(new Block);
        writable(m_size++) = std::move(value);
    }
    /// Adds copies of `value` up to a size.
    void growTo(std::size_t size, const T& value)
    {
        while (m_size < size)
            push_back(value);
    }
    /// Takes away everything behind the first entries.
    void truncate(std::size_t size)
    {
        m_size = size;
        m_blocks.resize((size + blockSize - 1) / blockSize);
    }
    /// Takes one entry away; those behind it move up.
    void erase(std::size_t position)
    {
        for (std::size_t i = position; i + 1 < m_size; ++i) {
            T next = (*this)[i + 1];
            writable(i) = std::move(next);
        }
        truncate(m_size - 1);
    }

private:
    std::vector<Counted<Block>> m_blocks;
    std::size_t m_size = 0;
};

} // namespace pinwheel::resolver
