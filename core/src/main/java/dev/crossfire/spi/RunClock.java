package dev.crossfire.spi;

import java.time.Duration;
import java.time.InstantSource;

/** The time in which a run takes place: the machine's own, or made up in tests. */
public interface RunClock extends InstantSource {
    /** Time since an arbitrary moment; it never goes back, even if the machine's clock is set. */
    Duration elapsed();
}
