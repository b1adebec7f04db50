package dev.crossfire.model;

import dev.crossfire.model.environment.LedgerSpec;
import dev.crossfire.model.load.Load;
import dev.crossfire.model.objective.ObjectiveSpec;
import dev.crossfire.model.quantity.Ratio;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to do and what must hold; names roles, never resources.
 *
 * @param healthy by cohort
 * @param steadyState how long every cohort must be healthy before a fault
 * @param pick how many of the faults are injected, chosen by the seed; null for all
 * @param abortWhen when the run is stopped early
 * @param ledger how acknowledged writes are compared with the system's records; null when they are not
 */
public record Scenario(
        String name,
        String title,
        Load load,
        Map<String, HealthCriteria> healthy,
        Duration steadyState,
        List<FaultSpec> faults,
        @Nullable Integer pick,
        List<AbortRule> abortWhen,
        List<ObjectiveSpec> objectives,
        @Nullable LedgerSpec ledger) {
    public Scenario {
        healthy = Collections.unmodifiableMap(new LinkedHashMap<>(healthy));
        faults = List.copyOf(faults);
        abortWhen = List.copyOf(abortWhen);
        objectives = List.copyOf(objectives);
    }

    /** A scenario that compares no writes. */
    public Scenario(
            String name,
            String title,
            Load load,
            Map<String, HealthCriteria> healthy,
            Duration steadyState,
            List<FaultSpec> faults,
            @Nullable Integer pick,
            List<AbortRule> abortWhen,
            List<ObjectiveSpec> objectives) {
        this(name, title, load, healthy, steadyState, faults, pick, abortWhen, objectives, null);
    }

    /** A scenario that injects all its faults and never stops early. */
    public Scenario(
            String name,
            String title,
            Load load,
            Map<String, HealthCriteria> healthy,
            Duration steadyState,
            List<FaultSpec> faults,
            List<ObjectiveSpec> objectives) {
        this(name, title, load, healthy, steadyState, faults, null, List.of(), objectives);
    }

    /**
     * When a run is stopped early: a cohort's errors are more than a share of its answers, for so long without a break.
     *
     * @param cohort the cohort
     * @param over more than this share
     * @param window whole seconds in a row
     */
    public record AbortRule(String cohort, Ratio over, Duration window) {}
}
