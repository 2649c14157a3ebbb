#include "core/resolver/neighbours.h"

#include <algorithm>

namespace pinwheel::resolver {

namespace {

/// A group's release where its requirements are recorded with their bounds; else null.
const ReleaseFacts* recordedFacts(Workspace& workspace, ProjectData& project, std::uint32_t group,
                                  const PackageIndex& index)
{
    const ReleaseGroup& release = project.groups[group];
    std::uint32_t page = 0;
    std::uint32_t record = 0;
    if (!release.files.empty()) {
        const FileFacts& file = project.files[release.files.front()];
        page = file.page;
        record = project.pages[page].answer.page->files[file.file].record;
    } else if (release.partial) {
        page = release.partial->first;
        record = project.pages[page].answer.page->partial[release.partial->second].record;
    } else {
        return nullptr;
    }
    const ReleaseFacts& facts = workspace.release(project, page, record, index);
    const bool hasBounds = facts.metadata.known == RequirementsKnown::Complete
        || facts.metadata.known == RequirementsKnown::Partial;
    return !facts.isInvalid && hasBounds ? &facts : nullptr;
}

const ReleaseFacts* recordedBefore(Workspace& workspace, ProjectData& project, std::uint32_t group,
                                   const PackageIndex& index)
{
    const ReleaseFacts* before = nullptr;
    for (std::uint32_t older = group + 1; older < project.groups.size() && before == nullptr;
         ++older)
        if (!project.groups[older].version.isPrerelease())
            before = recordedFacts(workspace, project, older, index);
    return before;
}

/// ">=1.2,>=1.3": the lower bounds of a requirement; "" where it has none.
std::string lowerBounds(const RequirementFacts& asked)
{
    std::string bounds;
    for (const Specifier& specifier : asked.parsed.specifiers.specifiers()) {
        const bool isLower =
            specifier.op() == Operator::GreaterEqual || specifier.op() == Operator::Compatible;
        if (isLower && specifier.version())
            bounds += (bounds.empty() ? ">=" : ",>=") + specifier.version()->toString();
    }
    return bounds;
}

/// Projects raise their lower bounds and hardly ever take them back; upper ones move in both
/// directions. Null where the release before gives none.
std::unique_ptr<ReleaseFacts> bounded(Workspace& workspace, const ReleaseFacts& facts,
                                      const ReleaseFacts& before)
{
    ReleaseMetadata metadata = facts.metadata;
    for (const std::string& text : before.metadata.requiresDist) {
        const RequirementFacts* asked =
            text.contains("extra") ? nullptr : workspace.requirement(text);
        if (asked == nullptr
            || std::ranges::none_of(facts.requirements, [&](const RequirementFacts* own) {
                   return own->base == asked->base && own->isParsed;
               }))
            continue;
        const std::string bounds = lowerBounds(*asked);
        if (bounds.empty()) continue;
        const std::size_t marker = std::min(text.find(';'), text.size());
        metadata.requiresDist.push_back(workspace.identifier(asked->base).text + bounds
                                        + text.substr(marker));
    }
    if (metadata.requiresDist.size() == facts.metadata.requiresDist.size()) return nullptr;
    return std::make_unique<ReleaseFacts>(workspace.parseMetadata(std::move(metadata)));
}

struct Neighbours {
    const ReleaseFacts* before = nullptr;
    const ReleaseFacts* after = nullptr;
};

/// Both null where the recorded releases are too far away to say something.
Neighbours neighboursOf(Workspace& workspace, ProjectData& project, const Version& version,
                        const PackageIndex& index)
{
    Neighbours found;
    bool isSameSeries = false; // 1.4.2 and 1.4.7; where one neighbour alone is recorded, it has to
                               // be that close.
    // Groups stand newest first.
    for (std::uint32_t group = 0; group < project.groups.size() && found.before == nullptr;
         ++group) {
        const Version& release = project.groups[group].version;
        if (release.isPrerelease() || release == version) continue;
        const ReleaseFacts* facts = recordedFacts(workspace, project, group, index);
        if (facts == nullptr) continue;
        (version < release ? found.after : found.before) = facts;
        if (found.before == nullptr || found.after == nullptr)
            isSameSeries = version.releaseNumber(0) == release.releaseNumber(0)
                && version.releaseNumber(1) == release.releaseNumber(1);
    }
    if (found.before != nullptr && found.after != nullptr) return found;
    if (!isSameSeries) return {};
    const ReleaseFacts* only = found.before == nullptr ? found.after : found.before;
    return {.before = only, .after = only};
}

std::unique_ptr<ReleaseFacts> shared(Workspace& workspace, const Neighbours& neighbours)
{
    const ReleaseMetadata& before = neighbours.before->metadata;
    const ReleaseMetadata& after = neighbours.after->metadata;
    ReleaseMetadata common {
        .known = RequirementsKnown::Partial,
        .isReadable = before.isReadable,
        .reason = "it is taken to require what the recorded releases next to it require"};
    for (const std::string& text : before.requiresDist)
        if (std::ranges::contains(after.requiresDist, text)) common.requiresDist.push_back(text);
    for (const std::string& extra : before.extras)
        if (std::ranges::contains(after.extras, extra)) common.extras.push_back(extra);
    if (common.requiresDist.empty()) return nullptr;
    return std::make_unique<ReleaseFacts>(workspace.parseMetadata(std::move(common)));
}

} // namespace

ReleaseFacts& withBorrowedBounds(Workspace& workspace, ProjectData& project, std::uint32_t group,
                                 ReleaseFacts& recorded, const PackageIndex& index)
{
    if (recorded.metadata.known != RequirementsKnown::NamesOnly) return recorded;
    const auto [found, isNew] = project.bounded.try_emplace(&recorded);
    if (isNew)
        if (const ReleaseFacts* before = recordedBefore(workspace, project, group, index))
            found->second = bounded(workspace, recorded, *before);
    return found->second ? *found->second : recorded;
}

ReleaseFacts* borrowedFacts(Workspace& workspace, ProjectData& project, const Version& version,
                            const PackageIndex& index)
{
    const auto [found, isNew] = project.borrowed.try_emplace(version.toString());
    if (isNew) {
        const Neighbours neighbours = neighboursOf(workspace, project, version, index);
        if (neighbours.before != nullptr) found->second = shared(workspace, neighbours);
    }
    return found->second.get();
}

} // namespace pinwheel::resolver
