package dev.crossfire.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crossfire.evidence.Evidence;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.Json;
import dev.crossfire.evidence.LedgerSource;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.judge.objective.ErrorRatio;
import dev.crossfire.judge.objective.Latency;
import dev.crossfire.model.Plan;
import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.objective.PhaseRef.Phase;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.model.verdict.FaultVerdict;
import dev.crossfire.model.verdict.LedgerFigures;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.PhaseFigures;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.spi.ObjectiveDescription;
import dev.crossfire.spi.ObjectiveKind;
import dev.crossfire.spi.ObjectiveKind.Judgement;
import dev.crossfire.spi.RunFacts;
import dev.crossfire.testkit.PlantedRun;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a run as a whole comes to. */
class JudgeTest {
    private static final String FAULT = "writer-lost";

    private static PlantedRun good() {
        return new PlantedRun()
                .fault(FAULT, 30, 40)
                .buyers(100, PlantedRun.outage(30.1, 33))
                .wantsRecovery(FAULT, 10);
    }

    @Test
    void aFaultThatDidLittleOfWhatItWasToDoIsInconclusive() {
        Verdict little = delivered(1);
        assertThat(little.outcome()).isEqualTo(RunOutcome.INCONCLUSIVE);
        assertThat(little.notes()).contains(FAULT + " did 1 of the 10 that the scenario asks for, less than 80 %");
        assertThat(little.faults().get(0).timesAsked()).isEqualTo(10);
        assertThat(little.faults().get(0).timesDone()).isOne();

        Verdict most = delivered(8);
        assertThat(most.outcome()).isEqualTo(RunOutcome.PASS);
        assertThat(most.notes()).contains(FAULT + " did 8 of the 10 that the scenario asks for");
        assertThat(delivered(10).notes()).isEmpty();
    }

    private static Verdict delivered(int done) {
        return good().journal(new JournalEvent.FaultDelivered(Instant.EPOCH, FAULT, 10, done))
                .verdict();
    }

