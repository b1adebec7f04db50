package dev.crossfire.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.fake.Generators;
import dev.crossfire.fake.IdleGuardian;
import dev.crossfire.fake.Labs;
import dev.crossfire.fake.PlantedInstallation;
import dev.crossfire.guardian.RunRecord;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.process.StopSignal;
import dev.crossfire.spi.Environment.Leftover;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.Kinds;
import dev.crossfire.testkit.FakeEnvironment.FakeProvider;
import dev.crossfire.testkit.FakeFault;
import dev.crossfire.time.SystemTime;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line on bad days: real processes, but programs that are played, so that each day takes a second or two. */
@Timeout(60)
@Tag("live")
class BadDaysTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String HOME = "crossfire.home";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final FakeFault fault = new FakeFault(new SystemTime()::now);
    private final Kinds kinds = MadeUpRun.kinds(fault);
    private final String home = System.getProperty(HOME, ".");

    @TempDir
    Path directory;

    private RunDirectory run;

    @BeforeEach
    void nameTheRun() {
        run = new RunDirectory(directory.resolve("run"), kinds);
    }

    @AfterEach
    void putBack() {
        System.setProperty(HOME, home);
    }

    @Test
    void onAGoodDayAMadeUpRunPasses() throws Exception {
        plant(Labs.Idle.class, Generators.Quick.class);
        assertThat(crossfire(MadeUpRun.shortArguments(directory, run.path())))
                .as(output())
                .isZero();
        assertThat(fault.calls).containsExactly("arm f", "inject f", "heal f", "close f");
        assertThat(run.verdict().outcome()).isEqualTo(RunOutcome.PASS);
        assertNothingRuns();
    }

    @Test
    void aLabWhosePartFailsIsReportedWithThePartsLastWords() throws Exception {
        plant(Labs.PartFails.class, Generators.Quick.class);
        assertThat(crossfire(
                        "run", "quick-database-failover", "--out", run.path().toString()))
                .isEqualTo(ExitCode.BROKEN);
        assertThat(output()).contains("postgres-1a was not ready in time", "FATAL: could not map shared memory");
        assertNothingRuns();
    }

    @Test
    void aLabThatDiesIsReportedWithItsLastWords() throws Exception {
        plant(Labs.DiesBeforeReady.class, Generators.Quick.class);
        assertThat(crossfire(
                        "run", "quick-database-failover", "--out", run.path().toString()))
                .isEqualTo(ExitCode.BROKEN);
        assertThat(output()).contains("the lab ended before it was ready", "Error: no room for the heap");
    }

    @Test
    void anOutputFolderThatCannotBeMadeIsNamedBeforeAnythingStarts() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "in the way");
        String inTheWay = file.resolve("run").toString();
        assertThat(crossfire("run", "quick-database-failover", "--out", inTheWay))
                .isEqualTo(ExitCode.BROKEN);
        assertThat(output()).contains("the run's folder cannot be written", inTheWay, "use --out DIR");
        assertThat(output()).doesNotContain("\tat ");
    }

    @Test
    void aReadOnlyOutputFolderIsNamedBeforeAnythingStarts() throws Exception {
        Path locked = Files.createDirectory(
                directory.resolve("locked"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        assumeTrue(!Files.isWritable(locked), "skipped: root may write anywhere");
        assertThat(crossfire("run", "quick-database-failover", "--out", locked.toString()))
                .isEqualTo(ExitCode.BROKEN);
        assertThat(output()).contains("the run's folder cannot be written", "use --out DIR");
    }

    @Test
    void whereAnEarlierRunLeftSomethingNothingIsBrokenAndNothingIsToBeRecovered() throws Exception {
        plant(Labs.Idle.class, Generators.Quick.class);
        FakeProvider place = (FakeProvider) kinds.provider("fake").orElseThrow();
        place.left.add(new Leftover("an-earlier-run", "f", "x-1", "an experiment"));
        assertThat(crossfire(arguments())).as(output()).isEqualTo(ExitCode.BROKEN);
        assertThat(output()).contains("still has leftovers of 1 earlier", "crossfire recover --env");
        assertThat(fault.calls).isEmpty();
        assertThat(RunRecord.read(run).isClear()).isTrue();
        assertNothingRuns();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--no-faults", "--confirm another"})
    void aProtectedPlaceIsLeftAloneUntilItIsNamed(String words) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(arguments()));
        Path place = Path.of(arguments.get(arguments.indexOf("--env") + 1));
        Files.writeString(place, Files.readString(place) + "protected: true\n");
        Stream.of(words.split(" ")).filter(word -> !word.isEmpty()).forEach(arguments::add);
        assertThat(crossfire(arguments.toArray(String[]::new))).isEqualTo(ExitCode.USAGE);
        assertThat(output()).contains("is protected: ", "expected --confirm ");
        assertThat(fault.calls).isEmpty();
        assertThat(run.path()).doesNotExist();
    }

    @Test
    void aLabThatDoesNotRunIsNotReportedAsStopped() throws Exception {
        assertThat(crossfire("lab", "down", "1")).isEqualTo(ExitCode.USAGE);
        assertThat(output()).contains("there is no lab 1; running: ").doesNotContain("stopped");
    }

    @Test
    void stoppedWhileTheLabStartsNothingIsLeft() throws Exception {
        plant(Labs.NeverReady.class, Generators.Quick.class);
        Stoppable stoppable =
                start("run", "quick-database-failover", "--out", run.path().toString());
        Awaitility.await("a lab").atMost(SOON).until(() -> output().contains("starting the lab: postgres-1a"));
        assertThat(stoppable.stop()).isEqualTo(ExitCode.BROKEN);
        assertThat(output()).contains("crossfire: stopped");
        assertNothingRuns();
    }

    @Test
    void stoppedWhileTheGeneratorStartsItIsReportedAsStopped() throws Exception {
        plant(Labs.Idle.class, Generators.NeverReady.class);
        Stoppable stoppable = start(arguments());
        awaitJournal("environment-ready");
        Awaitility.await("arming").atMost(SOON).until(() -> fault.calls.contains("arm f"));
        assertThat(stoppable.stop()).as(output()).isEqualTo(ExitCode.BROKEN);
        assertThat(fault.calls).containsExactly("arm f", "heal f", "close f");
        assertNothingRuns();
    }

    /** ConductorTest stops a run at every other moment, in made-up time. */
    @ParameterizedTest
    @ValueSource(strings = {"load-started", "fault-confirmed"})
    void stoppedAtAnyLaterMomentItHealsJudgesAndKeepsWhatWasSeen(String moment) throws Exception {
        plant(Labs.Idle.class, Generators.Quick.class);
        Stoppable stoppable = start(arguments());
        awaitJournal(moment);
        assertThat(stoppable.stop()).as(output()).isEqualTo(ExitCode.BROKEN);
        assertThat(fault.calls).endsWith("heal f", "close f");
        assertThat(run.journal()).anyMatch(JournalEvent.Aborted.class::isInstance);
        assertThat(run.journal()).last().isInstanceOf(JournalEvent.RunEnded.class);
        assertThat(run.verdict().outcome()).isEqualTo(RunOutcome.ERROR);
        assertThat(run.file("report.html")).isNotEmptyFile();
        assertNothingRuns();
    }

    @Test
    void stoppedWithAFaultThatCannotBeHealedItReportsThat() throws Exception {
        fault.onHeal = id -> {
            throw new FaultException("nobody answers");
        };
        plant(Labs.Idle.class, Generators.Quick.class);
        Stoppable stoppable = start(arguments());
        awaitJournal("fault-confirmed");
        assertThat(stoppable.stop()).as(output()).isEqualTo(RunOutcome.DIRTY.exitCode());
        assertThat(output()).contains("f is not verified to be cleared");
        assertNothingRuns();
    }

    @Test
    void aDeadGeneratorIsNeverAPass() throws Exception {
        plant(Labs.Idle.class, Generators.Quick.class);
        Stoppable stoppable = start(arguments());
        awaitJournal("load-started");
        ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains(run.path() + "/generator.json"))
                .forEach(ProcessHandle::destroyForcibly);
        assertThat(stoppable.code.get()).as(output()).isEqualTo(ExitCode.BROKEN);
        assertThat(run.verdict().outcome()).isEqualTo(RunOutcome.ERROR);
        assertThat(fault.calls).endsWith("heal f", "close f");
        assertNothingRuns();
    }

    @Test
    void aTargetThatIsNotIntactIsNotHitAndNothingIsClaimed() throws Exception {
        fault.unhealthy = true;
        fault.onHeal = id -> fault.unhealthy = false;
        plant(Labs.Idle.class, Generators.Quick.class);
        assertThat(crossfire(MadeUpRun.shortArguments(directory, run.path())))
                .isEqualTo(RunOutcome.INCONCLUSIVE.exitCode());
        assertThat(fault.calls).doesNotContain("inject f");
        assertThat(output()).contains("its target was not healthy before it");
    }

    /** The whole way from the kernel's signal to the exit code, in a process of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void aRealSignalHealsFirst(String signal) throws Exception {
        // As shells start background processes: that cannot be undone, and Ctrl-C does not reach such a process.
        assumeThat(signal.equals("INT") && isInterruptIgnored())
                .as("SIGINT is ignored here")
                .isFalse();
        List<String> command = new ArrayList<>(PlantedInstallation.command(
                PlantedInstallation.in(directory.resolve("home"), Labs.Idle.class, Generators.Quick.class),
                MadeUpRun.class));
        command.addAll(Arrays.asList(arguments()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said").toFile())
                .start();
        awaitJournal("fault-confirmed");
        List<ProcessHandle> children = process.descendants().toList();
        assertThat(children).isNotEmpty();
        new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                .start()
                .waitFor();
        assertThat(process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(directory.resolve("said")))
                .isEqualTo(ExitCode.BROKEN);
        assertThat(run.journal())
                .filteredOn(JournalEvent.HealEnded.class::isInstance)
                .singleElement()
                .satisfies(ended ->
                        assertThat(((JournalEvent.HealEnded) ended).proven()).isTrue());
        assertThat(children).noneMatch(ProcessHandle::isAlive);
    }

    private static boolean isInterruptIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }

    private void plant(Class<?> lab, Class<?> generator) throws IOException {
        Path planted = directory.resolve("home");
        System.setProperty(
                HOME, PlantedInstallation.in(planted, lab, generator).home().toString());
    }

    private String[] arguments() throws IOException {
        return MadeUpRun.arguments(directory, run.path());
    }

    private int crossfire(String... arguments) throws InterruptedException, ExecutionException {
        return start(arguments).code.get();
    }

    private Stoppable start(String... arguments) {
        return new Stoppable(arguments);
    }

    private void awaitJournal(String event) {
        Awaitility.await(event)
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> Files.exists(run.journalFile())
                        && Files.readString(run.journalFile()).contains(event));
    }

    private String output() {
        return out + "\n" + err;
    }

    private static void assertNothingRuns() {
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .isEmpty();
    }

    /** The program on a thread of its own that can be interrupted. */
    private final class Stoppable {
        private final CompletableFuture<StopSignal> signal = new CompletableFuture<>();
        private final CompletableFuture<Integer> halted = new CompletableFuture<>();
        private final FutureTask<Integer> code;

        Stoppable(String... arguments) {
            code = new FutureTask<>(() -> run(arguments));
            new Thread(code, "crossfire").start();
        }

        private int run(String... arguments) {
            try (StopSignal mine = new StopSignal(SOON, halted::complete)) {
                signal.complete(mine);
                Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true));
                int exitCode = Crossfire.run(terminal, mine, kinds, IdleGuardian.class.getName(), arguments);
                mine.exitWith(exitCode);
                return exitCode;
            }
        }

        /** What the process would exit with. */
        int stop() throws InterruptedException, ExecutionException {
            signal.get().stop();
            return halted.get();
        }
    }
}
