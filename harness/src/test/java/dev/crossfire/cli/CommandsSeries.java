package dev.crossfire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.environment.OpenEnvironment;
import dev.crossfire.environment.RunningLabs;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.verdict.FaultVerdict;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.process.Installation;
import dev.crossfire.process.StopSignal;
import dev.crossfire.progress.ProgressListener;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs on one real lab that was there before: faults in turn, and each of the ways in which a run ends early. */
@Timeout(120)
class CommandsSeries {
    private static final Kinds KINDS = Kinds.load();
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String LOAD = """
            crossfire: v1
            name: early
            load:
              simulation: TicketOpen
              parameters: { event: 42 }
              warm-up: 1s
              duration: 20s
              cohorts: { browsers: { rate: 20/s }, buyers: { rate: 20/s } }
            healthy:
              browsers: { within: 1s, success: 90%, stable-for: 1s }
              buyers: { within: 1s, success: 90%, stable-for: 1s }
            steady-state: { for: 2s }
            objectives: [ { id: most-buyers-served, error-ratio: { cohort: buyers, at-most: 99% } } ]
            """;

    private static OpenEnvironment lab;
    private static String environment;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    @TempDir
    static Path labDirectory;

    private RunDirectory run;

    @BeforeEach
    void nameTheRun() {
        run = new RunDirectory(directory.resolve("run"), KINDS);
    }

    /** It ends with this process, however that ends, which one from {@code lab up} would not. */
    @BeforeAll
    static void startALabThatIsKnown() throws Exception {
        System.setProperty("crossfire.home", HOME.toString());
        lab = OpenEnvironment.lab(
                Installation.current(), KINDS, labDirectory.resolve("lab.log"), ProgressListener.SILENT);
        RunningLabs.ofUser().remember(Objects.requireNonNull(lab.lab()).ready(), labDirectory);
        environment = "lab:" + lab.lab().ready().path("pid").asLong();
    }

    @AfterAll
    static void stopIt() throws IOException {
        lab.close();
        RunningLabs.ofUser().running();
    }

    @Test
    void faultsComeAfterEachOtherUntilUsersAreWorseOffThanCanBeBorne() throws Exception {
        String[] arguments = run("""
                faults:
                  - { id: slow, kind: network-latency, target: clients-to-balancer, at: 3s, duration: 5s, delay: 100ms }
                  - id: stuck
                    kind: process-pause
                    target: { role: shop, select: { count: 1 } }
                    after: { fault: slow, event: effective, delay: 300ms }
                    duration: 1s
                  - id: cut
                    kind: connection-reset
                    target: clients-to-balancer
                    after: { fault: stuck, event: cleared, delay: 500ms }
                    duration: 12s
                abort-when: [ { error-ratio: { cohort: browsers, over: 50%, for: 1s } } ]
                """);
        assertThat(crossfire(arguments)).as("%s%n%s", out, err).isEqualTo(RunOutcome.INCONCLUSIVE.exitCode());
        assertThat(events(JournalEvent.AbortConditionMet.class))
                .as("%s%n%s%n%s", out, err, run.journal())
                .hasSize(1);
        assertThat(events(JournalEvent.HealStarted.class))
                .extracting(JournalEvent.HealStarted::fault)
                .containsExactly("cut", "stuck", "slow");
        Verdict verdict = run.verdict();
        assertThat(verdict.faults())
                .hasSize(3)
                .allMatch(FaultVerdict::wasConfirmed)
                .allMatch(FaultVerdict::wasCleared);
        assertThat(verdict.recovery()).hasSize(6);
        // Each keeps its own moments, though the others came while the first lasted, and one of them went.
        JournalEvent.FaultEffective slow =
                events(JournalEvent.FaultEffective.class).get(0);
        JournalEvent.FaultInjected stuck =
                events(JournalEvent.FaultInjected.class).get(1);
        assertThat(Duration.between(slow.notAfter(), stuck.injected()))
                .isBetween(Duration.ofMillis(300), Duration.ofMillis(800));
        FaultVerdict first = verdict.faults().get(0);
        FaultVerdict second = verdict.faults().get(1);
        assertThat(second.effective()).isAfter(first.effective());
        assertThat(verdict.faults().get(2).injected()).isAfter(second.cleared());
        assertThat(events(JournalEvent.FaultCleared.class))
                .as("what ended by itself, and was not healed")
                .extracting(JournalEvent.FaultCleared::fault)
                .containsExactly("stuck");
        nothingIsLeft();
    }

