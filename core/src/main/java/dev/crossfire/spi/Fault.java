package dev.crossfire.spi;

import dev.crossfire.model.Target;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A prepared fault that can be injected once. */
public interface Fault extends AutoCloseable {
    /** What another process needs to heal this fault, besides its targets; known before injection, no secrets. */
    Map<String, String> handle();

    /**
     * Takes others of the same role in place of its targets, because some of these exist no more; called at most once, and
     * before {@link #inject}.
     *
     * @throws FaultException when it cannot; it is not injected then
     */
    default void retarget(List<Target> targets) throws FaultException {
        throw new FaultException("its targets were replaced, and this kind of fault cannot take others");
    }

    /**
     * Requests the fault; returns as soon as the environment has accepted the request.
     *
     * @throws FaultException when the environment refused
     */
    void inject() throws FaultException;

    /**
     * Probes the target once, from the outside; returns within a second whatever the target does.
     *
     * <p>Called before and after injection, by one thread, many times a second.
     */
    ProbeResult probe();

    /**
     * Called when the environment has just reported the end of the fault, so that probes need not wait for that report.
     */
    default void endReported() {}

    /**
     * How much of what it was to do it has done; null for a fault that is there or is not.
     *
     * <p>Called when it was healed, or could not be.
     */
    default @Nullable FaultDelivery delivery() {
        return null;
    }

    /** Closes connections; undoes nothing. */
    @Override
    void close();
}
