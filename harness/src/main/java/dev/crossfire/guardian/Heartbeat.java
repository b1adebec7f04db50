package dev.crossfire.guardian;

import java.time.Duration;

/** The heartbeat of the thread that conducts a run. If heartbeats stop, the guardian treats the run as dead. */
@FunctionalInterface
public interface Heartbeat {
    /**
     * The run goes on.
     *
     * @param atMost the time by which the next heartbeat follows, at the latest
     */
    void beat(Duration atMost);
}