    @Test
    void labelsThatNoPodCarriesAreRefusedWhilePlanningAtTheirPlace() throws Exception {
        run("""
                faults:
                  - { id: none, kind: pod-kill, target: shop, at: 3s, labels: { app: nobody } }
                """);
        Path scenario = directory.resolve("early.yaml");
        assertThat(crossfire("plan", scenario.toString(), "--env", environment)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains(scenario + ":15:63: a set of labels that none of the 6 target pods carries");
    }

    @Test
    void aRunIsAbortedFromElsewhere() throws Exception {
        try (Program conductor = new Program(run(STUCK))) {
            awaitEffect();
            assertThat(crossfire("abort", run.path().toString())).as("%s", err).isZero();
            assertThat(out.toString()).contains("Stopped; no leftover remains.");
            assertThat(conductor.process.waitFor(1, TimeUnit.SECONDS)).isTrue();
            assertThat(conductor.process.exitValue()).isEqualTo(ExitCode.BROKEN);
        }
        assertThat(events(JournalEvent.HealEnded.class)).hasSize(1).allMatch(JournalEvent.HealEnded::proven);
        nothingIsLeft();
    }

    @Test
    void whatARunLeavesThatWasKilledWithItsGuardianIsRecovered() throws Exception {
        try (Program conductor = new Program(run(STUCK))) {
            awaitEffect();
            conductor.process.descendants().forEach(ProcessHandle::destroyForcibly);
            conductor.process.destroyForcibly();
        }
        assertThat(lab.environment().leftovers()).isNotEmpty();
        String folder = run.path().toString();
        assertThat(crossfire("recover", "--dry-run", folder)).isEqualTo(ExitCode.DIRTY);
        assertThat(out.toString()).contains("would heal stuck (process-pause of shop)", environment);
        assertThat(crossfire("recover", folder)).as("%s%n%s", out, err).isZero();
        assertThat(out.toString()).contains("stuck is cleared: ");
        nothingIsLeft();
        assertThat(crossfire("recover", folder)).isZero();
    }

    private static final String STUCK = """
            faults:
              - { id: stuck, kind: process-pause, target: { role: shop, select: { count: 1 } }, at: 3s, duration: 15s }
            """;

    private String[] run(String faults) throws IOException {
        Path scenario = Files.writeString(directory.resolve("early.yaml"), LOAD + faults);
        return new String[] {
            "run",
            scenario.toString(),
            "--env",
            environment,
            "--out",
            run.path().toString(),
            "--quiet"
        };
    }

    private int crossfire(String... arguments) {
        return Crossfire.run(
                new Terminal(new PrintWriter(out, true), new PrintWriter(err, true)), new StopSignal(), arguments);
    }

    private void awaitEffect() {
        Awaitility.await("the fault's effect")
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> Files.exists(run.journalFile())
                        && !events(JournalEvent.FaultEffective.class).isEmpty());
    }

    private <T extends JournalEvent> List<T> events(Class<T> type) throws IOException {
        return run.journal().stream().filter(type::isInstance).map(type::cast).toList();
    }

    private void nothingIsLeft() throws Exception {
        assertThat(lab.environment().leftovers()).isEmpty();
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            assertThat(all.filter(ProcessHandle::isAlive)
                            .map(one -> one.info().commandLine().orElse(""))
                            .filter(words -> words.contains(run.path().toString())))
                    .isEmpty();
        }
    }

    /** Crossfire as a process of its own, which can be stopped or killed. */
    private final class Program implements AutoCloseable {
        private final Process process;

        Program(String... arguments) throws IOException {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Dcrossfire.home=" + HOME,
                    "-cp",
                    System.getProperty("java.class.path"),
                    Crossfire.class.getName()));
            command.addAll(List.of(arguments));
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("program.txt").toFile())
                    .start();
        }

        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().onExit().join();
        }
    }
}
