package dev.crossfire.lab.alarm;

import dev.crossfire.lab.fis.AlarmStates;

/** One rule about what the balancer says of its traffic and its replicas. */
public interface Alarm {
    /** What the alarm is called, for example {@code ticketing-errors}. */
    String name();

    /** When it rings, in one sentence. */
    String summary();

    /** Takes a reading into account and says how things are; readings come in the order of their time. */
    AlarmStates.State observe(BalancerReading reading);

    /** There was nothing to read. */
    AlarmStates.State observeNothing();
}
