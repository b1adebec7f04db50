package dev.crossfire.run;

import dev.crossfire.error.RunErrorException;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.load.Cohort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether the disks that a run writes to have room for it, as far as that can be known before it begins.
 *
 * @param free the bytes that this user may still write to the disk of a folder that exists
 */
public record DiskSpace(FreeBytes free) {
    /** Tells how much a disk can still take. */
    @FunctionalInterface
    public interface FreeBytes {
        /**
         * Returns the bytes for a folder.
         *
         * @throws IOException when the file system does not tell
         */
        long of(Path folder) throws IOException;
    }

    private static final long MEGABYTE = 1_000_000;
    /** Logs, reports, journal and frames. */
    private static final long AROUND_THE_REQUESTS = 30 * MEGABYTE;
    /** A record has 32 bytes, and a user sends about ten requests; a ledger has lines for the writes among them. */
    private static final long OF_AN_ARRIVAL = 500;
    /** A load whose rates only its simulation knows. */
    private static final long OF_AN_UNKNOWN_LOAD = 50 * MEGABYTE;
    /** Two databases with their logs, a cache and the replicas' logs. */
    private static final long OF_A_LAB = 200 * MEGABYTE;
    /** Java's own files. */
    private static final long OF_A_TEMPORARY_FOLDER = 10 * MEGABYTE;

    /** This machine's disks. */
    public static DiskSpace ofThisMachine() {
        return new DiskSpace(folder -> Files.getFileStore(folder).getUsableSpace());
    }

    /**
     * Makes sure that there is room.
     *
     * @param runs the folder that the run's folder is made in, or the run's folder itself; may not exist
     * @param temporary the folder for temporary files
     * @param drills how many runs
     * @param ownLab whether the run starts a lab, whose files are temporary
     * @throws RunErrorException when there is too little, with the disk, what it has and what is needed
     */
    public void require(Path runs, Path temporary, Scenario scenario, int drills, boolean ownLab)
            throws RunErrorException {
        require(runs, "the run's folder", drills * evidence(scenario), "free some space, or use --out DIR");
        require(
                temporary,
                "the folder for temporary files",
                ownLab ? OF_A_LAB : OF_A_TEMPORARY_FOLDER,
                "free some space, or name another by JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR");
    }

    private void require(Path folder, String what, long needed, String advice) throws RunErrorException {
        @Nullable Path there = folder.toAbsolutePath().normalize();
        while (there != null && !Files.isDirectory(there)) {
            there = there.getParent();
        }
        if (there == null) {
            return;
        }
        long left;
        try {
            left = free.of(there);
        } catch (IOException unknown) {
            // Then the first write that fails says it.
            return;
        }
        if (left < needed) {
            throw new RunErrorException("the disk of " + what + " " + folder + " is "
                    + (left < MEGABYTE ? "full" : "nearly full") + ": " + left / MEGABYTE + " MB are free, and this run"
                    + " may need " + (needed + MEGABYTE - 1) / MEGABYTE + " MB; " + advice);
        }
    }

    /** How much evidence one run of a scenario may write, generously. */
    static long evidence(Scenario scenario) {
        Duration whole = scenario.load().warmUp().plus(scenario.load().duration());
        double arrivals = 0;
        for (Cohort cohort : scenario.load().cohorts()) {
            arrivals += cohort.arrivals(Duration.ZERO, whole);
        }
        return AROUND_THE_REQUESTS + (arrivals == 0 ? OF_AN_UNKNOWN_LOAD : Math.round(arrivals) * OF_AN_ARRIVAL);
    }
}
