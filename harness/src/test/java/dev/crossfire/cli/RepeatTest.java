package dev.crossfire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.fake.Generators;
import dev.crossfire.fake.IdleGuardian;
import dev.crossfire.fake.Labs;
import dev.crossfire.fake.PlantedInstallation;
import dev.crossfire.input.RunFolders;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.process.StopSignal;
import dev.crossfire.spi.Kinds;
import dev.crossfire.testkit.FakeFault;
import dev.crossfire.time.SystemTime;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Repeated drills through the command line: real processes, but programs that are played. */
@Timeout(60)
@Tag("live")
class RepeatTest {
    private static final String HOME = "crossfire.home";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final FakeFault fault = new FakeFault(new SystemTime()::now);
    private final Kinds kinds = MadeUpRun.kinds(fault);
    private final String home = String.valueOf(System.getProperty(HOME));

    @TempDir
    Path directory;

    @BeforeEach
    void plant() throws IOException {
        Path planted = directory.resolve("home");
        System.setProperty(
                HOME,
                PlantedInstallation.in(planted, Labs.Idle.class, Generators.Quick.class)
                        .home()
                        .toString());
    }

    @AfterEach
    void putBack() {
        System.setProperty(HOME, home);
    }

    @Test
    void drillsAreJudgedTogetherAndAgainWithTheSameBytes() throws Exception {
        RepeatDirectory all = new RepeatDirectory(directory.resolve("all"), kinds);
        String[] arguments = MadeUpRun.shortArguments(directory, all.path());
        int code = crossfire(
                Stream.concat(Stream.of(arguments), Stream.of("--repeat", "2")).toArray(String[]::new));
        assertThat(code).as(output()).isZero();
        assertThat(fault.calls).filteredOn(asked -> asked.startsWith("inject")).hasSize(2);
        Verdict verdict = all.verdict();
        assertThat(verdict.outcome()).isEqualTo(RunOutcome.PASS);
        assertThat(verdict.drills().count()).isEqualTo(2);
        assertThat(verdict.drills().passed()).isEqualTo(2);
        assertThat(verdict.drills().drills())
                .allSatisfy(drill -> assertThat(drill.run()).isNotNull());
        assertThat(output()).contains("2 of 2 drills passed", "drill 2 of 2: PASS");
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .isEmpty();

        Map<String, String> before = texts(all.path());
        assertThat(before).containsKeys("verdict.json", "report.html", "summary.md", "junit.xml");
        assertThat(crossfire("judge", all.path().toString())).isZero();
        assertThat(crossfire("report", all.path().toString())).isZero();
        assertThat(texts(all.path())).isEqualTo(before);

        assertThat(crossfire("recover", "--dry-run", directory.toString())).isZero();
        assertThat(RunFolders.in(directory))
                .containsExactly(all.drill(1).path(), all.drill(2).path());
        assertThat(crossfire("compare", all.path().toString(), all.path().toString()))
                .as("two a side are too few")
                .isEqualTo(RunOutcome.INCONCLUSIVE.exitCode());
        assertThat(output()).contains("only 2 and 2 runs have this figure; expected 4 a side");
        assertThat(crossfire("check", all.path().toString())).as(output()).isZero();
        assertThat(output()).contains(all.drill(2).path() + ": the evidence is as the run wrote it");
        damageIsReportedWithItsPlace(all.drill(1));
        assertThat(crossfire("judge", all.path().toString())).isEqualTo(RunOutcome.INCONCLUSIVE.exitCode());
    }

    /** What a crash leaves of the requests is judged, exported and reported. */
    private void damageIsReportedWithItsPlace(RunDirectory run) throws IOException {
        long size = Files.size(run.requestsFile());
        Files.write(run.requestsFile(), new byte[7], StandardOpenOption.APPEND);
        assertThat(crossfire("judge", run.path().toString())).isEqualTo(RunOutcome.INCONCLUSIVE.exitCode());
        assertThat(run.verdict().objectives().get(0).why()).contains("ends in the middle of one, at byte " + size);
        assertThat(run.verdict().notes()).contains("requests.bin has bytes after its end at byte " + size);
        assertThat(crossfire("check", run.path().toString())).isEqualTo(ExitCode.USAGE);
        assertThat(output()).contains(run.path() + ": requests.bin has bytes after its end at byte " + size);
        Path csv = directory.resolve("requests.csv");
        assertThat(crossfire("export", run.path().toString(), "--out", csv.toString()))
                .isEqualTo(RunOutcome.INCONCLUSIVE.exitCode());
        assertThat(output()).contains("requests.bin: the record of requests ends in the middle of one");
        int slots = (int) (size - 16) / 32;
        int checksums = (slots + 127) / 128;
        assertThat(Files.readAllLines(csv)).hasSize(1 + slots - checksums);
    }

    @Test
    void invalidOptionsAreRefusedBeforeAnythingStarts() throws Exception {
        Path folder = directory.resolve("never");
        String[] arguments = MadeUpRun.shortArguments(directory, folder);
        assertThat(crossfire(with(arguments, "--repeat", "1"))).isEqualTo(ExitCode.USAGE);
        assertThat(output()).contains("--repeat: 1 drills is invalid; expected 2 to 1000");
        assertThat(crossfire(with(arguments, "--repeat", "3", "--may-fail", "3")))
                .isEqualTo(ExitCode.USAGE);
        assertThat(crossfire(with(arguments, "--no-early-stop"))).isEqualTo(ExitCode.USAGE);
        assertThat(output()).contains("--no-early-stop without --repeat is invalid");
        assertThat(crossfire("compare", directory.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(crossfire("compare", directory.toString(), directory.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(output()).contains("has no run with a verdict");
        assertThat(crossfire("compare", "a", "b", "--figure", "colour")).isEqualTo(ExitCode.USAGE);
        assertThat(output())
                .contains("--figure: colour is invalid; expected one of recovery-time, error-ratio, latency");
        assertThat(folder).doesNotExist();
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
    }

    private int crossfire(String... arguments) {
        Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true));
        try (StopSignal signal = new StopSignal()) {
            return Crossfire.run(terminal, signal, kinds, IdleGuardian.class.getName(), arguments);
        }
    }

    private String output() {
        return out + "\n" + err;
    }

    private static Map<String, String> texts(Path folder) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                try {
                    texts.put(file.getFileName().toString(), Files.readString(file));
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                }
            });
        }
        return texts;
    }
}
