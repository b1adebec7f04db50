package dev.crossfire.judge.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.judge.objective.ErrorRatio;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.objective.PhaseRef.Phase;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.model.verdict.LoadFigures;
import dev.crossfire.model.verdict.LoadFigures.LoadDifference;
import dev.crossfire.model.verdict.LoadFigures.LoadFinding;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.PhaseFigures;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.testkit.PlantedRun;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loads that were not sent as planned, each planted. */
class SentLoadTest {
    private static final PhaseRef SPIKE = new PhaseRef(Phase.SPIKE, null);

    private static ErrorRatio.Settings errors(String cohort, PhaseRef phase) {
        return new ErrorRatio.Settings(cohort, phase, new Ratio(0.05));
    }

    private static PlantedRun asking(PlantedRun drill) {
        return drill.wants("whole", "error-ratio", errors("buyers", PhaseRef.WHOLE))
                .wants("peak", "error-ratio", errors("browsers", SPIKE))
                .wants("others", "error-ratio", errors("browsers", PhaseRef.WHOLE));
    }

    private static PlantedRun browsers(PlantedRun drill) {
        return drill.requests(PlantedRun.BROWSERS, PlantedRun.BROWSE, 60, 0, PlantedRun.LENGTH, at -> 0);
    }

    private static LoadFigures buyers(Verdict verdict) {
        return of("buyers", verdict);
    }

    private static LoadFigures of(String cohort, Verdict verdict) {
        return verdict.load().stream()
                .filter(one -> one.cohort().equals(cohort))
                .findFirst()
                .orElseThrow();
    }

    private static List<LoadDifference> differences(LoadFigures figures) {
        return figures.findings().stream().map(LoadFinding::difference).toList();
    }

    private static List<Outcome> outcomes(Verdict verdict) {
        return verdict.objectives().stream().map(ObjectiveVerdict::outcome).toList();
    }

    /** 20/s and a spike to 400/s at 50 s for 10 s are planned. */
    private static PlantedRun planned() {
        return browsers(new PlantedRun().plansRate("buyers", 20).spike(50, 0, 10));
    }

    @Test
    void aLoadAsPlannedIsReportedSo() {
        PlantedRun drill =
                planned().buyers(20, at -> 0).requests(PlantedRun.BUYERS, PlantedRun.RESERVE, 380, 50, 60, at -> 0);
        Verdict verdict = asking(drill).verdict();
        assertThat(verdict.outcome()).isEqualTo(RunOutcome.PASS);
        assertThat(buyers(verdict)).isEqualTo(new LoadFigures("buyers", 6_200L, 6_200, true, true, List.of()));
        assertThat(of("browsers", verdict).asPlanned()).isTrue();
        assertThat(verdict.phases()).extracting(PhaseFigures::phase).contains(Phase.SPIKE);
    }

    @Test
    void aFlatLoadInPlaceOfASpikeIsNoPassAndHasNoSpike() {
        Verdict verdict = asking(planned().buyers(50, at -> 0)).verdict();
        assertThat(outcomes(verdict)).containsExactly(Outcome.INCONCLUSIVE, Outcome.INCONCLUSIVE, Outcome.PASS);
        assertThat(verdict.exitCode()).isEqualTo(3);
        assertThat(buyers(verdict).asPlanned()).isFalse();
        assertThat(differences(buyers(verdict)))
                .startsWith(LoadDifference.SPIKE_MISSING)
                .contains(LoadDifference.RATE);
        assertThat(verdict.objectives().get(0).why())
                .startsWith(
                        "the load of buyers was not as planned: the spike to 400/s at 50 s did not happen: 50/s were"
                                + " sent between 51 s and 59 s; 50/s arrived between 0 s and 49 s instead of 20/s")
                .contains("; measured: ");
        assertThat(verdict.phases()).extracting(PhaseFigures::phase).doesNotContain(Phase.SPIKE);
        assertThat(verdict.notes()).anyMatch(note -> note.startsWith("the load of buyers was not as planned"));
        assertThat(verdict.isComparable()).as("fit to be compared").isFalse();
    }

    @Test
    void aSpikeAtAnotherTimeIsNamedWithIt() {
        PlantedRun drill =
                planned().buyers(20, at -> 0).requests(PlantedRun.BUYERS, PlantedRun.RESERVE, 380, 80, 90, at -> 0);
        LoadFigures figures = buyers(drill.verdict());
        assertThat(differences(figures)).containsExactly(LoadDifference.SPIKE_TIME);
        assertThat(figures.findings().get(0).why())
                .startsWith("the spike to 400/s came at ")
                .endsWith("instead of 50 s");
        assertThat(figures.findings().get(0).fromSeconds()).isCloseTo(80, within(0.5));
    }

