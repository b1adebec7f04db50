package dev.crossfire.judge.recovery;

import java.util.SplittableRandom;

/**
 * Requests of a Poisson stream into which an outage is planted, so that the truth is known.
 *
 * @param rate arrivals a second
 * @param severity bad ratio while the outage is in full
 * @param seconds how long it is in full
 * @param rampSeconds how long it then takes to fade away, linearly; 0 for a step
 * @param background bad ratio before and after
 */
record PlantedOutage(double rate, double severity, double seconds, double rampSeconds, double background) {
    static final double START = 30.5;
    private static final double CALM_AFTER = 25;

    /** When it begins, microseconds. */
    static long startMicros() {
        return Math.round(START * 1e6);
    }

    /** When its bad ratio falls below a limit, microseconds. */
    long endMicros(double limit) {
        double fading = rampSeconds * (severity - limit) / (severity - background);
        return Math.round((START + seconds + (rampSeconds > 0 ? fading : 0)) * 1e6);
    }

    double badRatioAt(double second) {
        double into = second - START;
        if (into < 0 || into >= seconds + rampSeconds) {
            return background;
        }
        double faded = into < seconds ? 0 : (into - seconds) / rampSeconds;
        return background + (severity - background) * (1 - faded);
    }

    /** Sends a stream of requests; the same random source gives the same stream. */
    void send(SplittableRandom random, RequestSink sink) {
        double length = START + seconds + rampSeconds + CALM_AFTER;
        // The phase is random: the outage must not begin at a fixed place between two arrivals.
        for (double at = gap(random); at < length; at += gap(random)) {
            sink.accept(Math.round(at * 1e6), random.nextDouble() >= badRatioAt(at));
        }
    }

    private double gap(SplittableRandom random) {
        return -Math.log(1 - random.nextDouble()) / rate;
    }
}
