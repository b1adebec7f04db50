package dev.crossfire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.process.StopSignal;
import dev.crossfire.scenarios.ScenarioLibrary;
import dev.crossfire.scenarios.SuiteLibrary;
import dev.crossfire.scenarios.SuiteLibrary.ShippedSuite;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a shipped suite promises of its environment files is what {@code check} finds. */
class ShippedSuitesTest {
    /** A variable that every process has; nothing is connected to. */
    private static final String SOME_SECRET = Matcher.quoteReplacement("${secret:PATH}");

    private final StringWriter printed = new StringWriter();

    @TempDir
    Path directory;

    static List<ShippedSuite> suites() {
        return SuiteLibrary.names().stream()
                .map(name -> SuiteLibrary.find(name).orElseThrow())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("suites")
    void everyScenarioRunsWhereItsEnvironmentSaysAndNowhereElse(ShippedSuite suite) throws Exception {
        for (var environment : suite.environments().entrySet()) {
            Path file = directory.resolve(environment.getKey());
            Files.writeString(file, environment.getValue().replaceAll("\\$\\{secret:[A-Z_]+}", SOME_SECRET));
            for (String scenario : suite.scenarios()) {
                boolean excluded = environment.getValue().contains("# not here: " + scenario + ", ");
                assertThat(run("check", scenario, "--env", file.toString()))
                        .as("%s with %s of %s: %s", scenario, environment.getKey(), suite.name(), printed)
                        .isEqualTo(excluded ? ExitCode.USAGE : ExitCode.PASS);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("suites")
    void thePageNamesEveryScenario(ShippedSuite suite) {
        assertThat(suite.scenarios()).isNotEmpty().doesNotHaveDuplicates().allSatisfy(name -> {
            assertThat(ScenarioLibrary.find(name)).isPresent();
            assertThat(suite.page()).contains("| `" + name + "` | ");
        });
        assertThat(ScenarioLibrary.names()).doesNotContain(suite.name());
    }

    @Test
    void aSuiteIsCopiedWholeAndNothingIsOverwritten() throws Exception {
        Path copy = directory.resolve("my drills");
        assertThat(run("suite", "ticketing", "--copy", copy.toString())).isEqualTo(ExitCode.PASS);
        assertThat(copy.resolve("README.md")).exists();
        assertThat(copy.resolve("environments/aws.yaml")).exists();
        assertThat(run("check", copy.resolve("pod-kill-storm.yaml").toString())).isEqualTo(ExitCode.PASS);

        assertThat(run("suite", "ticketing", "--copy", copy.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(printed.toString())
                .contains("--copy: " + copy.resolve("README.md") + " exists; expected a folder without it");
    }

    @Test
    void everyMistakeInEveryScenarioIsReportedBeforeAnythingRuns() throws Exception {
        Path drills = Files.createDirectory(directory.resolve("drills"));
        broken(drills.resolve("a.yaml"));
        broken(drills.resolve("b.yaml"));
        assertThat(run("suite", drills.toString(), "no-such-scenario")).isEqualTo(ExitCode.USAGE);
        assertThat(printed.toString())
                .contains("a.yaml:2:7: ", "b.yaml:2:7: ", "no-such-scenario is neither a file nor a shipped scenario");
    }

    @Test
    void wrongUseIsRefused() throws Exception {
        assertThat(run("suite", directory.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(printed.toString()).contains("expected a folder with scenarios, files that end in .yaml");
        assertThat(run("suite", "ticketing", "--seeds", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(run("suite", "ticketing", "--resume", directory.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(printed.toString()).contains("expected the folder of a suite, with suite.json");
        assertThat(run("suite", "ticketing", "--show")).isEqualTo(ExitCode.PASS);
        assertThat(printed.toString()).contains("# A ticket service");
    }

    private static void broken(Path file) throws IOException {
        String text = ScenarioLibrary.find("quick-pod-kill").orElseThrow().text();
        Files.writeString(file, text.replaceFirst("(?s)^.*?crossfire: v1\nname: [^\n]*", "crossfire: v1\nname: 'a b'"));
    }

    private int run(String... words) {
        printed.getBuffer().setLength(0);
        PrintWriter writer = new PrintWriter(printed);
        try (StopSignal signal = new StopSignal()) {
            Terminal terminal = new Terminal(writer, writer);
            int code = Crossfire.commandLine(terminal, Crossfire.commands(terminal, signal, Kinds.load(), "none"), null)
                    .execute(words);
            writer.flush();
            return code;
        }
    }
}
