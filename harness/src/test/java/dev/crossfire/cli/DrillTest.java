package dev.crossfire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.RunOutcome;
import dev.crossfire.model.Verdict;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole drills on a real lab, through the command line: the straight line, and two bad days. */
class DrillTest {
    private static final Duration LONGEST = Duration.ofMinutes(2);
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
    void aFailoverIsFiredMeasuredProvenAndJudgedAlikeTwice() throws IOException {
        RunDirectory run = new RunDirectory(directory.resolve("run"), KINDS);
        int exitCode =
                crossfire("run", "quick-database-failover", "--out", run.path().toString());
        Verdict verdict = run.verdict();

        assertThat(verdict.outcome()).as(out + "\n" + err).isEqualTo(RunOutcome.PASS);
        assertThat(exitCode).isZero();
        assertThat(verdict.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.bit()).isTrue();
            assertThat(fault.healed()).isTrue();
        });
        assertThat(verdict.recovery())
                .filteredOn(recovery -> recovery.cohort().equals("buyers"))
                .singleElement()
                .satisfies(recovery -> {
                    assertThat(recovery.state()).isEqualTo(Verdict.RecoveryState.RECOVERED);
                    assertThat(recovery.badRequests()).isPositive();
                });
        assertThat(leftovers()).isEmpty();

        Map<String, String> before = texts(run);
        assertThat(crossfire("judge", run.path().toString())).isZero();
        assertThat(crossfire("report", run.path().toString())).isZero();
        assertThat(texts(run)).isEqualTo(before);
        assertThat(crossfire(
                        "run", "quick-database-failover", "--out", run.path().toString()))
                .as("a second run into the same folder")
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void aDeadGeneratorIsNeverAPass() throws Exception {
        RunDirectory run = new RunDirectory(directory.resolve("run"), KINDS);
        CompletableFuture<Integer> exitCode = CompletableFuture.supplyAsync(() ->
                crossfire("run", "quick-database-failover", "--out", run.path().toString()));
        Awaitility.await("traffic").atMost(LONGEST).until(() -> journalOf(run).contains("load-started"));
        List<ProcessHandle> generators = ProcessHandle.current()
                .descendants()
                .filter(process -> command(process).contains(run.path() + "/generator.json"))
                .toList();
        assertThat(generators).isNotEmpty();
        generators.forEach(ProcessHandle::destroyForcibly);

        assertThat(exitCode.get()).as(out + "\n" + err).isEqualTo(ExitCode.BROKEN);
        assertThat(run.verdict().outcome()).isEqualTo(RunOutcome.ERROR);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void withoutAStandbyNothingIsFiredAndNothingIsClaimed() throws Exception {
        RunDirectory run = new RunDirectory(directory.resolve("run"), KINDS);
        CompletableFuture<Integer> exitCode = CompletableFuture.supplyAsync(() ->
                crossfire("run", "quick-database-failover", "--out", run.path().toString()));
        // Late enough that the lab has not made a new standby by the time of the fault, six seconds after t = 0.
        Awaitility.await("t = 3 s").atMost(LONGEST).until(() -> seconds(run).contains(2));
        assertThat(killChildrenOfWatchdog("postgres-1b")).isPositive();

        assertThat(exitCode.get()).as(out + "\n" + err).isEqualTo(RunOutcome.INCONCLUSIVE.exitCode());
        assertThat(run.journal())
                .as("the reason")
                .anyMatch(event ->
                        event instanceof JournalEvent.FaultSkipped || event instanceof JournalEvent.FaultFailed);
        assertThat(leftovers()).isEmpty();
    }

    /** A server that runs as another user hides its command; its watchdog does not. */
    private static long killChildrenOfWatchdog(String part) {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> command(process).contains("crossfire-watchdog"))
                .filter(process -> command(process).contains("/" + part + ".log"))
                .flatMap(ProcessHandle::children)
                .filter(child -> !command(child).contains("crossfire-watchdog"))
                .filter(ProcessHandle::destroyForcibly)
                .count();
    }

    private static String command(ProcessHandle process) {
        return process.info().commandLine().orElse("");
    }

    private int crossfire(String... arguments) {
        return Crossfire.run(
                new Terminal(new PrintWriter(out, true), new PrintWriter(err, true)), new StopSignal(), arguments);
    }

    private static List<Integer> seconds(RunDirectory run) throws IOException {
        List<Integer> seconds = new ArrayList<>();
        if (Files.exists(run.framesFile())) {
            run.frames(frame -> seconds.add(frame.second()));
        }
        return seconds;
    }

    private static String journalOf(RunDirectory run) throws IOException {
        return Files.exists(run.journalFile()) ? Files.readString(run.journalFile()) : "";
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
