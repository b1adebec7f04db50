package dev.crossfire.chaos.injection;

import dev.crossfire.spi.FaultException;
import java.util.Map;

/** Something that needs only to be started. */
public interface StartCommand {
    /** What another process may use to call it off; no secrets. */
    Map<String, String> handle();

    /**
     * Starts it; calling it again starts nothing more.
     *
     * @throws FaultException when the environment refused, or did not report in time whether it took the command
     */
    void start() throws FaultException;

    /**
     * Waits until the command does nothing any more; returns at once for one that was never started.
     *
     * @throws FaultException when the environment does not report whether or how it ended
     */
    CommandResult awaitEnd() throws FaultException;
}
