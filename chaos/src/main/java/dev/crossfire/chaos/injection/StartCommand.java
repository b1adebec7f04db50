package dev.crossfire.chaos.injection;

import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultException.NotInjectedException;
import dev.crossfire.spi.FaultException.UnansweredException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A prepared command that begins the effect of a fault once it is started. */
public interface StartCommand {
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
     * @throws UnansweredException when it did not report in time whether it took the command
     */
    void start() throws FaultException;

    /**
     * Waits until the command does nothing any more; returns at once for one that was never started.
     *
     * @throws FaultException when the environment does not report whether or how it ended
     */
    CommandResult awaitEnd() throws FaultException;

    /**
     * How a command ended.
     *
     * @param begun false only when the target certainly was not and will not be touched
     * @param problem what went wrong, in the environment's words; null when nothing did
     */
    record CommandResult(boolean begun, @Nullable String problem) {}
}
