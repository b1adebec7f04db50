package dev.crossfire.series.probes;

import dev.crossfire.evidence.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * One probe, as it follows from the seed alone.
 *
 * @param seed the series' own
 * @param number the probe's, counted for each kind
 * @param folder its own; does not exist yet
 */
public record ProbeAttempt(String kind, long seed, int number, Path folder) {
    private static final long APART = 1_000_003;

    /** The same sequence each time it is asked for. */
    public SplittableRandom random() {
        return new SplittableRandom((seed * APART + number) * 31 + kind.hashCode());
    }

    /** What repeats this probe alone. */
    public String command() {
        return "mvn verify -pl harness -am -Dtest=Probes -Dsurefire.failIfNoSpecifiedTests=false -Dprobes.seed=" + seed
                + " -Dprobes.only=" + kind + "/" + number;
    }

    /** Makes its folder, empty. */
    public Path emptyFolder() throws IOException {
        remove();
        return Files.createDirectories(folder);
    }

    /** Deletes what it has left on disk. */
    public void remove() throws IOException {
        FileTree.delete(folder);
    }
}
