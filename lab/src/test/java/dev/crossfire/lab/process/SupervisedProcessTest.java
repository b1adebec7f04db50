package dev.crossfire.lab.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Planted truth: shells that would sleep for a minute, with children of their own. */
@Tag("live")
class SupervisedProcessTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    @Test
    void givesTheExitCode() throws Exception {
        SupervisedProcess child = SupervisedProcess.start(spec("exit 7"));

        assertThat(child.exit().get(10, TimeUnit.SECONDS)).isEqualTo(7);
        assertThat(child.alive()).isFalse();
    }

    @Test
    void aClosedPipeKillsAStoppedChildWithItsStoppedGrandchildren() throws Exception {
        SupervisedProcess child = SupervisedProcess.start(spec("sleep 60 & sleep 60 & wait"));
        List<Long> tree = tree(child, 3);
        for (long pid : tree) {
            Command.signal("STOP", pid, folder.resolve("log"));
        }

        child.close();

        await().atMost(SOON).until(() -> ProcessExitCheck.stillThere(tree).isEmpty());
    }

    @Test
    void killTakesTheGrandchildrenToo() throws Exception {
        SupervisedProcess child = SupervisedProcess.start(spec("sleep 60 & sleep 60 & wait"));
        List<Long> tree = tree(child, 3);

        child.kill();

        await().atMost(SOON).until(() -> ProcessExitCheck.stillThere(tree).isEmpty());
        assertThat(child.exit().get(10, TimeUnit.SECONDS)).isEqualTo(137);
    }

    @Test
    void aKilledWatchdogTakesItsChildWithIt() throws Exception {
        SupervisedProcess child = SupervisedProcess.start(spec("sleep 60 & wait"));
        List<Long> tree = tree(child, 2);
        ProcessHandle watchdog =
                ProcessHandle.of(child.pid()).orElseThrow().parent().orElseThrow();

        watchdog.destroyForcibly();

        await().atMost(SOON).until(() -> ProcessExitCheck.stillThere(tree).isEmpty());
    }

    @Test
    void theChildSeesOnlyTheEnvironmentItIsGiven() throws Exception {
        ChildSpec spec = new ChildSpec(
                "env", List.of("/bin/sh", "-c", "env"), Map.of("ONLY", "this"), folder.resolve("env.log"));

        SupervisedProcess.start(spec).exit().get(10, TimeUnit.SECONDS);

        assertThat(PartFailedException.LogTail.of(spec.log(), 50))
                .contains("ONLY=this")
                .noneMatch(line -> line.startsWith("HOME="));
    }

    @Test
    void aFailedCommandIsReportedWithItsLog() {
        assertThatThrownBy(() -> Command.run(spec("echo no such thing >&2; exit 3"), SOON))
                .isInstanceOfSatisfying(PartFailedException.class, failed -> {
                    assertThat(failed.part()).isEqualTo("shell");
                    assertThat(failed.log()).containsExactly("no such thing");
                })
                .hasMessageContaining("exit code 3");
    }

    private ChildSpec spec(String script) {
        return new ChildSpec("shell", List.of("/bin/sh", "-c", script), Map.of(), folder.resolve("log"));
    }

    /** Waits until the child has started its own children, so that there is something to leave behind. */
    private static List<Long> tree(SupervisedProcess child, int size) {
        ProcessHandle top = ProcessHandle.of(child.pid()).orElseThrow();
        await().atMost(SOON).until(() -> top.descendants().count() == size - 1);
        return Stream.concat(Stream.of(top), top.descendants())
                .map(ProcessHandle::pid)
                .toList();
    }
}
