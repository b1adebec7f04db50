package dev.crossfire.chaos.faults;

import dev.crossfire.chaos.disruption.DisruptionKind;
import dev.crossfire.chaos.probe.LatencySymptom;
import dev.crossfire.chaos.probe.Symptom;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Describe;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.spi.FaultDescription;
import dev.crossfire.spi.FaultDescription.DurationRule;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Delays what a target sends. */
public final class NetworkLatency extends DisruptionKind<NetworkLatency.Settings> {
    private static final FaultDescription<Settings> DESCRIPTION = new FaultDescription<>(
            "network-latency",
            "delays what a target sends",
            Settings.class,
            Set.of(Capability.LATENCY),
            DurationRule.REQUIRED,
            null,
            "five answers in a row take at least the delay, less the jitter, and half the delay longer than the"
                    + " fastest answer before; where that exceeds the 600 ms for which an answer is awaited, none comes",
            UNDONE_BY_SERVICE);

    /** The longest sensible delay in a test of delays; beyond it, a partition is the right fault. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /**
     * How slow the network becomes.
     *
     * @param delay in whole milliseconds, up to a minute
     * @param jitter by how much it varies to either side, at most the delay; null for not at all
     */
    public record Settings(
            @Describe("the delay of each packet, 1ms to 1m") Duration delay,

            @Describe("how much the delay varies to either side, at most the delay; 0 by default") @Nullable
            Duration jitter)
            implements FaultSettings {
        public Settings {
            Duration varies = jitter == null ? Duration.ZERO : jitter;
            if (delay.toMillis() < 1 || delay.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("a delay from 1ms to 1m");
            }
            if (varies.compareTo(delay) > 0) {
                throw new IllegalArgumentException("a jitter of at most the delay");
            }
        }

        /** By how much the delay varies; zero for not at all. */
        public Duration varies() {
            return jitter == null ? Duration.ZERO : jitter;
        }
    }

    public NetworkLatency() {
        super(DESCRIPTION);
    }

    @Override
    protected Symptom effect(Settings settings) {
        return new LatencySymptom(settings.delay(), settings.varies());
    }
}
