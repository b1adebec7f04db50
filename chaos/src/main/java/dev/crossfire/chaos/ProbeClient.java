package dev.crossfire.chaos;

import dev.crossfire.model.Target;
import dev.crossfire.spi.FaultException;

/**
 * A way to look at a target from the outside, as its users reach it; environments offer it for targets with an address.
 *
 * <p>Used by one thread. Keeps its connection from one question to the next where the target's users do so too.
 */
public interface ProbeClient extends AutoCloseable {
    /** Longer than a target that serves needs, shorter than what a look may take. */
    long PATIENCE_MILLIS = 600;

    /**
     * The vantage on a target's own address.
     *
     * @throws FaultException when it has none that can be asked
     */
    static ProbeClient of(Target target) throws FaultException {
        return ProbeProtocols.probeClient(target);
    }

    /** Asks once; returns within {@link #PATIENCE_MILLIS}. */
    ProbeReply ask();

    /** Lets go of the connection. */
    @Override
    void close();
}
