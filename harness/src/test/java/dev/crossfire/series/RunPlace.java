package dev.crossfire.series;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.opentest4j.TestAbortedException;

/**
 * Where a run that is to be treated badly writes, and with which variables it runs.
 *
 * @param run its folder; does not exist yet
 * @param printed the file for what it prints
 * @param mounted the run's file system; the run's own folder's parent where it has none of its own
 * @param isMounted whether that is a file system of its own
 */
record RunPlace(Path run, Path printed, Path mounted, boolean isMounted, Map<String, String> variables)
        implements AutoCloseable {
    /** Enough to get ready and to fire a fault. */
    private static final String SIZE = "48m";

    /** The mounted file system in a trial's folder. */
    static final String DISK = "disk";

    /** A folder like any other. */
    static RunPlace of(Path run) {
        return new RunPlace(run, run.resolveSibling("run.txt"), run.resolveSibling("."), false, Map.of());
    }

    /** What a way of being treated badly needs, in a trial's folder. */
    static RunPlace of(KillWay way, Path folder) throws IOException {
        if (way == KillWay.DISK_FULL) {
            Path disk = Files.createDirectories(folder.resolve(DISK));
            if (ResourceShortage.exitCode("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "tmpfs", disk.toString())
                    != 0) {
                throw new TestAbortedException("a small file system cannot be mounted here; it takes root");
            }
            return new RunPlace(disk.resolve("run"), folder.resolve("run.txt"), disk, true, Map.of());
        }
        Path run = folder.resolve("run");
        return way == KillWay.CLOCK_SET
                ? new RunPlace(
                        run, folder.resolve("run.txt"), folder, false, ResourceShortage.clockThatCanBeSet(folder))
                : of(run);
    }

    /** Where the run of a trial lies. */
    static Path runIn(KillWay way, Path folder) {
        return (way == KillWay.DISK_FULL ? folder.resolve(DISK) : folder).resolve("run");
    }

    @Override
    public void close() throws IOException {
        if (isMounted && ResourceShortage.exitCode("umount", "-l", mounted.toString()) != 0) {
            throw new IOException(mounted + " cannot be unmounted");
        }
    }
}
