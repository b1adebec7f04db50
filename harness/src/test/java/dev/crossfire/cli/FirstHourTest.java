package dev.crossfire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.process.StopSignal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code check} and {@code plan} of the page {@code docs/your-simulation.md}; {@link FirstHourSeries} does the rest. */
@Timeout(120)
@Tag("live")
class FirstHourTest {
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
    void theSeriesRunsEveryCommandButTheOneThatNeedsTheReadersSystem() throws IOException {
        Set<DocBlock> covered = new LinkedHashSet<>(FirstHourPage.notRun());
        assertThat(covered).hasSize(1);
        for (String tool : FirstHourPage.BUILD_TOOLS) {
            List<DocBlock> commands = FirstHourPage.commands(tool);
            assertThat(commands).as(tool).anyMatch(block -> block.text().contains(tool));
            assertThat(commands.stream().flatMap(block -> block.commands().stream()))
                    .as(tool)
                    .extracting(command -> command.get(0))
                    .containsExactly("check", "plan", "run", "run", "check");
            covered.addAll(commands);
        }
        assertThat(covered).containsExactlyInAnyOrderElementsOf(FirstHourPage.shell());
    }

    @Test
    void checkPrintsWhatThePageShowsAndPlanNamesTheTargets() throws Exception {
        FirstHourPage.writeFiles(directory);
        String classPath = compiled().toString();
        List<List<String>> commands = FirstHourPage.commands("mvn").stream()
                .flatMap(block -> block.commands().stream())
                .filter(command -> !command.get(0).equals("run"))
                .toList();

        run(commands.get(0), classPath);
        assertThat(out.toString()).isEqualTo(FirstHourPage.shownOutput());
        run(commands.get(1), classPath);
        assertThat(out.toString()).contains("replicas-killed: pod-kill of shop", "visitors  open · starts known");
        run(commands.get(2), classPath);
        assertThat(out.toString()).contains("environment staging");
    }

    private Path compiled() throws IOException {
        Path source = directory.resolve("src/test/java/org/example/sale/SaleSimulation.java");
        return CompiledSimulation.in(directory, "SaleSimulation.java", Files.readString(source));
    }

    private void run(List<String> command, String classPath) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        String[] arguments = command.stream()
                .map(word -> word.endsWith(".yaml") ? directory.resolve(word).toString() : word)
                .map(word -> word.equals("$CLASS_PATH") ? classPath : word)
                .toArray(String[]::new);
        int exitCode = Crossfire.run(
                new Terminal(new PrintWriter(out, true), new PrintWriter(err, true)), new StopSignal(), arguments);
        assertThat(exitCode).as("%s: %s%s", command, out, err).isZero();
    }
}
