package dev.crossfire.chaos;

import java.time.Duration;
import java.util.List;

/**
 * How a delay shows: every answer takes longer by about as much.
 *
 * @param jitter by how much the delay varies to either side
 */
record Delayed(Duration delay, Duration jitter) implements Effect {
    /** A busy machine may well delay a few answers in a row, but hardly so many. */
    private static final int FEW = 5;

    @Override
    public boolean whole(List<Echo> echoes, Baseline before) {
        return Effect.last(echoes) instanceof Echo.Answered answer && !isLate(answer, before);
    }

    @Override
    public boolean bitten(List<Echo> echoes, Baseline before) {
        List<Echo> telling = echoes.stream().filter(echo -> tells(echo, before)).toList();
        return telling.size() >= FEW
                && telling.subList(telling.size() - FEW, telling.size()).stream()
                        .allMatch(echo -> echo instanceof Echo.Silent || isLate((Echo.Answered) echo, before));
    }

    /** What another fault on the same way keeps from answering says nothing of this one. */
    private boolean tells(Echo echo, Baseline before) {
        return echo instanceof Echo.Answered || (echo instanceof Echo.Silent && mayExceedPatience(before));
    }

    private boolean isLate(Echo.Answered answer, Baseline before) {
        // Whoever answers sooner than at the survey, because it has warmed up since, is not late by less than the
        // delay.
        return answer.roundTrip().compareTo(least()) >= 0
                && answer.roundTrip().compareTo(fastest(before).plus(half())) >= 0;
    }

    private boolean mayExceedPatience(Baseline before) {
        Duration longest = before.slowest().orElse(Duration.ZERO).plus(delay).plus(jitter);
        return longest.toMillis() >= Vantage.PATIENCE_MILLIS;
    }

    /** With a jitter as long as the delay some answers are hardly late at all; those prove nothing. */
    private Duration least() {
        Duration shortest = delay.minus(jitter);
        return shortest.compareTo(half()) > 0 ? shortest : half();
    }

    private Duration half() {
        return delay.dividedBy(2);
    }

    private static Duration fastest(Baseline before) {
        return before.roundTrips().isEmpty()
                ? Duration.ZERO
                : before.roundTrips().get(0);
    }
}
