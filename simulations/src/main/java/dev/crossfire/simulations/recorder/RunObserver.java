package dev.crossfire.simulations.recorder;

import java.util.List;
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

    /** Takes what a cohort's users do. */
    UserEvents users(String cohort);

    /** A request could not be built, so nothing was sent; Gatling counts it as an error and not as a request. */
    default void notBuilt(String scenario, String request, String error) {
        // An observer that only counts requests need not know.
    }

    /** The simulation has assertions of its own, and what takes the requests that they are evaluated on. */
    default void assertions(List<String> texts, SampleSink requests) {
        // An observer without assertions evaluates none.
    }

    /** The load has ended, by itself or because it was stopped; {@link Gatling#run} is about to return. */
    default void loadEnded(long activeUsers) {
        // An observer without a time limit waits for nothing.
    }
}
