package dev.crossfire.calibrate;

import dev.crossfire.calibrate.outage.Shape;
import dev.crossfire.model.Rate;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How wide the bracket of an outage's end is at the median where nothing but chance widens it, in milliseconds.
 *
 * <p>Measured with a prototype of the estimator on simulated requests that arrive at random. A real measurement that
 * stays near it adds nothing of its own.
 */
final class WidthTable {
    /** A lane's rate may differ by this from the one it stands for. */
    private static final double NEAR = 0.05;

    private static final Duration HOLD = Duration.ofSeconds(10);

    private static final Map<Integer, Map<Shape, Double>> MILLIS = Map.of(
            20,
                    Map.of(
                            Shape.ALL,
                            90.0,
                            Shape.HALF,
                            700.0,
                            Shape.TENTH,
                            3500.0,
                            Shape.SHORT_RAMP,
                            1200.0,
                            Shape.LONG_RAMP,
                            2900.0),
            60,
                    Map.of(
                            Shape.ALL,
                            25.0,
                            Shape.HALF,
                            115.0,
                            Shape.TENTH,
                            1000.0,
                            Shape.SHORT_RAMP,
                            600.0,
                            Shape.LONG_RAMP,
                            1600.0),
            300, Map.of(Shape.ALL, 5.0, Shape.HALF, 20.0, Shape.TENTH, 105.0, Shape.SHORT_RAMP, 240.0));

    private WidthTable() {}

    /** The table's rate for which a lane's stands; its own where the table has none near it. */
    static Rate rate(Rate rate) {
        return near(rate).map(Rate::new).orElse(rate);
    }

    /**
     * The table's width in milliseconds; null where it has none.
     *
     * @param hold how long users must stay well: the estimator looks so far, and the table was made with ten seconds
     */
    static @Nullable Double millis(Rate rate, Shape shape, Duration hold) {
        if (hold.compareTo(HOLD) < 0) {
            return null;
        }
        return near(rate)
                .map(row -> MILLIS.getOrDefault(row, Map.of()).get(shape))
                .orElse(null);
    }

    private static Optional<Integer> near(Rate rate) {
        return MILLIS.keySet().stream()
                .filter(row -> Math.abs(rate.perSecond() - row) <= NEAR * row)
                .findFirst();
    }
}
