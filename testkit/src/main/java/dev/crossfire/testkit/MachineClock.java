package dev.crossfire.testkit;

import dev.crossfire.spi.RunClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The clock of this machine, for environments that a test opens. */
public final class MachineClock implements RunClock {
    @Override
    public Instant instant() {
        return InstantSource.system().instant();
    }

    @Override
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime());
    }
}
