#pragma once

#include "core/index/asking_index.h"

namespace pinwheel {

/// An index as uv sees several by default: a project is taken from the first index that has it, and
/// the others are not asked for it. uv asks extra indexes before the default one. Source: uv's
/// documentation, "Package indexes", index strategy "first-index".
class FirstIndexView final : public AskingIndex
{
public:
    /// @param below    outlives the view
    /// @param indexes  in pip's order: the index, then the extra ones
    FirstIndexView(const PackageIndex& below, std::vector<IndexSource> indexes)
        : m_below(below)
        , m_indexes(std::move(indexes))
    {
    }

    [[nodiscard]] ProjectAnswer project(const IndexSource& source,
                                        std::string_view name) const override
    {
        if (source.kind == IndexSource::Kind::FindLinks) return m_below.project(source, name);
        for (std::size_t i = 0; i < m_indexes.size(); ++i) {
            const IndexSource& asked = m_indexes[(i + 1) % m_indexes.size()];
            ProjectAnswer answer = m_below.project(asked, name);
            if (answer.status != ProjectAnswer::Status::Found) continue;
            if (asked == source) return answer;
            return {.status = ProjectAnswer::Status::NotFound, .reason = "an earlier index has it"};
        }
        return m_below.project(source, name);
    }
    [[nodiscard]] ReleaseMetadata metadata(const IndexSource& source, const ProjectPage& page,
                                           std::uint32_t record) const override
    {
        return m_below.metadata(source, page, record);
    }
    [[nodiscard]] IndexSummary summary() const override { return m_below.summary(); }
    void expect(std::span<const IndexSource> sources,
                std::span<const std::string> names) const override
    {
        if (const auto* asking = dynamic_cast<const AskingIndex*>(&m_below))
            asking->expect(sources, names);
    }
    /// The index below was made for the audit already.
    [[nodiscard]] PackageIndexPtr stoppedBy(std::stop_token) const override { return nullptr; }

private:
    const PackageIndex& m_below;
    std::vector<IndexSource> m_indexes;
};

} // namespace pinwheel
