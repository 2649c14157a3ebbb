#pragma once

#include "core/index/package_index.h"

#include <map>

namespace pinwheel {

/// An index made of tables: for tests, for the probe and for scenarios. What it does not hold is
/// NotFound.
class MemoryIndex : public PackageIndex
{
public:
    /// One wheel or sdist with its metadata.
    struct Entry {
        std::string filename;
        std::string requiresPython;
        std::vector<std::string> requiresDist;
        std::vector<std::string> extras;
        bool yanked = false;
        std::vector<std::string> hashes;
    };
    /// Adds a file to a project of the index with this label, in page order. Everything is added
    /// before the first question: pages that were handed out must not change.
    void add(std::string_view label, std::string_view project, Entry entry);
    /// Makes `project` NotRecorded (rather than NotFound) on every index.
    void addNotRecorded(std::string_view project, std::string newestListed = {},
                        std::string newestMonth = {});

    [[nodiscard]] ProjectAnswer project(const IndexSource& source,
                                        std::string_view name) const override;
    [[nodiscard]] ReleaseMetadata metadata(const IndexSource& source, const ProjectPage& page,
                                           std::uint32_t record) const override;
    [[nodiscard]] IndexSummary summary() const override;

private:
    std::map<std::string, std::map<std::string, std::shared_ptr<ProjectPage>, std::less<>>,
             std::less<>>
        m_indexes;
    std::map<std::string, ProjectAnswer, std::less<>> m_notRecorded;
};

} // namespace pinwheel
