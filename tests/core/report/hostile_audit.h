#pragma once

#include "core/audit/audit.h"

#include <string>

namespace pinwheel::test {

/// An audit whose every text from outside is `text`: file contents and names, versions, reasons,
/// titles, facts.
[[nodiscard]] Audit auditWithText(const std::string& text);

} // namespace pinwheel::test
