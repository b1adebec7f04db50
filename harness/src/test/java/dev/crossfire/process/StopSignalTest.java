package dev.crossfire.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.cli.ExitCode;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class StopSignalTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final CompletableFuture<Integer> halted = new CompletableFuture<>();
    private final CompletableFuture<StopSignal> made = new CompletableFuture<>();
    private final CountDownLatch never = new CountDownLatch(1);

    @Test
    void theWorkIsInterruptedAndItsOwnCodeIsTheProcesss() throws Exception {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread working = work(LONG, signal -> {
            interrupted.complete(isInterrupted());
            signal.exitWith(3);
        });
        made.get().stop();
        assertThat(halted.get()).isEqualTo(3);
        assertThat(interrupted.get()).isTrue();
        working.join();
    }

    @Test
    void aStuckShutdownExitsWithItsOwnCode() throws Exception {
        StopSignal signal = new StopSignal(SHORT, halted::complete);
        signal.whenStuck(() -> 5);
        signal.stop();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(halted.get()).isEqualTo(5);
    }

    @Test
    void theEndOfAnInputIsASignal() throws Exception {
        PipedOutputStream parent = new PipedOutputStream();
        PipedInputStream input = new PipedInputStream(parent);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread working = work(LONG, signal -> {
            signal.listenTo(input);
            interrupted.complete(isInterrupted());
            signal.exitWith(3);
        });
        made.get();
        parent.write('x');
        assertThat(halted).isNotDone();
        parent.close();
        assertThat(halted.get()).isEqualTo(3);
        assertThat(interrupted.get()).isTrue();
        working.join();
    }

    @Test
    void judgingIsNotInterruptedAnyMore() throws Exception {
        StopSignal signal = new StopSignal(SHORT, halted::complete);
        signal.finish();
        signal.stop();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(halted.get()).isEqualTo(ExitCode.BROKEN);
    }

    @Test
    void anInterruptThatCameBeforeJudgingIsForgotten() {
        StopSignal signal = new StopSignal(SHORT, halted::complete);
        signal.stop();
        signal.finish();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    private interface Work {
        void with(StopSignal signal);
    }

    private Thread work(Duration grace, Work work) {
        Thread thread = new Thread(() -> {
            try (StopSignal signal = new StopSignal(grace, halted::complete)) {
                made.complete(signal);
                work.with(signal);
            }
        });
        thread.start();
        return thread;
    }

    private boolean isInterrupted() {
        try {
            never.await(LONG.toSeconds(), TimeUnit.SECONDS);
            return false;
        } catch (InterruptedException asked) {
            return true;
        }
    }
}
