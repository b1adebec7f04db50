package dev.crossfire.chaos.faults;

import dev.crossfire.chaos.disruption.DisruptionKind;
import dev.crossfire.chaos.probe.ProbeBaseline;
import dev.crossfire.chaos.probe.ProbeReply;
import dev.crossfire.chaos.probe.Symptom;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Describe;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.spi.FaultDescription;
import dev.crossfire.spi.FaultDescription.DurationRule;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Loses packets that a target sends. */
public final class NetworkLoss extends DisruptionKind<NetworkLoss.Settings> {
    private static final FaultDescription<Settings> DESCRIPTION = new FaultDescription<>(
            "network-loss",
            "loses packets that a target sends, which TCP sends again after 200 ms, 400 ms and so on",
            Settings.class,
            Set.of(Capability.LOSS),
            DurationRule.REQUIRED,
            null,
            "two of the latest hundred answers took a retransmission time-out of TCP, 200 ms, longer than the fastest"
                    + " before, or did not come within 600 ms; cleared when as many answers in a row came in time as would"
                    + " otherwise do so in one of twenty cases",
            UNDONE_AFTER_DURATION);

    /**
     * How much is lost.
     *
     * @param share of the packets, in whole percent
     */
    public record Settings(
            @Describe("the share of packets, 1% to 100%, in whole percent")
            Ratio share) implements FaultSettings {
        public Settings {
            ActionValues.requireWholePercent(share);
        }
    }

    public NetworkLoss() {
        super(DESCRIPTION);
    }

    @Override
    protected Symptom effect(Settings settings) {
        return new PacketLossSymptom(settings.share());
    }

    /**
     * How lost packets show: most answers are as fast as before, some come a retransmission time-out later.
     *
     * @param share of the packets that are lost
     */
    record PacketLossSymptom(Ratio share) implements Symptom {
        /** Linux's and most others' least time-out; RFC 6298 would have a second. */
        private static final Duration TIME_OUT = Duration.ofMillis(200);

        /** One may be a busy machine's doing. */
        private static final int ENOUGH = 2;

        private static final double DOUBT = 0.05;

        @Override
        public boolean intact(List<ProbeReply> replies, ProbeBaseline before) {
            int from = Math.max(0, replies.size() - telling());
            return replies.subList(from, replies.size()).stream()
                    .allMatch(
                            probeReply -> probeReply instanceof ProbeReply.Answered answer && !isLate(answer, before));
        }

        @Override
        public boolean confirmed(List<ProbeReply> replies, ProbeBaseline before) {
            return replies.stream()
                            .filter(probeReply -> shows(probeReply, before))
                            .count()
                    >= ENOUGH;
        }

        private static boolean shows(ProbeReply probeReply, ProbeBaseline before) {
            return probeReply instanceof ProbeReply.Answered answer
                    ? isLate(answer, before)
                    : probeReply instanceof ProbeReply.Silent;
        }

        private static boolean isLate(ProbeReply.Answered answer, ProbeBaseline before) {
            Duration fastest = before.roundTrips().isEmpty()
                    ? Duration.ZERO
                    : before.roundTrips().get(0);
            return answer.roundTrip().compareTo(fastest.plus(TIME_OUT)) >= 0;
        }

        /** How many answers in a row that came in time are enough to show that nothing is lost any more. */
        private int telling() {
            double delivered = 1 - share.value();
            int answers = delivered <= 0 ? 1 : (int) Math.ceil(Math.log(DOUBT) / Math.log(delivered));
            return Math.min(Math.max(1, answers), WINDOW);
        }
    }
}
