package dev.crossfire.judge;

import dev.crossfire.judge.recovery.Bracket;

/**
 * A time in which a cohort was not well.
 *
 * @param onset when it began, microseconds since the epoch
 * @param end when it ended: the latest end of any of the cohort's request names
 * @param name the request name that was unwell last
 * @param shared other request names were unwell as well
 */
record Trouble(Bracket onset, Bracket end, String name, boolean shared) {
    /** The two as one: from the earlier onset to the later end. */
    Trouble with(Trouble other) {
        Bracket first = new Bracket(
                Math.min(onset.lowMicros(), other.onset.lowMicros()),
                Math.min(onset.bestMicros(), other.onset.bestMicros()),
                Math.min(onset.highMicros(), other.onset.highMicros()));
        Bracket last = new Bracket(
                Math.max(end.lowMicros(), other.end.lowMicros()),
                Math.max(end.bestMicros(), other.end.bestMicros()),
                Math.max(end.highMicros(), other.end.highMicros()));
        String latest = end.bestMicros() >= other.end.bestMicros() ? name : other.name;
        return new Trouble(first, last, latest, shared || other.shared || !name.equals(other.name));
    }

    /** Whether less than a hold lies between the two. */
    boolean near(Trouble other, long holdMicros) {
        return other.onset.bestMicros() - end.bestMicros() < holdMicros
                && onset.bestMicros() - other.end.bestMicros() < holdMicros;
    }
}
