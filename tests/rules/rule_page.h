#pragma once

#include "core/build/audit_options.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

/// A rule page as the user reads it; its examples are the tests of the rule.
struct RulePage {
    std::string title; ///< first heading without "# "
    std::map<std::string, std::string> bad; ///< file name to text, marks taken out
    std::map<std::string, std::string> good;
    std::set<std::pair<std::string, std::size_t>> marks; ///< file and line (from 1) of every «
    pinwheel::AuditOptions options;
    std::vector<std::string> headings;
};

/// Reads "```dockerfile bad Dockerfile" fences, the marks « », and the line "Examples are audited
/// with: gpu RTX 5090".
RulePage readRulePage(const std::string& text);
