package dev.crossfire.fake;

import dev.crossfire.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Time that passes only while all threads wait for it, so that schedules of several threads come out the same each
 * time.
 *
 * <p>It moves to the next moment for which a thread sleeps once every thread that has ever read the time, and every
 * thread of a fault, is asleep here or waits for another thread.
 */
public final class FakeTime implements TimeSource, AutoCloseable {
    /** Where it begins. */
    public static final Instant ZERO = Instant.parse("2026-11-20T08:00:00Z");

    private static final long BETWEEN_POLLS_NANOS = 20_000;
    private static final int MOST_THREADS = 200;

    private record Appointment(Instant when, Runnable what) {}

    private final Set<Thread> known = ConcurrentHashMap.newKeySet();
    private final Map<Thread, Instant> asleep = new HashMap<>();
    private final List<Appointment> appointments = new ArrayList<>();
    private final Thread driver = new Thread(this::drive, "fake-time");
    private Instant now = ZERO;
    private Duration set = Duration.ZERO;
    private volatile boolean closed;

    public FakeTime() {
        driver.setDaemon(true);
        driver.start();
    }

    @Override
    public synchronized Instant now() {
        known.add(Thread.currentThread());
        return now.plus(set);
    }

    @Override
    public synchronized Duration elapsed() {
        known.add(Thread.currentThread());
        return Duration.between(ZERO, now);
    }

    /** Sets the wall clock, from what it would show otherwise; time itself goes on as before. */
    public synchronized void set(Duration ahead) {
        set = ahead;
    }

    @Override
    public synchronized void sleepUntil(Instant moment) throws InterruptedException {
        Thread sleeper = Thread.currentThread();
        known.add(sleeper);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Instant wake = moment.minus(set);
        try {
            while (wake.isAfter(now)) {
                asleep.put(sleeper, wake);
                wait();
            }
        } finally {
            asleep.remove(sleeper);
        }
    }

    /** Does something when so much time has passed since the beginning, before any other thread wakes up. */
    public synchronized void at(Duration sinceZero, Runnable what) {
        appointments.add(new Appointment(ZERO.plus(sinceZero), what));
    }

    private void drive() {
        while (!closed) {
            if (!advance()) {
                LockSupport.parkNanos(BETWEEN_POLLS_NANOS);
            }
        }
    }

    private boolean advance() {
        List<Appointment> due;
        synchronized (this) {
            if (asleep.isEmpty() || !everyThreadWaits()) {
                return false;
            }
            now = next();
            due = appointments.stream().filter(one -> !one.when().isAfter(now)).toList();
            appointments.removeAll(due);
        }
        // Without the lock: what is due may stop threads that want the time.
        due.forEach(one -> one.what().run());
        synchronized (this) {
            notifyAll();
        }
        return true;
    }

    private Instant next() {
        Instant wake = asleep.values().stream().min(Comparator.naturalOrder()).orElseThrow();
        return appointments.stream()
                .map(Appointment::when)
                .filter(when -> when.isBefore(wake))
                .min(Comparator.naturalOrder())
                .orElse(wake);
    }

    private boolean everyThreadWaits() {
        Thread[] all = new Thread[MOST_THREADS];
        int count = Thread.currentThread().getThreadGroup().enumerate(all);
        for (int i = 0; i < count; i++) {
            if (matters(all[i]) && !waits(all[i])) {
                return false;
            }
        }
        return true;
    }

    /** A thread that has just begun has not read the time yet; those of faults are known by their names. */
    private boolean matters(Thread thread) {
        return known.contains(thread)
                || thread.getName().startsWith("fault-")
                || thread.getName().startsWith("look-");
    }

    private boolean waits(Thread thread) {
        Instant until = asleep.get(thread);
        boolean owed = until != null && !until.isAfter(now);
        return !owed
                && !thread.isInterrupted()
                && (thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING);
    }

    @Override
    public void close() {
        closed = true;
    }
}
