#pragma once

#include "core/audit/audit.h"
#include "core/fixes/prove.h"

#include <string>
#include <vector>

/// What is wrong with a fix on offer, in words; empty where it holds: the edits apply, the texts
/// parse, the finding is gone, nothing new is at medium or above, lines that no edit names keep
/// their bytes, and nothing of the same kind is offered again at what the fix wrote.
/// @param finding  null for a fix that stands for several findings
[[nodiscard]] std::vector<std::string> troubleWith(const pinwheel::Fix& fix,
                                                   const pinwheel::Finding* finding,
                                                   const pinwheel::Audit& audit,
                                                   const pinwheel::TrialAudit& before,
                                                   const pinwheel::TrialFunction& trial);
