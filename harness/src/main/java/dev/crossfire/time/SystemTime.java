package dev.crossfire.time;

import dev.crossfire.spi.RunClock;
import dev.crossfire.time.TimeSource.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;

/** The only place in this program that reads the clock or sleeps. */
public final class SystemTime implements TimeSource, MonotonicClock, RunClock {
    /** Parking overshoots by about this much at worst on a quiet machine; the rest is spun away. */
    private static final Duration SPIN = Duration.ofMillis(2);

    private final InstantSource wallClock;

    /** The machine's. */
    public SystemTime() {
        this(InstantSource.system());
    }

    /** As above, on a wall clock that a test can set. */
    SystemTime(InstantSource wallClock) {
        this.wallClock = wallClock;
    }

    @Override
    public Instant now() {
        return wallClock.instant();
    }

    @Override
    public Instant instant() {
        return now();
    }

    @Override
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime());
    }

    @Override
    public void sleepUntil(Instant moment) throws InterruptedException {
        // The wall clock first: the time between the two readings may lengthen the wait and never shortens it.
        Duration wait = Duration.between(now(), moment);
        Duration latest = elapsed().plus(wait);
        while (true) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Duration byWallClock = Duration.between(now(), moment);
            Duration byElapsed = latest.minus(elapsed());
            Duration left = byElapsed.compareTo(byWallClock) < 0 ? byElapsed : byWallClock;
            if (left.isNegative() || left.isZero()) {
                return;
            }
            if (left.compareTo(SPIN) > 0) {
                LockSupport.parkNanos(left.minus(SPIN).toNanos());
            } else {
                Thread.onSpinWait();
            }
        }
    }
}
