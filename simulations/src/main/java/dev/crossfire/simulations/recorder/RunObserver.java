package dev.crossfire.simulations.recorder;

import dev.crossfire.model.load.Population;
import io.gatling.core.actor.ActorRef;
import io.gatling.core.controller.Controller;
import io.gatling.core.controller.Controller$Command$StopLoadGenerator;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Follows a run: decides when it begins and takes what it yields. */
public interface RunObserver {
    /** Where the requests go. */
    EndedRequestSink sink();

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
    default void assertions(List<String> texts, EndedRequestSink requests) {
        // An observer without assertions evaluates none.
    }

    /** The load has ended, by itself or because it was stopped; {@link Gatling#run} is about to return. */
    default void loadEnded(long activeUsers) {
        // An observer without a time limit waits for nothing.
    }

    /**
     * A simulation that is loaded and built and has not begun.
     *
     * @param populations its scenarios, in the simulation's order
     * @param controller Gatling's own, through which a run is stopped
     */
    public record ArmedRun(List<Population> populations, ActorRef<Controller.Command> controller) {
        /** Requests Gatling to end the run at once; requests in flight are cut short. */
        public void stop(String why) {
            controller.$bang(new Controller$Command$StopLoadGenerator(why, false));
        }
    }

    /** Receives what the users of one cohort do; called from many threads, never waits. */
    public interface UserEvents {
        /**
         * A user has arrived.
         *
         * @param user its number among the active users of the cohort, from 1
         */
        void arrived(int user);

        /** A user has left. */
        void left(int user);

        /**
         * A user begins an HTTP request.
         *
         * @param micros microseconds since the epoch
         */
        void sent(int user, long micros);
    }

    /** Takes the requests that have ended; called from many threads, never waits. */
    @FunctionalInterface
    public interface EndedRequestSink {
        /** Takes one request. */
        void accept(EndedRequest ended);
    }
}
