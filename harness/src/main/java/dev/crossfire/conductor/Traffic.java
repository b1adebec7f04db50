package dev.crossfire.conductor;

import dev.crossfire.simulations.GeneratorEvent;
import java.time.Instant;

/** The load of one run, as the conductor sees it: told to begin and to stop, and heard of. */
public interface Traffic {
    /**
     * Waits until everything is loaded and checked.
     *
     * @throws BrokenException when it does not get ready
     */
    void awaitReady(Time time) throws InterruptedException, BrokenException;

    /** Lets traffic begin. */
    void begin();

    /** Stops traffic; what was recorded is kept. */
    void stop();

    /** Ends the run for a reason that lies elsewhere; may be called from any thread. */
    void breakOff(String why);

    /**
     * Waits for what is heard next.
     *
     * @throws BrokenException when it fails, is gone, is broken off, or says nothing until the deadline
     */
    GeneratorEvent next(Instant deadline, Time time) throws InterruptedException, BrokenException;
}