    @Test
    void aRunThatHoldsPasses() {
        Verdict verdict = good().verdict();
        assertThat(verdict.outcome()).isEqualTo(RunOutcome.PASS);
        assertThat(verdict.exitCode()).isZero();
        assertThat(verdict.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.wasConfirmed()).isTrue();
            assertThat(fault.wasCleared()).isTrue();
            assertThat(fault.effective()).isEqualTo(PlantedRun.instant(30));
            assertThat(fault.effectiveUncertaintyMillis()).isEqualTo(10);
        });
        assertThat(verdict.injector().requests()).isEqualTo(12_000);
        assertThat(verdict.injector().saturated()).isFalse();
        assertThat(verdict.ledger()).isEqualTo(LedgerFigures.NONE);
    }

    @Test
    void phasesPartTheRun() {
        List<PhaseFigures> phases = spiked().verdict().phases().stream()
                .filter(one -> one.cohort().equals("buyers"))
                .toList();
        assertThat(phases)
                .extracting(PhaseFigures::phase)
                .containsExactly(Phase.WHOLE, Phase.SPIKE, Phase.BEFORE, Phase.IMPACT, Phase.AFTER);
        assertThat(phases).extracting(PhaseFigures::errors).containsExactly(290L, 0L, 0L, 290L, 0L);
        assertThat(phases.get(0).requests()).isEqualTo(15_300);
        assertThat(phases.get(0).errorRatio()).isCloseTo(290 / 15_300.0, within(1e-9));
        assertThat(phases.get(0).p95Millis()).isCloseTo(5, within(0.01));
        assertThat(phases.get(1).requests()).isEqualTo(4_500);
        assertThat(phases.get(2).requests()).isEqualTo(2_998);
        assertThat(phases.get(3).requests() + phases.get(4).requests()).isBetween(12_298L, 12_303L);
    }

    /** With a spike to 400/s from 60 s on, which rises and falls in 1 s. */
    private static PlantedRun spiked() {
        return good().spike(60, 1, 10)
                .requests(PlantedRun.BUYERS, PlantedRun.RESERVE, 150, 60, 61, at -> 0)
                .requests(PlantedRun.BUYERS, PlantedRun.RESERVE, 300, 61, 71, at -> 0)
                .requests(PlantedRun.BUYERS, PlantedRun.RESERVE, 150, 71, 72, at -> 0);
    }

    @Test
    void theOrderOfTheRecordsDoesNotMatter() {
        String once = Json.pretty(slowAndFast().asRecorded().verdict());
        String again =
                Json.pretty(slowAndFast().shuffled(new SplittableRandom(3)).verdict());
        assertThat(again).isEqualTo(once);
    }

    private static PlantedRun slowAndFast() {
        PlantedRun drill = new PlantedRun().fault(FAULT, 30, 60).wantsRecovery(FAULT, 10);
        for (int i = 0; i < 12_000; i++) {
            double at = i / 100.0;
            boolean out = at >= 30.1 && at < 33;
            drill.request(
                    at,
                    !out,
                    out && i % 3 == 0 ? 20_000 : 5 + i % 50,
                    PlantedRun.BUYERS,
                    i % 2 == 0 ? PlantedRun.RESERVE : PlantedRun.BROWSE);
        }
        return drill;
    }

    @Test
    void anInjectorThatStallsVoidsTheRun() {
        PlantedRun drill = good();
        for (int i = 0; i < 300; i++) {
            int flags = RequestRecord.FLAG_OK | RequestRecord.FLAG_INTENDED_KNOWN;
            drill.request(80 + i / 100.0, 5, PlantedRun.BROWSERS, PlantedRun.BROWSE, flags, 94);
        }
        Verdict verdict = drill.verdict();
        assertThat(verdict.injector().saturated()).isTrue();
        assertThat(verdict.objectives().get(0).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict.objectives().get(0).why()).contains("load generator");
        assertThat(verdict.exitCode()).isEqualTo(3);
    }

    @Test
    void requestsLateByOurOwnLagAloneVoidTheRun() {
        PlantedRun drill = good();
        for (int i = 0; i < 30; i++) {
            int flags = RequestRecord.FLAG_OK | RequestRecord.FLAG_INTENDED_KNOWN;
            drill.request(80 + i / 100.0, 5, PlantedRun.BUYERS, PlantedRun.RESERVE, flags, 1_200);
        }
        assertThat(drill.verdict().injector().saturated()).isTrue();
    }

    @Test
    void loadThatWasCutShortNeverPasses() {
        Verdict silent = good().loadCutShort().verdict();
        assertThat(silent.outcome()).isEqualTo(RunOutcome.INCONCLUSIVE);
        Verdict broken = good().journal(new JournalEvent.LoadEnded(PlantedRun.instant(90), 9, "killed by signal 9"))
                .loadCutShort()
                .verdict();
        assertThat(broken.objectives().get(0).why()).contains("killed by signal 9");
        assertThat(broken.exitCode()).isEqualTo(3);
    }

    @Test
    void aTornRecordNeverPasses() {
        assertThat(good().torn().verdict().outcome()).isEqualTo(RunOutcome.INCONCLUSIVE);
        assertThat(good().torn().verdict().notes()).anySatisfy(note -> assertThat(note)
                .startsWith("the record of requests ends in the middle of one, at byte 16;"));
    }

    @Test
    void damageInTheExternalChecksIsNoted() throws IOException {
        String torn = "observations.jsonl is unreadable from byte 7";
        Evidence whole = new PlantedRun().buyers(100, at -> 0).evidence();
        Evidence cut = new Evidence(
                whole.plan(), whole.journal(), whole.requests(), null, LedgerSource.NONE, observations -> torn);
        assertThat(new Judge(List.of()).judge(cut).notes()).contains(torn);
    }

    @Test
    void loadThatNeverStartedIsNoEvidence() {
        Verdict verdict =
                new PlantedRun().wantsRecovery(FAULT, 10).neverStarted().verdict();
        assertThat(verdict.outcome()).isEqualTo(RunOutcome.INCONCLUSIVE);
        assertThat(verdict.objectives().get(0).why()).contains("never started");
    }

    @Test
    void noRequestIsNoEvidence() {
        Verdict verdict = new PlantedRun()
                .fault(FAULT, 30, 40)
                .wantsRecovery(FAULT, 10)
                .wants("e", "error-ratio", new ErrorRatio.Settings("buyers", PhaseRef.WHOLE, new Ratio(0.05)))
                .wants("l", "latency", new Latency.Settings("buyers", PhaseRef.WHOLE, 95, Duration.ofSeconds(1)))
                .verdict();
        assertThat(verdict.objectives()).extracting(ObjectiveVerdict::outcome).containsOnly(Outcome.INCONCLUSIVE);
    }

    @Test
    void noObjectiveIsNoPass() {
        Verdict verdict = new PlantedRun().buyers(100, at -> 0).verdict();
        assertThat(verdict.outcome()).isEqualTo(RunOutcome.INCONCLUSIVE);
    }

    @Test
    void aFaultThatWasNotFiredMakesTheRunInconclusive() {
        PlantedRun drill =
                new PlantedRun().planned(FAULT, 30).buyers(100, at -> 0).wantsRecovery(FAULT, 10);
        assertThat(drill.verdict().outcome()).isEqualTo(RunOutcome.INCONCLUSIVE);
        drill.journal(new JournalEvent.FaultSkipped(PlantedRun.instant(30), FAULT, "buyers were not well before it"));
        assertThat(drill.verdict().notes()).contains(FAULT + ": buyers were not well before it");
    }

    @Test
    void aFaultWithoutProofCountsNeitherAgainstNorForAnObjective() {
        for (double atMost : new double[] {10, 1}) {
            Verdict verdict = new PlantedRun()
                    .unconfirmed()
                    .fault(FAULT, 30, 40)
                    .buyers(100, PlantedRun.outage(30.1, 33))
                    .wantsRecovery(FAULT, atMost)
                    .wants("e", "error-ratio", errors(PhaseRef.parse("after " + FAULT), 0.05))
                    .wants("b", "error-ratio", errors(PhaseRef.parse("impact " + FAULT), 0.05))
                    .wants("w", "error-ratio", errors(PhaseRef.WHOLE, 0.05))
                    .verdict();
            assertThat(verdict.objectives())
                    .extracting(ObjectiveVerdict::outcome)
                    .containsExactly(Outcome.INCONCLUSIVE, Outcome.INCONCLUSIVE, Outcome.INCONCLUSIVE, Outcome.PASS);
            assertThat(verdict.objectives().subList(0, 3))
                    .allSatisfy(one -> assertThat(one.why()).startsWith(FAULT + " was injected but not confirmed"));
            assertThat(verdict.exitCode()).isEqualTo(3);
        }
    }

    @Test
    void onlyTheFaultWithoutProofIsDoubted() {
        Verdict verdict = good().unconfirmed().fault("other", 80, 90).verdict();
        assertThat(verdict.objectives().get(0).outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdict.notes()).contains("other was not confirmed");
    }

    private static ErrorRatio.Settings errors(PhaseRef phase, double atMost) {
        return new ErrorRatio.Settings("buyers", phase, new Ratio(atMost));
    }

    @Test
    void aFaultThatWasNotInjectedHasNoMomentsThoughItsTargetWasSeenDown() {
        Instant at = PlantedRun.instant(80);
        Verdict verdict = good().planned("other", 80)
                .journal(new JournalEvent.FaultIntended(at, "other", "outage", List.of("db"), Map.of()))
                .journal(new JournalEvent.FaultEffective(at, "other", at, at, "down"))
                .journal(new JournalEvent.FaultConfirmed(at, "other", at, "down"))
                .journal(new JournalEvent.FaultSkipped(at, "other", "refused"))
                .verdict();
        FaultVerdict other = verdict.faults().get(1);
        assertThat(other.wasConfirmed()).isFalse();
        assertThat(other.effective()).isNull();
        assertThat(verdict.notes()).contains("other: refused").noneMatch(note -> note.contains("confirmed"));
    }

    @Test
    void aFaultIsNotBothConfirmedAndNot() {
        Verdict verdict = good().journal(new JournalEvent.FaultFailed(PlantedRun.instant(60), FAULT, "no answer"))
                .verdict();
        assertThat(verdict.outcome()).isEqualTo(RunOutcome.INCONCLUSIVE);
        assertThat(verdict.notes())
                .contains(FAULT + " was confirmed, but its injection failed: no answer")
                .noneMatch(note -> note.contains("not confirmed"));
    }

    @Test
    void aFaultThatCameLateSaysSo() {
        Instant due = PlantedRun.instant(80);
        Verdict verdict = good().planned("other", 80)
                .journal(new JournalEvent.FaultInjected(
                        due, "other", due.plusMillis(500), due.plusMillis(4200), due, Map.of()))
                .verdict();
        assertThat(verdict.notes()).anyMatch(note -> note.startsWith("other was injected 4.20 s late: "));
    }

    @Test
    void aControlRunInjectsNothingAndNotesIt() {
        Verdict verdict = new PlantedRun()
                .planned(FAULT, 30)
                .control()
                .buyers(100, at -> 0)
                .wants("e", "error-ratio", new ErrorRatio.Settings("buyers", PhaseRef.WHOLE, new Ratio(0.05)))
                .verdict();
        assertThat(verdict.outcome()).isEqualTo(RunOutcome.PASS);
        assertThat(verdict.notes()).contains("a control run: no fault was injected");
    }

    @Test
    void whatIsAboutAFaultDoesNotCountInAControlRun() {
        Verdict verdict = control(0)
                .wants("w", "error-ratio", errors(PhaseRef.WHOLE, 0.05))
                .verdict();
        assertThat(verdict.outcome()).isEqualTo(RunOutcome.PASS);
        assertThat(verdict.exitCode()).isZero();
        assertThat(verdict.objectives())
                .extracting(ObjectiveVerdict::outcome)
                .containsExactly(Outcome.INCONCLUSIVE, Outcome.INCONCLUSIVE, Outcome.PASS);
        assertThat(verdict.objectives().subList(0, 2))
                .extracting(ObjectiveVerdict::why)
                .containsOnly("not applicable: a control run injects no fault");
    }

    @Test
    void aControlRunFailsByItsOtherObjectives() {
        Verdict verdict = control(0.2)
                .wants("w", "error-ratio", errors(PhaseRef.WHOLE, 0.05))
                .verdict();
        assertThat(verdict.exitCode()).isEqualTo(1);
    }

    @Test
    void aControlRunWithoutOtherObjectivesShowsNothing() {
        Verdict verdict = control(0).verdict();
        assertThat(verdict.exitCode()).isEqualTo(3);
        assertThat(verdict.notes()).contains("every objective is about a fault, so a control run has nothing to judge");
    }

    private static PlantedRun control(double badRatio) {
        return new PlantedRun()
                .planned(FAULT, 30)
                .control()
                .buyers(100, at -> badRatio)
                .wantsRecovery(FAULT, 10)
                .wants("b", "error-ratio", errors(PhaseRef.parse("before " + FAULT), 0.05));
    }

    @Test
    void aStopByTheScenariosOwnRuleIsNoErrorAndNoPass() {
        PlantedRun stopped = good().loadCutShort()
                .journal(new JournalEvent.AbortConditionMet(PlantedRun.instant(80), "80 % errors"))
                .journal(new JournalEvent.Aborted(PlantedRun.instant(80), "80 % errors"));
        assertThat(stopped.verdict().exitCode()).isEqualTo(3);
        assertThat(stopped.verdict().notes()).contains("stopped early: 80 % errors");
        PlantedRun failed = new PlantedRun()
                .fault(FAULT, 30, 40)
                .buyers(100, PlantedRun.outage(30.1, 60))
                .wantsRecovery(FAULT, 10)
                .loadCutShort()
                .journal(new JournalEvent.AbortConditionMet(PlantedRun.instant(50), "100 % errors"))
                .journal(new JournalEvent.Aborted(PlantedRun.instant(50), "100 % errors"));
        assertThat(failed.verdict().exitCode()).as("what was seen is enough").isEqualTo(1);
    }

    @Test
    void theStrongestClaimOnTheExitCodeWins() {
        PlantedRun failing = new PlantedRun()
                .fault(FAULT, 30, 40)
                .planned("other", 60)
                .buyers(100, PlantedRun.outage(30.1, 33))
                .wantsRecovery(FAULT, 1);
        assertThat(failing.verdict().exitCode())
                .as("a failure and a fault that was not injected")
                .isEqualTo(1);
        failing.journal(new JournalEvent.Broken(PlantedRun.instant(1), "the lab ended"));
        assertThat(failing.verdict().exitCode()).as("and a broken lab").isEqualTo(4);
        failing.journal(new JournalEvent.HealEnded(PlantedRun.instant(50), FAULT, false, "still there"));
        assertThat(failing.verdict().exitCode()).as("and a fault left").isEqualTo(5);
        failing.journal(new JournalEvent.HealEnded(PlantedRun.instant(51), FAULT, true, "gone"));
        assertThat(failing.verdict().exitCode()).as("healed at the second try").isEqualTo(4);
    }

    @Test
    void aJudgeThatBreaksMakesItsObjectiveInconclusive() {
        Verdict verdict = good().judgedBy(new Broken())
                .wants("b", "broken", new Anything())
                .wants("u", "unheard-of", new Anything())
                .verdict();
        assertThat(verdict.objectives())
                .extracting(ObjectiveVerdict::outcome)
                .containsExactly(Outcome.PASS, Outcome.INCONCLUSIVE, Outcome.INCONCLUSIVE);
        assertThat(verdict.objectives().get(1).why()).contains("out of luck");
        assertThat(verdict.objectives().get(2).why()).contains("unheard-of");
        assertThat(verdict.exitCode()).isEqualTo(3);
    }

    private record Anything() implements ObjectiveSettings {
        @Override
        public @Nullable String cohort() {
            return null;
        }

        @Override
        public ObjectiveTarget target() {
            return ObjectiveTarget.of("anything");
        }
    }

    private static final class Broken implements ObjectiveKind<Anything> {
        @Override
        public ObjectiveDescription<Anything> description() {
            return ObjectiveDescription.of("broken", Anything.class).summary("breaks");
        }

        @Override
        public List<String> warnings(Anything settings, Plan plan) {
            return List.of();
        }

        @Override
        public Judgement judge(Anything settings, RunFacts facts) {
            throw new IllegalStateException("out of luck");
        }
    }
}
