package dev.crossfire.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.error.RunErrorException;
import dev.crossfire.evidence.Json;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.process.StopSignal;
import dev.crossfire.progress.ProgressLine;
import dev.crossfire.run.RunSequence;
import dev.crossfire.run.RunSequence.StepRun;
import dev.crossfire.run.SingleRun.Ended;
import dev.crossfire.suite.Suite.MissedObjective;
import dev.crossfire.suite.Suite.PlannedDrill;
import dev.crossfire.suite.Suite.SuiteDrill;
import dev.crossfire.testkit.PlantedRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteRunTest {
    private static final PlannedDrill FIRST = new PlannedDrill("drills/first.yaml", 1);
    private static final PlannedDrill SECOND = new PlannedDrill("second", 1);
    private static final PlannedDrill AGAIN = new PlannedDrill("second", 2);
    private static final List<PlannedDrill> ALL = List.of(FIRST, SECOND, AGAIN);
    private static final Verdict VERDICT = new PlantedRun()
            .fault("lost", 20, 40)
            .buyers(100, PlantedRun.outage(20, 1_000))
            .verdict();

    private final List<Suite> kept = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void theWorstDrillIsTheSuitesOutcome() throws Exception {
        Suite suite = run(
                new SuiteRun(folder, ALL, null),
                (number, run) -> ended(number == 1 ? RunOutcome.FAIL : RunOutcome.PASS));

        assertThat(suite.outcome()).isEqualTo(RunOutcome.FAIL);
        assertThat(suite.drills())
                .extracting(SuiteDrill::folder)
                .containsExactly("first-seed-1", "second-seed-1", "second-seed-2");
        assertThat(kept).hasSize(3);
        assertThat(kept.get(0).outcome()).as("two are still to come").isEqualTo(RunOutcome.INCONCLUSIVE);
        assertThat(kept.get(0).unfinished()).containsExactly(SECOND, AGAIN);
    }

    @Test
    void oneThatCannotBeCarriedOutBreaksTheSuiteAndNotTheOthers() throws Exception {
        Suite suite = run(new SuiteRun(folder, ALL, null), (number, run) -> {
            if (number == 0) {
                throw new RunErrorException("no lab");
            }
            return ended(RunOutcome.PASS);
        });

        assertThat(suite.outcome()).isEqualTo(RunOutcome.ERROR);
        assertThat(suite.drills()).extracting(SuiteDrill::why).containsExactly("no lab", "", "");
    }

    @Test
    void aFaultThatIsLeftIsTheLast() throws Exception {
        Suite suite = run(new SuiteRun(folder, ALL, null), (number, run) -> ended(RunOutcome.DIRTY));

        assertThat(suite.outcome()).isEqualTo(RunOutcome.DIRTY);
        assertThat(suite.drills()).hasSize(1);
        assertThat(suite.unfinished()).containsExactly(SECOND, AGAIN);
        assertThat(SuitePage.terminal(suite).toString())
                .contains("! Not drilled any more: second, seed 1, second, seed 2.");
    }

    @Test
    void whatIsConcludedIsNotRepeatedAndNothingIsOverwritten() throws Exception {
        run(new SuiteRun(folder, ALL, null), (number, run) -> {
            if (number == 1) {
                throw new RunErrorException("no lab");
            }
            return ended(number == 0 ? RunOutcome.FAIL : RunOutcome.INCONCLUSIVE);
        });
        Suite earlier = Json.read(Json.pretty(kept.get(2)), Suite.class);

        SuiteRun resumed = new SuiteRun(folder, ALL, earlier);
        assertThat(resumed.open()).containsExactly(SECOND, AGAIN);
        Suite suite = run(resumed, (number, run) -> ended(RunOutcome.PASS));

        assertThat(suite.outcome()).isEqualTo(RunOutcome.FAIL);
        assertThat(suite.drills())
                .extracting(SuiteDrill::folder)
                .containsExactly("first-seed-1", "second-seed-1-2", "second-seed-2-2");
    }

    @Test
    void aSuiteThatIsDoneRunsNothing() throws Exception {
        Suite done = run(new SuiteRun(folder, List.of(FIRST), null), (number, run) -> ended(RunOutcome.PASS));
        Suite again = run(new SuiteRun(folder, List.of(FIRST), done), (number, run) -> {
            throw new AssertionError("it ran");
        });
        assertThat(again.outcome()).isEqualTo(RunOutcome.PASS);
        assertThat(run(new SuiteRun(folder, List.of(), null), (number, run) -> ended(RunOutcome.PASS))
                        .outcome())
                .isEqualTo(RunOutcome.INCONCLUSIVE);
    }

    @Test
    void twoFilesOfOneNameHaveFoldersOfTheirOwnAndNamesAreSafe() throws Exception {
        Suite suite = run(
                new SuiteRun(
                        folder, List.of(new PlannedDrill("a/<x>.yaml", 1), new PlannedDrill("b/<x>.yml", 1)), null),
                (number, run) -> ended(RunOutcome.PASS));

        assertThat(suite.drills()).extracting(SuiteDrill::folder).containsExactly("_x_-seed-1", "_x_-seed-1-2");
    }

    @Test
    void thePageShowsWhatDidNotPassAndEscapesIt() {
        MissedObjective missed =
                new MissedObjective("buyers|recover", Outcome.FAIL, "<b>late</b>, and ".repeat(8) + "so on");
        SuiteDrill drill =
                new SuiteDrill(new PlannedDrill("a|b.yaml", 1), RunOutcome.FAIL, List.of(missed), "", "a_b-seed-1");
        Suite suite = new Suite(Suite.SCHEMA, "mine", "lab", List.of(drill), List.of());

        assertThat(SuitePage.markdown(suite))
                .contains("| a&#124;b.yaml, seed 1 | ✗ FAIL | ✗ buyers&#124;recover: &lt;b&gt;late&lt;/b&gt;, and ")
                .contains("[report](a_b-seed-1/report.html)");
        assertThat(SuitePage.terminal(suite).toString().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80))
                .contains("  ✗ FAIL  a|b.yaml, seed 1");
    }

    private Suite run(SuiteRun suite, StepRun drill) throws IOException {
        try (StopSignal signal = new StopSignal()) {
            ProgressLine progress = new ProgressLine(new PrintWriter(new StringWriter()), false, false);
            return suite.run("mine", "lab", new RunSequence(folder, signal, progress), drill, kept::add);
        }
    }

    private static Ended ended(RunOutcome outcome) {
        return new Ended(VERDICT, outcome);
    }
}
