#include "core/index/memory_index.h"

#include "core/python/project_name.h"

namespace pinwheel {

namespace {

struct Detail {
    std::vector<ReleaseMetadata> metadata;
};

} // namespace

void MemoryIndex::add(std::string_view label, std::string_view project, Entry entry)
{
    const std::string name = normalizedName(project);
    std::shared_ptr<ProjectPage>& page = m_indexes[std::string(label)][name];
    if (!page) {
        page = std::make_shared<ProjectPage>();
        page->name = name;
        page->detail = std::make_shared<Detail>();
    }
    auto& metadata =
        std::const_pointer_cast<Detail>(std::static_pointer_cast<const Detail>(page->detail))
            ->metadata;
    page->files.push_back({.filename = std::move(entry.filename),
                           .url = {},
                           .requiresPython = entry.requiresPython,
                           .hashes = std::move(entry.hashes),
                           .yanked = entry.yanked,
                           .yankedReason = {},
                           .record = static_cast<std::uint32_t>(metadata.size())});
    metadata.push_back({.requiresPython = std::move(entry.requiresPython),
                        .requiresDist = std::move(entry.requiresDist),
                        .extras = std::move(entry.extras)});
}

void MemoryIndex::addNotRecorded(std::string_view project, std::string newestListed,
                                 std::string newestMonth)
{
    m_notRecorded[normalizedName(project)] =
        ProjectAnswer {.status = ProjectAnswer::Status::NotRecorded,
                       .page = nullptr,
                       .newestListed = std::move(newestListed),
                       .newestMonth = std::move(newestMonth),
                       .reason = "the index data does not record it"};
}

ProjectAnswer MemoryIndex::project(const IndexSource& source, std::string_view name) const
{
    if (const auto found = m_notRecorded.find(name); found != m_notRecorded.end())
        return found->second;
    ProjectAnswer answer {.status = ProjectAnswer::Status::NotFound,
                          .page = nullptr,
                          .newestListed = {},
                          .newestMonth = {},
                          .reason = "no such project"};
    const auto index = m_indexes.find(source.label);
    if (index == m_indexes.end()) return answer;
    const auto page = index->second.find(name);
    if (page == index->second.end()) return answer;
    return {.status = ProjectAnswer::Status::Found,
            .page = page->second,
            .newestListed = {},
            .newestMonth = {},
            .reason = {}};
}

ReleaseMetadata MemoryIndex::metadata(const IndexSource&, const ProjectPage& page,
                                      std::uint32_t record) const
{
    return static_cast<const Detail*>(page.detail.get())->metadata.at(record);
}

IndexSummary MemoryIndex::summary() const
{
    IndexSummary summary {.name = "table", .date = {}};
    for (const auto& [label, projects] : m_indexes) {
        summary.indexes.push_back(label);
        for (const auto& [name, page] : projects) {
            ++summary.projects;
            summary.releases += static_cast<std::uint32_t>(page->files.size());
        }
    }
    summary.completeReleases = summary.releases;
    return summary;
}

} // namespace pinwheel
