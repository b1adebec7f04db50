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
 * <p>Each waste ends by itself, in this very process, even if the process that requested it has ended.
 */
final class SelfStress {
    private static final int MOST = 16;
    private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int CHUNK = 64 * 1024;
    private static final int HUNDRED = 100;

    /**
     * What is wasted.
     *
     * @param cpuPercent share of the time of each worker, 0 to 100
     * @param workers threads; 0 is one for each processor
     * @param memoryPercent how much of the memory is to be in use, 0 to 100
     * @param limit for how long
     */
    record Waste(int cpuPercent, int workers, int memoryPercent, Duration limit) {}

    private static final class Burden {
        private final long until;
        private final List<Thread> threads = new ArrayList<>();
        /** Kept here, where no compiler can detect that it is never read. */
        private byte[][] hoard = new byte[0][];

        private volatile boolean ended;

        Burden(Duration limit) {
            until = LabClock.nanos() + limit.toNanos();
        }

        boolean over() {
            return ended || LabClock.nanos() - until >= 0;
        }
    }

    private final Map<String, Burden> burdens = new ConcurrentHashMap<>();

    /**
     * Begins to waste; does nothing if that has begun already.
     *
     * @param id what to end it by
     * @return false if too much is under way
     */
    synchronized boolean begin(String id, Waste waste) {
        burdens.values().removeIf(Burden::over);
        if (burdens.containsKey(id)) {
            return true;
        }
        if (burdens.size() >= MOST) {
            return false;
        }
        Burden burden = new Burden(waste.limit());
        burdens.put(id, burden);
        int processors = Runtime.getRuntime().availableProcessors();
        int workers = waste.workers() == 0 ? processors : Math.min(waste.workers(), processors);
        for (int i = 0; i < workers && waste.cpuPercent() > 0; i++) {
            start(burden, () -> burn(burden, waste.cpuPercent()));
        }
        if (waste.memoryPercent() > 0) {
            start(burden, () -> hoard(burden, waste.memoryPercent()));
        }
        return true;
    }

    /** Ends it within a moment; harmless if it has ended, or never began. */
    synchronized void end(String id) {
        Burden burden = burdens.remove(id);
        if (burden != null) {
            burden.ended = true;
            burden.threads.forEach(LockSupport::unpark);
        }
    }

    private static void start(Burden burden, Runnable work) {
        Thread thread = new Thread(work, "strain");
        thread.setDaemon(true);
        burden.threads.add(thread);
        thread.start();
    }

    private static void burn(Burden burden, int percent) {
        while (!burden.over()) {
            long began = LabClock.nanos();
            while (LabClock.nanos() - began < PERIOD * percent / HUNDRED && !burden.ended) {
                Thread.onSpinWait();
            }
            LockSupport.parkNanos(PERIOD - PERIOD * percent / HUNDRED);
        }
    }

    /** Allocates so much that the share is reached with what is in use anyway. */
    private static void hoard(Burden burden, int percent) {
        Runtime runtime = Runtime.getRuntime();
        // What is no longer in use counts as used until it has been collected.
        System.gc();
        long wanted = runtime.maxMemory() / HUNDRED * percent;
        long lacking = wanted - (runtime.totalMemory() - runtime.freeMemory());
        burden.hoard = new byte[(int) Math.max(0, lacking / CHUNK)][];
        for (int i = 0; i < burden.hoard.length && !burden.over(); i++) {
            burden.hoard[i] = new byte[CHUNK];
        }
        System.gc();
        while (!burden.over()) {
            LockSupport.parkNanos(PERIOD);
        }
        burden.hoard = new byte[0][];
        System.gc();
    }
}
