package dev.crossfire.simulations.resources;

import dev.crossfire.simulations.recorder.GeneratorClock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reports once a second what this process uses of its machine. Twenty times a second it checks whether it was stalled, and
 * whether the clock was set.
 */
public final class ResourceMonitor implements AutoCloseable {
    private static final long CHECK_MICROS = 50_000;

    /** A check that comes later than this was delayed; requests are as late as that, by the judge's own limit. */
    private static final long ACCEPTABLE_MICROS = 50_000;

    private static final long REPORT_MICROS = 1_000_000;
    private static final double MICROS_PER_MILLI = 1e3;
    private static final double MICROS_PER_SECOND = 1e6;

    private final GeneratorClock clock;
    private final ProcessResources resources = new ProcessResources();
    private final Consumer<ResourceUsage> report;
    private final ClockWatch clockWatch = new ClockWatch();
    private final Thread thread = new Thread(this::measure, "resource-monitor");
    private volatile boolean closing;

    /**
     * Prepares; nothing is measured before {@link #begin}.
     *
     * @param report takes the usage on a thread of its own, and must not block it for long
     */
    public ResourceMonitor(GeneratorClock clock, Consumer<ResourceUsage> report) {
        this.clock = clock;
        this.report = report;
        thread.setDaemon(true);
    }

    /** Begins; ends with {@link #close} or the process. */
    public void begin() {
        thread.start();
    }

    private void measure() {
        long began = monotonicMicros();
        long last = began;
        long stalled = 0;
        long stepped = 0;
        while (!closing) {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(CHECK_MICROS));
            long now = monotonicMicros();
            stalled += Math.max(0, now - last - CHECK_MICROS - ACCEPTABLE_MICROS);
            last = now;
            long wall = clock.nowMicros();
            stepped += clockWatch.look(now, wall, monotonicMicros());
            if (now - began >= REPORT_MICROS) {
                report.accept(resources.usage(
                        (now - began) / MICROS_PER_SECOND,
                        stalled / MICROS_PER_MILLI,
                        stepped == 0 ? null : stepped / MICROS_PER_MILLI));
                began = now;
                stalled = 0;
                stepped = 0;
            }
        }
    }

    private static long monotonicMicros() {
        return GeneratorClock.monotonicNanos() / 1000;
    }

    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
    }

    /**
     * Sees when the wall clock is set, by the monotonic one; pure.
     *
     * <p>A clock that is slewed, as NTP does it, moves by half a millisecond a second and is not one that was set.
     */
    static final class ClockWatch {
        /** Less than this between two readings is slewing, or the reading of two clocks one after the other. */
        static final long LEAST_STEP_MICROS = 20_000;

        /** Between the two readings this thread was suspended, so they cannot be compared. */
        private static final long MOST_READING_MICROS = 1_000;

        private @Nullable Long offset;

        /**
         * Compares the clocks once.
         *
         * @param before the monotonic clock just before the wall clock was read, microseconds
         * @param wall the wall clock, microseconds
         * @param after the monotonic clock just after
         * @return by how much the wall clock was set since the last comparison, microseconds; 0 when it was not
         */
        long look(long before, long wall, long after) {
            if (after - before > MOST_READING_MICROS) {
                return 0;
            }
            long now = wall - before;
            long moved = offset == null ? 0 : now - offset;
            offset = now;
            return Math.abs(moved) < LEAST_STEP_MICROS ? 0 : moved;
        }
    }

    /**
     * What the load generator used over about one second; a figure that this machine does not report is null.
     *
     * @param seconds how long it was
     * @param ownCpu share of all processors that this process used
     * @param machineCpu share of all processors that all processes used
     * @param stalledMillis for how long this process was not given a processor, or stood still by itself
     * @param files open
     * @param filesAllowed that may be open
     * @param ports local TCP ports in use or cooling down on the whole machine
     * @param portsAllowed that may be handed out
     * @param clockStepMillis by how much the wall clock was set, forward when positive; null when it was not
     */
    public record ResourceUsage(
            double seconds,
            @Nullable Double ownCpu,
            @Nullable Double machineCpu,
            double stalledMillis,
            @Nullable Long files,
            @Nullable Long filesAllowed,
            @Nullable Long ports,
            @Nullable Long portsAllowed,
            @Nullable Double clockStepMillis) {}
}
