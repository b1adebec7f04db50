package dev.crossfire.spi;

import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;

/** A place that holds a system, connected. */
public interface Environment extends AutoCloseable {
    /** What is there; the same until the environment is opened again. */
    Inventory inventory();

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
