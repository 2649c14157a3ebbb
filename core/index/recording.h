#pragma once

#include "core/index/expectant_index.h"

namespace pinwheel {

/// An index that notes every question it is asked and every answer that the one below it gives.
class RecordingIndex final : public PackageIndex, public ExpectantIndex
{
public:
    explicit RecordingIndex(PackageIndexPtr below);
    ~RecordingIndex() override;

    [[nodiscard]] ProjectAnswer project(const IndexSource& source,
                                        std::string_view name) const override;
    [[nodiscard]] ReleaseMetadata metadata(const IndexSource& source, const ProjectPage& page,
                                           std::uint32_t record) const override;
    [[nodiscard]] IndexSummary summary() const override;
    void expect(std::span<const IndexSource> sources,
                std::span<const std::string> names) const override;

    /// All that was asked so far as the text of a recording, which openIndexFile() reads; equal for
    /// equal questions.
    [[nodiscard]] std::string text() const;

private:
    struct Notes;
    PackageIndexPtr m_below;
    std::unique_ptr<Notes> m_notes;
};

} // namespace pinwheel
