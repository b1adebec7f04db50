package dev.crossfire.spi;

import java.util.Map;

/** A fault that is ready to be fired once. */
public interface Fault extends AutoCloseable {
    /** What another process needs to heal this fault, besides its targets; known before injection, no secrets. */
    Map<String, String> handle();

    /**
     * Asks for the fault; returns as soon as the environment has taken the request.
     *
     * @throws FaultException when the environment refused
     */
    void inject() throws FaultException;

    /**
     * Probes the target once, from the outside; returns within a second whatever the target does.
     *
     * <p>Called before and after injection, by one thread, many times a second.
     */
    ProbeResult look();

    /**
     * Called when the environment has just reported the end of the fault, so that probes need not wait for that report.
     */
    default void takenBack() {}

    /** Lets go of connections; undoes nothing. */
    @Override
    void close();
}
