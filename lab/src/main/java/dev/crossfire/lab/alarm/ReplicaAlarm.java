package dev.crossfire.lab.alarm;

import dev.crossfire.lab.fis.Alarms;

/** Rings while fewer than half of the replicas get requests. */
public final class ReplicaAlarm implements Alarm {
    @Override
    public String name() {
        return "ticketing-replicas";
    }

    @Override
    public String summary() {
        return "fewer than half of the shop's replicas get requests, or the balancer does not say";
    }

    @Override
    public Alarms.State observe(Reading reading) {
        return reading.up() * 2 < reading.replicas() || reading.replicas() == 0 ? Alarms.State.ALARM : Alarms.State.OK;
    }

    /** A balancer that does not answer serves nobody either. */
    @Override
    public Alarms.State observeNothing() {
        return Alarms.State.ALARM;
    }
}
