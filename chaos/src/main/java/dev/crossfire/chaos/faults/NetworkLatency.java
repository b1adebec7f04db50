package dev.crossfire.chaos.faults;

import dev.crossfire.chaos.disruption.DisruptionKind;
import dev.crossfire.chaos.probe.ProbeBaseline;
import dev.crossfire.chaos.probe.ProbeClient;
import dev.crossfire.chaos.probe.ProbeReply;
import dev.crossfire.chaos.probe.Symptom;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Describe;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.spi.FaultDescription;
import dev.crossfire.spi.FaultDescription.DurationRule;
import java.time.Duration;
import java.util.List;
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
            UNDONE_AFTER_DURATION);

    /** The longest sensible delay in a test of delays; beyond it, a partition is the right fault. */
    private static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

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
            if (delay.toMillis() < 1 || delay.compareTo(LONGEST_DELAY) > 0) {
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

    /**
     * How a delay shows: every answer takes longer by about as much.
     *
     * @param jitter by how much the delay varies to either side
     */
    record LatencySymptom(Duration delay, Duration jitter) implements Symptom {
        /** A busy machine may well delay a few answers in a row, but hardly so many. */
        private static final int FEW = 5;

        @Override
        public boolean intact(List<ProbeReply> replies, ProbeBaseline before) {
            return Symptom.last(replies) instanceof ProbeReply.Answered answer && !isLate(answer, before);
        }

        @Override
        public boolean confirmed(List<ProbeReply> replies, ProbeBaseline before) {
            List<ProbeReply> telling = replies.stream()
                    .filter(probeReply -> showsSymptom(probeReply, before))
                    .toList();
            return telling.size() >= FEW
                    && telling.subList(telling.size() - FEW, telling.size()).stream()
                            .allMatch(probeReply -> probeReply instanceof ProbeReply.Silent
                                    || isLate((ProbeReply.Answered) probeReply, before));
        }

        /** A probe that another fault on the same path keeps from its answer is no evidence about this one. */
        private boolean showsSymptom(ProbeReply probeReply, ProbeBaseline before) {
            return probeReply instanceof ProbeReply.Answered
                    || (probeReply instanceof ProbeReply.Silent && mayExceedPatience(before));
        }

        private boolean isLate(ProbeReply.Answered answer, ProbeBaseline before) {
            // A target that answers sooner than in the baseline, because it has warmed up since, is late by less than
            // the
            // delay.
            return answer.roundTrip().compareTo(least()) >= 0
                    && answer.roundTrip().compareTo(fastest(before).plus(half())) >= 0;
        }

        private boolean mayExceedPatience(ProbeBaseline before) {
            Duration longest =
                    before.slowest().orElse(Duration.ZERO).plus(delay).plus(jitter);
            return longest.toMillis() >= ProbeClient.PATIENCE_MILLIS;
        }

        /** With a jitter as long as the delay some answers are hardly late at all; those prove nothing. */
        private Duration least() {
            Duration shortest = delay.minus(jitter);
            return shortest.compareTo(half()) > 0 ? shortest : half();
        }

        private Duration half() {
            return delay.dividedBy(2);
        }

        private static Duration fastest(ProbeBaseline before) {
            return before.roundTrips().isEmpty()
                    ? Duration.ZERO
                    : before.roundTrips().get(0);
        }
    }
}
