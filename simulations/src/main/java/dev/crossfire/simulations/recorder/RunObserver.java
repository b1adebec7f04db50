package dev.crossfire.simulations.recorder;

import java.util.concurrent.atomic.LongAdder;

/** Follows a run: decides when it begins and takes what it yields. */
public interface RunObserver {
    /** Where the requests go. */
    SampleSink sink();

    /**
     * Everything is built; waits until the run may begin.
     *
     * @return whether to run at all
     */
    boolean armed(ArmedRun run);

    /** The moment before which no user arrives, in milliseconds since the epoch; tags count from it. */
    void origin(long originMillis);

    /** A population's schedule counts from this moment, in milliseconds since the epoch; the first one comes first. */
    void populationStarted(long startMillis);

    /** The count of a cohort's users that have started, where a user's start is its first request's. */
    LongAdder sentBy(String cohort);
}
