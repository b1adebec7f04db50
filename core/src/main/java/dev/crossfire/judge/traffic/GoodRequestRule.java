package dev.crossfire.judge.traffic;

import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.judge.recovery.HealthThreshold;
import dev.crossfire.judge.timeline.Micros;
import dev.crossfire.model.HealthCriteria;

/**
 * Decides which requests of one cohort are good.
 *
 * @param withinMicros the longest good latency, from the intended start
 * @param threshold how many bad requests are acceptable, and for how long
 */
public record GoodRequestRule(long withinMicros, HealthThreshold threshold) {
    /**
     * A target of 100 % good is taken to accept next to no bad request: then each single one makes an unhealthy
     * interval.
     */
    private static final double SMALLEST_BAD_SHARE = 1e-12;

    public static GoodRequestRule of(HealthCriteria rule) {
        double bad = Math.min(
                1 - SMALLEST_BAD_SHARE,
                Math.max(SMALLEST_BAD_SHARE, 1 - rule.success().value()));
        long stableFor = Math.max(1, Micros.of(rule.stableFor()));
        return new GoodRequestRule(Micros.of(rule.within()), new HealthThreshold(bad, stableFor));
    }

    public boolean good(RequestRecord request) {
        return request.ok() && request.latencyMicros() <= withinMicros;
    }

    /**
     * The effect of the fault that the request was in flight at; {@link Micros#NEVER} when there is none.
     *
     * @param effects of the faults, microseconds since the epoch
     */
    public long effectOn(RequestRecord request, long[] effects) {
        for (long effect : effects) {
            if (inFlightAt(request, effect)) {
                return effect;
            }
        }
        return Micros.NEVER;
    }

    /**
     * Whether the request was in flight when a fault took effect and failed because of it. It is not the onset of the
     * impact. One that was late already before does not count.
     */
    public boolean inFlightAt(RequestRecord request, long effectiveMicros) {
        long start = request.intendedMicros();
        return start < effectiveMicros
                && start >= effectiveMicros - withinMicros
                && request.endMicros() >= effectiveMicros
                && !good(request);
    }
}
