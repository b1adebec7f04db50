package dev.crossfire.lab.shop;

import dev.crossfire.lab.time.LabClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Work and memory that a replica wastes on purpose, so that it is short of both.
 *
 * <p>Each ends by itself, in this very process, even if the process that requested it has ended.
 */
final class SelfStress {
    private static final int MOST = 16;
    private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int CHUNK = 64 * 1024;
    private static final int HUNDRED = 100;

    /**
     * How much, and for how long.
     *
     * @param cpuPercent share of the time of each worker, 0 to 100
     * @param workers threads; 0 is one for each processor
     * @param memoryPercent how much of the memory is to be in use, 0 to 100
     * @param limit for how long
     */
    record Stress(int cpuPercent, int workers, int memoryPercent, Duration limit) {}

    private static final class RunningStress {
        private final long until;
        private final List<Thread> threads = new ArrayList<>();
        /** Kept here, where no compiler can detect that it is never read. */
        private byte[][] hoard = new byte[0][];

        private volatile boolean ended;

        RunningStress(Duration limit) {
            until = LabClock.nanos() + limit.toNanos();
        }

        boolean over() {
            return ended || LabClock.nanos() - until >= 0;
        }
    }

    private final Map<String, RunningStress> running = new ConcurrentHashMap<>();

    /**
     * Begins the stress; does nothing if that has begun already.
     *
     * @param id what to end it by
     * @return false if too much is under way
     */
    synchronized boolean begin(String id, Stress stress) {
        running.values().removeIf(RunningStress::over);
        if (running.containsKey(id)) {
            return true;
        }
        if (running.size() >= MOST) {
            return false;
        }
        RunningStress one = new RunningStress(stress.limit());
        running.put(id, one);
        int processors = Runtime.getRuntime().availableProcessors();
        int workers = stress.workers() == 0 ? processors : Math.min(stress.workers(), processors);
        for (int i = 0; i < workers && stress.cpuPercent() > 0; i++) {
            start(one, () -> burn(one, stress.cpuPercent()));
        }
        if (stress.memoryPercent() > 0) {
            start(one, () -> hoard(one, stress.memoryPercent()));
        }
        return true;
    }

    /** Ends it within a moment; harmless if it has ended, or never began. */
    synchronized void end(String id) {
        RunningStress one = running.remove(id);
        if (one != null) {
            one.ended = true;
            one.threads.forEach(LockSupport::unpark);
        }
    }

    private static void start(RunningStress one, Runnable work) {
        Thread thread = new Thread(work, "stress");
        thread.setDaemon(true);
        one.threads.add(thread);
        thread.start();
    }

    private static void burn(RunningStress one, int percent) {
        while (!one.over()) {
            long began = LabClock.nanos();
            while (LabClock.nanos() - began < PERIOD * percent / HUNDRED && !one.ended) {
                Thread.onSpinWait();
            }
            LockSupport.parkNanos(PERIOD - PERIOD * percent / HUNDRED);
        }
    }

    /** Allocates so much that the share is reached with what is in use anyway. */
    private static void hoard(RunningStress one, int percent) {
        Runtime runtime = Runtime.getRuntime();
        // What is no longer in use counts as used until it has been collected.
        System.gc();
        long wanted = runtime.maxMemory() / HUNDRED * percent;
        long lacking = wanted - (runtime.totalMemory() - runtime.freeMemory());
        one.hoard = new byte[(int) Math.max(0, lacking / CHUNK)][];
        for (int i = 0; i < one.hoard.length && !one.over(); i++) {
            one.hoard[i] = new byte[CHUNK];
        }
        System.gc();
        while (!one.over()) {
            LockSupport.parkNanos(PERIOD);
        }
        one.hoard = new byte[0][];
        System.gc();
    }
}
