package dev.crossfire.judge.impact;

import dev.crossfire.judge.recovery.Bracket;
import dev.crossfire.judge.recovery.Episode;
import java.util.List;

/**
 * A time in which a cohort was unhealthy.
 *
 * @param onset when it began, microseconds since the epoch
 * @param end when it ended: the latest end of any of the cohort's request names
 * @param name the request name that was unhealthy last
 * @param shared other request names were unhealthy as well
 */
public record UnhealthyInterval(Bracket onset, Bracket end, String name, boolean shared) {
    /** The two as one: from the earlier onset to the later end. */
    public UnhealthyInterval with(UnhealthyInterval other) {
        Bracket first = new Bracket(
                Math.min(onset.lowMicros(), other.onset.lowMicros()),
                Math.min(onset.bestMicros(), other.onset.bestMicros()),
                Math.min(onset.highMicros(), other.onset.highMicros()));
        Bracket last = new Bracket(
                Math.max(end.lowMicros(), other.end.lowMicros()),
                Math.max(end.bestMicros(), other.end.bestMicros()),
                Math.max(end.highMicros(), other.end.highMicros()));
        String latest = end.bestMicros() >= other.end.bestMicros() ? name : other.name;
        return new UnhealthyInterval(first, last, latest, shared || other.shared || !name.equals(other.name));
    }

    /**
     * The same interval, with the waits of its users. The most likely end lies not before the last moment at which
     * users were seen to be unhealthy, if the bracket allows it. A user who is still unhealthy a stable-for time after
     * the system answers others correctly has not recovered with them.
     *
     * @param unhealthy when too many users were
     */
    UnhealthyInterval untilUsersAreHealthy(List<Episode> unhealthy, long stableForMicros) {
        long last = unhealthy.stream()
                .filter(one -> one.roughStartMicros() <= end.highMicros() + stableForMicros
                        && one.roughEndMicros() >= onset.lowMicros() - stableForMicros)
                .mapToLong(Episode::roughEndMicros)
                .max()
                .orElse(Long.MIN_VALUE);
        boolean stuck = last > end.highMicros() + stableForMicros;
        if (!stuck && (last <= end.bestMicros() || last > end.highMicros())) {
            return this;
        }
        Bracket later = new Bracket(end.lowMicros(), last, Math.max(last, end.highMicros()));
        return new UnhealthyInterval(onset, later, name, shared);
    }

    /** Whether less than a stable-for time lies between the two. */
    boolean near(UnhealthyInterval other, long stableForMicros) {
        return other.onset.bestMicros() - end.bestMicros() < stableForMicros
                && onset.bestMicros() - other.end.bestMicros() < stableForMicros;
    }
}
