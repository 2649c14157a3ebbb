#pragma once

#include "core/resolver/pip_install.h"

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace pinwheel {

/// Answers of the resolver by question, shared by the audits of one session: a fix under trial or a
/// key stroke in a comment leaves most install commands as they were. An answer depends on nothing
/// but its question and the index, so remembering changes time and nothing else. May be used from
/// several threads; bounded, oldest half dropped.
class ResolutionMemory
{
public:
    [[nodiscard]] std::shared_ptr<const PipInstallResult> find(const std::string& question) const;
    /// All answers that are kept, in no order.
    [[nodiscard]] std::vector<std::shared_ptr<const PipInstallResult>> answers() const;
    void keep(const std::string& question, std::shared_ptr<const PipInstallResult> answer);

private:
    struct Entry {
        std::shared_ptr<const PipInstallResult> answer;
        std::uint64_t order = 0;
    };
    mutable std::mutex m_mutex;
    std::unordered_map<std::string, Entry> m_answers;
    std::uint64_t m_order = 0;
};

/// A text that is equal for equal questions and differs for different ones.
[[nodiscard]] std::string questionKey(const PipInstallRequest& request);

} // namespace pinwheel
