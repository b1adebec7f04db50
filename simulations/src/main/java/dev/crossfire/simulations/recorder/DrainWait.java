package dev.crossfire.simulations.recorder;

import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for a thread that writes the rest of its queue and then ends. */
final class DrainWait {
    /** Longer than a slow disk's pause; a full machine writes slower, and is not given up while it writes. */
    static final long LONGEST_PAUSE_MILLIS = TimeUnit.SECONDS.toMillis(5);

    private DrainWait() {}

    /** Returns whether the writer has ended; it has not when its queue has not become shorter for five seconds. */
    static boolean await(Thread writer, Collection<?> queue) throws InterruptedException {
        return await(writer, queue, LONGEST_PAUSE_MILLIS);
    }

    static boolean await(Thread writer, Collection<?> queue, long longestPauseMillis) throws InterruptedException {
        LockSupport.unpark(writer);
        int before;
        do {
            before = queue.size();
            writer.join(longestPauseMillis);
        } while (writer.isAlive() && queue.size() < before);
        return !writer.isAlive();
    }
}
