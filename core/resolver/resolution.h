#pragma once

#include "core/resolver/pip_provider.h"

#include <stop_token>

namespace pinwheel::resolver {

enum class Ending { Found, Impossible, TooDeep, Cancelled, Refused, PipBreaks };

/// The search for one set of pins that fulfils all requirements: pin the most urgent name to its
/// best candidate, add what that requires, and on a contradiction jump back to a pin that took part
/// in it. Source: resolvelib 1.1.0, resolvers/resolution.py. Its states are copies of dictionaries;
/// ours are copies of short arrays that share what did not change. Differs in nothing that can be
/// seen from outside.
class Resolution
{
public:
    Resolution(PipProvider& provider, int maximumRounds)
        : m_provider(provider)
        , m_maximumRounds(maximumRounds)
    {
    }

    [[nodiscard]] Ending run(std::span<const RequirementId> roots, std::stop_token stop,
                             const ResolveProgress& progress);

    /// Found: the last state.
    [[nodiscard]] const State& state() const { return m_states.back(); }
    /// Impossible: the causes, each once.
    [[nodiscard]] const std::vector<CauseId>& causes() const { return m_causes; }
    [[nodiscard]] int rounds() const { return m_rounds; }
    [[nodiscard]] int backjumps() const { return m_backjumps; }
    /// Found: whether an identifier's pin is asked for, directly or through others, by the command
    /// itself; by LocalId.
    [[nodiscard]] const std::vector<bool>& connected() const { return m_connected; }

private:
    /// Adds a requirement; false on a contradiction, whose criterion is then in m_conflict.
    [[nodiscard]] bool addToCriteria(State& state, RequirementId requirement, CandidateId parent);
    void setCriterion(State& state, LocalId name, CriterionPtr criterion);
    [[nodiscard]] bool isPinSatisfying(const State& state, LocalId name);
    [[nodiscard]] LocalId choose(const std::vector<LocalId>& unsatisfied);
    [[nodiscard]] bool isPreferred(LocalId a, LocalId b);
    /// Pins the name; false when no candidate works, with the causes in m_causes.
    [[nodiscard]] bool pin(LocalId name);
    void dropParents(State& state, const std::vector<LocalId>& parents);
    [[nodiscard]] bool backjump();
    [[nodiscard]] bool
    patch(std::vector<std::pair<LocalId, std::vector<CandidateId>>>& incompatible);
    [[nodiscard]] std::vector<RequirementId> requirementsOn(const State& state, LocalId name) const;
    /// Fills m_connected; false where pip breaks off: it looks for each pin's way to the command
    /// without noticing circles, and ends with a RecursionError where pins that nobody needs any
    /// more require each other.
    [[nodiscard]] bool connect();
    struct Routes;
    bool hasRouteToRoot(LocalId name, Routes& routes);
    [[nodiscard]] bool overlapsCauses(const std::vector<RequirementId>& dependencies) const;

    PipProvider& m_provider;
    int m_maximumRounds;
    int m_rounds = 0;
    int m_backjumps = 0;
    std::vector<State> m_states;
    CriterionPtr m_conflict;
    std::vector<CauseId> m_causes;
    std::vector<bool> m_connected;
    std::vector<bool> m_blamed; ///< by LocalId, while jumping back
    /// What an attempt has changed, to be put back when it fails.
    std::vector<std::pair<LocalId, CriterionPtr>> m_undo;
    bool m_recordsUndo = false;
};

} // namespace pinwheel::resolver
