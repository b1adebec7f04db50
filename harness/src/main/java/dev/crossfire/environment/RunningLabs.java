package dev.crossfire.environment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfire.evidence.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is known of labs in the background: one file a lab, named after its process, readable by its owner only. */
public final class RunningLabs {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The key of the directory in which a lab was started. */
    private static final String STARTED_IN = "startedIn";

    /** Names the process that starts the lab. */
    private static final Pattern LOG_NAME = Pattern.compile("lab-(\\d{1,18})-.*[.]log");

    private static final int GRACE_SECONDS = 10;

    private final Path directory;

    RunningLabs(Path directory) {
        this.directory = directory;
    }

    /** The labs of this user. */
    public static RunningLabs ofUser() throws IOException {
        return new RunningLabs(
                LabsFolder.of(Path.of(System.getProperty("user.home")), Path.of(System.getProperty("java.io.tmpdir"))));
    }

    /**
     * Records a lab by the ready line that it printed.
     *
     * @param startedIn the working directory of the process that started it
     */
    public void remember(JsonNode ready, Path startedIn) throws IOException {
        makeDirectory();
        ObjectNode state = ready.deepCopy();
        state.put(STARTED_IN, real(startedIn));
        AtomicFile.write(file(ready.path("pid").asLong()), state.toPrettyString());
    }

    /** Where a lab was started; "an unknown directory" for one that an earlier Crossfire started. */
    public static String startedIn(JsonNode lab) {
        return lab.path(STARTED_IN).asText("an unknown directory");
    }

    /** Whether a lab was started in a directory. */
    public static boolean isOf(JsonNode lab, Path directory) throws IOException {
        return startedIn(lab).equals(real(directory));
    }

    private static String real(Path directory) throws IOException {
        return directory.toAbsolutePath().toRealPath().toString();
    }

    /** The labs that still run; what is known of others is thrown away. */
    public List<JsonNode> running() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<JsonNode> labs = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                JsonNode ready = read(file);
                if (isRunning(ready.path("pid").asLong())) {
                    labs.add(ready);
                } else {
                    Files.deleteIfExists(file);
                }
            }
        }
        if (labs.isEmpty()) {
            deleteLogs();
        }
        return labs;
    }

    /** The name of a damaged file still identifies the lab to stop. */
    private static JsonNode read(Path file) throws IOException {
        String pid = file.getFileName().toString().replace(".json", "");
        try {
            JsonNode ready = JSON.readTree(Files.readString(file));
            return ready.isObject() ? ready : JSON.createObjectNode().put("pid", pid);
        } catch (JsonProcessingException | NoSuchFileException damagedOrGone) {
            return JSON.createObjectNode().put("pid", pid);
        }
    }

    /** The running lab of a process; empty when there is none. */
    public Optional<JsonNode> find(String pid) throws IOException {
        return running().stream()
                .filter(ready -> ready.path("pid").asText().equals(pid))
                .findFirst();
    }

    private void deleteLogs() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path log : files.filter(path -> path.toString().endsWith(".log"))
                    .filter(path -> !isBeingStarted(path))
                    .toList()) {
                Files.deleteIfExists(log);
            }
        }
    }

    /** A lab is remembered when it is ready; until then its log belongs to the process that waits for it. */
    private static boolean isBeingStarted(Path log) {
        Matcher starter = LOG_NAME.matcher(log.getFileName().toString());
        return starter.matches()
                && ProcessHandle.of(Long.parseLong(starter.group(1))).isPresent();
    }

    /** Where the standard error goes of a lab that this process is about to start. */
    public Path newLog() throws IOException {
        makeDirectory();
        return Files.createTempFile(directory, "lab-" + ProcessHandle.current().pid() + "-", ".log");
    }

    private void makeDirectory() throws IOException {
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private Path file(long pid) {
        return directory.resolve(pid + ".json");
    }

    /** Whether the process is there and is a lab: process ids are given out again. */
    private static boolean isRunning(long pid) {
        return ProcessHandle.of(pid).filter(RunningLabs::isLab).isPresent();
    }

    /** Whether a process is a lab, and lives. */
    static boolean isLab(ProcessHandle process) {
        return process.isAlive()
                && process.info()
                        .commandLine()
                        .filter(command -> command.contains("dev.crossfire.lab.Lab"))
                        .isPresent();
    }

    /** Requests a lab's process to end, which stops everything in it; whether it has. */
    public static boolean end(long pid) throws InterruptedException {
        ProcessHandle process = ProcessHandle.of(pid).filter(RunningLabs::isLab).orElse(null);
        if (process == null) {
            return true;
        }
        process.destroy();
        try {
            process.onExit().get(GRACE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException stubborn) {
            return false;
        }
    }
}
