package dev.crossfire.series;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A lab in the background, as users start and stop one. */
final class BackgroundLab implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long BOUND_MINUTES = 2;

    private final Path home;
    private final Path folder;
    private final JsonNode ready;

    private BackgroundLab(Path home, Path folder, JsonNode ready) {
        this.home = home;
        this.folder = folder;
        this.ready = ready;
    }

    /**
     * Starts one.
     *
     * @param options of the lab itself
     * @param folder where it is written down, so that one which a killed series has left is stopped by the next
     */
    static BackgroundLab up(Path home, Path folder, String... options) throws IOException, InterruptedException {
        Path said = folder.resolve("lab.json");
        if (Files.exists(said)) {
            new BackgroundLab(home, folder, read(said)).close();
        }
        Files.deleteIfExists(said);
        Process up = Victim.crossfire(
                home,
                said,
                Stream.concat(Stream.of("lab", "up", "--json", "--"), Stream.of(options))
                        .toArray(String[]::new));
        if (!up.waitFor(BOUND_MINUTES, TimeUnit.MINUTES) || up.exitValue() != 0) {
            up.destroyForcibly();
            throw new IOException("no lab: " + Files.readString(said));
        }
        return new BackgroundLab(home, folder, read(said));
    }

    /** Progress comes first, the ready line last. */
    private static JsonNode read(Path said) throws IOException {
        List<String> lines = Files.readAllLines(said);
        String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        return last.startsWith("{") ? JSON.readTree(last) : JSON.createObjectNode();
    }

    JsonNode ready() {
        return ready;
    }

    /** As {@code --env} takes it. */
    String name() {
        return "lab:" + pid();
    }

    private long pid() {
        return ready.path("pid").asLong();
    }

    /** Stops it, and waits until it has; one that never got ready has no number, and without one every lab is stopped. */
    @Override
    public void close() throws IOException {
        if (pid() > 0) {
            Victim.crossfire(home, folder.resolve("lab-down.txt"), "lab", "down", Long.toString(pid()))
                    .onExit()
                    .join();
        }
    }
}
