package dev.crossfire.chaos.injection;

import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultException.NotInjectedException;
import dev.crossfire.spi.FaultException.UnansweredException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An injection that the environment has prepared: one call starts it, and the effect of the fault begins. */
public interface PreparedInjection {
    /** What another process may use to call it off; no secrets. */
    Map<String, String> handle();

    /**
     * What healing can use besides the handle and is known only since the start: the id of what was started, or that
     * nothing was; empty as long as that is unknown. No secrets.
     */
    Map<String, String> started();

    /**
     * Starts it; calling it again starts nothing more.
     *
     * @throws NotInjectedException when the environment refused
     * @throws UnansweredException when it did not report in time whether it took the order
     */
    void start() throws FaultException;

    /**
     * Waits until the injection does nothing any more; returns at once for one that was never started.
     *
     * @throws FaultException when the environment does not report whether or how it ended
     */
    InjectionResult awaitEnd() throws FaultException;

    /**
     * How an injection ended.
     *
     * @param begun false only when the target certainly was not and will not be touched
     * @param problem what went wrong, in the environment's words; null when nothing did
     */
    record InjectionResult(boolean begun, @Nullable String problem) {}
}
