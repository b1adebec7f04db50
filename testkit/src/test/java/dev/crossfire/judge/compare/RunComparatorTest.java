package dev.crossfire.judge.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.judge.compare.RunComparison.ComparisonOutcome;
import dev.crossfire.judge.compare.RunComparison.FigureKind;
import dev.crossfire.judge.repeat.DrillVerdicts;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunComparatorTest {
    private static final RunComparator ALL = new RunComparator(new Ratio(0.1), Set.of(), Set.of());
    private static final RunComparator RECOVERY =
            new RunComparator(new Ratio(0.1), Set.of(FigureKind.RECOVERY_TIME), Set.of("buyers"));

    private static RunSet set(String name, double... seconds) {
        return new RunSet(
                name,
                Arrays.stream(seconds)
                        .mapToObj(one -> DrillVerdicts.recovered(RunOutcome.PASS, one))
                        .toList(),
                false);
    }

    private static RunSet drawn(String name, Random random, int runs, double centre, double spread) {
        return set(
                name,
                IntStream.range(0, runs)
                        .mapToDouble(i -> centre + spread * random.nextDouble())
                        .toArray());
    }

    @Test
    void fourASideThatLieApartDifferInOneFigure() {
        RunComparison worse = RECOVERY.compare(set("a", 3.1, 3.2, 3.0, 3.3), set("b", 5.1, 5.2, 5.0, 5.4));
        assertThat(worse.outcome()).isEqualTo(ComparisonOutcome.WORSE);
        assertThat(worse.exitCode()).isEqualTo(1);
        RunComparison.Figure figure = worse.figures().get(0);
        assertThat(figure.shift()).isBetween(1.9, 2.1);
        assertThat(figure.pValue()).isBetween(0.0285, 0.0286);
        assertThat(figure.method()).isEqualTo("exact");
        assertThat(figure.why()).isEqualTo("larger than chance explains, by more than the margin");
        assertThat(RECOVERY.compare(set("a", 5.1, 5.2, 5.0, 5.4), set("b", 3.1, 3.2, 3.0, 3.3))
                        .outcome())
                .isEqualTo(ComparisonOutcome.BETTER);
    }

    @Test
    void amongSeveralFiguresItTakesMore() {
        RunComparison comparison = ALL.compare(set("a", 3.1, 3.2, 3.0, 3.3), set("b", 5.1, 5.2, 5.0, 5.4));
        assertThat(comparison.figures()).hasSize(3);
        assertThat(comparison.outcome()).isEqualTo(ComparisonOutcome.INCONCLUSIVE);
        assertThat(comparison.figures().get(0).why()).contains("which takes 5", "--figure");
        assertThat(comparison.figures().get(1).outcome()).isEqualTo(ComparisonOutcome.SAME);
    }

    @Test
    void threeASideAreTooFew() {
        RunComparison comparison = RECOVERY.compare(set("a", 3.1, 3.2, 3.0), set("b", 5.1, 5.2, 5.0, 5.3));
        assertThat(comparison.outcome()).isEqualTo(ComparisonOutcome.INCONCLUSIVE);
        assertThat(comparison.exitCode()).isEqualTo(3);
        assertThat(comparison.figures().get(0).pValue()).isNull();
        assertThat(comparison.figures().get(0).why())
                .isEqualTo("only 3 and 4 runs have this figure; expected 4 a side");
        assertThat(RECOVERY.compare(set("a"), set("b")).outcome()).isEqualTo(ComparisonOutcome.INCONCLUSIVE);
    }

    @Test
    void aSmallShiftThatIsSureIsTheSameAndAWideOneThatIsUnsureIsUnknown() {
        RunComparison same = RECOVERY.compare(set("a", 3.10, 3.11, 3.12, 3.13), set("b", 3.14, 3.15, 3.16, 3.17));
        assertThat(same.figures().get(0).margin()).isBetween(0.31, 0.312);
        assertThat(same.outcome()).isEqualTo(ComparisonOutcome.SAME);
        RunComparison unsure = RECOVERY.compare(set("a", 1, 3, 5, 7, 9), set("b", 2, 4, 6, 8, 10));
        assertThat(unsure.outcome()).isEqualTo(ComparisonOutcome.INCONCLUSIVE);
        assertThat(unsure.figures().get(0).why()).startsWith("neither a difference nor the lack of one");
    }

    @Test
    void whatDidNotEndIsWorseThanAllThatDid() {
        RunSet never = new RunSet(
                "b",
                IntStream.range(0, 6)
                        .mapToObj(i -> DrillVerdicts.notRecovered(RunOutcome.FAIL, 8))
                        .toList(),
                false);
        RunComparison comparison = RECOVERY.compare(set("a", 3.1, 3.2, 3.0, 3.3, 3.4, 3.5), never);
        assertThat(comparison.outcome()).isEqualTo(ComparisonOutcome.WORSE);
        assertThat(comparison.figures().get(0).shift()).isNull();
        assertThat(comparison.figures().get(0).secondMedian()).isNull();
        assertThat(comparison.figures().get(0).method()).isEqualTo("normal");
    }

    @Test
    void runsThatBrokeAreLeftOutAndNoted() {
        List<Verdict> runs = List.of(
                DrillVerdicts.recovered(RunOutcome.ERROR, 9),
                DrillVerdicts.recovered(RunOutcome.PASS, 3.1),
                DrillVerdicts.recovered(RunOutcome.FAIL, 3.2),
                DrillVerdicts.recovered(RunOutcome.PASS, 3.0));
        RunComparison comparison = RECOVERY.compare(new RunSet("a", runs, false), set("b", 3.1, 3.2, 3.3, 3.4));
        assertThat(comparison.first()).isEqualTo(new RunComparison.Side("a", 4, 3));
        assertThat(comparison.notes())
                .containsExactly("a: 1 of 4 runs are left out", "run-9.0 is left out: it ended in an error");
    }

    @Test
    void aRunWhoseEvidenceIsVoidIsLeftOutWithItsReason() {
        List<Verdict> runs = List.of(
                DrillVerdicts.recovered(RunOutcome.PASS, 3.1),
                DrillVerdicts.recovered(RunOutcome.PASS, 3.2),
                DrillVerdicts.voided(RunOutcome.FAIL, 9, "the evidence has a gap"),
                DrillVerdicts.recovered(RunOutcome.PASS, 3.0),
                DrillVerdicts.recovered(RunOutcome.PASS, 3.3));
        RunComparison comparison = RECOVERY.compare(new RunSet("a", runs, false), set("b", 3.1, 3.2, 3.0, 3.3));
        assertThat(comparison.first()).isEqualTo(new RunComparison.Side("a", 5, 4));
        assertThat(comparison.figures().get(0).first()).isEqualTo(4);
        assertThat(comparison.outcome()).isEqualTo(ComparisonOutcome.SAME);
        assertThat(comparison.notes())
                .containsExactly("a: 1 of 5 runs are left out", "run-9.0 is left out: the evidence has a gap");
    }

    @Test
    void aRunThatWasTooBadToGoOnStaysIn() {
        Verdict tooBad = DrillVerdicts.abortedByCondition(RunOutcome.FAIL, 20);
        List<Verdict> runs = List.of(
                tooBad,
                tooBad,
                tooBad,
                DrillVerdicts.recovered(RunOutcome.PASS, 3.0),
                DrillVerdicts.recovered(RunOutcome.PASS, 3.3));
        RunComparison comparison = RECOVERY.compare(set("a", 3.1, 3.2, 3.0, 3.3), new RunSet("b", runs, false));
        assertThat(comparison.second()).isEqualTo(new RunComparison.Side("b", 5, 5));
        assertThat(comparison.figures().get(0).second()).isEqualTo(5);
        assertThat(comparison.notes()).isEmpty();
    }

    private static RunSet unharmed(String name, @Nullable Double smallestVisible) {
        return new RunSet(name, Collections.nCopies(5, DrillVerdicts.unharmed(smallestVisible)), false);
    }

    @Test
    void invisibleRecoveriesAreTheSameOnlyIfTheMarginHidesThem() {
        assertThat(RECOVERY.compare(unharmed("a", 0.05), unharmed("b", 0.1)).outcome())
                .isEqualTo(ComparisonOutcome.SAME);
        RunComparison.Figure hidden = RECOVERY.compare(unharmed("a", 0.3), unharmed("b", 0.05))
                .figures()
                .get(0);
        assertThat(hidden.outcome()).isEqualTo(ComparisonOutcome.INCONCLUSIVE);
        assertThat(hidden.low()).isEqualTo(-0.3);
        assertThat(hidden.high()).isEqualTo(0.05);
        assertThat(hidden.why())
                .startsWith("no impact was seen in 5 and 5 runs, whose traffic could have hidden up to 0.30 s of it,"
                        + " and the margin is 0.10 s");
        RunComparison.Figure any = RECOVERY.compare(unharmed("a", 0.05), unharmed("b", null))
                .figures()
                .get(0);
        assertThat(any.outcome()).isEqualTo(ComparisonOutcome.INCONCLUSIVE);
        assertThat(any.high()).isNull();
        assertThat(any.why()).contains("could have hidden any,");
    }

    @Test
    void aVisibleImpactIsWorseThanNoneOnlyBeyondTheDetectionLimit() {
        RunSet seen = set("b", 3.1, 3.2, 3.0, 3.3, 3.4);
        RunComparison worse = RECOVERY.compare(unharmed("a", 0.3), seen);
        assertThat(worse.outcome()).isEqualTo(ComparisonOutcome.WORSE);
        assertThat(worse.figures().get(0).low()).isBetween(2.69, 2.71);
        assertThat(worse.figures().get(0).high()).isEqualTo(3.4);
        assertThat(RECOVERY.compare(seen, unharmed("b", 0.3)).outcome()).isEqualTo(ComparisonOutcome.BETTER);
        assertThat(RECOVERY.compare(unharmed("a", 3.25), seen).outcome()).isEqualTo(ComparisonOutcome.INCONCLUSIVE);
        assertThat(RECOVERY.compare(seen, unharmed("b", null)).outcome()).isEqualTo(ComparisonOutcome.INCONCLUSIVE);
    }

    /** Of comparisons of sets that do not differ, at most one in twenty may claim a difference in any figure. */
    @Test
    void chanceAloneIsSeldomTakenForADifference() {
        Random random = new Random(20261120);
        int claimed = 0;
        int trials = 400;
        for (int i = 0; i < trials; i++) {
            ComparisonOutcome outcome = ALL.compare(drawn("a", random, 8, 3, 2), drawn("b", random, 8, 3, 2))
                    .outcome();
            claimed += outcome == ComparisonOutcome.WORSE || outcome == ComparisonOutcome.BETTER ? 1 : 0;
        }
        assertThat((double) claimed / trials).as("seed 20261120").isLessThanOrEqualTo(0.05);
    }

    @Test
    void aRealDifferenceIsMostlyFoundAndNeverTurnedRound() {
        Random random = new Random(20261120);
        int found = 0;
        for (int i = 0; i < 100; i++) {
            ComparisonOutcome outcome = ALL.compare(drawn("a", random, 8, 3, 2), drawn("b", random, 8, 5, 2))
                    .outcome();
            assertThat(outcome).as("seed 20261120").isNotIn(ComparisonOutcome.BETTER, ComparisonOutcome.SAME);
            found += outcome == ComparisonOutcome.WORSE ? 1 : 0;
        }
        assertThat(found).isGreaterThan(90);
    }
}
