package dev.crossfire.judge;

import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.judge.recovery.Tolerance;
import dev.crossfire.model.WellRule;

/**
 * What is good for one cohort.
 *
 * @param withinMicros the longest good latency, from the intended start
 * @param tolerance how many bad requests it bears, and for how long it must
 */
record Goodness(long withinMicros, Tolerance tolerance) {
    static Goodness of(WellRule rule) {
        return new Goodness(
                Micros.of(rule.within()), new Tolerance(1 - rule.ratio().value(), Micros.of(rule.stayFor())));
    }

    boolean good(RequestRecord request) {
        return request.ok() && request.latencyMicros() <= withinMicros;
    }

    /**
     * Whether the request was under way when a fault took effect and came to grief by it: its victim, not its onset.
     * One that was late already before is not.
     */
    boolean victimOf(RequestRecord request, long effectiveMicros) {
        long start = request.intendedMicros();
        return start < effectiveMicros
                && start >= effectiveMicros - withinMicros
                && request.endMicros() >= effectiveMicros
                && !good(request);
    }
}
