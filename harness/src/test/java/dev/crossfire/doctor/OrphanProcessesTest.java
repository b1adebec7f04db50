package dev.crossfire.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("live")
class OrphanProcessesTest {
    /** A process whose command line is a lab's; it ends by itself should this test be killed. */
    private static final List<String> LAB = List.of("sh", "-c", "sleep 60; true", "dev.crossfire.lab.Lab");

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void aLabWithItsOwnerIsNone() throws IOException {
        Process lab = start(LAB);
        assertThat(OrphanProcesses.find()).extracting(ProcessHandle::pid).doesNotContain(lab.pid());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev.crossfire.lab.Lab", "/var/cache/crossfire/redis-server-7/redis-server"})
    void aPartAdoptedByAReaperThatIsNotProcessOneIsOne(String program) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "\"$@\" & exec sleep 60", "reaper"));
        command.addAll(LAB.subList(0, 3));
        command.add(program);
        Process reaper = start(command);
        Awaitility.await("the reaper to have become another program")
                .until(() -> reaper.info().commandLine().orElse("").endsWith("sleep 60"));
        long lab = reaper.children().findFirst().orElseThrow().pid();
        assertThat(OrphanProcesses.find()).extracting(ProcessHandle::pid).contains(lab);
    }

    @Test
    void aLabThatWasToOutliveItsStarterIsNone() throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "\"$@\" & exec sleep 60", "reaper"));
        command.addAll(LAB);
        command.add("--detached");
        Process reaper = start(command);
        Awaitility.await("the reaper to have become another program")
                .until(() -> reaper.info().commandLine().orElse("").endsWith("sleep 60"));
        long lab = reaper.children().findFirst().orElseThrow().pid();
        assertThat(OrphanProcesses.find()).extracting(ProcessHandle::pid).doesNotContain(lab);
    }

    private Process start(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).start();
        started.add(process);
        return process;
    }
}
