package dev.crossfire.lab.alarm;

import dev.crossfire.lab.fis.AlarmStates;

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
}
