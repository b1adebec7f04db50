package dev.crossfire.conductor;

import java.time.Duration;

/** Is told by the thread that conducts a run that it goes on; whoever is not told any more holds the run for dead. */
@FunctionalInterface
public interface Heartbeat {
    /**
     * The run goes on.
     *
     * @param atMost by when this is said again, at the latest
     */
    void made(Duration atMost);
}
