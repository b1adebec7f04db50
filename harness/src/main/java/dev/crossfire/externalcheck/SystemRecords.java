package dev.crossfire.externalcheck;

import dev.crossfire.evidence.LedgerEntry.SystemRow;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The system's own records of writes. */
interface SystemRecords {
    /** Takes one row. */
    interface Taker {
        void take(SystemRow row) throws IOException;
    }

    /** The source, without secrets. */
    String source();

    /** Whether rows contain the key under which they were written; known once the list has been read. */
    boolean keyed();

    /**
     * Reads the whole list, as soon as the system gives it.
     *
     * @throws UnreadableException when the list cannot be read as a whole; the message contains the reason, without
     *     secrets
     * @throws IOException when a row could not be taken
     */
    void read(Taker taker) throws UnreadableException, IOException, InterruptedException;

    /** The list cannot be read as a whole. */
    final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(String why) {
            super(why);
        }

        UnreadableException(String why, Throwable cause) {
            super(why, cause);
        }
    }

    /** Waits between two requests to a source that has not answered. */
    static final class RetryPause {
        private RetryPause() {}

        static void of(Duration length) throws InterruptedException {
            boolean never = new CountDownLatch(1).await(length.toMillis(), TimeUnit.MILLISECONDS);
            if (never) {
                throw new IllegalStateException("this latch is never counted down");
            }
        }
    }
}
