package dev.crossfire.chaos.faults;

import dev.crossfire.model.Capability;
import dev.crossfire.model.Describe;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.spi.FaultDescription;
import dev.crossfire.spi.FaultDescription.DurationRule;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Replaces all pods of a role as a deployment does: restarts them, or gives them another image and rolls it back. */
public final class Rollout extends WorkloadKind<Rollout.Settings> {
    private static final FaultDescription<Settings> DESCRIPTION = new FaultDescription<>(
            "rollout",
            "replaces the pods of a workload as a deployment does: a restart, or another image that is rolled back after a while",
            Settings.class,
            Set.of(Capability.ROLLOUT),
            DurationRule.DEPENDS_ON_SETTINGS,
            "the content of replaced pods is lost",
            "a pod of the new template exists, as the workload's controller reports",
            "a restart ends by itself; another image is rolled back after the duration by Crossfire or its guardian, and"
                    + " healing works from any process; it is cleared when the rollout is complete and as many pods serve"
                    + " as the workload wants");

    /** As long as Kubernetes waits for progress by default. */
    private static final Duration WITHIN = Duration.ofMinutes(10);

    /**
     * Its settings.
     *
     * @param image null restarts the pods
     * @param container null for a workload with one container
     * @param within null means ten minutes
     */
    public record Settings(
            @Describe("the image that the pods get for the duration, good or bad; by default they are only restarted")
            @Nullable
            String image,

            @Describe("the container that gets the image; may be left out where the workload has one") @Nullable
            String container,

            @Describe("how long the workload may take until all pods are replaced, or again as before; 10m by default")
            @Nullable
            Duration within)
            implements FaultSettings {
        public Settings {
            if (image != null && image.isBlank()) {
                throw new IllegalArgumentException("an 'image' that is not empty");
            }
            if (container != null && image == null) {
                throw new IllegalArgumentException("an 'image' for the 'container'");
            }
            if (within != null && within.isZero()) {
                throw new IllegalArgumentException("a 'within' of more than 0s");
            }
        }
    }

    public Rollout() {
        super(DESCRIPTION);
    }

    @Override
    public boolean requiresDuration(FaultSettings settings) {
        return settings instanceof Settings rollout && rollout.image() != null;
    }

    @Override
    public Duration maxDuration(FaultSpec spec) {
        @Nullable Duration set = spec.settings() instanceof Settings rollout ? rollout.within() : null;
        @Nullable Duration duration = spec.duration();
        Duration within = set == null ? WITHIN : set;
        return duration == null ? within : within.plus(duration);
    }
}
