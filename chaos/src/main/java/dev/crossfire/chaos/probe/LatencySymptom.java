package dev.crossfire.chaos.probe;

import java.time.Duration;
import java.util.List;

/**
 * How a delay shows: every answer takes longer by about as much.
 *
 * @param jitter by how much the delay varies to either side
 */
public record LatencySymptom(Duration delay, Duration jitter) implements Symptom {
    /** A busy machine may well delay a few answers in a row, but hardly so many. */
    private static final int FEW = 5;

    @Override
    public boolean intact(List<ProbeReply> replies, ProbeBaseline before) {
        return Symptom.last(replies) instanceof ProbeReply.Answered answer && !isLate(answer, before);
    }

    @Override
    public boolean confirmed(List<ProbeReply> replies, ProbeBaseline before) {
        List<ProbeReply> telling =
                replies.stream().filter(probeReply -> tells(probeReply, before)).toList();
        return telling.size() >= FEW
                && telling.subList(telling.size() - FEW, telling.size()).stream()
                        .allMatch(probeReply -> probeReply instanceof ProbeReply.Silent
                                || isLate((ProbeReply.Answered) probeReply, before));
    }

    /** A probe that another fault on the same path keeps from its answer is no evidence about this one. */
    private boolean tells(ProbeReply probeReply, ProbeBaseline before) {
        return probeReply instanceof ProbeReply.Answered
                || (probeReply instanceof ProbeReply.Silent && mayExceedPatience(before));
    }

    private boolean isLate(ProbeReply.Answered answer, ProbeBaseline before) {
        // A target that answers sooner than in the baseline, because it has warmed up since, is late by less than the
        // delay.
        return answer.roundTrip().compareTo(least()) >= 0
                && answer.roundTrip().compareTo(fastest(before).plus(half())) >= 0;
    }

    private boolean mayExceedPatience(ProbeBaseline before) {
        Duration longest = before.slowest().orElse(Duration.ZERO).plus(delay).plus(jitter);
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