    @Test
    void aSpikeTwoSecondsLateIsNamed() {
        PlantedRun drill =
                planned().buyers(20, at -> 0).requests(PlantedRun.BUYERS, PlantedRun.RESERVE, 380, 52, 62, at -> 0);
        LoadFigures figures = buyers(drill.verdict());
        assertThat(differences(figures)).containsExactly(LoadDifference.SPIKE_TIME);
        assertThat(figures.findings().get(0).fromSeconds()).isCloseTo(52, within(0.5));
    }

    @Test
    void aSpikeHalfASecondLateIsAsPlanned() {
        PlantedRun drill =
                planned().buyers(20, at -> 0).requests(PlantedRun.BUYERS, PlantedRun.RESERVE, 380, 50.5, 60.5, at -> 0);
        assertThat(buyers(drill.verdict()).asPlanned()).isTrue();
    }

    @Test
    void aSpikeTooLongOrTooLowIsNamed() {
        PlantedRun longer =
                planned().buyers(20, at -> 0).requests(PlantedRun.BUYERS, PlantedRun.RESERVE, 380, 50, 70, at -> 0);
        assertThat(differences(buyers(longer.verdict()))).containsExactly(LoadDifference.SPIKE_LENGTH);
        PlantedRun lower =
                planned().buyers(20, at -> 0).requests(PlantedRun.BUYERS, PlantedRun.RESERVE, 280, 50, 60, at -> 0);
        assertThat(differences(buyers(lower.verdict()))).containsExactly(LoadDifference.SPIKE_HEIGHT);
    }

    @Test
    void aRampIsComparedByItsMiddle() {
        PlantedRun drill = browsers(new PlantedRun().plansRate("buyers", 20).spike(50, 4, 10))
                .buyers(20, at -> 0);
        for (double at = 50; at < 54; at += 0.1) {
            drill.requests(
                    PlantedRun.BUYERS, PlantedRun.RESERVE, Math.max(10, (at - 50) * 95), at, at + 0.1, moment -> 0);
            double down = 118 - at;
            drill.requests(
                    PlantedRun.BUYERS, PlantedRun.RESERVE, Math.max(10, (at - 50) * 95), down - 0.1, down, moment -> 0);
        }
        drill.requests(PlantedRun.BUYERS, PlantedRun.RESERVE, 380, 54, 64, at -> 0);
        assertThat(buyers(drill.verdict()).findings()).isEmpty();
    }

    @Test
    void anUnplannedRiseIsNamedWithItsTime() {
        PlantedRun drill = browsers(new PlantedRun().plansRate("buyers", 60))
                .buyers(60, at -> 0)
                .requests(PlantedRun.BUYERS, PlantedRun.RESERVE, 120, 70, 75, at -> 0);
        LoadFigures figures = buyers(drill.verdict());
        assertThat(differences(figures)).containsExactly(LoadDifference.RATE);
        assertThat(figures.findings().get(0).fromSeconds()).isBetween(68.0, 71.0);
        assertThat(figures.findings().get(0).untilSeconds()).isBetween(74.0, 77.0);
    }

    @Test
    void aCohortThatNeverAppearedIsNamedWithThoseThatDid() {
        PlantedRun drill = browsers(new PlantedRun())
                .plansRate("buyers", 20)
                .wants("o", "error-ratio", errors("buyers", PhaseRef.WHOLE));
        Verdict verdict = drill.verdict();
        assertThat(differences(buyers(verdict))).containsExactly(LoadDifference.NEVER_APPEARED);
        assertThat(verdict.objectives().get(0).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.objectives().get(0).why())
                .isEqualTo(
                        "the load of buyers was not as planned: the cohort never appeared; cohorts that appeared: browsers");
    }

    @Test
    void anUndeclaredCohortIsNamed() {
        PlantedRun drill =
                new PlantedRun().buyers(60, at -> 0).wants("o", "error-ratio", errors("buyers", PhaseRef.WHOLE));
        drill.requests(PlantedRun.CLOSED, PlantedRun.RESERVE, 60, 0, PlantedRun.LENGTH, at -> 0);
        Verdict verdict = drill.verdict();
        assertThat(differences(of("closed", verdict))).containsExactly(LoadDifference.NOT_DECLARED);
        assertThat(verdict.outcome()).isEqualTo(RunOutcome.INCONCLUSIVE);
        assertThat(verdict.notes())
                .contains(
                        "the load of closed was not as planned: the scenario does not declare the cohort; it declares buyers");
        PlantedRun few =
                new PlantedRun().buyers(60, at -> 0).wants("o", "error-ratio", errors("buyers", PhaseRef.WHOLE));
        few.requests(PlantedRun.CLOSED, PlantedRun.RESERVE, 1, 0, PlantedRun.LENGTH, at -> 0);
        assertThat(few.verdict().outcome()).as("a few of them change nothing").isEqualTo(RunOutcome.PASS);
        assertThat(few.verdict().notes()).anyMatch(note -> note.contains("closed"));
    }

