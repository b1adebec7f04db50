package dev.crossfire.calibrate;

import dev.crossfire.calibrate.outage.Outage;
import dev.crossfire.calibrate.outage.Outage.OutageShape;
import dev.crossfire.calibrate.outage.OutagePlan.Lane;
import dev.crossfire.model.HealthCriteria;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.simulations.LaneSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How wide the bracket of an outage's end is at the median where nothing but chance widens it, in milliseconds.
 *
 * <p>Measured with a prototype of the estimator on simulated requests that arrive at random. A real measurement that
 * stays near it adds nothing of its own.
 */
final class ExpectedBracketWidths {
    /** A lane's rate may differ by this from the one it stands for. */
    private static final double NEAR = 0.05;

    /** How long a user waits at most who gets no answer, or a late one. */
    private static final Duration LONGEST_WAIT = LaneSettings.CLOSED_PATIENCE;

    private static final Duration STABLE_FOR = Duration.ofSeconds(10);

    private static final Map<Integer, Map<OutageShape, Double>> MILLIS = Map.of(
            20,
                    Map.of(
                            OutageShape.ALL,
                            90.0,
                            OutageShape.HALF,
                            700.0,
                            OutageShape.TENTH,
                            3500.0,
                            OutageShape.SHORT_RAMP,
                            1200.0,
                            OutageShape.LONG_RAMP,
                            2900.0),
            60,
                    Map.of(
                            OutageShape.ALL,
                            25.0,
                            OutageShape.HALF,
                            115.0,
                            OutageShape.TENTH,
                            1000.0,
                            OutageShape.SHORT_RAMP,
                            600.0,
                            OutageShape.LONG_RAMP,
                            1600.0),
            300,
                    Map.of(
                            OutageShape.ALL,
                            5.0,
                            OutageShape.HALF,
                            20.0,
                            OutageShape.TENTH,
                            105.0,
                            OutageShape.SHORT_RAMP,
                            240.0));

    private ExpectedBracketWidths() {}

    /** The table's rate for which a lane's stands; its own where the table has none near it. */
    static Rate rate(Rate rate) {
        return near(rate).map(Rate::new).orElse(rate);
    }

    /**
     * The table's width in milliseconds; null where it has none.
     *
     * @param stableFor how long users must stay healthy: the estimator reads so far, and the table was made with ten seconds
     */
    static @Nullable Double millis(Rate rate, OutageShape shape, Duration stableFor) {
        if (stableFor.compareTo(STABLE_FOR) < 0) {
            return null;
        }
        return near(rate)
                .map(row -> MILLIS.getOrDefault(row, Map.of()).get(shape))
                .orElse(null);
    }

    /**
     * The table's width for an outage of a lane in milliseconds; null where it has none.
     *
     * <p>Where users wait for their answers, it is the open table's at the rate of answers while the outage lasts, plus
     * the time of an answer: a request is placed at its start and reaches the server later. Where users hang or are
     * served late without think time, they send requests in step, once a wait, and no table has the width of such a
     * bracket.
     */
    static @Nullable Double millis(Lane lane, Outage outage, HealthCriteria healthy) {
        Lane.@Nullable ClosedWorkload users = lane.closed();
        if (users == null) {
            return millis(lane.rate(), outage.shape(), healthy.stableFor());
        }
        boolean waits =
                outage.failureMode() == Outage.FailureMode.HANG || outage.failureMode() == Outage.FailureMode.SLOW;
        if (outage.shape() == OutageShape.NONE || (waits && users.thinksNot())) {
            return null;
        }
        double hit = outage.shape().severity();
        double answer = hit * (waits ? LONGEST_WAIT.toMillis() : 1)
                + (1 - hit) * users.service().toMillis();
        double rate = users.rate(Duration.ofMillis(Math.round(answer))).perSecond();
        return users.service().toMillis() + between(rate, outage.shape());
    }

    /** Between the table's rates and beyond them, a width goes with a power of the rate. */
    private static double between(double rate, OutageShape shape) {
        int from = rate < 60 ? 20 : 60;
        int to = rate < 60 ? 60 : 300;
        double low = width(from, shape);
        double high = width(to, shape);
        return low * Math.pow(rate / from, Math.log(high / low) / Math.log((double) to / from));
    }

    private static double width(int rate, OutageShape shape) {
        return Objects.requireNonNull(MILLIS.getOrDefault(rate, Map.of()).get(shape));
    }

    private static Optional<Integer> near(Rate rate) {
        return MILLIS.keySet().stream()
                .filter(row -> Math.abs(rate.perSecond() - row) <= NEAR * row)
                .findFirst();
    }
}
