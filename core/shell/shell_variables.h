#pragma once

#include "core/shell/shell_word.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pinwheel {

struct ShellVariable {
    TracedText value;
    std::vector<TracedText> elements; ///< of a bash array; `value` is then its first element
    bool isArray = false;
    bool isSet = true;
    bool exported = false;
    bool readOnly = false;

    friend bool operator==(const ShellVariable&, const ShellVariable&) = default;
};

/// Variables by name. Copies share them until one of the copies is changed: a subshell, a branch
/// that may not be taken and each RUN of a stage start with the variables of another, and most of
/// them change none.
class ShellVariables
{
public:
    using Map = std::map<std::string, ShellVariable, std::less<>>;

    [[nodiscard]] Map::const_iterator find(std::string_view name) const
    {
        return m_shared->find(name);
    }
    [[nodiscard]] bool contains(std::string_view name) const { return m_shared->contains(name); }
    [[nodiscard]] Map::const_iterator begin() const { return m_shared->begin(); }
    [[nodiscard]] Map::const_iterator end() const { return m_shared->end(); }

    /// The variable to be changed, made where there is none. Lives until the next change of these
    /// variables or of a copy.
    ShellVariable& operator[](const std::string& name) { return own()[name]; }
    std::pair<Map::iterator, bool> try_emplace(std::string name)
    {
        return own().try_emplace(std::move(name));
    }
    void erase(const std::string& name)
    {
        if (contains(name)) own().erase(name);
    }
    /// All of them to be changed.
    [[nodiscard]] Map& own()
    {
        if (m_shared.use_count() > 1) m_shared = std::make_shared<Map>(*m_shared);
        return *m_shared;
    }

private:
    std::shared_ptr<Map> m_shared = std::make_shared<Map>();
};

} // namespace pinwheel
