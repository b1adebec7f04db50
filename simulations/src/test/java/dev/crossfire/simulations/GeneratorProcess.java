package dev.crossfire.simulations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crossfire.evidence.RequestReader;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.RequestSource;
import dev.crossfire.model.load.Load.JvmOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/** A generator as its parent starts it: a process of its own. */
final class GeneratorProcess implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** All its lines on standard output, in order. */
    final List<String> lines = new CopyOnWriteArrayList<>();

    private final Process process;
    private final Thread reader;
    private final Path directory;

    static GeneratorProcess of(GeneratorConfig config) throws IOException {
        Path file = Path.of(config.runDirectory()).resolveSibling("generator.json");
        config.write(file);
        return new GeneratorProcess(file, Path.of(config.runDirectory()));
    }

    private GeneratorProcess(Path config, Path directory) throws IOException {
        this.directory = directory;
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(GeneratorCommand.of(classPath, config, directory, JvmOptions.NONE, ""));
        // Short lives on a busy machine: start fast rather than run fast.
        command.addAll(1, List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
        process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(directory.resolve("stderr").toFile())
                .start();
        reader = new Thread(this::read, "generator-output");
        reader.start();
    }

    private void read() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            out.lines().forEach(lines::add);
        } catch (IOException | java.io.UncheckedIOException ended) {
            lines.add("unreadable: " + ended.getMessage());
        }
    }

    void send(String order) throws IOException {
        OutputStream in = process.getOutputStream();
        in.write((order + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
    }

    /** As when the parent dies: its end of the pipe is closed by the operating system. */
    void abandon() throws IOException {
        process.getOutputStream().close();
    }

    /** As kill -9 does. */
    void kill() {
        process.destroyForcibly();
    }

    /** Stands still, or goes on, as when its machine has no time for it. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    <T extends GeneratorEvent> T waitFor(Class<T> type) {
        try {
            await().pollInterval(Duration.ofMillis(20))
                    .atMost(LONGEST)
                    .until(() -> !events(type).isEmpty() || !process.isAlive());
        } catch (ConditionTimeoutException hangs) {
            throw new AssertionError(
                    "no " + type.getSimpleName() + " but " + lines + "\n" + log() + "\n" + threads(), hangs);
        }
        join();
        if (events(type).isEmpty()) {
            throw new AssertionError("no " + type.getSimpleName() + " but " + lines + "\n" + log());
        }
        return events(type).get(0);
    }

    /** What a generator that hangs is doing. */
    private String threads() {
        try {
            Process jcmd = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(process.pid()),
                            "Thread.print")
                    .redirectErrorStream(true)
                    .start();
            return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unknown) {
            return unknown.toString();
        }
    }

    private void join() {
        if (!process.isAlive()) {
            try {
                reader.join(5000);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }
    }

    <T extends GeneratorEvent> List<T> events(Class<T> type) {
        return lines.stream()
                .map(GeneratorProcess::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static GeneratorEvent event(String line) {
        try {
            return GeneratorEvent.parse(line);
        } catch (IOException foreign) {
            throw new AssertionError("standard output holds what is no event: " + line, foreign);
        }
    }

    int exit() throws InterruptedException {
        if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running; it said " + lines + "\n" + log());
        }
        reader.join(5000);
        return process.exitValue();
    }

    /** What all users of the machine can read of it. */
    String commandLine() {
        return process.info().commandLine().orElse("");
    }

    String log() {
        Path log = directory.resolve("generator.log");
        try {
            return Files.exists(log) ? Files.readString(log) : "(no log)";
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    /** Every record with its strings. */
    List<Seen> requests() throws IOException {
        List<Seen> seen = new ArrayList<>();
        RequestReader reader = new RequestReader(directory.resolve("requests.bin"), directory.resolve("strings.jsonl"));
        RequestSource.RequestIntegrity integrity = reader.forEach(request -> seen.add(new Seen(
                request,
                reader.strings().text(request.cohort()),
                reader.strings().text(request.name()),
                request.error() == 0 ? "" : reader.strings().text(request.error()))));
        assertThat(integrity.truncatedAtByte()).isNegative();
        return seen;
    }

    /** A record as text. */
    record Seen(RequestRecord record, String cohort, String name, String error) {
        /** The path of the planting server in a request of {@link EveryKindSimulation}. */
        String path() {
            return switch (name) {
                case "timeout" -> "/hang";
                case "closed" -> "/slow";
                case "basket / first", "basket / second", "late", "repeated", "asked" -> "/ok";
                default -> "/" + name;
            };
        }
    }

    @Override
    public void close() {
        kill();
    }
}
