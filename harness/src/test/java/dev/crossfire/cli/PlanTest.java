package dev.crossfire.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.error.BadInputException;
import dev.crossfire.input.PolicyFile;
import dev.crossfire.process.StopSignal;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no plan, and policies; plans on a lab are tested by {@link PlanOnLabTest}. */
class PlanTest {
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

    private int crossfire(String... arguments) {
        return Crossfire.run(
                new Terminal(new PrintWriter(out, true), new PrintWriter(err, true)), new StopSignal(), arguments);
    }

    @Test
    void aFileThatIsNoPlanIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("plan.json"), "{ \"schema\": \"other\" }");
        assertThat(crossfire("run", "--plan", file.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("schema 'other' is invalid; expected 'crossfire/plan/v1'; expected a file of 'crossfire");
        assertThat(crossfire("run")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("missing SCENARIO");
    }

    @Test
    void aPolicyThatCannotBeReadAllowsNothing() throws Exception {
        assertThat(PolicyFile.read(null, "lab", KINDS).limits()).isEmpty();
        assertThat(PolicyFile.read("", "lab", KINDS).limits()).isEmpty();
        String missing = directory.resolve("none.yaml").toString();
        assertThatThrownBy(() -> PolicyFile.read(missing, "lab", KINDS))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("CROSSFIRE_POLICY: missing file " + missing);
        Path policy = Files.writeString(
                directory.resolve("acme.yaml"), "crossfire: v1\npolicy: acme\nlimits: { zones: 1 }\n");
        assertThat(PolicyFile.read(policy.toString(), "lab", KINDS).limits())
                .singleElement()
                .satisfies(guard ->
                        assertThat(guard.says("zones")).isEqualTo("the limit of the policy acme, " + policy + ":3:18"));
    }
}
