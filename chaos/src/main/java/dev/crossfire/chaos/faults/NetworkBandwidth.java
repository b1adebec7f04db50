package dev.crossfire.chaos.faults;

import dev.crossfire.chaos.disruption.DisruptionKind;
import dev.crossfire.chaos.probe.ProbeBaseline;
import dev.crossfire.chaos.probe.ProbeReply;
import dev.crossfire.chaos.probe.Symptom;
import dev.crossfire.chaos.probe.SymptomKind;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Describe;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.spi.FaultDescription;
import dev.crossfire.spi.FaultDescription.DurationRule;
import java.util.List;
import java.util.Set;

/** Limits how many bytes a target sends. */
public final class NetworkBandwidth extends DisruptionKind<NetworkBandwidth.Settings> {
    private static final FaultDescription<Settings> DESCRIPTION = new FaultDescription<>(
            "network-bandwidth",
            "limits how many bytes a second a target sends over each connection",
            Settings.class,
            Set.of(Capability.BANDWIDTH),
            DurationRule.REQUIRED,
            null,
            "three answers in a row take 20 ms longer than three times the slowest before, or none comes within 600 ms; so"
                    + " what the probe asks for must be large: at 10000/s an answer of 2 kB takes 200 ms",
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
        return new BandwidthSymptom();
    }

    /** How it shows: answers take far longer than before, or longer than they are awaited. */
    record BandwidthSymptom() implements Symptom {
        @Override
        public boolean intact(List<ProbeReply> replies, ProbeBaseline before) {
            return SymptomKind.SLOW.intact(replies, before);
        }

        @Override
        public boolean confirmed(List<ProbeReply> replies, ProbeBaseline before) {
            return SymptomKind.isFewTimes(
                    replies,
                    probeReply -> probeReply instanceof ProbeReply.Silent
                            || (probeReply instanceof ProbeReply.Answered answer
                                    && SymptomKind.isSlow(answer, before)));
        }
    }
}
