package dev.crossfire.lab;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfire.lab.process.ProcessExitCheck;
import dev.crossfire.testkit.starvation.TimingError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A lab in a process of its own, as others run it: by its command line, its ready line and its addresses. */
final class StartedLab implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Process process;
    private final BufferedReader out;

    StartedLab(Path log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                JAVA.toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                JarredClassPath.text(),
                Lab.class.getName()));
        command.addAll(List.of(arguments));
        this.process = new ProcessBuilder(command).redirectError(log.toFile()).start();
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Returns the line that says that it is ready; that it is not, is as a rule a limit that a busy machine broke. */
    JsonNode ready() {
        JsonNode line = line();
        if (!line.path("event").asText().equals("ready")) {
            throw new TimingError("the lab is not ready: " + line, null);
        }
        return line;
    }

    /** Returns the line that reports the result of its start. */
    JsonNode line() {
        return await().atMost(START_LIMIT)
                .until(this::read, line -> !line.path("event").asText().equals("starting"));
    }

    /** Returns everything that it has started, however deep. */
    List<Long> family() {
        return process.toHandle().descendants().map(ProcessHandle::pid).toList();
    }

    Process process() {
        return process;
    }

    /** Ends its standard input, which stops it. */
    void endInput() throws IOException {
        process.getOutputStream().close();
    }

    /** Reserves a seat, and returns the answer's status. */
    HttpResponse<String> reserve(JsonNode ready, int seat) throws IOException, InterruptedException {
        return http.send(
                request(ready, "/events/42/reservations")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", "seat-" + seat)
                        .POST(HttpRequest.BodyPublishers.ofString("{\"seat\":" + seat + ",\"buyer\":\"test\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Asks for a seat; true also when an earlier request of the same key, whose answer was lost, has reserved it. */
    boolean isReserved(JsonNode ready, int seat) throws IOException, InterruptedException {
        int status = reserve(ready, seat).statusCode();
        return status == 201 || status == 200;
    }

    HttpResponse<String> get(JsonNode ready, String path) throws IOException, InterruptedException {
        return http.send(request(ready, path).GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Returns whether the part with a tag answers correctly at its address. */
    boolean answers(JsonNode ready, String tag, String value, String path) {
        try {
            return ask(ready, tag, value, path).statusCode() == 200;
        } catch (IOException refused) {
            return false;
        }
    }

    /** Returns a header of the answer that the part with a tag gives at its address. */
    String header(JsonNode ready, String tag, String value, String path, String name) throws IOException {
        return ask(ready, tag, value, path).headers().firstValue(name).orElseThrow();
    }

    private HttpResponse<Void> ask(JsonNode ready, String tag, String value, String path) throws IOException {
        String address = StreamSupport.stream(ready.get("resources").spliterator(), false)
                .filter(part -> part.at("/tags/" + tag).asText().equals(value))
                .map(part -> part.get("address").asText())
                .findFirst()
                .orElseThrow();
        HttpRequest question = HttpRequest.newBuilder(URI.create(address).resolve(path))
                .timeout(Duration.ofSeconds(1))
                .build();
        try {
            return http.send(question, HttpResponse.BodyHandlers.discarding());
        } catch (InterruptedException e) {
            throw new AssertionError("stopped while asking " + address, e);
        }
    }

    /** Connects to the database as the observer. */
    static Connection observe(JsonNode ready) throws SQLException {
        JsonNode database = ready.get("database");
        return DriverManager.getConnection(
                database.get("jdbc").asText(),
                database.get("user").asText(),
                database.get("password").asText());
    }

    /** Returns the truth log's entries about a part, oldest first. */
    static List<JsonNode> truth(JsonNode ready) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of(ready.get("truth").asText()))) {
            List<JsonNode> all = new ArrayList<>();
            for (String line : lines.toList()) {
                all.add(JSON.readTree(line));
            }
            return all;
        }
    }

    /** Returns when something last happened to a part; long ago if it never did. */
    static Instant when(JsonNode ready, String what, String who) throws IOException {
        return truth(ready).stream()
                .filter(line -> line.get("what").asText().equals(what)
                        && line.get("who").asText().equals(who))
                .map(line -> Instant.parse(line.get("at").asText()))
                .reduce(Instant.EPOCH, (earlier, later) -> later);
    }

    /** Returns the process that a part runs as now. */
    static ProcessHandle process(JsonNode ready, String who) throws IOException {
        return truth(ready).stream()
                .filter(line -> line.get("what").asText().equals("started")
                        && line.get("who").asText().equals(who))
                .reduce((earlier, later) -> later)
                .flatMap(line -> ProcessHandle.of(line.get("pid").asLong()))
                .orElseThrow();
    }

    /** Makes sure that nothing is left, whatever the test did. */
    @Override
    public void close() {
        List<Long> family = family();
        process.destroyForcibly();
        ProcessExitCheck.await(family, Duration.ofSeconds(20));
    }

    private JsonNode read() throws IOException {
        String line = out.readLine();
        if (line == null) {
            throw new IllegalStateException(
                    "the lab ended without a line, with " + process.onExit().join());
        }
        return JSON.readTree(line);
    }

    private static HttpRequest.Builder request(JsonNode ready, String path) {
        return HttpRequest.newBuilder(URI.create(ready.get("baseUrl").asText() + path))
                .timeout(Duration.ofSeconds(10));
    }
}
