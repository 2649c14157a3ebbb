#pragma once

// Compose and bake files name what is built: they stand for a Dockerfile on the command line.

#include "app/cli/audit_arguments.h"

namespace pinwheel {

/// The arguments with the Dockerfile, context, stage, build arguments and platform of one entry of
/// a Compose or bake file, where PATH is such a file, `--service` asks for one, or PATH is a folder
/// with one and without a Dockerfile at its top. What the command line says itself stays. Fails
/// where several entries are there and none is chosen, listing them. Other arguments come back as
/// they are.
[[nodiscard]] Result<AuditArguments> withBuildEntry(const AuditArguments& arguments);

} // namespace pinwheel
