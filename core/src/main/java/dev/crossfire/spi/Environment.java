package dev.crossfire.spi;

import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import java.time.Duration;
import java.util.List;

/** A place that holds a system, connected. */
public interface Environment extends AutoCloseable {
    /** What is there; the same until the environment is opened again. */
    Inventory inventory();

    /**
     * What is there at this moment, looked at again just before a fault is fired; within a second or so.
     *
     * @throws EnvironmentException when nobody can tell, and so nothing may be fired
     */
    default Inventory current() throws EnvironmentException {
        return inventory();
    }

    /** Whether faults cost money here. */
    boolean charges();

    /**
     * The means to do something to a target.
     *
     * @param means an interface of the fault kind's own, as {@code Failover}
     * @throws FaultException when the target does not offer it
     */
    <T> T offer(Target target, Class<T> means) throws FaultException;

    /**
     * Everything that carries our mark and is not over, of whatever run, by whatever process it was made; holds too.
     *
     * @throws FaultException when the environment cannot be asked
     */
    List<Leftover> leftovers() throws FaultException;

    /**
     * Removes one of them, and what it does; returns when it is gone. May run twice, and from any process.
     *
     * @throws FaultException when it may still be there
     */
    void clear(Leftover leftover) throws FaultException;

    /**
     * Keeps other runs off this environment.
     *
     * @param run whose claim it is; a run may hold an environment several times
     * @param forAtMost after which the claim is nobody's, if it is not renewed
     * @throws FaultException when another run holds it, which the message names, or it cannot be asked
     */
    EnvironmentClaim hold(String run, Duration forAtMost) throws FaultException;

    @Override
    void close();
}
