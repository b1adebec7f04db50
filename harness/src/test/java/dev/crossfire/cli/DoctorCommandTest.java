package dev.crossfire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.crossfire.process.StopSignal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says of an environment. */
class DoctorCommandTest {
    private static final String COMMANDS = """
            crossfire: v1
            environment: laptop
            base-url: http://127.0.0.1:PORT
            metrics: { prometheus: "http://127.0.0.1:METRICS", serving: up }
            roles:
              search:
                probe: http://127.0.0.1:PORT/health
                commands:
                  pause: { inject: [ "true" ], heal: [ "true" ], verify: [ "true" ] }
            """;

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private HttpServer system;
    private HttpServer metrics;

    @BeforeEach
    void begin() throws IOException {
        system = server("");
        metrics = server("{\"status\": \"success\", \"data\": {\"resultType\": \"vector\", \"result\":"
                + " [{\"metric\": {}, \"value\": [1, \"3\"]}]}}");
        write(COMMANDS);
    }

    @AfterEach
    void end() {
        system.stop(0);
        metrics.stop(0);
    }

    private static HttpServer server(String body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.isEmpty() ? -1 : body.length());
            exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
        return server;
    }

    private void write(String environment) throws IOException {
        Files.writeString(
                directory.resolve("laptop.yaml"),
                environment
                        .replace("PORT", String.valueOf(system.getAddress().getPort()))
                        .replace("METRICS", String.valueOf(metrics.getAddress().getPort())));
    }

    private int doctor(String... first) {
        String file = directory.resolve("laptop.yaml").toString();
        String[] words = new String[first.length + 3];
        words[0] = "doctor";
        System.arraycopy(first, 0, words, 1, first.length);
        words[first.length + 1] = "--env";
        words[first.length + 2] = file;
        try (StopSignal signal = new StopSignal()) {
            return Crossfire.run(new Terminal(new PrintWriter(out, true), new PrintWriter(err, true)), signal, words);
        }
    }

    /** What follows of the environment, after the checks of the machine. */
    private String there() {
        return out.toString().substring(out.toString().indexOf("laptop.yaml"));
    }

    @Test
    void aHealthyEnvironmentIsSaidToBeSo() {
        doctor();
        assertThat(there())
                .as("%s", err)
                .contains(
                        "ok    providers        commands reached",
                        "answers with 200",
                        "ok    clock            at most 2 s from the system's",
                        "ok    targets          search 1",
                        "ok    probes           1 target answers",
                        "ok    external checks  every source answers",
                        "ok    leftovers there  none",
                        "warn  permissions      those of faults are not checked")
                .doesNotContain("BAD");
    }

    @Test
    void everythingThatDoesNotAnswerIsNamedWithWhatToDo() {
        system.stop(0);
        metrics.stop(0);
        assertThat(doctor()).isEqualTo(ExitCode.BROKEN);
        assertThat(there())
                .contains(
                        "BAD   base-url",
                        "Start the system, or correct 'base-url'.",
                        "BAD   probes           search: search refuses",
                        "Repair the target, or the 'probe' of roles.search.",
                        "BAD   external checks",
                        "A run here would not be reliable.");
    }

    @Test
    void aProviderThatCannotBeReachedIsNamed() throws IOException {
        write("""
                crossfire: v1
                environment: laptop
                base-url: http://127.0.0.1:PORT
                toxiproxy: { url: "http://127.0.0.1:1" }
                roles: { link: { toxiproxy: { proxy: front }, probe: "http://127.0.0.1:1/" } }
                """);
        assertThat(doctor()).isEqualTo(ExitCode.BROKEN);
        assertThat(there()).contains("BAD   providers        environment laptop", "127.0.0.1:1");
    }

    @Test
    void aScenarioWithoutAnEnvironmentIsRefused() {
        try (StopSignal signal = new StopSignal()) {
            assertThat(Crossfire.run(
                            new Terminal(new PrintWriter(out, true), new PrintWriter(err, true)),
                            signal,
                            "doctor",
                            "quick-pause"))
                    .isEqualTo(ExitCode.USAGE);
        }
        assertThat(err.toString()).contains("missing --env; expected the environment in which quick-pause is checked");
    }
}
