package dev.crossfire.environment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.process.ChildProcess;
import dev.crossfire.process.Installation;
import dev.crossfire.progress.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The embedded lab as a process of its own, ready. */
public final class LabProcess implements AutoCloseable {
    private static final String MAIN = "dev.crossfire.lab.Lab";
    /** Unpacking on a slow disk included. */
    private static final Duration READY_BOUND = Duration.ofSeconds(90);

    /** A supervisor needs little; what it starts brings its own memory. */
    private static final List<String> JVM_OPTIONS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m");

    private static final int LOG_LINES = 15;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChildProcess child;
    private final JsonNode ready;

    private LabProcess(ChildProcess child, JsonNode ready) {
        this.child = child;
        this.ready = ready;
    }

    /**
     * Starts a lab that lives as long as this process, and waits until it is ready.
     *
     * @param options for the lab's command line
     * @throws RunErrorException when it does not get ready; names the part that failed and its last words
     */
    public static LabProcess start(Installation installation, List<String> options, Path log, ProgressListener progress)
            throws RunErrorException, InterruptedException {
        BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
        ChildProcess child = ChildProcess.start(
                "lab",
                command(installation, options),
                log,
                line -> lines.add(Optional.of(line)),
                () -> lines.add(Optional.empty()));
        boolean isReady = false;
        try {
            LabProcess lab = new LabProcess(child, awaitReady(child, lines, progress));
            isReady = true;
            return lab;
        } finally {
            if (!isReady) {
                child.close();
            }
        }
    }

    private static List<String> command(Installation installation, List<String> options) throws RunErrorException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        command.addAll(List.of("-cp", installation.classPath("lab", ""), MAIN));
        command.addAll(options);
        return command;
    }

    /**
     * Starts a lab that outlives this process, and waits until it is ready.
     *
     * @throws RunErrorException when it does not get ready
     */
    public static LabProcess startDetached(
            Installation installation, List<String> options, Path log, ProgressListener progress)
            throws RunErrorException, InterruptedException {
        List<String> detached = new ArrayList<>(options);
        detached.add("--detached");
        return start(installation, detached, log, progress);
    }

    private static JsonNode awaitReady(
            ChildProcess child, BlockingQueue<Optional<String>> lines, ProgressListener progress)
            throws RunErrorException, InterruptedException {
        while (true) {
            Optional<String> line = lines.poll(READY_BOUND.toMillis(), TimeUnit.MILLISECONDS);
            if (line == null) {
                throw new RunErrorException("the lab was not ready within " + READY_BOUND.toSeconds() + " s"
                        + logTail(child.lastLogLines(LOG_LINES)));
            }
            JsonNode event = parse(line.orElseThrow(() -> new RunErrorException(
                    "the lab ended before it was ready" + logTail(child.lastLogLines(LOG_LINES)))));
            switch (event.path("event").asText()) {
                case "ready" -> {
                    return event;
                }
                case "failed" -> throw failed(event);
                default ->
                    progress.phase("starting the lab: " + event.path("part").asText());
            }
        }
    }

    private static RunErrorException failed(JsonNode event) {
        List<String> log = new ArrayList<>();
        event.path("log").forEach(line -> log.add(line.asText()));
        return new RunErrorException("the lab's " + event.path("part").asText("part") + " was not ready in time"
                + logTail(log) + "\n  Try './crossfire doctor'.");
    }

    private static String logTail(List<String> log) {
        return log.isEmpty() ? "" : "; its last output:\n    " + String.join("\n    ", log);
    }

    private static JsonNode parse(String line) throws RunErrorException {
        try {
            return JSON.readTree(line);
        } catch (IOException foreign) {
            throw new RunErrorException("the lab's output is not an event: " + line, foreign);
        }
    }

    /** Its ready report: addresses, resources, where it keeps its files. */
    public JsonNode ready() {
        return ready;
    }

    boolean isAlive() {
        return child.isAlive();
    }

    void whenEnded(Consumer<String> callback) {
        child.whenEnded(() -> callback.accept("the lab ended" + logTail(child.lastLogLines(LOG_LINES))));
    }

    /** Waits until it ends by itself. */
    public void awaitEnd() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        child.whenEnded(ended::countDown);
        ended.await();
    }

    /** Stops everything it started. */
    @Override
    public void close() {
        child.close();
    }
}
