package dev.crossfire.chaos.probe;

import dev.crossfire.model.quantity.Ratio;
import java.time.Duration;
import java.util.List;

/**
 * How lost packets show: most answers are as fast as before, some come a retransmission time-out later.
 *
 * @param share of the packets that are lost
 */
public record PacketLossSymptom(Ratio share) implements Symptom {
    /** Linux's and most others' least time-out; RFC 6298 would have a second. */
    private static final Duration TIME_OUT = Duration.ofMillis(200);

    /** One may be a busy machine's doing. */
    private static final int ENOUGH = 2;

    private static final double DOUBT = 0.05;

    @Override
    public boolean intact(List<ProbeReply> replies, ProbeBaseline before) {
        int from = Math.max(0, replies.size() - telling());
        return replies.subList(from, replies.size()).stream()
                .allMatch(probeReply -> probeReply instanceof ProbeReply.Answered answer && !isLate(answer, before));
    }

    @Override
    public boolean confirmed(List<ProbeReply> replies, ProbeBaseline before) {
        return replies.stream().filter(probeReply -> shows(probeReply, before)).count() >= ENOUGH;
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
