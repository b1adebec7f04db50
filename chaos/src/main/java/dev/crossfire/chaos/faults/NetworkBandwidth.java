package dev.crossfire.chaos.faults;

import dev.crossfire.chaos.disruption.DisruptionKind;
import dev.crossfire.chaos.probe.ProbeBaseline;
import dev.crossfire.chaos.probe.ProbeClient;
import dev.crossfire.chaos.probe.ProbeReply;
import dev.crossfire.chaos.probe.Symptom;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Describe;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.spi.FaultDescription;
import dev.crossfire.spi.FaultDescription.DurationRule;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Limits how many bytes a target sends. */
public final class NetworkBandwidth extends DisruptionKind<NetworkBandwidth.Settings> {
    private static final FaultDescription<Settings> DESCRIPTION = new FaultDescription<>(
            "network-bandwidth",
            "limits how many bytes a second a target sends over each connection",
            Settings.class,
            Set.of(Capability.BANDWIDTH),
            DurationRule.REQUIRED,
            null,
            "five answers in a row take at least three quarters of the time that their bodies take at this rate, 20 ms or"
                    + " more, and half of it longer than the fastest answer before, or none comes where that exceeds the"
                    + " 600 ms for which an answer is awaited; so the probe is an http address with a large answer: at"
                    + " 10000/s, 2 kB take 200 ms",
            UNDONE_AFTER_DURATION);

    private static final int LEAST_BYTES = 1_000;
    private static final int MOST_BYTES = 1_000_000_000;

    /**
     * How narrow the network becomes.
     *
     * @param bytes how many bytes are sent, from a thousand a second
     */
    public record Settings(
            @Describe("how many bytes are sent over a connection, 1000/s to 1000000000/s")
            Rate bytes) implements FaultSettings {
        public Settings {
            if (bytes.perSecond() < LEAST_BYTES || bytes.perSecond() > MOST_BYTES) {
                throw new IllegalArgumentException("bytes from 1000/s to 1000000000/s");
            }
        }
    }

    public NetworkBandwidth() {
        super(DESCRIPTION);
    }

    @Override
    protected Symptom effect(Settings settings) {
        return new BandwidthSymptom(settings.bytes());
    }

    /** How it shows: an answer takes as long as its body does at the limit. */
    record BandwidthSymptom(Rate bytes) implements Symptom {
        /** A busy machine may well delay a few answers in a row, but hardly so many. */
        private static final int FEW = 5;

        private static final Duration LEAST = Duration.ofMillis(20);

        @Override
        public boolean intact(List<ProbeReply> replies, ProbeBaseline before) {
            return Symptom.last(replies) instanceof ProbeReply.Answered answer && !isLate(answer, before);
        }

        @Override
        public boolean confirmed(List<ProbeReply> replies, ProbeBaseline before) {
            boolean mayBeSilent = fastest(before).plus(longest(replies)).toMillis() >= ProbeClient.PATIENCE_MILLIS;
            return replies.size() >= FEW
                    && replies.subList(replies.size() - FEW, replies.size()).stream()
                            .allMatch(probeReply -> probeReply instanceof ProbeReply.Answered answer
                                    ? isLate(answer, before)
                                    : mayBeSilent && probeReply instanceof ProbeReply.Silent);
        }

        private boolean isLate(ProbeReply.Answered answer, ProbeBaseline before) {
            Duration limited = transfer(answer);
            Duration took = answer.roundTrip();
            return limited.compareTo(LEAST) >= 0
                    // Toxiproxy rounds the limit to whole kilobytes.
                    && took.compareTo(limited.multipliedBy(3).dividedBy(4)) >= 0
                    && took.compareTo(fastest(before).plus(limited.dividedBy(2))) >= 0;
        }

        /** The longest that one of these answers takes; a silent target's answer is as large as it was before. */
        private Duration longest(List<ProbeReply> replies) {
            return replies.stream()
                    .flatMap(probeReply ->
                            probeReply instanceof ProbeReply.Answered answer ? Stream.of(answer) : Stream.empty())
                    .map(this::transfer)
                    .max(Duration::compareTo)
                    .orElse(Duration.ZERO);
        }

        private Duration transfer(ProbeReply.Answered answer) {
            return Duration.ofMillis(Math.round(1_000 * answer.bytes() / bytes.perSecond()));
        }

        private static Duration fastest(ProbeBaseline before) {
            return before.roundTrips().isEmpty()
                    ? Duration.ZERO
                    : before.roundTrips().get(0);
        }
    }
}
