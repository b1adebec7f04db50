package dev.crossfire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.RunOutcome;
import dev.crossfire.model.Verdict;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page {@code docs/your-simulation.md}, followed in an empty directory; only Maven is played. */
@Timeout(300)
class FirstHourTest {
    private static final String PAGE = "your-simulation.md";

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
    void aProjectComesToAVerdict() throws Exception {
        for (DocBlock block : DocBlock.ofPage(PAGE)) {
            if (!block.file().isEmpty()) {
                Path file = directory.resolve(block.file());
                Files.createDirectories(file.getParent());
                Files.writeString(file, block.text());
            }
        }
        build();
        List<List<String>> commands = DocBlock.ofPage(PAGE).stream()
                .flatMap(block -> block.commands().stream())
                .filter(command -> !command.contains("--env"))
                .toList();
        assertThat(commands).extracting(command -> command.get(0)).containsExactly("check", "plan", "run", "run");

        run(commands.get(0));
        assertThat(DocBlock.ofPage(PAGE))
                .anySatisfy(block -> assertThat(block.text()).isEqualTo(out.toString()));
        run(commands.get(1));
        assertThat(out.toString()).contains("replicas-killed: pod-kill of shop", "visitors  open · starts known");
        run(commands.get(2));
        assertThat(verdict("alone").faults()).noneMatch(Verdict.FaultVerdict::bit);
        run(commands.get(3));
        Files.writeString(Path.of("target/first-hour.txt"), out.toString());
        Verdict verdict = verdict("killed");
        assertThat(verdict.outcome()).as("%s%s", out, err).isEqualTo(RunOutcome.PASS);
        assertThat(verdict.recovery())
                .extracting(Verdict.Recovery::cohort)
                .containsExactlyInAnyOrder("visitors", "desk");
        assertThat(verdict.objectives()).hasSize(2);
    }

    /** What the page's Maven command leaves behind, made of the libraries that this build has. */
    private void build() throws IOException {
        Files.createDirectory(directory.resolve("target"));
        Path jars = Path.of("../simulations/target/lib").toAbsolutePath().normalize();
        Files.createSymbolicLink(directory.resolve("target/dependency"), jars);
        String source = "src/test/java/org/example/sale/SaleSimulation.java";
        Path classes =
                CompiledSimulation.in(directory, "SaleSimulation.java", Files.readString(directory.resolve(source)));
        Files.createSymbolicLink(directory.resolve("target/test-classes"), classes);
    }

    private void run(List<String> command) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        String[] arguments = command.stream()
                .map(word -> word.equals("my-sale.yaml") || word.startsWith("runs/") ? here(word) : word)
                .map(word -> word.startsWith("target/") ? classPath(word) : word)
                .toArray(String[]::new);
        int exitCode = Crossfire.run(
                new Terminal(new PrintWriter(out, true), new PrintWriter(err, true)), new StopSignal(), arguments);
        assertThat(exitCode).as("%s: %s%s", command, out, err).isZero();
    }

    private String classPath(String written) {
        return String.join(
                ":", Stream.of(written.split(":", -1)).map(this::here).toList());
    }

    private String here(String path) {
        return directory.resolve(path).toString();
    }

    private Verdict verdict(String run) throws IOException {
        return new RunDirectory(directory.resolve("runs").resolve(run), Kinds.load()).verdict();
    }
}
