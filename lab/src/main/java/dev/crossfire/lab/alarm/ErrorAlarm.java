package dev.crossfire.lab.alarm;

import dev.crossfire.lab.fis.AlarmStates;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Fires while too many of the last seconds' requests were answered with an error. */
public final class ErrorAlarm implements Alarm {
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final int PERCENT = 5;
    /** One error in a handful of requests is no evidence. */
    private static final int FEWEST = 20;

    /** The oldest is the last one that is not younger than the window. */
    private final Deque<BalancerReading> readings = new ArrayDeque<>();

    @Override
    public String name() {
        return "ticketing-errors";
    }

    @Override
    public String summary() {
        return "more than " + PERCENT + " % of the requests of the last " + WINDOW.toSeconds()
                + " s were answered with 500 or above";
    }

    @Override
    public AlarmStates.AlarmState observe(BalancerReading reading) {
        BalancerReading last = readings.peekLast();
        if (last != null && reading.requests() < last.requests()) {
            // The balancer was restarted and counts from zero.
            readings.clear();
        }
        readings.addLast(reading);
        while (readings.size() > 2 && !second().at().isAfter(reading.at().minus(WINDOW))) {
            readings.removeFirst();
        }
        return state(readings.getFirst(), reading);
    }

    @Override
    public AlarmStates.AlarmState observeNothing() {
        return AlarmStates.AlarmState.INSUFFICIENT_DATA;
    }

    private BalancerReading second() {
        var each = readings.iterator();
        each.next();
        return each.next();
    }

    private static AlarmStates.AlarmState state(BalancerReading from, BalancerReading to) {
        long requests = to.requests() - from.requests();
        long failures = to.failures() - from.failures();
        if (requests < FEWEST) {
            return AlarmStates.AlarmState.INSUFFICIENT_DATA;
        }
        return failures * 100 > requests * PERCENT ? AlarmStates.AlarmState.ALARM : AlarmStates.AlarmState.OK;
    }
}
