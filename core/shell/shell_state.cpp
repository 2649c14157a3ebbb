#include "core/shell/shell_state.h"

#include <algorithm>

namespace pinwheel {

void ShellState::setEnvironment(std::string_view name, TracedText value)
{
    ShellVariable& variable = variables[std::string(name)];
    variable.value = std::move(value);
    variable.isSet = true;
    variable.exported = true;
}

const ShellVariable* ShellState::find(std::string_view name) const
{
    const auto found = variables.find(name);
    return found != variables.end() && found->second.isSet ? &found->second : nullptr;
}

TracedText ShellState::valueOf(std::string_view name) const
{
    if (const ShellVariable* variable = find(name)) return variable->value;
    if (!environmentIsComplete && !variables.contains(name))
        return unknown("the variable " + std::string(name) + " may be set by the base image");
    return {};
}

const TracedText* environmentVariable(const ShellCommand& command, const ShellState& state,
                                      std::string_view name)
{
    for (auto it = command.assignments.rbegin(); it != command.assignments.rend(); ++it)
        if (it->name == name) return &it->value;
    if (command.clearedEnvironment || std::ranges::contains(command.removedVariables, name))
        return nullptr;
    const ShellVariable* variable = state.find(name);
    return variable != nullptr && variable->exported ? &variable->value : nullptr;
}

} // namespace pinwheel
