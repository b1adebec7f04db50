package dev.crossfire.chaos.faults;

import dev.crossfire.model.Capability;
import dev.crossfire.model.Describe;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.spi.FaultDescription;
import dev.crossfire.spi.FaultDescription.DurationRule;
import java.time.Duration;
import java.util.Set;

/** Gives a workload another number of pods for a while: fewer, as after a wrong change, or more. */
public final class Scale extends WorkloadKind<Scale.Settings> {
    private static final FaultDescription<Settings> DESCRIPTION = new FaultDescription<>(
            "scale",
            "gives a workload another number of pods for a while",
            Settings.class,
            Set.of(Capability.SCALE),
            DurationRule.REQUIRED,
            "the content of pods that are removed is lost",
            "as many pods serve as the fault asks for, as the API server lists them",
            "the number is restored after the duration by Crossfire or its guardian, unless others have changed it meanwhile,"
                    + " and healing works from any process; it is cleared when as many pods serve as the workload wants");

    /** How long pods may take to start; images may have to be pulled. */
    private static final Duration LONGEST_START = Duration.ofMinutes(2);

    private static final int MOST = 1_000;

    /**
     * Its settings.
     *
     * @param replicas how many pods there are to be
     */
    public record Settings(
            @Describe("how many pods the workload has for the duration; 0 for none")
            int replicas) implements FaultSettings {
        public Settings {
            if (replicas < 0 || replicas > MOST) {
                throw new IllegalArgumentException("'replicas' from 0 to " + MOST);
            }
        }
    }

    public Scale() {
        super(DESCRIPTION);
    }

    @Override
    public Duration maxDuration(FaultSpec spec) {
        Duration duration = spec.duration();
        return duration == null ? LONGEST_START : duration.plus(LONGEST_START);
    }
}
