package dev.crossfire.scenarios.draft;

import dev.crossfire.model.HealthCriteria;
import dev.crossfire.scenarios.databinding.FaultBinder.BoundFault;
import dev.crossfire.scenarios.databinding.ObjectiveBinder.BoundObjective;
import dev.crossfire.scenarios.language.LoadPart;
import dev.crossfire.scenarios.language.LoadPart.CohortPart;
import dev.crossfire.scenarios.language.ScenarioDocument;
import dev.crossfire.scenarios.language.SimulationInfo;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A scenario as far as it could be read, before it is validated.
 *
 * @param healthy the complete health rules, by cohort
 * @param simulation the simulation's own description; empty for a user's own
 */
public record ScenarioDraft(
        ScenarioDocument part,
        List<BoundFault> faults,
        List<BoundObjective> objectives,
        Map<String, HealthCriteria> healthy,
        Optional<SimulationInfo> simulation) {
    /** The cohorts of the load by name; empty when there are none or they could not be read. */
    public Map<String, CohortPart> cohorts() {
        LoadPart load = part.load();
        return load == null || load.cohorts() == null ? Map.of() : load.cohorts();
    }

    /** How long the load lasts; null when it is zero or could not be read. */
    @Nullable
    public Duration length() {
        LoadPart load = part.load();
        Duration length = load == null ? null : load.duration();
        return length == null || length.isZero() ? null : length;
    }

    /** Whether some of the faults stay out of a run. */
    public boolean picksSome() {
        return part.pick() != null && part.pick() < faults.size();
    }

    /** Every name that an objective may judge; empty when they are unknown. */
    public Set<String> cohortNames() {
        Set<String> names = new LinkedHashSet<>();
        Set<String> selecting = new LinkedHashSet<>();
        cohorts().forEach((name, part) -> (part.selects() ? selecting : names).add(name));
        Set<String> known = simulation.map(info -> info.cohorts().keySet()).orElse(Set.of());
        // A cohort that is left out does not arrive. But a name that the simulation does not know may be a misspelling
        // of one that it knows.
        if (names.isEmpty() || !known.containsAll(names)) {
            names.addAll(known);
        }
        if (names.isEmpty() && part.healthy() != null) {
            names.addAll(part.healthy().keySet());
        }
        // A cohort that is not named there is, in the user's own simulation, the Gatling scenario of that name.
        if (!names.isEmpty() || part.healthy() != null) {
            names.addAll(selecting);
        }
        return names;
    }

    /** The faults that have an id, by id. */
    public Map<String, BoundFault> faultsById() {
        Map<String, BoundFault> byId = new LinkedHashMap<>();
        for (BoundFault fault : faults) {
            String id = fault.part().id();
            if (id != null) {
                byId.putIfAbsent(id, fault);
            }
        }
        return byId;
    }
}
