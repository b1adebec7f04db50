package dev.crossfire.lab.alarm;

import dev.crossfire.lab.fis.AlarmStates;
import java.time.Instant;

/** One rule about the balancer's traffic and replicas. */
public interface AlarmRule {
    /** What the alarm is called, for example {@code ticketing-errors}. */
    String name();

    /** When it fires, in one sentence. */
    String summary();

    /** Adds a reading and returns the alarm's state; readings come in the order of their time. */
    AlarmStates.AlarmState observe(BalancerReading reading);

    /** There was nothing to read. */
    AlarmStates.AlarmState observeNothing();

    /**
     * The balancer's counters at one moment.
     *
     * @param requests taken since it started
     * @param failures how many of them were answered with 500 or above
     * @param replicas how many it knows
     * @param up how many of them get requests
     */
    public record BalancerReading(Instant at, long requests, long failures, int replicas, int up) {}
}
