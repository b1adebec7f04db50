package dev.crossfire.spi;

import dev.crossfire.model.Target;
import dev.crossfire.spi.FaultException.NotInjectedException;
import dev.crossfire.spi.FaultException.UnansweredException;
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
     * What healing can use besides {@link #handle} and is known only once the injection was requested, such as the id of
     * what the environment has started; no secrets.
     */
    default Map<String, String> injectedHandle() {
        return Map.of();
    }

    /**
     * Requests the fault; returns as soon as the environment has accepted the request.
     *
     * @throws NotInjectedException when nothing was injected and nothing will be
     * @throws UnansweredException when it may have been injected
     * @throws FaultException when it could not be injected as a whole
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

    /**
     * How much of what a fault was to do it did, in its own units, as killed pods.
     *
     * @param asked what the scenario asks for
     * @param done what is known to have been done
     */
    record FaultDelivery(int asked, int done) {}
}
