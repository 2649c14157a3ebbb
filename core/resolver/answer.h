#pragma once

#include "core/python/project_name.h"
#include "core/resolver/resolution.h"

#include <unordered_map>

namespace pinwheel::resolver {

/// Turns what the search ended with into the answer that the rest of the program reads.
class AnswerBuilder
{
public:
    AnswerBuilder(const PipProvider& provider, const Resolution& resolution)
        : m_provider(provider)
        , m_resolution(resolution)
        , m_request(provider.request())
    {
        for (const PresentDistribution& present : m_request.installed)
            m_installed.insert_or_assign(normalizedName(present.name), &present);
    }

    [[nodiscard]] PipInstallResult success();
    [[nodiscard]] PipInstallResult failure(Ending ending);
    /// Whether something in the search rested on incomplete index data.
    [[nodiscard]] bool sawIncompleteData() const;
    /// After an impossible search: projects in its causes of which not every release is recorded.
    [[nodiscard]] std::vector<std::string> incompleteCauses() const;

private:
    [[nodiscard]] Pin makePin(LocalId project, const SearchCandidate& chosen);
    void setRelease(Pin& pin, const SearchCandidate& chosen);
    void setAskers(Pin& pin, LocalId name, std::vector<Specifier>& clauses);
    void setAction(Pin& pin, const SearchCandidate& chosen);
    void setGrade(Pin& pin, const SearchCandidate& chosen, LocalId project);
    void addMissing(MissingFact::Kind kind, const Pin& pin, std::string text);
    void missPages(const Pin& pin, const ProjectState& project);
    [[nodiscard]] std::string placeholderVersion(const Pin& pin, const ProjectState& project) const;
    [[nodiscard]] std::string requirementText(const SearchRequirement& requirement) const;
    [[nodiscard]] PipFailure::Kind kindOf(std::span<const CauseId> causes) const;
    [[nodiscard]] std::string messageOf(const PipFailure& failure) const;

    const PipProvider& m_provider;
    const Resolution& m_resolution;
    const PipInstallRequest& m_request;
    std::unordered_map<std::string, const PresentDistribution*> m_installed; ///< by normalized name
    PipInstallResult m_result;
};

} // namespace pinwheel::resolver
