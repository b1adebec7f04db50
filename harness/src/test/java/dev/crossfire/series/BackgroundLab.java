package dev.crossfire.series;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfire.conductor.BrokenException;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A lab that was started by {@code crossfire lab up}, and is stopped by {@code crossfire lab down}. */
final class BackgroundLab implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Duration WELL_WITHIN = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path home;
    private final Path folder;
    private final JsonNode ready;
    private final LabWatch watch;

    private BackgroundLab(Path home, Path folder, JsonNode ready, LabWatch watch) {
        this.home = home;
        this.folder = folder;
        this.ready = ready;
        this.watch = watch;
    }

    /** Starts one; what it prints lies in a folder. */
    static BackgroundLab start(Path home, Path folder, Kinds kinds)
            throws IOException, InterruptedException, BrokenException {
        Path said = folder.resolve("lab.json");
        Process lab = Victim.crossfire(home, said, "lab", "up", "--json");
        if (!lab.waitFor(READY_WITHIN.toSeconds(), TimeUnit.SECONDS) || lab.exitValue() != 0) {
            throw new IOException("no lab; see " + said);
        }
        List<String> lines = Files.readAllLines(said);
        JsonNode ready = JSON.readTree(lines.get(lines.size() - 1));
        return new BackgroundLab(home, folder, ready, new LabWatch(ready, kinds));
    }

    /** What {@code --env} calls it. */
    String environment() {
        return "lab:" + ready.path("pid").asText();
    }

    /** Where its users go. */
    URI baseUrl() {
        return URI.create(ready.path("baseUrl").asText());
    }

    LabWatch watch() {
        return watch;
    }

    /** Waits until everything in it serves. */
    void awaitWell(String before) {
        Awaitility.await("the lab is well before " + before)
                .atMost(WELL_WITHIN)
                .pollInterval(Duration.ofMillis(500))
                .until(watch::isWell);
    }

    @Override
    public void close() throws IOException {
        watch.close();
        Victim.crossfire(
                        home,
                        folder.resolve("lab.txt"),
                        "lab",
                        "down",
                        ready.path("pid").asText())
                .onExit()
                .join();
    }
}
