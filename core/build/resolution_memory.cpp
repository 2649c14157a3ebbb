#include "core/build/resolution_memory.h"

#include "core/base/format.h"

#include <algorithm>
#include <vector>

namespace pinwheel {
namespace {

/// Answers that are kept. Reason: some dozens of install commands times the fixes of one session;
/// each is about 100 KB.
constexpr std::size_t maxAnswers = 256;

/// Appends a field so that no two sequences of fields give the same text.
void append(std::string& key, std::string_view field)
{
    key += std::to_string(field.size());
    key += ':';
    key += field;
}

void append(std::string& key, const std::vector<std::string>& fields)
{
    key += formatted("[{}]", fields.size());
    for (const std::string& field : fields)
        append(key, field);
}

} // namespace

std::string questionKey(const PipInstallRequest& request)
{
    std::string key;
    key.reserve(4096);
    append(key, request.target ? request.target->key : "");
    for (const auto* sources : {&request.indexes, &request.findLinks}) {
        key += '|';
        for (const IndexSource& source : *sources)
            append(key, source.url);
    }
    for (const RootRequirement& root : request.requirements) {
        append(key, root.text);
        append(key, root.hashes);
        key += formatted("{}{}{}", root.constraint ? 'c' : 'r', root.editable ? 'e' : '-',
                         root.origin);
    }
    key += "|installed";
    for (const PresentDistribution& present : request.installed) {
        append(key, present.name);
        append(key, present.version);
        append(key, present.range);
        append(key, present.requiresDist);
        append(key, present.extras);
        append(key, present.index);
        key += formatted("{}{}{}", present.requirementsKnown, present.editable,
                         static_cast<int>(present.grade));
    }
    key += formatted("|{}{}{}{}{}{}{}{}|{}|", static_cast<int>(request.strategy),
                     request.ignoreInstalled, request.forceReinstall, request.noDependencies,
                     request.preReleases, request.preferBinary, request.ignoreRequiresPython,
                     request.requireHashes, request.maximumRounds);
    for (const std::string& name : request.formats.noBinary)
        append(key, name);
    key += '|';
    for (const std::string& name : request.formats.onlyBinary)
        append(key, name);
    return key;
}

std::shared_ptr<const PipInstallResult> ResolutionMemory::find(const std::string& question) const
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_answers.find(question);
    return found == m_answers.end() ? nullptr : found->second.answer;
}

std::vector<std::shared_ptr<const PipInstallResult>> ResolutionMemory::answers() const
{
    const std::scoped_lock lock(m_mutex);
    std::vector<std::shared_ptr<const PipInstallResult>> answers;
    for (const auto& [question, entry] : m_answers)
        answers.push_back(entry.answer);
    return answers;
}

void ResolutionMemory::keep(const std::string& question,
                            std::shared_ptr<const PipInstallResult> answer)
{
    const std::scoped_lock lock(m_mutex);
    if (m_answers.size() >= maxAnswers) {
        const std::uint64_t limit = m_order - maxAnswers / 2;
        std::erase_if(m_answers, [&](const auto& entry) { return entry.second.order < limit; });
    }
    m_answers.insert_or_assign(question, Entry {std::move(answer), ++m_order});
}

} // namespace pinwheel
