#include "core/rules/package_mentions.h"

#include "core/python/version_ranges.h"
#include "core/rules/build_view.h"

#include <algorithm>
#include <map>

namespace pinwheel {
namespace {

std::optional<SpecifierSet> readSet(const std::string& text)
{
    auto set = parseSpecifierSet(text);
    return set ? std::optional(std::move(*set)) : std::nullopt;
}

} // namespace

std::vector<MentionPair> mentionPairs(const AuditModel& model)
{
    const BuildTrace& trace = model.trace;
    std::map<std::pair<std::string, std::string>, const Mention*> last; // environment and package
    std::vector<MentionPair> pairs;
    for (const Mention& mention : trace.mentions) {
        if (!mention.applies || mention.role == Mention::Role::Constraint
            || mention.install >= trace.installs.size())
            continue;
        const InstallStep& step = trace.installs[mention.install];
        if (!installsPython(step) || step.environment.empty() || !step.certainToRun) continue;
        const std::string key = std::to_string(step.stage) + " " + step.environment;
        const Mention*& before = last[{key, mention.name}];
        if (before != nullptr && placeOf(*before) != placeOf(mention))
            pairs.push_back({before, &mention, before->install == mention.install});
        before = &mention;
    }
    return pairs;
}

std::vector<RepositoryPair> repositoryPairs(const AuditModel& model)
{
    const BuildTrace& trace = model.trace;
    std::map<std::pair<std::string, std::string>, const RepositoryMention*>
        last; // environment and repository
    std::vector<RepositoryPair> pairs;
    for (const RepositoryMention& mention : trace.repositories) {
        if (mention.install >= trace.installs.size()) continue;
        const InstallStep& step = trace.installs[mention.install];
        if (!installsPython(step) || step.environment.empty() || !step.certainToRun) continue;
        const RepositoryMention*& before =
            last[{std::to_string(step.stage) + " " + step.environment, mention.repository}];
        const bool isTold = std::ranges::any_of(pairs, [&](const RepositoryPair& pair) {
            return pair.second->repository == mention.repository
                && pair.isSame() == (before != nullptr && before->text == mention.text);
        });
        if (before != nullptr && placeOf(*before) != placeOf(mention) && !isTold)
            pairs.push_back({before, &mention});
        before = &mention;
    }
    return pairs;
}

bool isSameSpecifier(const std::string& a, const std::string& b)
{
    if (a == b) return true;
    const auto left = readSet(a);
    const auto right = readSet(b);
    return left && right && rangesOf(*left) == rangesOf(*right);
}

bool canAgree(const std::string& a, const std::string& b)
{
    const auto left = readSet(a);
    const auto right = readSet(b);
    return !left || !right || canBothHold(*left, *right);
}

std::string intersection(const std::string& a, const std::string& b)
{
    const auto left = readSet(a);
    const auto right = readSet(b);
    if (!left || !right) return {};
    const SpecifierSet both = conjunction(*left, *right);
    std::vector<Specifier> clauses(both.specifiers().begin(), both.specifiers().end());
    const VersionRanges whole = rangesOf(both);
    for (std::size_t i = 0; i < clauses.size() && clauses.size() > 1;) {
        std::vector<Specifier> without = clauses;
        without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
        if (rangesOf(SpecifierSet(without)) == whole)
            clauses = std::move(without);
        else
            ++i;
    }
    // Lower bounds first, as people write them.
    std::ranges::stable_sort(clauses, {}, [](const Specifier& clause) {
        return clause.op() == Operator::Less || clause.op() == Operator::LessEqual ? 1
            : clause.op() == Operator::NotEqual                                    ? 2
                                                                                   : 0;
    });
    std::string text;
    for (const Specifier& clause : clauses)
        text += (text.empty() ? "" : ",") + clause.toString();
    return text;
}

} // namespace pinwheel
