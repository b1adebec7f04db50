package dev.crossfire.guardian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A stand-in conductor as a process, and its guardian's, to be treated badly. */
final class Conducted implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(30);

    final Path run;
    final Path environment;
    /** Of a build server, which finds by it what a job leaves. */
    private final String cookie = UUID.randomUUID().toString();

    private final Path output;
    private final Process process;
    private final BufferedWriter input;

    private Conducted(Path folder) throws IOException {
        run = Files.createDirectory(folder.resolve("run"));
        environment = Files.createDirectory(folder.resolve("environment"));
        output = folder.resolve("output.txt");
        String kinds =
                Path.of("target", "test-classes", "standin").toAbsolutePath().toString();
        ProcessBuilder conductor = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx64m",
                        "-Dslf4j.provider=" + System.getProperty("slf4j.provider"),
                        "-cp",
                        kinds + File.pathSeparator + System.getProperty("java.class.path"),
                        StandIn.class.getName(),
                        run.toString(),
                        environment.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        conductor.environment().put("JENKINS_NODE_COOKIE", cookie);
        conductor.environment().put("RUNNER_TRACKING_ID", cookie);
        process = conductor.start();
        input = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    }

    /** Starts one, and waits until its first fault is there. */
    static Conducted start(Path folder) throws IOException {
        Conducted conducted = new Conducted(folder);
        try {
            conducted.awaitReported("injected first");
            return conducted;
        } catch (ConditionTimeoutException late) {
            conducted.close();
            throw late;
        }
    }

    ProcessHandle conductor() {
        return process.toHandle();
    }

    /** The processes that a build server would end; it sees only its own user's. */
    List<ProcessHandle> ofJob() {
        return ProcessHandle.allProcesses().filter(this::hasCookie).toList();
    }

    private boolean hasCookie(ProcessHandle process) {
        try {
            Path variables = Path.of("/proc", Long.toString(process.pid()), "environ");
            return new String(Files.readAllBytes(variables), StandardCharsets.ISO_8859_1).contains(cookie);
        } catch (IOException endedOrAnothers) {
            return false;
        }
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
        Awaitility.await("the stand-in says " + part).atMost(SOON).untilAsserted(() -> assertThat(said())
                .contains(part));
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
