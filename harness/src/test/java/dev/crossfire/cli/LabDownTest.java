package dev.crossfire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfire.environment.RunningLabs;
import dev.crossfire.process.StopSignal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which labs are stopped; the labs are processes that do nothing. */
@Tag("live")
class LabDownTest {
    private static final Path HERE = Path.of("");

    private final String userHome = System.getProperty("user.home");
    private final List<Process> labs = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    @BeforeEach
    void haveNoOtherLabs() {
        System.setProperty("user.home", directory.toString());
    }

    @AfterEach
    void endAll() throws InterruptedException {
        System.setProperty("user.home", userHome);
        for (Process lab : labs) {
            lab.destroyForcibly().waitFor();
        }
    }

    private Process lab(Path startedIn) throws IOException {
        Process lab = new ProcessBuilder("tail", "-f", "/dev/null", "--retry", "dev.crossfire.lab.Lab")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        labs.add(lab);
        ObjectNode ready = JsonNodeFactory.instance.objectNode().put("pid", lab.pid());
        RunningLabs.ofUser().remember(ready, startedIn);
        return lab;
    }

    private int crossfire(String... arguments) {
        return Crossfire.run(
                new Terminal(new PrintWriter(out, true), new PrintWriter(err, true)), new StopSignal(), arguments);
    }

    @Test
    void onlyTheLabOfThisDirectoryIsStopped() throws Exception {
        Process here = lab(HERE);
        Process elsewhere = lab(directory);
        assertThat(crossfire("lab", "down")).as("%s", err).isZero();
        assertThat(out.toString()).contains("1 lab stopped");
        assertThat(here.waitFor()).isNotZero();
        assertThat(elsewhere.isAlive()).isTrue();
        assertThat(crossfire("lab", "status")).isZero();
        assertThat(out.toString()).contains(elsewhere.pid() + "  ", "in " + directory.toRealPath());
    }

    @Test
    void withoutALabOfThisDirectoryNoneIsStopped() throws Exception {
        Process elsewhere = lab(directory);
        assertThat(crossfire("lab", "down")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains(
                        "lab down: no lab was started in this directory; expected the PID of one of these, or --all",
                        "  " + elsewhere.pid() + "  in " + directory.toRealPath());
        assertThat(elsewhere.isAlive()).isTrue();
    }

    @Test
    void ofTwoInThisDirectoryOneMustBeNamed() throws Exception {
        Process one = lab(HERE);
        Process other = lab(HERE);
        assertThat(crossfire("lab", "down")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("lab down: 2 labs were started in this directory");
        assertThat(one.isAlive()).isTrue();
        assertThat(crossfire("lab", "down", String.valueOf(one.pid()))).isZero();
        assertThat(one.waitFor()).isNotZero();
        assertThat(other.isAlive()).isTrue();
    }

    @Test
    void allAreStoppedOnlyWhenAllAreMeant() throws Exception {
        Process here = lab(HERE);
        Process elsewhere = lab(directory);
        assertThat(crossfire("lab", "down", "--all", "17")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--all with a PID is invalid");
        assertThat(crossfire("lab", "down", "--all")).isZero();
        assertThat(out.toString()).contains("2 labs stopped");
        assertThat(here.waitFor()).isNotZero();
        assertThat(elsewhere.waitFor()).isNotZero();
    }

    @Test
    void aLabOfAnEarlierCrossfireBelongsToNoDirectory() throws Exception {
        Process lab = lab(HERE);
        Path state = directory.resolve(".crossfire/labs/" + lab.pid() + ".json");
        Files.writeString(state, "{\"pid\": " + lab.pid() + "}");
        assertThat(crossfire("lab", "down")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains(lab.pid() + "  in an unknown directory");
        assertThat(lab.isAlive()).isTrue();
    }

    @Test
    void withoutAnyLabThereIsNothingToStop() {
        assertThat(crossfire("lab", "down")).isZero();
        assertThat(out.toString()).contains("0 labs stopped");
    }
}
