package dev.crossfire.model.verdict;

import dev.crossfire.model.FaultSpec.ExpectedEffect;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The moments and the impact of a fault; a moment that did not come is null.
 *
 * @param expect the effect that the scenario expects; null when it declares none
 * @param impact whether it had a measurable impact on any cohort; null when the evidence does not show it
 * @param timesAsked how often it was to act, as pods to be killed; null when it is no such fault, or that is unknown
 * @param timesDone how often it is known to have acted; null as above
 */
public record FaultVerdict(
        String id,
        String kind,
        String target,
        @Nullable Instant injected,
        @Nullable Instant effective,
        @Nullable Long effectiveUncertaintyMillis,
        @Nullable Instant confirmed,
        @Nullable Instant cleared,
        boolean wasConfirmed,
        boolean wasCleared,
        @Nullable ExpectedEffect expect,
        @Nullable Boolean impact,
        @Nullable Integer timesAsked,
        @Nullable Integer timesDone) {
    /** A fault whose impact is unknown. */
    public FaultVerdict(
            String id,
            String kind,
            String target,
            @Nullable Instant injected,
            @Nullable Instant effective,
            @Nullable Long effectiveUncertaintyMillis,
            @Nullable Instant confirmed,
            @Nullable Instant cleared,
            boolean wasConfirmed,
            boolean wasCleared) {
        this(
                id,
                kind,
                target,
                injected,
                effective,
                effectiveUncertaintyMillis,
                confirmed,
                cleared,
                wasConfirmed,
                wasCleared,
                null,
                null,
                null,
                null);
    }
}
