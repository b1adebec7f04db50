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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("live")
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
        ProcessSupervisor supervisor = supervisor("sleep 60");
        supervisor.start();
        long first = supervisor.pid().orElseThrow();

        supervisor.kill("test");

        await().atMost(SOON)
                .until(() -> supervisor.pid().filter(pid -> pid != first).isPresent());
        supervisor.stop();
        await().atMost(SOON).until(supervisor::hasExited);
        assertThat(Files.readAllLines(truth.file()))
                .extracting(line -> line.replaceAll(".*\"what\":\"([a-z-]+)\".*", "$1"))
                .containsExactly("started", "killed", "died", "started", "died");
    }

    @Test
    void aPausedChildStandsStillUntilEveryPauseHasEnded() throws Exception {
        ProcessSupervisor supervisor = supervisor("sleep 60");
        supervisor.start();

        supervisor.pause("one");
        supervisor.pause("other");
        await().atMost(SOON).until(() -> state(supervisor).startsWith("T"));
        supervisor.resume("one");
        assertThat(state(supervisor)).startsWith("T");
        supervisor.resume("other");

        await().atMost(SOON).until(() -> !state(supervisor).startsWith("T"));
        supervisor.stop();
    }

    @Test
    void whatTakesAPausedChildsPlaceIsPausedToo() throws Exception {
        ProcessSupervisor supervisor = supervisor("sleep 60");
        supervisor.start();
        long first = supervisor.pid().orElseThrow();
        supervisor.pause("test");

        supervisor.kill("test");

        await().atMost(SOON)
                .until(() -> supervisor.pid().filter(pid -> pid != first).isPresent()
                        && state(supervisor).startsWith("T"));
        supervisor.resume("test");
        await().atMost(SOON).until(() -> !state(supervisor).startsWith("T"));
        supervisor.stop();
    }

    @Test
    void aPauseThatEndsWhileTheChildIsHeldDownStartsNothing() throws Exception {
        ProcessSupervisor supervisor = supervisor("sleep 60");
        supervisor.start();
        supervisor.suspendRestarts("power");
        supervisor.kill("test");
        await().atMost(SOON).until(supervisor::hasExited);

        supervisor.pause("test");
        supervisor.resume("test");

        assertThat(supervisor.hasExited()).isTrue();
        supervisor.resumeRestarts("power");
        await().atMost(SOON)
                .until(() -> supervisor.pid().isPresent() && !state(supervisor).startsWith("T"));
        supervisor.stop();
    }

    @Test
    void aChildThatKeepsCrashingIsACrashLoop() throws IOException {
        ProcessSupervisor supervisor = supervisor("exit 1");
        supervisor.start();

        await().atMost(SOON).until(supervisor::crashLoop);

        supervisor.stop();
    }

    @Test
    void aHeldChildStaysEndedUntilEveryHoldIsReleased() throws IOException {
        ProcessSupervisor supervisor = supervisor("sleep 60");
        supervisor.start();
        supervisor.suspendRestarts("pod");
        supervisor.suspendRestarts("zone");

        supervisor.terminate("test");
        await().atMost(SOON).until(supervisor::hasExited);
        supervisor.resumeRestarts("zone");
        supervisor.start();

        assertThat(supervisor.hasExited()).isTrue();
        assertThat(supervisor.restartsSuspended()).isTrue();
        supervisor.resumeRestarts("pod");
        await().atMost(SOON).until(() -> supervisor.pid().isPresent());
        assertThat(supervisor.life().starts()).isEqualTo(2);
        // What a shell calls an end by signal 15.
        assertThat(supervisor.life().lastExit()).isEqualTo(143);
        supervisor.stop();
    }

    /** Returns the state of the child as {@code ps} reports it: T is stopped; empty while there is none. */
    private static String state(ProcessSupervisor supervisor) throws IOException {
        Process ps = new ProcessBuilder(
                        "ps",
                        "-o",
                        "stat=",
                        "-p",
                        supervisor.pid().map(String::valueOf).orElse("0"))
                .start();
        return new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
    }

    private ProcessSupervisor supervisor(String script) {
        ChildSpec spec =
                new ChildSpec("shell", List.of("/bin/sh", "-c", script), Map.of(), folder.resolve("shell.log"));
        return new ProcessSupervisor(spec, Backoff.USUAL, timer, Clock.systemUTC(), truth);
    }
}
