#pragma once

#include <QString>

#include <KSyntaxHighlighting/Definition>

namespace KSyntaxHighlighting {
class Repository;
}

namespace pinwheel {

/// The definitions of KSyntaxHighlighting and our own (resources/syntax), read once. GUI thread
/// alone.
[[nodiscard]] KSyntaxHighlighting::Repository& syntaxRepository();
/// The language that a file name tells: Dockerfiles, requirement files, TOML, YAML, …
[[nodiscard]] KSyntaxHighlighting::Definition syntaxDefinitionFor(const QString& fileName);
/// Whether the core reads a file of that name as requirements or constraints
/// ("requirements-gpu.txt", "constraints.in").
[[nodiscard]] bool isRequirementsFileName(const QString& fileName);

} // namespace pinwheel
