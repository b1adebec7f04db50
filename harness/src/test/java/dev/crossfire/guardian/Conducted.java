package dev.crossfire.guardian;

import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A stand-in conductor as a process, and its guardian's, to be treated badly. */
final class Conducted implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(30);

    final Path run;
    final Path environment;
    private final Path output;
    private final Process process;
    private final BufferedWriter input;

    private Conducted(Path folder) throws IOException {
        run = Files.createDirectory(folder.resolve("run"));
        environment = Files.createDirectory(folder.resolve("environment"));
        output = folder.resolve("output.txt");
        String kinds =
                Path.of("target", "test-classes", "standin").toAbsolutePath().toString();
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-cp",
                        kinds + File.pathSeparator + System.getProperty("java.class.path"),
                        StandIn.class.getName(),
                        run.toString(),
                        environment.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        input = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    }

    /** Starts one, and waits until its first fault is there. */
    static Conducted start(Path folder) throws IOException {
        Conducted conducted = new Conducted(folder);
        conducted.awaitReported("injected first");
        return conducted;
    }

    ProcessHandle conductor() {
        return process.toHandle();
    }

    ProcessHandle guardian() throws IOException {
        Awaitility.await("the guardian's journal").atMost(SOON).until(() -> events().contains("guardian-ready"));
        return ProcessHandle.of(guardianPid()).orElseThrow();
    }

    private long guardianPid() throws IOException {
        return Long.parseLong(events().replaceAll("(?s).*\"guardian-ready\".*?\"pid\":(\\d+).*", "$1"));
    }

    /** What the guardian has written. */
    String events() throws IOException {
        Path file = run.resolve("guardian.jsonl");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    /** What is broken, made ready or held. */
    List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(environment)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    void signal(String name, ProcessHandle to) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(to.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("kill -" + name + " ended with " + code);
        }
    }

    void send(String line) throws IOException {
        input.write(line + "\n");
        input.flush();
    }

    void awaitReported(String part) {
        Awaitility.await("the stand-in says " + part).atMost(SOON).until(() -> said().contains(part));
    }

    String said() throws IOException {
        return Files.exists(output) ? Files.readString(output) : "";
    }

    void awaitNothingLeft() {
        Awaitility.await("everything is gone").atMost(SOON).until(() -> left().isEmpty());
    }

    static void awaitEnded(ProcessHandle process) {
        Awaitility.await("process " + process.pid() + " ends").atMost(SOON).until(() -> !process.isAlive());
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        if (events().contains("guardian-ready")) {
            ProcessHandle.of(guardianPid()).ifPresent(Conducted::awaitEnded);
        }
    }
}
