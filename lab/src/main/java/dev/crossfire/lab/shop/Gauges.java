package dev.crossfire.lab.shop;

import com.sun.management.OperatingSystemMXBean;
import dev.crossfire.lab.time.LabClock;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** How much of the machine's processors and of its own memory this process uses. */
final class Gauges implements AutoCloseable {
    private static final long PERIOD_MILLIS = 250;

    /** Looked up once: each lookup searches them anew, which costs more than all the rest of a health check. */
    private final List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans();

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final ScheduledExecutorService sampler = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "gauges");
        thread.setDaemon(true);
        return thread;
    });
    private long lastAt = LabClock.nanos();
    private long lastUsed = system.getProcessCpuTime();
    private volatile double cpu;

    Gauges() {
        var unused = sampler.scheduleAtFixedRate(this::sample, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Returns both as shares of all there is, as {@code cpu=0.12, memory=0.40}. */
    String read() {
        return String.format(Locale.ROOT, "cpu=%.2f, memory=%.2f", cpu, memory());
    }

    @Override
    public void close() {
        sampler.shutdownNow();
    }

    private void sample() {
        long now = LabClock.nanos();
        long used = system.getProcessCpuTime();
        cpu = (double) (used - lastUsed) / (now - lastAt) / Runtime.getRuntime().availableProcessors();
        lastAt = now;
        lastUsed = used;
    }

    /** Collects the garbage once: before the first collection nothing would seem to be in use. */
    void settle() {
        System.gc();
    }

    /** What was in use when the garbage was last collected: what came since may be garbage itself. */
    private double memory() {
        long used = pools.stream()
                .map(MemoryPoolMXBean::getCollectionUsage)
                .filter(Objects::nonNull)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
        return (double) used / Runtime.getRuntime().maxMemory();
    }
}
