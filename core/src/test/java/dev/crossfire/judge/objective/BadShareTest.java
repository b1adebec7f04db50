package dev.crossfire.judge.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crossfire.evidence.RequestBins.RequestTally;
import dev.crossfire.judge.objective.BadShare.ShareDifference;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BadShareTest {
    /** Clopper and Pearson, Biometrika 26 (1934): bounds of 0, 1 and 10 of 100 at 95 % on each side. */
    @Test
    void independentErrorsGiveTheExactBounds() {
        assertThat(new BadShare(100, 0, 100, 1).high(0.95)).isCloseTo(0.0295, within(5e-5));
        assertThat(new BadShare(100, 0.01, 100, 1).high(0.95)).isCloseTo(0.0466, within(5e-5));
        assertThat(new BadShare(100, 0.10, 100, 1).high(0.95)).isCloseTo(0.1637, within(5e-5));
        assertThat(new BadShare(100, 0.10, 100, 1).low(0.95)).isCloseTo(0.0553, within(5e-5));
        assertThat(new BadShare(100, 0, 100, 1).low(0.95)).isZero();
        assertThat(new BadShare(100, 1, 100, 1).high(0.95)).isEqualTo(1);
    }

    @Test
    void wholeSecondsOfErrorsCountForOneEach() {
        List<RequestTally> seconds = IntStream.range(0, 100)
                .mapToObj(i -> new RequestTally(50, i % 10 == 0 ? 50 : 0))
                .toList();
        assertThat(BadShare.of(seconds).design()).isCloseTo(50 * 100 / 99.0, within(0.01));
        assertThat(BadShare.of(seconds).high(0.95)).isCloseTo(0.165, within(0.005));
        assertThat(BadShare.of(List.of(new RequestTally(9, 0), RequestTally.NONE))
                        .clusters())
                .isEqualTo(1);
    }

    /** The planted truth lies above the upper bound in at most one of twenty samples, though errors come in bursts. */
    @Test
    void theBoundContainsTheTruthOfBursts() {
        SplittableRandom random = new SplittableRandom(7);
        int trials = 2_000;
        int missed = 0;
        int naive = 0;
        for (int i = 0; i < trials; i++) {
            BadShare share = BadShare.of(seconds(random, 0.2, 0.1));
            missed += share.high(0.95) < 0.02 ? 1 : 0;
            naive += share.under(1).high(0.95) < 0.02 ? 1 : 0;
        }
        assertThat(missed).isLessThan(trials * 6 / 100);
        assertThat(naive).as("as if independent").isGreaterThan(trials * 12 / 100);
    }

    /** Two shares that differ by exactly the margin are taken to be within it in at most one of twenty. */
    @Test
    void worseByTheMarginIsSeldomTakenForUnaffected() {
        SplittableRandom random = new SplittableRandom(11);
        int trials = 2_000;
        int missed = 0;
        for (int i = 0; i < trials; i++) {
            BadShare before = BadShare.of(seconds(random, 0.1, 0.1));
            BadShare after = BadShare.of(seconds(random, 0.3, 0.1));
            missed += ShareDifference.of(after, before, 0.95).high() < 0.02 ? 1 : 0;
        }
        assertThat(missed).isLessThan(trials * 6 / 100);
    }

    /** A minute of 50 requests a second, some seconds of which are bursts. */
    private static List<RequestTally> seconds(SplittableRandom random, double bursts, double badInBurst) {
        List<RequestTally> seconds = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            double bad = random.nextDouble() < bursts ? badInBurst : 0;
            int wrong = 0;
            for (int j = 0; j < 50; j++) {
                wrong += random.nextDouble() < bad ? 1 : 0;
            }
            seconds.add(new RequestTally(50, wrong));
        }
        return seconds;
    }
}
