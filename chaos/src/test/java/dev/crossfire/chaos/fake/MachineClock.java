package dev.crossfire.chaos.fake;

import dev.crossfire.spi.RunClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** This machine's clock. */
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
