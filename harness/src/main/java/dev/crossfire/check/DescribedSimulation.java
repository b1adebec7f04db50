package dev.crossfire.check;

import dev.crossfire.error.RunErrorException;
import dev.crossfire.model.load.Load;
import dev.crossfire.process.ChildProcess;
import dev.crossfire.process.Installation;
import dev.crossfire.process.ScratchFolder;
import dev.crossfire.simulations.GeneratorCommand;
import dev.crossfire.simulations.GeneratorConfig;
import dev.crossfire.simulations.GeneratorEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Makes a generator process build a simulation and describe what it would do; nothing is sent. */
final class DescribedSimulation {
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final int LAST_LINES = 3;

    private DescribedSimulation() {}

    /**
     * The result.
     *
     * @param event described or undescribed; empty when the process reported neither
     * @param logTail the last lines of its log when it reported neither
     */
    record DescriptionResult(Optional<GeneratorEvent> event, boolean timedOut, List<String> logTail) {}

    /**
     * Builds the simulation of a load.
     *
     * @param classPath the user's own; may be empty
     * @throws RunErrorException when the generator cannot be started
     */
    static DescriptionResult of(Installation installation, Load load, String baseUrl, long seed, String classPath)
            throws RunErrorException, InterruptedException {
        try {
            try (ScratchFolder scratch = ScratchFolder.temporary()) {
                return in(scratch.path(), installation, load, baseUrl, seed, classPath);
            }
        } catch (IOException unwritable) {
            throw new RunErrorException("the simulation could not be read: " + unwritable.getMessage(), unwritable);
        }
    }

    private static DescriptionResult in(
            Path folder, Installation installation, Load load, String baseUrl, long seed, String classPath)
            throws RunErrorException, IOException, InterruptedException {
        Path config = folder.resolve("generator.json");
        new GeneratorConfig(load, baseUrl, folder.toString(), Map.of(), seed).write(config);
        List<String> command = GeneratorCommand.describing(
                installation.classPath(
                        "simulations",
                        installation.beside("simulations", classPath).text()),
                config,
                Files.createDirectory(folder.resolve("unpacked")),
                load.jvm(),
                Objects.requireNonNullElse(System.getenv("JAVA_OPTS"), ""));
        BlockingQueue<Optional<GeneratorEvent>> events = new LinkedBlockingQueue<>();
        ChildProcess child = ChildProcess.start(
                "load generator",
                command,
                folder.resolve("generator.log"),
                line -> take(line, events),
                () -> events.add(Optional.empty()));
        try {
            Optional<GeneratorEvent> event = events.poll(load.startTimeout().toMillis(), TimeUnit.MILLISECONDS);
            boolean timedOut = event == null;
            Optional<GeneratorEvent> reported = timedOut ? Optional.empty() : event;
            return new DescriptionResult(
                    reported, timedOut, reported.isPresent() ? List.of() : child.lastLogLines(LAST_LINES));
        } finally {
            child.close(GRACE);
        }
    }

    private static void take(String line, BlockingQueue<Optional<GeneratorEvent>> events) {
        try {
            events.add(Optional.of(GeneratorEvent.parse(line)));
        } catch (IOException foreign) {
            // Not every library writes to System.out, which the generator has redirected by then.
        }
    }
}
