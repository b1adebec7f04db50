package dev.crossfire.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.judge.objective.ErrorRatio;
import dev.crossfire.judge.objective.RecoveryTime;
import dev.crossfire.model.Plan;
import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.objective.PhaseRef.Phase;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.spi.ObjectiveDescription;
import dev.crossfire.spi.ObjectiveDescription.EvidenceBasis;
import dev.crossfire.spi.ObjectiveKind;
import dev.crossfire.spi.ObjectiveKind.Judgement;
import dev.crossfire.spi.RunFacts;
import dev.crossfire.testkit.PlantedRun;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Validity before verdict: each reason not to believe a run is planted, named, and keeps its objectives undecided. */
class ValidityTest {
    /** Messages of connections that the generator's machine could not begin. */
    private static final List<String> CONNECTION_ERRORS = List.of(
            "BindException: Cannot assign requested address",
            "j.n.SocketException: Too many open files",
            "Errors$NativeIoException: newSocketStream(..) failed with error(-24): Too many open files",
            "ChannelException: Failed to open a socket.");

    private static final String FAULT = "writer-lost";

    /** Buyers and browsers, both healthy but for an outage of the buyers that recovers in time. */
    private static PlantedRun sound() {
        return new PlantedRun()
                .fault(FAULT, 30, 60)
                .buyers(100, PlantedRun.outage(30, 33))
                .requests(PlantedRun.BROWSERS, PlantedRun.BROWSE, 100, 0, PlantedRun.LENGTH, at -> 0)
                .wants("back", "recovery-time", new RecoveryTime.Settings("buyers", FAULT, Duration.ofSeconds(10)))
                .wants("too-few", "error-ratio", errors("buyers", 0.001))
                .wants("others", "error-ratio", errors("browsers", 0.05))
                .wants("ledger", "aside", new Aside())
                .judgedBy(new AsideKind());
    }

    private static ErrorRatio.Settings errors(String of, double atMost) {
        return new ErrorRatio.Settings(of, PhaseRef.WHOLE, new Ratio(atMost));
    }

    @Test
    void aSoundRunIsJudged() {
        assertThat(outcomes(sound())).containsExactly(Outcome.PASS, Outcome.FAIL, Outcome.PASS, Outcome.PASS);
        assertThat(sound().verdict().notes()).isEmpty();
        assertThat(sound().verdict().isComparable()).isTrue();
    }

    @Test
    void aClockThatWasSetVoidsWhatRestsOnTimes() {
        PlantedRun drill = sound().journal(new JournalEvent.ClockStepped(PlantedRun.instant(31), 2_300));
        voided(drill, "was set by 2300 ms about 31.00 s after t = 0");
    }

    @Test
    void aGeneratorThatStarvedVoidsWhatRestsOnItsRequests() {
        for (String of : List.of("CPU time", "file descriptors")) {
            voided(
                    sound().journal(new JournalEvent.GeneratorStarved(PlantedRun.instant(31), of, "1,020 of 1,024")),
                    "the load generator exhausted " + of + " (1,020 of 1,024)");
        }
    }

    @Test
    void requestsThatNeverLeftForLackOfAPortVoidTheRun() {
        PlantedRun drill = sound();
        for (int i = 0; i < 30; i++) {
            drill.withoutPort(80 + i / 100.0);
        }
        voided(drill, "30 requests failed because the load generator's machine had no port");
    }

    @Test
    void localConnectionErrorsAreNotTheSystems() {
        for (String error : CONNECTION_ERRORS) {
            PlantedRun drill = sound();
            for (int i = 0; i < 30; i++) {
                drill.unsent(80 + i / 100.0, error);
            }
            voided(drill, "30 requests failed because the load generator's machine had no port or no file descriptor");
        }
    }

    @Test
    void aFewOfThemAreARemark() {
        PlantedRun drill = sound().withoutPort(80);
        assertThat(outcomes(drill)).containsExactly(Outcome.PASS, Outcome.FAIL, Outcome.PASS, Outcome.PASS);
        assertThat(drill.verdict().notes()).singleElement().asString().startsWith("1 of the failed requests");
        assertThat(drill.verdict().voided()).isEmpty();
    }

    @Test
    void anInjectorThatLagsVoidsTheRun() {
        PlantedRun drill = sound();
        for (int i = 0; i < 400; i++) {
            drill.request(i * 0.3, 5, PlantedRun.BROWSERS, PlantedRun.BROWSE, 3, 94);
        }
        voided(drill, "the load generator could not keep up");
    }