    @Test
    void whatRestsOnAFaultUnderAnotherLoadHasNoAnswer() {
        PlantedRun drill = browsers(new PlantedRun().fault("f", 70, 80).plansRate("buyers", 100))
                .buyers(50, PlantedRun.outage(70.1, 73))
                .wantsRecovery("f", 10);
        assertThat(drill.objective().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(drill.objective().why()).contains("50/s arrived", "instead of 100/s", "measured: buyers: recovered");
    }

    @Test
    void aRunThatWasCutShortIsComparedUntilThen() {
        PlantedRun drill = new PlantedRun()
                .plansRate("buyers", 60)
                .requests(PlantedRun.BUYERS, PlantedRun.RESERVE, 60, 0, 70, at -> 0)
                .loadCutShort();
        drill.journal(new JournalEvent.Aborted(PlantedRun.instant(70), "stopped by the user"));
        LoadFigures figures = buyers(drill.verdict());
        assertThat(figures.asPlanned()).isTrue();
        assertThat(figures.planned()).isBetween(4_150L, 4_200L);
    }

    @Test
    void requestsThatWeCutShortWereSent() {
        PlantedRun drill = new PlantedRun()
                .plansRate("buyers", 60)
                .requests(PlantedRun.BUYERS, PlantedRun.RESERVE, 60, 0, 100, at -> 0);
        int cut = RequestRecord.FLAG_INTENDED_KNOWN | RequestRecord.FLAG_ABORTED;
        for (int i = 0; i < 1_200; i++) {
            drill.request(100 + i / 60.0, 5_000, PlantedRun.BUYERS, PlantedRun.RESERVE, cut, 0);
        }
        assertThat(buyers(drill.verdict()).asPlanned()).isTrue();
    }

    @Test
    void laterRequestsOfAUserAreNoArrivals() {
        PlantedRun drill = new PlantedRun().plansRate("buyers", 60).buyers(60, at -> 0);
        for (int i = 0; i < 7_000; i++) {
            drill.request(0.5 + i / 60.0, 5, PlantedRun.BUYERS, PlantedRun.BROWSE, RequestRecord.FLAG_OK, 0);
        }
        assertThat(buyers(drill.verdict())).isEqualTo(new LoadFigures("buyers", 7_200L, 7_200, true, true, List.of()));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 5, 20, 200})
    void arrivalsAtRandomAreAsPlanned(double rate) {
        SplittableRandom random = new SplittableRandom(7);
        for (int run = 0; run < 20; run++) {
            PlantedRun drill = new PlantedRun().plansRate("buyers", rate).spike(60, 1, 10);
            for (double at = 0; at < PlantedRun.LENGTH; at += -Math.log(1 - random.nextDouble()) / 400) {
                double now = at >= 61 && at < 71 ? 400 : at >= 60 && at < 72 ? (400 + rate) / 2 : rate;
                if (random.nextDouble() < now / 400) {
                    drill.request(at, true, 5, PlantedRun.BUYERS, PlantedRun.RESERVE);
                }
            }
            assertThat(buyers(drill.verdict()).findings()).as("run " + run).isEmpty();
        }
    }

    @Test
    void whereArrivalsAreNotKnownOnlyWhatRequestsShowIsReported() {
        Verdict flat = withoutArrivals(50, 0).verdict();
        assertThat(differences(buyers(flat))).containsExactly(LoadDifference.SPIKE_MISSING);
        assertThat(buyers(flat).asPlanned()).isFalse();
        Verdict few = withoutArrivals(5, 300).verdict();
        assertThat(differences(buyers(few))).containsExactly(LoadDifference.RATE);
        Verdict several = withoutArrivals(40, 760).verdict();
        assertThat(buyers(several).asPlanned()).as("two requests each").isNull();
        assertThat(several.notes()).anyMatch(note -> note.startsWith("when users of buyers arrived is not known"));
    }

    private static PlantedRun withoutArrivals(double rate, double more) {
        PlantedRun drill = new PlantedRun().plansRate("buyers", 20).spike(50, 0, 10);
        for (double at = 0; at < PlantedRun.LENGTH; at += 1 / rate) {
            drill.request(at, 5, PlantedRun.BUYERS, PlantedRun.RESERVE, RequestRecord.FLAG_OK, 0);
        }
        for (double at = 50; more > 0 && at < 60; at += 1 / more) {
            drill.request(at, 5, PlantedRun.BUYERS, PlantedRun.RESERVE, RequestRecord.FLAG_OK, 0);
        }
        return drill;
    }
}
