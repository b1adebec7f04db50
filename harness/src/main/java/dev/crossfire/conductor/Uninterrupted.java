package dev.crossfire.conductor;

import java.util.concurrent.CountDownLatch;

/** Waiting that goes on whatever happens: what is waited for must be bounded itself. An interrupt is kept for later. */
final class Uninterrupted {
    /** Something to wait for. */
    @FunctionalInterface
    private interface Wait {
        void once() throws InterruptedException;
    }

    private Uninterrupted() {}

    static void join(Thread thread) {
        untilDone(thread::join);
    }

    static void await(CountDownLatch latch) {
        untilDone(latch::await);
    }

    private static void untilDone(Wait wait) {
        boolean interrupted = false;
        while (true) {
            try {
                wait.once();
                break;
            } catch (InterruptedException asked) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