    private static void voided(PlantedRun drill, String why) {
        Verdict verdict = drill.verdict();
        assertThat(verdict.objectives().subList(0, 3)).allSatisfy(one -> {
            assertThat(one.outcome()).as(one.id()).isEqualTo(Outcome.INCONCLUSIVE);
            assertThat(one.why()).as(one.id()).contains(why, "measured: ");
        });
        assertThat(verdict.objectives().get(3).outcome())
                .as("what rests on no request")
                .isEqualTo(Outcome.PASS);
        assertThat(verdict.notes()).anySatisfy(note -> assertThat(note).contains(why));
        assertThat(verdict.exitCode()).isEqualTo(3);
        assertThat(verdict.voided()).singleElement().asString().contains(why);
        assertThat(verdict.isComparable()).isFalse();
    }

    @Test
    void aHoleInTheEvidenceConcernsItsCohortOnly() {
        PlantedRun drill = new PlantedRun()
                .requests(PlantedRun.BUYERS, PlantedRun.RESERVE, 100, 0, 40, at -> 0)
                .requests(PlantedRun.BUYERS, PlantedRun.RESERVE, 100, 42, PlantedRun.LENGTH, at -> 0)
                .requests(PlantedRun.BROWSERS, PlantedRun.BROWSE, 100, 0, PlantedRun.LENGTH, at -> 0)
                .wants("b", "error-ratio", errors("buyers", 0.05))
                .wants("o", "error-ratio", errors("browsers", 0.05));
        assertThat(outcomes(drill)).containsExactly(Outcome.INCONCLUSIVE, Outcome.PASS);
        assertThat(drill.objective().why())
                .startsWith(
                        "the evidence has a gap: between 40.00 s and 42.00 s no request of buyers is recorded, though"
                                + " about 200 were expected");
        assertThat(drill.verdict().isComparable()).isFalse();
    }

    @Test
    void aCohortThatFallsSilentBeforeTheEndIsNamed() {
        PlantedRun silent = ended(20);
        assertThat(outcomes(silent)).containsExactly(Outcome.INCONCLUSIVE, Outcome.PASS);
        assertThat(silent.objective().why())
                .startsWith(
                        "the load of buyers was not as planned: the last of them arrived at 20 s, and the load was to last"
                                + " 120 s");
        assertThat(outcomes(ended(117))).as("a little early").containsExactly(Outcome.PASS, Outcome.PASS);
        assertThat(ended(20).loadCutShort().objective().why())
                .as("others went on")
                .contains("the evidence has a gap");
        PlantedRun alone = new PlantedRun()
                .requests(PlantedRun.BUYERS, PlantedRun.RESERVE, 100, 0, 20, at -> 0)
                .wants("b", "error-ratio", errors("buyers", 0.05));
        assertThat(outcomes(alone)).containsExactly(Outcome.INCONCLUSIVE);
        assertThat(alone.loadCutShort().objective().why()).as("it ends earlier").contains("did not run to its end");
        PlantedRun hanging = ended(100);
        for (double at = 100; at < PlantedRun.LENGTH; at += 0.01) {
            int cut = RequestRecord.FLAG_INTENDED_KNOWN | RequestRecord.FLAG_ABORTED;
            hanging.request(at, 5_000, PlantedRun.BUYERS, PlantedRun.RESERVE, cut, 0);
        }
        assertThat(outcomes(hanging)).as("we cut them short").containsExactly(Outcome.PASS, Outcome.PASS);
    }

    /** Buyers who end before the others do. */
    private static PlantedRun ended(double until) {
        return new PlantedRun()
                .requests(PlantedRun.BUYERS, PlantedRun.RESERVE, 100, 0, until, at -> 0)
                .requests(PlantedRun.BROWSERS, PlantedRun.BROWSE, 100, 0, PlantedRun.LENGTH, at -> 0)
                .wants("b", "error-ratio", errors("buyers", 0.05))
                .wants("o", "error-ratio", errors("browsers", 0.05));
    }

    @Test
    void rareRequestsAreNoHole() {
        PlantedRun drill = new PlantedRun()
                .requests(PlantedRun.BUYERS, PlantedRun.RESERVE, 3, 0, PlantedRun.LENGTH, at -> 0)
                .wants("b", "error-ratio", errors("buyers", 0.05));
        assertThat(outcomes(drill)).containsExactly(Outcome.PASS);
    }

