#pragma once

#include "core/index/asking_index.h"

namespace pinwheel {

/// An index that notes every question it is asked and every answer that the one below it gives.
class RecordingIndex final : public AskingIndex
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
    /// What is asked of it is noted here as well.
    [[nodiscard]] PackageIndexPtr stoppedBy(std::stop_token stop) const override;

    /// All that was asked so far as the text of a recording, which openIndexFile() reads; equal for
    /// equal questions.
    [[nodiscard]] std::string text() const;

private:
    struct Notes;
    RecordingIndex(PackageIndexPtr below, std::shared_ptr<Notes> notes);

    PackageIndexPtr m_below;
    std::shared_ptr<Notes> m_notes;
};

} // namespace pinwheel
