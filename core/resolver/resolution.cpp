#include "core/resolver/resolution.h"

#include <algorithm>
#include <ranges>

namespace pinwheel::resolver {

namespace {

/// Preference as a number: smaller is more urgent. Bit by bit the first five places of pip's tuple.
std::int8_t urgency(const PipProvider::Preference& preference)
{
    return static_cast<std::int8_t>((preference.isDirect ? 0 : 8) | (preference.isPinned ? 0 : 4)
                                    | (preference.isUpperBounded ? 0 : 2)
                                    | (preference.isBounded ? 0 : 1));
}

void grow(State& state, std::size_t names)
{
    state.pins.growTo(names, noCandidate);
    state.criteria.growTo(names, {});
}

} // namespace

std::vector<RequirementId> Resolution::requirementsOn(const State& state, LocalId name) const
{
    std::vector<RequirementId> requirements;
    if (name.index() >= state.criteria.size() || !state.criteria[name.index()]) return requirements;
    for (const CauseId id : state.criteria[name.index()]->information)
        requirements.push_back(m_provider.cause(id).requirement);
    return requirements;
}

void Resolution::setCriterion(State& state, LocalId name, CriterionPtr criterion)
{
    CriterionPtr& place = state.criteria.writable(name.index());
    if (!place) state.order.push_back(name);
    if (m_recordsUndo) m_undo.emplace_back(name, place);
    place = std::move(criterion);
}

bool Resolution::addToCriteria(State& state, RequirementId requirement, CandidateId parent)
{
    const LocalId name = m_provider.requirement(requirement).identifier;
    grow(state, m_provider.identifierCount());
    const CriterionPtr before = state.criteria[name.index()];
    auto* made = new Criterion;
    CriterionPtr criterion(made);
    if (before) {
        made->incompatible = before->incompatible;
        made->information = before->information;
    }
    std::vector<RequirementId> own = requirementsOn(state, name);
    own.push_back(requirement);
    const LocalId base = m_provider.baseOf(name);
    const std::vector<RequirementId> ofBase =
        base == name ? std::vector<RequirementId> {} : requirementsOn(state, base);
    made->matches = m_provider.findMatches(name, own, ofBase, made->incompatible);
    made->information.push_back(m_provider.addCause(requirement, parent));
    grow(state, m_provider.identifierCount()); // Making candidates may have met new names.
    if (m_provider.isEmpty(*made->matches)) {
        m_conflict = std::move(criterion);
        return false;
    }
    setCriterion(state, name, std::move(criterion));
    return true;
}

bool Resolution::isPinSatisfying(const State& state, LocalId name)
{
    const CandidateId pinned = state.pins[name.index()];
    if (pinned == noCandidate) return false;
    Criterion& criterion = *state.criteria[name.index()];
    if (criterion.checkedPin != pinned) {
        criterion.checkedPin = pinned;
        criterion.isSatisfied = std::ranges::all_of(criterion.information, [&](CauseId id) {
            return m_provider.isSatisfiedBy(m_provider.cause(id).requirement, pinned);
        });
    }
    return criterion.isSatisfied;
}

bool Resolution::isPreferred(LocalId a, LocalId b)
{
    const State& state = m_states.back();
    const auto urgencyOf = [&](LocalId name) {
        Criterion& criterion = *state.criteria[name.index()];
        if (criterion.preference < 0)
            criterion.preference = urgency(m_provider.preference(criterion.information));
        return criterion.preference;
    };
    const std::int8_t first = urgencyOf(a);
    const std::int8_t second = urgencyOf(b);
    // Direct, pinned and upper-bounded ones first, then in the user's order, then bounded ones,
    // then by name.
    if ((first >> 1) != (second >> 1)) return (first >> 1) < (second >> 1);
    if (m_provider.requestedOrder(a) != m_provider.requestedOrder(b))
        return m_provider.requestedOrder(a) < m_provider.requestedOrder(b);
    if ((first & 1) != (second & 1)) return (first & 1) < (second & 1);
    return m_provider.identifier(a).text < m_provider.identifier(b).text;
}

LocalId Resolution::choose(const std::vector<LocalId>& unsatisfied)
{
    if (unsatisfied.size() == 1) return unsatisfied.front();
    // Requires-Python goes alone, then what took part in the last contradiction.
    if (std::ranges::contains(unsatisfied, m_provider.pythonIdentifier()))
        return m_provider.pythonIdentifier();
    std::vector<bool> causes(m_provider.identifierCount());
    for (const CauseId id : m_states.back().backtrackCauses) {
        const Cause& cause = m_provider.cause(id);
        causes[m_provider.requirement(cause.requirement).identifier.index()] = true;
        if (cause.parent != noCandidate)
            causes[m_provider.candidate(cause.parent).identifier.index()] = true;
    }
    const bool narrowed =
        std::ranges::any_of(unsatisfied, [&](LocalId name) { return causes[name.index()]; });
    LocalId best {nothing};
    for (const LocalId name : unsatisfied) {
        if (narrowed && !causes[name.index()]) continue;
        if (best.value == nothing || isPreferred(name, best)) best = name;
    }
    return best;
}

bool Resolution::pin(LocalId name)
{
    State& state = m_states.back();
    const CriterionPtr criterion = state.criteria[name.index()];
    std::vector<CriterionPtr> failures;
    MatchCursor cursor;
    while (true) {
        const CandidateId candidate = m_provider.next(*criterion->matches, cursor);
        if (candidate == noCandidate || m_provider.refusal()) break;
        m_undo.clear();
        m_recordsUndo = true;
        const std::size_t known = state.order.size();
        bool works = true;
        for (const RequirementId requirement : m_provider.dependencies(candidate)) {
            works = addToCriteria(state, requirement, candidate);
            if (!works) break;
        }
        m_recordsUndo = false;
        if (works) {
            if (state.pins[name.index()] != noCandidate)
                state.mapping.erase(static_cast<std::size_t>(std::ranges::distance(
                    state.mapping.begin(),
                    std::ranges::find(state.mapping, name, &State::Pinned::name))));
            state.mapping.push_back({name, candidate});
            state.pins.writable(name.index()) = candidate;
            return true;
        }
        for (auto& [changed, before] : std::views::reverse(m_undo))
            state.criteria.writable(changed.index()) = std::move(before);
        m_undo.clear();
        state.order.truncate(known);
        failures.push_back(std::move(m_conflict));
    }
    if (failures.empty())
        return true; // resolvelib takes "no candidate and no reason" for a success.
    m_causes.clear();
    std::vector<CauseId> seen;
    for (const CriterionPtr& failure : failures) {
        for (const CauseId id : failure->information) {
            if (std::ranges::binary_search(seen, id)) continue;
            seen.insert(std::ranges::lower_bound(seen, id), id);
            m_causes.push_back(id);
        }
    }
    return false;
}

void Resolution::dropParents(State& state, const std::vector<LocalId>& parents)
{
    if (parents.empty()) return;
    std::vector<bool> dropped(m_provider.identifierCount());
    for (const LocalId name : parents)
        dropped[name.index()] = true;
    const auto isDropped = [&](CauseId id) {
        const CandidateId parent = m_provider.cause(id).parent;
        return parent != noCandidate && dropped[m_provider.candidate(parent).identifier.index()];
    };
    for (const LocalId name : state.order) {
        const CriterionPtr& place = state.criteria[name.index()];
        if (std::ranges::none_of(place->information, isDropped)) continue;
        auto* next = new Criterion {.matches = place->matches,
                                    .information = place->information,
                                    .incompatible = place->incompatible};
        std::erase_if(next->information, isDropped);
        state.criteria.writable(name.index()) = CriterionPtr(next);
    }
}

bool Resolution::overlapsCauses(const std::vector<RequirementId>& dependencies) const
{
    return std::ranges::any_of(dependencies, [&](RequirementId id) {
        const std::size_t name = m_provider.requirement(id).identifier.index();
        return name < m_blamed.size() && m_blamed[name];
    });
}

bool Resolution::patch(std::vector<std::pair<LocalId, std::vector<CandidateId>>>& incompatible)
{
    State& state = m_states.back();
    for (auto& [name, known] : incompatible) {
        if (known.empty()) continue;
        if (name.index() >= state.criteria.size() || !state.criteria[name.index()]) continue;
        const CriterionPtr before = state.criteria[name.index()];
        // Every incompatibility of the criterion counts, and the new ones.
        std::vector<CandidateId> all = before->incompatible;
        all.insert(all.end(), known.begin(), known.end());
        const LocalId base = m_provider.baseOf(name);
        const std::vector<RequirementId> own = requirementsOn(state, name);
        const std::vector<RequirementId> ofBase =
            base == name ? std::vector<RequirementId> {} : requirementsOn(state, base);
        Counted<Matches> matches = m_provider.findMatches(name, own, ofBase, std::move(all));
        grow(state, m_provider.identifierCount());
        if (m_provider.isEmpty(*matches)) return false;
        known.insert(known.end(), before->incompatible.begin(), before->incompatible.end());
        std::ranges::sort(known);
        known.erase(std::ranges::unique(known).begin(), known.end());
        state.criteria.writable(name.index()) =
            CriterionPtr(new Criterion {.matches = std::move(matches),
                                        .information = before->information,
                                        .incompatible = known});
    }
    return true;
}

bool Resolution::backjump()
{
    m_blamed.assign(m_provider.identifierCount(), false);
    for (const CauseId id : m_causes) {
        const Cause& cause = m_provider.cause(id);
        m_blamed[m_provider.requirement(cause.requirement).identifier.index()] = true;
        if (cause.parent != noCandidate)
            m_blamed[m_provider.candidate(cause.parent).identifier.index()] = true;
    }
    while (m_states.size() >= 3) {
        m_states.pop_back();
        State broken;
        State::Pinned last;
        while (true) {
            if (m_states.empty()) return false;
            broken = std::move(m_states.back());
            m_states.pop_back();
            if (broken.mapping.empty()) return false;
            last = broken.mapping.back();
            broken.mapping.truncate(broken.mapping.size() - 1);
            if (!m_blamed[last.name.index()]) break;
            if (overlapsCauses(m_provider.dependencies(last.candidate))) break;
            if (broken.mapping.empty()) break;
        }
        std::vector<std::pair<LocalId, std::vector<CandidateId>>> incompatible;
        for (const LocalId name : broken.order)
            incompatible.emplace_back(name, broken.criteria[name.index()]->incompatible);
        incompatible.emplace_back(last.name, std::vector<CandidateId> {last.candidate});
        if (m_states.empty()) return false;
        m_states.push_back(State(m_states.back()));
        if (patch(incompatible)) return true;
    }
    return false;
}

Ending Resolution::run(std::span<const RequirementId> roots, std::stop_token stop,
                       const ResolveProgress& progress)
{
    m_states.emplace_back();
    grow(m_states.back(), m_provider.identifierCount());
    for (const RequirementId root : roots) {
        if (addToCriteria(m_states.back(), root, noCandidate)) continue;
        m_causes = m_conflict->information;
        return m_provider.refusal() ? Ending::Refused : Ending::Impossible;
    }
    m_states.push_back(State(m_states.back()));
    std::vector<LocalId> unsatisfied;
    std::vector<LocalId> broken;
    std::vector<bool> satisfiedBefore;
    for (m_rounds = 0; m_rounds < m_maximumRounds; ++m_rounds) {
        if (m_provider.refusal()) return Ending::Refused;
        if (stop.stop_requested()) return Ending::Cancelled;
        unsatisfied.clear();
        satisfiedBefore.assign(m_provider.identifierCount(), false);
        for (const LocalId name : m_states.back().order) {
            if (isPinSatisfying(m_states.back(), name))
                satisfiedBefore[name.index()] = true;
            else
                unsatisfied.push_back(name);
        }
        if (progress) {
            const auto known = static_cast<int>(m_states.back().order.size());
            progress(known - static_cast<int>(unsatisfied.size()), known);
        }
        if (m_provider.assertionFails()) return Ending::PipBreaks;
        if (unsatisfied.empty()) return connect() ? Ending::Found : Ending::PipBreaks;
        const bool works = pin(choose(unsatisfied));
        if (m_provider.refusal()) return Ending::Refused;
        if (!works) {
            ++m_backjumps;
            if (!backjump()) return Ending::Impossible;
            m_states.back().backtrackCauses = m_causes;
            continue;
        }
        State& state = m_states.back();
        broken.clear();
        for (const LocalId name : state.order)
            if (name.index() < satisfiedBefore.size() && satisfiedBefore[name.index()]
                && !isPinSatisfying(state, name))
                broken.push_back(name);
        dropParents(state, broken);
        State next = state;
        m_states.push_back(std::move(next));
    }
    return Ending::TooDeep;
}

struct Resolution::Routes {
    std::vector<LocalId>
        keys; ///< by CandidateId: the name under which it stands, the last one of several
    std::vector<bool> under; ///< by LocalId: being looked at
    bool goesRound = false;
};

bool Resolution::hasRouteToRoot(LocalId name, Routes& routes)
{
    const State& last = m_states.back();
    if (m_connected[name.index()]) return true;
    if (name.index() >= last.criteria.size() || !last.criteria[name.index()]) return false;
    routes.goesRound = routes.goesRound || routes.under[name.index()]; // Met again below itself.
    if (routes.goesRound) return false;
    routes.under[name.index()] = true;
    bool found = false;
    for (const CauseId id : last.criteria[name.index()]->information) {
        const CandidateId parent = m_provider.cause(id).parent;
        const LocalId key = parent == noCandidate ? LocalId {nothing} : routes.keys[parent.index()];
        if (parent != noCandidate && key.value == nothing) continue;
        found = parent == noCandidate || hasRouteToRoot(key, routes);
        if (found || routes.goesRound) break;
    }
    routes.under[name.index()] = false;
    if (found) m_connected[name.index()] = true;
    return found;
}

bool Resolution::connect()
{
    m_connected.assign(m_provider.identifierCount(), false);
    Routes routes {.keys = std::vector<LocalId>(m_provider.candidateCount(), LocalId {nothing}),
                   .under = std::vector<bool>(m_provider.identifierCount())};
    for (const auto& [name, candidate] : m_states.back().mapping)
        routes.keys[candidate.index()] = name;
    for (const LocalId name : m_states.back().order)
        if (!routes.goesRound) hasRouteToRoot(name, routes);
    return !routes.goesRound;
}

} // namespace pinwheel::resolver
