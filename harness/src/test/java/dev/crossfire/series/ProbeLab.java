package dev.crossfire.series;

import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The lab that all probes share: started when it is first needed, and anew after one that did not become whole. */
final class ProbeLab implements AutoCloseable {
    private static final String RECORDED = "quick-pod-kill";

    private final Path home;
    private final Path folder;
    private final Kinds kinds;
    private @Nullable BackgroundLab lab;
    private @Nullable LabWatch watch;

    ProbeLab(Path home, Path folder, Kinds kinds) {
        this.home = home;
        this.folder = folder;
        this.kinds = kinds;
    }

    /** As {@code --env} takes it. */
    String name() {
        try {
            watch();
        } catch (Exception failed) {
            throw new UncheckedIOException(new IOException("no lab", failed));
        }
        return Objects.requireNonNull(lab).name();
    }

    LabWatch watch() throws Exception {
        if (watch == null) {
            lab = BackgroundLab.up(home, folder);
            watch = new LabWatch(lab.ready(), kinds);
            watch.awaitHealthy();
        }
        return watch;
    }

    /** A run that passed on it, recorded once. */
    Path recorded() throws Exception {
        Path given = Path.of(
                System.getProperty("probes.run", folder.resolve("recorded").toString()));
        if (!Files.exists(given.resolve("verdict.json"))) {
            Path printed = folder.resolve("recorded.txt");
            int code = Victim.crossfire(
                            home, printed, "run", RECORDED, "--env", name(), "--out", given.toString(), "--quiet")
                    .waitFor();
            if (code != 0) {
                throw new IOException("the run to be damaged ended with " + code + ", see " + printed);
            }
        }
        return given;
    }

    /** Stops it; the next probe that needs one starts another. */
    @Override
    public void close() throws IOException {
        if (watch != null) {
            watch.close();
            watch = null;
        }
        if (lab != null) {
            lab.close();
            lab = null;
        }
    }
}
