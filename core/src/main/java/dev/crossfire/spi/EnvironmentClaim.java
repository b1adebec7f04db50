package dev.crossfire.spi;

/** A run's claim on an environment, which keeps other runs off it and expires by itself. */
public interface EnvironmentClaim {
    /**
     * Extends the claim by its original duration, counted from now.
     *
     * @throws FaultException when the environment cannot be reached, or the claim is lost
     */
    void renew() throws FaultException;

    /**
     * Releases the claim; may run twice.
     *
     * @throws FaultException when the claim may still be valid; it expires by itself
     */
    void release() throws FaultException;
}
