#pragma once

#include "core/rules/rule.h"

#include <string>
#include <vector>

namespace pinwheel {

/// Two places that name one package for one environment, as pip meets them. The second is the later
/// one.
struct MentionPair {
    const Mention* first = nullptr;
    const Mention* second = nullptr;
    bool sameCommand = false;
};

/// For every package and environment: each mention with the next one, constraints left out. Places
/// that are the same words (a file read by two commands) are no pair; the second reading then
/// counts as a repetition only where `again`.
[[nodiscard]] std::vector<MentionPair> mentionPairs(const AuditModel& model);

/// Two places that ask for one repository for one environment, the first such two of a repository.
/// The second is the later one.
struct RepositoryPair {
    const RepositoryMention* first = nullptr;
    const RepositoryMention* second = nullptr;

    /// Whether both are the same words.
    [[nodiscard]] bool isSame() const { return first->text == second->text; }
};
[[nodiscard]] std::vector<RepositoryPair> repositoryPairs(const AuditModel& model);

/// Whether two specifiers admit the same versions, as far as their normalized texts tell.
[[nodiscard]] bool isSameSpecifier(const std::string& a, const std::string& b);
/// A version that both admit may exist. False only where they certainly exclude each other.
[[nodiscard]] bool canAgree(const std::string& a, const std::string& b);
/// One specifier for both, without clauses that others make superfluous; empty where the texts
/// cannot be read.
[[nodiscard]] std::string intersection(const std::string& a, const std::string& b);

} // namespace pinwheel
