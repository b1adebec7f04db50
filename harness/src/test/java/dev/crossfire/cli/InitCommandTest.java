package dev.crossfire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.init.PlantedProject;
import dev.crossfire.spi.Kinds;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {
    @TempDir
    Path directory;

    private PlantedProject planted;

    @BeforeEach
    void makeAFolder() throws Exception {
        planted = new PlantedProject(Files.createDirectory(directory.resolve("shop")));
    }

    private CapturedCommand init(String typed, String... words) {
        StringWriter printed = new StringWriter();
        PrintWriter writer = new PrintWriter(printed, true);
        Terminal terminal = new Terminal(writer, writer);
        Map<String, Supplier<Object>> commands = Map.of(
                "init",
                () -> new InitCommand(
                        terminal,
                        planted.folder(),
                        List.of(directory.resolve("kubeconfig")),
                        new BufferedReader(new StringReader(typed))));
        String[] all = new String[words.length + 1];
        all[0] = "init";
        System.arraycopy(words, 0, all, 1, words.length);
        int exitCode = Crossfire.commandLine(terminal, commands, "init").execute(all);
        return new CapturedCommand(exitCode, printed.toString());
    }

    @Test
    void enterTakesWhatIsLikeliest() {
        CapturedCommand init = init("\n\n\n");

        assertThat(init.output())
                .contains("What runs the drill test? (maven, gradle, gradle-kotlin, none) [maven]")
                .contains("A pipeline for which CI system? (none, github, gitlab, jenkins) [none]")
                .contains("+ pom.xml", "Write 7 files? [Y/n]", "Wrote 7 files.", "  mvn test");
        assertThat(init.exitCode()).isZero();
        assertThat(planted.folder().resolve("pom.xml")).exists();
    }

    @Test
    void aProjectWithABuildAndAPipelineIsAskedOneQuestion() throws Exception {
        planted.with("build.gradle", "").with(".github/workflows/build.yml", "");

        CapturedCommand init = init("n\n");

        assertThat(init.output())
                .contains("  build.gradle", "  GitHub Actions", "Write 7 files? [Y/n]", "Nothing was written.")
                .doesNotContain("What runs", "which CI");
        assertThat(init.exitCode()).isZero();
        assertThat(planted.folder().resolve("drills")).doesNotExist();
    }

    @Test
    void withoutATerminalNothingIsWritten() {
        CapturedCommand init = init("", "--build", "maven", "--ci", "none");

        assertThat(init.output()).contains("+ pom.xml", "nothing was written; --yes asks nothing");
        assertThat(init.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(planted.folder()).isEmptyDirectory();
    }

    @Test
    void yesAsksNothing() throws Exception {
        planted.with("README", "").with("../kubeconfig", PlantedProject.KUBECONFIG);

        CapturedCommand init = init("", "--yes");

        assertThat(init.exitCode()).isZero();
        assertThat(planted.folder().resolve("pom.xml")).doesNotExist();
        assertThat(planted.folder().resolve("environments/staging.yaml"))
                .content()
                .contains("# contexts of your kubeconfig: \"production\", \"staging\"")
                .contains("context: \"staging\"\n  server: \"https://kubernetes.staging.example.org:6443\"");
        assertThat(init("", "--yes").output()).contains("= drills/README.md", "Nothing is to be written.");
    }

    @Test
    void aContextIsChosenNeverGuessed() throws Exception {
        planted.with("pom.xml", "").with("../kubeconfig", PlantedProject.KUBECONFIG);

        CapturedCommand init = init("prod\nstaging\ny\n", "--ci", "none");

        assertThat(init.output())
                .contains("Which context may drills break? (none, production, staging) [none]")
                .contains("'prod' is invalid; expected one of none, production, staging");
        assertThat(planted.folder().resolve("environments/staging.yaml"))
                .content()
                .contains("server: \"https://10.0.0.2:6443\"");
    }

    @Test
    void aValueThatDoesNotExistIsRefused() {
        assertRefused("'ant' is invalid; expected maven, gradle, gradle-kotlin or none", "--yes", "--build", "ant");
        assertRefused("'travis' is invalid; expected github, gitlab, jenkins", "--yes", "--ci", "github,travis");
        assertRefused("'prod' is invalid; expected a kubeconfig with it", "--yes", "--context", "prod");
    }

    private void assertRefused(String why, String... words) {
        CapturedCommand init = init("", words);
        assertThat(init.output()).contains(why);
        assertThat(init.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(planted.folder()).isEmptyDirectory();
    }

    @Test
    void thePluginsProjectIsStillWritten() {
        CapturedCommand init = CapturedCommand.run(Kinds.load(), "init", "--plugin", "Not a name");

        assertThat(init.output()).contains("--plugin: 'Not a name' is invalid");
    }
}
