package dev.crossfire.lab.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crossfire.lab.truth.TruthLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessSupervisorTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private TruthLog truth;

    @BeforeEach
    void open() throws IOException {
        truth = TruthLog.open(folder.resolve("truth.jsonl"), Clock.systemUTC());
    }

    @AfterEach
    void close() throws IOException {
        timer.shutdownNow();
        truth.close();
    }

    @Test
    void aKilledChildComesBackAsAnotherProcess() throws IOException {
        ProcessSupervisor keeper = keeper("sleep 60");
        keeper.start();
        long first = keeper.pid().orElseThrow();

        keeper.kill("test");

        await().atMost(SOON)
                .until(() -> keeper.pid().filter(pid -> pid != first).isPresent());
        keeper.stop();
        await().atMost(SOON).until(keeper::gone);
        assertThat(Files.readAllLines(truth.file()))
                .extracting(line -> line.replaceAll(".*\"what\":\"([a-z-]+)\".*", "$1"))
                .containsExactly("started", "killed", "died", "started", "died");
    }

    @Test
    void aPausedChildStandsStillUntilEveryPauseHasEnded() throws Exception {
        ProcessSupervisor keeper = keeper("sleep 60");
        keeper.start();

        keeper.pause("one");
        keeper.pause("other");
        await().atMost(SOON).until(() -> state(keeper).startsWith("T"));
        keeper.resume("one");
        assertThat(state(keeper)).startsWith("T");
        keeper.resume("other");

        await().atMost(SOON).until(() -> !state(keeper).startsWith("T"));
        keeper.stop();
    }

    @Test
    void whatTakesAPausedChildsPlaceIsPausedToo() throws Exception {
        ProcessSupervisor keeper = keeper("sleep 60");
        keeper.start();
        long first = keeper.pid().orElseThrow();
        keeper.pause("test");

        keeper.kill("test");

        await().atMost(SOON)
                .until(() -> keeper.pid().filter(pid -> pid != first).isPresent()
                        && state(keeper).startsWith("T"));
        keeper.resume("test");
        await().atMost(SOON).until(() -> !state(keeper).startsWith("T"));
        keeper.stop();
    }

    @Test
    void aPauseThatEndsWhileTheChildIsHeldDownStartsNothing() throws Exception {
        ProcessSupervisor keeper = keeper("sleep 60");
        keeper.start();
        keeper.hold("power");
        keeper.kill("test");
        await().atMost(SOON).until(keeper::gone);

        keeper.pause("test");
        keeper.resume("test");

        assertThat(keeper.gone()).isTrue();
        keeper.release("power");
        await().atMost(SOON)
                .until(() -> keeper.pid().isPresent() && !state(keeper).startsWith("T"));
        keeper.stop();
    }

    @Test
    void aChildThatKeepsCrashingIsACrashLoop() throws IOException {
        ProcessSupervisor keeper = keeper("exit 1");
        keeper.start();

        await().atMost(SOON).until(keeper::crashLoop);

        keeper.stop();
    }

    @Test
    void aHeldChildStaysEndedUntilEveryHolderHasLetGo() throws IOException {
        ProcessSupervisor keeper = keeper("sleep 60");
        keeper.start();
        keeper.hold("pod");
        keeper.hold("zone");

        keeper.terminate("test");
        await().atMost(SOON).until(keeper::gone);
        keeper.release("zone");
        keeper.start();

        assertThat(keeper.gone()).isTrue();
        assertThat(keeper.held()).isTrue();
        keeper.release("pod");
        await().atMost(SOON).until(() -> keeper.pid().isPresent());
        assertThat(keeper.life().starts()).isEqualTo(2);
        // What a shell calls an end by signal 15.
        assertThat(keeper.life().lastExit()).isEqualTo(143);
        keeper.stop();
    }

    /** Returns the state of the child as {@code ps} says it: T is stopped; empty while there is none. */
    private static String state(ProcessSupervisor keeper) throws IOException {
        Process ps = new ProcessBuilder(
                        "ps",
                        "-o",
                        "stat=",
                        "-p",
                        keeper.pid().map(String::valueOf).orElse("0"))
                .start();
        return new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
    }

    private ProcessSupervisor keeper(String script) {
        ChildSpec spec =
                new ChildSpec("shell", List.of("/bin/sh", "-c", script), Map.of(), folder.resolve("shell.log"));
        return new ProcessSupervisor(spec, Backoff.USUAL, timer, Clock.systemUTC(), truth);
    }
}
