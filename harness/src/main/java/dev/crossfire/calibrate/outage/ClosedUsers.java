package dev.crossfire.calibrate.outage;

import dev.crossfire.model.quantity.Rate;
import java.time.Duration;

/**
 * A number of users who send a request, wait for the answer, think and send again.
 *
 * @param service how long the server takes for a right answer, at the mean
 */
public record ClosedUsers(int users, Duration think, Duration service) {
    private static final double NANOS_A_SECOND = 1e9;

    /** Requests a second while nothing is broken. */
    public Rate rate() {
        return rate(service);
    }

    /** Requests a second while an answer takes so long. */
    public Rate rate(Duration answer) {
        return new Rate(users * NANOS_A_SECOND / think.plus(answer).toNanos());
    }

    /** Without think time all users end in step, one wait after the other. */
    public boolean thinksNot() {
        return think.isZero();
    }
}
