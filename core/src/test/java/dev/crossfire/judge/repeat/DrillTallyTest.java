package dev.crossfire.judge.repeat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.Repeat;
import dev.crossfire.model.verdict.Drills.ShareEstimate;
import dev.crossfire.model.verdict.RunOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrillTallyTest {
    private static Repeat asked(int drills, int mayFail, boolean stopsEarly) {
        return new Repeat(Repeat.SCHEMA, "r", "sale", "lab", 1, drills, mayFail, stopsEarly);
    }

    /** Every way in which so many drills can end, as bits; checking after each drill must not change the answer. */
    @ParameterizedTest
    @CsvSource({"2, 0", "5, 0", "8, 1", "8, 3", "9, 8"})
    void stoppingEarlyNeverChangesTheOutcome(int drills, int mayFail) {
        for (int ways = 0; ways < 1 << drills; ways++) {
            List<RunOutcome> all = outcomes(ways, drills);
            DrillTally early = run(asked(drills, mayFail, true), all);
            DrillTally whole = run(asked(drills, mayFail, false), all);
            assertThat(whole.count()).isEqualTo(drills);
            assertThat(early.outcome()).as("%s", all).isEqualTo(whole.outcome());
            assertThat(early.count()).isLessThanOrEqualTo(drills);
        }
    }

    /** The true share lies outside of the bounds in at most 5 % of all series, whatever it is, stopped early or not. */
    @ParameterizedTest
    @CsvSource({"5, 0", "10, 0", "10, 1", "11, 4"})
    void theBoundsContainTheTruthWhateverStoppedTheDrills(int drills, int mayFail) {
        for (boolean stopsEarly : List.of(true, false)) {
            Repeat asked = asked(drills, mayFail, stopsEarly);
            ShareEstimate[] shares = IntStream.range(0, 1 << drills)
                    .mapToObj(ways -> run(asked, outcomes(ways, drills)).passShare())
                    .toArray(ShareEstimate[]::new);
            for (double truth = 0.02; truth < 1; truth += 0.02) {
                double held = 0;
                for (int ways = 0; ways < 1 << drills; ways++) {
                    ShareEstimate share = shares[ways];
                    int passed = Integer.bitCount(ways);
                    double chance = Math.pow(truth, passed) * Math.pow(1 - truth, drills - passed);
                    held += share.low() <= truth && truth <= share.high() ? chance : 0;
                }
                assertThat(held).as("share %.2f", truth).isGreaterThanOrEqualTo(0.95 - 1e-9);
            }
        }
    }

    private static List<RunOutcome> outcomes(int ways, int drills) {
        List<RunOutcome> all = new ArrayList<>();
        for (int i = 0; i < drills; i++) {
            all.add((ways >> i & 1) == 1 ? RunOutcome.PASS : RunOutcome.FAIL);
        }
        return all;
    }

    /** Takes drills until the rule stops them. */
    private static DrillTally run(Repeat asked, List<RunOutcome> all) {
        int taken = 1;
        while (taken < asked.drills()
                && DrillTally.of(asked, all.subList(0, taken)).stop() == null) {
            taken++;
        }
        return DrillTally.of(asked, all.subList(0, taken));
    }

    @Test
    void oneFailureDecidesWhereNoneMayFail() {
        DrillTally tally = DrillTally.of(asked(10, 0, true), List.of(RunOutcome.PASS, RunOutcome.FAIL));
        assertThat(tally.stop())
                .isEqualTo("after drill 2 of 10: 1 failed, and none may; the other 8 could not change that");
        assertThat(tally.outcome()).isEqualTo(RunOutcome.FAIL);
        assertThat(DrillTally.of(asked(10, 0, false), List.of(RunOutcome.PASS, RunOutcome.FAIL))
                        .stop())
                .isNull();
    }

    @Test
    void anErroredDrillOrALeftFaultEndsThemInAnyCase() {
        DrillTally errored = DrillTally.of(asked(10, 3, false), List.of(RunOutcome.FAIL, RunOutcome.ERROR));
        assertThat(errored.stop()).contains("after drill 2 of 10", "failed");
        assertThat(errored.outcome()).isEqualTo(RunOutcome.ERROR);
        DrillTally dirty = DrillTally.of(asked(10, 3, false), List.of(RunOutcome.FAIL, RunOutcome.DIRTY));
        assertThat(dirty.stop()).contains("is not verified to be cleared");
        assertThat(dirty.outcome()).isEqualTo(RunOutcome.DIRTY);
    }

    @Test
    void missingDrillsAreNeverAPassAndNeitherIsOneWithoutAnAnswer() {
        DrillTally cut = DrillTally.of(asked(3, 0, true), List.of(RunOutcome.PASS));
        assertThat(cut.wasCutShort()).isTrue();
        assertThat(cut.outcome()).isEqualTo(RunOutcome.ERROR);
        DrillTally unsure =
                DrillTally.of(asked(3, 0, true), List.of(RunOutcome.PASS, RunOutcome.INCONCLUSIVE, RunOutcome.PASS));
        assertThat(unsure.outcome()).isEqualTo(RunOutcome.INCONCLUSIVE);
        assertThat(DrillTally.of(asked(3, 1, true), List.of(RunOutcome.PASS, RunOutcome.INCONCLUSIVE, RunOutcome.PASS))
                        .outcome())
                .isEqualTo(RunOutcome.PASS);
    }
}
