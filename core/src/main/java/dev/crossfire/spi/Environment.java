package dev.crossfire.spi;

import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.ClusterIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A connected environment. */
public interface Environment extends AutoCloseable {
    /** What is there; the same until the environment is opened again. */
    Inventory inventory();

    /**
     * The targets that exist at this moment, read again just before a fault is injected; within a second or so.
     *
     * @throws EnvironmentException when they cannot be read, and so nothing may be injected
     */
    default Inventory current() throws EnvironmentException {
        return inventory();
    }

    /** Which cluster it is in; null where there is none. */
    default @Nullable ClusterIdentity cluster() {
        return null;
    }

    /**
     * What a fault would cost and why it would be refused; asked while planning, changes nothing.
     *
     * @param uses the capabilities that the fault uses
     * @throws FaultException when the environment cannot be queried
     */
    default FaultEstimate estimate(FaultSpec fault, Set<Capability> uses, List<Target> targets) throws FaultException {
        return FaultEstimate.FREE;
    }

    /** The environments that it is made of, one a provider; itself where there is one provider. */
    default List<Environment> parts() {
        return List.of(this);
    }

    /** The one of {@link #parts} that reaches a target. */
    default Environment partOf(Target target) {
        return this;
    }

    /** The clock that it was opened with, by which faults are timed. */
    RunClock clock();

    /**
     * The interface by which a fault does something to a target.
     *
     * @param type an interface of the fault kind's own, as {@code PairFailover}
     * @throws FaultException when the target does not offer it
     */
    <T> T capability(Target target, Class<T> type) throws FaultException;

    /**
     * Every leftover that carries Crossfire's mark and is not over, of any run and any process; claims too.
     *
     * @throws FaultException when the environment cannot be queried
     */
    List<Leftover> leftovers() throws FaultException;

    /**
     * Every leftover that is over by itself and does nothing any more; it keeps no run away, and can be cleared.
     *
     * @throws FaultException when the environment cannot be queried
     */
    default List<Leftover> expired() throws FaultException {
        return List.of();
    }

    /**
     * Removes a leftover and its effect; returns when it is removed. May run twice, and from any process.
     *
     * @throws FaultException when it may still be there
     */
    void clear(Leftover leftover) throws FaultException;

    /**
     * Keeps other runs off this environment.
     *
     * @param run whose claim it is; a run may claim an environment several times
     * @param forAtMost after which the claim expires, if it is not renewed
     * @throws FaultException when another run has claimed it, which the message names, or it cannot be queried
     */
    EnvironmentClaim claim(String run, Duration forAtMost) throws FaultException;

    @Override
    void close();

    /**
     * Something in an environment that carries the mark of a run.
     *
     * @param run the run's name
     * @param fault the fault's id; null for what belongs to the run as a whole, as its claim on the environment
     * @param id what the environment calls it; enough to clear it from any process
     * @param what a description
     */
    record Leftover(String run, @Nullable String fault, String id, String what) {}

    /** A run's claim on an environment, which keeps other runs off it and expires by itself. */
    interface EnvironmentClaim {
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
}
