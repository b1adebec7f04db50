package dev.crossfire.lab.alarm;

import dev.crossfire.lab.fis.AlarmStates;

/** Fires while fewer than half of the replicas get requests. */
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
    public AlarmStates.AlarmState observe(BalancerReading reading) {
        return reading.up() * 2 < reading.replicas() || reading.replicas() == 0
                ? AlarmStates.AlarmState.ALARM
                : AlarmStates.AlarmState.OK;
    }

    /** A balancer that does not answer serves no user either. */
    @Override
    public AlarmStates.AlarmState observeNothing() {
        return AlarmStates.AlarmState.ALARM;
    }
}
