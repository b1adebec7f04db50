package dev.crossfire.chaos.injection;

import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultException.NotInjectedException;
import dev.crossfire.spi.RunClock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An injection that Crossfire itself ends after its duration, because what injects it does not.
 *
 * <p>While it waits it looks whether it was healed, by this process or by another.
 */
public abstract class TimedInjection implements PreparedInjection {
    private static final long BETWEEN_LOOKS_MILLIS = 250;

    private final Object turn = new Object();
    private final RunClock clock;
    private final @Nullable Duration duration;
    private Duration began = Duration.ZERO;
    private boolean mayRun;

    /**
     * An injection that is not started yet.
     *
     * @param duration after which it is ended; null for one that leaves nothing that goes on
     */
    protected TimedInjection(RunClock clock, @Nullable Duration duration) {
        this.clock = clock;
        this.duration = duration;
    }

    /**
     * Injects the fault.
     *
     * @throws NotInjectedException when nothing was injected
     */
    protected abstract void begin() throws FaultException;

    /** Whether nothing of it is left, as after healing by another process. */
    protected abstract boolean isHealed() throws FaultException;

    /**
     * Injects the fault into what has come since it began; called a few times a second until it ends, does nothing unless a
     * fault overrides it.
     *
     * @throws FaultException when that failed; it is called again
     */
    protected void sustain() throws FaultException {}

    /**
     * Ends it, and makes sure that nothing is left; may run twice, and after it was healed.
     *
     * @throws FaultException when something may be left
     */
    protected abstract void end() throws FaultException;

    @Override
    public Map<String, String> started() {
        return Map.of();
    }

    @Override
    public void start() throws FaultException {
        synchronized (turn) {
            if (mayRun) {
                return;
            }
            mayRun = true;
            began = clock.elapsed();
        }
        try {
            begin();
        } catch (NotInjectedException untouched) {
            synchronized (turn) {
                mayRun = false;
            }
            throw untouched;
        }
    }

    @Override
    public InjectionResult awaitEnd() throws FaultException {
        synchronized (turn) {
            if (!mayRun) {
                return new InjectionResult(false, null);
            }
            while (!isDue() && !isHealed()) {
                sustain();
                try {
                    turn.wait(BETWEEN_LOOKS_MILLIS);
                } catch (InterruptedException again) {
                    Thread.currentThread().interrupt();
                    throw new FaultException("the wait for the end of the fault was interrupted", again);
                }
            }
        }
        end();
        return new InjectionResult(true, null);
    }

    private boolean isDue() {
        return duration == null || clock.elapsed().compareTo(began.plus(duration)) >= 0;
    }
}
