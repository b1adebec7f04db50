package dev.crossfire.externalcheck;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits between two requests to a source that has not answered. */
final class RetryPause {
    private RetryPause() {}

    static void of(Duration length) throws InterruptedException {
        boolean never = new CountDownLatch(1).await(length.toMillis(), TimeUnit.MILLISECONDS);
        if (never) {
            throw new IllegalStateException("this latch is never counted down");
        }
    }
}
