package dev.crossfire.conductor;

import dev.crossfire.error.RunErrorException;
import dev.crossfire.model.load.Population;
import dev.crossfire.simulations.GeneratorEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The load of one run, as the conductor sees it: started, stopped, and read. */
public interface LoadSession {
    /**
     * Waits until everything is loaded and checked.
     *
     * @return how the users of each cohort will arrive
     * @throws RunErrorException when it does not get ready
     */
    List<Population> awaitReady() throws InterruptedException, RunErrorException;

    /** Lets traffic begin. */
    void begin();

    /** Stops traffic; what was recorded is kept. */
    void stop();

    /** Ends the run for a reason outside the load; may be called from any thread. */
    void failRun(String why);

    /**
     * Waits for the next report; empty when none came in time.
     *
     * @throws RunErrorException when it fails, has ended or is broken off
     */
    Optional<GeneratorEvent> next(Duration within) throws InterruptedException, RunErrorException;

    /** The load generator's process has ended. */
    public static final class GeneratorGoneException extends RunErrorException {
        private static final long serialVersionUID = 1L;

        public GeneratorGoneException(String message) {
            super(message);
        }
    }
}