    @Test
    void missingAndTornRecordsKeepEverythingFromPassingAndSharesFromFailing() {
        PlantedRun missing = sound().journal(new JournalEvent.LoadEnded(PlantedRun.instant(120), 99_999, null));
        weakened(missing, "recorded 99999 requests, but 24000 are in the record");
        weakened(sound().torn(), "ends in the middle of one, at byte 16");
    }

    @Test
    void aRunCutShortKeepsEverythingFromPassingAndSharesFromFailing() {
        weakened(sound().loadCutShort(), "did not run to its end");
    }

    @Test
    void whatNothingCanUndoHasFailed() {
        PlantedRun late = new PlantedRun()
                .fault(FAULT, 30, 60)
                .buyers(100, PlantedRun.outage(30, 50))
                .wantsRecovery(FAULT, 10)
                .wants("e", "error-ratio", errors("buyers", 0.01));
        assertThat(outcomes(late.torn())).containsExactly(Outcome.FAIL, Outcome.INCONCLUSIVE);
        assertThat(outcomes(late.loadCutShort())).containsExactly(Outcome.FAIL, Outcome.INCONCLUSIVE);
    }

    @Test
    void aShareOfWhatHadEndedBeforeTheCutHasFailed() {
        PhaseRef before = new PhaseRef(Phase.BEFORE, FAULT);
        PlantedRun drill = new PlantedRun()
                .fault(FAULT, 30, 60)
                .buyers(100, PlantedRun.outage(5, 10))
                .wants("e", "error-ratio", new ErrorRatio.Settings("buyers", before, new Ratio(0.01)))
                .loadCutShort();
        assertThat(outcomes(drill)).containsExactly(Outcome.FAIL);
        assertThat(outcomes(drill.torn())).as("nobody knows which are missing").containsExactly(Outcome.INCONCLUSIVE);
    }

    private static void weakened(PlantedRun drill, String why) {
        assertThat(outcomes(drill)).as("what is missing may turn a share").containsOnly(Outcome.INCONCLUSIVE);
        assertThat(drill.objective().why()).contains(why);
        assertThat(drill.verdict().notes()).anySatisfy(note -> assertThat(note).contains(why));
        assertThat(drill.verdict().voided()).singleElement().asString().contains(why);
    }

    @Test
    void aRunThatItsOwnRuleCutShortStillCountsBesideOthers() {
        PlantedRun drill = sound().loadCutShort()
                .journal(new JournalEvent.AbortConditionMet(PlantedRun.instant(80), "80 % errors"))
                .journal(new JournalEvent.Aborted(PlantedRun.instant(80), "80 % errors"));
        assertThat(outcomes(drill)).doesNotContain(Outcome.PASS);
        assertThat(drill.verdict().isComparable())
                .as("left out, only the better runs would be compared")
                .isTrue();
    }

    @Test
    void aFaultThatWasNotFiredIsTheReason() {
        PlantedRun drill = new PlantedRun()
                .planned(FAULT, 30)
                .buyers(100, at -> 0)
                .journal(new JournalEvent.FaultSkipped(PlantedRun.instant(30), FAULT, "buyers 91.00 % good of 500"))
                .wantsRecovery(FAULT, 10)
                .wants("e", "error-ratio", errors("buyers", 0.05));
        assertThat(outcomes(drill)).containsExactly(Outcome.INCONCLUSIVE, Outcome.PASS);
        assertThat(drill.objective().why()).isEqualTo("writer-lost was not injected: buyers 91.00 % good of 500");
    }

    private static List<Outcome> outcomes(PlantedRun drill) {
        return drill.verdict().objectives().stream()
                .map(ObjectiveVerdict::outcome)
                .toList();
    }

    private record Aside() implements ObjectiveSettings {
        @Override
        public @Nullable String cohort() {
            return null;
        }

        @Override
        public ObjectiveTarget target() {
            return ObjectiveTarget.of("all is there");
        }
    }

    /** An objective that does not depend on requests. */
    private static final class AsideKind implements ObjectiveKind<Aside> {
        @Override
        public ObjectiveDescription<Aside> description() {
            return ObjectiveDescription.of("aside", Aside.class)
                    .summary("asks aside")
                    .basedOn(EvidenceBasis.COUNTS);
        }

        @Override
        public List<String> warnings(Aside settings, Plan plan) {
            return List.of();
        }

        @Override
        public Judgement judge(Aside settings, RunFacts facts) {
            return new Judgement(null, Outcome.PASS, "all is there");
        }
    }
}
