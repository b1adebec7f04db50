package dev.crossfire.judge.repeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.model.Repeat;
import dev.crossfire.model.verdict.Drills.Quantile;
import dev.crossfire.model.verdict.Drills.RecoveryDistribution;
import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RepeatJudgeTest {
    private static Verdict judge(int drills, int mayFail, @Nullable Verdict... verdicts) {
        List<DrillResult> results = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            results.add(
                    new DrillResult("drill-" + (results.size() + 1), verdict, verdict == null ? "it failed" : null));
        }
        return RepeatJudge.judge(new Repeat(Repeat.SCHEMA, "all", "sale", "lab", 1, drills, mayFail, true), results);
    }

    private static Verdict[] recoveries(double... seconds) {
        Verdict[] verdicts = new Verdict[seconds.length];
        for (int i = 0; i < seconds.length; i++) {
            verdicts[i] = DrillVerdicts.recovered(RunOutcome.PASS, seconds[i]);
        }
        return verdicts;
    }

    @Test
    void fiveDrillsBoundTheMedianAndNotThe90thPercentile() {
        Verdict verdict = judge(5, 0, recoveries(3.1, 2.9, 3.4, 3.0, 3.3));
        assertThat(verdict.outcome()).isEqualTo(RunOutcome.PASS);
        assertThat(verdict.drills().passed()).isEqualTo(5);
        RecoveryDistribution recovery = verdict.drills().recovery().get(0);
        assertThat(recovery.seconds()).containsExactly(2.9, 3.0, 3.1, 3.3, 3.4);
        assertThat(recovery.medianSeconds()).isEqualTo(3.1);
        assertThat(recovery.longestSeconds()).isEqualTo(3.4);
        assertThat(recovery.quantiles().get(0)).isEqualTo(new Quantile(0.5, 2.9 - 0.01, 3.4 + 0.01, 0.95, null));
        assertThat(recovery.quantiles().get(1).atMostSeconds()).isNull();
        assertThat(recovery.quantiles().get(1).why()).isEqualTo("5 drills cannot bound p90 from above, which takes 29");
        assertThat(verdict.objectives()).singleElement().satisfies(back -> {
            assertThat(back.outcome()).isEqualTo(Outcome.PASS);
            assertThat(back.measured()).isEqualTo(new MeasuredFigure(3.1, 2.9, 3.4, "s"));
            assertThat(back.why()).isEqualTo("passed in 5 of 5 drills");
        });
    }

    @Test
    void fourDrillsBoundNothing() {
        RecoveryDistribution recovery =
                judge(4, 0, recoveries(3.1, 2.9, 3.4, 3.0)).drills().recovery().get(0);
        assertThat(recovery.quantiles()).allSatisfy(quantile -> {
            assertThat(quantile.atMostSeconds()).isNull();
            assertThat(quantile.why()).startsWith("4 drills cannot bound p");
        });
    }

    @Test
    void whatDidNotEndIsLongerThanAllThatDid() {
        Verdict verdict = judge(
                5,
                4,
                DrillVerdicts.recovered(RunOutcome.PASS, 3.1),
                DrillVerdicts.notRecovered(RunOutcome.FAIL, 8),
                DrillVerdicts.recovered(RunOutcome.PASS, 3.3),
                DrillVerdicts.unharmed(RunOutcome.PASS),
                DrillVerdicts.recovered(RunOutcome.PASS, 2.9));
        RecoveryDistribution recovery = verdict.drills().recovery().get(0);
        assertThat(recovery.notRecovered()).isOne();
        assertThat(recovery.noImpact()).isOne();
        assertThat(recovery.medianSeconds()).isEqualTo(3.1);
        assertThat(recovery.longestSeconds()).isNull();
    }

    @Test
    void aSampleThatStoppedItselfStatesNoQuantiles() {
        Verdict verdict = judge(
                20, 0, DrillVerdicts.recovered(RunOutcome.PASS, 3.1), DrillVerdicts.recovered(RunOutcome.FAIL, 9.1));
        assertThat(verdict.outcome()).isEqualTo(RunOutcome.FAIL);
        assertThat(verdict.exitCode()).isEqualTo(1);
        assertThat(verdict.drills().stopped()).startsWith("after drill 2 of 20: 1 failed");
        assertThat(verdict.drills().recovery().get(0).quantiles())
                .allSatisfy(quantile -> assertThat(quantile.why()).contains("no fair sample", "--no-early-stop"));
        assertThat(verdict.objectives().get(0).measured())
                .isEqualTo(new MeasuredFigure((3.1 + 9.1) / 2, null, null, "s"));
        assertThat(verdict.objectives().get(0).why())
                .isEqualTo("passed in 1 of 2 drills and failed in 1; first: because of 9.1");
    }

    @Test
    void whatADrillOnVoidEvidenceMeasuredIsLeftOut() {
        Verdict verdict = judge(
                3,
                2,
                DrillVerdicts.recovered(RunOutcome.PASS, 3.1),
                DrillVerdicts.voided(RunOutcome.FAIL, 9.1, "some requests are missing"),
                DrillVerdicts.recovered(RunOutcome.PASS, 3.3));
        assertThat(verdict.objectives().get(0).measured())
                .isEqualTo(new MeasuredFigure((3.1 + 3.3) / 2, null, null, "s"));
        assertThat(verdict.drills().recovery().get(0).seconds()).containsExactly(3.1, 3.3);
        assertThat(verdict.drills().recovery().get(0).excluded()).isOne();
        assertThat(verdict.notes()).contains("drill-2: what it measured is left out: some requests are missing");
    }

    @Test
    void aDrillWithoutAVerdictBrokeAndIsNamed() {
        Verdict verdict = judge(3, 0, DrillVerdicts.recovered(RunOutcome.PASS, 3.1), null);
        assertThat(verdict.outcome()).isEqualTo(RunOutcome.ERROR);
        assertThat(verdict.notes()).containsExactly("drill-2: it failed");
        assertThat(verdict.drills().drills().get(1).run()).isNull();
    }

    @Test
    void drillsThatAUserStoppedAreNoPass() {
        Verdict verdict = judge(3, 0, recoveries(3.1, 3.2));
        assertThat(verdict.outcome()).isEqualTo(RunOutcome.ERROR);
        assertThat(verdict.drills().stopped()).isEqualTo("a user stopped it after drill 2 of 3");
    }

    @Test
    void invalidNumbersAreRefused() {
        assertThatThrownBy(() -> new Repeat(Repeat.SCHEMA, "r", "s", "lab", 1, 1, 0, true))
                .hasMessage("1 drills is invalid; expected 2 to 1000");
        assertThatThrownBy(() -> new Repeat(Repeat.SCHEMA, "r", "s", "lab", 1, 3, 3, true))
                .hasMessage("3 of 3 drills that may fail is invalid; expected 0 to 2: at least one must pass");
    }
}
