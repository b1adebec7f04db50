package dev.crossfire.testkit.starvation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Whose the processors' time was, since the machine started, as Linux counts it.
 *
 * @param total of all processors, in ticks
 * @param idle the part in which they had nothing to do
 * @param own the part of this build's processes
 */
record ProcessorTimes(long total, long idle, long own) {
    private static final int IDLE = 3;
    private static final int IO_WAIT = 4;
    /** A guest's time, which follows, is counted in the user's already. */
    private static final int STEAL = 7;

    /**
     * Parses the first line of {@code /proc/stat}.
     *
     * @return empty where the system does not count so
     */
    static Optional<ProcessorTimes> parse(String line, long own) {
        List<String> words = List.of(line.trim().split("\\s+"));
        if (!words.get(0).equals("cpu") || words.size() < STEAL + 2) {
            return Optional.empty();
        }
        long total = 0;
        for (int i = 0; i <= STEAL; i++) {
            total += Long.parseLong(words.get(i + 1));
        }
        long idle = Long.parseLong(words.get(IDLE + 1)) + Long.parseLong(words.get(IO_WAIT + 1));
        return Optional.of(new ProcessorTimes(total, idle, own));
    }

    /** Reads what this machine counts now; empty on systems without {@code /proc}. */
    static Optional<ProcessorTimes> now(OwnProcesses own) {
        try (var lines = Files.lines(Path.of("/proc/stat"))) {
            long ticks = own.ticks();
            return lines.findFirst().flatMap(line -> parse(line, ticks));
        } catch (IOException | RuntimeException absent) {
            return Optional.empty();
        }
    }

    /** How the time since an earlier moment was shared; empty if none has passed. */
    Optional<ProcessorShares> since(ProcessorTimes earlier) {
        double all = total - earlier.total;
        if (all <= 0) {
            return Optional.empty();
        }
        double idleShare = Math.max(0, idle - earlier.idle) / all;
        double ownShare = Math.max(0, own - earlier.own) / all;
        return Optional.of(new ProcessorShares(idleShare, Math.max(0, 1 - idleShare - ownShare)));
    }
}
