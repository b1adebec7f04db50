package dev.crossfire.time;

import dev.crossfire.spi.FaultException;
import java.util.concurrent.CountDownLatch;

/**
 * Waiting and acting that go on despite a stop request: each step must be bounded itself. An interrupt is kept for
 * later.
 */
public final class UninterruptibleWait {
    /** Something to wait for. */
    @FunctionalInterface
    private interface InterruptibleWait {
        void once() throws InterruptedException;
    }

    /** A network request, which would fail on an interrupted thread. */
    @FunctionalInterface
    public interface NetworkRequest {
        void take() throws FaultException;
    }

    private UninterruptibleWait() {}

    /** Takes a step as if no stop had been requested. */
    public static void take(NetworkRequest step) throws FaultException {
        boolean interrupted = Thread.interrupted();
        try {
            step.take();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    public static void join(Thread thread) {
        untilDone(thread::join);
    }

    public static void await(CountDownLatch latch) {
        untilDone(latch::await);
    }

    private static void untilDone(InterruptibleWait wait) {
        boolean interrupted = false;
        while (true) {
            try {
                wait.once();
                break;
            } catch (InterruptedException early) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
