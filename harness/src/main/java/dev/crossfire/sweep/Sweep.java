package dev.crossfire.sweep;

import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.sweep.SweptComponent.ComponentGrade;
import java.util.Comparator;
import java.util.List;

/**
 * The loss of every component of an environment, one after the other.
 *
 * @param schema {@code crossfire/sweep/v1}
 * @param scenario whose load it was
 * @param components those first that users cannot do without
 * @param kept the roles of components that no fault can take out there
 * @param unfinished the roles of components whose turn did not come
 */
public record Sweep(
        String schema,
        String scenario,
        String environment,
        long seed,
        List<SweptComponent> components,
        List<String> kept,
        List<String> unfinished) {
    /** The schema of its JSON form. */
    public static final String SCHEMA = "crossfire/sweep/v1";

    public Sweep {
        components = components.stream()
                .sorted(Comparator.comparing(SweptComponent::grade).reversed().thenComparing(SweptComponent::role))
                .toList();
        kept = List.copyOf(kept);
        unfinished = List.copyOf(unfinished);
    }

    /** Fails with one component that nothing takes the place of; is inconclusive with one of which that is not known. */
    public RunOutcome outcome() {
        if (components.stream().anyMatch(one -> one.grade().isSinglePoint())) {
            return RunOutcome.FAIL;
        }
        boolean known = components.stream().noneMatch(one -> one.grade() == ComponentGrade.UNKNOWN);
        return known && unfinished.isEmpty() && !components.isEmpty() ? RunOutcome.PASS : RunOutcome.INCONCLUSIVE;
    }
}
