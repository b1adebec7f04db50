package dev.crossfire.simulations.vitals;

import dev.crossfire.simulations.recorder.WallClock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Measures this process' own pulse twenty times a second and reports its vital signs once a second. */
public final class VitalSigns implements AutoCloseable {
    private static final long PULSE_MICROS = 50_000;

    /** A pulse that comes later than this was delayed; requests are as late as that, by the judge's own limit. */
    private static final long ACCEPTABLE_MICROS = 50_000;

    private static final long REPORT_MICROS = 1_000_000;
    private static final double MICROS_A_MILLI = 1e3;
    private static final double MICROS_A_SECOND = 1e6;

    private final WallClock clock;
    private final Machine machine = new Machine();
    private final Consumer<Vitals> report;
    private final ClockWatch clockWatch = new ClockWatch();
    private final Thread thread = new Thread(this::feel, "vital-signs");
    private volatile boolean closing;

    /**
     * Prepares; nothing is measured before {@link #begin}.
     *
     * @param report takes the vital signs on a thread of its own, and must not block it for long
     */
    public VitalSigns(WallClock clock, Consumer<Vitals> report) {
        this.clock = clock;
        this.report = report;
        thread.setDaemon(true);
    }

    /** Begins; ends with {@link #close} or the process. */
    public void begin() {
        thread.start();
    }

    private void feel() {
        long began = monotonicMicros();
        long last = began;
        long stalled = 0;
        long stepped = 0;
        while (!closing) {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(PULSE_MICROS));
            long now = monotonicMicros();
            stalled += Math.max(0, now - last - PULSE_MICROS - ACCEPTABLE_MICROS);
            last = now;
            long wall = clock.nowMicros();
            stepped += clockWatch.look(now, wall, monotonicMicros());
            if (now - began >= REPORT_MICROS) {
                report.accept(machine.vitals(
                        (now - began) / MICROS_A_SECOND,
                        stalled / MICROS_A_MILLI,
                        stepped == 0 ? null : stepped / MICROS_A_MILLI));
                began = now;
                stalled = 0;
                stepped = 0;
            }
        }
    }

    private static long monotonicMicros() {
        return System.nanoTime() / 1000;
    }

    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(thread);
    }
}
