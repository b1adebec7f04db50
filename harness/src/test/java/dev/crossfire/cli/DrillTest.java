package dev.crossfire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.input.ApprovedPlan;
import dev.crossfire.model.verdict.CohortRecovery.RecoveryState;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.plan.PlanDiff;
import dev.crossfire.process.StopSignal;
import dev.crossfire.spi.Kinds;
import dev.crossfire.testkit.starvation.TimingError;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Headline drills at reduced length: planned, approved, and run whole on a real lab through the command line. The JUnit
 * extension runs the zone loss.
 */
@Tag("live")
class DrillTest {
    private static final Kinds KINDS = Kinds.load();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    @BeforeAll
    static void programsLieBesideThisRoom() {
        System.setProperty(
                "crossfire.home", Path.of("..").toAbsolutePath().normalize().toString());
    }

    @Test
    @Tag("acceptance")
    void aDrillIsFiredMeasuredProvenAndJudgedAlikeTwice() throws Exception {
        passes("run", "quick-pod-kill");
    }

    @Test
    void soIsOneThatWasApprovedAndJustAsItWas() throws Exception {
        Path plan = directory.resolve("approved.json");
        assertThat(crossfire("plan", "quick-database-failover", "--seed", "7", "--out", plan.toString()))
                .as("%s", err)
                .isZero();
        RunDirectory run = passes("run", "--plan", plan.toString());
        assertThat(PlanDiff.between(ApprovedPlan.read(plan, KINDS).plan(), run.plan()))
                .isEmpty();
    }

    private RunDirectory passes(String... words) throws Exception {
        RunDirectory run = new RunDirectory(directory.resolve("run"), KINDS);
        int exitCode = crossfire(into(run, words));
        if (run.verdict().injector().saturated()) {
            // A machine that stood still is no evidence either way, and the verdict notes it. Twice is Crossfire's
            // mistake.
            System.out.println("Fired again, because the machine stalled the load generator:\n" + out);
            assertThat(exitCode).isEqualTo(RunOutcome.INCONCLUSIVE.exitCode());
            run = new RunDirectory(directory.resolve("again"), KINDS);
            exitCode = crossfire(into(run, words));
        }
        Verdict verdict = run.verdict();

        assertThat(verdict.outcome()).as(out + "\n" + err).isNotIn(RunOutcome.ERROR, RunOutcome.DIRTY);
        // The lab recovers, and the load generator sends, as fast as the machine lets them.
        TimingError.unless(
                () -> assertThat(verdict.outcome()).as(out + "\n" + err).isEqualTo(RunOutcome.PASS));
        assertThat(exitCode).isZero();
        assertThat(verdict.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.wasConfirmed()).isTrue();
            assertThat(fault.wasCleared()).isTrue();
        });
        assertThat(verdict.recovery())
                .filteredOn(recovery -> recovery.cohort().equals("buyers"))
                .singleElement()
                .satisfies(recovery ->
                        assertThat(recovery.state()).isIn(RecoveryState.RECOVERED, RecoveryState.NO_IMPACT));
        assertThat(leftovers()).isEmpty();

        Map<String, String> before = texts(run);
        assertThat(crossfire("judge", run.path().toString())).isZero();
        assertThat(crossfire("report", run.path().toString())).isZero();
        assertThat(texts(run)).isEqualTo(before);
        assertThat(crossfire(into(run, words)))
                .as("a second run into the same folder")
                .isEqualTo(ExitCode.USAGE);
        return run;
    }

    private static String[] into(RunDirectory run, String... words) {
        return Stream.concat(Stream.of(words), Stream.of("--out", run.path().toString()))
                .toArray(String[]::new);
    }

    private int crossfire(String... arguments) {
        return Crossfire.run(
                new Terminal(new PrintWriter(out, true), new PrintWriter(err, true)), new StopSignal(), arguments);
    }

    private static List<String> leftovers() {
        return ProcessHandle.current()
                .descendants()
                .filter(ProcessHandle::isAlive)
                .map(process -> process.info().commandLine().orElse("process " + process.pid()))
                .toList();
    }

    /** What the judge and the formats write; logs and evidence aside. */
    private static Map<String, String> texts(RunDirectory run) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(run.path())) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (Stream.of("verdict.json", "report.html", "summary.md", "junit.xml")
                        .anyMatch(name::equals)) {
                    texts.put(name, Files.readString(file));
                }
            }
        }
        assertThat(texts).hasSize(4);
        return texts;
    }
}
