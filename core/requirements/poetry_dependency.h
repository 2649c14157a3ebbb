#pragma once

#include "core/requirements/toml_text.h"

namespace pinwheel {

/// Adds one dependency as poetry and pipenv write them: a constraint, a table, or an array of
/// tables. Source: poetry's documentation, "Dependency specification"; Pipfile's specification.
void addPoetryDependency(ProjectFile& project, const std::string& name, const toml::node& node,
                         const std::string& group, Span span);

} // namespace pinwheel
