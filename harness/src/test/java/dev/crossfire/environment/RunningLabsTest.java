package dev.crossfire.environment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("live")
class RunningLabsTest {
    @TempDir
    Path directory;

    @Test
    void theLogOfALabThatIsBeingStartedIsKept() throws IOException {
        RunningLabs states = new RunningLabs(directory);
        Path log = states.newLog();
        assertThat(states.running()).isEmpty();
        assertThat(log).exists();
    }

    @Test
    void theLogsOfOthersGoWithTheLastLab() throws Exception {
        Process starter = new ProcessBuilder("true").start();
        starter.waitFor();
        Path log = Files.createFile(directory.resolve("lab-" + starter.pid() + "-123.log"));
        Path older = Files.createFile(directory.resolve("lab-17.log"));
        assertThat(new RunningLabs(directory).running()).isEmpty();
        assertThat(log).doesNotExist();
        assertThat(older).doesNotExist();
    }

    @Test
    void aDamagedFileHidesNoOtherLabAndStillNamesItsOwn() throws Exception {
        Process lab = new ProcessBuilder("sh", "-c", "sleep 60; true", "dev.crossfire.lab.Lab").start();
        try {
            Files.writeString(directory.resolve("17.json"), "{\"pid\": 17, \"baseU");
            Files.createFile(directory.resolve(lab.pid() + ".json"));
            assertThat(new RunningLabs(directory).running())
                    .singleElement()
                    .satisfies(ready -> assertThat(ready.path("pid").asLong()).isEqualTo(lab.pid()));
            assertThat(directory.resolve("17.json")).doesNotExist();
        } finally {
            lab.descendants().forEach(ProcessHandle::destroyForcibly);
            lab.destroyForcibly().waitFor();
        }
    }

    @Test
    void aLabThatHasEndedIsForgotten() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        RunningLabs states = new RunningLabs(directory);
        states.remember(JsonNodeFactory.instance.objectNode().put("pid", ended.pid()), directory);
        assertThat(states.running()).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }
}
