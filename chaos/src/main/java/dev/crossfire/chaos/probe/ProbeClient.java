package dev.crossfire.chaos.probe;

import dev.crossfire.model.Target;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.RunClock;
import java.time.Duration;

/**
 * Sends probes to a target from the outside, as its users reach it; environments offer it for targets with an address.
 *
 * <p>Used by one thread. Keeps its connection from one probe to the next where the target's users do so too.
 */
public interface ProbeClient extends AutoCloseable {
    /** Longer than a healthy target needs, shorter than the limit of a probe. */
    long PATIENCE_MILLIS = 600;

    /** Enough to know how long answers usually take. */
    int USUAL_BASELINE = 20;

    /**
     * The probe client of a target's own address.
     *
     * @throws FaultException when it has none that can be probed
     */
    static ProbeClient of(Target target, RunClock clock) throws FaultException {
        return ProbeProtocols.probeClient(target, clock, Duration.ofMillis(PATIENCE_MILLIS));
    }

    /** Sends one probe; returns within {@link #patience}. */
    ProbeReply request();

    /** The longest time that one probe takes. */
    default Duration patience() {
        return Duration.ofMillis(PATIENCE_MILLIS);
    }

    /** How many replies show how the target answers when nothing is wrong. */
    default int baseline() {
        return USUAL_BASELINE;
    }

    /** What it means that a probe is not answered within {@link #PATIENCE_MILLIS}. */
    default ProbeReply late() {
        return new ProbeReply.Silent();
    }

    /** Closes the connection. */
    @Override
    void close();
}
