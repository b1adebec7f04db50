package dev.crossfire.spi;

import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;

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

    @Override
    void close();
}
