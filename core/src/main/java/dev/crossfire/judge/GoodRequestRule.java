package dev.crossfire.judge;

import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.judge.recovery.HealthThreshold;
import dev.crossfire.model.HealthRule;

/**
 * What is good for one cohort.
 *
 * @param withinMicros the longest good latency, from the intended start
 * @param threshold how many bad requests it bears, and for how long it must
 */
record GoodRequestRule(long withinMicros, HealthThreshold threshold) {
    /** Who asks for 100 % good is taken to bear next to none: then each single bad request is trouble. */
    private static final double LEAST = 1e-12;

    static GoodRequestRule of(HealthRule rule) {
        double bad = Math.min(1 - LEAST, Math.max(LEAST, 1 - rule.success().value()));
        long hold = Math.max(1, Micros.of(rule.stableFor()));
        return new GoodRequestRule(Micros.of(rule.within()), new HealthThreshold(bad, hold));
    }

    boolean good(RequestRecord request) {
        return request.ok() && request.latencyMicros() <= withinMicros;
    }

    /**
     * The effect of the fault whose victim the request is; {@link Micros#NEVER} when it is none's.
     *
     * @param effects of the faults, microseconds since the epoch
     */
    long effectOn(RequestRecord request, long[] effects) {
        for (long effect : effects) {
            if (victimOf(request, effect)) {
                return effect;
            }
        }
        return Micros.NEVER;
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
